//! What the streams lead to: a person's terminal, with a width and an alphabet, or something else.

use std::io::IsTerminal as _;

use crate::env::Env;

/// What is known about the streams.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// The width of the terminal on standard output in columns; `None` where there is none.
    pub width: Option<usize>,
    /// The height of the terminal on standard output in lines; `None` where there is none, or none
    /// that can be drawn anew.
    pub height: Option<usize>,
    /// Whether the terminal is that of this process, and its size may change.
    pub is_resizable: bool,
    /// Whether standard error is a terminal.
    pub on_stderr: bool,
    /// Whether standard error is a terminal on which a line can be drawn anew.
    pub redraws: bool,
    /// Whether letters outside ASCII can be shown.
    pub unicode: bool,
    /// Whether colours are welcome where there is a terminal.
    pub colors: bool,
}

/// The width to go by where a terminal does not tell its own.
const USUAL_WIDTH: usize = 80;
/// The height to go by where a terminal does not tell its own.
const USUAL_HEIGHT: usize = 24;
/// Narrower than this nothing can be laid out; such a width is a mistake of the terminal.
const NARROWEST: usize = 20;

impl Terminal {
    /// The real streams.
    #[must_use]
    pub fn of_process(env: &Env) -> Self {
        let is_resizable = std::io::stdout().is_terminal();
        let (width, height) = is_resizable.then(size_of_process).unzip();
        let on_stderr = std::io::stderr().is_terminal();
        let is_dumb = env.path("TERM").is_some_and(|term| term.as_os_str() == "dumb");
        let height = height.filter(|_| !is_dumb);
        let colors = !is_dumb && env.path("NO_COLOR").is_none();
        Self {
            width,
            height,
            is_resizable,
            on_stderr,
            redraws: on_stderr && !is_dumb,
            unicode: has_unicode(env),
            colors,
        }
    }

    /// The columns and lines of the terminal on standard output as they are now.
    pub(crate) fn size(self) -> (usize, usize) {
        if self.is_resizable {
            size_of_process()
        } else {
            (self.width.unwrap_or(USUAL_WIDTH), self.height.unwrap_or(USUAL_HEIGHT))
        }
    }

    /// Whether standard output is a terminal.
    pub(crate) const fn on_stdout(self) -> bool {
        self.width.is_some()
    }
}

/// The columns and lines of the terminal on standard output.
fn size_of_process() -> (usize, usize) {
    let told = terminal_size::terminal_size();
    let (width, height) = told.map_or((0, 0), |(width, height)| (width.0.into(), height.0.into()));
    let width = if width < NARROWEST { USUAL_WIDTH } else { width };
    (width, if height == 0 { USUAL_HEIGHT } else { height })
}

/// What the locale says; macOS and Windows terminals show Unicode without saying so.
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
