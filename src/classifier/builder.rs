//! What a user may choose.

use std::path::PathBuf;
use std::sync::Arc;

use crate::blocks::Path;
use crate::error::{Error, ErrorKind, Result};
use crate::law::{Choice, Moment, RegionCode};
use crate::lexicon::Lexicon;
use crate::normalise::ReadBy;
use crate::pack::{Mask, Pack};

/// How sure a finding must be to be flagged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Precision first.
    Strict,
    /// Precision and recall in balance. The default.
    #[default]
    Balanced,
    /// Recall first.
    Wide,
}

impl Profile {
    /// Reads the word used on the command line.
    #[must_use]
    pub fn parse(word: &str) -> Option<Profile> {
        Some(match word {
            "strict" => Profile::Strict,
            "balanced" => Profile::Balanced,
            "wide" => Profile::Wide,
            _ => return None,
        })
    }
}

/// Whose posts are flagged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuthorFilter {
    /// Everybody's but those who are known not to be bound. The default.
    #[default]
    Any,
    /// Only of those who are known to be bound.
    KnownBound,
}

/// Builds a [`Classifier`](crate::Classifier).
///
/// ```
/// use netra::{Classifier, Post, Profile};
/// let classifier = Classifier::builder().policy("+lebong-2024").profile(Profile::Wide).build()?;
/// assert!(classifier.classify(&Post::text("Coblos nomor 1, Prabowo!")).policy.len() == 2);
/// # Ok::<(), netra::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    lexicon: Option<Lexicon>,
    folders: Vec<PathBuf>,
    pack: Option<Vec<u8>>,
    choices: Choices,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    policies: Vec<String>,
    elections: Vec<String>,
    as_of: Option<String>,
    region: Option<String>,
    author: AuthorFilter,
    profile: Profile,
    pub(super) without: ReadBy,
    pub(super) path: Path,
}

/// The choices, looked up in the pack.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) policies: Choice,
    /// Whether a contest may be in play at all, by number.
    pub(crate) contests: Vec<bool>,
    pub(crate) as_of: Option<Moment>,
    pub(crate) region: Option<(RegionCode, Arc<str>)>,
    pub(crate) author: AuthorFilter,
    pub(crate) profile: Profile,
    /// Parts of the lexicon that are left out.
    pub(crate) mask: Mask,
}

impl Builder {
    /// Uses this lexicon in place of the embedded one.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Builder {
        self.lexicon = Some(lexicon);
        self
    }

    /// Lays the files of a folder over the lexicon: files of the same path are replaced, others added. Repeatable.
    #[must_use]
    pub fn lexicon_dir(mut self, folder: impl Into<PathBuf>) -> Builder {
        self.folders.push(folder.into());
        self
    }

    /// Uses a compiled lexicon, as [`Classifier::to_pack`](crate::Classifier::to_pack) or `netra pack build` made it, in place
    /// of the embedded one. Nothing can be laid over a pack: it has been compiled.
    #[must_use]
    pub fn pack(mut self, bytes: impl Into<Vec<u8>>) -> Builder {
        self.pack = Some(bytes.into());
        self
    }

    /// Chooses policies: `lebong-2024` is exactly that one, `+lebong-2024` adds it to the national rules. Repeatable;
    /// several may be joined by commas.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Builder {
        self.choices.policies.push(policy.into());
        self
    }

    /// Looks only for contestants of these elections (joined by commas). Repeatable.
    #[must_use]
    pub fn election(mut self, elections: impl Into<String>) -> Builder {
        let elections = elections.into();
        let named = elections
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty() && *name != "all");
        self.choices.elections.extend(named.map(str::to_owned));
        self
    }

    /// Judges posts without a time as if written then.
    #[must_use]
    pub fn as_of(mut self, time: impl Into<String>) -> Builder {
        self.choices.as_of = Some(time.into());
        self
    }

    /// Judges posts without a region as if written there.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Builder {
        self.choices.region = Some(region.into());
        self
    }

    /// Whose posts are flagged.
    #[must_use]
    pub fn author(mut self, author: AuthorFilter) -> Builder {
        self.choices.author = author;
        self
    }

    /// How sure a finding must be to be flagged.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Builder {
        self.choices.profile = profile;
        self
    }

    /// Switches readings off: a word that only they make known stays unknown. Repeatable. For measuring what each reading
    /// brings and costs; nothing else is served by reading less.
    ///
    /// ```
    /// use netra::{Classifier, Post, normalise::ReadBy};
    /// let post = Post::text("Ayo c0bl0s Prabowo-Gibran!");
    /// let plain = Classifier::builder().without(ReadBy::LEET).build()?;
    /// assert!(plain.classify(&post).score < Classifier::new().classify(&post).score);
    /// # Ok::<(), netra::Error>(())
    /// ```
    #[must_use]
    pub fn without(mut self, readings: ReadBy) -> Builder {
        self.choices.without.add(readings);
        self
    }

    /// Reads bytes on this path instead of the fastest. For measuring and testing: verdicts are the same on all. A path that
    /// the processor cannot go is replaced by the fastest that it can.
    ///
    /// ```
    /// use netra::{Classifier, Path, Post};
    /// let portable = Classifier::builder().path(Path::Portable).build()?;
    /// let post = Post::text("Semoga Anies-Muhaimin menang!");
    /// assert_eq!(portable.classify(&post), Classifier::new().classify(&post));
    /// # Ok::<(), netra::Error>(())
    /// ```
    #[must_use]
    pub fn path(mut self, path: Path) -> Builder {
        self.choices.path = path;
        self
    }

    pub(super) fn into_parts(self) -> Result<(Pack, Choices)> {
        let mut lexicon = self.lexicon;
        for folder in self.folders {
            let overlay = Lexicon::from_dir(folder)?;
            lexicon.get_or_insert_with(Lexicon::embedded).extend(overlay);
        }
        let pack = match (self.pack, lexicon) {
            (None, None) => crate::pack::shipped()?,
            (None, Some(lexicon)) => crate::pack::compile(&lexicon)?,
            (Some(bytes), None) => crate::pack::load(&bytes)?,
            (Some(_), Some(_)) => {
                return Err(
                    Error::new(ErrorKind::Unknown, "a pack and a lexicon cannot be used at once")
                        .help("build a pack that holds both: `netra pack build --lexicon DIR -o FILE`"),
                );
            }
        };
        Ok((pack, self.choices))
    }
}

impl Choices {
    pub(super) fn resolve(self, pack: &Pack) -> Result<Options> {
        let law = &pack.law;
        for election in &self.elections {
            let known = pack
                .contests
                .iter()
                .any(|contest| *contest.election == **election);
            if !known && law.election(election).is_none() {
                let mut names: Vec<&str> = pack.contests.iter().map(|contest| &*contest.election).collect();
                names.sort_unstable();
                names.dedup();
                return Err(
                    Error::new(ErrorKind::Unknown, format!("no election is called `{election}`"))
                        .help(format!("choose from: {}, all", names.join(", "))),
                );
            }
        }
        let region = match &self.region {
            None => None,
            Some(text) => {
                let region = law
                    .region(text)
                    .map_err(|bad| Error::new(ErrorKind::Unknown, format!("region `{text}`: {bad}")))?;
                Some((region.code, Arc::from(region.code.to_string())))
            }
        };
        let as_of = match &self.as_of {
            None => None,
            Some(text) => {
                let zone = law.regions().zone(region.as_ref().map(|(code, _)| *code));
                Some(
                    Moment::parse(text, zone)
                        .map_err(|bad| Error::new(ErrorKind::Unknown, format!("time `{text}`: {bad}")))?,
                )
            }
        };
        let contests = pack
            .contests
            .iter()
            .map(|contest| {
                self.elections.is_empty() || self.elections.iter().any(|name| **name == *contest.election)
            })
            .collect();
        Ok(Options {
            policies: law.choose(&self.policies)?,
            contests,
            as_of,
            region,
            author: self.author,
            profile: self.profile,
            mask: Mask::default(),
        })
    }
}
