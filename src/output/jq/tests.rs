use proptest::prelude::*;
use serde_json::Value;

use super::variables::Variables;
use super::{Filter, Item};
use crate::error::CliError;
use crate::output::json;
use crate::output::test_strategies::any_json;
use crate::text::sanitizer::Sanitizer;

const POOLS: &str = r#"[
  {"id":"a","spec":{"minSize":1,"maxSize":5},
   "status":{"phase":"WARM_POOL_PHASE_READY","runningInstances":1}},
  {"id":"b","spec":{"minSize":2,"maxSize":7},
   "status":{"phase":"WARM_POOL_PHASE_PENDING","runningInstances":0}}]"#;

fn compile(expression: &str) -> Result<Filter, CliError> {
    Filter::compile(expression, Variables::default())
}

fn run(expression: &str, input: &str) -> Result<Vec<Item>, CliError> {
    compile(expression)?.run(input.as_bytes())
}

fn outputs(expression: &str, input: &str) -> Vec<String> {
    let items = run(expression, input).unwrap().into_iter();
    items.map(|item| String::from_utf8(item.json).unwrap()).collect()
}

/// The reason of a filter that compiles but fails.
fn run_error(expression: &str, input: &str) -> String {
    let mut error = run(expression, input).unwrap_err();
    assert_eq!(error.exit.code(), 1);
    assert_eq!(error.message, "the --jq filter failed");
    assert_eq!(error.reasons.len(), 1);
    error.reasons.remove(0)
}

/// Filters of the pools and their outputs, separated by two spaces.
const FILTERS: &str = r#"
map(.spec.maxSize) | add  =>  12
map(.spec.maxSize) | add / length  =>  6
.[] | select(.status.runningInstances < .spec.minSize) | .id  =>  "b"
group_by(.status.phase) | map({p: .[0].status.phase[16:], n: length})  =>  [{"p":"PENDING","n":1},{"p":"READY","n":1}]
.[0].spec | to_entries  =>  [{"key":"minSize","value":1},{"key":"maxSize","value":5}]
.[0].spec | with_entries(.value += 1)  =>  {"minSize":2,"maxSize":6}
map(select(.status.phase | test("ready$"; "i"))) | length  =>  1
.[] | .id as $id | "pool \($id): \(.spec.minSize)..\(.spec.maxSize)"  =>  "pool a: 1..5"  "pool b: 2..7"
[.[].id] | @sh  =>  "'a' 'b'"
.[] | [.id, .spec.maxSize, null, true] | @csv  =>  "\"a\",5,,true"  "\"b\",7,,true"
["a\tb", 1.5, null] | @tsv  =>  "a\\tb\t1.5\t"
limit(1; .[]) | .id  =>  "a"
first(.[]).id, last.id  =>  "a"  "b"
sort_by(-.spec.maxSize) | map(.id) | join(",")  =>  "b,a"
.[] | select(.id | IN("a", "c")).id  =>  "a"
INDEX(.id) | map_values(.spec.minSize)  =>  {"a":1,"b":2}
.[] as {id: $i, spec: {minSize: $m}} | [$i, $m]  =>  ["a",1]  ["b",2]
reduce .[] as $pool (0; . + $pool.spec.minSize)  =>  3
any(.[]; .spec.minSize > 1), all(.[]; .spec.minSize > 1)  =>  true  false
del(.[].spec, .[1].status) | map(keys)  =>  [["id","status"],["id"]]
[.. | numbers] | unique  =>  [0,1,2,5,7]
.[1].spec.maxSize |= . * 2 | .[1].spec.maxSize  =>  14
if length > 1 then "many" else "one" end  =>  "many"
def double: . * 2; .[0].spec.maxSize | double  =>  10
.[]?.nope?, empty  =>  null  null
try error("x") catch .  =>  "x"
label $out | .[] | .id, break $out  =>  "a"
map(.id) | index("b")  =>  1
tojson | fromjson | length  =>  2
"2026-11-24T06:00:00Z" | fromdate  =>  1795500000
1795500000 | todate  =>  "2026-11-24T06:00:00Z"
"a:b" | split(":")  =>  ["a","b"]
"acme-api/large" | capture("(?<p>.*)/(?<c>.*)")  =>  {"p":"acme-api","c":"large"}
"aGk=" | @base64d  =>  "hi"
@uri "a b/\("ü&")"  =>  "a b/%C3%BC%26"
"a-b" | gsub("-"; "_") | ascii_upcase  =>  "A_B"
"\u009b[31m"  =>  "\u009b[31m"
"#;

#[test]
fn filters_of_pools() {
    for line in FILTERS.trim().lines() {
        let (expression, expected) = line.split_once("  =>  ").unwrap();
        assert_eq!(outputs(expression, POOLS).join("  "), expected, "{expression}");
    }
}

/// Filters of `{"a":1,"b":{"c":[1,2,3]}}` and their outputs.
const UPDATES: &str = r#"
.x.y = 1 | .x  =>  {"y":1}
.x[2] += 1 | .x  =>  [null,null,1]
.b.c[1:] |= map(. * 2) | .b.c  =>  [1,4,6]
del(.a, .b.c[0, 2])  =>  {"b":{"c":[2]}}
.b.c[] |= empty | .b.c  =>  []
pick(.b.c[1])  =>  {"b":{"c":[null,2]}}
[leaf_paths]  =>  [["a"],["b","c",0],["b","c",1],["b","c",2]]
[tostream] | fromstream(.[])  =>  {"a":1,"b":{"c":[1,2,3]}}
.a | toarray  =>  [1]
"\ud83d\ude00\u00e9", "\\ud83d"  =>  "😀é"  "\\ud83d"
[(1, 2) + (10, 20)]  =>  [11,12,21,22]
input_filename, $__loc__  =>  null  {"file":"<top-level>","line":1}
$ARGS  =>  {"positional":[],"named":{}}
def f($x): x + 1; f(2)  =>  3
[5, -5 | . % 3], "ab" * 0  =>  [2,-2]  ""
[1, 2] | format("csv", "json")  =>  "1,2"  "[1,2]"
"#;

#[test]
fn values_are_updated_as_in_jq() {
    for line in UPDATES.trim().lines() {
        let (expression, expected) = line.split_once("  =>  ").unwrap();
        let shown = outputs(expression, r#"{"a":1,"b":{"c":[1,2,3]}}"#).join("  ");
        assert_eq!(shown, expected, "{expression}");
    }
}

#[test]
fn variables_are_texts_or_json() {
    let pairs = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let set = |texts: &[&str], json: &[&str]| Variables::new(&pairs(texts), &pairs(json));
    let variables = set(&["a", "1", "a", "2", "b", "\u{e9}"], &["n", "[1.50]"]).unwrap();
    let filter = Filter::compile("[$a, $b, $n], $ARGS.named", variables).unwrap();
    let shown: Vec<_> = filter.run(b"null").unwrap().into_iter().map(|item| item.json).collect();
    let text = |json: &Vec<u8>| String::from_utf8(json.clone()).unwrap();
    let shown: Vec<_> = shown.iter().map(text).collect();
    assert_eq!(shown, [r#"["1","é",[1.50]]"#, r#"{"a":"1","b":"é","n":[1.50]}"#]);
    for (texts, json, message) in [
        (&["1a", "x"][..], &[][..], "--arg: \"1a\" is not a variable name"),
        (&["", "x"], &[], "--arg: \"\" is not a variable name"),
        (&["__loc__", "x"], &[], "--arg: \"__loc__\" is not a variable name"),
        (&[], &["n", "nope"], "--argjson n: \"nope\" is not JSON: byte offset 0: value expected"),
    ] {
        let error = set(texts, json).unwrap_err();
        assert_eq!((error.message.as_str(), error.exit.code()), (message, 2));
    }
}

#[test]
fn the_order_of_keys_is_kept() {
    assert_eq!(outputs(".[1].spec", POOLS), [r#"{"minSize":2,"maxSize":7}"#]);
    assert_eq!(
        outputs(".", r#"{ "z": 1, "a": {"y": [], "b": {}} }"#),
        [r#"{"z":1,"a":{"y":[],"b":{}}}"#]
    );
}

#[test]
fn numbers_are_exact() {
    let input = r#"{"z":9007199254740993,"b":18446744073709551615,"c":1.10,"d":1e400}"#;
    assert_eq!(outputs(".", input), [input]);
    assert_eq!(outputs(".z + 1", input), ["9007199254740994"]);
    assert_eq!(outputs(".b | tostring", input), [r#""18446744073709551615""#]);
    assert_eq!(
        outputs(
            "[10/2, 10/4, 1.0, 1e2, 007.50, nan, infinite, -infinite, 1e17/1, 1e-7/1, 12345678.9 * 1e10]",
            "null"
        ),
        [
            "[5,2.5,1.0,1e2,7.5,null,1.7976931348623157e+308,-1.7976931348623157e+308,1e+17,1e-07,123456789000000000]"
        ]
    );
}

#[test]
fn a_string_is_also_returned_raw() {
    let items = run(r#".[], "\u001b[1m\u202e""#, r#"["a\"b", 1]"#).unwrap();
    let item =
        |json: &str, text: Option<&str>| Item { json: json.into(), text: text.map(str::to_owned) };
    assert_eq!(
        items,
        [
            item(r#""a\"b""#, Some("a\"b")),
            item("1", None),
            item(r#""\u001b[1m\u202e""#, Some("\x1b[1m\u{202e}")),
        ]
    );
}

#[test]
fn a_filter_is_sandboxed() {
    assert_eq!(outputs("debug, debug(\"x\"), stderr", "1"), ["1", "1", "1"]);
    assert_eq!(outputs("[inputs]", "1"), ["[]"]);
    assert_eq!(run_error("input", "1"), "no more inputs");
    for (expression, message) in [
        ("env.ONA_TOKEN", "filter env/0 is not defined"),
        ("$ENV.ONA_TOKEN", "variable $ENV is not defined"),
        ("include \"x\"; .", "modules are not supported"),
        ("import \"x\" as x; .", "modules are not supported"),
        ("import \"x\" as $x; $x", "modules are not supported"),
    ] {
        let error = compile(expression).err().unwrap();
        assert_eq!(error.message, format!("invalid --jq filter: {message}"));
    }
}

#[test]
fn halting_ends_the_filter_and_not_the_process() {
    assert_eq!(outputs("1, halt, 2", "null"), ["1"]);
    assert_eq!(run_error("1, halt(3)", "null"), "halted with exit code 3");
    assert_eq!(run_error("\"no pool\" | halt_error", "null"), "no pool");
    assert_eq!(run_error("{a: 1} | halt_error(3)", "null"), r#"{"a":1}"#);
}

#[test]
fn a_failing_filter_has_a_reason() {
    for (expression, input, reason) in [
        (".id.x", r#"{"id":"a"}"#, r#"cannot index "a" with "x""#),
        ("error(\"oh \\u001b[31m\\nno\")", "1", r"oh \x1b[31m⏎no"),
        ("error({code: 1})", "1", r#"{"code":1}"#),
        ("{(1): 2}", "1", "object key 1 is not a string"),
        ("format(\"x\")", "1", "x is not a valid format"),
        ("\"ab\" * 1e12", "1", "the repeated text is longer than 268435456 bytes"),
        (".", "[1,", "byte offset 3: value expected"),
    ] {
        assert_eq!(run_error(expression, input), reason);
    }
    let long = format!("\"{}\"", "a".repeat(5000));
    assert_eq!(
        run_error(".x", &long),
        format!("cannot index \"{}...{}\" with \"x\"", "a".repeat(186), "a".repeat(47))
    );
    let deep = "[".repeat(129) + &"]".repeat(129);
    assert_eq!(run_error(".", &deep), "nested more than 128 levels deep");
}

#[test]
fn deep_filters_are_limited() {
    for opening in ["(", "[", "{a:", "-", "\"\\(", ".|", "def f: "] {
        let longest = opening.repeat(super::MAX_LENGTH / opening.len());
        assert!(compile(&longest).is_err(), "{opening}");
        let error = compile(&format!("{longest}{}", " ".repeat(99))).err().unwrap();
        assert_eq!(error.message, "invalid --jq filter: longer than 16384 bytes");
    }
    let levels = super::MAX_LENGTH / 2 - 8;
    let deep = format!("{}.{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(outputs(&format!("{deep}|length"), "1"), ["1"]);
    assert_eq!(outputs("reduce range(100000) as $i (0; [.]) | length", "1"), ["1"]);
}

#[test]
fn infinite_recursion_fails() {
    for expression in [
        "def f: [f]; f",
        "def f: f | 1; f",
        "def f: try f catch 1; f",
        "def f: 1 + f; f",
        "def f: .[f]; path(f)",
        "def f: reduce f as $x (0; 1); f",
        "def f: label $out | f | break $out; f",
        "def f(g): f(g + 1) | g; f(.)",
    ] {
        assert_eq!(run_error(expression, "0"), "recursion too deep", "{expression}");
    }
    assert_eq!(outputs("def f: if . < 100000 then . + 1 | f else . end; f", "0"), ["100000"]);
    assert_eq!(outputs("def f: if . < 1000 then [. + 1 | f] | .[0] else . end; f", "0"), ["1000"]);
}

#[test]
fn deep_json_text_is_an_error() {
    let text = |text: &str| serde_json::to_string(text).unwrap();
    let deep = run_error("fromjson", &text(&"[".repeat(1 << 20)));
    assert!(deep.ends_with(": nested more than 128 levels deep"), "{deep}");
    let hidden = run_error("fromjson", &text(&format!("# \"\n{}", "[".repeat(1 << 20))));
    assert!(hidden.ends_with(": comments are not supported"), "{hidden}");
    let valid = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert_eq!(outputs("fromjson | length", &text(&valid)), ["1"]);
    let several = run_error("fromjson", &text("1 2"));
    assert!(several.starts_with("cannot parse \"1 2\" as JSON: "), "{several}");
    assert_eq!(
        run_error("fromjson", &text("nope")),
        r#"cannot parse "nope" as JSON: byte offset 0: value expected"#
    );
    assert_eq!(run_error("fromjson", "1"), "cannot use 1 as string");
}

proptest! {
    #[test]
    fn the_identity_does_not_change_a_value(value in any_json()) {
        let input = serde_json::to_vec(&value).unwrap();
        let items = compile(".").unwrap().run(&input).unwrap();
        let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
        prop_assert_eq!(read(&items[0].json), read(&input));
        prop_assert_eq!(&items[0].json, &json::compact(&items[0].json, &Sanitizer::default()));
    }
}
