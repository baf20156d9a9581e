//! `--claims`: which pools the rows of a file are about.

use std::ops::Range;
use std::path::Path;

use super::read::NamedPool;
use crate::context::Context;
use crate::demand::claims::{self, ClaimsFile};
use crate::error::CliError;
use crate::recording::Millis;
use crate::warm_pool::reference::{NameOrId, PoolRef, parse_pool_ref};

/// The claims of a file, and what was found about them.
pub(super) struct Claims {
    file: ClaimsFile,
    notes: Vec<String>,
}

impl Claims {
    /// # Errors
    /// When the file cannot be read, and all errors in it.
    pub(super) fn read(context: &Context, path: &Path) -> Result<Self, CliError> {
        let file = claims::read(path, &mut context.env.borrow_mut().stdin)?;
        let mut notes = Vec::new();
        let skipped = file.skipped();
        if skipped.repeated_headers > 0 {
            let (name, count) = (file.name(), skipped.repeated_headers);
            notes.push(format!("{name}: skipped {count} repeated header lines"));
        }
        Ok(Self { file, notes })
    }

    /// Counts the claims of each pool within a range.
    ///
    /// # Errors
    /// When rows do not say which of several pools they are about.
    pub(super) fn count(
        &mut self,
        pools: &mut [NamedPool],
        range: &Range<Millis>,
    ) -> Result<(), CliError> {
        let name = self.file.name();
        if self.file.has_unnamed() && pools.len() != 1 {
            let message = format!("{name} does not say which pool each claim is of");
            return Err(CliError::usage(message)
                .because("add a column pool with addresses or ids, or name one pool"));
        }
        for pool in pools.iter_mut() {
            let is_pool = |word: Option<&str>| word.is_none_or(|word| pool.is_called(word));
            let claims = self.file.count(range, is_pool);
            let starts = pool.data.starts.as_ref().map(Vec::len);
            if let Some(starts) = starts.filter(|starts| *starts < claims) {
                let address = &pool.data.address;
                let note = format!(
                    "{address}: {name} has more claims ({claims}) than there were starts ({starts})"
                );
                self.notes.push(note);
            }
            pool.data.claims = Some(claims);
        }
        let mut others =
            self.file.pools().filter(|word| !pools.iter().any(|pool| pool.is_called(word)));
        if let Some(first) = others.next() {
            let more = match others.count() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            self.notes.push(format!("{name} has claims of other pools: {first:?}{more}"));
        }
        Ok(())
    }

    pub(super) fn notes(self) -> Vec<String> {
        self.notes
    }
}

impl NamedPool {
    /// Whether a file means this pool.
    fn is_called(&self, word: &str) -> bool {
        let is = |name: &NameOrId, id: uuid::Uuid, known: &str| match name {
            NameOrId::Id(named) => *named == id,
            NameOrId::Name(name) => name.eq_ignore_ascii_case(known),
        };
        let key = self.data.key;
        match parse_pool_ref(word) {
            Ok(PoolRef::Id(id)) => id == self.data.id,
            Ok(PoolRef::Address { project, class }) => {
                is(&project, key.project, &self.project)
                    && (is(&class, key.class, &self.class)
                        || word.eq_ignore_ascii_case(&self.data.address))
            }
            Err(_) => false,
        }
    }
}
