//! The columns of prebuilds that show names, which have to be looked up.

use super::view::PrebuildRow;
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildMetadata};
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::DisplayNames;
use crate::runtime;

/// Which of them are shown.
#[derive(Clone, Copy)]
pub(super) struct NameColumns {
    pub(super) project: bool,
    pub(super) class: bool,
}

impl NameColumns {
    /// Those shown of a single prebuild.
    ///
    /// # Errors
    /// When a requested column does not exist.
    pub(super) fn for_record(context: &Context) -> Result<Self, CliError> {
        let shows = |column| context.ui.record_shows_column::<PrebuildRow>(column);
        Ok(Self { project: shows("project")?, class: shows("class")? })
    }

    /// Loads the names that are shown of these prebuilds.
    pub(super) async fn load(
        self,
        names: &mut DisplayNames,
        context: &Context,
        client: &Client,
        prebuilds: &[Prebuild],
    ) {
        let ids = |is_shown: bool, id: fn(&PrebuildMetadata) -> &String| {
            let shown = prebuilds.iter().filter(move |_| is_shown);
            shown.filter_map(move |prebuild| Some(id(prebuild.metadata.as_ref()?).as_str()))
        };
        let projects = ids(self.project, |metadata| &metadata.project_id);
        let classes = ids(self.class, |metadata| &metadata.environment_class_id);
        context.note_missing_names(names.load(client, projects, classes).await);
    }

    /// Loads the names that are shown of a changed prebuild. An interruption ends only the
    /// look-up: the change is reported in any case.
    pub(super) fn load_after_change(
        self,
        context: &Context,
        client: &Client,
        prebuild: &Prebuild,
        mut names: DisplayNames,
    ) -> DisplayNames {
        drop(runtime::run(context, client, async {
            self.load(&mut names, context, client, std::slice::from_ref(prebuild)).await;
            Ok(())
        }));
        names
    }
}
