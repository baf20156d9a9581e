//! Runs commands in this process, from an environment to a transcript.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufWriter, Cursor, Write};
use std::sync::{Arc, Mutex};

use prebuildctl::env::Env;
use prebuildctl::{Streams, Terminal, Ui};
use tempfile::TempDir;

use super::home::{config_file, folders};
use super::{Server, TOKEN, sample};

/// A home folder, an environment, and a service.
pub struct World {
    pub server: Server,
    pub home: TempDir,
    vars: BTreeMap<String, String>,
    stdin: String,
    terminal: Terminal,
    /// How many bytes can be written to stdout before its reader closes it.
    stdout_limit: Option<usize>,
}

/// What a user sees of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    pub stdout: String,
    pub stderr: String,
    pub code: u8,
}

impl World {
    /// Signed in to a service with these responses.
    pub fn new(responses: impl IntoIterator<Item = super::Response>) -> Self {
        Self::signed_out(responses).with("ONA_TOKEN", TOKEN)
    }

    /// As [`World::new`], without a token.
    pub fn signed_out(responses: impl IntoIterator<Item = super::Response>) -> Self {
        let server = Server::new(responses);
        let home = TempDir::new().unwrap();
        let folders = folders(home.path())
            .map(|(name, folder)| (name.to_owned(), folder.to_str().unwrap().to_owned()));
        let mut vars = BTreeMap::from(folders);
        vars.insert("ONA_HOST".to_owned(), server.url());
        vars.insert("__PREBUILDCTL_TEST_BACKOFF_MS".to_owned(), "1".to_owned());
        let terminal = Terminal { unicode: true, ..Terminal::default() };
        Self { server, home, vars, stdin: String::new(), terminal, stdout_limit: None }
    }

    /// With a service that knows the project acme-api and the class large.
    #[must_use]
    pub fn with_names(self) -> Self {
        self.server.set_names();
        self
    }

    /// Using the embedded API, with the sample data but without demand.
    pub fn local() -> Self {
        let world = Self::new_local();
        sample::install_in_home(world.home.path(), sample::DEFAULT_SPEED);
        world
    }

    /// Using the embedded API for the first time.
    pub fn new_local() -> Self {
        Self::signed_out([]).without("ONA_HOST").with("PREBUILDCTL_LOCAL", "1")
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.vars.insert(name.to_owned(), value.to_owned());
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.vars.remove(name);
        self
    }

    /// With this stdin.
    #[must_use]
    pub fn with_stdin(mut self, stdin: &str) -> Self {
        stdin.clone_into(&mut self.stdin);
        self
    }

    /// With a reader of stdout that closes it after this many bytes.
    #[must_use]
    pub fn with_stdout_limit(mut self, bytes: usize) -> Self {
        self.stdout_limit = Some(bytes);
        self
    }

    /// With a terminal of this width on stdout.
    #[must_use]
    pub fn with_terminal(mut self, width: usize) -> Self {
        self.terminal.width = Some(width);
        self
    }

    /// With a terminal of this size on stdout that supports redrawing.
    #[must_use]
    pub fn with_screen(mut self, width: usize, height: usize) -> Self {
        self.terminal.height = Some(height);
        self.with_terminal(width)
    }

    /// With a terminal on stderr.
    #[must_use]
    pub fn with_stderr_terminal(mut self) -> Self {
        self.terminal.on_stderr = true;
        self.terminal.can_redraw = true;
        self
    }

    /// With an ASCII terminal.
    #[must_use]
    pub fn with_ascii_terminal(mut self) -> Self {
        self.terminal.unicode = false;
        self
    }

    /// With this configuration file.
    #[must_use]
    pub fn with_config(self, toml: &str) -> Self {
        let file = config_file(self.home.path());
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, toml).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        self
    }

    /// Runs a command line without quoting.
    pub fn run(&self, line: &str) -> Transcript {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command line that has to succeed without output on stderr.
    pub fn ok(&self, line: &str) -> String {
        let Transcript { stdout, stderr, code } = self.run(line);
        assert_eq!((code, stderr.as_str()), (0, ""), "{line}: {stderr}");
        stdout
    }

    pub fn run_words(&self, words: &[&str]) -> Transcript {
        let (out, err) = (Sink { limit: self.stdout_limit, ..Sink::default() }, Sink::default());
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
    pub fn replace(self, from: &str, to: &str) -> Self {
        let Self { stdout, stderr, code } = self;
        Self { stdout: stdout.replace(from, to), stderr: stderr.replace(from, to), code }
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

#[derive(Clone, Default)]
struct Sink {
    buffer: Arc<Mutex<Vec<u8>>>,
    limit: Option<usize>,
}

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.buffer.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut buffer = self.buffer.lock().unwrap();
        let left = self.limit.map_or(bytes.len(), |limit| limit - buffer.len()).min(bytes.len());
        match left {
            0 if !bytes.is_empty() => Err(io::ErrorKind::BrokenPipe.into()),
            left => buffer.write(&bytes[..left]),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
