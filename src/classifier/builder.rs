//! What a user may choose.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::blocks::Path;
use crate::error::{Error, ErrorKind, Result};
use crate::law::{Choice, Flags, Moment, Policies, RegionCode};
use crate::lexicon::contestants::{self, FIGURES};
use crate::lexicon::{Lexicon, OPTIONAL};
use crate::normalise::ReadBy;
use crate::pack::{Contest, Mask, Pack};
use crate::post::{Author, AuthorStatus};

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
    shrink: bool,
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
    /// What is true of a post with nothing known beside its text.
    pub(crate) usual: Usual,
    /// Whether a contest may be in play at all, by number.
    pub(crate) contests: Vec<bool>,
    /// Whether a contest has had a successor among those, by number: in a post without a time it is taken for over.
    pub(crate) earlier: Vec<bool>,
    pub(crate) as_of: Option<Moment>,
    pub(crate) region: Option<(RegionCode, Arc<str>)>,
    pub(crate) author: AuthorFilter,
    pub(crate) profile: Profile,
    /// Parts of the lexicon that are left out.
    pub(crate) mask: Mask,
}

/// Answers of the law where neither region nor time nor author is known, as in most feeds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usual {
    pub(crate) policies: Policies,
    pub(crate) flags: Flags,
    pub(crate) author: AuthorStatus,
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

    /// Looks only for contestants of these elections (joined by commas); `all` is all of the lexicon. Repeatable.
    ///
    /// `pileg-2024` and `pemilu-2019` are compiled only when named, alone or beside `all`: the 10,585 candidates for DPR
    /// and DPD of 2024, and parties of 2019. Candidates for parliament bring the parties of their election with them.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let classifier = Classifier::builder().election("all,pileg-2024").build()?;
    /// let verdict = classifier.classify(&Post::text("Coblos caleg nomor 2 PKB dapil Aceh I ya!"));
    /// assert!(verdict.contestants.iter().any(|named| &*named.id == "pileg-2024/dpr/1101/1/2"));
    /// # Ok::<(), netra::Error>(())
    /// ```
    #[must_use]
    pub fn election(mut self, elections: impl Into<String>) -> Builder {
        let elections = elections.into();
        let named = elections
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        self.choices.elections.extend(named.map(str::to_owned));
        self
    }

    /// Lets a folder laid over the lexicon take away more contestants than it adds, by a table of the same path with
    /// fewer rows. Without it that is an error: it is seldom meant.
    #[must_use]
    pub fn allow_shrink(mut self, allow: bool) -> Builder {
        self.shrink = allow;
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
            let overlay = Lexicon::from_dir(&folder)?;
            let below = lexicon.get_or_insert_with(Lexicon::embedded);
            if !self.shrink {
                refuse_shrinking(below, &overlay, &folder)?;
            }
            below.extend(overlay);
        }
        for election in &self.choices.elections {
            // A pack has been compiled: it holds such a table, or the election is unknown to it.
            if self.pack.is_none() && OPTIONAL.iter().any(|table| table.election == *election) {
                lexicon
                    .get_or_insert_with(Lexicon::embedded)
                    .add_optional(election);
            }
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
    pub(super) fn resolve(mut self, pack: &Pack) -> Result<Options> {
        let law = &pack.law;
        if self.elections.iter().any(|name| name == "all") {
            self.elections.clear();
        }
        // A candidate of a list is often named by the party and a number on its list.
        for list in ["pileg-2024"] {
            if self.elections.iter().any(|name| name == list) {
                self.elections.push(list.replace("pileg", "pemilu"));
            }
        }
        for election in &self.elections {
            let known = pack
                .contests
                .iter()
                .any(|contest| *contest.election == **election);
            // The calendar knows elections whose contestants are not compiled unless asked for: a pack made without them has none.
            let left_out = OPTIONAL.iter().any(|table| table.election == *election);
            if !known && (left_out || law.election(election).is_none()) {
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
        let contests: Vec<bool> = pack
            .contests
            .iter()
            .map(|contest| {
                *contest.election != *FIGURES
                    && (self.elections.is_empty()
                        || self.elections.iter().any(|name| **name == *contest.election))
            })
            .collect();
        let earlier = earlier(&pack.contests, &contests);
        let policies = law.choose(&self.policies)?;
        let usual = law.policies_for(policies, None, None);
        Ok(Options {
            policies,
            usual: Usual {
                policies: usual,
                flags: law.flags(usual),
                author: law.author(&Author::default()).status,
            },
            contests,
            earlier,
            as_of,
            region,
            author: self.author,
            profile: self.profile,
            mask: Mask::default(),
        })
    }
}

/// An overlay may replace a table of contestants; one that takes away more of them than it adds must say so.
fn refuse_shrinking(below: &Lexicon, overlay: &Lexicon, folder: &std::path::Path) -> Result<()> {
    let tables = overlay.below("contestants/", ".csv");
    if tables.iter().all(|source| below.text(&source.path).is_none()) {
        return Ok(());
    }
    let (mut lost, mut added) = (0, 0);
    let mut path = "";
    for source in tables {
        let ids = |text: &str| -> Result<HashSet<Box<str>>> {
            let rows = contestants::read(&source.path, text)?;
            Ok(rows.into_iter().map(|row| row.id).collect())
        };
        let new = ids(&source.text)?;
        let old = below.text(&source.path).map_or_else(|| Ok(HashSet::new()), ids)?;
        if old.difference(&new).next().is_some() {
            path = &source.path;
        }
        lost += old.difference(&new).count();
        added += new.difference(&old).count();
    }
    if lost <= added {
        return Ok(());
    }
    let message = format!("this folder takes away {lost} contestants and adds {added}");
    Err(Error::new(ErrorKind::Lexicon, message).in_file(folder.join(path)).help(
        "a table of the same path replaces the built-in one: give yours another name to add to it, or allow it \
         (--allow-shrink)",
    ))
}

/// The contests that have a successor: the same office of the same region, filled anew in a later year.
fn earlier(contests: &[Contest], in_play: &[bool]) -> Vec<bool> {
    let mut newest: HashMap<(&str, &str), u16> = HashMap::new();
    let dated = || {
        contests
            .iter()
            .map(|contest| dated_office(contest).filter(|(_, _, year)| *year > 0))
    };
    for (office, _) in dated().zip(in_play).filter(|&(_, &in_play)| in_play) {
        if let Some((office, region, year)) = office {
            let newest = newest.entry((office, region)).or_default();
            *newest = year.max(*newest);
        }
    }
    dated()
        .map(|office| {
            office.is_some_and(|(office, region, year)| {
                newest.get(&(office, region)).is_some_and(|&newest| year < newest)
            })
        })
        .collect()
}

/// What is voted on, where, and the year in the election's name. Heads of a region are elected under many names.
fn dated_office(contest: &Contest) -> Option<(&str, &str, u16)> {
    let (name, year) = contest.election.rsplit_once('-')?;
    let year = year.parse().ok()?;
    let list = name.starts_with("pemilu") || name.starts_with("pileg");
    let office = if contest.region.is_empty() || list {
        name
    } else {
        ""
    };
    Some((office, &contest.region, year))
}
