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

/// Which of these shapes a text has.
fn among<'s>(text: &str, shapes: &[&'s str]) -> Vec<&'s str> {
    let groups = weighed(text);
    let has = |shape: &str| groups.iter().any(|group| group.rsplit('/').next() == Some(shape));
    shapes.iter().copied().filter(|shape| has(shape)).collect()
}

#[test]
fn of_several_sides_it_is_seen_what_is_said_of_each() {
    let shapes = [
        "opponents-alike",
        "one-of-them-praised",
        "one-of-them-attacked",
        "one-against-another",
        "last-one-praised",
    ];
    let cases: [(&str, &[&str]); 6] = [
        ("Debat tadi: Pak Tirta dan Bu Sekar hadir", &["opponents-alike"]),
        (
            "Bu Sekar paling pantas, Pak Tirta paling pantas",
            &["opponents-alike"],
        ),
        (
            "Bu Sekar paling pantas. Pak Tirta datang terlambat",
            &["one-of-them-praised"],
        ),
        (
            "Pak Tirta datang terlambat. Bu Sekar paling pantas",
            &["one-of-them-praised", "last-one-praised"],
        ),
        (
            "Pak Tirta pembohong. Bu Sekar datang terlambat",
            &["one-of-them-attacked"],
        ),
        (
            "Pak Tirta pembohong. Bu Sekar paling pantas",
            &["one-against-another", "last-one-praised"],
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(among(text, &shapes), wanted, "{text}");
    }
    // One who is named twice has no opponent.
    assert!(among("Bu Sekar paling pantas. Bu Sekar datang", &shapes).is_empty());
}

#[test]
fn the_same_word_beside_two_sides_tells_of_both() {
    let shapes = ["said-of-each", "listed-together"];
    let cases: [(&str, &[&str]); 5] = [
        (
            "Debat tadi: pasangan 1 bicara sekolah, pasangan 2 bicara jalan",
            &["said-of-each"],
        ),
        (
            "Kubu Pak Tirta bilang sepi, kubu Bu Sekar bilang ramai",
            &["said-of-each"],
        ),
        ("Pak Tirta bicara sekolah, Bu Sekar menawar jalan", &[]),
        ("Kami menunggu Pak Tirta dan Bu Sekar", &["listed-together"]),
        (
            "Pak Wayan, Pak Tirta, Pak Bayu: siapa yang hadir?",
            &["listed-together"],
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(among(text, &shapes), wanted, "{text}");
    }
}

#[test]
fn a_quotation_with_its_speaker_beside_it_is_somebody_else_s() {
    let told = |text: &str| !among(text, &["quoted-of-others"]).is_empty();
    assert!(told("\"Ayo pilih Bu Sekar!\" teriak seorang ibu di pasar."));
    assert!(told(
        "Tulisan di tembok itu berbunyi 'Coblos Bu Sekar', lalu dicat lagi."
    ));
    // Nobody is said to speak, or the author takes the side as well.
    assert!(!told("\"Ayo pilih Bu Sekar!\""));
    assert!(!told(
        "\"Ayo pilih Bu Sekar!\" teriak ibu itu. Saya juga dukung Bu Sekar!"
    ));
    let flagged = |text: &str| awan_biru().classify(&Post::text(text)).flagged;
    assert!(!flagged("\"Ayo pilih Bu Sekar!\" teriak seorang ibu di pasar."));
    assert!(flagged("Ayo pilih Bu Sekar!"));
}

#[test]
fn a_clear_call_opens_its_clause_and_holds_the_name() {
    let clear = |text: &str| !among(text, &["clear-call"]).is_empty();
    assert!(clear("Besok libur, pilih Bu Sekar!"));
    assert!(!clear("Petani kopi pilih Bu Sekar"));
    assert!(!clear("Bu Sekar datang. Ayo coblos!"));
}

#[test]
fn a_negation_goes_through_a_list_that_ends_with_or() {
    let acts = |text: &str| -> Vec<String> {
        let verdict = awan_biru().classify(&Post::text(text));
        let acts = [
            "social-like",
            "social-share",
            "social-comment",
            "social-follow-join",
        ];
        let bans = verdict.findings.iter().map(|finding| finding.ban.to_string());
        bans.filter(|ban| acts.contains(&ban.as_str())).collect()
    };
    assert_eq!(
        acts("Jangan like, share, atau komentar di akun Bu Sekar"),
        [""; 0]
    );
    assert_eq!(acts("Jangan follow atau like akun Bu Sekar"), [""; 0]);
    assert_eq!(acts("Like akun Bu Sekar ya"), ["social-like"]);
    // What somebody is told not to fear is no list.
    let verdict = awan_biru().classify(&Post::text("Jangan ragu, pilih Bu Sekar!"));
    assert!(
        verdict
            .findings
            .iter()
            .any(|finding| &*finding.ban == "partisan-activity")
    );
}

#[test]
fn a_cried_name_with_an_office_beside_it_is_a_name() {
    let named = |text: &str| !classifier().classify(&Post::text(text)).contestants.is_empty();
    assert!(named("jangan pilih RKkkk jadi gubernur"));
    assert!(!named("Semoga gubernur kita amanah, amiiiin"));
}

#[test]
fn a_spelled_zero_leads_to_a_ballot_number_where_a_contest_is_spoken_of() {
    for (text, count) in [
        ("capres nol dua paling siap", 1),
        ("Jangan pilih kosong satu", 1),
        ("skor akhir nol dua, kita kalah lagi", 0),
        ("rumah kosong satu lagi di gang ini", 0),
    ] {
        assert_eq!(numbers(text), count, "{text}");
    }
}
