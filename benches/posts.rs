//! Posts to measure on: made ones, the same on every machine, and real ones where they are there.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use netra::evaluate::SplitMix64;
use netra::{Classifier, Lexicon};

/// A set of posts with what must be found in it.
pub(crate) struct Posts {
    pub(crate) name: &'static str,
    pub(crate) texts: Vec<String>,
    /// How many of them must be flagged: at least, at most.
    pub(crate) flagged: (usize, usize),
}

impl Posts {
    pub(crate) fn bytes(&self) -> u64 {
        self.texts.iter().map(|text| text.len() as u64).sum()
    }
}

/// The lexicon with the made-up election of the tests, whose contestants the made posts name.
pub(crate) fn lexicon() -> Lexicon {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/awan-biru");
    let mut lexicon = Lexicon::embedded();
    lexicon.extend(Lexicon::from_dir(folder).expect("the made-up election is part of the project"));
    lexicon
}

pub(crate) fn classifier() -> Classifier {
    let builder = Classifier::builder().lexicon(lexicon());
    builder.build().expect("the made-up election fits the lexicon")
}

/// What people write about most days.
const WORDS: [&str; 60] = [
    "pagi", "ini", "hujan", "deras", "di", "jalan", "pulang", "kantor", "beli", "sayur", "dan", "tempe",
    "untuk", "makan", "malam", "anak", "anak", "sudah", "tidur", "tadi", "sore", "ke", "pasar", "bareng",
    "ibu", "harga", "cabai", "naik", "lagi", "ya", "semoga", "besok", "cerah", "motor", "mogok", "dekat",
    "sekolah", "untung", "ada", "bengkel", "teman", "lama", "ketemu", "ngopi", "sambil", "cerita", "lucu",
    "banget", "wkwk", "kucing", "tetangga", "masuk", "rumah", "terus", "minum", "air", "😂", "yg", "gak",
    "bgt",
];

/// Sentences that take a side, beyond doubt.
const PARTISAN: [&str; 6] = [
    "Ayo coblos nomor 1, menangkan Wayan-Sekar!",
    "Saya dukung penuh Tirta-Laras, semoga menang.",
    "Jangan lupa pilih Bayu-Intan nomor 3, menangkan!",
    "Mari kita menangkan Wayan Lentera dan Sekar Arum!",
    "Menangkan Tirta Gumilang, coblos nomor 2!",
    "Dukung terus Bayu-Intan, semoga menang!",
];

/// So many posts, of which a share in a hundred takes a side. The seed is fixed: every run and every machine gets the
/// same posts.
pub(crate) fn made(name: &'static str, count: usize, in_a_hundred: usize) -> Posts {
    let mut random = SplitMix64::new(2031);
    let mut below = |bound: usize| random.below(bound);
    let mut partisan = 0;
    let texts = (0..count)
        .map(|_| {
            let length = 6 + below(18);
            let mut text: Vec<&str> = (0..length).map(|_| WORDS[below(WORDS.len())]).collect();
            if below(100) < in_a_hundred {
                partisan += 1;
                text.insert(0, PARTISAN[below(PARTISAN.len())]);
            }
            text.join(" ")
        })
        .collect();
    Posts {
        name,
        texts,
        flagged: (partisan, partisan),
    }
}

/// The first posts of a feed beside the project; nothing where it is not there.
pub(crate) fn real(name: &'static str, count: usize, flagged: (usize, usize)) -> Option<Posts> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/corpus/{name}.jsonl.gz"));
    let file = File::open(path).ok()?;
    let lines = BufReader::new(GzDecoder::new(file)).lines().take(count);
    let texts = lines
        .map(|line| {
            let record: serde_json::Value =
                serde_json::from_str(&line.expect("the feed is readable")).expect("the feed holds JSON");
            record["text"].as_str().expect("every post has a text").to_owned()
        })
        .collect();
    Some(Posts { name, texts, flagged })
}

/// Every set that is there.
pub(crate) fn all() -> Vec<Posts> {
    let made = [made("sparse", 2_000, 2), made("dense", 2_000, 60)];
    // Of political posts many must be flagged, of everyday ones next to none; how many exactly, `netra eval` says.
    let real = [
        real("political", 4_000, (400, 3_600)),
        real("everyday", 4_000, (0, 80)),
    ];
    made.into_iter().chain(real.into_iter().flatten()).collect()
}
