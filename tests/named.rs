//! Whose name it is: names that go on, names inside of words, and people who only sound alike.

use netra::Post;

use crate::support::{awan_biru, classifier};

fn named(classifier: &netra::Classifier, post: &Post<'_>) -> Vec<String> {
    let verdict = classifier.classify(post);
    verdict
        .contestants
        .iter()
        .map(|named| named.id.to_string())
        .collect()
}

#[test]
fn a_short_name_that_goes_on_is_somebody_else_s() {
    let cases = [
        ("Semoga Bupati Tirta terpilih", true),
        ("Semoga Bupati Tirta Kelanawan terpilih", false),
        ("Kata Grahadi Tirta, semoga terpilih", false),
        // A sentence that begins is no name that goes on, and what is known is none either.
        ("Grahadi. Tirta semoga terpilih", true),
        ("Semoga Bupati Tirta Terpilih", true),
        // The full name is the full name.
        ("Semoga Tirta Gumilang Kelanawan terpilih", true),
    ];
    for (text, meant) in cases {
        let post = Post::text(text).region("9999");
        let found = named(awan_biru(), &post)
            .iter()
            .any(|id| id == "pilkada-awan-biru-2031/9999/2");
        assert_eq!(found, meant, "{text}");
    }
}

#[test]
fn a_party_is_not_cut_out_of_a_longer_word() {
    assert!(named(classifier(), &Post::text("Ingat #SOPDipatuhiKeluarga ya")).is_empty());
    assert_eq!(
        named(classifier(), &Post::text("Ingat #PDIPMenang ya")),
        ["pemilu-2024/party/3"]
    );
}

#[test]
fn letters_that_sound_alike_make_no_other_person() {
    for text in ["Pak Mahpud mantap", "Pak Mahput mantap", "Mahmud MD mantap"] {
        assert_eq!(
            named(classifier(), &Post::text(text)),
            ["pilpres-2024/3"],
            "{text}"
        );
    }
    for text in ["Bu Hofifah mantap", "Bu Khopifah mantap"] {
        assert_eq!(
            named(classifier(), &Post::text(text)),
            ["pilkada-2024/35/2"],
            "{text}"
        );
    }
    // A village has many a Mahmud.
    assert!(named(classifier(), &Post::text("Mahmud menjual ikan di pasar")).is_empty());
}
