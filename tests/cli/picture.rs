//! The picture of a terminal in the README: `UPDATE_DOCS=1 cargo test --test cli picture` writes it, from
//! what the program prints.

mod style;
mod svg;

#[cfg(unix)] // shell scripts
mod session {
    use std::fs;

    use super::style::runs;
    use super::svg::{Line, draw};
    use crate::support::markdown::check_generated;
    use crate::support::sample::install_history_in_home;
    use crate::support::shell::{Shell, redact_ids};

    const PATH: &str = "docs/images/terminal.svg";

    const TITLE: &str = "A session with prebuildctl: it advises sizes for warm pools, explains why a pool \
                         cannot be created, and applies a fleet file";

    /// A pool as advised, and one that does not exist yet.
    const FLEET: &str = "\
version = 1

[[pool]]
project = \"acme-api\"
class = \"regular\"
min = 2
max = 3

[[pool]]
project = \"acme-api\"
class = \"large\"
min = 3
max = 5
";

    /// The commands of the picture. A line without a prompt is run, too, but not shown: here the time
    /// passes in which the instances start.
    const SESSION: &str = "\
$ prebuildctl wp advise | sed 's/: .*//'
$ prebuildctl wp create acme-api/small
$ prebuildctl plan -f fleet.toml
$ prebuildctl apply -f fleet.toml --yes
prebuildctl local advance 40m
$ prebuildctl wp list
";

    const MAX_LINES: usize = 24;
    const MAX_COLUMNS: usize = 92;

    fn lines() -> Vec<Line> {
        let shell = Shell::new(install_history_in_home)
            .with("PREBUILDCTL_LOCAL", "1")
            .with("CLICOLOR_FORCE", "1");
        fs::write(shell.home.path().join("fleet.toml"), FLEET).unwrap();
        let commands: Vec<_> =
            SESSION.lines().map(|line| line.strip_prefix("$ ").unwrap_or(line)).collect();
        let outputs = shell.run(&commands);
        let mut lines = Vec::new();
        for (command, output) in SESSION.lines().zip(&outputs) {
            if let Some(command) = command.strip_prefix("$ ") {
                lines.push(Line::Command(command.to_owned()));
                lines.extend(redact_ids(output).lines().map(|line| Line::Output(runs(line))));
            }
        }
        assert_eq!(outputs.len(), commands.len(), "{outputs:?}");
        lines
    }

    #[test]
    fn the_picture_shows_what_the_program_prints() {
        let lines = lines();
        let columns = lines.iter().map(Line::columns).max().unwrap();
        assert!(lines.len() <= MAX_LINES && columns <= MAX_COLUMNS, "{} x {columns}", lines.len());
        let picture = draw(TITLE, &lines);
        check_generated(PATH, &picture, "picture");
    }
}
