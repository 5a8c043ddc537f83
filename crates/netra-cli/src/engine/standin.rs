//! A stand-in with the engine's face, for as long as the engine is being built: a dozen words, one rule.

#![allow(clippy::result_large_err, clippy::wrong_self_convention)]

use std::path::Path;
use std::sync::Arc;

use netra::{
    Binds, Citation, Error, ErrorKind, Evidence, Finding, Ledger, Mitigating, Named, Post, Sanction, Score,
    Stance, Suppressed, Verdict,
};

#[derive(Clone)]
pub(crate) struct Classifier {
    profile: Profile,
    policy: Vec<Arc<str>>,
}

#[derive(Default)]
pub(crate) struct Scratch {
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Profile {
    Strict,
    #[default]
    Balanced,
    Wide,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AuthorFilter {
    #[default]
    Any,
    KnownBound,
}

#[derive(Default)]
pub(crate) struct Builder {
    profile: Profile,
    policy: Vec<Arc<str>>,
    broken: Option<Error>,
}

impl Builder {
    pub(crate) fn lexicon_dir(mut self, path: impl AsRef<Path>) -> Builder {
        if !path.as_ref().is_dir() {
            let message = format!("no such folder: {}", path.as_ref().display());
            self.broken = Some(Error::new(ErrorKind::Io, message));
        }
        self
    }

    pub(crate) fn policy(mut self, word: impl Into<String>) -> Builder {
        let word = word.into();
        let name = word.trim_start_matches('+');
        if ![
            "national",
            "lebong-2024",
            "pesawaran-2023",
            "batanghari-2024",
            "solok-2023",
            "batang-2023",
        ]
        .contains(&name)
        {
            self.broken = Some(
                Error::new(ErrorKind::Unknown, format!("no policy `{name}`"))
                    .help("allowed: national, lebong-2024"),
            );
        }
        if word.starts_with('+') && self.policy.is_empty() {
            self.policy.push("national".into());
        }
        self.policy.push(name.into());
        self
    }

    pub(crate) fn election(self, _elections: impl Into<String>) -> Builder {
        self
    }

    pub(crate) fn as_of(self, _date: impl Into<String>) -> Builder {
        self
    }

    pub(crate) fn region(self, _code: impl Into<String>) -> Builder {
        self
    }

    pub(crate) fn author(self, _filter: AuthorFilter) -> Builder {
        self
    }

    pub(crate) fn profile(mut self, profile: Profile) -> Builder {
        self.profile = profile;
        self
    }

    pub(crate) fn build(self) -> Result<Classifier, Error> {
        if let Some(error) = self.broken {
            return Err(error);
        }
        let mut policy = self.policy;
        if policy.is_empty() {
            policy.push("national".into());
        }
        Ok(Classifier {
            profile: self.profile,
            policy,
        })
    }
}

impl Classifier {
    pub(crate) fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn classify_with<'s>(&self, scratch: &'s mut Scratch, post: &Post<'_>) -> &'s Verdict {
        scratch.verdict = self.classify(post);
        &scratch.verdict
    }

    pub(crate) fn ban_ids(&self) -> Vec<&str> {
        vec![
            "social-post",
            "social-like",
            "social-share",
            "social-comment",
            "partisan-activity",
            "spouse-candidate",
        ]
    }

    pub(crate) fn pack_version(&self) -> &str {
        "0.0.0+standin"
    }

    pub(crate) fn classify(&self, post: &Post<'_>) -> Verdict {
        let text = post.text.to_lowercase();
        let mut verdict = Verdict {
            pack: self.pack_version().into(),
            engine: env!("CARGO_PKG_VERSION").into(),
            policy: self.policy.clone(),
            ..Verdict::default()
        };
        for field in &post.unreadable {
            verdict.notes.push(format!("{field}-unreadable").into());
        }
        verdict.notes.push("author-status-unknown".into());
        if post.time.is_none() {
            verdict.notes.push("time-missing".into());
        }
        // Lower-casing may move bytes; a stand-in only looks where it did not.
        if text.len() != post.text.len() {
            return verdict;
        }
        let mut evidence = Vec::new();
        for (word, signal, points) in [
            ("ayo", "call", 12),
            ("coblos", "call", 16),
            ("menangkan", "support", 14),
            ("dukung", "support", 14),
            ("prabowo", "contestant", 20),
            ("wayan", "contestant", 20),
        ] {
            if let Some(start) = text.find(word) {
                let end = start + word.len();
                evidence.push(Evidence {
                    field: "text".into(),
                    start,
                    end,
                    text: post.text[start..end].to_owned(),
                    signal: signal.into(),
                    term: word.into(),
                    points,
                    read_by: Vec::new(),
                });
            }
        }
        let mitigating: Vec<Mitigating> = text
            .find('?')
            .map(|start| Mitigating {
                guard: "question".into(),
                field: "text".into(),
                start,
                end: start + 1,
                text: "?".into(),
                points: Some(-5),
            })
            .into_iter()
            .collect();
        verdict.mitigating = mitigating
            .iter()
            .cloned()
            .map(|guard| Mitigating {
                points: None,
                ..guard
            })
            .collect();
        if let Some(hit) = evidence.iter().find(|hit| &*hit.signal == "contestant") {
            verdict.contestants.push(Named {
                id: "pilpres-2024/2".into(),
                name: "Prabowo Subianto – Gibran Rakabuming Raka".into(),
                field: "text".into(),
                start: hit.start,
                end: hit.end,
            });
        }
        let total: i32 = evidence.iter().map(|hit| hit.points).sum::<i32>()
            + mitigating.iter().filter_map(|guard| guard.points).sum::<i32>();
        let threshold = match self.profile {
            Profile::Strict => 40,
            Profile::Balanced => 25,
            Profile::Wide => 10,
        };
        if total < 10 {
            return verdict;
        }
        if text.contains("dilarang") {
            verdict.suppressed.push(Suppressed {
                ban: "partisan-activity".into(),
                by: "prohibition".into(),
            });
            return verdict;
        }
        verdict.score = Score::from_ten_thousandths(9713);
        verdict.flagged = total >= threshold;
        verdict.stance = if verdict.flagged {
            vec![Stance::Favour]
        } else {
            Vec::new()
        };
        verdict.findings.push(Finding {
            ban: "partisan-activity".into(),
            title: "Kegiatan yang mengarah pada keberpihakan (ajakan)".into(),
            flagged: total >= threshold,
            score: Score::from_ten_thousandths(9713),
            stance: Stance::Favour,
            contestant: verdict.contestants.first().map(|named| Arc::clone(&named.id)),
            period: Some("campaign".into()),
            sanction: Sanction {
                class: "disiplin-berat".into(),
                alternatives: Vec::new(),
            },
            binds: Binds::Unknown,
            citations: vec![Citation {
                instrument: "PP 94/2021".into(),
                article: "Pasal 5 huruf n angka 6".into(),
                status: "verified".into(),
            }],
            ledger: Ledger {
                total,
                evidence,
                mitigating,
            },
        });
        verdict
    }
}
