//! The errors of an invalid filter, with their place in the expression.

use jaq_core::compile::{self, Undefined};
use jaq_core::load::{self, Error};
use unicode_width::UnicodeWidthStr as _;

use crate::error::CliError;
use crate::text::sanitize::{escape, truncate};

/// Columns of the expression that are shown before and after the place.
const CONTEXT: usize = 60;

/// A message, and the part of the expression that it is about.
pub(super) type ParseError<'e> = (String, &'e str);

/// How the message of an invalid filter begins.
pub(super) const INVALID: &str = "invalid --jq filter";

/// The first syntax error.
pub(super) fn from_load<'e>(errors: &load::Errors<&'e str, ()>) -> ParseError<'e> {
    let describe = |error: &Error<&'e str>| match error {
        Error::Io(imports) => {
            let (path, _) = imports.first()?;
            Some(("modules are not supported".to_owned(), *path))
        }
        Error::Lex(errors) => {
            let (expected, found) = errors.first()?;
            Some((syntax_error(expected.as_str()), *found))
        }
        Error::Parse(errors) => {
            let (expected, found) = errors.first()?;
            Some((syntax_error(expected.as_str()), *found))
        }
    };
    first(errors.iter().filter_map(|(_, error)| describe(error)))
}

/// Replaces jaq's term for what it expected where that term is unclear.
fn syntax_error(expected: &str) -> String {
    match expected {
        "token" | "nothing" => "unexpected token".to_owned(),
        _ => format!("expected {expected}"),
    }
}

/// The first undefined name.
pub(super) fn from_compile<'e>(errors: &compile::Errors<&'e str, ()>) -> ParseError<'e> {
    let names = errors.iter().flat_map(|(_, names)| names);
    first(names.map(|(name, kind)| match kind {
        Undefined::Filter(arity) => (format!("filter {name}/{arity} is not defined"), *name),
        kind => (format!("{} {name} is not defined", kind.as_str()), *name),
    }))
}

fn first<'e>(mut errors: impl Iterator<Item = ParseError<'e>>) -> ParseError<'e> {
    errors.next().unwrap_or_else(|| ("syntax error".to_owned(), ""))
}

/// A usage error with the line of the expression and a caret under the place.
pub(super) fn to_cli_error(expression: &str, (message, place): ParseError<'_>) -> CliError {
    let error = CliError::usage(format!("{INVALID}: {}", escape(&message)));
    // The place is a part of the expression, unless the error has none.
    let start = (place.as_ptr() as usize).wrapping_sub(expression.as_ptr() as usize);
    let Some((before, after)) = expression.split_at_checked(start) else {
        return error;
    };
    let before = escape(before.rsplit('\n').next().unwrap_or_default());
    let after = escape(after.split('\n').next().unwrap_or_default());
    let before = truncate_start(&before);
    let caret = " ".repeat(before.width()) + "^";
    error.because(before + &truncate(&after, CONTEXT, "...")).because(caret)
}

/// The end of a text, after an ellipsis if it is truncated.
pub(super) fn truncate_start(text: &str) -> String {
    if text.width() <= CONTEXT {
        return text.to_owned();
    }
    let available = CONTEXT - "...".len();
    let start = text
        .char_indices()
        .rev()
        .map(|(index, _)| index)
        .take_while(|&index| text[index..].width() <= available)
        .last();
    format!("...{}", &text[start.unwrap_or(text.len())..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::error::CliError;
    use crate::output::jq::Filter;
    use crate::output::jq::variables::Variables;
    use crate::text::test_strategies::hostile_text;

    fn compile(expression: &str) -> Result<Filter, CliError> {
        Filter::compile(expression, Variables::default())
    }

    #[test]
    fn an_invalid_filter_is_shown_with_the_place() {
        for (expression, message, line, caret) in [
            (".[] | select(.a == 1", "expected closing parenthesis", ".[] | select(.a == 1", 20),
            (".[0] | foo(1)", "filter foo/1 is not defined", ".[0] | foo(1)", 7),
            (". as $x | $y", "variable $y is not defined", ". as $x | $y", 10),
            (".a |", "expected term", ".a |", 4),
            (".a )", "unexpected token", ".a )", 3),
            (".a b", "unexpected token", ".a b", 3),
            ("\"東京\" | foo", "filter foo/0 is not defined", "\"東京\" | foo", 9),
            ("map(\n  foo\n)", "filter foo/0 is not defined", "  foo", 2),
            ("\"\u{1b}[2J\" | foo", "filter foo/0 is not defined", r#""\x1b[2J" | foo"#, 12),
            ("", "expected term", "", 0),
        ] {
            let error = compile(expression).err().unwrap();
            assert_eq!(error.exit.code(), 2);
            assert_eq!(error.message, format!("invalid --jq filter: {message}"));
            assert_eq!(error.reasons, [line.to_owned(), " ".repeat(caret) + "^"]);
        }
        let long = format!("{} | foo | {}", ".a".to_owned() + &"a".repeat(79), "b".repeat(90));
        let error = compile(&long).err().unwrap();
        let line = format!("...{} | foo | {}...", "a".repeat(54), "b".repeat(51));
        assert_eq!(error.reasons, [line, " ".repeat(60) + "^"]);
    }

    proptest! {
        #[test]
        fn no_expression_panics(
            words in prop::collection::vec(prop::sample::select(vec![
                ".", "..", "|", ",", "(", ")", "[", "]", "{", "}", "\"", "\\(", "\\u12", "$x", "as",
                "def f:", ";", "1", "0.", "1e", "@csv", "@", "reduce", "foreach", "if", "then", "end",
                "try", "?", "//", "import", "label", "-", "map", "ü", "#", "\n", ":", "and", "=",
            ]), 0..12),
            text in hostile_text(),
        ) {
            drop(compile(&words.join(" ")));
            drop(compile(&words.concat()));
            drop(compile(&text));
        }
    }
}
