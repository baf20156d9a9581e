//! The filter of `--jq` and its flags. What filters give is compared with jq in `tests/contract`.

use crate::support::{Transcript, World};

/// Runs `version`, which needs no service.
fn version(flags: &[&str]) -> Transcript {
    World::signed_out([]).run_words(&[&["version"], flags].concat())
}

/// The same at a terminal.
fn at_terminal(flags: &[&str]) -> Transcript {
    World::signed_out([]).with_stderr_terminal().run_words(&[&["version"], flags].concat())
}

#[test]
fn outputs_are_on_one_line_each_if_asked() {
    let filter = "[1, {a: \"b c\"}], \"d\"";
    let pretty = "[\n  1,\n  {\n    \"a\": \"b c\"\n  }\n]\n\"d\"\n";
    assert_eq!(version(&["--jq", filter]).stdout, pretty);
    let compact = "[1,{\"a\":\"b c\"}]\n\"d\"\n";
    for flags in [&["-c"][..], &["--compact-output"], &["-o", "jsonl"]] {
        assert_eq!(version(&[flags, &["--jq", filter]].concat()).stdout, compact, "{flags:?}");
    }
    assert_eq!(version(&["-rc", "--jq", filter]).stdout, compact.replace("\"d\"", "d"));
}

#[test]
fn variables_are_set_by_flags() {
    let flags = ["--arg", "a", "it's \"x\"", "--argjson", "n", "[1.50]", "--arg", "b", "-v"];
    let filter = ["-c", "--jq", "[$a, $n, $b], $ARGS.named"];
    let shown = version(&[&flags[..], &filter].concat());
    let expected = "[\"it's \\\"x\\\"\",[1.50],\"-v\"]\n\
        {\"a\":\"it's \\\"x\\\"\",\"b\":\"-v\",\"n\":[1.50]}\n";
    assert_eq!((shown.stdout.as_str(), shown.code), (expected, 0), "{shown}");
}

#[test]
fn flags_of_the_filter_are_checked() {
    for flags in [&["-c"][..], &["-r"], &["--arg", "a", "1"], &["--argjson", "a", "1"]] {
        let shown = version(flags);
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
        assert!(shown.stderr.contains("--jq"), "{shown}");
    }
    let shown = version(&["--arg", "a", "--jq", "."]);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    let flags = ["--arg", "1a", "x", "--argjson", "b", "{"];
    let shown = version(&[&flags[..], &["--jq", "."]].concat());
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    for message in
        [r#"--arg: \"1a\" is not a variable name"#, r#"--argjson b: \"{\" is not JSON: "#]
    {
        assert!(shown.stderr.contains(message), "{shown}");
    }
}

#[test]
fn an_error_of_a_filter_is_json_except_on_a_terminal() {
    let json = "{\"error\":{\"code\":\"jq\",\"exitCode\":1,\"message\":\"the --jq filter failed: cannot divide 5 by 0: ";
    let shown = version(&["--jq", "5 / 0"]);
    assert!(shown.stderr.starts_with(json), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
    for flags in [&[][..], &["-o", "json"]] {
        let shown = at_terminal(&[flags, &["--jq", "5 / 0"]].concat());
        let expected =
            "error: the --jq filter failed\n  cannot divide 5 by 0: the divisor is zero\n";
        assert_eq!((shown.stderr.as_str(), shown.code), (expected, 1), "{shown}");
        let shown = at_terminal(&[flags, &["--jq", ".a )"]].concat());
        let expected = "error: invalid --jq filter: unexpected token\n  .a )\n     ^\n";
        assert_eq!((shown.stderr.as_str(), shown.code), (expected, 2), "{shown}");
    }
}
