//! netra as a library: a phrase of one's own, a policy, and a look at what a verdict rests on.
//!
//! Run it with `cargo run -p netra --example embed`.

use std::io::Write as _;

use netra::{AuthorStatus, Classifier, Lexicon, Post, Scratch};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A lexicon is a set of files. This one is the built-in lexicon and one file more, made in memory.
    let mut lexicon = Lexicon::embedded();
    lexicon.add(
        "signals/ours.toml",
        r#"
        signal = "support"
        [[group]]
        id = "local-phrase"
        points = { favour = 18 }
        terms = ["ngombe kopi karo <c>"]
        hit = ["Ngombe kopi karo Faiz-Suyono."]
        miss = ["Ngombe kopi karo kanca-kanca."]
        "#,
    );

    // Compile once, then share it: a clone costs nothing, and every method takes `&self`.
    let classifier = Classifier::builder()
        .lexicon(lexicon)
        .policy("+batang-2023")
        .build()?;

    let posts = [
        Post::text("Sesuk ngombe kopi karo Faiz-Suyono").author_status(AuthorStatus::Pns),
        Post::text("KPU Batang mengundang semua paslon, Faiz-Suyono dan Fallas-Ridwan, ke debat pertama."),
        Post::text("Kopi pagi ini pahit sekali."),
    ];
    let mut out = std::io::stdout().lock();
    // One scratch per thread: the memory of one post is used for the next.
    let mut scratch = Scratch::new();
    for post in posts {
        let post = post.region("3325").time("2024-11-10");
        let verdict = classifier.classify_with(&mut scratch, &post);
        writeln!(
            out,
            "{} {} {}",
            verdict.score,
            if verdict.flagged { "dugaan" } else { "-" },
            post.text
        )?;
        for finding in verdict.findings.iter().filter(|finding| finding.flagged) {
            writeln!(out, "    {}: {}", finding.ban, finding.title)?;
            for evidence in &finding.ledger.evidence {
                // A line about the whole post (its length, the rule itself) has an empty span.
                let what = if evidence.text.is_empty() {
                    &*evidence.term
                } else {
                    &evidence.text
                };
                writeln!(out, "    {:+} {} “{what}”", evidence.points, evidence.signal)?;
            }
            for basis in finding.citations.iter() {
                writeln!(
                    out,
                    "    {}, {} ({})",
                    basis.instrument, basis.article, basis.status
                )?;
            }
        }
        for guard in &verdict.mitigating {
            writeln!(out, "    meringankan: {} “{}”", guard.guard, guard.text)?;
        }
    }
    Ok(())
}
