//! Keeps the structure of the code: which module may use which, how long a file may be, and that
//! no test file is forgotten.

mod cycles;
mod platforms;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module of the crate and the modules it may use, from the top layer to the bottom.
const MAY_USE: &[(&str, &[&str])] = &[
    ("main", &[]),
    ("lib", &["cli", "context", "env", "error", "exit", "output", "report"]),
    (
        "fuzz_targets",
        &[
            "api",
            "commands",
            "config",
            "demand",
            "emulator",
            "error",
            "exit",
            "fleet",
            "logs",
            "lookup",
            "output",
            "recording",
            "report",
            "text",
            "toml_reader",
            "warm_pool",
        ],
    ),
    (
        "cli",
        &["commands", "config", "context", "env", "error", "exit", "keyword", "output", "report"],
    ),
    (
        "commands",
        &[
            "api",
            "config",
            "context",
            "demand",
            "emulator",
            "error",
            "exit",
            "fleet",
            "keyword",
            "logs",
            "lookup",
            "metrics",
            "output",
            "recording",
            "report",
            "runtime",
            "signals",
            "sizing",
            "sort",
            "text",
            "text_file",
            "time_zone",
            "toml_reader",
            "wait",
            "warm_pool",
            "watch",
        ],
    ),
    ("runtime", &["api", "context", "error", "exit", "signals"]),
    ("context", &["api", "config", "emulator", "env", "error", "exit", "output", "text_file"]),
    ("report", &["error", "exit", "output"]),
    ("output", &["config", "env", "error", "exit", "keyword", "signals", "text", "text_file"]),
    (
        "fleet",
        &[
            "api",
            "error",
            "keyword",
            "lookup",
            "sort",
            "text",
            "time_zone",
            "toml_reader",
            "warm_pool",
        ],
    ),
    ("demand", &["api", "error", "text_file", "toml_reader", "warm_pool"]),
    ("logs", &["api", "error", "text"]),
    ("recording", &["api", "error", "exit", "sort", "text_file", "warm_pool", "watch"]),
    ("metrics", &["api", "error", "lookup", "poll", "sort", "text", "warm_pool", "watch"]),
    ("watch", &["api", "error", "poll", "sort", "warm_pool"]),
    ("wait", &["api", "poll", "warm_pool"]),
    ("poll", &["api"]),
    ("lookup", &["api", "keyword", "text", "warm_pool"]),
    ("sizing", &["sort", "time_zone", "warm_pool"]),
    ("warm_pool", &["api", "error", "text"]),
    (
        "config",
        &[
            "api",
            "env",
            "error",
            "exit",
            "file_system",
            "keyword",
            "signals",
            "text",
            "text_file",
            "toml_reader",
        ],
    ),
    ("text_file", &["error", "file_system", "text", "toml_reader"]),
    ("file_system", &[]),
    ("env", &["error"]),
    ("error", &["exit", "text"]),
    ("signals", &["exit"]),
    ("exit", &[]),
    ("keyword", &[]),
    ("text", &[]),
    ("sort", &[]),
    ("time_zone", &[]),
    ("toml_reader", &[]),
    ("api", &[]),
    // It shares nothing with the client, so that each can catch the other's errors. These know
    // nothing of the service: they read TOML, find similar words, and hold the data of time zones, in
    // seed files as in all others, and know how files differ between systems.
    ("emulator", &["file_system", "keyword", "time_zone", "toml_reader"]),
];

/// The most lines of a file; a part of a longer one belongs in its own file.
const MAX_LINES: usize = 300;

#[test]
fn modules_use_only_what_is_below_them() {
    let mut errors = Vec::new();
    for file in rust_files(Path::new("src")) {
        let module = module_of(&file);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            errors.push(format!("{}: no rule says what `{module}` may use", file.display()));
            continue;
        };
        let code = fs::read_to_string(&file).unwrap();
        for used in used_modules(&code) {
            if used != module && !allowed.contains(&used.as_str()) {
                errors.push(format!("{}: `{module}` may not use `{used}`", file.display()));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn only_the_context_and_the_local_commands_use_the_emulator() {
    let users: Vec<_> = rust_files(Path::new("src"))
        .into_iter()
        .filter(|file| module_of(file) != "emulator")
        .filter(|file| used_modules(&fs::read_to_string(file).unwrap()).contains("emulator"))
        .filter(|file| {
            !["src/context", "src/commands/local", "src/fuzz_targets"]
                .iter()
                .any(|part| file.starts_with(part))
        })
        .collect();
    assert!(users.is_empty(), "{users:?}");
}

#[test]
fn the_reader_of_uses_sees_every_form() {
    let code = "use crate::api::Client;\nlet x = crate::output::text::shown(y);\nuse crate::{\n    config::Settings,\n    error::{Failure, Hint},\n};\n// crate::pool in a comment\n";
    let found: Vec<_> = used_modules(code).into_iter().collect();
    assert_eq!(found, ["api", "config", "error", "output"]);
}

#[test]
fn no_file_outgrows_one_job() {
    let long: Vec<_> = ["src", "tests"]
        .iter()
        .flat_map(|folder| rust_files(Path::new(folder)))
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > MAX_LINES)
        .collect();
    assert!(long.is_empty(), "over {MAX_LINES} lines: {long:?}");
}

#[test]
fn every_test_file_is_in_the_module_list() {
    let main = fs::read_to_string("tests/cli/main.rs").unwrap();
    for file in rust_files(Path::new("tests/cli")) {
        let inside = file.strip_prefix("tests/cli").unwrap();
        let name = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        assert!(
            name == "main" || main.contains(&format!("mod {name};")),
            "{} is never run: tests/cli/main.rs has no `mod {name};`",
            file.display()
        );
    }
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The top-level module a file belongs to: `src/api/token.rs` is part of `api`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix("src").unwrap();
    inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The top-level modules that code names by `crate::`, in a `use` or in a path.
fn used_modules(code: &str) -> BTreeSet<String> {
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = BTreeSet::new();
    for (_, after) in code.split("crate::").enumerate().skip(1) {
        match after.strip_prefix('{') {
            None => found.extend(leading_word(after)),
            Some(group) => found.extend(first_words(group)),
        }
    }
    found
}

/// The first words of the members of a `{…}` group whose opening brace is already gone.
fn first_words(group: &str) -> Vec<String> {
    let (mut depth, mut at_start, mut words) = (1, true, Vec::new());
    for (index, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => at_start = true,
            _ if at_start && letter.is_alphabetic() => {
                at_start = false;
                words.extend(leading_word(&group[index..]));
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

/// The module name a path starts with; nothing for a re-export at the root such as `crate::run`.
fn leading_word(path: &str) -> Option<String> {
    let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    path[end..].starts_with("::").then(|| path[..end].to_owned())
}
