//! `netra schema`: the records, as JSON Schema.

use clap::{Args, ValueEnum};

use crate::console;
use crate::exit::{Exit, Fault};

/// Print the JSON Schema of the records
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra schema > netra.schema.json
  netra schema verdict | jq '.\"$defs\".finding.properties | keys'")]
pub(crate) struct Schema {
    /// Which record; without it, any of them
    #[arg(value_enum)]
    record: Option<Record>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Record {
    /// The input of `score`
    Post,
    /// The output of `score`
    Verdict,
    /// A line of `--rejects`
    Reject,
    /// The file of `--summary`
    Summary,
    /// The output of `explain --json`
    Explanation,
}

/// The schema of all records; a test holds it against what the tool writes.
const SCHEMA: &str = include_str!("../../schema/netra.schema.json");

impl Schema {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let Some(record) = self.record.as_ref().and_then(ValueEnum::to_possible_value) else {
            console::print(SCHEMA)?;
            return Ok(Exit::Done);
        };
        let mut schema: serde_json::Value = serde_json::from_str(SCHEMA)
            .map_err(|error| Fault::usage(format!("the built-in schema: {error}")))?;
        if let Some(fields) = schema.as_object_mut() {
            fields.remove("anyOf");
            fields.insert("$ref".to_owned(), format!("#/$defs/{}", record.get_name()).into());
        }
        console::print(&format!("{schema:#}\n"))?;
        Ok(Exit::Done)
    }
}
