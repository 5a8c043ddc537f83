//! The table of goals: ratios to peers, heap, start, allocations, threads.

use std::time::Instant;

use aho_corasick::AhoCorasickKind;
use netra::{Classifier, Lexicon, Post, Scratch};

use crate::clock::timed;
use crate::engines::{
    Aho, Composed, DoubleArray, Engine, Every, Hyperscan, Normal, Path, Profanity, Spans, Verdicts, paths,
};
use crate::feeds::{self, Feed};
use crate::growth::thousands;
use crate::report::{Report, row};
use crate::rounds::{self, Timing};
use crate::{Asked, heap};

/// The engines' names that goals speak of.
const DFA: &str = "aho-corasick, DFA";
const COMPOSED: &str = "composed: NFKD, lower, leet, squeeze, DFA";
const RUSTRICT: &str = "rustrict";
const HYPERSCAN: &str = "Hyperscan, literals";

pub fn measure(asked: &Asked, report: &mut Report) {
    let lexicon = Lexicon::embedded();
    let spelled = lexicon.literals().expect("the embedded lexicon is spelled out");
    let literals = spelled.all();
    let feeds = feeds::feeds(asked.posts.unwrap_or(usize::MAX));
    let paths = paths(&lexicon);
    report.line(&format!(
        "\nTerms: {} literals ({} names, {} phrases) of the lexicon {}.",
        thousands(literals.len()),
        thousands(spelled.names.len()),
        thousands(spelled.phrases.len()),
        paths[0].classifier.pack_version()
    ));
    for feed in &feeds {
        report.line(&format!(
            "Posts: {}, {} of {} bytes on average.",
            feed.name,
            thousands(feed.texts.len()),
            feed.bytes() / feed.texts.len().max(1)
        ));
    }
    let mut engines: Vec<Box<dyn Engine + '_>> = Vec::new();
    for path in &paths {
        engines.push(Box::new(Normal::new(path)));
        engines.push(Box::new(Spans::new(path)));
        engines.push(Box::new(Verdicts::new(path)));
    }
    peers(&literals, &feeds, &mut engines, report);
    let mut goals = vec![row(["what", "floor", "goal", "measured: median (range)"])];
    for feed in &feeds {
        let timings = rounds::run(&mut engines, &feed.texts, asked.rounds);
        table(report, feed, &timings);
        ratios(&mut goals, feed, &timings, &paths);
    }
    drop(engines);
    start(asked, &mut goals);
    clean(&feeds, &mut goals);
    threads(asked, &feeds, &mut goals);
    report.heading("Goals");
    report.table(&goals);
}

/// Builds the peers, says what they weigh, and holds their findings against each other.
fn peers(literals: &[&str], feeds: &[Feed], engines: &mut Vec<Box<dyn Engine + '_>>, report: &mut Report) {
    let mut rows = vec![row(["peer", "built in, ms", "heap, MB"])];
    let mut told = |name: String, built_in: std::time::Duration, heap: usize| {
        rows.push(row([
            &name,
            &format!("{:.0}", built_in.as_secs_f64() * 1e3),
            &format!("{:.1}", heap as f64 / 1e6),
        ]));
    };
    for kind in [Some(AhoCorasickKind::DFA), None] {
        let (time, engine) = timed(|| Aho::new(literals, kind));
        told(engine.name(), time, engine.heap());
        engines.push(Box::new(engine));
    }
    let (time, (kept, engine)) = timed(|| heap::kept(|| DoubleArray::new(literals)));
    told(engine.name(), time, kept);
    engines.push(Box::new(engine));
    let (time, (kept, engine)) = timed(|| heap::kept(|| Composed::new(literals)));
    told(engine.name(), time, kept);
    engines.push(Box::new(engine));
    let (time, (kept, engine)) = timed(|| heap::kept(|| Profanity::new(literals)));
    told(engine.name(), time, kept);
    engines.push(Box::new(engine));
    let scanner = Hyperscan::open().and_then(|hyperscan| {
        let (time, scanner) = timed(|| hyperscan.compile(literals));
        let scanner = scanner?;
        told(format!("Hyperscan {}", hyperscan.version()), time, scanner.heap());
        Ok(scanner)
    });
    report.heading("Peers");
    report.table(&rows);
    match scanner {
        Ok(mut scanner) => {
            let every = Every::new(literals);
            for feed in feeds {
                let (ours, theirs) = (every.count(&feed.texts), scan_all(&mut scanner, feed));
                assert_eq!(ours, theirs, "aho-corasick and Hyperscan differ on {}", feed.name);
                report.line(&format!(
                    "\nEvery occurrence in {}: {} by aho-corasick and by Hyperscan.",
                    feed.name,
                    thousands(ours)
                ));
            }
            engines.push(Box::new(scanner));
        }
        Err(absent) => report.line(&format!("\n{absent}")),
    }
    hold_leftmost(literals, feeds);
}

fn scan_all(engine: &mut dyn Engine, feed: &Feed) -> usize {
    feed.texts.iter().map(|text| engine.scan(text)).sum()
}

/// The leftmost-longest engines must find the same number of literals as each other.
fn hold_leftmost(literals: &[&str], feeds: &[Feed]) {
    let (mut one, mut other) = (Aho::new(literals, None), DoubleArray::new(literals));
    for feed in feeds {
        let (ours, theirs) = (scan_all(&mut one, feed), scan_all(&mut other, feed));
        assert_eq!(ours, theirs, "aho-corasick and daachorse differ on {}", feed.name);
    }
}

fn table(report: &mut Report, feed: &Feed, timings: &[Timing]) {
    report.heading(&format!("{}: ns a post", feed.name));
    let dfa = timings.iter().find(|timing| timing.name == DFA);
    let mut rows = vec![row([
        "engine",
        "ns a post: median (range)",
        "times the DFA's speed",
        "found",
    ])];
    for timing in timings {
        let ratio = dfa.map_or(f64::NAN, |dfa| timing.over(dfa)[0]);
        rows.push(row([
            &timing.name,
            &timing.shown(),
            &format!("{ratio:.2}"),
            &thousands(timing.found),
        ]));
    }
    report.table(&rows);
}

/// The goals that are ratios, of every path.
fn ratios(goals: &mut Vec<Vec<String>>, feed: &Feed, timings: &[Timing], paths: &[Path]) {
    let timing = |name: &str| timings.iter().find(|timing| timing.name == name);
    let everyday = feed.name.starts_with("everyday");
    for path in paths {
        let (spans, verdict) = (
            timing(&format!("netra, spans ({})", path.name)),
            timing(&format!("netra, verdict ({})", path.name)),
        );
        let scan = if path.name == "avx512" {
            ["1.5×", "2.5×"]
        } else {
            ["1.1×", "1.6×"]
        };
        let whole = if everyday {
            ["1.0×", "2×"]
        } else {
            ["0.5×", "1×"]
        };
        let mut asked = vec![
            ("spans vs Hyperscan", spans, HYPERSCAN, scan),
            ("verdict vs Hyperscan", verdict, HYPERSCAN, whole),
            ("verdict vs composed", verdict, COMPOSED, ["2×", "4×"]),
            ("verdict vs rustrict", verdict, RUSTRICT, ["50×", "100×"]),
        ];
        if path.name == "portable" {
            asked.push(("spans vs the DFA", spans, DFA, ["0.9×", "1.5×"]));
        }
        for (what, ours, theirs, [floor, goal]) in asked {
            let measured = match (ours, timing(theirs)) {
                (Some(ours), Some(theirs)) => {
                    let [middle, least, greatest] = ours.over(theirs);
                    format!("{middle:.2}× ({least:.2}–{greatest:.2})")
                }
                _ => "not measured".to_owned(),
            };
            let what = format!("{what}, {}, {}", feed.name, path.name);
            goals.push(row([&what, floor, goal, &measured]));
        }
    }
}

/// Heap and start.
fn start(asked: &Asked, goals: &mut Vec<Vec<String>>) {
    let (kept, classifier) = heap::kept(Classifier::new);
    let measured = format!(
        "{:.1} MB, {:.1} MB of it for matching",
        kept as f64 / 1e6,
        classifier.stats().heap as f64 / 1e6
    );
    goals.push(row(["heap of the default pack", "8 MB", "2 MB", &measured]));
    let times: Vec<f64> = (0..asked.rounds)
        .map(|_| timed(Classifier::new).0.as_secs_f64() * 1e3)
        .collect();
    let measured = format!(
        "{:.1} ms ({:.1}–{:.1})",
        rounds::median(&times),
        rounds::least(&times),
        rounds::greatest(&times)
    );
    goals.push(row(["Classifier::new()", "20 ms", "5 ms", &measured]));
}

/// How often a post without findings asks for memory, once the scratch has seen posts.
fn clean(feeds: &[Feed], goals: &mut Vec<Vec<String>>) {
    let classifier = Classifier::new();
    let mut scratch = Scratch::new();
    for feed in feeds {
        for text in &feed.texts {
            classifier.classify_with(&mut scratch, &Post::text(text));
        }
        let (mut posts, mut most, mut all, mut none) = (0usize, 0, 0, 0usize);
        for text in &feed.texts {
            let mut clean = false;
            let asked = heap::asked(|| {
                let verdict = classifier.classify_with(&mut scratch, &Post::text(text));
                clean = verdict.findings.is_empty();
            });
            if clean {
                posts += 1;
                most = asked.max(most);
                all += asked;
                none += usize::from(asked == 0);
            }
        }
        let measured = format!(
            "{:.1} on average, {most} at most; none in {} of {}",
            all as f64 / posts.max(1) as f64,
            thousands(none),
            thousands(posts)
        );
        let what = format!("allocations for a post without findings, {}", feed.name);
        goals.push(row([&what, "0", "0", &measured]));
    }
}

/// Two threads over one: the same posts, halved. By the clock on the wall, so a busy machine shows less.
fn threads(asked: &Asked, feeds: &[Feed], goals: &mut Vec<Vec<String>>) {
    let classifier = Classifier::new();
    let judge = |texts: &[String]| {
        let mut scratch = Scratch::new();
        let flagged = |text: &&String| {
            classifier
                .classify_with(&mut scratch, &Post::text(text.as_str()))
                .flagged
        };
        texts.iter().filter(flagged).count()
    };
    for feed in feeds {
        let (mut ratios, middle) = (Vec::new(), feed.texts.len() / 2);
        let (first, second) = feed.texts.split_at(middle);
        for _ in 0..asked.rounds {
            let begin = Instant::now();
            let found = judge(&feed.texts);
            let alone = begin.elapsed();
            let begin = Instant::now();
            let together: usize = std::thread::scope(|scope| {
                let other = scope.spawn(|| judge(second));
                judge(first) + other.join().expect("judging does not panic")
            });
            ratios.push(alone.as_secs_f64() / begin.elapsed().as_secs_f64());
            assert_eq!(found, together, "two threads flag other posts than one");
        }
        let measured = format!(
            "{:.2}× ({:.2}–{:.2})",
            rounds::median(&ratios),
            rounds::least(&ratios),
            rounds::greatest(&ratios)
        );
        let what = format!("two threads over one, {}", feed.name);
        goals.push(row([&what, "1.8×", "1.95×", &measured]));
    }
}
