//! What is kept for a moment to save a call: readable by its owner only, and never needed.

use std::path::PathBuf;

use super::location::{Folder, user_folder};
use super::write::make_folder;
use crate::env::Env;
use crate::text_file;

const CACHE: Folder = Folder { in_home: ".cache", on_windows: "LOCALAPPDATA" };

/// Bytes of a file.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A file among the user's caches.
pub(crate) struct Cache(PathBuf);

impl Cache {
    /// The file of this name; `None` where there is no folder for it.
    pub(crate) fn find(name: &str, env: &Env) -> Option<Self> {
        // The specification of the variable: a relative path is to be ignored.
        let xdg = env.path("XDG_CACHE_HOME").filter(|path| path.is_absolute());
        let folder = xdg.or_else(|| user_folder(env, &CACHE).ok())?;
        Some(Self(folder.join("prebuildctl").join(name)))
    }

    /// What it holds; nothing where somebody else could have written it.
    pub(crate) fn read(&self) -> Option<String> {
        let text = text_file::read(&self.0, LARGEST).ok()?;
        let is_ours = !text.access.is_foreign && !text.access.others_may_write;
        is_ours.then_some(text.content)
    }

    /// Puts a whole new text in its place. A cache that cannot be written is not worth a word.
    pub(crate) fn write(&self, text: &str) {
        drop(
            make_folder(text_file::folder(&self.0))
                .and_then(|()| text_file::replace(&self.0, text.as_bytes())),
        );
    }
}
