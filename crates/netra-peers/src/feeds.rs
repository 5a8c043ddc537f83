//! Posts to measure on: real ones where they are there, else made ones.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use netra::evaluate::SplitMix64;

/// A set of posts.
pub struct Feed {
    pub name: String,
    pub texts: Vec<String>,
}

impl Feed {
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// The texts one after the other, as often as needed for so many bytes, cut at a character.
    pub fn poured(&self, bytes: usize) -> String {
        let mut poured = String::with_capacity(bytes + 1024);
        for text in self.texts.iter().cycle() {
            if poured.len() >= bytes {
                break;
            }
            poured.push_str(text);
            poured.push('\n');
        }
        poured.truncate(boundary(&poured, bytes));
        poured
    }
}

/// The last character boundary that is not behind `at`.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The folder beside the project with what is too large or too private to be part of it.
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The feeds of the goals: everyday and political posts, at most so many of each.
pub fn feeds(most: usize) -> Vec<Feed> {
    [("everyday", 1), ("political", 60)]
        .into_iter()
        .map(|(name, in_a_hundred)| real(name, most).unwrap_or_else(|| made(name, in_a_hundred, most)))
        .collect()
}

/// Every post of every feed that is there, else made ones.
pub fn every() -> Vec<String> {
    let texts = |name| {
        real(name, usize::MAX)
            .unwrap_or_else(|| made(name, 30, usize::MAX))
            .texts
    };
    ["everyday", "political", "governing", "news"]
        .into_iter()
        .flat_map(texts)
        .collect()
}

fn real(name: &str, most: usize) -> Option<Feed> {
    let file = File::open(shared().join(format!("corpus/{name}.jsonl.gz"))).ok()?;
    let mut texts = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let record: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        texts.push(record["text"].as_str()?.to_owned());
    }
    let step = texts.len().div_ceil(most).max(1);
    let texts = texts.into_iter().step_by(step).collect();
    Some(Feed {
        name: name.to_owned(),
        texts,
    })
}

/// What people write about most days.
const WORDS: [&str; 48] = [
    "pagi", "ini", "hujan", "deras", "di", "jalan", "pulang", "kantor", "beli", "sayur", "dan", "tempe",
    "untuk", "makan", "malam", "anak", "sudah", "tidur", "tadi", "sore", "ke", "pasar", "bareng", "ibu",
    "harga", "cabai", "naik", "lagi", "ya", "semoga", "besok", "cerah", "motor", "mogok", "dekat", "sekolah",
    "ada", "bengkel", "teman", "ketemu", "ngopi", "cerita", "lucuuu", "bgt", "wkwk", "😂", "yg", "gak",
];

/// Sentences that take a side.
const PARTISAN: [&str; 5] = [
    "Ayo coblos nomor 2, menangkan Prabowo-Gibran!",
    "Saya dukung penuh Anies-Muhaimin, semoga menang.",
    "Jangan lupa pilih Ganjar-Mahfud nomor 3, menangkan!",
    "Semoga Prabowo Gibran menang satu putaran #PrabowoGibran2024",
    "Dukung terus Ganjar Mahfud, semoga menang!",
];

fn made(name: &str, in_a_hundred: usize, most: usize) -> Feed {
    let mut random = SplitMix64::new(2031);
    let mut texts = Vec::new();
    for _ in 0..most.min(20_000) {
        let length = 6 + random.below(18);
        let mut words: Vec<&str> = (0..length).map(|_| WORDS[random.below(WORDS.len())]).collect();
        if random.below(100) < in_a_hundred {
            words.insert(0, PARTISAN[random.below(PARTISAN.len())]);
        }
        texts.push(words.join(" "));
    }
    Feed {
        name: format!("{name} (made up: the real posts are not there)"),
        texts,
    }
}
