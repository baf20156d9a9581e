//! The saved plan, as the command line names it, and which of the two kinds of file a file is.

use std::ffi::OsStr;
use std::path::Path;

use serde::de::IgnoredAny;

use super::texts::read_file;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::fleet::plan_file::{self, PlanFile};
use crate::output::json;
use crate::text_file::{self, Creation, STDIN_NAME};

/// The plan of the largest fleet file is larger than the file.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a saved plan, offline.
///
/// # Errors
/// When it cannot be read or is not a saved plan.
pub(super) fn read(path: &Path) -> Result<PlanFile, CliError> {
    let name = path.display();
    if path.is_dir() {
        return Err(not_a_plan(path, "a folder"));
    }
    let hint = || Hint::new("plan --out").arg(path.display());
    let text = read_file(path, MAX_BYTES, |error| error.hint(hint()))?;
    plan_file::parse(&text).map_err(|error| {
        let has_toml_name = path.extension() == Some(OsStr::new("toml"));
        if !is_json(&text) && (has_toml_name || is_toml(&text)) {
            return not_a_plan(path, "a fleet file");
        }
        CliError::usage(format!("{name} {error}"))
    })
}

fn not_a_plan(path: &Path, kind: &str) -> CliError {
    let name = path.display();
    let hint = Hint::new("apply").arg("-f").arg(name.to_string());
    CliError::usage(format!("{name} is {kind}, not a saved plan")).hint(hint)
}

/// Saves a plan. The file is replaced only when all of the plan was written; `-` prints it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn save(context: &Context, path: &Path, plan: &PlanFile) -> Result<(), CliError> {
    let mut text = json::pretty(&json::to_vec(&plan.json())?, &context.ui.sanitizer());
    text.push(b'\n');
    if is_stdout(path) {
        return context.ui.write(&text).and_then(|()| context.ui.flush());
    }
    text_file::write(path, &text, Creation::Private).map_err(|error| {
        let message = format!("cannot save the plan in {}", path.display());
        CliError::local(message).because(error.to_string())
    })
}

pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The error of JSON in place of a fleet file.
pub(super) fn json_error(name: &str, text: &str) -> Option<CliError> {
    if !is_json(text) {
        return None;
    }
    if !plan_file::is_plan(text) {
        let error = CliError::usage(format!("{name} is JSON, not a fleet file"));
        return Some(error.because("a fleet file is TOML"));
    }
    let error = CliError::usage(format!("{name} is a saved plan, not a fleet file"));
    Some(if name == STDIN_NAME { error } else { error.hint(Hint::new("apply").arg(name)) })
}

/// No TOML begins with a brace.
fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') || serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn is_toml(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("version") || line.starts_with("[[pool]]"))
}
