//! Splits what a program prints for a terminal into runs of one style.

/// Text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub is_bold: bool,
    pub is_dimmed: bool,
    /// The name of a color; `None` is that of all other text.
    pub color: Option<&'static str>,
}

const COLORS: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

impl Style {
    /// After one parameter of an SGR sequence.
    fn after(self, parameter: &str) -> Self {
        let number: usize = if parameter.is_empty() { 0 } else { parameter.parse().unwrap() };
        match number {
            0 => Self::default(),
            1 => Self { is_bold: true, ..self },
            2 => Self { is_dimmed: true, ..self },
            22 => Self { is_bold: false, is_dimmed: false, ..self },
            30..=37 => Self { color: Some(COLORS[number - 30]), ..self },
            39 => Self { color: None, ..self },
            90..=97 => Self { color: Some(COLORS[number - 90]), ..self },
            _ => panic!("the picture has no style for SGR {number}"),
        }
    }
}

/// The runs of a line; a sequence that is no SGR fails the test.
pub fn runs(line: &str) -> Vec<Run> {
    let mut style = Style::default();
    let mut parts = line.split("\u{1b}[");
    let mut runs = vec![Run { text: parts.next().unwrap_or_default().to_owned(), style }];
    for part in parts {
        let (parameters, text) = part.split_once('m').unwrap();
        style = parameters.split(';').fold(style, Style::after);
        runs.push(Run { text: text.to_owned(), style });
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

#[test]
fn a_line_is_split_where_its_style_changes() {
    let run = |text: &str, style| Run { text: text.to_owned(), style };
    let plain = Style::default();
    let bold = Style { is_bold: true, ..plain };
    let green = Style { color: Some("green"), ..plain };
    assert_eq!(runs("plain"), [run("plain", plain)]);
    assert_eq!(runs(""), []);
    assert_eq!(
        runs("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m no \u{1b}[92mpool\u{1b}[39m."),
        [
            run("error:", Style { color: Some("red"), ..bold }),
            run(" no ", plain),
            run("pool", green),
            run(".", plain),
        ]
    );
    assert_eq!(
        runs("\u{1b}[1;2;32ma\u{1b}[22mb\u{1b}[mc"),
        [
            run("a", Style { is_bold: true, is_dimmed: true, color: Some("green") }),
            run("b", green),
            run("c", plain),
        ]
    );
}
