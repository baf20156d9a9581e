//! What real shells offer, as far as they are installed.
#![cfg(unix)] // shell scripts

use std::path::PathBuf;

use crate::support::{POOL, PROJECT, TOKEN, World, home, last_page, prebuild, projects};

const OTHER: &str = super::OTHER;

/// Runs a script with the tool on the `PATH`; `None` if the shell is not installed.
fn run(world: &World, shell: &str, arguments: &[&str]) -> Option<String> {
    home::command(shell, &home::no_home()).arg("--version").output().ok()?;
    let binary = PathBuf::from(home::BINARY);
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    let output = home::command(shell, world.home.path())
        .args(arguments)
        .env("PATH", path)
        .env("TERM", "dumb")
        .env("ONA_HOST", world.server.url())
        .env("ONA_TOKEN", TOKEN)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{shell}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A service with a prebuild and three projects.
fn world() -> World {
    let world = World::new([]).with_names();
    let named = [(PROJECT, "acme-api"), (OTHER, "my web"), (POOL, "of:me")];
    world.server.always("ListProjects", projects(&named));
    world.server.always("ListPrebuilds", last_page("prebuilds", &[prebuild(POOL, "RUNNING")]));
    world
}

/// The candidates that bash offers at the end of this line, one per line.
fn offered_by_bash(world: &World, words: &[&str], line: &str, cursor_word: &str) -> Option<String> {
    let script = r#"
        source completions/prebuildctl.bash
        COMP_LINE="$1" COMP_POINT=${#1} cursor="$2"; shift 2
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _prebuildctl prebuildctl "$cursor" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let arguments = ["--norc", "-c", script, "bash", line, cursor_word];
    run(world, "bash", &[&arguments, words].concat())
}

#[test]
fn bash_offers_quoted_names() {
    let world = world();
    let offered = |words: &[&str], line: &str, cursor_word: &str| {
        offered_by_bash(&world, words, line, cursor_word)
    };
    let get = ["prebuildctl", "project", "get"];
    let at = |word| [&get[..], &[word]].concat();
    let line = "prebuildctl project get ";
    let expect = |offered: Option<String>, expected: &str| {
        assert!(offered.as_deref().is_none_or(|offered| offered == expected), "{offered:?}");
    };
    expect(offered(&at(""), line, ""), "acme-api\nmy\\ web\nof:me\n");
    expect(offered(&at("my"), &format!("{line}my"), "my"), "my\\ web\n");
    expect(offered(&at("my\\ w"), &format!("{line}my\\ w"), "my\\ w"), "my\\ web\n");
    expect(offered(&at("\"my w"), &format!("{line}\"my w"), "my w"), "my web\n");
    // Bash splits words at : and =, and completes only the last part.
    let split = [&get[..], &["of", ":", "m"]].concat();
    expect(offered(&split, &format!("{line}of:m"), "m"), "me\n");
    let flag = ["prebuildctl", "wp", "list", "--project", "=", "acme"];
    expect(offered(&flag, "prebuildctl wp list --project=acme", "acme"), "acme-api\n");
    // An unknown name has no candidates; other words are completed as without names.
    expect(offered(&at("zzz"), &format!("{line}zzz"), "zzz"), "\n");
    expect(offered(&["prebuildctl", "proj"], "prebuildctl proj", "proj"), "project\n");
}

#[test]
fn bash_offers_values_without_their_descriptions() {
    let world = world();
    for (line, expected) in [
        ("prebuildctl prebuild get 0", format!("{POOL}\n")),
        ("prebuildctl help opt", "options\n".to_owned()),
        ("prebuildctl wp list --columns id,ph", "id,phase\n".to_owned()),
        ("prebuildctl wp list -o js", "json\njsonl\n".to_owned()),
        ("prebuildctl wp list --proj", "--project\n".to_owned()),
        ("prebuildctl wp list --prof", "--profile\n".to_owned()),
    ] {
        let words: Vec<_> = line.split(' ').collect();
        let offered = offered_by_bash(&world, &words, line, words.last().unwrap());
        assert!(
            offered.as_deref().is_none_or(|offered| offered == expected),
            "{line}: {offered:?}"
        );
    }
}

/// The matches that the function for values adds in zsh, as `KIND: WORD (TEXT)`.
fn offered_by_zsh(world: &World, words: &[&str]) -> Option<String> {
    // Stands in for the completion system, which only works in an interactive shell.
    let script = r#"
        compdef() { :; }
        compset() { PREFIX="${PREFIX#*=}"; }
        _wanted() { kind="$3"; shift 3; "$@"; }
        compadd() {
            local -a shown; [[ "$1" == -l ]] && shown=("${(@P)3}")
            local -a found=("${(@P)@[-1]}")
            local i
            for i in {1..$#found}; do
                [[ "$found[i]" == "$PREFIX"* ]] && print -r -- "$kind: $found[i] ($shown[i])"
            done
        }
        source completions/_prebuildctl
        words=("$@") CURRENT=$# PREFIX="${@[-1]}"
        _prebuildctl_names || print none
    "#;
    run(world, "zsh", &[&["-f", "-c", script, "zsh"], words].concat())
}

#[test]
fn zsh_offers_values_with_their_descriptions() {
    let world = world();
    for (line, expected) in [
        (
            "prebuildctl project get ",
            "PROJECT: acme-api ()\nPROJECT: my web ()\nPROJECT: of:me ()\n",
        ),
        ("prebuildctl wp list --project=m", "PROJECT: my web ()\n"),
        ("prebuildctl wp list -o js", "FORMAT: json ()\nFORMAT: jsonl ()\n"),
        (
            "prebuildctl help exit",
            "COMMAND|TOPIC: exit-codes (exit-codes  -- Exit codes and their causes)\n",
        ),
        ("prebuildctl wp list --columns id,ph", "A,B: id,phase ()\n"),
        ("prebuildctl wp list --prof", "none\n"),
    ] {
        let words: Vec<_> = line.split(' ').collect();
        let offered = offered_by_zsh(&world, &words);
        assert!(
            offered.as_deref().is_none_or(|offered| offered == expected),
            "{line}: {offered:?}"
        );
    }
    let words = ["prebuildctl", "prebuild", "get", ""];
    let expected = format!("ID: {POOL} ({POOL}  -- acme-api/large running)\n");
    let offered = offered_by_zsh(&world, &words);
    assert!(offered.as_deref().is_none_or(|offered| offered == expected), "{offered:?}");
}

#[test]
fn fish_offers_values_with_their_descriptions() {
    let world = world();
    let script = "source completions/prebuildctl.fish; complete -C $argv[1]";
    for (line, expected) in [
        ("prebuildctl project get a", "acme-api\n".to_owned()),
        ("prebuildctl prebuild get ", format!("{POOL}\tacme-api/large running\n")),
        ("prebuildctl wp list --project my", "my web\n".to_owned()),
        ("prebuildctl wp list --project=my", "--project=my web\n".to_owned()),
        ("prebuildctl help exit", "exit-codes\tExit codes and their causes\n".to_owned()),
        ("prebuildctl config set color al", "always\n".to_owned()),
        ("prebuildctl wp list --columns id,ph", "id,phase\n".to_owned()),
        ("prebuildctl plan -f clip", "clippy.toml\n".to_owned()),
    ] {
        let offered = run(&world, "fish", &["--no-config", "-c", script, line]);
        assert!(
            offered.as_deref().is_none_or(|offered| offered == expected),
            "{line}: {offered:?}"
        );
    }
    let flags = run(&world, "fish", &["--no-config", "-c", script, "prebuildctl wp list --pro"]);
    assert!(
        flags
            .is_none_or(|flags| { flags.contains("--project\t") && flags.contains("--profile\t") })
    );
    let formats = run(&world, "fish", &["--no-config", "-c", script, "prebuildctl wp list -o j"]);
    assert!(
        formats.is_none_or(|formats| formats.contains("json\n") && formats.contains("jsonl\n"))
    );
    // The names are requested once, and the class of each prebuild with its name.
    let projects = world.server.methods().iter().filter(|name| *name == "ListProjects").count();
    assert!(projects <= 3, "{projects}");
}
