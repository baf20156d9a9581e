//! Why a filter cannot be read: the problem and its place in the expression.

use jaq_core::compile::{self, Undefined};
use jaq_core::load::{self, Error};
use unicode_width::UnicodeWidthStr as _;

use crate::error::CliError;
use crate::text::sanitize::{sanitize, truncate};

/// Columns of a terminal that are shown of the expression before and behind the place.
const CONTEXT: usize = 60;

/// What is wrong, and the part of the expression at which it shows.
pub(super) type Problem<'e> = (String, &'e str);

/// The first problem of a text that is no filter.
pub(super) fn of_reading<'e>(errors: &load::Errors<&'e str, ()>) -> Problem<'e> {
    let problem = |error: &Error<&'e str>| match error {
        Error::Io(imports) => {
            let (path, _) = imports.first()?;
            Some(("there are no modules".to_owned(), *path))
        }
        Error::Lex(errors) => {
            let (wanted, found) = errors.first()?;
            Some((expected(wanted.as_str()), *found))
        }
        Error::Parse(errors) => {
            let (wanted, found) = errors.first()?;
            Some((expected(wanted.as_str()), *found))
        }
    };
    first(errors.iter().filter_map(|(_, error)| problem(error)))
}

/// Says what jaq wanted, in words where its own say little.
fn expected(wanted: &str) -> String {
    match wanted {
        "token" | "nothing" => "this cannot stand here".to_owned(),
        _ => format!("expected {wanted}"),
    }
}

/// The first name in a filter that nothing has.
pub(super) fn of_names<'e>(errors: &compile::Errors<&'e str, ()>) -> Problem<'e> {
    let names = errors.iter().flat_map(|(_, names)| names);
    first(names.map(|(name, kind)| match kind {
        Undefined::Filter(arity) => (format!("there is no filter {name}/{arity}"), *name),
        kind => (format!("there is no {} {name}", kind.as_str()), *name),
    }))
}

fn first<'e>(mut problems: impl Iterator<Item = Problem<'e>>) -> Problem<'e> {
    problems.next().unwrap_or_else(|| ("it cannot be read".to_owned(), ""))
}

/// A usage failure with the line of the expression and a caret under the place.
pub(super) fn failure(expression: &str, (problem, place): Problem<'_>) -> CliError {
    let failure = CliError::usage(format!("the --jq filter is wrong: {}", sanitize(&problem)));
    // A part of the expression, unless the problem has no place.
    let start = (place.as_ptr() as usize).wrapping_sub(expression.as_ptr() as usize);
    let Some((before, behind)) = expression.split_at_checked(start) else {
        return failure;
    };
    let before = sanitize(before.rsplit('\n').next().unwrap_or_default());
    let behind = sanitize(behind.split('\n').next().unwrap_or_default());
    let before = end_of(&before);
    let caret = " ".repeat(before.width()) + "^";
    failure.because(before + &truncate(&behind, CONTEXT, "...")).because(caret)
}

/// The end of a text, after an ellipsis if it is not the whole.
pub(super) fn end_of(text: &str) -> String {
    if text.width() <= CONTEXT {
        return text.to_owned();
    }
    let room = CONTEXT - "...".len();
    let start = text
        .char_indices()
        .rev()
        .map(|(index, _)| index)
        .take_while(|&index| text[index..].width() <= room)
        .last();
    format!("...{}", &text[start.unwrap_or(text.len())..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::output::jq::Filter;
    use crate::text::test_strategies::hostile_text;

    #[test]
    fn a_wrong_filter_is_shown_with_the_place() {
        for (expression, problem, line, caret) in [
            (".[] | select(.a == 1", "expected closing parenthesis", ".[] | select(.a == 1", 20),
            (".[0] | foo(1)", "there is no filter foo/1", ".[0] | foo(1)", 7),
            (". as $x | $y", "there is no variable $y", ". as $x | $y", 10),
            (".a |", "expected term", ".a |", 4),
            (".a )", "this cannot stand here", ".a )", 3),
            (".a b", "this cannot stand here", ".a b", 3),
            ("\"東京\" | foo", "there is no filter foo/0", "\"東京\" | foo", 9),
            ("map(\n  foo\n)", "there is no filter foo/0", "  foo", 2),
            ("\"\u{1b}[2J\" | foo", "there is no filter foo/0", r#""\x1b[2J" | foo"#, 12),
            ("", "expected term", "", 0),
        ] {
            let failure = Filter::compile(expression).err().unwrap();
            assert_eq!(failure.exit.code(), 2);
            assert_eq!(failure.message, format!("the --jq filter is wrong: {problem}"));
            assert_eq!(failure.reasons, [line.to_owned(), " ".repeat(caret) + "^"]);
        }
        let long = format!("{} | foo | {}", ".a".to_owned() + &"a".repeat(79), "b".repeat(90));
        let failure = Filter::compile(&long).err().unwrap();
        let line = format!("...{} | foo | {}...", "a".repeat(54), "b".repeat(51));
        assert_eq!(failure.reasons, [line, " ".repeat(60) + "^"]);
    }

    proptest! {
        #[test]
        fn no_expression_makes_it_panic(
            words in prop::collection::vec(prop::sample::select(vec![
                ".", "..", "|", ",", "(", ")", "[", "]", "{", "}", "\"", "\\(", "\\u12", "$x", "as",
                "def f:", ";", "1", "0.", "1e", "@csv", "@", "reduce", "foreach", "if", "then", "end",
                "try", "?", "//", "import", "label", "-", "map", "ü", "#", "\n", ":", "and", "=",
            ]), 0..12),
            text in hostile_text(),
        ) {
            drop(Filter::compile(&words.join(" ")));
            drop(Filter::compile(&words.concat()));
            drop(Filter::compile(&text));
        }
    }
}
