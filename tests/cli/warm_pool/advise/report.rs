//! `--report`: files beside the transcript. What they say is tested where they are written.

use std::fs;

use super::{advise, folder, starts};

#[test]
fn a_report_is_written_beside_the_answer() {
    let folder = folder(&starts());
    let answer = advise(&folder, "");
    for (name, beginning) in [
        ("advice.html", "<!DOCTYPE html>\n"),
        ("advice.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\""),
        (
            "advice.md",
            "## Warm pool advice\n\n2026-06-01 to 2026-06-14 (UTC)\n\n> `acme-api/regular`: days before ",
        ),
    ] {
        let shown = advise(&folder, &format!("--report @{name}"));
        assert_eq!(shown.to_string(), answer.to_string(), "{name}");
        let path = folder.world.home.path().join(name);
        let report = fs::read_to_string(&path).unwrap();
        assert!(report.starts_with(beginning), "{report}");
        // One that exists is replaced, by the same bytes.
        advise(&folder, &format!("--report @{name}"));
        assert_eq!(fs::read_to_string(&path).unwrap(), report);
    }
}

#[test]
fn a_report_has_no_time_of_its_own() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--report @advice.html -o json");
    let json = super::json(&shown);
    let generated = json["generatedAt"].as_str().unwrap();
    let report = fs::read_to_string(folder.world.home.path().join("advice.html")).unwrap();
    assert!(!report.contains(&generated[..10]), "{generated}");
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--report @missing/advice.md");
    assert_eq!(shown.code, 1, "{shown}");
    let error = "error: cannot write the report to missing/advice.md\n";
    assert!(shown.stderr.contains(error), "{shown}");
}
