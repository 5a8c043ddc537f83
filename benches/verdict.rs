//! The whole job: from a post to its verdict.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use netra::{Post, Scratch};

use crate::posts;

pub(crate) fn bench(criterion: &mut Criterion) {
    let classifier = posts::classifier();
    let mut group = criterion.benchmark_group("verdict");
    for posts in posts::all() {
        let flagged = posts
            .texts
            .iter()
            .filter(|text| classifier.classify(&Post::text(text.as_str())).flagged);
        let flagged = flagged.count();
        let (least, most) = posts.flagged;
        assert!(
            (least..=most).contains(&flagged),
            "{}: {flagged} posts are flagged, not {least} to {most}",
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
