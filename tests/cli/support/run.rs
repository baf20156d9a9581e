//! Runs of the tool inside this process: a whole environment in, a whole transcript out.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufWriter, Cursor, Write};
use std::sync::{Arc, Mutex};

use prebuildctl::env::Env;
use prebuildctl::{Streams, Terminal, Ui};
use tempfile::TempDir;

use super::{Server, TOKEN};

/// A home folder, an environment, and a service.
pub struct World {
    /// The service; made by the test.
    pub server: Server,
    /// The home folder; gone when the test ends.
    pub home: TempDir,
    vars: BTreeMap<String, String>,
    stdin: String,
    terminal: Terminal,
    /// Bytes that standard output takes before its reader leaves; without one it takes all.
    room: Option<usize>,
}

/// What a user sees of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    pub stdout: String,
    pub stderr: String,
    pub code: u8,
}

impl World {
    /// Signed in to a service that gives these answers.
    pub fn new(answers: impl IntoIterator<Item = super::Answer>) -> Self {
        Self::signed_out(answers).with("ONA_TOKEN", TOKEN)
    }

    /// As [`World::new`], without a token.
    pub fn signed_out(answers: impl IntoIterator<Item = super::Answer>) -> Self {
        let server = Server::new(answers);
        let home = TempDir::new().unwrap();
        let vars = BTreeMap::from([
            ("HOME".to_owned(), home.path().to_str().unwrap().to_owned()),
            ("ONA_HOST".to_owned(), server.url()),
            ("__PREBUILDCTL_TEST_BACKOFF_MS".to_owned(), "1".to_owned()),
        ]);
        let terminal = Terminal { unicode: true, ..Terminal::default() };
        Self { server, home, vars, stdin: String::new(), terminal, room: None }
    }

    /// With a service that knows the names acme-api and large.
    #[must_use]
    pub fn with_names(self) -> Self {
        self.server.knows_names();
        self
    }

    /// A home in which every command is answered by the embedded API.
    pub fn local() -> Self {
        Self::signed_out([]).without("ONA_HOST").with("PREBUILDCTL_LOCAL", "1")
    }

    /// With a variable set.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.vars.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Without a variable.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.vars.remove(name);
        self
    }

    /// With this on standard input.
    #[must_use]
    pub fn typing(mut self, stdin: &str) -> Self {
        stdin.clone_into(&mut self.stdin);
        self
    }

    /// With a reader of standard output that leaves after so many bytes.
    #[must_use]
    pub fn read_by_one_that_leaves_after(mut self, bytes: usize) -> Self {
        self.room = Some(bytes);
        self
    }

    /// With a terminal of this width on standard output.
    #[must_use]
    pub fn on_terminal(mut self, width: usize) -> Self {
        self.terminal.width = Some(width);
        self
    }

    /// With a terminal of this size on standard output that can be drawn anew.
    #[must_use]
    pub fn on_screen(mut self, width: usize, height: usize) -> Self {
        self.terminal.height = Some(height);
        self.on_terminal(width)
    }

    /// With a terminal on standard error.
    #[must_use]
    pub fn told_on_terminal(mut self) -> Self {
        self.terminal.on_stderr = true;
        self.terminal.can_redraw = true;
        self
    }

    /// Where letters beyond ASCII cannot be shown.
    #[must_use]
    pub fn in_ascii(mut self) -> Self {
        self.terminal.unicode = false;
        self
    }

    /// Writes the config file.
    #[must_use]
    pub fn configured(self, toml: &str) -> Self {
        let folder = self.home.path().join(".config/prebuildctl");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("config.toml");
        std::fs::write(&file, toml).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        self
    }

    /// Runs a command line, its words divided by blanks.
    pub fn run(&self, line: &str) -> Transcript {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command line that has to succeed without a word on standard error.
    pub fn ok(&self, line: &str) -> String {
        let Transcript { stdout, stderr, code } = self.run(line);
        assert_eq!((code, stderr.as_str()), (0, ""), "{line}: {stderr}");
        stdout
    }

    /// Runs a command line.
    pub fn run_words(&self, words: &[&str]) -> Transcript {
        let (out, err) = (Sink { room: self.room, ..Sink::default() }, Sink::default());
        let vars = self.vars.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let env = Env::fixed(vars, Cursor::new(self.stdin.clone().into_bytes()));
        let streams = Streams {
            out: Box::new(BufWriter::new(out.clone())),
            err: Box::new(err.clone()),
            terminal: self.terminal,
        };
        let args = std::iter::once("prebuildctl").chain(words.iter().copied()).map(Into::into);
        let code = prebuildctl::run(args, env, Ui::new(streams));
        let transcript = Transcript { stdout: out.text(), stderr: err.text(), code };
        assert!(!transcript.to_string().contains(TOKEN), "the token was shown: {transcript}");
        transcript
    }
}

impl Transcript {
    /// With this word in place of that.
    pub fn replace(self, that: &str, this: &str) -> Self {
        let Self { stdout, stderr, code } = self;
        Self { stdout: stdout.replace(that, this), stderr: stderr.replace(that, this), code }
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "------- stderr -------\n{}", self.stderr)?;
        }
        writeln!(f, "[exit {}]", self.code)
    }
}

/// A stream that is kept.
#[derive(Clone, Default)]
struct Sink {
    kept: Arc<Mutex<Vec<u8>>>,
    room: Option<usize>,
}

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.kept.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.kept.lock().unwrap();
        let room = self.room.map_or(bytes.len(), |room| room - kept.len()).min(bytes.len());
        match room {
            0 if !bytes.is_empty() => Err(io::ErrorKind::BrokenPipe.into()),
            room => kept.write(&bytes[..room]),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
