//! What several modules of this binary share: the classifiers, which take seconds to compile, and the files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use netra::{Classifier, Lexicon, Post, Scratch, Verdict};
use serde::de::DeserializeOwned;

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder beside the project, where there is one; says so where there is none.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(folder);
    if path.exists() {
        return Some(path);
    }
    println!("not there, skipped: ../shared/{folder}");
    None
}

/// The embedded lexicon, compiled once for all tests.
pub(crate) fn classifier() -> &'static Classifier {
    static CLASSIFIER: OnceLock<Classifier> = OnceLock::new();
    CLASSIFIER.get_or_init(Classifier::new)
}

/// The made-up election's files.
pub(crate) fn awan_biru_folder() -> PathBuf {
    root().join("tests/packs/awan-biru")
}

/// The embedded lexicon with the made-up election laid over it, compiled once.
pub(crate) fn awan_biru() -> &'static Classifier {
    static CLASSIFIER: OnceLock<Classifier> = OnceLock::new();
    CLASSIFIER.get_or_init(|| {
        let mut lexicon = Lexicon::embedded();
        lexicon.extend(Lexicon::from_dir(awan_biru_folder()).unwrap());
        Classifier::builder().lexicon(lexicon).build().unwrap()
    })
}

/// The lines of a JSON-lines file as records; a line that cannot be read fails the test with its number.
pub(crate) fn records<T: DeserializeOwned>(file: &Path) -> Vec<T> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{}:{number}: {error}", file.display()))
        })
        .collect()
}

/// The files of a folder with this ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|known| known == ending))
        .collect();
    found.sort();
    found
}

/// Judges every record, in order, on all cores.
pub(crate) fn judge<'r, R: Sync, V: Send>(
    classifier: &Classifier,
    records: &'r [R],
    post: impl Fn(&'r R) -> Post<'r> + Sync,
    keep: impl Fn(&Verdict) -> V + Sync,
) -> Vec<V> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = records.len().div_ceil(threads).max(1);
    let one = |part: &'r [R]| -> Vec<V> {
        let mut scratch = Scratch::new();
        part.iter()
            .map(|record| keep(classifier.classify_with(&mut scratch, &post(record))))
            .collect()
    };
    thread::scope(|scope| {
        let one = &one;
        let running: Vec<_> = records
            .chunks(share)
            .map(|part| scope.spawn(move || one(part)))
            .collect();
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// How long this took of the thread's own time, so that a busy machine does not make it look slow; where no such clock is
/// known, how long it took.
pub(crate) fn worked(work: impl FnOnce()) -> Duration {
    #[cfg(unix)]
    let now = || {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
    };
    #[cfg(not(unix))]
    let now = {
        let begin = std::time::Instant::now();
        move || begin.elapsed()
    };
    let begin = now();
    work();
    now() - begin
}
