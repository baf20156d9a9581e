//! A prebuild whose log is on a host of its own.

use super::{POOL, Response, Server, TOKEN, Transcript, World, prebuild};

/// For the log only; must never be displayed.
pub const LOG_TOKEN: &str = "log_test_91c4e7d2a0b8";

/// A prebuild of the scripted service, and the host of its log.
pub struct LogWorld {
    pub world: World,
    pub host: Server,
}

/// The response with one prebuild.
fn one(prebuild: &str) -> Response {
    Response::json(200, &format!(r#"{{"prebuild":{prebuild}}}"#))
}

/// A prebuild in this phase with this log.
pub fn prebuild_with_log(phase: &str, url: &str) -> Response {
    let field = format!(r#""logUrl":"{url}","statusVersion""#);
    one(&prebuild(POOL, phase).replace(r#""statusVersion""#, &field))
}

/// A whole log.
pub fn log(text: impl AsRef<[u8]>) -> Response {
    Response::new(200, &[("content-type", "text/plain; charset=utf-8")], text.as_ref())
}

/// The start of a log in chunks, without the last one.
fn chunked(text: &str) -> Vec<u8> {
    let length = text.len();
    let head = "HTTP/1.1 200 -\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    // A chunk without content would be the last one.
    let chunk = if length == 0 { String::new() } else { format!("{length:x}\r\n{text}\r\n") };
    format!("{head}{chunk}").into_bytes()
}

/// A log that is cut after this text: the connection ends.
pub fn cut(text: &str) -> Response {
    Response::Cut(chunked(text))
}

/// A log that is silent after this text.
pub fn stalled(text: &str) -> Response {
    Response::Stalled(chunked(text))
}

impl LogWorld {
    /// The prebuild is in these phases, one for each time it is read; the host has these responses.
    pub fn new(phases: &[&str], logs: impl IntoIterator<Item = Response>) -> Self {
        Self::with_url(phases, logs, |host| format!("{host}/logs/1"))
    }

    /// The URL of the log is made of that of its host.
    pub fn with_url(
        phases: &[&str],
        logs: impl IntoIterator<Item = Response>,
        url: impl Fn(&str) -> String,
    ) -> Self {
        let host = Server::new(logs);
        let url = url(&host.url());
        let prebuilds = phases.iter().map(|phase| match *phase {
            "PENDING" => one(&prebuild(POOL, phase)),
            phase => prebuild_with_log(phase, &url),
        });
        let world = World::new(prebuilds.collect::<Vec<_>>());
        let token = format!(r#"{{"accessToken":"{LOG_TOKEN}"}}"#);
        world.server.always("CreatePrebuildLogsToken", Response::json(200, &token));
        Self { world, host }
    }

    #[must_use]
    pub fn map(self, change: impl FnOnce(World) -> World) -> Self {
        Self { world: change(self.world), ..self }
    }

    /// Runs `prebuild logs` of the prebuild with these flags.
    pub fn run(&self, flags: &str) -> Transcript {
        self.run_line(&format!("prebuild logs {POOL} {flags}"))
    }

    /// Runs a command, and checks which token went where.
    pub fn run_line(&self, line: &str) -> Transcript {
        let shown = self.world.run(line);
        self.check_tokens();
        assert!(!shown.to_string().contains(LOG_TOKEN), "the log's token was shown: {shown}");
        shown
    }

    /// The host of the log has got the token of the log and never that of the user, and the service
    /// the other way round.
    pub fn check_tokens(&self) {
        for (server, token, other) in
            [(&self.host, LOG_TOKEN, TOKEN), (&self.world.server, TOKEN, LOG_TOKEN)]
        {
            for call in server.calls() {
                let bearer = format!("Bearer {token}");
                assert_eq!(call.header("authorization"), Some(bearer.as_str()), "{call:?}");
                assert!(!format!("{call:?}").contains(other), "{call:?}");
            }
        }
    }

    /// How often the log was requested.
    pub fn requests(&self) -> usize {
        self.host.calls().len()
    }
}
