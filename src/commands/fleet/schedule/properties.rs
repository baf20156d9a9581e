//! Whatever a command holds, the scheduler runs exactly that: each format is read by a reader of its
//! own, written from the rules of the scheduler.

use proptest::prelude::*;
use serde_json::Value;

use super::{cron, github, kubernetes, systemd};
use crate::text::test_strategies::hostile_text;

/// Words without a line end, which a schedule cannot hold. No argument holds a NUL.
fn word() -> impl Strategy<Value = String> {
    const LIKELY: [&str; 14] =
        ["%", "\\", "$", "$(", "${{", "}}", "'", "\"", " ", "\\%", "$$", "#", ": ", ";"];
    let special = prop::collection::vec(prop::sample::select(&LIKELY[..]), 0..8);
    let text = prop_oneof![hostile_text(), special.prop_map(|parts| parts.concat())];
    text.prop_map(|text| text.replace(['\n', '\r', '\0'], ""))
}

fn command() -> impl Strategy<Value = Vec<String>> {
    let words = prop::collection::vec(word(), 1..5);
    words.prop_map(|words| {
        let program = vec!["/usr/bin/prebuildctl".to_owned(), "apply".to_owned()];
        [program, words].concat()
    })
}

/// The words of a command of `sh` without variables and comments.
fn read_shell(line: &str) -> Vec<String> {
    let (mut words, mut open) = (Vec::new(), None::<String>);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        let word = open.get_or_insert_default();
        match c {
            ' ' => words.extend(open.take()),
            '\'' => word.extend(chars.by_ref().take_while(|c| *c != '\'')),
            '\\' => word.extend(chars.next()),
            c => {
                assert!(!"\t\"$`|&;<>()*?[]#~{}!".contains(c), "{c:?} is special: {line}");
                word.push(c);
            }
        }
    }
    words.extend(open);
    words
}

/// What cron hands to `sh`. Vixie cron also reads `\\` as one `\`, as others do not.
fn read_cron(entry: &str, is_vixie: bool) -> String {
    let (mut command, mut chars) = (String::new(), entry.chars());
    while let Some(c) = chars.next() {
        match (c, (c == '\\').then(|| chars.next()).flatten()) {
            ('%', _) => panic!("the command ends: {entry}"),
            (_, None) => command.push(c),
            (_, Some('%')) => command.push('%'),
            (_, Some('\\')) if is_vixie => command.push('\\'),
            (_, Some(next)) => command.extend([c, next]),
        }
    }
    command
}

/// The words of a systemd command line, as `systemd.service(5)` describes it.
fn read_systemd(line: &str) -> Vec<String> {
    let (mut words, mut open, mut is_quoted) = (Vec::new(), None::<String>, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' && !is_quoted {
            words.extend(open.take());
            continue;
        }
        let is_program = words.is_empty();
        let word = open.get_or_insert_default();
        match c {
            '"' => is_quoted = !is_quoted,
            '\\' => match chars.next().unwrap() {
                'x' => {
                    let digits: String = chars.by_ref().take(2).collect();
                    word.push(char::from(u8::from_str_radix(&digits, 16).unwrap()));
                }
                c => {
                    assert!("\"\\".contains(c), "\\{c} is no escape: {line}");
                    word.push(c);
                }
            },
            '%' => {
                assert_eq!(chars.next(), Some('%'), "a specifier: {line}");
                word.push('%');
            }
            '$' if !is_program => {
                assert_eq!(chars.next(), Some('$'), "a variable: {line}");
                word.push('$');
            }
            c => {
                assert!(is_quoted || !"'; \t".contains(c), "{c:?} is special: {line}");
                word.push(c);
            }
        }
    }
    assert!(!is_quoted, "{line}");
    words.extend(open);
    words
}

/// An argument of a container, with its references to variables replaced; there are none.
fn read_argument(text: &str) -> String {
    let (mut argument, mut chars) = (String::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        argument.push(c);
        if c == '$' && chars.next_if_eq(&'$').is_none() {
            assert_ne!(chars.peek(), Some(&'('), "a variable: {text}");
        }
    }
    argument
}

fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.split('\n').find_map(|line| line.strip_prefix(start)).unwrap()
}

proptest! {
    #[test]
    fn cron_runs_the_command(command in command()) {
        let entry = cron::entry(&command);
        for is_vixie in [false, true] {
            let line = read_cron(line(&entry, "*/15 * * * * "), is_vixie);
            prop_assert_eq!(&read_shell(&line), &command);
        }
    }

    #[test]
    fn a_workflow_runs_the_command(command in command()) {
        let workflow: Value = serde_saphyr::from_str(&github::workflow(&command)).unwrap();
        let run = workflow["jobs"]["apply"]["steps"][2]["run"].as_str().unwrap();
        prop_assert!(!run.contains("${{"), "{}", run);
        prop_assert_eq!(read_shell(run), command);
    }

    #[test]
    fn systemd_runs_the_command(command in command()) {
        let units = systemd::units(&command);
        prop_assert_eq!(read_systemd(line(&units, "ExecStart=")), command);
    }

    #[test]
    fn a_container_runs_the_command(command in command()) {
        let job: Value = serde_saphyr::from_str(&kubernetes::cron_job(&command)).unwrap();
        let template = &job["spec"]["jobTemplate"]["spec"]["template"]["spec"];
        let words = template["containers"][0]["command"].as_array().unwrap();
        let words: Vec<_> = words.iter().map(|word| read_argument(word.as_str().unwrap())).collect();
        prop_assert_eq!(words, command);
    }
}
