//! Lines for people, which may start with a colored mark.

use anstyle::{AnsiColor, Style};

use super::ui::Ui;
use crate::error::CliError;

/// A line that is not sanitized. The color repeats what its mark says.
pub(crate) struct Prose {
    mark: String,
    style: Style,
    rest: String,
}

impl Prose {
    pub(crate) fn marked(mark: impl ToString, color: Option<AnsiColor>, rest: String) -> Self {
        let style = Style::new().fg_color(color.map(Into::into));
        Self { mark: mark.to_string(), style, rest }
    }

    /// The line without color.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.mark, self.rest)
    }
}

impl From<String> for Prose {
    fn from(rest: String) -> Self {
        Self { mark: String::new(), style: Style::new(), rest }
    }
}

impl Ui {
    /// Writes a line of the result, sanitized.
    pub(crate) fn print_prose(&self, line: impl Into<Prose>) -> Result<(), CliError> {
        let line = line.into();
        let Prose { mark, style, .. } = &line;
        let text = self.sanitizer().line(&line.text()).into_owned();
        match text.strip_prefix(mark.as_str()) {
            Some(rest) if !mark.is_empty() && self.stdout_color() => {
                self.write_line(format!("{style}{mark}{style:#}{rest}").as_bytes())
            }
            _ => self.write_line(text.as_bytes()),
        }
    }

    pub(super) fn print_lines(
        &self,
        lines: impl IntoIterator<Item = impl Into<Prose>>,
    ) -> Result<(), CliError> {
        self.print_profile_heading()?;
        lines.into_iter().try_for_each(|line| self.print_prose(line))
    }
}
