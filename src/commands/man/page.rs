//! One page of the manual.

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use crate::commands::help::{ENVIRONMENT, FILES};
use crate::exit::TABLE;

const SECTION: &str = "1";
const MANUAL: &str = "Prebuildctl Manual";
const SOURCE: &str = concat!("prebuildctl ", env!("CARGO_PKG_VERSION"));
const DATE: &str = env!("PREBUILDCTL_RELEASE_DATE");
const EXAMPLES: &str = "Examples:\n";

/// The page of a command; `parent` is `None` for the program itself.
pub(super) fn page(command: &Command, parent: Option<&Command>) -> Result<Vec<u8>, anyhow::Error> {
    let man = Man::new(command.clone())
        .title(name(command).to_uppercase())
        .section(SECTION)
        .date(DATE)
        .source(SOURCE)
        .manual(MANUAL);
    let mut page = Vec::new();
    (|| {
        man.render_title(&mut page)?;
        man.render_name_section(&mut page)?;
        synopsis(command).to_writer(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
        if parent.is_some() {
            global_options().to_writer(&mut page)?;
        }
        if command.has_subcommands() {
            man.render_subcommands_section(&mut page)?;
        }
        let sections = [
            examples(command),
            exit_status(),
            topic("ENVIRONMENT", ENVIRONMENT),
            topic("FILES", FILES),
            see_also(command, parent),
        ];
        sections.iter().try_for_each(|section| section.to_writer(&mut page))
    })()
    .context("cannot render a page")?;
    Ok(without_repeated_preamble(&String::from_utf8_lossy(&page)).into_bytes())
}

/// Each section begins with the same definitions, which a page needs once.
fn without_repeated_preamble(page: &str) -> String {
    match page.split_once(".TH ") {
        Some((preamble, rest)) => format!("{preamble}.TH {}", rest.replace(preamble, "")),
        None => page.to_owned(),
    }
}

/// The name of the page of a command, such as `prebuildctl-warm-pool-list`.
pub(super) fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn section(title: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    roff
}

/// How the command is typed, as the help says.
fn synopsis(command: &Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let mut roff = section("SYNOPSIS");
    for line in usage.lines().map(str::trim) {
        let rest = line.strip_prefix(name).unwrap_or(line);
        roff.text([bold(if rest.len() == line.len() { "" } else { name }), roman(rest.trim_end())]);
    }
    roff
}

/// The end of the section OPTIONS.
fn global_options() -> Roff {
    let mut roff = Roff::new();
    roff.control("PP", []);
    roff.text([bold("prebuildctl"), roman("(1) has the global options.")]);
    roff
}

/// The examples at the end of the help, as they are typed.
fn examples(command: &Command) -> Roff {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let Some((_, after)) = help.split_once(EXAMPLES) else { return Roff::new() };
    let mut roff = section("EXAMPLES");
    roff.control("nf", []);
    for line in after.lines().take_while(|line| !line.is_empty()) {
        roff.text([roman(line.trim_start())]);
    }
    roff.control("fi", []);
    roff
}

fn exit_status() -> Roff {
    let mut roff = section("EXIT STATUS");
    for row in TABLE {
        let causes =
            if row.causes.is_empty() { String::new() } else { format!(": {}", row.causes) };
        entry(&mut roff, &row.exit.code().to_string(), &format!("{}{causes}", row.meaning));
    }
    roff
}

/// A section with the text of a topic: paragraphs, headings that end in a colon, and entries, whose
/// descriptions are in a column of their own.
fn topic(title: &str, text: &str) -> Roff {
    let mut roff = section(title);
    for block in text.trim_end().split("\n\n") {
        let mut lines = block.lines().peekable();
        let mut prose = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with(' ')) {
            prose.push(line);
        }
        match prose.join(" ").strip_suffix(':') {
            Some(heading) => {
                roff.control("SS", [heading]);
            }
            None if !prose.is_empty() => {
                roff.control("PP", []);
                roff.text([roman(prose.join(" "))]);
            }
            None => {}
        }
        while let Some(line) = lines.next() {
            let (term, first) = line.trim_start().split_once("  ").unwrap_or((line.trim(), ""));
            let mut description = vec![first.trim()];
            while let Some(more) = lines.next_if(|line| line.starts_with("    ")) {
                description.push(more.trim());
            }
            entry(&mut roff, term, description.join(" ").trim());
        }
    }
    roff
}

fn entry(roff: &mut Roff, term: &str, description: &str) {
    roff.control("TP", []);
    roff.text([bold(term)]);
    roff.text([roman(description)]);
}

/// The pages of the parent and of the subcommands.
fn see_also(command: &Command, parent: Option<&Command>) -> Roff {
    let mut roff = section("SEE ALSO");
    let mut text: Vec<Inline> = Vec::new();
    for page in parent.into_iter().chain(command.get_subcommands()) {
        if !text.is_empty() {
            text.push(roman(", "));
        }
        text.extend([bold(name(page)), roman(format!("({SECTION})"))]);
    }
    roff.text(text);
    roff.control("PP", []);
    roff.text([
        bold("prebuildctl help"),
        roman(" shows the same help, and topics such as fleet-file."),
    ]);
    roff
}
