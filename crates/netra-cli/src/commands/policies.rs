//! `netra policies`: the legal profiles.

use clap::Args;

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
        print_page(&law.policy_page(id).unwrap_or_default())
    }
}
