//! Words that users of other tools type by reflex, answered with the command they stand for here.

mod table;

use clap::Command;
use clap::error::ErrorKind;

use self::table::{REFLEXES, Reflex};
use super::command::command;
use super::line::{Line, Rejection};
use super::parse_error;
use crate::error::{CliError, Hint};

/// How many words of one command line are replaced.
const MAX_REPLACED: usize = 3;

/// The error of a command line with a word of the table, and the command to type instead.
pub(super) fn answer(root: &Command, line: &Line, error: &clap::Error) -> Option<CliError> {
    let rejection = Rejection::new(line, error)?;
    let reflex = find(line, &rejection)?;
    let words = correct(root, line, &rejection, reflex, MAX_REPLACED)
        .or_else(|| help(line, &rejection, reflex))?;
    let message = match reflex.reason {
        "" => parse_error::unknown(&rejection),
        reason if reflex.hides_value => reason.to_owned(),
        reason => format!("{}: {reason}", parse_error::unknown(&rejection)),
    };
    Some(CliError::usage(message).hint(Hint::from_arguments(words)))
}

fn find(line: &Line, rejection: &Rejection) -> Option<&'static Reflex> {
    let is_typed = |pattern: &str| match pattern.strip_prefix('*') {
        Some(end) => !rejection.is_flag() && rejection.word.ends_with(end),
        None => rejection.word == pattern,
    };
    REFLEXES.iter().find(|reflex| {
        (reflex.after.is_empty() || reflex.after.contains(&line.command.as_str()))
            && reflex.typed.split(' ').any(is_typed)
    })
}

/// The words of the first replacement that makes the line valid, perhaps with more words replaced.
/// What follows the word is kept if it can be.
fn correct(
    root: &Command,
    line: &Line,
    rejection: &Rejection,
    reflex: &Reflex,
    left: usize,
) -> Option<Vec<String>> {
    let is_hidden = |word: &String| reflex.hides_value && !word.starts_with("--");
    let mut tail: Vec<_> = line.words[rejection.index + 1..].to_vec();
    match &rejection.value {
        Some(value) if !reflex.hides_value => tail.insert(0, value.clone()),
        None if reflex.hides_value
            && rejection.is_flag()
            && tail.first().is_some_and(is_hidden) =>
        {
            tail.remove(0);
        }
        _ => {}
    }
    let tails: Vec<&[String]> = if rejection.is_flag() {
        // What follows a flag may be its value.
        vec![&tail, tail.get(1..).unwrap_or_default(), &[]]
    } else {
        (0..=tail.len()).rev().map(|length| &tail[..length]).collect()
    };
    let attempts =
        tails.iter().flat_map(|tail| reflex.meant.iter().map(move |meant| (tail, meant)));
    attempts
        .filter_map(|(tail, meant)| replace(line, rejection, meant, tail))
        .find_map(|words| valid(root, words, left.checked_sub(1)?))
}

/// The words if they are a valid command line, else those of [`correct`].
fn valid(root: &Command, words: Vec<String>, left: usize) -> Option<Vec<String>> {
    let error = match parse(&words) {
        Ok(()) => return Some(words),
        Err(error) => error,
    };
    let line = Line::from_words(root, words);
    let rejection = Rejection::new(&line, &error)?;
    correct(root, &line, &rejection, find(&line, &rejection)?, left)
}

/// Whether the parser accepts the words; a request for help is accepted.
fn parse(words: &[String]) -> Result<(), clap::Error> {
    let program = std::iter::once("prebuildctl".to_owned());
    // A copy of `root` has every flag of every command; a new description only what is used.
    match command().try_get_matches_from(program.chain(words.iter().cloned())) {
        Err(error) if error.kind() != ErrorKind::DisplayHelp => Err(error),
        _ => Ok(()),
    }
}

/// The line with the rejected word replaced; `tail` is what follows it.
fn replace(
    line: &Line,
    rejection: &Rejection,
    meant: &str,
    mut tail: &[String],
) -> Option<Vec<String>> {
    let before = &line.words[..rejection.index];
    let mut words: Vec<String> = match (meant.starts_with('/'), line.path.first()) {
        (true, Some(first)) => before[..*first].to_vec(),
        _ => before.to_vec(),
    };
    for word in meant.trim_start_matches('/').split(' ').filter(|word| !word.is_empty()) {
        match word {
            "{}" => words.push(rejection.word.clone()),
            "{next}" => {
                let (next, rest) = tail.split_first().filter(|(next, _)| !next.starts_with('-'))?;
                words.push(next.clone());
                tail = rest;
            }
            word => words.push(word.to_owned()),
        }
    }
    if meant.starts_with('/') {
        let typed = before.iter().enumerate().skip(line.path.first().copied().unwrap_or_default());
        words.extend(
            typed.filter(|(index, _)| !line.path.contains(index)).map(|(_, word)| word.clone()),
        );
    }
    words.extend_from_slice(tail);
    Some(words)
}

/// The help of the command that is meant, else of the typed command.
fn help(line: &Line, rejection: &Rejection, reflex: &Reflex) -> Option<Vec<String>> {
    let help = [String::from("--help")];
    let meant = reflex.meant.iter().filter_map(|meant| replace(line, rejection, meant, &help));
    let typed = line.path.iter().map(|index| line.words[*index].clone());
    let typed = typed.chain(help.iter().cloned()).collect();
    meant.chain([typed]).find(|words| parse(words).is_ok())
}

#[cfg(test)]
mod tests;
