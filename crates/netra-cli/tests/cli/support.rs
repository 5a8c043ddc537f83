//! Running `netra` and looking at what came out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A post that is flagged under any profile.
pub(crate) const LOUD: &str = "Ayo coblos Prabowo-Gibran nomor 2, menangkan!";
/// A post that is not.
pub(crate) const QUIET: &str = "Selamat pagi semuanya.";

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("UTF-8 on standard output")
    }

    /// Standard output as JSON lines.
    pub(crate) fn lines(&self) -> Vec<Value> {
        lines(self.text())
    }

    /// Expects this exit code.
    pub(crate) fn ends(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "exit code; standard error: {}", self.err);
        self
    }

    /// Expects this on standard error.
    pub(crate) fn says(self, part: &str) -> Ran {
        assert!(self.err.contains(part), "{part:?} is not in {:?}", self.err);
        self
    }
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect()
}

/// The command, without the terminal's settings of whoever runs the tests.
pub(crate) fn netra(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
    command
        .args(arguments)
        .env_remove("NETRA_CONFIG")
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS");
    command
}

/// Runs with this on standard input.
pub(crate) fn feed(arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = netra(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("netra starts");
    let mut stdin = child.stdin.take().expect("a standard input");
    let input = input.as_ref().to_vec();
    let feeder = std::thread::spawn(move || {
        // A run that ends early closes its input; that is its right.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("netra ends");
    feeder.join().expect("the feeder ends");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs with nothing on standard input.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    feed(arguments, "")
}

/// A folder for one test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The path of a file, as an argument.
    pub(crate) fn arg(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    /// Writes a file; comes back with its path as an argument.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.at(name), bytes).expect("a file is written");
        self.arg(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).expect(name)
    }

    pub(crate) fn lines(&self, name: &str) -> Vec<Value> {
        lines(&self.read(name))
    }

    /// How many blocks of 512 bytes a file has.
    pub(crate) fn blocks(&self, name: &str) -> u64 {
        self.at(name).metadata().expect(name).len() / 512
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        Path::exists(&self.at(name))
    }
}

/// JSON lines of so many posts, loud and quiet ones, with numbers in them.
pub(crate) fn many(count: usize) -> String {
    (1..=count)
        .map(|number| {
            let text = if number % 3 == 0 { LOUD } else { QUIET };
            let filler = "lalu lintas lancar ".repeat(number % 17);
            format!("{{\"id\":\"p{number}\",\"text\":\"{filler}{text}\",\"platform\":\"x\"}}\n")
        })
        .collect()
}

/// Posts in two files, with some that cannot be read.
pub(crate) fn inputs(folder: &Folder, posts: usize) -> [String; 2] {
    let mut broken = String::new();
    for (number, line) in many(posts).lines().enumerate() {
        broken.push_str(line);
        broken.push('\n');
        if number % 97 == 0 {
            broken.push_str("{\"id\":\"x\",\"text\":\n\n");
        }
    }
    let table: String = (1..=posts / 2)
        .map(|number| format!("t{number},\"baris satu\nbaris dua, nomor {number}\",x\n"))
        .collect();
    [
        folder.write("a.jsonl", broken),
        folder.write("b.csv", format!("id,text,platform\n{table}")),
    ]
}

/// Runs where no file may grow beyond so many blocks of 512 bytes. Without its trap the signal would end the run before
/// the error is seen.
pub(crate) fn limited(arguments: &[&str], blocks: u64) -> (i32, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_netra")])
        .args(arguments)
        .output()
        .expect("a shell");
    (
        output.status.code().expect("an exit code"),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}
