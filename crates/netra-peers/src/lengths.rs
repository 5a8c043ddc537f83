//! What longer and nastier posts cost, byte for byte.

use netra::{Classifier, Post, Scratch};

use crate::clock::timed;
use crate::report::{Report, row};
use crate::{Asked, feeds, rounds};

/// Posts of such lengths.
const LENGTHS: [(&str, usize); 6] = [
    ("100 B", 100),
    ("1 kB", 1_000),
    ("10 kB", 10_000),
    ("100 kB", 100_000),
    ("1 MB", 1_000_000),
    ("10 MB", 10_000_000),
];

pub fn measure(asked: &Asked, report: &mut Report) {
    let classifier = Classifier::new();
    real(asked, &classifier, report);
    nasty(asked, &classifier, report);
}

/// The same ten megabytes of posts, cut into pieces of each length.
fn real(asked: &Asked, classifier: &Classifier, report: &mut Report) {
    for feed in feeds::feeds(asked.posts.unwrap_or(usize::MAX)) {
        report.heading(&format!(
            "Length: {}, 10 MB in pieces, ns a byte for the whole verdict",
            feed.name
        ));
        let text = feed.poured(10_000_000);
        let pieces: Vec<Vec<&str>> = LENGTHS.iter().map(|(_, length)| cut(&text, *length)).collect();
        let mut scratch = Scratch::new();
        let mut costs: Vec<Vec<f64>> = vec![Vec::new(); LENGTHS.len()];
        for _ in 0..asked.rounds.min(5) {
            for (pieces, costs) in pieces.iter().zip(&mut costs) {
                costs.push(cost(classifier, &mut scratch, pieces));
            }
        }
        let least = costs
            .iter()
            .map(|costs| rounds::median(costs))
            .fold(f64::INFINITY, f64::min);
        let mut rows = vec![row(["piece", "ns a byte", "times the cheapest"])];
        for ((name, _), costs) in LENGTHS.iter().zip(&costs) {
            rows.push(row([
                name,
                &shown(costs),
                &format!("{:.2}", rounds::median(costs) / least),
            ]));
        }
        report.table(&rows);
    }
}

/// Texts made to be slow, short and long: what is linear costs the same a byte.
fn nasty(asked: &Asked, classifier: &Classifier, report: &mut Report) {
    report.heading("Nasty posts, ns a byte for the whole verdict");
    let mut rows = vec![row(["post", "10 kB", "100 kB", "1 MB", "1 MB over 10 kB"])];
    for (name, seed) in seeds() {
        let mut medians = Vec::new();
        let mut cells = vec![name.to_owned()];
        for length in [10_000, 100_000, 1_000_000] {
            let text = seed.repeat(length / seed.len() + 1);
            let text = &text[..feeds::boundary(&text, length)];
            let mut scratch = Scratch::new();
            cost(classifier, &mut scratch, &[text]);
            let costs: Vec<f64> = (0..asked.rounds.min(5))
                .map(|_| cost(classifier, &mut scratch, &[text]))
                .collect();
            medians.push(rounds::median(&costs));
            cells.push(shown(&costs));
        }
        cells.push(format!("{:.2}", medians[2] / medians[0]));
        rows.push(cells);
    }
    report.table(&rows);
}

fn seeds() -> Vec<(&'static str, String)> {
    vec![
        ("aaaa…", "a".to_owned()),
        ("dukung dukung …", "dukung ".to_owned()),
        ("dukung prabowo gibran …", "dukung prabowo gibran ".to_owned()),
        ("one emoji …", "🔥".to_owned()),
        ("joined emoji …", "👩🏽\u{200d}💻".to_owned()),
        (
            "dukungprabowogibran… (one word)",
            "dukungprabowogibran".to_owned(),
        ),
        (
            "#dukungprabowogibran… (long tags)",
            format!("#{} ", "dukungprabowogibran".repeat(8)),
        ),
        ("#dukung#dukung…", "#dukung".to_owned()),
        ("#DukungPrabowoGibran …", "#DukungPrabowoGibran ".to_owned()),
        ("p r a b o w o …", "p r a b o w o ".to_owned()),
        ("c.o.b.l.o.s.…", "c.o.b.l.o.s.".to_owned()),
        ("p*r*a*b*o*w*o…", "p*r*a*b*o*w*o".to_owned()),
        ("pr*b*w* …", "pr*b*w* ".to_owned()),
        ("m3n4n9 c0bl05 …", "m3n4n9 c0bl05 ".to_owned()),
        (
            "zalgo",
            "c\u{301}o\u{316}\u{34f}b\u{334}l\u{489}o\u{35c}s ".to_owned(),
        ),
        ("mathematical letters …", "𝗱𝘂𝗸𝘂𝗻𝗴 ".to_owned()),
        ("Cyrillic look-alikes …", "дукунг Рrаbоwо ".to_owned()),
        ("digits …", "2024 02 ".to_owned()),
        ("one long number", "1234567890".to_owned()),
        ("&amp;&amp;…", "&amp;".to_owned()),
        ("@@@@…", "@".to_owned()),
        ("######…", "#".to_owned()),
        ("aBaBaB…", "aB".to_owned()),
        ("Han", "投票日".to_owned()),
        ("no. 2 nomor 2 …", "nomor 2 no. 2 ".to_owned()),
    ]
}

fn cut(text: &str, length: usize) -> Vec<&str> {
    let mut pieces = Vec::with_capacity(text.len() / length + 1);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(feeds::boundary(rest, length).max(1));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn cost(classifier: &Classifier, scratch: &mut Scratch, pieces: &[&str]) -> f64 {
    let (time, _) = timed(|| {
        let flagged = |piece: &&&str| classifier.classify_with(scratch, &Post::text(**piece)).flagged;
        pieces.iter().filter(flagged).count()
    });
    let bytes: usize = pieces.iter().map(|piece| piece.len()).sum();
    time.as_nanos() as f64 / bytes as f64
}

fn shown(costs: &[f64]) -> String {
    format!(
        "{:.1} ({:.1}–{:.1})",
        rounds::median(costs),
        rounds::least(costs),
        rounds::greatest(costs)
    )
}
