//! GitHub Actions: counts, tables, and annotations of the fleet file.

use super::{Folder, seeded};
use crate::support::World;

const FLEET: &str = "version = 1
scope = { projects = ['acme-*'] }
pool = [
  { project = 'acme-api', class = 'large', max = 8 },
  { project = 'acme-legacy', class = 'regular', max = 3 },
]
";

impl Folder {
    /// As a step of GitHub Actions.
    pub fn in_step(self) -> Self {
        let file = |name: &str| self.world.home.path().join(name).to_str().unwrap().to_owned();
        let (output, summary) = (file("output"), file("summary"));
        let workspace = self.world.home.path().to_str().unwrap().to_owned();
        let world = self.world.with("GITHUB_WORKSPACE", &workspace).with("GITHUB_OUTPUT", &output);
        let world = world.with("GITHUB_STEP_SUMMARY", &summary).with("PREBUILDCTL_GITHUB", "1");
        Self { world }
    }
}

#[test]
fn a_plan_has_counts_a_table_and_annotated_warnings() {
    let folder = seeded(FLEET).in_step();
    let shown = folder.run("plan -f @fleet.toml -o json --jq .formatVersion");
    assert_eq!((shown.stdout.as_str(), shown.code), ("1\n", 0), "{shown}");
    assert_eq!(
        shown.stderr,
        "::warning file=fleet.toml,line=5::acme-legacy/regular: prebuilds are disabled for project acme-legacy\n"
    );
    let counts =
        "changes<<END\n2\nEND\ncreate<<END\n1\nEND\nupdate<<END\n1\nEND\ndelete<<END\n0\nEND\n";
    assert_eq!(folder.read("output"), counts);
    assert_eq!(
        folder.read("summary"),
        "
| ACTION | ADDRESS | BEFORE | AFTER | LINE |
| --- | --- | --- | --- | ---: |
| update | acme-api/large | 1..5 | 1..8 | 4 |
| create | acme-legacy/regular | - | 1..3 | 5 |

"
    );
}

#[test]
fn apply_has_counts_and_a_table() {
    let folder = seeded(FLEET).in_step();
    let shown = folder.run("apply -f @fleet.toml --yes -o json --jq .counts.updated");
    assert_eq!((shown.stdout.as_str(), shown.code), ("1\n", 12), "{shown}");
    let annotation = "::error file=fleet.toml,line=5::acme-legacy/regular: failed: ";
    assert_eq!(shown.stderr.matches("::error ").count(), 1, "{shown}");
    assert!(shown.stderr.contains(annotation), "{shown}");
    let counts = [("created", 0), ("updated", 1), ("deleted", 0), ("failed", 1)];
    let counts = counts.into_iter().chain([("unknown", 0), ("not_tried", 0)]);
    let counts = counts.map(|(name, count)| format!("{name}<<END\n{count}\nEND\n"));
    assert_eq!(folder.read("output"), counts.collect::<String>());
    assert_eq!(
        folder.read("summary"),
        "
| ACTION | ADDRESS | BEFORE | AFTER | RESULT |
| --- | --- | --- | --- | --- |
| update | acme-api/large | 1..5 | 1..8 | done |
| create | acme-legacy/regular | - | 1..3 | failed |


- error: applied 1 of 2 changes; 1 failed
- acme-legacy/regular: failed: the embedded API says: prebuilds are not enabled for the project

"
    );
}

#[test]
fn drift_has_a_count_a_table_and_annotated_differences() {
    let folder = seeded(FLEET).in_step();
    let shown = folder.run("drift -f @fleet.toml -o json --jq .formatVersion");
    assert_eq!((shown.stdout.as_str(), shown.code), ("1\n", 3), "{shown}");
    assert_eq!(
        shown.stderr,
        "::warning file=fleet.toml,line=4::acme-api/large max: file 8, live 5\n\
         ::warning file=fleet.toml,line=5::acme-legacy/regular pool: file 1..3, live none\n"
    );
    assert_eq!(folder.read("output"), "changes<<END\n2\nEND\n");
    assert!(folder.read("summary").contains("\n| acme-api/large | max | 8 | 5 | 4 |\n"));
}

/// Every write to `/dev/full` fails.
#[cfg(target_os = "linux")] // pipes and devices
#[test]
fn a_full_step_file_does_not_change_the_exit_code() {
    let folder = seeded(FLEET).in_step();
    let world = folder.world.with("GITHUB_OUTPUT", "/dev/full");
    let folder = Folder { world: world.with("GITHUB_STEP_SUMMARY", "/dev/full") };
    for line in ["drift -f @fleet.toml --github", "plan -f @fleet.toml --detailed-exitcode"] {
        let shown = folder.run(line);
        assert_eq!(shown.code, 3, "{shown}");
        for variable in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
            let warning = format!("warning: cannot write /dev/full (set by {variable}): ");
            assert!(shown.stderr.contains(&warning), "{shown}");
        }
    }
}

#[test]
fn an_error_is_annotated_at_its_position() {
    let folder = Folder::new(World::new([]), "version = 1\n[[pool]]\nprojekt = '50%'\n").in_step();
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    let annotations: Vec<_> = shown.stderr.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(
        annotations,
        [
            "::error file=fleet.toml,line=2,col=1::pool has no class",
            "::error file=fleet.toml,line=2,col=1::pool has no project",
            "::error file=fleet.toml,line=3,col=1::pool.projekt is not a known key; did you mean \"project\"?",
        ]
    );
}
