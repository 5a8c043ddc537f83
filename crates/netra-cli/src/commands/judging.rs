//! The options that decide how posts are judged. Every command that judges takes the same ones.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::Fault;
use netra::{AuthorFilter, Builder, Classifier, Lexicon, Profile};

/// How posts are judged.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "How posts are judged")]
pub(crate) struct Judging {
    /// Legal profile: `X` applies exactly X, `+X` adds X to national. May be repeated
    ///
    /// `netra policies` lists them.
    #[arg(
        long,
        value_name = "[+]POLICY",
        value_delimiter = ',',
        allow_hyphen_values = false
    )]
    policy: Vec<String>,

    /// Elections whose contestants are looked for, or `all`; `all,pileg-2024` adds the candidates for DPR and DPD
    #[arg(long, value_name = "ELECTION", value_delimiter = ',')]
    election: Vec<String>,

    /// Judge posts that carry no time as if written on this date
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Region of posts that name none: a Kemendagri code (3325) or a name
    #[arg(long, value_name = "CODE")]
    region: Option<String>,

    /// Whose posts are flagged
    #[arg(long, value_enum, default_value_t)]
    author: Author,

    /// What is flagged: few and sure, or many and some wrong
    #[arg(long, value_enum, default_value_t)]
    profile: Threshold,

    /// Folder with more lexicon files, laid over the built-in ones. May be repeated
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,

    /// Compiled lexicon in place of the built-in one, as `netra pack build` writes it
    #[arg(long, value_name = "FILE", conflicts_with = "lexicon")]
    pack: Option<PathBuf>,

    /// Let such a folder take away more contestants than it adds
    #[arg(long)]
    allow_shrink: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Author {
    /// Everybody's, except those of authors who are known not to be bound
    #[default]
    Any,
    /// Only those of authors who are known to be bound
    KnownBound,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Threshold {
    /// Few false alarms
    Strict,
    /// The best of both
    #[default]
    Balanced,
    /// Few misses
    Wide,
}

impl Judging {
    /// Builds the classifier that the options describe.
    pub(crate) fn classifier(&self) -> Result<Classifier, Fault> {
        self.built(Classifier::builder())
    }

    /// The same over this lexicon in place of the built-in one.
    pub(crate) fn classifier_of(&self, lexicon: Lexicon) -> Result<Classifier, Fault> {
        self.built(Classifier::builder().lexicon(lexicon))
    }

    fn built(&self, builder: Builder) -> Result<Classifier, Fault> {
        Ok(self.described(builder)?.build()?)
    }

    /// The classifier that the options describe, but for the profile.
    pub(crate) fn classifier_under(&self, profile: Profile) -> Result<Classifier, Fault> {
        Ok(self.described(Classifier::builder())?.profile(profile).build()?)
    }

    fn described(&self, builder: Builder) -> Result<Builder, Fault> {
        let mut builder = builder
            .allow_shrink(self.allow_shrink)
            .author(match self.author {
                Author::Any => AuthorFilter::Any,
                Author::KnownBound => AuthorFilter::KnownBound,
            })
            .profile(match self.profile {
                Threshold::Strict => Profile::Strict,
                Threshold::Balanced => Profile::Balanced,
                Threshold::Wide => Profile::Wide,
            });
        for folder in &self.lexicon {
            builder = builder.lexicon_dir(folder);
        }
        if let Some(file) = &self.pack {
            builder = builder.pack(super::pack::read(file)?);
        }
        for policy in &self.policy {
            builder = builder.policy(policy);
        }
        if !self.election.is_empty() {
            builder = builder.election(self.election.join(","));
        }
        if let Some(date) = &self.as_of {
            builder = builder.as_of(date);
        }
        if let Some(region) = &self.region {
            builder = builder.region(region);
        }
        Ok(builder)
    }

    /// The elections that were chosen; none for all.
    pub(crate) fn elections(&self) -> &[String] {
        &self.election
    }

    /// The folders of `--lexicon`.
    pub(crate) fn lexicon(&self) -> &[PathBuf] {
        &self.lexicon
    }

    /// The word of `--profile`.
    pub(crate) fn profile(&self) -> &'static str {
        match self.profile {
            Threshold::Strict => "strict",
            Threshold::Balanced => "balanced",
            Threshold::Wide => "wide",
        }
    }

    /// The options as they were given, for the summary of a run.
    pub(crate) fn describe(&self) -> serde_json::Value {
        serde_json::json!({
            "policy": self.policy,
            "election": self.election,
            "as_of": self.as_of,
            "region": self.region,
            "author": word(&self.author),
            "profile": self.profile(),
            "pack": self.pack.as_ref().map(|path| path.display().to_string()),
            "lexicon": self.lexicon.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        })
    }
}

fn word(value: &impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
