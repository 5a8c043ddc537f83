//! Where things stand: what leads to a call, what is said beside a name, and numbers that are nobody's.

use netra::Post;

use crate::support::{awan_biru, classifier};

fn weighed(text: &str) -> Vec<String> {
    let explanation = awan_biru().explain(&Post::text(text));
    explanation.entries.into_iter().map(|entry| entry.group).collect()
}

#[test]
fn a_call_with_nothing_before_it_is_an_order_and_with_a_subject_a_report() {
    let cases = [
        ("Pilih Bu Sekar!", "call-opens"),
        ("Besok libur, pilih Bu Sekar!", "call-opens"),
        ("@warga pilih Bu Sekar", "call-opens"),
        ("Petani kopi pilih Bu Sekar", "call-follows"),
        ("Seru debatnya #PilihBuSekar", "call-in-tag"),
    ];
    let all = ["call-opens", "call-follows", "call-in-tag"];
    for (text, stands) in cases {
        let groups = weighed(text);
        let found: Vec<&str> = all
            .into_iter()
            .filter(|shape| groups.iter().any(|group| group == &format!("contestant/{shape}")))
            .collect();
        assert_eq!(found, [stands], "{text}");
    }
}

#[test]
fn a_hint_beside_a_name_is_no_praise_of_it() {
    let firm = weighed("Bu Sekar paling pantas");
    assert!(
        firm.iter().any(|group| group.starts_with("contestant/praise-")),
        "{firm:?}"
    );
    assert!(
        !firm.iter().any(|group| group == "contestant/hinted-praise"),
        "{firm:?}"
    );
    let hint = weighed("Bu Sekar foto bersama nelayan");
    assert!(
        hint.iter().any(|group| group == "contestant/hinted-praise"),
        "{hint:?}"
    );
    assert!(
        !hint.iter().any(|group| group == "contestant/praise-near"),
        "{hint:?}"
    );
}

#[test]
fn numbers_of_a_contest_that_nobody_names_are_different_people() {
    let one = weighed("Debat tadi: pasangan 1 bicara pendidikan.");
    assert!(one.iter().any(|group| group == "contestant/one-named"), "{one:?}");
    let three = weighed("Debat tadi: pasangan 1 bicara pendidikan, pasangan 2 pertahanan, pasangan 3 hukum.");
    assert!(
        !three.iter().any(|group| group == "contestant/one-named"),
        "{three:?}"
    );
    assert!(
        three
            .iter()
            .any(|group| group == "guard:even-handed/all-sides-named"),
        "{three:?}"
    );
}

fn numbers(text: &str) -> usize {
    let explanation = classifier().explain(&Post::text(text));
    let number = |hit: &&netra::Hit| &*hit.signal == "contestant" && &*hit.group == "number";
    explanation.hits.iter().filter(number).count()
}

#[test]
fn a_catchword_with_a_number_is_no_ballot_number_and_a_high_one_needs_a_vote_or_a_party() {
    for (text, count) in [
        ("#AyoVaksinTetap5M", 0),
        ("tetap 5 ya, coblos 5", 2),
        ("tetap 20 saja", 0),
        ("coblos nomor 15", 1),
        ("PSI nomor 15 mantap", 1),
        ("#18 Bisnis yang jujur", 0),
    ] {
        assert_eq!(numbers(text), count, "{text}");
    }
}

#[test]
fn a_stretched_word_is_a_prayer_or_a_cry_and_nobody_s_name() {
    let named = |text: &str| !classifier().classify(&Post::text(text)).contestants.is_empty();
    assert!(named("Pilpres 2024 saya dukung AMIN"));
    assert!(!named("Semoga lolos ujian di TPS, amiiin"));
    assert!(!named("Kucing tetangga gemoyyyy, pilih yang mana?"));
    // Whoever bears no ordinary word stays who they are.
    assert!(named("Prabowooo menang"));
}

#[test]
fn a_word_that_only_leads_to_a_name_does_not_part_it_from_its_company() {
    let named = |text: &str| !classifier().classify(&Post::text(text)).contestants.is_empty();
    assert!(named("Ayo coblos RK"));
    assert!(named("Ayo coblos si RK"));
    assert!(named("Suaramu buat Andika ya"));
    assert!(!named("Coblos gambarnya dulu, si RK katanya lagi makan"));
}

#[test]
fn a_name_that_signs_a_post_is_not_whom_it_is_about() {
    let named = |text: &str| {
        let verdict = awan_biru().classify(&Post::text(text).region("9999"));
        !verdict.contestants.is_empty()
    };
    assert!(!named("Mari bekerja untuk rakyat -Tirta https://contoh.id"));
    assert!(!named("Selamat hari guru, kita dukung terus. –Tirta"));
    assert!(named("Coblos nomor 2 - Tirta"));
    assert!(named("Ayo coblos Tirta"));
    assert!(named("Kami dukung -Tirta- menang lagi"));
}
