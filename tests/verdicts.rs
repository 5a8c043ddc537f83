//! What every verdict promises, for every post, however it is asked for.

use std::thread;
use std::time::Duration;

use netra::{
    Action, Author, AuthorStatus, Classifier, Lexicon, Post, Profile, Scratch, Target, TargetKind, Verdict,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::nasty::{any_text, political_text, texts};
use crate::promises;
use crate::support::{awan_biru, awan_biru_folder, worked};

/// A post as records hold them: mostly sense, sometimes not.
fn any_post() -> impl Strategy<Value = Post<'static>> {
    let text = || prop_oneof![political_text(), any_text()];
    let action = select(vec![
        Action::Post,
        Action::Comment,
        Action::Share,
        Action::Like,
        Action::Follow,
        Action::Join,
        Action::Profile,
    ]);
    let account = prop_oneof![
        Just("@wasek2031".to_owned()),
        Just("@kpuawanbiru".to_owned()),
        any_text()
    ];
    let kind = proptest::option::of(select(vec![
        TargetKind::Contestant,
        TargetKind::Party,
        TargetKind::Team,
        TargetKind::Media,
        TargetKind::Office,
        TargetKind::Private,
    ]));
    let maybe = proptest::option::of::<BoxedStrategy<String>>;
    let target = proptest::option::of((
        maybe(account.boxed()),
        maybe(text().boxed()),
        maybe(text().boxed()),
        kind,
    ));
    let time = select(vec![
        "2031-11-26",
        "2031-10-01T23:30:00+07:00",
        "2024-11-27",
        "0000-00-00",
        "9999-12-31",
        "2024-02-30",
        "kemarin",
        "-2024-01-01",
        "2024-11-27T25:61:61Z",
        "99999999999-01-01",
        "",
    ]);
    let region = select(vec![
        "9999",
        "9998",
        "99",
        "17",
        "17.07",
        "Lebong",
        "Awan Biru",
        "Atlantis",
        "",
        "0",
        "🔥",
    ]);
    let author = select(vec![
        Author::default(),
        Author {
            status: Some(AuthorStatus::Pns),
            ..Author::default()
        },
        Author {
            status: Some(AuthorStatus::Private),
            ..Author::default()
        },
        Author {
            bio: Some("ASN | Dinas Pendidikan".into()),
            ..Author::default()
        },
        Author {
            name: Some("\u{202e}\u{301}".into()),
            account: Some("@".into()),
            ..Author::default()
        },
    ]);
    let option = proptest::option::of::<BoxedStrategy<_>>;
    (
        text(),
        action,
        target,
        proptest::option::of(time),
        proptest::option::of(region),
        proptest::option::of(author),
        option(text().boxed()),
    )
        .prop_map(|(text, action, target, time, region, author, media)| {
            let mut post = Post::text(text).action(action);
            post.target = target.map(|(account, name, text, kind)| Target {
                account: account.map(Into::into),
                name: name.map(Into::into),
                text: text.map(Into::into),
                kind,
            });
            post.time = time.map(Into::into);
            post.region = region.map(Into::into);
            post.author = author;
            post.media_text = media.map(Into::into);
            post
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn every_verdict_keeps_its_promises(post in any_post()) {
        let verdict = awan_biru().classify(&post);
        prop_assert_eq!(promises::verdict(&post, &verdict), Ok(()));
    }

    #[test]
    fn memory_used_before_changes_nothing(posts in proptest::collection::vec(any_post(), 1..6)) {
        let classifier = awan_biru();
        let mut scratch = Scratch::new();
        for post in &posts {
            let alone = classifier.classify(post);
            prop_assert_eq!(classifier.classify_with(&mut scratch, post), &alone);
            prop_assert_eq!(classifier.explain(post).verdict, alone);
        }
        let all: Vec<Verdict> = classifier.classify_all(posts.clone()).collect();
        let each: Vec<Verdict> = posts.iter().map(|post| classifier.classify(post)).collect();
        prop_assert_eq!(all, each);
    }
}

#[test]
fn nasty_texts_are_judged() {
    let classifier = awan_biru();
    let mut problems = Vec::new();
    for (name, text) in texts() {
        // Alone, and with something to find before and after it.
        let framed = format!("Dukung Wayan-Sekar {text} coblos nomor 1!");
        for text in [text, framed] {
            let post = Post::text(text.as_str())
                .target_text(text.as_str())
                .action(Action::Share);
            if let Err(problem) = promises::verdict(&post, &classifier.classify(&post)) {
                problems.push(format!("{name}: {problem:.300}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn any_number_of_threads_gives_the_same_verdicts() {
    let classifier = awan_biru();
    let texts: Vec<String> = texts()
        .into_iter()
        .map(|(_, text)| format!("coblos Wayan-Sekar {text}"))
        .collect();
    let judge = |part: &[String]| -> Vec<Verdict> {
        let mut scratch = Scratch::new();
        part.iter()
            .map(|text| {
                classifier
                    .classify_with(&mut scratch, &Post::text(text.as_str()))
                    .clone()
            })
            .collect()
    };
    let one = judge(&texts);
    for threads in [2, 3, 7] {
        let many: Vec<Verdict> = thread::scope(|scope| {
            let judge = &judge;
            let running: Vec<_> = texts
                .chunks(texts.len().div_ceil(threads))
                .map(|part| scope.spawn(move || judge(part)))
                .collect();
            running
                .into_iter()
                .flat_map(|thread| thread.join().unwrap())
                .collect()
        });
        assert!(many == one, "{threads} threads judge otherwise than one");
    }
}

#[test]
fn classifiers_can_be_sent_and_shared() {
    fn sent_and_shared<T: Send + Sync + 'static>() {}
    sent_and_shared::<Classifier>();
    sent_and_shared::<Scratch>();
    sent_and_shared::<Verdict>();
    sent_and_shared::<Lexicon>();
    sent_and_shared::<netra::Error>();
}

#[test]
fn classifiers_live_side_by_side() {
    let post = Post::text("lentera di hati, Wayan-Sekar");
    let before = awan_biru().classify(&post);
    let mut lexicon = Lexicon::from_dir(awan_biru_folder()).unwrap();
    lexicon.add(
        "signals/ours.toml",
        "signal = \"support\"\n[[group]]\nid = \"ours\"\npoints = { favour = 40 }\nterms = [\"lentera di hati\"]\n",
    );
    let mut whole = Lexicon::embedded();
    whole.extend(lexicon);
    let ours = Classifier::builder().lexicon(whole.clone()).build().unwrap();
    let wide = Classifier::builder()
        .lexicon(whole)
        .profile(Profile::Wide)
        .build()
        .unwrap();
    assert!(ours.explain(&post).hits.iter().any(|hit| &*hit.group == "ours"));
    assert!(ours.classify(&post).score > before.score);
    assert_ne!(ours.pack_version(), awan_biru().pack_version());
    assert_eq!(wide.pack_version(), ours.pack_version());
    // What one of them read leaves no trace in another, nor in memory that goes from one to the other.
    let mut scratch = Scratch::new();
    let _ = ours.classify_with(&mut scratch, &post);
    assert_eq!(awan_biru().classify_with(&mut scratch, &post), &before);
}

#[test]
fn a_term_is_read_as_a_post_is() {
    let normaliser = awan_biru().normaliser();
    let read = |text: &str| normaliser.normal_text(text);
    let mut terms = 0;
    for source in Lexicon::embedded().sources() {
        if !source.path.starts_with("signals/") && !source.path.starts_with("guards/") {
            continue;
        }
        let file: netra::lexicon::EntryFile = toml::from_str(&source.text).unwrap();
        for term in file.group.iter().flat_map(|group| &group.terms) {
            let term = term.get_ref();
            // Without alternatives and places a term is a text that somebody could post.
            if !term.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
                continue;
            }
            terms += 1;
            let expected = read(term);
            assert!(!expected.is_empty(), "{}: {term:?}", source.path);
            let fancy: String = term
                .chars()
                .map(|letter| match letter {
                    'a'..='z' => char::from_u32(0x1D5EE + u32::from(letter) - u32::from('a')).unwrap(),
                    other => other,
                })
                .collect();
            let broken: String = term.chars().flat_map(|letter| [letter, '\u{200b}']).collect();
            for written in [term.to_uppercase(), fancy, broken, format!("“{term}”!!")] {
                assert_eq!(read(&written), expected, "{}: {written:?}", source.path);
            }
        }
    }
    assert!(terms > 1_000, "only {terms} terms were read");
}

#[test]
fn time_grows_with_the_post_and_no_faster() {
    let pieces = [
        "a b ",
        "c.o.b.l.o.s ",
        "Wayan-Sekar 2 ",
        "tidak dukung Wayan-Sekar ",
        "coblos nomor 2. ",
        "🔥",
        "w🌟a🌟",
        "jangan pilih ",
        "#wayansekar2031 ",
        "2024 Wayan-Sekar ",
        "selamat pagi ",
        "xyz1a ",
        "aBcD",
    ];
    let classifier = awan_biru();
    let mut problems = Vec::new();
    for piece in pieces {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let runs = (0..3).map(|_| {
                worked(|| {
                    let _ = classifier.classify(&Post::text(text.as_str()));
                })
            });
            runs.min().unwrap_or_default()
        };
        let (short, long) = (time(10_000), time(100_000));
        // Ten times the post: what looks at everything for everything takes a hundred times as long.
        if long > short * 30 + Duration::from_millis(20) {
            problems.push(format!("{piece:?}: {short:?} for 10 kB, {long:?} for 100 kB"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
