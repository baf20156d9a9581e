//! The names of what prebuilds are for, where they are shown.

use super::view::PrebuildRow;
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildMetadata};
use crate::commands::names::DisplayNames;
use crate::commands::shared::sort::Order;
use crate::context::Context;
use crate::error::CliError;
use crate::output::rows::Rows;
use crate::runtime;

/// Which columns are shown that tell names.
#[derive(Clone, Copy)]
pub(super) struct NameColumns {
    project: bool,
    class: bool,
}

impl NameColumns {
    /// In a list.
    pub(super) fn in_list(rows: &Rows<'_, PrebuildRow>, order: &Order<PrebuildRow>) -> Self {
        let shows = |column| rows.shows(column) || order.is_by(column);
        Self { project: shows("project"), class: shows("class") }
    }

    /// When one prebuild is shown.
    ///
    /// # Errors
    /// When a column that was asked for does not exist.
    pub(super) fn of_one(context: &Context) -> Result<Self, CliError> {
        let shows = |column| context.ui.record_shows_column::<PrebuildRow>(column);
        Ok(Self { project: shows("project")?, class: shows("class")? })
    }

    /// Looks up the names that are shown of these prebuilds.
    pub(super) async fn load(
        self,
        display_names: &mut DisplayNames,
        context: &Context,
        client: &Client,
        prebuilds: &[Prebuild],
    ) {
        let ids = |is_shown: bool, id: fn(&PrebuildMetadata) -> &String| {
            let shown = prebuilds.iter().filter(move |_| is_shown);
            shown.filter_map(move |prebuild| Some(id(prebuild.metadata.as_ref()?).as_str()))
        };
        let projects = ids(self.project, |it| &it.project_id);
        let classes = ids(self.class, |it| &it.environment_class_id);
        display_names.load(context, client, projects, classes).await;
    }

    /// The names of a prebuild that was changed, beside what is known already. An interruption
    /// ends the look-up alone: the change is told in any case.
    pub(super) fn of_changed(
        self,
        context: &Context,
        client: &Client,
        prebuild: &Prebuild,
        mut display_names: DisplayNames,
    ) -> DisplayNames {
        drop(runtime::run(context, client, async {
            self.load(&mut display_names, context, client, std::slice::from_ref(prebuild)).await;
            Ok(())
        }));
        display_names
    }
}
