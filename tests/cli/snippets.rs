//! What the documents and the tool print for other programs is parsed as these programs parse it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::fleet::schedule::unit;
use crate::fleet::seeded;
use crate::support::markdown::{self, Block};

/// The documents that users and developers read.
fn documents() -> Vec<PathBuf> {
    let folders = ["tests/contract", "tests/fuzz"];
    let others = folders.into_iter().flat_map(|folder| markdown::in_folder(Path::new(folder)));
    markdown::documents().into_iter().chain(others).collect()
}

/// Parses a snippet; `Ok(false)` if nothing here can.
fn parse(language: &str, text: &str) -> Result<bool, String> {
    match language {
        "json" => {
            // One object a line, or one in all.
            let whole = serde_json::from_str::<Value>(text).map(drop);
            let read = |line| serde_json::from_str::<Value>(line).map(drop);
            let lines = || text.lines().try_for_each(read);
            whole.or_else(|_| lines()).map_err(|error| error.to_string())?;
        }
        "yaml" => {
            serde_saphyr::from_str::<Value>(text).map_err(|error| error.to_string())?;
        }
        "toml" => {
            text.parse::<toml::Table>().map_err(|error| error.to_string())?;
        }
        "hcl" | "terraform" => {
            hcl::parse(text).map_err(|error| error.to_string())?;
        }
        "ini" => {
            assert!(unit(text).iter().any(|(section, _)| *section == "Service"));
        }
        "csv" => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader
                .records()
                .try_for_each(|row| row.map(drop))
                .map_err(|error| error.to_string())?;
        }
        "sh" => parse_shell(text)?,
        _ => return Ok(false),
    }
    Ok(true)
}

#[cfg(unix)]
fn parse_shell(text: &str) -> Result<(), String> {
    use crate::support::home;
    let output = home::command("sh", &home::no_home()).args(["-n", "-c", text]).output().unwrap();
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[cfg(not(unix))]
fn parse_shell(_: &str) -> Result<(), String> {
    Ok(())
}

#[test]
fn every_snippet_of_a_document_is_valid() {
    let mut parsed = 0;
    for path in documents() {
        for Block { language, line, text } in markdown::blocks(&markdown::read(&path)) {
            let place = format!("{}:{line}", path.display());
            match parse(&language, &text) {
                Ok(true) => parsed += 1,
                // Sessions, which other tests run, and layouts.
                Ok(false) => assert!(
                    ["", "console", "text", "python"].contains(&language.as_str()),
                    "{place}: nothing parses {language}"
                ),
                Err(error) => panic!("{place}: {error}\n{text}"),
            }
        }
    }
    assert!(parsed >= 10, "{parsed}");
}

#[test]
fn a_workflow_has_jobs_and_steps() {
    let pages = ["README.md", "docs/guide/ci.md"];
    let workflows: Vec<Value> = pages
        .into_iter()
        .flat_map(|page| markdown::blocks_in(&markdown::read(page), "yaml"))
        .map(|text| serde_saphyr::from_str(&text).unwrap())
        .collect();
    assert!(workflows.len() >= 3, "{workflows:?}");
    for workflow in workflows {
        let jobs = workflow["jobs"].as_object();
        let steps = jobs.and_then(|jobs| jobs.values().next()).map(|job| &job["steps"]);
        let steps = steps.unwrap_or(&workflow).as_array().unwrap();
        for step in steps {
            assert!(step["run"].is_string() || step["uses"].is_string(), "{step}");
        }
    }
}

/// The blocks of a Terraform file as `TYPE LABEL...`.
fn terraform_blocks(text: &str) -> Vec<String> {
    let body = hcl::parse(text).unwrap();
    let name = |block: &hcl::Block| {
        let labels = block.labels.iter().map(|label| label.as_str().to_owned());
        std::iter::once(block.identifier.to_string()).chain(labels).collect::<Vec<_>>().join(" ")
    };
    body.blocks().map(name).collect()
}

#[test]
fn the_terraform_export_is_valid_as_it_is_and_with_its_comment_uncommented() {
    let folder = seeded("");
    let text = folder.run("export --format terraform").stdout;
    let pools = ["acme_api_large", "acme_api_regular"];
    let expected: Vec<_> = pools
        .iter()
        .flat_map(|label| ["import".to_owned(), format!("resource ona_warm_pool {label}")])
        .collect();
    assert_eq!(terraform_blocks(&text), expected);

    let (about, rest) = text.split_once("\n\n").unwrap();
    assert!(about.starts_with("# These resources need the official provider, "), "{about}");
    let (block, rest) = rest.split_once("\n\n").unwrap();
    let uncommented: String =
        block.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap())).collect();
    let mut with_provider = vec!["terraform".to_owned()];
    with_provider.extend(expected);
    assert_eq!(terraform_blocks(&format!("{about}\n\n{uncommented}\n{rest}")), with_provider);
    let body: Value = hcl::from_str(&uncommented).unwrap();
    let source = &body["terraform"]["required_providers"]["ona"]["source"];
    assert_eq!(source, "gitpod-io/ona");
    assert_eq!(body["terraform"]["required_providers"]["ona"]["version"], "0.1.0-beta.1");
}
