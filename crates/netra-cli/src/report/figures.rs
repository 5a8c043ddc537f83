//! What was measured about netra's verdicts, for the note on errors: read from data that stand beside this file.

use serde::{Deserialize, Serialize};

use super::names::Label;
use crate::exit::Fault;

const FIGURES: &str = include_str!("page/figures.json");

/// What was measured, where and when.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figures {
    /// The file of the project that states them.
    pub(crate) source: String,
    pub(crate) date: String,
    pub(crate) agreement: Vec<Agreement>,
    pub(crate) alarms: Vec<Alarms>,
}

/// How often careful readers agree with a flag, on posts chosen to hold many cases.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreement {
    pub(crate) profile: String,
    pub(crate) posts: u32,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) command: String,
}

/// How many posts are flagged in a feed in which hardly any should be.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Alarms {
    pub(crate) feed: Words,
    pub(crate) posts: u32,
    pub(crate) per_thousand: f64,
}

/// Words in both languages.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) id: String,
    pub(crate) en: String,
}

/// What the rates of such feeds would mean for this run.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Expected {
    pub(crate) feed: Label,
    pub(crate) per_thousand: f64,
    /// False alarms among the verdicts of this run, were its feed like that one.
    pub(crate) alarms: f64,
}

impl Figures {
    /// Reads them.
    pub(crate) fn embedded() -> Result<Figures, Fault> {
        serde_json::from_str(FIGURES).map_err(|error| Fault::usage(format!("page/figures.json: {error}")))
    }

    /// Among so many verdicts.
    pub(crate) fn expected(&self, verdicts: u64) -> Vec<Expected> {
        self.alarms
            .iter()
            .map(|rate| Expected {
                feed: Label(rate.feed.id.clone(), rate.feed.en.clone()),
                per_thousand: rate.per_thousand,
                alarms: (rate.per_thousand * verdicts as f64 / 1_000.0).round(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shares_and_say_where_they_come_from() {
        let figures = Figures::embedded().expect("figures");
        assert!(!figures.agreement.is_empty() && !figures.alarms.is_empty());
        for one in &figures.agreement {
            assert!((0.0..=1.0).contains(&one.precision) && (0.0..=1.0).contains(&one.recall));
            assert!(one.command.starts_with("netra eval"));
        }
        assert_eq!(figures.expected(10_000).len(), figures.alarms.len());
        assert!(figures.expected(0).iter().all(|one| one.alarms == 0.0));
    }
}
