//! Posts that were reviewed and settled: a table of ids, each with the reason why it needs no second look.

use std::collections::HashMap;
use std::path::Path;

use crate::exit::Fault;

/// The settled posts and their reasons.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    reasons: HashMap<Box<str>, Box<str>>,
}

impl Settled {
    /// Reads a CSV table with the columns `id` and `reason`; others are left alone. A semicolon parts as well as a
    /// comma, because spreadsheets write it.
    pub(crate) fn read(path: &Path) -> Result<Settled, Fault> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Fault::usage(format!("cannot read {}: {error}", path.display())))?;
        Settled::parse(&path.display().to_string(), text.trim_start_matches('\u{feff}'))
    }

    fn parse(name: &str, text: &str) -> Result<Settled, Fault> {
        let head = text.lines().next().unwrap_or_default();
        let delimiter = if head.contains(';') && !head.contains(',') {
            b';'
        } else {
            b','
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| Fault::usage(format!("{name}: {error}"));
        let headers = reader.headers().map_err(broken)?;
        let column = |wanted: &str| {
            headers.iter().position(|header| header.trim().eq_ignore_ascii_case(wanted)).ok_or_else(|| {
                Fault::usage(format!(
                    "{name}:1: no column `{wanted}`; a table of settled posts begins with the line: id,reason"
                ))
            })
        };
        let (id, reason) = (column("id")?, column("reason")?);
        let mut settled = Settled::default();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |at: usize| record.get(at).unwrap_or_default().trim();
            if cell(id).is_empty() && cell(reason).is_empty() {
                continue;
            }
            if cell(id).is_empty() || cell(reason).is_empty() {
                let missing = if cell(id).is_empty() { "id" } else { "reason" };
                return Err(Fault::usage(format!(
                    "{name}:{line}: no {missing}; each settled post needs its id and the reason why it is settled"
                )));
            }
            settled
                .reasons
                .insert(Box::from(cell(id)), Box::from(cell(reason)));
        }
        Ok(settled)
    }

    /// Why a lead is settled; its id comes as it is written in JSON, the table's as people write it.
    pub(crate) fn reason(&self, id: &str) -> Option<&str> {
        let bare = plain_id(id);
        self.reasons.get(bare.as_str()).map(|reason| &**reason)
    }

    /// How many posts the table holds.
    pub(crate) fn len(&self) -> usize {
        self.reasons.len()
    }
}

/// An id as people write it: a string without its quotation marks.
pub(crate) fn plain_id(json: &str) -> String {
    if json.starts_with('"') {
        serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
    } else {
        json.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_however_they_are_written() {
        for text in [
            "id,reason,by\n17,kutipan berita,ani\n\"a, b\",bukan ASN\n\n",
            "id;reason\n17;kutipan berita\n\"a, b\";bukan ASN\n",
        ] {
            let settled = Settled::parse("s.csv", text).expect(text);
            assert_eq!(settled.reason("17"), Some("kutipan berita"));
            assert_eq!(settled.reason("\"17\""), Some("kutipan berita"));
            assert_eq!(settled.reason("\"a, b\""), Some("bukan ASN"));
            assert_eq!(settled.reason("\"c\""), None);
            assert_eq!(settled.len(), 2);
        }
    }

    #[test]
    fn a_reason_is_owed() {
        for (text, part) in [
            ("id,reason\n17,\n", "s.csv:2: no reason"),
            ("id,reason\na,b\n,x\n", "s.csv:3: no id"),
            ("id,why\n", "no column `reason`"),
        ] {
            match Settled::parse("s.csv", text) {
                Err(Fault::Usage(message)) => assert!(message.contains(part), "{message}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
