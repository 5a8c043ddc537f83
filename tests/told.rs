//! What a post says as a whole: whose numbers it means, how firm it is, who speaks.

use netra::{Action, Classifier, Explanation, Post};

fn explained(text: &str) -> Explanation {
    Classifier::new().explain(&Post::text(text))
}

/// Whether an entry of this group stands in the ledgers.
fn weighs(explanation: &Explanation, group: &str) -> bool {
    explanation.entries.iter().any(|entry| entry.group == group)
}

fn named(explanation: &Explanation) -> Vec<&str> {
    explanation
        .verdict
        .contestants
        .iter()
        .map(|named| &*named.id)
        .collect()
}

#[test]
fn a_region_in_the_text_says_whose_ballot_a_number_is_on() {
    let told = explained("Titip nomor 4 ya warga Jabar");
    assert_eq!(named(&told), ["pilkada-2024/32/4"]);
    // Without a region the number is anybody's, and a region that is an ordinary word is none.
    assert!(named(&explained("Titip nomor 4 ya warga")).is_empty());
    assert!(named(&explained("Coblos nomor 2, beli batang singkong")).is_empty());
    // Who is named for sure says more.
    let sure = explained("Ganjar-Mahfud nomor 3, kata warga Jabar");
    assert_eq!(named(&sure), ["pilpres-2024/3"]);
}

#[test]
fn what_leads_to_a_name_belongs_to_it() {
    for text in [
        "Kami mendukung penuh Ganjar-Mahfud",
        "Kami mendukung penuh pasangan Ganjar-Mahfud",
        "Kami mendukung penuh pasangan calon Ganjar-Mahfud",
    ] {
        let explanation = explained(text);
        assert!(
            explanation
                .hits
                .iter()
                .any(|hit| &*hit.term == "mendukung penuh <c>"),
            "{text}"
        );
    }
    let parted = explained("Kami mendukung penuh pasangan, Ganjar-Mahfud");
    assert!(!parted.hits.iter().any(|hit| &*hit.term == "mendukung penuh <c>"));
}

#[test]
fn numbers_of_another_contest_are_its_own() {
    let pupils = explained("Coblos nomor 2 di pemilihan OSIS, programnya keren!");
    assert!(weighs(&pupils, "guard:other-contest/its-numbers"));
    assert!(!pupils.verdict.flagged);
    let named = explained("Ketua OSIS bilang coblos Ganjar-Mahfud nomor 3!");
    assert!(!weighs(&named, "guard:other-contest/its-numbers"));
}

#[test]
fn what_stands_between_quotation_marks_is_told_apart() {
    let quoted = "guard:told-of-others/said-in-quotes";
    assert!(weighs(
        &explained("Saksi menirukan: \"coblos nomor 2\", sidang ditunda"),
        quoted
    ));
    assert!(!weighs(
        &explained("Saksi menirukan: \"coblos nomor 2\". Saya juga coblos nomor 2!"),
        quoted
    ));
    assert!(!weighs(&explained("Ayo coblos nomor 2!"), quoted));
}

#[test]
fn how_firm_the_firmest_thing_is_counts_once_for_the_whole() {
    let firm = explained("Saya pilih Ganjar-Mahfud, semoga menang");
    assert!(weighs(&firm, "contestant/firmly-said"));
    assert!(!weighs(&firm, "guard:only-named/hints-only"));
    let hints = explained("Ganjar-Mahfud tadi di sini, semangat");
    assert!(weighs(&hints, "guard:only-named/hints-only"));
    assert!(!weighs(&hints, "guard:only-named/hints-of-many"));
    let many = explained("Ganjar-Mahfud dan Anies-Muhaimin tadi di sini, semangat");
    assert!(weighs(&many, "guard:only-named/hints-of-many"));
}

#[test]
fn what_is_far_from_every_name_speaks_neither_for_nor_against() {
    let near = "Teman saya kena tegur. Ganjar-Mahfud mantap.";
    let far = "Teman saya kena tegur. Hujan. Jalan licin. Motor mogok. Ganjar-Mahfud mantap.";
    let consequence = "guard:told-of-others/consequence";
    assert!(weighs(&explained(near), consequence));
    assert!(!weighs(&explained(far), consequence));
}

#[test]
fn a_polite_comment_takes_no_side() {
    let classifier = Classifier::new();
    let comment = |text: &'static str| {
        let mut post = Post::text(text);
        post.action = Action::Comment;
        post.target = Some(netra::Target {
            account: Some("@ganjarpranowo".into()),
            ..netra::Target::default()
        });
        classifier.classify(&post).flagged
    };
    assert!(!comment("Selamat hari raya, Pak"));
    assert!(!comment("Turut berduka cita, Pak"));
    assert!(comment("Kami siap menangkan Bapak, lanjutkan!"));
}

#[test]
fn who_ran_in_an_earlier_contest_may_be_meant_for_an_office_held_since() {
    let office = "guard:only-named/earlier-contest";
    // Ran in 2019 and not since: named, and doubted.
    let since = explained("Pak Jokowi hebat sekali, bangga");
    assert_eq!(named(&since), ["pilpres-2019/1"]);
    assert!(weighs(&since, office));
    // The year, or somebody of today's contest, says which is meant.
    assert!(!weighs(
        &explained("Pak Jokowi hebat sekali, pilpres 2019 bangga"),
        office
    ));
    assert!(!weighs(&explained("Pak Ganjar hebat sekali, bangga"), office));
}

#[test]
fn an_ordinary_word_is_a_couple_where_its_year_or_its_camp_stands_beside_it() {
    assert_eq!(
        named(&explained("tim amin dari kampung hadir")),
        ["pilpres-2024/1"]
    );
    assert_eq!(
        named(&explained("amin 2024 dari kampung hadir")),
        ["pilpres-2024/1"]
    );
    assert!(named(&explained("amin, semoga sehat sekampung")).is_empty());
}

#[test]
fn a_ballot_number_that_is_written_as_one_counts_and_is_doubted() {
    let alone = "guard:only-named/numbers-alone";
    assert!(weighs(&explained("Mantap 02 pokoknya"), alone));
    for text in [
        "Mantap 2 pokoknya",
        "Mantap 20 pokoknya",
        "Mantap 30/04 pokoknya",
        "Mantap 08/05/2024 pokoknya",
        "Mantap pukul 19.03 pokoknya",
    ] {
        assert!(!weighs(&explained(text), alone), "{text}");
    }
}

#[test]
fn fingers_as_an_emoji_say_nothing_where_nobody_is_named() {
    for text in [
        "Kue kering siap kirim ✌️",
        "Kurang tidur ☝️☝️",
        "Konser semalam 🤟",
    ] {
        let told = explained(text);
        assert!(told.verdict.findings.is_empty(), "{text}");
    }
    for text in ["Salam dua jari!", "Salam 02 dari kampung"] {
        let told = explained(text);
        let ban = "partisan-symbol-gesture";
        assert!(
            told.verdict.findings.iter().any(|finding| &*finding.ban == ban),
            "{text}"
        );
    }
}
