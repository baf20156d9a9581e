//! No two files of different folders import each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::rust_files;

/// The imports of every file of the crate: which files it takes names from.
struct Imports {
    /// Module path, such as `api::events`, to its file and the file's code without tests.
    modules: BTreeMap<String, (PathBuf, String)>,
}

#[test]
fn files_of_different_folders_do_not_import_each_other() {
    let imports = Imports::read(Path::new("src"));
    let graph = imports.graph();
    let mut cycles = BTreeSet::new();
    for start in graph.keys() {
        let cycle: BTreeSet<_> = reachable(&graph, start)
            .into_iter()
            .filter(|other| reachable(&graph, other).contains(start))
            .collect();
        let folders: BTreeSet<_> = cycle.iter().map(|file| folder(file, &cycle)).collect();
        if folders.len() > 1 {
            cycles.insert(cycle);
        }
    }
    assert!(cycles.is_empty(), "{cycles:#?}");
}

#[test]
fn paths_are_found_in_groups_in_code_and_through_re_exports() {
    let code = "use super::{client::{Client, Method as M}, error};\nlet x = crate::text::width(y);";
    let mut found = paths(code);
    found.sort();
    assert_eq!(
        found,
        ["crate::text::width", "super::client::Client", "super::client::Method", "super::error"]
    );
    let imports = Imports::read(Path::new("src"));
    let file = |path: &str| imports.resolve(path).unwrap();
    assert_eq!(file("api::Client"), Path::new("src/api/client.rs"));
    assert_eq!(file("api::client::Client"), Path::new("src/api/client.rs"));
}

impl Imports {
    fn read(root: &Path) -> Self {
        let modules = rust_files(root)
            .into_iter()
            .filter(|file| !file.ends_with("main.rs") && !is_test(file))
            .map(|file| {
                let code = fs::read_to_string(&file).unwrap();
                (module_path(root, &file), (file, without_tests(&code)))
            })
            .collect();
        Self { modules }
    }

    fn graph(&self) -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
        let edges = self.modules.iter().map(|(module, (file, code))| {
            let targets = paths(code).into_iter().filter_map(|path| {
                self.resolve(&absolute(&path, module)?).filter(|target| target != file)
            });
            (file.clone(), targets.collect())
        });
        edges.collect()
    }

    /// The file that defines what a path names, through the re-exports of a `mod.rs`.
    fn resolve(&self, path: &str) -> Option<PathBuf> {
        let mut module = path;
        while !self.modules.contains_key(module) {
            module = module.rsplit_once("::")?.0;
        }
        let (file, code) = &self.modules[module];
        let name = path[module.len()..].trim_start_matches("::").split("::").next()?;
        let re_export = code
            .split("pub")
            .filter_map(|item| item.split_once("use ").map(|(_, tree)| tree))
            .flat_map(|tree| tree_paths(tree.split(';').next().unwrap_or_default()))
            .find(|target| target.rsplit("::").next() == Some(name) && target.contains("::"));
        match re_export.map(|target| format!("{module}::{}", target.trim_start_matches("self::"))) {
            Some(target) if !name.is_empty() && target != path => self.resolve(&target),
            _ => Some(file.clone()),
        }
    }
}

/// The folder of a file. `context.rs` belongs to `context/` where files of that are in the cycle, as
/// a `mod.rs` would.
fn folder(file: &Path, cycle: &BTreeSet<PathBuf>) -> PathBuf {
    let own = file.with_extension("");
    let has_children = cycle.iter().any(|other| other.starts_with(&own));
    if has_children { own } else { file.parent().unwrap().to_owned() }
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| {
        let name = part.as_os_str().to_str().unwrap().trim_end_matches(".rs");
        ["tests", "test_support", "test_strategies", "model", "invariants"].contains(&name)
    })
}

/// `api::events` for `src/api/events/mod.rs`.
fn module_path(root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root).unwrap().with_extension("");
    let parts = inside.iter().map(|part| part.to_str().unwrap());
    parts.filter(|part| !["mod", "lib"].contains(part)).collect::<Vec<_>>().join("::")
}

fn without_tests(code: &str) -> String {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths that code takes from the crate: those of `use` and those written out.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || "_:".contains(letter)) {
                continue;
            }
            let end = code[at..].find([';', '(', ')', '=', '<', '>']).unwrap_or(code.len() - at);
            found.extend(tree_paths(&code[at..at + end]));
        }
    }
    found
}

/// The paths of a `use` tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn tree_paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((prefix, group)) = tree.split_once('{') else {
        let path = tree.split([' ', ',', '\n', '}', '{', '.', '&', '!', '?', '|']).next();
        return path.filter(|path| !path.is_empty()).map(str::to_owned).into_iter().collect();
    };
    if prefix.contains([' ', ',', '\n']) {
        return tree_paths(prefix);
    }
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    let inner = found.into_iter().flat_map(tree_paths);
    inner.map(|path| format!("{prefix}{path}").trim_end_matches("::self").to_owned()).collect()
}

/// A path from the root of the crate, without `crate::`.
fn absolute(path: &str, module: &str) -> Option<String> {
    if let Some(inside) = path.strip_prefix("crate::") {
        return Some(inside.to_owned());
    }
    if let Some(inside) = path.strip_prefix("self::") {
        return Some(format!("{module}::{inside}"));
    }
    let (mut rest, mut base) = (path, module);
    while let Some(inside) = rest.strip_prefix("super::") {
        base = base.rsplit_once("::").map_or("", |(parent, _)| parent);
        rest = inside;
    }
    Some(format!("{base}::{rest}").trim_start_matches("::").to_owned())
}

fn reachable(graph: &BTreeMap<PathBuf, BTreeSet<PathBuf>>, start: &PathBuf) -> BTreeSet<PathBuf> {
    let (mut found, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(file) = open.pop() {
        for target in graph.get(file).into_iter().flatten() {
            if found.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    found
}
