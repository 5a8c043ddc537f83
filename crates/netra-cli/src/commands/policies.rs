//! `netra policies`: the legal profiles.

use std::fmt::Write as _;

use clap::Args;
use netra::law::Contrast;
use netra::{Action, Author, AuthorStatus, Binds, Classifier, Post, Target};

use super::lawbook::{Lawbook, print_json, print_page, unknown};
use crate::exit::{Exit, Fault};

/// List the policies, or show one: which bans bind whom, where and when
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra policies
  netra policies lebong-2024
  netra score posts.jsonl --policy +lebong-2024")]
pub(crate) struct Policies {
    /// The policy
    id: Option<String>,

    #[command(flatten)]
    lawbook: Lawbook,
}

impl Policies {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let law = self.lawbook.law()?;
        let Some(id) = &self.id else {
            return if self.lawbook.json {
                print_json(&law.policies())
            } else {
                print_page(&law.policies_page())
            };
        };
        let ids = || law.policies().iter().map(|policy| &*policy.id);
        let policy = law.policy(id).ok_or_else(|| unknown("policy", id, ids()))?;
        if self.lawbook.json {
            return print_json(policy);
        }
        let mut page = law.policy_page(id).unwrap_or_default();
        if let Some(contrast) = &policy.contrast {
            page.push_str(&self.contrast(id, contrast)?);
        }
        print_page(&page)
    }

    /// The post that this policy and another judge differently, judged anew under both.
    fn contrast(&self, id: &str, contrast: &Contrast) -> Result<String, Fault> {
        let mut page = String::from("\nPos yang dinilai berbeda / A post judged differently\n");
        let mut line = |label: &str, text: &str| {
            if !text.is_empty() {
                // Writing to a string cannot fail.
                let _ = writeln!(page, "  {label}: {text}");
            }
        };
        line("perbuatan / action", &contrast.action);
        line("teks / text", &contrast.text);
        line("akun sasaran / target account", &contrast.target_account);
        line("teks sasaran / target text", &contrast.target_text);
        line("penulis / author", &contrast.author);
        line(
            "waktu, wilayah / when, where",
            &format!("{}, {}", contrast.time, contrast.region),
        );
        line("sebabnya / why", &contrast.id);
        line("in English", &contrast.en);
        for policy in [id, &*contrast.with] {
            let _ = writeln!(page, "  {policy}:");
            let classifier = Classifier::builder()
                .lexicon(self.lawbook.lexicon()?)
                .policy(policy)
                .build()?;
            let verdict = classifier.classify(&post(contrast));
            if verdict.findings.is_empty() {
                page.push_str("    tidak ada temuan / no finding\n");
            }
            for finding in &verdict.findings {
                let how = if finding.flagged {
                    "dugaan / flagged"
                } else {
                    "temuan lemah, tidak ditandai / reported, not flagged"
                };
                let _ = writeln!(
                    page,
                    "    {} {}: {how}; mengikat / binds {}",
                    finding.ban,
                    finding.score,
                    binds(finding.binds)
                );
                for citation in finding.citations.iter() {
                    let _ = writeln!(
                        page,
                        "      {}, {} [{}]",
                        citation.instrument, citation.article, citation.status
                    );
                }
            }
        }
        Ok(page)
    }
}

/// The post of a contrast.
fn post(contrast: &Contrast) -> Post<'_> {
    let given = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned().into());
    let mut post = Post::text(&*contrast.text);
    if let Some(action) = Action::parse(&contrast.action) {
        post = post.action(action);
    }
    if !contrast.target_account.is_empty() || !contrast.target_text.is_empty() {
        post = post.target(Target {
            account: given(&contrast.target_account),
            text: given(&contrast.target_text),
            ..Target::default()
        });
    }
    post.author = Some(Author {
        status: AuthorStatus::parse(&contrast.author),
        ..Author::default()
    });
    post.time = given(&contrast.time);
    post.region = given(&contrast.region);
    post
}

fn binds(binds: Binds) -> &'static str {
    match binds {
        Binds::Yes => "yes",
        Binds::No => "no",
        Binds::Unknown => "unknown",
    }
}
