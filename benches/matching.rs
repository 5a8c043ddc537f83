//! From a post to what was found in it: normalise, match and read, with a lexicon that has no rules and no law to apply.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
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
}
