//! How often judging a post asks for memory, once the scratch has seen posts like it. On a feed nearly every post is one
//! without findings, so what such a post costs is what a feed costs.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use allocation_counter::measure;
use flate2::read::GzDecoder;
use netra::{Post, Scratch};

use crate::support::{classifier, shared};

/// So often a post without findings may ask for memory.
const MOST: u64 = 0;

/// What people write on most days, in all the ways that take a path of their own: plain, stretched, with emoji, accents,
/// fancy letters, tags, accounts, links, numbers, quotes, words that mean something in another place.
const CLEAN: [&str; 22] = [
    "Pagi ini hujan deras, jalan ke kantor macet lagi.",
    "wkwkwk lucuuu bangettt kucingnya 😂😂 gak kuat",
    "Alhamdulillah sudah sampai rumah 🙏🏽 makasih semua ❤️",
    "Café di ujung jalan itu kopinya énak, harganya 25.000",
    "𝗣𝗿𝗼𝗺𝗼 baju anak ukuran 2 dan 4, cek link https://contoh.id/baju?x=1",
    "@tetangga_sebelah @ibu_rt besok kerja bakti jam 07.00 ya",
    "#KerjaBakti #hujanderaslagi #2031",
    "Nomor antrean 2 sudah dipanggil, nomor 3 siap-siap",
    "\"Jangan lupa makan,\" kata ibu.\n\n> iya bu\n\nSiap!!!",
    "teman2 jalan-jalan ke pantai m4ndi b4reng k.e.s.a.n.a",
    "Semoga lekas sembuh ya, kami dukung terus dari sini",
    "R&amp;D kantor kami cari orang &lt;3 pilih jadwal sendiri",
    "投票はしません。 Привет",
    "Приветтт! Ннно 33 *bintang* c*p*t",
    "",
    // Somebody is named, and nothing comes of it: sides are weighed, guards count, people are named who run nowhere.
    "Malam ini debat Anies, Prabowo, dan Ganjar di televisi",
    "Anies-Muhaimin, Prabowo-Gibran, Ganjar-Mahfud: siapa saja yang datang ke kampus kami?",
    "ASN wajib netral, jangan berkomentar di akun Prabowo maupun Anies",
    "Berita: Presiden Jokowi membuka pameran kopi di Medan, kata panitia",
    "Saya tidak mendukung siapa pun, Prabowo atau Ganjar sama saja",
    "Syarat capres itu apa saja, ada yang tahu aturan di Bandung?",
    "Foto lama: Ganjar bersepeda lewat Tugu, Anies menunggu di stasiun",
];

/// What is known beside the text where it is known: when, and where. Bandung is a city and a regency.
const SETTINGS: [(Option<&str>, Option<&str>); 3] = [
    (None, None),
    (Some("2024-01-10T10:00:00+07:00"), Some("3273")),
    (Some("2024-11-20"), Some("Bandung")),
];

fn post<'p>(text: &'p str, (time, region): (Option<&'p str>, Option<&'p str>)) -> Post<'p> {
    Post {
        time: time.map(Into::into),
        region: region.map(Into::into),
        ..Post::text(text)
    }
}

#[test]
fn a_post_without_findings_asks_for_no_memory() {
    let classifier = classifier();
    let mut scratch = Scratch::new();
    for (text, setting) in cases() {
        let verdict = classifier.classify_with(&mut scratch, &post(text, setting));
        assert!(
            verdict.findings.is_empty(),
            "{text:?} {setting:?} is no post without findings"
        );
    }
    let mut wrong = Vec::new();
    for (text, setting) in cases() {
        let post = post(text, setting);
        let asked = measure(|| {
            classifier.classify_with(&mut scratch, &post);
        });
        println!(
            "{:>5} times, {:>7} bytes: {text:?}",
            asked.count_total, asked.bytes_total
        );
        if asked.count_total > MOST {
            wrong.push((text, setting));
        }
    }
    assert!(wrong.is_empty(), "ask more than {MOST} times: {wrong:#?}");
}

fn cases() -> impl Iterator<Item = (&'static str, (Option<&'static str>, Option<&'static str>))> {
    SETTINGS
        .into_iter()
        .flat_map(|setting| CLEAN.map(|text| (text, setting)))
}

/// The texts of a feed.
fn feed(file: &Path) -> Vec<String> {
    let text = |line: std::io::Result<String>| {
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        record["text"].as_str().unwrap().to_owned()
    };
    let lines = BufReader::new(GzDecoder::new(File::open(file).unwrap())).lines();
    lines.map(text).collect()
}

#[test]
fn no_real_post_without_findings_asks_for_memory() {
    let Some(folder) = shared("corpus") else { return };
    let classifier = classifier();
    for name in ["everyday", "political"] {
        let texts = feed(&folder.join(format!("{name}.jsonl.gz")));
        let mut scratch = Scratch::new();
        // What a scratch has not seen yet it makes room for, once.
        let clean: Vec<bool> = texts
            .iter()
            .map(|text| {
                let verdict = classifier.classify_with(&mut scratch, &Post::text(text));
                verdict.findings.is_empty()
            })
            .collect();
        let asking = texts
            .iter()
            .zip(&clean)
            .filter(|(text, clean)| {
                let asked = measure(|| {
                    classifier.classify_with(&mut scratch, &Post::text(*text));
                });
                **clean && asked.count_total > MOST
            })
            .count();
        let without = clean.iter().filter(|clean| **clean).count();
        println!("{name}: {without} posts without findings, of which {asking} ask for memory");
        assert!(without > 10_000, "{name} has hardly a post without findings");
        assert_eq!(asking, 0, "posts without findings of {name} ask for memory");
    }
}
