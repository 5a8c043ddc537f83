//! What a fit is made from: labelled posts, posts that take no side, and posts written to teach.

use std::path::PathBuf;

use netra::Classifier;
use netra::evaluate::{FeedPost, LabelledPost};

use super::apart;
use super::features::Examples;
use crate::commands::measuring::read;
use crate::exit::Fault;

/// Labels of posts of the feeds are one reader's.
const APART_WEIGHT: f32 = 0.3;

/// Posts of feeds that take no side are many, and a few of them do take one.
const NEUTRAL_WEIGHT: f32 = 4.0;

/// Without its date a post about governing looks like one of a campaign, so that even a careful reader would hesitate.
/// All of them together must not outweigh the labelled posts.
const UNDATED_WEIGHT: f32 = 0.3;

/// Posts chosen because they are hard are not what a feed is like.
const CHOSEN_WEIGHT: f32 = 0.5;

/// A post written to teach says surely what it says, but not how often people write so.
const WRITTEN_WEIGHT: f32 = 3.0;

/// The files that a fit is made from.
#[derive(clap::Args, Clone, Debug, Default)]
pub(in crate::commands) struct Files {
    /// Labelled posts that points are fitted on, sampled as they come
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::commands) train: Vec<PathBuf>,
    /// Labelled posts that points are fitted on, chosen because they are hard
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::commands) chosen: Vec<PathBuf>,
    /// Table of labels (id, stance, bans, certainty) of posts that stand in `--posts`
    #[arg(long, value_name = "FILE.tsv", requires = "posts", num_args = 1..)]
    pub(in crate::commands) labels: Vec<PathBuf>,
    /// Feeds with the posts that `--labels` speaks about
    #[arg(long, value_name = "FILE", requires = "labels", num_args = 1..)]
    pub(in crate::commands) posts: Vec<PathBuf>,
    /// Feeds of posts that take no side: every second post is learned from, the others are left to measure with
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::commands) neutral: Vec<PathBuf>,
    /// The same, but read without their dates
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::commands) undated: Vec<PathBuf>,
    /// Labelled posts that were written to teach what sampled posts hold few of
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::commands) written: Vec<PathBuf>,
    /// Lexicon folder with the made-up contestants of `--written`
    #[arg(long, value_name = "DIR")]
    pub(in crate::commands) written_with: Option<PathBuf>,
}

/// A labelled post, how much it counts, and whether it was sampled as posts come.
pub(in crate::commands) type Labelled = (LabelledPost, f32, bool);

/// The posts that a fit is made from.
#[derive(Clone, Debug, Default)]
pub(in crate::commands) struct Ground {
    /// Labelled posts of people.
    pub(in crate::commands) labelled: Vec<Labelled>,
    /// Posts that take no side, with the name of their feed and what they count.
    neutral: Vec<(FeedPost, String, f32)>,
    written: Vec<LabelledPost>,
    written_with: Option<PathBuf>,
}

impl Ground {
    pub(in crate::commands) fn read(files: &Files) -> Result<Ground, Fault> {
        let mut ground = Ground {
            written_with: files.written_with.clone(),
            ..Ground::default()
        };
        for (files, weight, natural) in [(&files.train, 1.0, true), (&files.chosen, CHOSEN_WEIGHT, false)] {
            for file in read::<LabelledPost>(files)? {
                ground
                    .labelled
                    .extend(file.records.into_iter().map(|post| (post, weight, natural)));
            }
        }
        let posts: Vec<FeedPost> = read::<FeedPost>(&files.posts)?
            .into_iter()
            .flat_map(|file| file.records)
            .collect();
        for table in &files.labels {
            let labelled = apart::join(table, &posts)?;
            ground
                .labelled
                .extend(labelled.into_iter().map(|post| (post, APART_WEIGHT, true)));
        }
        for (files, weight, dated) in [
            (&files.neutral, NEUTRAL_WEIGHT, true),
            (&files.undated, UNDATED_WEIGHT, false),
        ] {
            for file in read::<FeedPost>(files)? {
                let name = file.name.to_string();
                let posts = file.records.into_iter().step_by(2);
                ground.neutral.extend(posts.map(|mut post| {
                    post.time = post.time.filter(|_| dated);
                    (post, name.clone(), weight)
                }));
            }
        }
        for file in read::<LabelledPost>(&files.written)? {
            ground.written.extend(file.records);
        }
        Ok(ground)
    }

    /// Posts that take no side, with the name of their feed.
    pub(super) fn neutral_posts(&self) -> impl Iterator<Item = (&FeedPost, &str)> {
        self.neutral.iter().map(|(post, name, _)| (post, name.as_str()))
    }

    /// What a lexicon without fitted points reads in the posts, of the labelled ones those that are `wanted`.
    pub(super) fn examples(
        &self,
        bare: &netra::Lexicon,
        wanted: impl Fn(usize) -> bool,
    ) -> Result<Examples, Fault> {
        let reader = Classifier::builder().lexicon(bare.clone()).build()?;
        let mut examples = Examples::default();
        for (at, (post, weight, natural)) in self.labelled.iter().enumerate() {
            if wanted(at) {
                examples.add(&reader, post, *weight, *natural);
            }
        }
        for (post, source, weight) in &self.neutral {
            examples.add_quiet(&reader, &post.post(), source, *weight);
        }
        if !self.written.is_empty() {
            let mut reader = Classifier::builder().lexicon(bare.clone());
            if let Some(folder) = &self.written_with {
                reader = reader.lexicon_dir(folder);
            }
            let reader = reader.build()?;
            for post in &self.written {
                examples.add(&reader, post, WRITTEN_WEIGHT, false);
            }
        }
        Ok(examples)
    }
}
