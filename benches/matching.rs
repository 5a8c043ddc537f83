//! From a post to what was found in it: normalise, match and read, with a lexicon that has no rules and no law to apply.

use std::hint::black_box;

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{Criterion, Throughput};
use netra::lexicon::contestants::{self, Common, Surfaces};
use netra::{Classifier, Lexicon, Post, Scratch};

use crate::posts;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut lexicon = Lexicon::empty();
    for source in posts::lexicon().sources() {
        if !["bans/", "policies/"]
            .iter()
            .any(|folder| source.path.starts_with(folder))
        {
            lexicon.add(source.path.clone(), source.text.clone());
        }
    }
    let built = Classifier::builder().lexicon(lexicon).build();
    let classifier = built.expect("a lexicon without rules compiles");
    let mut group = criterion.benchmark_group("match");
    for posts in posts::all() {
        // Whatever is flagged names somebody; that many posts at least must show a contestant.
        let named = posts.texts.iter().filter(|text| {
            let hits = classifier.explain(&Post::text(text.as_str())).hits;
            hits.iter().any(|hit| &*hit.signal == "contestant")
        });
        let named = named.count();
        assert!(
            named >= posts.flagged.0,
            "{}: contestants in {named} posts only",
            posts.name
        );
        group.throughput(Throughput::Bytes(posts.bytes()));
        group.bench_function(posts.name, |bencher| {
            let mut scratch = Scratch::new();
            bencher.iter(|| {
                for text in &posts.texts {
                    black_box(classifier.classify_with(&mut scratch, &Post::text(text.as_str())));
                }
            });
        });
    }
    group.finish();
    literal_scan(criterion);
}

/// The yardstick: a bare scan of the raw text for the names alone, caseless, without reading any spelling, border or
/// context. What the whole job costs is judged by its ratio to this.
fn literal_scan(criterion: &mut Criterion) {
    let mut rows = Vec::new();
    for (file, text) in contestants::TABLES {
        rows.extend(contestants::read(file, text).expect("the shipped tables are read"));
    }
    let surfaces = Surfaces::of(&rows, &Common::builtin());
    let names: Vec<&str> = surfaces.iter().map(|surface| &*surface.term).collect();
    let scanner = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names make an automaton");
    let mut group = criterion.benchmark_group("literal scan (aho-corasick, names only)");
    for posts in posts::all() {
        let found: usize = posts
            .texts
            .iter()
            .map(|text| scanner.find_iter(text.as_str()).count())
            .sum();
        assert!(found > 0, "{}: no name is found", posts.name);
        group.throughput(Throughput::Bytes(posts.bytes()));
        group.bench_function(posts.name, |bencher| {
            bencher.iter(|| {
                for text in &posts.texts {
                    black_box(scanner.find_iter(text.as_str()).count());
                }
            });
        });
    }
    group.finish();
}
