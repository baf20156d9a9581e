//! Replacing the config file: atomically, one writer at a time, readable by its owner only.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::file::MAX_BYTES;
use super::location::hint_other_path;
use crate::error::CliError;
use crate::file_system::create_private_folder;
use crate::text_file::{self, Distrust, Input, Purpose, ReadError, folder};

/// Replaces the text of the file by what `change` makes of it. Other writers wait; a reader sees the
/// old text or the new one. Returns whether the text changed.
///
/// A link is followed, so that a file in a dotfiles folder stays there.
pub(super) fn replace(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String, CliError>,
) -> Result<bool, CliError> {
    let target = text_file::follow_links(path).map_err(|error| unwritable(path, &error))?;
    let folder = folder(&target);
    create_private_folder(folder).map_err(|error| unwritable(path, &error))?;
    let lock = lock(&target).map_err(|error| unwritable(path, &error))?;
    let old = read(&target)?;
    let new = change(&old)?;
    let is_changed = new != old;
    if is_changed {
        write(&target, &new).map_err(|error| unwritable(path, &error))?;
    }
    drop(lock);
    Ok(is_changed)
}

/// The text of a file that may be replaced; empty if there is none.
fn read(target: &Path) -> Result<String, CliError> {
    let failure = |error: ReadError| error.into_failure(target);
    let input = match Input::open(target) {
        Err(ReadError::Missing) => return Ok(String::new()),
        opened => opened.map_err(failure)?,
    };
    let access = input.access();
    if !access.is_regular {
        let message = format!("cannot write {}", target.display());
        return Err(hint_other_path(CliError::usage(message).because("is not a regular file")));
    }
    text_file::require_trusted(target, access, Purpose::Private).map_err(Distrust::into_error)?;
    // Replacing another user's file would change its owner.
    if !access.is_mine {
        let message = format!("{} belongs to another user", target.display());
        return Err(hint_other_path(CliError::usage(message)));
    }
    Ok(input.text(MAX_BYTES).map_err(failure)?.content)
}

/// Waits for other writers. The folder is locked, because the file itself is replaced.
fn lock(target: &Path) -> io::Result<File> {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder(target))
        && folder.lock().is_ok()
    {
        return Ok(folder);
    }
    lock_file(target)
}

/// Where a folder cannot be locked, there is a separate file. It is never removed, because that would
/// let two writers in.
fn lock_file(target: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(target.with_added_extension("lock"))?;
    match file.lock() {
        // A file system without locks: no other process could take ours.
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(file),
    }
}

/// Under the lock there is at most one new file, so that its name is fixed and a leftover of a killed
/// writer is replaced.
fn write(target: &Path, text: &str) -> io::Result<()> {
    let new = target.with_added_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(new.file_name().unwrap_or_default()).rand_bytes(0);
    // Without other permissions the file is readable by its owner only.
    text_file::replace_through(&builder, target, |mut file| file.write_all(text.as_bytes()))
}

fn unwritable(path: &Path, error: &io::Error) -> CliError {
    let message = format!("cannot write {}", path.display());
    hint_other_path(CliError::local(message).because(error.to_string()))
}

#[cfg(test)]
#[cfg(unix)] // file modes
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    use std::path::{Path, PathBuf};
    use std::thread;

    use super::replace;
    use crate::error::CliError;

    const OTHER_FILE: &str = "to use another file: export PREBUILDCTL_CONFIG=/path/to/config.toml";

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn write(path: &Path, text: &str) -> Result<bool, CliError> {
        replace(path, |_| Ok(text.to_owned()))
    }

    #[test]
    fn file_and_folder_are_accessible_by_their_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b/config.toml");
        assert!(write(&path, "one").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(!write(&path, "one").unwrap());
        assert!(write(&path, "two").unwrap());
        assert_eq!(mode(&path), 0o600);
        assert_eq!(names(path.parent().unwrap()), ["config.toml"]);
    }

    #[test]
    fn a_link_is_followed_even_to_a_missing_file() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::create_dir(path("dotfiles")).unwrap();
        symlink("dotfiles/link", path("config.toml")).unwrap();
        symlink("real.toml", path("dotfiles/link")).unwrap();
        for text in ["one", "two"] {
            write(&path("config.toml"), text).unwrap();
            assert_eq!(fs::read_to_string(path("dotfiles/real.toml")).unwrap(), text);
            assert!(path("config.toml").is_symlink() && path("dotfiles/link").is_symlink());
        }
        symlink("circle", path("circle")).unwrap();
        let error = write(&path("circle"), "x").unwrap_err();
        assert_eq!(error.reasons, ["too many levels of symbolic links", OTHER_FILE]);
    }

    #[test]
    fn writers_wait_for_each_other() {
        let home = tempfile::tempdir().unwrap();
        let path: PathBuf = home.path().join("config.toml");
        thread::scope(|scope| {
            for number in 0..20 {
                let path = &path;
                scope.spawn(move || {
                    replace(path, |old| Ok(format!("{old}{number}\n"))).unwrap();
                });
            }
        });
        let mut lines: Vec<u32> =
            fs::read_to_string(&path).unwrap().lines().map(|line| line.parse().unwrap()).collect();
        lines.sort_unstable();
        assert_eq!(lines, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_leaves_the_old_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        fs::write(home.path().join("config.toml.new"), "of a killed writer").unwrap();
        write(&path, "old").unwrap();
        let error = replace(&path, |_| Err(CliError::usage("no"))).unwrap_err();
        assert_eq!(error.message, "no");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        // A folder with something in it cannot be renamed over.
        let error = replace(&path, |_| {
            fs::remove_file(&path).unwrap();
            fs::create_dir_all(path.join("in the way")).unwrap();
            Ok("new".to_owned())
        })
        .unwrap_err();
        assert!(error.message.starts_with("cannot write "), "{error:?}");
        assert!(error.reasons.iter().any(|reason| reason.contains("PREBUILDCTL_CONFIG")));
        assert_eq!(names(home.path()), ["config.toml"]);
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        let error = write(&home.path().join("file/config.toml"), "x").unwrap_err();
        assert!(error.message.starts_with("cannot write "), "{error:?}");
        assert_eq!(error.code, "io");
    }

    /// Runs for everybody but root, who may write everywhere.
    #[test]
    fn a_read_only_folder_is_an_error() {
        if rustix::process::geteuid().is_root() {
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let error = write(&path, "x").unwrap_err();
        assert_eq!(error.message, format!("cannot write {}", path.display()));
        assert_eq!(error.reasons, ["Permission denied (os error 13)", OTHER_FILE]);
        assert!(names(home.path()).is_empty());
    }

    /// Runs only as root, who alone can change the owner of a file.
    #[test]
    fn the_file_of_another_user_is_not_replaced() {
        if !rustix::process::geteuid().is_root() {
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("theirs"), "old").unwrap();
        chown(path("theirs"), Some(4711), None).unwrap();
        symlink("theirs", path("config.toml")).unwrap();
        let error = write(&path("config.toml"), "new").unwrap_err();
        assert!(error.message.ends_with("theirs belongs to another user"), "{error:?}");
        assert_eq!(fs::read_to_string(path("theirs")).unwrap(), "old");
    }
}
