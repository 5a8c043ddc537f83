//! `netra calendar`: elections and their periods.

use clap::Args;
use netra::law::{Law, Moment, RegionCode};

use super::lawbook::{Lawbook, print_json, print_page};
use crate::exit::{Exit, Fault};

/// Show the elections and their periods, or what was in play on a day in a region
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra calendar
  netra calendar --at 2024-11-25 --region 3325
  netra calendar --at 2024-02-14 --json | jq '.[] | [.id, .period]'")]
pub(crate) struct Calendar {
    /// A day, or a moment in RFC 3339
    #[arg(long, value_name = "DATE")]
    at: Option<String>,

    /// A region: Kemendagri code or name
    #[arg(long, value_name = "CODE")]
    region: Option<String>,

    #[command(flatten)]
    lawbook: Lawbook,
}

impl Calendar {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let law = self.lawbook.law()?;
        let region = match &self.region {
            None => None,
            Some(text) => {
                let found = law
                    .region(text)
                    .map_err(|bad| Fault::usage(format!("--region {text}: {bad}")))?;
                Some(found.code)
            }
        };
        let moment = match &self.at {
            None => None,
            Some(text) => {
                let zone = law.regions().zone(region);
                Some(Moment::parse(text, zone).map_err(|bad| Fault::usage(format!("--at {text}: {bad}")))?)
            }
        };
        match (self.lawbook.json, moment) {
            (false, moment) => print_page(&law.calendar_page(moment, region)),
            (true, None) => {
                let all = law.elections().iter().filter(|election| election.covers(region));
                print_json(&all.collect::<Vec<_>>())
            }
            (true, Some(moment)) => print_json(&in_play(&law, moment, region)),
        }
    }
}

/// The elections that are open, each with its period.
fn in_play(law: &Law, moment: Moment, region: Option<RegionCode>) -> Vec<serde_json::Value> {
    law.in_play(moment, region)
        .map(|election| {
            serde_json::json!({
                "id": election.id,
                "title": election.title,
                "period": law.period(&election.id, region, moment).as_str(),
                "period_status": law.period_status(&election.id, region, moment),
                "numbers_drawn": law.numbers_drawn(&election.id, region, moment),
            })
        })
        .collect()
}
