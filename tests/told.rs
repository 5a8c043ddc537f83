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
