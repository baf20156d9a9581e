//! Runs sessions in a shell, with the tool on its `PATH`.

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;

use super::home;

/// Between the outputs of two commands: a character that no command prints.
const SEPARATOR: char = '\u{1e}';

/// A shell in an empty home, whose data file has the sample data.
pub struct Shell {
    pub home: TempDir,
    vars: Vec<(&'static str, &'static str)>,
}

impl Shell {
    /// With a data file that this function writes to its home.
    pub fn new(install: impl FnOnce(&Path)) -> Self {
        let home = TempDir::new().unwrap();
        install(home.path());
        Self { home, vars: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.vars.push((name, value));
        self
    }

    /// Runs commands one after another in one shell, and returns what each of them prints. There are
    /// fewer outputs if the shell ends before.
    pub fn run(&self, commands: &[&str]) -> Vec<String> {
        // The next command still sees the exit code of the one before.
        let mut script = format!(
            "exec 2>&1\nend_of_command() {{ set -- $?; printf '\\{:03o}'; return $1; }}\n",
            u32::from(SEPARATOR)
        );
        for command in commands {
            writeln!(script, "{command}\nend_of_command").unwrap();
        }
        let folder = Path::new(home::BINARY).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = home::command("sh", self.home.path())
            .args(["-c", &script])
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("PATH", format!("{}:{path}", folder.display()))
            .envs(self.vars.iter().copied())
            .current_dir(self.home.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let mut outputs: Vec<_> = text.split(SEPARATOR).map(str::to_owned).collect();
        outputs.pop_if(|last| last.is_empty());
        outputs
    }
}

/// Replaces ids, which differ from run to run, by one that is as long, except those of the seed.
pub fn redact_ids(text: &str) -> String {
    const ID: &str = "01a20ce8-8e61-717c-a9d4-c51cbd15db0f";
    let (mut redacted, mut rest) = (String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let id = rest.get(..ID.len()).filter(|word| is_id(word));
        redacted += match id {
            Some(id) if id.starts_with("019b76da-a800-") => id,
            Some(_) => ID,
            None => &rest[..letter.len_utf8()],
        };
        rest = &rest[id.map_or(letter.len_utf8(), str::len)..];
    }
    redacted
}

fn is_id(word: &str) -> bool {
    word.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}
