//! `--write`: the advised sizes in the fleet file, and the lines that change.

use std::collections::BTreeMap;
use std::path::Path;

use super::document::{AdviceDocument, PoolAdvice};
use super::targets::Target;
use crate::commands::fleet::file::FleetFile;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::edit::{Edit, EditError, apply, diff, size_edits};
use crate::sort::sort_by_key;
use crate::text_file::{self, Creation};
use crate::warm_pool::size::PoolSize;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the advised sizes of the declared pools and prints the changed lines. Either every size is
/// written or none.
///
/// # Errors
/// When a size cannot be written by itself, with what to paste, and when a file cannot be written.
pub(super) fn write(
    context: &Context,
    file: &FleetFile,
    targets: &[Target<'_>],
    document: &AdviceDocument,
) -> Result<(), CliError> {
    let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    let mut errors = Vec::new();
    for pool in document.pools.iter().filter(|pool| !pool.commands.is_empty()) {
        let target = targets.iter().find(|target| target.address == pool.address);
        let declaration = target.and_then(|target| target.declaration);
        let (Some(declaration), Some(size)) = (declaration, advised(pool)) else { continue };
        let place = declaration.project.place;
        let text = &file.texts[place.file];
        match size_edits(&text.text, declaration, size) {
            Ok(found) => edits.entry(place.file).or_default().extend(found),
            Err(error) => {
                let message = message(error);
                errors.push(format!("{}:{}: {}: {message}", text.name, place.line, pool.address));
            }
        }
    }
    if let Some(error) = CliError::usage_errors_opt(errors) {
        let pasted = document.pools.iter().flat_map(|pool| pool.commands.iter());
        let lines = pasted.filter(|text| text.contains('\n')).flat_map(|text| text.lines());
        let error = error.because("nothing was written");
        return Err(lines.fold(error, CliError::because));
    }
    if edits.is_empty() {
        context.ui.note("nothing to write: every size is as advised, or none is advised");
        return Ok(());
    }
    for (index, edits) in &mut edits {
        sort_by_key(edits, |edit| edit.range.start);
        let text = &file.texts[*index];
        let path = &file.paths[*index];
        replace(path, &text.text, &apply(&text.text, edits))?;
        show(context, &format!("changed {}:", text.name))?;
        for (number, sign, line) in diff(&text.text, edits) {
            show(context, &format!("  {number:>4} {sign} {line}"))?;
        }
    }
    Ok(())
}

/// Writes the new text, unless the file has changed since it was read.
fn replace(path: &Path, old: &str, new: &str) -> Result<(), CliError> {
    let current = text_file::read_bytes(path, u64::MAX - 1);
    let current = current.map_err(|error| error.into_failure(path))?;
    let mark = if current.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    if current[mark.len()..] != *old.as_bytes() {
        let message = format!("{} changed while the advice was made", path.display());
        return Err(
            CliError::new(ExitCode::Conflict, "aborted", message).because("nothing was written")
        );
    }
    let bytes = [mark, new.as_bytes()].concat();
    text_file::write(path, &bytes, Creation::Shared).map_err(|error| {
        CliError::local(format!("cannot write {}", path.display())).because(error.to_string())
    })
}

/// Prints a line of the result for people; a note where programs read it.
fn show(context: &Context, line: &str) -> Result<(), CliError> {
    if context.ui.is_prose() {
        return context.ui.print_line(line);
    }
    context.ui.note(line);
    Ok(())
}

fn advised(pool: &PoolAdvice) -> Option<PoolSize> {
    let advised = pool.advised.as_ref()?;
    PoolSize::new(advised.min, advised.max)
}

const fn message(error: EditError) -> &'static str {
    match error {
        EditError::SeveralClasses => {
            "its entry declares several classes; give it an entry of its own, then run the command again"
        }
        EditError::HasWindows => "it has sizes in windows; change them by hand",
        EditError::NotFound => "its entry changed; run the command again",
    }
}
