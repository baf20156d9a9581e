//! The keys of a fleet file, for errors and documents.

pub(super) const TOP: &[&str] =
    &["version", "scope", "defaults", "pool", "time-zone", "grace", "windows"];
pub(super) const SCOPE: &[&str] = &["projects"];
pub(super) const DEFAULTS: &[&str] = &["min", "max", "during", "overlap", "goal"];
pub(super) const POOL: &[&str] = &["project", "class", "min", "max", "during", "overlap", "goal"];
pub(super) const WINDOW: &[&str] = &["days", "hours", "dates", "except", "time-zone"];
pub(super) const DURING: &[&str] = &["min", "max"];
pub(super) const GOAL: &[&str] = &["share", "confidence", "budget"];

/// Every table, by the name that documents give it.
#[cfg(test)]
pub(crate) const TABLES: [(&str, &[&str]); 7] = [
    ("at the top", TOP),
    ("scope", SCOPE),
    ("defaults", DEFAULTS),
    ("pool", POOL),
    ("windows.NAME", WINDOW),
    ("during.NAME", DURING),
    ("goal", GOAL),
];

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::fleet::file::{FileText, parse};

    fn errors(text: &str) -> Vec<String> {
        let file = FileText { name: "fleet.toml".to_owned(), text: text.to_owned() };
        let errors = parse(&[file]).map(|_| Vec::new()).unwrap_or_else(|errors| errors);
        errors.into_iter().map(|error| error.text).collect()
    }

    /// A file with this key in this table.
    fn file(table: &str, key: &str) -> String {
        let begin = "version = 1\n";
        match table {
            "at the top" => format!("{key} = 1.5\n"),
            "windows.NAME" => format!("{begin}[windows.a]\n{key} = 1.5\n"),
            "during.NAME" => format!("{begin}[defaults.during.a]\n{key} = 1.5\n"),
            "goal" => format!("{begin}[defaults.goal]\n{key} = true\n"),
            "pool" => format!("{begin}[[pool]]\n{key} = 1.5\n"),
            table => format!("{begin}[{table}]\n{key} = 1.5\n"),
        }
    }

    #[test]
    fn the_parser_knows_each_key_and_no_other() {
        let unknown = "is not a known key";
        for (table, keys) in TABLES {
            for key in keys {
                let errors = errors(&file(table, key));
                assert!(
                    !errors.iter().any(|error| error.starts_with(unknown)),
                    "{table}: {errors:?}"
                );
            }
            let errors = errors(&file(table, "nosuch"));
            assert!(errors.iter().any(|error| error.contains(unknown)), "{table}: {errors:?}");
        }
    }

    #[test]
    fn the_reference_lists_each_key() {
        let page = std::fs::read_to_string("docs/reference/fleet-file.md").unwrap();
        for ((table, keys), heading) in TABLES.into_iter().zip([
            "At the top",
            "`[scope]`",
            "`[defaults]`",
            "`[[pool]]`",
            "`[windows.NAME]`",
            "`during.NAME`",
            "`goal`",
        ]) {
            let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
            let section = section.split("\n## ").next().unwrap();
            let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
            let listed: Vec<_> = rows.map(|row| row.split('`').next().unwrap()).collect();
            assert_eq!(listed, keys, "{table}");
        }
    }
}
