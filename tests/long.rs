//! Long posts, which are read in pieces: what stands in one of them is found wherever it stands, once, where it stands.

use allocation_counter::measure;
use netra::{Action, Evidence, Post, Scratch, Verdict};
use proptest::prelude::*;

use crate::support::{awan_biru, classifier};
use crate::{nasty, promises};

/// Texts of more bytes are read in pieces.
const WHOLE: usize = 8 * 1024;

/// What nobody can take for anything else: no term of the lexicon stands in it.
const EVERYDAY: [&str; 6] = [
    "Tadi beli sayur dan tempe di warung depan.",
    "Sepeda tua itu dicat hijau muda.",
    "Buku cerita itu dipinjam adik.",
    "Layang layang putus, tersangkut di pohon mangga.",
    "Kereta terlambat, penumpang menunggu di peron",
    "Bunga kamboja gugur di halaman pura.",
];

/// Posts that are flagged by themselves, whatever stands around.
const SIDED: [&str; 5] = [
    "Ayo coblos Wayan-Sekar, menangkan satu putaran!",
    "Semoga Wayan-Sekar menang, saya dukung terus!",
    "Jangan pilih Tirta Gumilang, dia pembohong dan tidak becus memimpin!",
    "Yuk dukung dan pilih Tirta Gumilang, ajak keluarga ke TPS!",
    "Siap menangkan pasangan Wayan-Sekar, pilih nomor 1!",
];

/// So many everyday lines, one after the other from `from` on.
fn everyday(from: usize, lines: usize) -> String {
    let line = |at: usize| EVERYDAY[at % EVERYDAY.len()];
    (from..from + lines)
        .map(|at| line(at).to_owned() + "\n")
        .collect()
}

/// An everyday text of so many bytes at least.
fn everyday_of(bytes: usize) -> String {
    everyday(0, bytes / 36)
}

/// So sure is a finding that no everyday neighbours take away.
const STRONG: u16 = 9_500;

/// The bans that a post shows by itself, whatever everyday lines stand around it.
fn strong(verdict: &Verdict) -> Vec<&str> {
    let findings = verdict.findings.iter();
    let strong = findings.filter(|finding| finding.flagged && finding.score.ten_thousandths() >= STRONG);
    strong.map(|finding| &*finding.ban).collect()
}

fn flagged(verdict: &Verdict) -> Vec<&str> {
    let findings = verdict.findings.iter().filter(|finding| finding.flagged);
    findings.map(|finding| &*finding.ban).collect()
}

/// What must hold of the verdict on a long post.
fn sound(post: &Post<'_>, verdict: &Verdict) -> Result<(), String> {
    promises::verdict(post, verdict)?;
    for finding in &verdict.findings {
        let place = |line: &Evidence| {
            (
                line.field.clone(),
                line.start,
                line.end,
                line.signal.clone(),
                line.term.clone(),
            )
        };
        let mut places: Vec<_> = finding.ledger.evidence.iter().map(place).collect();
        places.sort();
        if places.windows(2).any(|two| two[0] == two[1]) {
            return Err(format!("evidence of {} counts twice: {places:?}", finding.ban));
        }
    }
    let named = |wanted: &str| {
        let named = verdict
            .contestants
            .iter()
            .filter(move |named| *named.field == *wanted);
        named.map(|named| named.start).collect::<Vec<_>>()
    };
    if !named("text").is_sorted() {
        return Err(format!("contestants stand at {:?}", named("text")));
    }
    let mut ids: Vec<&str> = verdict.contestants.iter().map(|named| &*named.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|two| two[0] == two[1]) {
        return Err(format!("contestants are named twice: {ids:?}"));
    }
    let mut guards = verdict.mitigating.clone();
    guards.dedup();
    if guards.len() < verdict.mitigating.len() {
        return Err("a guard is listed twice".to_owned());
    }
    Ok(())
}

#[test]
fn what_is_flagged_alone_is_flagged_wherever_it_stands() {
    let classifier = awan_biru();
    let mut scratch = Scratch::new();
    let around = everyday(0, 240);
    assert!(around.len() > WHOLE);
    assert_eq!(
        classifier.explain(&Post::text(everyday(0, EVERYDAY.len()))).hits,
        []
    );
    for sided in SIDED {
        let alone = classifier.classify(&Post::text(sided));
        assert!(!strong(&alone).is_empty(), "{sided}");
        for line in 0..=240 {
            let (before, after) = (everyday(0, line), everyday(line, 240 - line));
            let text = format!("{before}{sided}\n{after}");
            let post = Post::text(&text);
            let verdict = classifier.classify_with(&mut scratch, &post);
            sound(&post, verdict).unwrap_or_else(|wrong| panic!("{sided} in line {line}: {wrong}"));
            for ban in strong(&alone) {
                assert!(
                    flagged(verdict).contains(&ban),
                    "{ban} of {sided:?} in line {line}"
                );
            }
            let at = before.len()..before.len() + sided.len();
            for finding in verdict.findings.iter().filter(|finding| finding.flagged) {
                let mut evidence = finding.ledger.evidence.iter().filter(|line| line.end > 0);
                let near = |line: &Evidence| line.start + 300 > at.start && line.end < at.end + 300;
                assert!(evidence.clone().all(near), "{finding:?}");
                assert!(
                    evidence.any(|line| at.contains(&line.start) && line.end <= at.end),
                    "{finding:?}"
                );
            }
            for named in &verdict.contestants {
                assert!(at.contains(&named.start), "{named:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_long_post_shows_what_its_parts_show(
        parts in proptest::collection::vec((0..SIDED.len(), 9..90usize, 0..EVERYDAY.len()), 1..12),
        odd in nasty::political_text(),
    ) {
        let classifier = awan_biru();
        let mut text = everyday(3, 200);
        for &(sided, lines, from) in &parts {
            text += SIDED[sided];
            text.push('\n');
            text += &everyday(from, lines);
        }
        let post = Post::text(&text);
        let verdict = classifier.classify(&post);
        prop_assert_eq!(sound(&post, &verdict), Ok(()));
        for &(sided, ..) in &parts {
            let alone = classifier.classify(&Post::text(SIDED[sided]));
            for ban in strong(&alone) {
                prop_assert!(flagged(&verdict).contains(&ban), "{} of {:?}", ban, SIDED[sided]);
            }
            for named in &alone.contestants {
                prop_assert!(verdict.contestants.iter().any(|known| known.id == named.id));
            }
        }
        // Whatever else stands in it, the same verdict by every way, and from any scratch.
        text += &odd;
        text = text.repeat(2);
        let post = Post::text(&text);
        let verdict = classifier.classify(&post);
        prop_assert_eq!(sound(&post, &verdict), Ok(()));
        let mut scratch = Scratch::new();
        classifier.classify_with(&mut scratch, &Post::text("Dukung Wayan-Sekar, \"menang\" kata mereka!"));
        prop_assert_eq!(classifier.classify_with(&mut scratch, &post), &verdict);
        prop_assert_eq!(&classifier.explain(&post).verdict, &verdict);
    }

    #[test]
    fn any_long_text_is_read(seed in nasty::any_text(), political in nasty::political_text(), lines in 0..4usize) {
        let classifier = awan_biru();
        let unit = format!("{political}{seed}{}", everyday(0, lines));
        let text = unit.repeat(2 * WHOLE / unit.len().max(1) + 1);
        for post in [
            Post::text(&text),
            Post::text("Setuju!").media_text(&text),
            Post::text(&text).media_text(&text).target_text(&text).action(Action::Share),
            Post::text("Mantap, gas!").action(Action::Comment).target_text(&text),
        ] {
            let verdict = classifier.classify(&post);
            prop_assert_eq!(sound(&post, &verdict), Ok(()));
            prop_assert_eq!(&classifier.explain(&post).verdict, &verdict);
        }
    }
}

#[test]
fn a_post_is_read_in_pieces_only_beyond_the_limit() {
    // A number at one end, and at the other what says whose ballot it is on.
    let classifier = awan_biru();
    let text = |lines| format!("Nomor 2 lewat\n{}Wayan-Sekar datang.", everyday(0, lines));
    let names = |text: &str| {
        let verdict = classifier.classify(&Post::text(text));
        verdict.contestants.len()
    };
    let (short, long) = (text(200), text(250));
    assert!(
        short.len() <= WHOLE && long.len() > WHOLE,
        "{} {}",
        short.len(),
        long.len()
    );
    assert_eq!((names(&short), names(&long)), (2, 1));
}

#[test]
fn words_far_from_every_name_add_nothing() {
    let classifier = awan_biru();
    let far = format!(
        "Wayan-Sekar datang.\n{}Semoga menang, dukung terus, hebat!",
        everyday(0, 240)
    );
    let near = format!(
        "{}Wayan-Sekar datang. Semoga menang, dukung terus, hebat!",
        everyday(0, 240)
    );
    assert!(far.len() > WHOLE);
    assert!(!classifier.classify(&Post::text(&far)).flagged);
    assert!(classifier.classify(&Post::text(&near)).flagged);
}

#[test]
fn the_author_may_say_anywhere_near_the_beginning_who_writes() {
    let classifier = awan_biru();
    let text = format!("Saya PNS di kantor camat.\n{}{}", everyday(0, 240), SIDED[0]);
    let verdict = classifier.classify(&Post::text(&text));
    assert!(verdict.flagged);
    assert!(
        verdict
            .notes
            .iter()
            .any(|note| **note == *"author-status-from-text")
    );
    assert!(
        !verdict
            .notes
            .iter()
            .any(|note| **note == *"author-status-unknown")
    );
    assert!(
        verdict
            .findings
            .iter()
            .all(|finding| finding.binds == netra::Binds::Yes)
    );
}

#[test]
fn what_is_acted_on_is_read_in_pieces_too() {
    let classifier = awan_biru();
    let target = format!("{}{}\n{}", everyday(0, 240), SIDED[0], everyday(0, 240));
    let shared = Post::text("").action(Action::Share).target_text(&target);
    let verdict = classifier.classify(&shared);
    promises::verdict(&shared, &verdict).unwrap();
    assert!(
        flagged(&verdict).contains(&"social-share"),
        "{:?}",
        flagged(&verdict)
    );
    let picture = Post::text("Lihat ini").media_text(&target);
    let verdict = classifier.classify(&picture);
    promises::verdict(&picture, &verdict).unwrap();
    assert!(verdict.flagged);
}

#[test]
fn names_are_found_once_where_pieces_share_their_text() {
    let classifier = awan_biru();
    let mut text = String::new();
    for line in 0..400 {
        text += &format!("{} {line}. Wayan-Sekar lewat.\n", EVERYDAY[line % EVERYDAY.len()]);
    }
    assert!(text.len() > 3 * WHOLE);
    assert_eq!(classifier.names(&Post::text(&text)).len(), 400);
}

#[test]
fn an_explanation_shows_the_likeliest_passage() {
    let classifier = awan_biru();
    let text = format!(
        "{}Wayan-Sekar lewat.\n{}{}",
        everyday(0, 240),
        everyday(0, 20),
        SIDED[0]
    );
    let post = Post::text(&text);
    let explained = classifier.explain_fully(&post);
    assert_eq!(explained.verdict, classifier.classify(&post));
    assert!(explained.open && explained.favour > 0);
    assert!(explained.normal.contains("coblos wayan sekar"));
    assert!(
        explained
            .hits
            .iter()
            .any(|hit| text[hit.start..hit.end] == *"Ayo coblos Wayan-Sekar")
    );
    assert!(explained.counterfactuals.iter().any(|one| one.after < one.before));
    let quiet = everyday(0, 240);
    let explained = classifier.explain(&Post::text(&quiet));
    assert_eq!(explained.verdict, classifier.classify(&Post::text(&quiet)));
    assert!(explained.normal.starts_with("tadi beli sayur"));
}

#[test]
fn memory_does_not_grow_with_the_post() {
    let classifier = classifier();
    let peak = |text: &str| {
        let asked = measure(|| {
            assert!(classifier.classify(&Post::text(text)).flagged);
        });
        asked.bytes_max
    };
    let text = |bytes| {
        format!(
            "{}\nSemoga Prabowo-Gibran menang, dukung terus!",
            everyday_of(bytes)
        )
    };
    let (short, long) = (peak(&text(100_000)), peak(&text(10_000_000)));
    println!("{short} bytes for 100 kB, {long} for 10 MB");
    assert!(
        long < short + short / 4,
        "{short} bytes for 100 kB, {long} for 10 MB"
    );
    assert!(long < 2_000_000);
}
