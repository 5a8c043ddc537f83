//! The batch tool of netra.
#![allow(clippy::print_stdout)]
fn main() {
    let t = std::time::Instant::now();
    let classifier = match netra::Classifier::builder().build() {
        Ok(c) => c,
        Err(e) => {
            println!("{e}");
            std::process::exit(2)
        }
    };
    println!("built in {:?} {:?}", t.elapsed(), classifier.stats());
    let args: Vec<String> = std::env::args().skip(1).collect();
    for text in args {
        let e = classifier.explain(&netra::Post::text(text.as_str()));
        println!(
            "{text}\n  normal: {}\n  favour {} against {}",
            e.normal, e.favour, e.against
        );
        for h in &e.hits {
            println!(
                "   {:?} {}/{} «{}» f{} a{} act{} neg {} {:?}",
                &text[h.start..h.end],
                h.signal,
                h.group,
                h.term,
                h.favour,
                h.against,
                h.act,
                h.negated,
                h.read_by
            );
        }
        for f in &e.verdict.findings {
            println!(
                "   => {} {} {} {:?} {:?} {:?}",
                f.ban,
                f.score,
                f.flagged,
                f.stance,
                f.contestant,
                f.citations.len()
            );
        }
        println!("   {:?} {:?}", e.verdict.suppressed, e.near_misses);
    }
}
