//! What must hold for every text, each promise as a function that says in a sentence what does not. Shared by the tests
//! and, as a file, by the fuzz targets (`fuzz/`).

use std::sync::OnceLock;

use netra::normalise::{NormalForm, Normaliser};
use netra::{Builder, Classifier, Lexicon, Post, Scratch, Stance, Verdict};

/// Everything that the normal form of a text must hold.
pub(crate) fn normal(normaliser: &Normaliser, text: &str) -> Result<(), String> {
    let mut form = NormalForm::default();
    normaliser.normalise(text, &mut form);
    let mut parts_until = 0;
    let mut before = 0;
    let mut whole = 0..0;
    for (at, token) in form.tokens().iter().enumerate() {
        let span = token.source();
        let what = || format!("token {at} ({:?}) of {text:?}", form.token_text(token));
        if span.start >= span.end {
            return Err(format!("{} has an empty span {span:?}", what()));
        }
        if text.get(span.clone()).is_none() {
            return Err(format!("{} has the span {span:?}, which cuts no text", what()));
        }
        if form.token_text(token).is_empty() {
            return Err(format!("{} is empty", what()));
        }
        if at < parts_until {
            if span.start < whole.start || span.end > whole.end {
                return Err(format!("{} is a part outside its whole {whole:?}", what()));
            }
            if span.start < before {
                return Err(format!("{} begins before the part before it ends", what()));
            }
            before = span.end;
            continue;
        }
        if span.start < whole.end {
            return Err(format!("{} begins at {} inside {whole:?}", what(), span.start));
        }
        parts_until = at + 1 + usize::from(token.parts);
        before = span.start;
        whole = span;
    }
    if parts_until > form.tokens().len() {
        return Err(format!("parts are missing in {text:?}"));
    }
    // Another reading of what was read changes nothing.
    let once = form.text();
    let twice = normaliser.normal_text(&once);
    if once != twice {
        return Err(format!("{text:?} reads as {once:?}, and that as {twice:?}"));
    }
    Ok(())
}

/// Every span that is found cuts the text, and a scratch that saw other texts changes nothing.
pub(crate) fn spans(classifier: &Classifier, scratch: &mut Scratch, text: &str) -> Result<(), String> {
    let found: Vec<_> = classifier.spans_with(scratch, text).collect();
    for span in &found {
        if span.start >= span.end || text.get(span.clone()).is_none() {
            return Err(format!("the span {span:?} cuts nothing of {text:?}"));
        }
    }
    let alone: Vec<_> = classifier.spans_with(&mut Scratch::new(), text).collect();
    if alone != found {
        return Err(format!(
            "a used scratch finds {found:?} in {text:?}, a new one {alone:?}"
        ));
    }
    Ok(())
}

/// The files of a lexicon that a file made up by others may stand in for.
const PLACES: [&str; 16] = [
    "signals/call.toml",
    "guards/news.toml",
    "bans/social-like.toml",
    "policies/national.toml",
    "contestants/made-up.csv",
    "contestants/numbers.toml",
    "contestants/ordinary-words.txt",
    "normalise/slang.tsv",
    "normalise/leet.tsv",
    "normalise/lookalike.tsv",
    "normalise/keep.txt",
    "normalise/numbers.tsv",
    "fitted/points.toml",
    "fitted/calibration.toml",
    "regions.csv",
    "calendar.toml",
];

/// A lexicon with a file that may hold anything: it compiles, or the error says what is wrong in which file. The first byte chooses which
/// file of a small lexicon it replaces.
pub(crate) fn lexicon(bytes: &[u8]) -> Result<(), String> {
    let Some((first, rest)) = bytes.split_first() else {
        return Ok(());
    };
    let path = PLACES[usize::from(*first) % PLACES.len()];
    let text = String::from_utf8_lossy(rest).into_owned();
    let mut lexicon = small();
    lexicon.add(path, text.clone());
    match Builder::default().lexicon(lexicon).build() {
        Ok(classifier) => {
            let mut scratch = Scratch::new();
            for post in ["Ayo c0bl0s Wayan Lentera, nomor 2!", &text] {
                let post = Post::text(post);
                verdict(&post, classifier.classify_with(&mut scratch, &post))?;
            }
            Ok(())
        }
        // The file may be another one than this: one that refers to what this one no longer has.
        Err(error) if error.message().is_empty() || error.file().is_none() => {
            Err(format!("{path}: `{error}` does not say what is wrong where"))
        }
        Err(_) => Ok(()),
    }
}

/// A pack that was written by others, or changed after it was written: it is refused, or it judges posts. Every three bytes
/// are a change of a small pack (where, and what to put there), whose digest is then made to fit again.
pub(crate) fn pack(bytes: &[u8]) {
    let _ = Classifier::from_pack(bytes);
    static SMALL: OnceLock<Vec<u8>> = OnceLock::new();
    let sound = SMALL.get_or_init(|| {
        let built = Builder::default().lexicon(small()).build();
        built.map(|classifier| classifier.to_pack()).unwrap_or_default()
    });
    assert!(sound.len() > HEADER, "the small lexicon makes no pack");
    let mut changed = sound.clone();
    let body = changed.len() - HEADER;
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % body;
        changed[HEADER + at] = change[2];
    }
    let digest = twox_hash::XxHash3_64::oneshot(&changed[HEADER..]);
    changed[HEADER - 8..HEADER].copy_from_slice(&digest.to_le_bytes());
    if let Ok(classifier) = Classifier::from_pack(&changed) {
        for text in [
            "Ayo c0bl0s Wayan Lentera, nomor 2!",
            "#CoblosWayanLentera @wayan w*yan",
            "",
        ] {
            let _ = classifier.classify(&Post::text(text));
            let _ = classifier.explain(&Post::text(text));
        }
    }
}

/// How many bytes of a pack stand before its contents; the last eight of them are the contents' digest.
const HEADER: usize = 36;

/// A lexicon with one of everything, which compiles in no time.
fn small() -> Lexicon {
    let mut lexicon = Lexicon::empty();
    lexicon.add(
        "signals/call.toml",
        "signal = \"call\"\n[[group]]\nid = \"vote\"\npoints = { act = 10 }\nterms = [\"coblos~ <c>\"]\n",
    );
    lexicon.add(
        "contestants/small.csv",
        "id,election,number,kind,head\nsmall/1,small,1,person,Wayan Lentera\n",
    );
    lexicon
}

/// The text of a field of a record, as evidence names it.
fn field<'p>(post: &'p Post<'_>, name: &str) -> Option<&'p str> {
    let target = post.target.as_ref();
    match name {
        "text" => Some(&post.text),
        "media_text" => post.media_text.as_deref(),
        "target.text" => target?.text.as_deref(),
        "target.account" => target?.account.as_deref(),
        "target.name" => target?.name.as_deref(),
        _ => None,
    }
}

/// What a verdict says about a post must be true of the post, and add up.
pub(crate) fn verdict(post: &Post<'_>, verdict: &Verdict) -> Result<(), String> {
    let cut = |name: &str, start: usize, end: usize, what: &str| -> Result<String, String> {
        let text = field(post, name)
            .ok_or_else(|| format!("{what} points into `{name}`, which the post has not"))?;
        let cut = text
            .get(start..end)
            .ok_or_else(|| format!("{what} cuts {name} at {start}..{end}: {text:?}"))?;
        Ok(cut.to_owned())
    };
    let mut sides: Vec<Stance> = Vec::new();
    for finding in &verdict.findings {
        let ban = &finding.ban;
        let ledger = &finding.ledger;
        let mut sum = 0;
        for line in &ledger.evidence {
            let what = format!("evidence `{}/{}` of {ban}", line.signal, line.term);
            if cut(&line.field, line.start, line.end, &what)? != line.text {
                return Err(format!(
                    "{what} says {:?}, which its span does not cut",
                    line.text
                ));
            }
            sum += line.points;
        }
        for line in &ledger.mitigating {
            let what = format!("`{}` against {ban}", line.guard);
            if cut(&line.field, line.start, line.end, &what)? != line.text {
                return Err(format!(
                    "{what} says {:?}, which its span does not cut",
                    line.text
                ));
            }
            sum += line.points.unwrap_or_default();
        }
        if sum != ledger.total {
            return Err(format!(
                "the ledger of {ban} says {}, its lines add up to {sum}",
                ledger.total
            ));
        }
        if finding.score > verdict.score {
            return Err(format!(
                "{ban} scores {}, the verdict only {}",
                finding.score, verdict.score
            ));
        }
        if finding.flagged && !sides.contains(&finding.stance) {
            sides.push(finding.stance);
        }
    }
    sides.sort_unstable();
    if sides != verdict.stance {
        return Err(format!(
            "stance is {:?}, the flagged findings take {sides:?}",
            verdict.stance
        ));
    }
    if verdict.flagged != verdict.findings.iter().any(|finding| finding.flagged) {
        return Err("flagged is not what the findings say".to_owned());
    }
    if !verdict.findings.is_sorted_by(|a, b| a.score >= b.score) {
        return Err("the findings are not sorted by score".to_owned());
    }
    if !(0.0..=1.0).contains(&verdict.score.get()) {
        return Err(format!("the score is {}", verdict.score));
    }
    let mut bans: Vec<&str> = verdict.findings.iter().map(|finding| &*finding.ban).collect();
    bans.sort_unstable();
    if bans.windows(2).any(|two| two[0] == two[1]) {
        return Err(format!("a ban is found twice: {bans:?}"));
    }
    for named in &verdict.contestants {
        cut(
            &named.field,
            named.start,
            named.end,
            &format!("the mention of {}", named.id),
        )?;
    }
    for guard in &verdict.mitigating {
        let what = format!("guard `{}`", guard.guard);
        if cut(&guard.field, guard.start, guard.end, &what)? != guard.text {
            return Err(format!(
                "{what} says {:?}, which its span does not cut",
                guard.text
            ));
        }
    }
    Ok(())
}
