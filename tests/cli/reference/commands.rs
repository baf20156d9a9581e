//! `commands.md`: every command, made from the parser.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use super::{cell, check};

const ABOUT: &str = "\
# Commands

What `prebuildctl help COMMAND` shows. Every command also takes the [global options](#global-options).

";

#[test]
fn commands() {
    let mut root = prebuildctl::command_line();
    root.build();
    let mut text = ABOUT.to_owned();
    contents(&root, "", &mut text);
    text += "\n## Global options\n\n";
    options(root.get_arguments(), &mut text);
    for command in root.get_subcommands() {
        describe(command, "", &mut text);
    }
    check("commands.md", &text);
}

/// A link to each command.
fn contents(command: &Command, path: &str, text: &mut String) {
    for subcommand in command.get_subcommands() {
        let path = format!("{path} {}", subcommand.get_name());
        let path = path.trim();
        let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
        let indent = "  ".repeat(path.matches(' ').count());
        writeln!(text, "{indent}- [`{path}`](#{}): {}", path.replace(' ', "-"), inline(&about))
            .unwrap();
        contents(subcommand, path, text);
    }
}

fn describe(command: &Command, parent: &str, text: &mut String) {
    let path = format!("{parent} {}", command.get_name()).trim().to_owned();
    let depth = "#".repeat((path.matches(' ').count() + 2).min(4));
    writeln!(text, "\n{depth} {path}\n").unwrap();
    let about = command.get_long_about().or_else(|| command.get_about());
    writeln!(text, "{}\n", inline(&about.map(ToString::to_string).unwrap_or_default())).unwrap();
    let usage = command.clone().render_usage().to_string();
    writeln!(text, "```text\n{}\n```", usage.trim_start_matches("Usage:").trim()).unwrap();
    let aliases: Vec<_> = command.get_visible_aliases().map(|name| format!("`{name}`")).collect();
    if !aliases.is_empty() {
        writeln!(text, "\nAlso: {}", aliases.join(", ")).unwrap();
    }
    let own = command.get_arguments().filter(|argument| argument.get_id() != "help");
    options(own, text);
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    if let Some((_, examples)) = help.split_once("Examples:\n") {
        let lines = examples.lines().take_while(|line| !line.is_empty()).map(str::trim_start);
        // The examples of completions are for several shells.
        let language = if command.get_name() == "completions" { "text" } else { "sh" };
        let lines = lines.collect::<Vec<_>>().join("\n");
        writeln!(text, "\n```{language}\n{lines}\n```").unwrap();
    }
    for subcommand in command.get_subcommands() {
        describe(subcommand, &path, text);
    }
}

/// A table of the arguments that the help shows: arguments with a place, then options.
fn options<'a>(arguments: impl Iterator<Item = &'a Arg>, text: &mut String) {
    let shown = arguments.filter(|argument| !argument.is_hide_set());
    let (positional, options): (Vec<_>, Vec<_>) =
        shown.partition(|argument| argument.is_positional());
    if positional.is_empty() && options.is_empty() {
        return;
    }
    text.push_str("\n| argument | |\n|---|---|\n");
    for argument in positional.into_iter().chain(options) {
        writeln!(text, "| `{}` | {} |", form(argument).replace('|', "\\|"), meaning(argument))
            .unwrap();
    }
}

/// How it is typed.
fn form(argument: &Arg) -> String {
    let values: Vec<_> = argument.get_value_names().unwrap_or_default().to_vec();
    let values = values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let values =
        if values.is_empty() { argument.get_id().to_string().to_uppercase() } else { values };
    if argument.is_positional() {
        let is_several = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        return if is_several { format!("{values}...") } else { values };
    }
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    if argument.get_action().takes_values() { format!("{names} {values}") } else { names }
}

fn meaning(argument: &Arg) -> String {
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let mut parts = vec![cell(&help.map(ToString::to_string).unwrap_or_default())];
    let values = argument.get_possible_values();
    let names: Vec<_> = values
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value: &PossibleValue| format!("`{}`", value.get_name()))
        .collect();
    if argument.get_action().takes_values()
        && !names.is_empty()
        && !argument.is_hide_possible_values_set()
    {
        parts.push(format!("one of {}", names.join(", ")));
    }
    let defaults = argument.get_default_values();
    if argument.get_action().takes_values()
        && !defaults.is_empty()
        && !argument.is_hide_default_value_set()
    {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        parts.push(format!("default `{}`", defaults.join(",")));
    }
    parts.join("; ")
}

/// Prose that Markdown shows as it is.
fn inline(text: &str) -> String {
    text.replace('<', "&lt;").replace('*', "\\*")
}
