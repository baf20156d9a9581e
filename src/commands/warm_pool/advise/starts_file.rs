//! `--demand FILE`: the starts of a file, and which of them belong to which pool.

use std::path::Path;

use jiff::Timestamp;

use crate::context::Context;
use crate::demand::csv::{self, DemandFile, Group};
use crate::demand::starts::Demand;
use crate::demand::to_millis;
use crate::error::CliError;
use crate::lookup::{Directory, LookupError, NameError};
use crate::sizing::period::Period;
use crate::text::plural::plural;
use crate::warm_pool::reference::{NameOrId, PoolKey, parse_name_or_id};

/// A file of starts, whose groups of rows are compared with pools.
pub(super) struct StartsFile {
    name: String,
    file: DemandFile,
    /// What each group names, once resolved.
    groups: Vec<GroupKey>,
}

/// The project and the class of a group, each as far as its rows name it.
#[derive(Clone, Copy, Debug, Default)]
struct GroupKey {
    project: Named,
    class: Named,
}

/// What a column says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Named {
    /// Nothing: the row belongs to the pool that is asked for.
    #[default]
    Nothing,
    /// Something that does not exist.
    Unknown,
    Id(uuid::Uuid),
}

impl Named {
    fn includes(self, id: uuid::Uuid) -> bool {
        self == Self::Nothing || self == Self::Id(id)
    }
}

impl StartsFile {
    /// Reads the file; no start may be after the local time.
    ///
    /// # Errors
    /// When it cannot be read, and all errors in it.
    pub(super) fn read(context: &Context, path: &Path) -> Result<Self, CliError> {
        let now = to_millis(Timestamp::now());
        let file = csv::read(path, &mut context.env.borrow_mut().stdin, now)?;
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
        Ok(Self { name, file, groups: Vec::new() })
    }

    /// Resolves the names of the file. Returns the pools that its rows name; without `keys` every
    /// row has to name one.
    ///
    /// # Errors
    /// For names that are ambiguous, and without `keys` for those that are missing or unknown.
    pub(super) fn resolve(
        &mut self,
        context: &Context,
        directory: &Directory,
        keys: Option<&[PoolKey]>,
    ) -> Result<Vec<PoolKey>, CliError> {
        let groups = self.file.groups();
        let resolved = groups.iter().map(|group| self.group_key(context, directory, group, keys));
        self.groups = CliError::all(resolved)?;
        let mut named = Vec::new();
        for group in &self.groups {
            if let (Named::Id(project), Named::Id(class)) = (group.project, group.class) {
                let key = PoolKey { project, class };
                if !named.contains(&key) {
                    named.push(key);
                }
            }
        }
        let is_open =
            |group: &GroupKey| group.project == Named::Nothing || group.class == Named::Nothing;
        if keys.is_some_and(|keys| keys.len() > 1) && self.groups.iter().any(is_open) {
            return Err(CliError::usage(format!(
                "{} has rows without a project or a class, which could be of any of the pools",
                self.name
            ))
            .because("name one pool, or add the columns project and class"));
        }
        Ok(named)
    }

    fn group_key(
        &self,
        context: &Context,
        directory: &Directory,
        group: &Group,
        keys: Option<&[PoolKey]>,
    ) -> Result<GroupKey, CliError> {
        let place = format!("{}:{}", self.name, group.line);
        let named = |word: &Option<String>, column: &str, find: &dyn Fn(&NameOrId) -> _| {
            let Some(word) = word else {
                return match keys {
                    Some(_) => Ok(Named::Nothing),
                    None => Err(CliError::usage(format!("{place}: the row names no {column}"))
                        .because("name the pool, as PROJECT/CLASS")),
                };
            };
            let name = parse_name_or_id(word)
                .map_err(|error| CliError::usage(format!("{place}: {error}")))?;
            match find(&name) {
                Ok(id) => Ok(Named::Id(id)),
                // A row of another pool.
                Err(NameError::NotFound { .. }) if keys.is_some() => Ok(Named::Unknown),
                Err(error) => {
                    let error = context.lookup_error(LookupError::Name(error));
                    Err(CliError { message: format!("{place}: {}", error.message), ..error })
                }
            }
        };
        Ok(GroupKey {
            project: named(&group.project, "project", &|name| directory.project(name))?,
            class: named(&group.class, "class", &|name| directory.class(name))?,
        })
    }

    /// The starts of a pool within a period, or the period that they span.
    pub(super) fn demand(&self, key: PoolKey, period: Option<&Period>) -> Demand {
        let groups = self.groups.iter().enumerate();
        let own = groups.filter(|(_, group)| {
            group.project.includes(key.project) && group.class.includes(key.class)
        });
        let own: Vec<_> = own.map(|(index, _)| index).collect();
        let window = period.map(|period| period.start()..period.end());
        self.file.demand(&own, window.as_ref())
    }

    /// What of the file was skipped, as notes.
    pub(super) fn notes(&self) -> Vec<String> {
        let skipped = self.file.skipped();
        let counts = [
            (skipped.blank_lines, "blank line"),
            (skipped.repeated_headers, "repeated header line"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let name = &self.name;
        counts.map(|(count, noun)| format!("{name}: skipped {}", plural(count, noun))).collect()
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
