//! How often judging a post asks for memory, once the scratch has seen posts like it. On a feed nearly every post is one
//! without findings, so what such a post costs is what a feed costs.

use allocation_counter::measure;
use netra::{Post, Scratch};

use crate::support::classifier;

/// So often a post without findings may ask for memory.
const MOST: u64 = 0;

/// What people write on most days, in all the ways that take a path of their own: plain, stretched, with emoji, accents,
/// fancy letters, tags, accounts, links, numbers, quotes, words that mean something in another place.
const CLEAN: [&str; 14] = [
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
    "",
];

#[test]
fn a_post_without_findings_asks_for_no_memory() {
    let classifier = classifier();
    let mut scratch = Scratch::new();
    for text in CLEAN {
        let verdict = classifier.classify_with(&mut scratch, &Post::text(text));
        assert!(
            verdict.findings.is_empty(),
            "{text:?} is no post without findings"
        );
    }
    let mut wrong = Vec::new();
    for text in CLEAN {
        let asked = measure(|| {
            classifier.classify_with(&mut scratch, &Post::text(text));
        });
        println!(
            "{:>5} times, {:>7} bytes: {text:?}",
            asked.count_total, asked.bytes_total
        );
        if asked.count_total > MOST {
            wrong.push(text);
        }
    }
    assert!(wrong.is_empty(), "ask more than {MOST} times: {wrong:#?}");
}
