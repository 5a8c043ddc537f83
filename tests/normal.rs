//! What the normaliser promises for every text.

use std::time::Duration;

use netra::normalise::{Kind, NormalForm, Normaliser, ReadBy};
use proptest::prelude::*;

use crate::nasty::{any_text, political_text, texts};
use crate::promises;
use crate::support::{classifier, worked};

fn normaliser() -> &'static Normaliser {
    classifier().normaliser()
}

#[test]
fn nasty_texts_are_read() {
    let plain = Normaliser::default();
    let mut problems = Vec::new();
    for (name, text) in texts() {
        for reader in [normaliser(), &plain] {
            if let Err(problem) = promises::normal(reader, &text) {
                let short: String = problem.chars().take(400).collect();
                problems.push(format!("{name}: {short}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn any_text_is_read(text in any_text()) {
        prop_assert_eq!(promises::normal(normaliser(), &text), Ok(()));
    }

    #[test]
    fn political_texts_are_read(text in political_text()) {
        prop_assert_eq!(promises::normal(normaliser(), &text), Ok(()));
    }

    #[test]
    fn the_parts_of_a_text_are_read_alike(text in any_text()) {
        // What a line holds does not depend on the lines around it.
        let alone = normaliser().normal_text(&text);
        let between = normaliser().normal_text(&format!("atas\n{text}\nbawah"));
        let expected = ["atas", &alone, "bawah"].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(between, expected);
    }

    #[test]
    fn numbers_keep_their_digits(number in 0u32..100_000, before in "[a-z]{0,8}", after in "[a-z]{0,8}") {
        let text = format!("{before} {number} {after}");
        let mut form = NormalForm::default();
        normaliser().normalise(&text, &mut form);
        let kept = form.tokens().iter().any(|token| {
            token.kind == Kind::Number && form.token_text(token) == number.to_string()
        });
        prop_assert!(kept, "{:?}", form.text());
    }
}

#[test]
fn every_character_alone_is_read() {
    // All of Unicode, so that no table has a hole that generators would have to be lucky to find.
    let mut problems = Vec::new();
    for character in (0..=0x10_ffff).filter_map(char::from_u32) {
        let text = format!("a{character}2 {character}");
        if let Err(problem) = promises::normal(normaliser(), &text) {
            problems.push(format!("U+{:04X}: {problem}", u32::from(character)));
        }
    }
    assert!(
        problems.is_empty(),
        "{} characters:\n{}",
        problems.len(),
        problems[..problems.len().min(40)].join("\n")
    );
}

/// A written number, and the tokens it must become, each with the text it spans.
#[test]
fn number_forms_survive() {
    let cases: [(&str, &[(&str, &str)]); 14] = [
        ("02", &[("02", "02")]),
        ("no. 2", &[("no", "no"), ("2", "2")]),
        ("2 periode", &[("2", "2"), ("periode", "periode")]),
        ("51,8%", &[("51.8", "51,8"), ("persen", "%")]),
        ("07.00", &[("07.00", "07.00")]),
        ("#03", &[("03", "#03")]),
        ("2️⃣", &[("2", "2️⃣")]),
        ("0️⃣2️⃣", &[("02", "0️⃣2️⃣")]),
        ("②", &[("2", "②")]),
        ("０２", &[("02", "０２")]),
        ("𝟬𝟮", &[("02", "𝟬𝟮")]),
        ("1.290.884", &[("1.290.884", "1.290.884")]),
        ("III", &[("iii", "III")]),
        (
            "27 November 2024",
            &[("27", "27"), ("november", "November"), ("2024", "2024")],
        ),
    ];
    for (text, expected) in cases {
        let mut form = NormalForm::default();
        normaliser().normalise(text, &mut form);
        let found: Vec<(&str, &str)> = form
            .tokens()
            .iter()
            .map(|token| (form.token_text(token), &text[token.source()]))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn every_reading_of_a_character_is_told() {
    let cases = [
        ("Pilíh", ReadBy::ACCENT),
        ("рilih", ReadBy::LOOKALIKE),
        ("𝗽ilih", ReadBy::FANCY),
        ("pi\u{200b}lih", ReadBy::INVISIBLE),
        ("piliiiih", ReadBy::ELONGATION),
        ("2️⃣", ReadBy::KEYCAP),
    ];
    for (text, reading) in cases {
        let mut form = NormalForm::default();
        normaliser().normalise(text, &mut form);
        assert!(form.tokens()[0].read_by.any(reading), "{text}");
    }
    let mut form = NormalForm::default();
    normaliser().normalise("pilih III", &mut form);
    assert!(form.tokens().iter().all(|token| token.read_by.is_empty()));
}

/// The best of three runs: other work on the machine only ever adds time.
fn time(work: impl Fn()) -> Duration {
    let runs = (0..3).map(|_| worked(&work));
    runs.min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let pieces = [
        "a",
        "2",
        " ",
        ".",
        "*",
        "_",
        "#",
        "@",
        "&",
        "%",
        "é",
        "\u{301}",
        "\u{200b}",
        "\u{200d}",
        "\u{fe0f}",
        "\u{20e3}",
        "🔥",
        "🇮",
        "日",
        "𝗽",
        "ﷺ",
        "Ⅷ",
        "aB",
        "a1",
        "a ",
        "a.",
        "a*",
        "#a",
        "@a",
        "&a",
        "1.",
        "🔥\u{200d}",
        "a\u{301}",
        "www.a",
    ];
    for piece in pieces {
        let text = |length: usize| piece.repeat(length / piece.len());
        let (short, long) = (text(40_000), text(400_000));
        let run = |text: &str| {
            time(|| {
                let mut form = NormalForm::default();
                normaliser().normalise(text, &mut form);
            })
        };
        let (short, long) = (run(&short), run(&long));
        // Ten times the text: a quadratic pass would take a hundred times as long. Thirty allows for caches and noise,
        // and the constant for what is too quick to be measured.
        assert!(
            long <= short * 30 + Duration::from_millis(20),
            "{piece:?}: {short:?} for 40 kB, {long:?} for 400 kB"
        );
    }
}
