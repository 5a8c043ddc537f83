//! Names by the hundred thousand: a list as large as all that stood for the parliaments of 2024, from table to verdict.
//!
//! A small made-up list is always tried. The whole one (`../shared/actors`, which is no part of the project) takes a
//! minute and is tried when it is asked for:
//! `NETRA_STRESS=1 cargo test --release -p netra-cli --test cli stress -- --nocapture`.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use netra::{Classifier, Post, Scratch};
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;

use crate::support::{Folder, run};

const HEADING: &str = "dapil_code\tdapil\tparty\tlist_no\tname_raw\tname\n";

/// So many candidates stood in 2024.
const ALL: u64 = 258_229;

/// The goals.
const MOST_BYTES: u64 = 96 << 20;
const LONGEST_LOAD: Duration = Duration::from_millis(150);
const MOST_TIMES_THE_DEFAULT: f64 = 1.5;

/// Imports lists of candidates into one folder and compiles it; what `pack build` and `pack info` say of the pack.
fn built(folder: &Folder, lists: &[String]) -> (String, Value) {
    for list in lists {
        run(&[
            "contestants",
            "import",
            list,
            "--election",
            "pileg-2024",
            "-o",
            &folder.arg("caleg"),
        ])
        .ends(0);
    }
    let pack = folder.arg("caleg.netra");
    let ran = run(&["pack", "build", "--lexicon", &folder.arg("caleg"), "-o", &pack]).ends(0);
    let said = ran.text().to_owned();
    let ran = run(&["pack", "info", &pack, "--json"]).ends(0);
    (said, serde_json::from_slice(&ran.out).expect("JSON"))
}

/// Names of three words, each of a few syllables, all different.
fn made_up(count: usize) -> String {
    let syllables = [
        "ba", "ge", "lo", "ri", "su", "wan", "tir", "mang", "yo", "dhe", "ka", "nul",
    ];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(syllables[number % 12]);
            number /= 12;
        }
        word[..1].to_uppercase() + &word[1..]
    };
    let mut table = HEADING.to_owned();
    for at in 0..count {
        let name = format!("{} {} {}", word(at), word(at / 7 + 500), word(at * 31 + 90));
        let (party, list) = (1 + at / 10 % 17, 1 + at % 10);
        let dapil = 1 + at / 170;
        table.push_str(&format!(
            "33250{dapil}\tBatang {dapil}\t{party}\t{list}\t{name}\t{name}\n"
        ));
    }
    table
}

#[test]
fn a_thousand_candidates_are_compiled_loaded_and_read_alike() {
    let folder = Folder::new();
    let list = folder.write("caleg.tsv", made_up(1_000));
    let (_, info) = built(&folder, &[list]);
    let default = Classifier::new();
    let more = |key: &str, before: usize| info[key].as_u64().expect(key) as usize - before;
    assert_eq!(more("contestants", default.stats().contestants), 1_000);
    // A candidate takes what the name and two surfaces take, and no table grows with more than that.
    assert!(more("bytes", default.to_pack().len()) < 400 * 1_000, "{info}");
    let posts = folder.write(
        "posts.jsonl",
        "{\"text\":\"Ayo coblos Gebaba Yolosu Rimangba!\"}\n{\"text\":\"caleg nomor 3 Golkar dapil Batang 2, dukung!\"}\n\
         {\"text\":\"Jalan di depan rumah Pak Wangeba diaspal\"}\n",
    );
    let compiled = run(&["score", &posts, "--lexicon", &folder.arg("caleg")]).ends(0);
    let loaded = run(&["score", &posts, "--pack", &folder.arg("caleg.netra")]).ends(0);
    assert_eq!(compiled.text(), loaded.text());
    assert!(
        compiled.text().contains("pileg-2024/33250"),
        "{}",
        compiled.text()
    );
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    path.exists().then_some(path)
}

/// What this thread worked, whatever else the machine does.
fn worked<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
    };
    let begin = now();
    let done = work();
    (now() - begin, done)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The everyday feed's texts.
fn everyday() -> Option<Vec<String>> {
    let file = std::fs::File::open(shared("corpus/everyday.jsonl.gz")?).expect("the feed opens");
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the feed is text");
    let texts = text.lines().map(|line| {
        let post: Value = serde_json::from_str(line).expect("JSON");
        post["text"].as_str().expect("a text").to_owned()
    });
    Some(texts.collect())
}

/// How long each pack takes for a feed, in turns.
fn turns(packs: [&Classifier; 2], texts: &[String]) -> Vec<[f64; 2]> {
    let mut scratch = Scratch::new();
    (0..9)
        .map(|_| {
            packs.map(|pack| {
                let (time, flagged) = worked(|| {
                    let flagged =
                        |text: &&String| pack.classify_with(&mut scratch, &Post::text(&***text)).flagged;
                    texts.iter().filter(flagged).count()
                });
                assert!(flagged > 0, "no post of the feed is flagged");
                time.as_secs_f64() * 1e9 / texts.len() as f64
            })
        })
        .collect()
}

#[test]
fn everybody_who_stood_in_2024_is_compiled_loaded_and_read_at_nearly_the_same_pace() {
    if std::env::var_os("NETRA_STRESS").is_none() {
        return;
    }
    let (Some(actors), Some(texts)) = (shared("actors"), everyday()) else {
        println!("skipped: the lists of candidates are not there");
        return;
    };
    let folder = Folder::new();
    let lists = ["caleg_dprd_prov.tsv.gz", "caleg_dprd_kabkota.tsv.gz"];
    // The candidates for the national houses are part of the project, as optional tables.
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/contestants/optional");
    std::fs::create_dir_all(folder.at("caleg/contestants")).expect("a folder");
    for table in ["caleg-dpr-2024.csv", "caleg-dpd-2024.csv"] {
        std::fs::copy(tables.join(table), folder.at("caleg/contestants").join(table)).expect(table);
    }
    let (said, info) = built(
        &folder,
        &lists.map(|list| actors.join(list).display().to_string()),
    );
    let default = Classifier::new();
    let candidates = info["contestants"].as_u64().expect("a number") - default.stats().contestants as u64;
    assert_eq!(candidates, ALL);
    let size = info["bytes"].as_u64().expect("a number");
    let bytes = std::fs::read(folder.at("caleg.netra")).expect("the pack");
    let mut loads: Vec<Duration> = Vec::new();
    for _ in 0..7 {
        let (time, pack) = worked(|| Classifier::from_pack(&bytes).map(|pack| pack.stats().contestants));
        pack.expect("the pack loads");
        loads.push(time);
    }
    loads.sort();
    let stress = Classifier::from_pack(&bytes).expect("the pack loads");
    let times = turns([&default, &stress], &texts);
    let cost = |which: usize| median(times.iter().map(|round| round[which]).collect());
    let ratio = median(times.iter().map(|round| round[1] / round[0]).collect());
    println!("{said}");
    println!(
        "{candidates} candidates: {:.1} MB; loads in {:.0} ms (least of seven {:.0}); everyday feed {:.0} ns a post, \
         default {:.0}: {ratio:.2} times",
        size as f64 / 1e6,
        loads[3].as_secs_f64() * 1e3,
        loads[0].as_secs_f64() * 1e3,
        cost(1),
        cost(0),
    );
    assert!(size <= MOST_BYTES, "{size} bytes");
    // Unoptimised code says nothing about time.
    if !cfg!(debug_assertions) {
        assert!(loads[0] <= LONGEST_LOAD, "{loads:?}");
        assert!(ratio <= MOST_TIMES_THE_DEFAULT, "{times:?}");
    }
}
