//! What must not stand in an output: who wrote, and, where that is asked, what.
//!
//! `--pseudonymise` puts a keyed hash in the place of every account that is not public: the author's, private targets',
//! accounts mentioned in texts, in evidence, in the fields to keep, in rejects. The same account gets the same pseudonym
//! under the same key, so that posts can still be grouped; without the key nobody can tell or try out whose it is.
//! Accounts of contestants, parties and institutions stay: whom a post is about is what it is judged by.
//! `--redact text` leaves out what was written, and keeps where the evidence stands.

pub(crate) mod handles;
mod json;
mod pseudonym;
mod public;

use std::borrow::Cow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use netra::{Post, TargetKind, Verdict};

use crate::exit::Fault;
pub(crate) use pseudonym::Pseudonyms;
pub(crate) use public::Public;

/// What must not stand in the output.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "What must not be written")]
pub(crate) struct PrivacyOptions {
    /// Write a keyed hash in the place of every account and name that is not a contestant's or an institution's
    ///
    /// KEYFILE holds the secret: any 16 bytes or more (`head -c 32 /dev/urandom > key`). The same key gives the same
    /// pseudonyms, in every output and every run. Keep it apart from the outputs; who has it can find out whose
    /// account a pseudonym stands for.
    #[arg(long, value_name = "KEYFILE", visible_alias = "pseudonymize")]
    pub(crate) pseudonymise: Option<PathBuf>,

    /// Further accounts that are public and stay as they are
    #[arg(long, value_name = "HANDLE", value_delimiter = ',', requires = "pseudonymise")]
    pub(crate) public: Vec<String>,

    /// Leave this out of every output
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) redact: Option<Redact>,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Redact {
    /// What was written: texts to keep, the words of evidence, the records of rejects. Spans stay
    Text,
}

/// What must not stand in the output of a run.
#[derive(Debug, Default)]
pub(crate) struct Privacy {
    names: Option<Names>,
    redact_text: bool,
    /// Which of the fields to keep hold text, and which hold an account or a name.
    keep: Vec<Holds>,
    /// The columns that hold texts and accounts, besides the usual ones.
    columns: json::Columns,
}

/// Pseudonyms, and whom they spare.
#[derive(Debug)]
struct Names {
    pseudonyms: Pseudonyms,
    public: Public,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Account,
    Else,
}

impl Privacy {
    /// Reads the key. `mapped` is what `--field` and a preset say, `keep` the names of `--keep`, `lexicons` the folders
    /// whose contestants are public besides the built-in ones.
    pub(crate) fn new<'f>(
        options: &PrivacyOptions,
        mapped: impl Iterator<Item = (&'static str, &'f str)>,
        keep: &[String],
        lexicons: &[PathBuf],
    ) -> Result<Privacy, Fault> {
        let names = match &options.pseudonymise {
            None => None,
            Some(file) => Some(Names {
                pseudonyms: Pseudonyms::read(file)?,
                public: Public::new(&options.public, lexicons)?,
            }),
        };
        let columns = json::Columns::new(mapped);
        Ok(Privacy {
            names,
            redact_text: options.redact == Some(Redact::Text),
            keep: keep.iter().map(|name| columns.holds(name)).collect(),
            columns,
        })
    }

    /// Whether anything is to be changed at all.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.names.is_some() || self.redact_text
    }

    /// By what a checkpoint knows the key again; nothing about the key can be read from it.
    pub(crate) fn mark(&self) -> Option<String> {
        self.names.as_ref().map(|names| names.pseudonyms.of("checkpoint"))
    }

    /// Takes out of a verdict what must not stand in it.
    pub(crate) fn verdict(&self, verdict: &mut Verdict, post: &Post<'_>) {
        let own = self.own(post);
        let clean = |field: &str, start: usize, text: &mut String| {
            if self.redact_text {
                text.clear();
            } else if let Some(names) = &self.names {
                if field.ends_with(".account") || field.ends_with(".name") {
                    *text = names.handle(text, &own.public).into_owned();
                } else {
                    let before = post.field(field).and_then(|all| all.get(..start)).unwrap_or("");
                    // The `@` may stand just before the span, and the span end within the handle.
                    if before.ends_with(['@', '＠']) {
                        *text = names.handle(text, &own.public).into_owned();
                    } else if let Cow::Owned(changed) = names.text(text, &own) {
                        *text = changed;
                    }
                }
            }
        };
        for finding in &mut verdict.findings {
            for hit in &mut finding.ledger.evidence {
                clean(&hit.field, hit.start, &mut hit.text);
            }
            for guard in &mut finding.ledger.mitigating {
                clean(&guard.field, guard.start, &mut guard.text);
            }
        }
        for guard in &mut verdict.mitigating {
            clean(&guard.field, guard.start, &mut guard.text);
        }
    }

    /// Takes out of the fields to keep what must not stand in them.
    pub(crate) fn kept(&self, kept: &mut [Option<Cow<'_, str>>], post: &Post<'_>) {
        let own = self.own(post);
        for (value, holds) in kept.iter_mut().zip(&self.keep) {
            if let Some(json) = value {
                *value = self.value(json, *holds, &own).map(Cow::Owned);
            }
        }
    }

    /// A rejected record as it may be shown: `None` where nobody can tell what in it is private.
    pub(crate) fn raw(&self, raw: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(raw).ok()?;
        self.value(text, Holds::Else, &Own::default())
    }

    /// A reason that quotes what was found.
    pub(crate) fn reason<'r>(&self, reason: &'r str) -> Cow<'r, str> {
        match &self.names {
            _ if self.redact_text => reason.split(": string \"").next().unwrap_or(reason).into(),
            Some(names) => names.text(reason, &Own::default()),
            None => reason.into(),
        }
    }

    fn value(&self, json: &str, holds: Holds, own: &Own<'_>) -> Option<String> {
        let mut value: serde_json::Value = serde_json::from_str(json).ok()?;
        json::clean(
            &mut value,
            holds,
            &self.columns,
            self.redact_text,
            &|text, holds| match (&self.names, holds) {
                (None, _) => text.to_owned(),
                (Some(names), Holds::Account) => names.handle(text, &own.public).into_owned(),
                (Some(names), _) if own.is_private(text) => names.handle(text, &own.public).into_owned(),
                (Some(names), _) => names.text(text, own).into_owned(),
            },
        )
        .then(|| value.to_string())
    }

    fn own<'p>(&self, post: &'p Post<'_>) -> Own<'p> {
        let mut own = Own::default();
        if self.names.is_none() {
            return own;
        }
        if let Some(author) = &post.author {
            own.private.extend(author.account.as_deref());
            own.private.extend(author.name.as_deref());
        }
        if let Some(target) = &post.target {
            let account = [target.account.as_deref(), target.name.as_deref()];
            match target.kind {
                None | Some(TargetKind::Private) => own.private.extend(account.into_iter().flatten()),
                Some(_) => own.public.extend(account.into_iter().flatten()),
            }
        }
        own
    }
}

/// The accounts and names that a post itself says whose they are.
#[derive(Debug, Default)]
struct Own<'p> {
    private: Vec<&'p str>,
    public: Vec<&'p str>,
}

impl Own<'_> {
    /// Whether a whole value is an account or a name that the post calls private.
    fn is_private(&self, text: &str) -> bool {
        self.private.iter().any(|own| same(own, text))
    }
}

/// Whether two handles are one: with or without `@`, in any case.
fn same(one: &str, other: &str) -> bool {
    handles::bare(one) == handles::bare(other)
}

impl Names {
    /// The pseudonym of an account or a name; itself where it is public.
    fn handle<'t>(&self, handle: &'t str, public: &[&str]) -> Cow<'t, str> {
        let bare = handles::bare(handle);
        if bare.is_empty()
            || self.public.has(&bare)
            || Pseudonyms::is_one(&bare)
            || public.iter().any(|own| same(own, &bare))
        {
            return Cow::Borrowed(handle);
        }
        let sign = if handle.trim().starts_with(['@', '＠']) {
            "@"
        } else {
            ""
        };
        Cow::Owned(format!("{sign}{}", self.pseudonyms.of(&bare)))
    }

    /// A text with pseudonyms for the accounts in it.
    fn text<'t>(&self, text: &'t str, own: &Own<'_>) -> Cow<'t, str> {
        handles::replace(text, &own.private, &|handle| {
            self.handle(handle, &own.public).into_owned()
        })
    }
}

#[cfg(test)]
mod tests;
