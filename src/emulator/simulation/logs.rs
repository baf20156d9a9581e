//! The log of a prebuild: what its environment printed, in sections.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{
    ACKNOWLEDGE, LOG_TOKEN_LIFETIME, PREBUILD_CANCELLING, PREBUILD_RUNNING, PREBUILD_STARTING,
    SECOND,
};
use super::{Millis, Prebuild, PrebuildPhase, State};

/// Lets its bearer read the log of one prebuild.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LogToken {
    token: Uuid,
    prebuild: Uuid,
    expires_at: Millis,
}

/// The lines of a log until now.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Log {
    pub(crate) lines: Vec<String>,
    /// Whether no further lines follow.
    pub(crate) is_complete: bool,
}

const DEV_CONTAINER: Section = Section { id: "devcontainer", title: "Start the dev container" };
const TASK: Section = Section { id: "task-build", title: "Run the task build" };

struct Section {
    id: &'static str,
    title: &'static str,
}

impl Section {
    fn begin(&self) -> String {
        let (id, title) = (self.id, self.title);
        format!("[section-create] {{\"id\":\"{id}\",\"title\":\"{title}\",\"continuous\":false}}")
    }

    fn end(&self, outcome: &str, duration: Millis) -> String {
        let id = self.id;
        let seconds = duration / SECOND;
        format!(
            "[section-end] {{\"id\":\"{id}\",\"outcome\":\"LOG_SECTION_OUTCOME_{outcome}\",\"secondsElapsed\":{seconds}}}"
        )
    }
}

impl Prebuild {
    /// When its environment began to start.
    fn log_begin(&self) -> Millis {
        self.created_at + ACKNOWLEDGE
    }

    /// When its tasks ended, and how.
    fn tasks_end(&self) -> Option<(Millis, &'static str)> {
        let regular_end = self.log_begin() + PREBUILD_STARTING + PREBUILD_RUNNING;
        match (self.phase, self.completed_at) {
            (PrebuildPhase::Pending | PrebuildPhase::Starting | PrebuildPhase::Running, _) => None,
            (PrebuildPhase::Cancelling, _) => Some((self.since, "CANCELLED")),
            (PrebuildPhase::Cancelled, Some(at)) => Some((at - PREBUILD_CANCELLING, "CANCELLED")),
            (_, Some(at)) if !self.failure.is_empty() => Some((at, "FAILURE")),
            _ => Some((regular_end.min(self.updated_at), "SUCCESS")),
        }
    }

    /// Whether its environment has started, so that there is a log.
    pub(crate) fn has_log(&self, now: Millis) -> bool {
        self.phase != PrebuildPhase::Pending && self.log_begin() <= now
    }

    /// The log until a time. `output` is what the task prints, evenly over its run.
    pub(crate) fn log(&self, output: &[String], now: Millis) -> Log {
        let end = self.tasks_end();
        let until = end.map_or(now, |(at, _)| at.min(now));
        let mut lines: Vec<_> = (self.regular_lines(output).into_iter())
            .filter(|(at, _)| *at <= until)
            .map(|(_, line)| line)
            .collect();
        if let Some((at, outcome)) = end.filter(|(at, _)| *at <= now) {
            if !self.failure.is_empty() {
                lines.push(self.failure.clone());
            }
            let task = self.log_begin() + PREBUILD_STARTING;
            let (section, begin) =
                if at < task { (DEV_CONTAINER, self.log_begin()) } else { (TASK, task) };
            lines.push(section.end(outcome, at - begin));
        }
        Log { lines, is_complete: end.is_some() }
    }

    /// The lines of a log whose tasks run to their end, without the last marker.
    fn regular_lines(&self, output: &[String]) -> Vec<(Millis, String)> {
        let (begin, task) = (self.log_begin(), self.log_begin() + PREBUILD_STARTING);
        let mut lines = vec![
            (begin, DEV_CONTAINER.begin()),
            (begin + 5 * SECOND, "Cloning the repository".to_owned()),
            (begin + 20 * SECOND, "Pulling mcr.microsoft.com/devcontainers/base:ubuntu".to_owned()),
            (begin + 55 * SECOND, "The container is running".to_owned()),
            (task, DEV_CONTAINER.end("SUCCESS", PREBUILD_STARTING)),
            (task, TASK.begin()),
        ];
        let default = ["$ make build", "compiling 1/3", "compiling 2/3", "compiling 3/3"];
        let output: Vec<_> =
            if output.is_empty() { default.map(str::to_owned).to_vec() } else { output.to_vec() };
        let pause = PREBUILD_RUNNING / (1 + i64::try_from(output.len()).unwrap_or(Millis::MAX - 1));
        lines.extend((1..).map(|number: i64| task + pause * number).zip(output));
        lines
    }
}

impl State {
    /// Creates a token for the log of a prebuild; forgets those that have expired.
    pub(crate) fn create_log_token(&mut self, prebuild: Uuid) -> Uuid {
        let (now, token) = (self.now, self.singletons.ids.next(self.now));
        let tokens = &mut self.singletons.log_tokens;
        tokens.retain(|token| token.expires_at > now);
        tokens.push(LogToken { token, prebuild, expires_at: now + LOG_TOKEN_LIFETIME });
        self.changes.singletons = true;
        token
    }

    /// Whether a token is valid for the log of a prebuild.
    pub(crate) fn accepts_log_token(&self, token: Uuid, prebuild: Uuid) -> bool {
        self.singletons.log_tokens.iter().any(|known| {
            (known.token, known.prebuild) == (token, prebuild) && known.expires_at > self.now
        })
    }

    /// The log of a prebuild until now; `None` if there is none.
    pub(crate) fn log(&self, prebuild: Uuid) -> Option<Log> {
        let prebuild = self.prebuilds.get(&prebuild)?;
        let project = self.projects.get(&prebuild.project);
        let output = project.map_or(&[][..], |project| &project.log);
        prebuild.has_log(self.now).then(|| prebuild.log(output, self.now))
    }
}
