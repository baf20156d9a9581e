//! Pipes and devices: opened without waiting, read and written as long as the other end is there.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

#[cfg(not(unix))]
pub(super) use elsewhere::{Reader, is_pipe, is_socket, open_to_read, open_to_write, write};
#[cfg(unix)]
pub(super) use unix::{Reader, is_pipe, is_socket, open_to_read, open_to_write, write};

#[cfg(unix)]
mod unix {
    use std::fs::OpenOptions;
    use std::io::{Read, Write as _};
    use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::OFlags;

    use super::{File, Metadata, Path, io};

    /// How long a pipe may be without its other end.
    const OTHER_END_TIMEOUT: Duration =
        if cfg!(test) { Duration::from_millis(300) } else { Duration::from_secs(5) };
    const PAUSE: Duration = Duration::from_millis(10);

    pub(in super::super) fn is_pipe(metadata: &Metadata) -> bool {
        metadata.file_type().is_fifo()
    }

    /// A socket cannot be opened.
    pub(in super::super) fn is_socket(path: &Path) -> bool {
        path.metadata().is_ok_and(|metadata| metadata.file_type().is_socket())
    }

    /// Without blocking, as a pipe would until it has a writer.
    pub(in super::super) fn open_to_read(path: &Path) -> io::Result<File> {
        non_blocking().read(true).open(path)
    }

    fn non_blocking() -> OpenOptions {
        let mut options = File::options();
        options.custom_flags(OFlags::NONBLOCK.bits().cast_signed());
        options
    }

    /// A file, a pipe or a device. A pipe has to have its first writer soon; there is no time limit
    /// while a writer is connected.
    pub(in super::super) struct Reader {
        file: File,
        had_writer: bool,
        deadline: Instant,
    }

    impl Reader {
        pub(in super::super) fn new(file: File, metadata: &Metadata) -> Self {
            let had_writer = !is_pipe(metadata) || has_no_name(&file);
            Self { file, had_writer, deadline: Instant::now() + OTHER_END_TIMEOUT }
        }
    }

    impl Read for Reader {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            loop {
                match self.file.read(buffer) {
                    Ok(0) if self.had_writer || buffer.is_empty() => return Ok(0),
                    Ok(0) => self.had_writer = wait_for_writer(&self.file, self.deadline)?,
                    Ok(length) => {
                        self.had_writer = true;
                        return Ok(length);
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        self.had_writer = true;
                        wait(&self.file, PollFlags::IN, None)?;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Whether a writer came and left while waiting.
    fn wait_for_writer(file: &File, deadline: Instant) -> io::Result<bool> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(timed_out("no program writes to this pipe"));
        }
        let found = wait(file, PollFlags::IN, Some(left))?;
        // Elsewhere a pipe that never had a writer looks the same as one whose writer has left.
        if found.contains(PollFlags::HUP) && !cfg!(target_os = "linux") {
            sleep(PAUSE);
            return Ok(false);
        }
        Ok(found.contains(PollFlags::HUP))
    }

    /// Whether the pipe is one between processes, which never gets its first writer later.
    #[cfg(target_os = "linux")]
    fn has_no_name(file: &File) -> bool {
        const PIPEFS_MAGIC: u64 = 0x5049_5045;
        rustix::fs::fstatfs(file)
            .is_ok_and(|system| u64::try_from(system.f_type) == Ok(PIPEFS_MAGIC))
    }

    #[cfg(not(target_os = "linux"))]
    fn has_no_name(_: &File) -> bool {
        false
    }

    /// What is possible or has happened, nothing at the end of the timeout.
    fn wait(file: &File, flags: PollFlags, timeout: Option<Duration>) -> io::Result<PollFlags> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut files = [PollFd::new(file, flags)];
        match poll(&mut files, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let found = files[0].revents();
        if found.contains(PollFlags::NVAL) {
            // Some systems cannot wait for some devices.
            sleep(PAUSE);
        }
        Ok(found)
    }

    /// Opens what exists. A pipe has to have its first reader soon, or already with `append`.
    pub(in super::super) fn open_to_write(path: &Path, append: bool) -> io::Result<File> {
        let patience = if append { Duration::ZERO } else { OTHER_END_TIMEOUT };
        let deadline = Instant::now() + patience;
        loop {
            match non_blocking().write(true).append(append).open(path) {
                Err(error)
                    if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) =>
                {
                    if is_socket(path) {
                        return Err(io::Error::other("is a socket"));
                    }
                    if Instant::now() >= deadline {
                        return Err(timed_out("no program reads from this pipe"));
                    }
                    sleep(PAUSE);
                }
                opened => return opened,
            }
        }
    }

    /// Writes all bytes; a reader that stops reading ends it.
    pub(in super::super) fn write(mut file: &File, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match file.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(length) => bytes = &bytes[length..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let found = wait(file, PollFlags::OUT, Some(OTHER_END_TIMEOUT))?;
                    if found.is_empty() {
                        return Err(timed_out("its reader does not read"));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn timed_out(reason: &'static str) -> io::Error {
        io::Error::new(io::ErrorKind::TimedOut, reason)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io::{Read, Write as _};

    use super::{File, Metadata, Path, io};

    pub(in super::super) fn is_pipe(_: &Metadata) -> bool {
        false
    }

    pub(in super::super) fn is_socket(_: &Path) -> bool {
        false
    }

    pub(in super::super) fn open_to_read(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    pub(in super::super) struct Reader(File);

    impl Reader {
        pub(in super::super) fn new(file: File, _: &Metadata) -> Self {
            Self(file)
        }
    }

    impl Read for Reader {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    pub(in super::super) fn open_to_write(path: &Path, append: bool) -> io::Result<File> {
        File::options().write(true).append(append).open(path)
    }

    pub(in super::super) fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }
}
