//! `--report`.
use super::document::AdviceDocument;
use crate::context::Context;
use crate::error::CliError;
use std::path::Path;
#[derive(Clone, Copy, Debug)]
pub(super) enum ReportFormat {
    Html,
}
impl ReportFormat {
    pub(super) fn from_path(_: &Path) -> Result<Self, String> {
        Ok(Self::Html)
    }
}
pub(super) fn write(
    _: &Context,
    _: &Path,
    _: ReportFormat,
    _: &AdviceDocument,
) -> Result<(), CliError> {
    Ok(())
}
