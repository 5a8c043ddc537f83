//! What more names cost: time a post, heap, and time to build; beside all phrases, and by themselves.

use std::rc::Rc;

use netra::{Classifier, Lexicon};

use crate::clock::timed;
use crate::engines::{Engine, Hyperscan, Path, Spans, Verdicts};
use crate::feeds::{self, Feed};
use crate::report::{Report, row};
use crate::{Asked, packs, rounds};

const SIZES: [usize; 4] = [300, 3_000, 100_000, 258_000];

pub fn measure(asked: &Asked, report: &mut Report) {
    // Differences of a tenth decide nothing here, so a part of the posts is enough.
    let feeds = feeds::feeds(asked.posts.unwrap_or(6_000).min(6_000));
    let hyperscan = Hyperscan::open();
    let (names, real) = packs::names(SIZES[SIZES.len() - 1]);
    let mut sizes: Vec<(String, Lexicon)> = SIZES
        .iter()
        .map(|size| (thousands(*size), packs::with_names(&names[..*size])))
        .collect();
    sizes.insert(2, ("shipped".to_owned(), Lexicon::embedded()));
    report.heading("Growth: more names, beside all phrases");
    if let Err(absent) = &hyperscan {
        report.line(absent);
    }
    sized(asked, &feeds, hyperscan.as_ref().ok(), &sizes, report);
    report.heading("Growth: names alone");
    let bare: Vec<(String, Lexicon)> = sizes
        .into_iter()
        .map(|(size, lexicon)| (size, packs::bare(lexicon)))
        .collect();
    sized(asked, &feeds, hyperscan.as_ref().ok(), &bare, report);
    if !real {
        report.line("\nThe names are made up: the lists of candidates are not there.");
    }
}

fn sized(
    asked: &Asked,
    feeds: &[Feed],
    hyperscan: Option<&Rc<Hyperscan>>,
    sizes: &[(String, Lexicon)],
    report: &mut Report,
) {
    let mut rows = vec![row([
        "names",
        "literals",
        "feed",
        "verdict, ns a post",
        "spans, ns a post",
        "Hyperscan, ns a post",
        "spans vs Hyperscan",
        "for matching, MB",
        "built in, ms",
    ])];
    for (size, lexicon) in sizes {
        let (built_in, classifier) = timed(|| Classifier::builder().lexicon(lexicon.clone()).build());
        let path = Path {
            name: "",
            classifier: classifier.expect("the lexicon compiles"),
        };
        let stats = path.classifier.stats();
        let literals = lexicon.literals().expect("the lexicon is spelled out");
        let literals = literals.all();
        let scanner = hyperscan.map(|hyperscan| hyperscan.compile(&literals));
        let mut engines: Vec<Box<dyn Engine + '_>> =
            vec![Box::new(Verdicts::new(&path)), Box::new(Spans::new(&path))];
        match scanner {
            Some(Ok(scanner)) => engines.push(Box::new(scanner)),
            Some(Err(wrong)) => report.line(&wrong),
            None => {}
        }
        for feed in feeds {
            let timings = rounds::run(&mut engines, &feed.texts, asked.rounds.min(5));
            let (scanned, ratio) = timings.get(2).map_or_else(
                || ("–".to_owned(), "–".to_owned()),
                |scanner| (scanner.shown(), format!("{:.2}×", timings[1].over(scanner)[0])),
            );
            rows.push(row([
                size,
                &thousands(literals.len()),
                &feed.name,
                &timings[0].shown(),
                &timings[1].shown(),
                &scanned,
                &ratio,
                &format!("{:.1}", stats.heap as f64 / 1e6),
                &format!("{:.0}", built_in.as_secs_f64() * 1e3),
            ]));
        }
    }
    report.table(&rows);
}

/// `258 000`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}
