//! Cached files: readable by their owner only, and never needed.

use std::path::PathBuf;

use super::location::UserFolder;
use crate::env::Env;
use crate::file_system::create_private_folder;
use crate::text_file::{self, Purpose};

const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A file in the user's cache folder.
pub(crate) struct Cache(PathBuf);

impl Cache {
    /// `None` where there is no cache folder.
    pub(crate) fn find(name: &str, env: &Env) -> Option<Self> {
        UserFolder::CACHE.file(name, env).ok().map(Self)
    }

    /// The content, unless another user could have written it.
    pub(crate) fn read(&self) -> Option<String> {
        let text = text_file::read(&self.0, MAX_BYTES).ok()?;
        text_file::require_trusted(&self.0, text.access, Purpose::Private).ok()?;
        Some(text.content)
    }

    /// Replaces the content. Errors are ignored: the cache is optional.
    pub(crate) fn write(&self, text: &str) {
        drop(
            create_private_folder(text_file::folder(&self.0))
                .and_then(|()| text_file::replace_private(&self.0, text.as_bytes())),
        );
    }
}
