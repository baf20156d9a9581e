//! The names of what prebuilds are for, where they are shown.

use super::view::PrebuildRow;
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildMetadata};
use crate::commands::names::Labels;
use crate::commands::shared::sort::Order;
use crate::context::Context;
use crate::error::Failure;
use crate::output::rows::Rows;
use crate::runtime;

/// Which columns are shown that tell names.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    project: bool,
    class: bool,
}

impl Shown {
    /// In a list.
    pub(super) fn in_list(rows: &Rows<'_, PrebuildRow>, order: &Order<PrebuildRow>) -> Self {
        let shows = |column| rows.shows(column) || order.is_by(column);
        Self { project: shows("project"), class: shows("class") }
    }

    /// When one prebuild is shown.
    ///
    /// # Errors
    /// When a column that was asked for does not exist.
    pub(super) fn of_one(context: &Context) -> Result<Self, Failure> {
        let shows = |column| context.ui.one_shows::<PrebuildRow>(column);
        Ok(Self { project: shows("project")?, class: shows("class")? })
    }

    /// Looks up the names that are shown of these prebuilds.
    pub(super) async fn learn(
        self,
        labels: &mut Labels,
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
        labels.learn(context, client, projects, classes).await;
    }

    /// The names of a prebuild that was changed, beside what is known already. An interruption
    /// ends the look-up alone: the change is told in any case.
    pub(super) fn of_changed(
        self,
        context: &Context,
        client: &Client,
        prebuild: &Prebuild,
        mut labels: Labels,
    ) -> Labels {
        drop(runtime::run(context, client, async {
            self.learn(&mut labels, context, client, std::slice::from_ref(prebuild)).await;
            Ok(())
        }));
        labels
    }
}
