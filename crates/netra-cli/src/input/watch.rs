//! What a run and the reading of its inputs tell each other: how far reading has come, and that it may end.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Both sides look at it whenever they like.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    read: AtomicU64,
    over: Arc<AtomicBool>,
}

impl Watch {
    /// How many bytes have been read, as they lie on disk.
    pub(crate) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Counts bytes that have been read.
    pub(crate) fn count(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Nothing more need be read: who waits for an input stops waiting.
    pub(crate) fn end(&self) {
        self.over.store(true, Ordering::Release);
    }

    /// What `end` sets, for those who set it from afar.
    pub(crate) fn over(&self) -> &Arc<AtomicBool> {
        &self.over
    }
}

/// A file that is read under watch.
pub(super) struct Watched {
    file: File,
    watch: Arc<Watch>,
    /// How many bytes a file still had when it was opened. A file may grow; one that shrinks has lost records.
    missing: u64,
    /// Whether reading may have to wait for somebody who writes.
    may_wait: bool,
}

impl Watched {
    pub(super) fn new(file: File, watch: &Arc<Watch>) -> Watched {
        let on_disk = file.metadata().ok().filter(std::fs::Metadata::is_file);
        Watched {
            file,
            watch: Arc::clone(watch),
            may_wait: on_disk.is_none(),
            missing: on_disk.map_or(0, |data| data.len()),
        }
    }

    /// Waits until there is something to read, but not beyond the end of the run: a pipe or a terminal may stay silent for ever.
    #[cfg(unix)]
    fn wait(&self) {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::io::Errno;

        const PATIENCE: Timespec = Timespec {
            tv_sec: 0,
            tv_nsec: 100_000_000,
        };
        let silent = || match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], Some(&PATIENCE)) {
            Ok(count) => count == 0,
            // Whatever else is wrong, reading will say it.
            Err(error) => error == Errno::INTR,
        };
        while silent() && !self.is_over() {}
    }

    /// Elsewhere a run that has ended waits for its silent input.
    #[cfg(not(unix))]
    fn wait(&self) {}

    fn is_over(&self) -> bool {
        self.watch.over.load(Ordering::Acquire)
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.may_wait {
            self.wait();
        }
        if self.is_over() {
            return Err(io::Error::other("the run has ended"));
        }
        let count = self.file.read(buffer)?;
        if count == 0 && !buffer.is_empty() && self.missing > 0 {
            let missing = std::mem::take(&mut self.missing);
            return Err(io::Error::other(format!(
                "the file lost its last {missing} bytes while it was read"
            )));
        }
        self.missing = self.missing.saturating_sub(count as u64);
        self.watch.count(count as u64);
        Ok(count)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Write;
    use std::os::fd::OwnedFd;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_reads_a_silent_pipe_stops_waiting_when_the_run_ends() {
        let (reader, mut writer) = io::pipe().expect("a pipe");
        let watch = Arc::<Watch>::default();
        let mut watched = Watched::new(File::from(OwnedFd::from(reader)), &watch);
        writer.write_all(b"abc").expect("a reader");
        let mut buffer = [0; 8];
        assert_eq!(watched.read(&mut buffer).expect("what has been said"), 3);
        assert_eq!(watch.read(), 3);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| watched.read(&mut buffer));
            thread::sleep(Duration::from_millis(150));
            assert!(!waiting.is_finished());
            watch.end();
            waiting.join().expect("no panic").expect_err("nothing was said");
        });
    }

    #[test]
    fn a_pipe_that_is_closed_has_come_to_its_end() {
        let (reader, writer) = io::pipe().expect("a pipe");
        let watch = Arc::default();
        let mut watched = Watched::new(File::from(OwnedFd::from(reader)), &watch);
        drop(writer);
        assert_eq!(watched.read(&mut [0; 8]).expect("the end"), 0);
    }
}
