//! The documents of the repository, and their code blocks.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced code block.
pub struct Block {
    /// Such as `console`; may be empty.
    pub language: String,
    /// The number of its first line.
    pub line: usize,
    pub text: String,
}

/// The text of a document. A checkout may have other line ends.
pub fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// Compares a file that a test generates, or writes it if `UPDATE_DOCS` is 1.
pub fn check_generated(path: &str, content: &str, filter: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::create_dir_all(Path::new(path).parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        return;
    }
    // A checkout may have other line ends.
    let committed = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == content, "{path} is stale: UPDATE_DOCS=1 cargo test --test cli {filter}");
}

/// The documents at the top and below `docs`, in the order of their paths.
pub fn documents() -> Vec<PathBuf> {
    let mut paths = in_folder(Path::new(""));
    add_below(Path::new("docs"), &mut paths);
    paths.sort();
    paths
}

/// The documents in a folder, without those in the folders in it.
pub fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let named = if folder == Path::new("") { Path::new(".") } else { folder };
    let names = fs::read_dir(named).unwrap().map(|entry| entry.unwrap().file_name());
    let paths = names.map(|name| folder.join(name));
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

fn add_below(folder: &Path, paths: &mut Vec<PathBuf>) {
    paths.extend(in_folder(folder));
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_below(&path, paths);
        }
    }
}

/// The code blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut open) = (Vec::new(), None::<Block>);
    for (number, line) in text.lines().enumerate() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => {
                let (language, text) = (language.to_owned(), String::new());
                open = Some(Block { language, line: number + 2, text });
            }
            (None, Some(block)) => writeln!(block.text, "{line}").unwrap(),
            (None, None) => {}
        }
    }
    blocks
}

/// The text of the code blocks in a language.
pub fn blocks_in(text: &str, language: &str) -> Vec<String> {
    let blocks = blocks(text).into_iter().filter(|block| block.language == language);
    blocks.map(|block| block.text).collect()
}
