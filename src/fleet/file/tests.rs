mod windows;

use proptest::prelude::{any, proptest};

use super::{FileText, Fleet};
use crate::toml_reader::Diagnostic;
use crate::warm_pool::reference::NameOrId;

/// Parses one file.
fn parse(text: &str) -> Result<Fleet, Vec<Diagnostic>> {
    super::parse(&[FileText { name: "fleet.toml".to_owned(), text: text.to_owned() }])
}

/// The errors of a text, as they are printed after the name of the file.
fn errors(text: &str) -> Vec<String> {
    let lines = |errors: Vec<Diagnostic>| errors.iter().map(ToString::to_string).collect();
    parse(text).map_or_else(lines, |_| Vec::new())
}

/// The pools of a text as `PROJECT/CLASS MIN..MAX`.
fn pools(text: &str) -> Vec<String> {
    let Fleet { pools, .. } = parse(text).unwrap();
    pools
        .iter()
        .map(|pool| {
            let bounds = pool.size.bounds;
            format!("{}/{} {bounds}", pool.project.value, pool.class.value)
        })
        .collect()
}

const EXAMPLE: &str = r#"
version = 1

[scope]
projects = ["acme-*", "id:0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"]

[defaults]
min = 0
max = 3

[[pool]]
project = "acme-api"
class = "large"
min = 1
max = 5

[[pool]]
project = "acme-web"
class = ["regular", "large@aws-eu"]

[[pool]]
project = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"
class = "name:d2c94c27-3b76-4a42-b88c-95a85e392c68"
max = 1
"#;

#[test]
fn the_example_is_parsed_with_positions() {
    assert_eq!(
        pools(EXAMPLE),
        [
            "acme-api/large 1..5",
            "acme-web/regular 0..3",
            "acme-web/large@aws-eu 0..3",
            "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11/d2c94c27-3b76-4a42-b88c-95a85e392c68 0..1",
        ]
    );
    let fleet = parse(EXAMPLE).unwrap();
    let lines: Vec<_> = fleet.pools.iter().map(|pool| pool.class.place.line).collect();
    assert_eq!(lines, [13, 19, 19, 23]);
    assert!(matches!(fleet.pools[3].project.value, NameOrId::Id(_)));
    assert!(matches!(fleet.pools[3].class.value, NameOrId::Name(_)));
    assert_eq!(fleet.scope.unwrap().len(), 2);
    let windows = format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n"));
    assert_eq!(pools(&windows), pools(EXAMPLE));
}

#[test]
fn missing_sizes_are_not_invented() {
    let pool = |sizes: &str| {
        pools(&format!("version = 1\n[[pool]]\nproject = 'p'\nclass = 'c'\n{sizes}"))[0].clone()
    };
    for (sizes, expected) in
        [("", "p/c unknown"), ("min = 4", "p/c 4..?"), ("max = 9\n[defaults]\nmin = 0", "p/c 0..9")]
    {
        assert_eq!(pool(sizes), expected);
    }
    assert_eq!(pools("version = 1"), Vec::<String>::new());
}

#[test]
fn all_errors_are_reported_together() {
    let text = r#"
version = 2
pools = 1
[scope]
project = ["acme-*"]
[defaults]
min = 21
size = 3
[[pool]]
project = "acme-api"
class = "large"
min = 6
max = 5
[[pool]]
project = "acme-api"
class = ["large", " ", 3]
clas = "x"
[[pool]]
min = "1"
max = 99999999999
[[pool]]
project = ["a"]
class = []
max = 0
"#;
    assert_eq!(
        errors(text),
        [
            "2:11: version is 2, but this prebuildctl supports only version 1",
            "3:1: pools is not a known key; did you mean \"pool\"?",
            "4:2: scope has no projects: add projects = [\"acme-*\"]",
            "5:1: scope.project is not a known key; did you mean \"projects\"?",
            "7:7: min 21 is out of range: a warm pool keeps at least 0 and at most 20 instances",
            "8:1: defaults.size is not a known key",
            "12:7: min 6 is above max 5",
            "16:10: acme-api/large is a duplicate of line 11",
            "16:19: pool.class is invalid: the name or id is empty",
            "16:24: pool.class is of type integer, not a string",
            "17:1: pool.clas is not a known key; did you mean \"class\"?",
            "18:1: pool has no class",
            "18:1: pool has no project",
            "19:7: pool.min is of type string, not a whole number",
            "20:7: pool.max is not a number of instances: 99999999999",
            "22:11: pool.project is of type array, not a string",
            "23:9: pool.class is empty",
            "24:7: max 0 is out of range: a warm pool holds at least 1 and at most 20 instances",
        ]
    );
}

#[test]
fn sizes_are_checked_together_with_the_defaults() {
    let text = r#"
version = 1
[defaults]
min = 3
max = 5
[[pool]]
project = "p"
class = "a"
min = 6
[[pool]]
project = "p"
class = "b"
max = 2
"#;
    assert_eq!(
        errors(text),
        [
            "9:7: min 6 is above max 5 (max is set in [defaults])",
            "13:7: min 3 is above max 2 (min is set in [defaults])",
        ]
    );
    let defaults = "version = 1\n[defaults]\nmin = 5\nmax = 3\n[[pool]]\nproject='p'\nclass='c'\n";
    assert_eq!(errors(defaults), ["3:7: min 5 is above max 3"]);
}

#[test]
fn duplicates_and_pools_out_of_scope_are_errors() {
    let text = r#"
version = 1
[scope]
projects = ["acme-*", "beta"]
[[pool]]
project = "acme-api"
class = ["large", "large"]
[[pool]]
project = "BETA"
class = "large"
[[pool]]
project = "gamma"
class = "large"
[[pool]]
project = "acme-api"
class = "large"
"#;
    assert_eq!(
        errors(text),
        [
            "7:19: acme-api/large is a duplicate of line 7",
            "12:11: project gamma is not covered by [scope] projects",
            "16:9: acme-api/large is a duplicate of line 7",
        ]
    );
}

#[test]
fn a_file_of_another_kind_is_an_error() {
    assert_eq!(errors(""), ["1:1: version is missing: add version = 1 at the top"]);
    assert_eq!(
        errors("version = 1\npool = 3"),
        ["2:8: pool is of type integer, not an array of tables"]
    );
    assert_eq!(
        errors("version = 1\nscope = { projects = [] }\npool = [1]"),
        ["2:22: scope.projects is empty", "3:9: pool contains something other than tables",]
    );
    for bad in ["{}", "version", "version = 1\nversion = 1", "\0", &"[".repeat(10_000)] {
        assert!(!errors(bad).is_empty(), "{bad:.20?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_parsed_without_a_panic(text in any::<String>()) {
        drop(parse(&text));
    }
}
