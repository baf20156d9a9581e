//! What makes the advice so: commands, and TOML to paste into a fleet file.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::document::{OptionDocument, PoolAdvice, WindowsDocument};
use super::share_text::size;
use super::targets::Target;
use crate::context::Context;
use crate::error::Hint;

/// The commands that give a pool its advised size; with a fleet file, the one that writes it, since
/// the next `apply` would undo any other. Empty if there is nothing to do.
pub(super) fn commands(
    context: &Context,
    target: &Target<'_>,
    files: &[PathBuf],
    pool: &PoolAdvice,
) -> Vec<String> {
    let Some(advised) = &pool.advised else { return Vec::new() };
    let current = pool.current.as_ref();
    if current.is_some_and(|current| current.is_same(advised)) {
        return Vec::new();
    }
    if current.is_some_and(|current| current.windowed) {
        return vec![pool_toml(&pool.address, advised)];
    }
    let address = &target.address;
    let hint = if !files.is_empty() {
        let advise = Hint::new("warm-pool advise").arg(address);
        let advise = files.iter().fold(advise, |hint, file| hint.arg("-f").arg(file.display()));
        advise.arg("--write")
    } else {
        let verb = if target.pool.is_some() { "warm-pool update" } else { "warm-pool create" };
        let bounds = [("--min", advised.min), ("--max", advised.max)];
        let change = Hint::new(verb).arg(address);
        bounds.iter().fold(change, |hint, (flag, bound)| hint.arg(flag).arg(bound))
    };
    vec![context.ui.command(&hint)]
}

/// A pool of a fleet file with one size.
fn pool_toml(address: &str, option: &OptionDocument) -> String {
    let (min, max) = (option.min, option.max);
    format!("# {address}: {}, without windows\nmin = {min}\nmax = {max}\n", size(option))
}

/// The windows of an answer as a part of a fleet file.
pub(super) fn windows_toml(target: &Target<'_>, zone: &str, windows: &WindowsDocument) -> String {
    let name = |index: usize| match windows.windows.len() {
        1 => "busy".to_owned(),
        _ => format!("busy-{}", index + 1),
    };
    // Writing to a string cannot fail.
    let mut text = format!("time-zone = \"{zone}\"\n\n[windows]\n");
    for (index, window) in windows.windows.iter().enumerate() {
        let (name, days, hours) = (name(index), window.days, &window.hours);
        let _ = writeln!(text, "{name} = {{ days = \"{days}\", hours = \"{hours}\" }}");
    }
    let project = toml_edit::Value::from(target.names.0.as_str()).to_string();
    let class = toml_edit::Value::from(target.names.1.as_str()).to_string();
    let (min, max) = (windows.option.min, windows.option.max);
    let _ = writeln!(
        text,
        "\n[[pool]]\nproject = {project}\nclass = {class}\nmin = {min}\nmax = {max}"
    );
    for (index, window) in windows.windows.iter().enumerate() {
        let (name, min, max) = (name(index), window.min, window.max);
        let _ = writeln!(text, "during.{name} = {{ min = {min}, max = {max} }}");
    }
    text
}
