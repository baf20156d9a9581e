//! Whether the streams are terminals, and what these can show.

use std::io::IsTerminal as _;

use crate::env::Env;

/// The terminal properties of the streams.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// The columns of the terminal on stdout; `None` if it is not one.
    pub width: Option<usize>,
    /// The lines of the terminal on stdout; `None` if it is not one, or cannot be redrawn.
    pub height: Option<usize>,
    /// Whether it is the terminal of this process, whose size may change.
    pub is_resizable: bool,
    /// Whether stderr is a terminal.
    pub on_stderr: bool,
    /// Whether it is one on which a line can be redrawn.
    pub can_redraw: bool,
    /// Whether characters outside ASCII can be shown.
    pub unicode: bool,
    /// Whether a terminal, if there is one, may show color.
    pub color: bool,
}

/// For terminals that do not report their size.
const DEFAULT_WIDTH: usize = 80;
const DEFAULT_HEIGHT: usize = 24;
/// A narrower width is a mistake of the terminal; nothing can be laid out in it.
const MIN_WIDTH: usize = 20;

impl Terminal {
    /// Of the streams of this process.
    #[must_use]
    pub fn from_process(env: &Env) -> Self {
        let is_resizable = std::io::stdout().is_terminal();
        let (width, height) = is_resizable.then(process_size).unzip();
        let on_stderr = std::io::stderr().is_terminal();
        let is_dumb = env.path("TERM").is_some_and(|term| term.as_os_str() == "dumb")
            || (is_resizable || on_stderr) && !reads_escapes(env, is_resizable, on_stderr);
        let is_controlled = !is_dumb && is_in_foreground();
        let height = height.filter(|_| is_controlled);
        Self {
            width,
            height,
            is_resizable,
            on_stderr,
            can_redraw: on_stderr && is_controlled,
            unicode: has_unicode(env),
            color: !is_dumb && env.path("NO_COLOR").is_none(),
        }
    }

    /// The current columns and lines of the terminal on stdout.
    pub(crate) fn size(self) -> (usize, usize) {
        if self.is_resizable {
            process_size()
        } else {
            (self.width.unwrap_or(DEFAULT_WIDTH), self.height.unwrap_or(DEFAULT_HEIGHT))
        }
    }

    /// Whether this process may control the terminal: one in the background would draw over what
    /// others show.
    pub(crate) fn is_in_foreground(self) -> bool {
        !self.is_resizable || is_in_foreground()
    }

    pub(crate) const fn on_stdout(self) -> bool {
        self.width.is_some()
    }
}

#[cfg(unix)]
fn is_in_foreground() -> bool {
    let foreground = rustix::termios::tcgetpgrp(std::io::stderr());
    let foreground = foreground.or_else(|_| rustix::termios::tcgetpgrp(std::io::stdout()));
    // A terminal without job control has no background.
    foreground.map_or(true, |group| group == rustix::process::getpgrp())
}

#[cfg(not(unix))]
fn is_in_foreground() -> bool {
    true
}

/// Whether the terminals of stdout and stderr read escape sequences.
#[cfg(not(windows))]
fn reads_escapes(_: &Env, _: bool, _: bool) -> bool {
    true
}

/// Whether the terminals of stdout and stderr read escape sequences: a console of Windows only once
/// that is switched on, which one before Windows 10 refuses. Other terminals, such as that of Git for
/// Windows, set `TERM`, and are not consoles.
#[cfg(windows)]
fn reads_escapes(env: &Env, on_stdout: bool, on_stderr: bool) -> bool {
    use winapi_util::console::Console;
    let switch_on = |console: std::io::Result<Console>| {
        console.and_then(|mut console| console.set_virtual_terminal_processing(true)).is_ok()
    };
    let is_other = env.path("TERM").is_some();
    (!on_stdout || switch_on(Console::stdout()) || is_other)
        && (!on_stderr || switch_on(Console::stderr()) || is_other)
}

fn process_size() -> (usize, usize) {
    let reported = terminal_size::terminal_size();
    let (width, height) =
        reported.map_or((0, 0), |(width, height)| (width.0.into(), height.0.into()));
    let width = if width < MIN_WIDTH { DEFAULT_WIDTH } else { width };
    (width, if height == 0 { DEFAULT_HEIGHT } else { height })
}

/// By the locale; macOS and Windows terminals show Unicode without one.
fn has_unicode(env: &Env) -> bool {
    let value = |name| env.var(name).ok().flatten();
    if value("TERM").as_deref() == Some("dumb") {
        return false;
    }
    match ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(value) {
        Some(locale) => {
            let locale = locale.to_ascii_lowercase();
            locale.ends_with("utf-8") || locale.ends_with("utf8")
        }
        None => cfg!(any(target_os = "macos", target_os = "windows")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unicode(vars: &[(&str, &str)]) -> bool {
        has_unicode(&Env::fixed(vars.iter().copied(), std::io::empty()))
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        assert!(unicode(&[("LANG", "en_US.UTF-8")]));
        assert!(unicode(&[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(!unicode(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]));
        assert!(!unicode(&[("LANG", "en_US.UTF-8"), ("TERM", "dumb")]));
    }
}
