//! Reading verdicts as `netra score` writes them: JSON Lines, plain or compressed, and Parquet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader};
use std::sync::Arc;

use netra::{Finding, Mitigating, Named, Score, Stance, Suppressed};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::carried::Carried;
use super::lead::{self, Lead, Line, Shown};
use super::table::Tables;
use crate::exit::Fault;
use crate::input::fields::Fields;
use crate::input::repair;
use crate::input::source::{Source, Stream};

/// What the verdicts hold.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// Verdicts that were read.
    pub(crate) verdicts: u64,
    /// Those that are not flagged; they are counted and left.
    pub(crate) unflagged: u64,
    /// The flagged ones.
    pub(crate) leads: Vec<Lead>,
    /// What the leads have in common.
    pub(crate) tables: Tables,
    /// Lexicon and engine of each verdict, with how many they judged.
    pub(crate) judges: BTreeMap<(String, String), u64>,
    /// Policies, as verdicts list them.
    pub(crate) policies: BTreeSet<Vec<String>>,
    /// Official names of contestants that the verdicts bring along.
    pub(crate) names: HashMap<Arc<str>, Arc<str>>,
    /// Leads whose id another lead has too.
    pub(crate) same_id: u64,
}

/// What is read of every verdict.
#[derive(Deserialize)]
struct Head<'l> {
    flagged: bool,
    #[serde(borrow)]
    pack: &'l RawValue,
    #[serde(borrow)]
    engine: &'l RawValue,
    policy: Vec<String>,
}

/// What is read of a flagged one.
#[derive(Deserialize)]
struct Flagged<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
    score: Score,
    stance: Vec<Stance>,
    findings: Vec<Finding>,
    mitigating: Vec<Mitigating>,
    suppressed: Vec<Suppressed>,
    contestants: Vec<Named>,
    notes: Vec<String>,
    policy: Vec<String>,
    #[serde(default)]
    post: Option<Map<String, Value>>,
}

impl Run {
    /// Reads all files, one after the other.
    pub(crate) fn read(sources: &[Source], fields: &Fields) -> Result<Run, Fault> {
        let mut run = Run::default();
        for source in sources {
            let stream = source.open(&Arc::default(), None).map_err(Fault::Usage)?;
            refuse_what_is_no_verdict(&stream.name, stream.head())?;
            let name = source.name();
            each_line(stream, |number, line| {
                let text = String::from_utf8_lossy(line);
                let text = text.trim();
                if text.is_empty() {
                    return Ok(());
                }
                // Texts of posts may hold halves of characters, which JSON cannot say otherwise.
                run.add(&repair::surrogates(text), fields)
                    .map_err(|error| broken(&name, number, text, &error))
            })?;
        }
        let mut ids: HashMap<&str, u64> = HashMap::new();
        for lead in &run.leads {
            *ids.entry(&lead.id).or_default() += 1;
        }
        run.same_id = ids.values().filter(|count| **count > 1).sum();
        Ok(run)
    }

    fn add(&mut self, line: &str, fields: &Fields) -> Result<(), serde_json::Error> {
        let head: Head<'_> = serde_json::from_str(line)?;
        self.verdicts += 1;
        let judge = (word(head.pack), word(head.engine));
        *self.judges.entry(judge).or_default() += 1;
        if !self.policies.contains(&head.policy) {
            self.policies.insert(head.policy);
        }
        if !head.flagged {
            self.unflagged += 1;
            return Ok(());
        }
        let verdict: Flagged<'_> = serde_json::from_str(line)?;
        for named in &verdict.contestants {
            if !self.names.contains_key(&named.id) {
                self.names.insert(Arc::clone(&named.id), Arc::clone(&named.name));
            }
        }
        let tables = &mut self.tables;
        self.leads.push(Lead {
            id: Box::from(verdict.id.get()),
            score: verdict.score.ten_thousandths(),
            stance: verdict.stance,
            findings: verdict
                .findings
                .iter()
                .map(|one| Shown::of(one, tables))
                .collect(),
            guards: verdict
                .mitigating
                .iter()
                .map(|one| Line::guard(one, tables))
                .collect(),
            suppressed: verdict
                .suppressed
                .iter()
                .map(|one| lead::suppressed(one, tables))
                .collect(),
            named: verdict
                .contestants
                .iter()
                .map(|one| Line::named(one, tables))
                .collect(),
            notes: verdict.notes.iter().map(|note| tables.notes.put(note)).collect(),
            policies: verdict
                .policy
                .iter()
                .map(|policy| tables.policies.put(policy))
                .collect(),
            post: verdict
                .post
                .map(|post| Carried::kept(&post, fields))
                .unwrap_or_default(),
            without: Vec::new(),
        });
        Ok(())
    }
}

/// Every verdict as a line of JSON, with its number from 1.
fn each_line(stream: Stream, mut each: impl FnMut(u64, &[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
    #[cfg(feature = "parquet")]
    if stream.head().starts_with(b"PAR1") {
        return crate::input::parquet::each_line(&stream, each);
    }
    let name = Arc::clone(&stream.name);
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let count = reader
            .read_until(b'\n', &mut line)
            .map_err(|error| Fault::usage(format!("cannot read {name}: {error}")))?;
        if count == 0 {
            break;
        }
        each(number, &line)?;
    }
    Ok(())
}

fn word(raw: &RawValue) -> String {
    serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned())
}

/// What other files begin with, for better advice than "expected value at column 1".
fn refuse_what_is_no_verdict(name: &str, head: &[u8]) -> Result<(), Fault> {
    let advice = "netra report reads the verdicts that `netra score` writes as JSON Lines or Parquet";
    if head.starts_with(b"PAR1") {
        if cfg!(feature = "parquet") {
            return Ok(());
        }
        return Err(Fault::usage(format!(
            "{name} is Parquet, which this build cannot read; build netra with its feature `parquet`"
        )));
    }
    let first = head.trim_ascii_start().first();
    if first.is_some_and(|byte| *byte != b'{') {
        let what = if head.starts_with(b"id,flagged,") {
            "holds verdicts as CSV"
        } else {
            "is not JSON Lines"
        };
        return Err(Fault::usage(format!("{name} {what}; {advice}")));
    }
    Ok(())
}

/// Says where and what a line is that is no verdict.
fn broken(name: &str, number: u64, line: &str, error: &serde_json::Error) -> Fault {
    let seen: Option<Map<String, Value>> = serde_json::from_str(line).ok();
    let has = |field: &str| seen.as_ref().is_some_and(|object| object.contains_key(field));
    let advice = if has("reason") && has("raw") {
        "this is a reject, as `--rejects` writes it; name the file of verdicts"
    } else if has("text") && !has("flagged") {
        "this looks like a post; judge it first: netra score POSTS --keep text,time,region,platform -o VERDICTS"
    } else if error.is_eof() {
        "the line ends too early, as after a run that was stopped; `netra score --resume` or a new run makes it whole"
    } else {
        "verdicts are written by `netra score`"
    };
    let place = error.column();
    Fault::usage(format!(
        "{name}:{number}:{place}: not a verdict: {error}\n  {advice}"
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A verdict as `netra score` writes it, made up.
    pub(crate) fn verdict(id: &str, text: &str, quote: &str) -> String {
        let start = text.find(quote).unwrap_or(0);
        let end = start + quote.len();
        serde_json::json!({
            "id": id, "flagged": true, "score": 0.9, "stance": ["favour"],
            "findings": [{
                "ban": "social-post", "title": "Membuat unggahan", "flagged": true, "score": 0.9, "stance": "favour",
                "contestant": "pilkada-awan-biru-2031/9999/1", "period": "campaign",
                "sanction": {"class": "disiplin-berat", "alternatives": []}, "binds": "unknown",
                "citations": [{"instrument": "PP 94/2021", "article": "Pasal 5", "status": "verified"}],
                "ledger": {"total": 12, "evidence": [{
                    "in": "text", "start": start, "end": end, "text": quote, "signal": "support", "term": "dukung",
                    "points": 12
                }], "mitigating": []}
            }],
            "mitigating": [], "suppressed": [], "contestants": [], "notes": ["time-missing"],
            "pack": "2026.11.1+0", "engine": "0.1.0", "policy": ["national"], "post": {"text": text}
        })
        .to_string()
    }

    #[test]
    fn flagged_verdicts_become_leads_and_the_rest_is_counted() {
        let mut run = Run::default();
        let fields = Fields::default();
        run.add(&verdict("a", "Saya dukung Wasek", "dukung"), &fields)
            .expect("a verdict");
        let quiet = r#"{"id":"b","flagged":false,"score":0,"stance":[],"findings":[],"mitigating":[],"suppressed":[],"contestants":[],"notes":[],"pack":"p","engine":"0","policy":["national"]}"#;
        run.add(quiet, &fields).expect("a verdict");
        assert_eq!((run.verdicts, run.unflagged, run.leads.len()), (2, 1, 1));
        let lead = &run.leads[0];
        assert_eq!(&*lead.id, "\"a\"");
        assert_eq!(lead.post.get("text"), Some("Saya dukung Wasek"));
        assert_eq!(run.tables.bans.word(lead.findings[0].ban), "social-post");
        assert_eq!(run.judges.len(), 2);
    }

    #[test]
    fn advice_says_what_a_wrong_line_is() {
        let error = |line: &str| {
            let error = Run::default().add(line, &Fields::default()).expect_err(line);
            match broken("v.jsonl", 3, line, &error) {
                Fault::Usage(message) => message,
                other => panic!("{other:?}"),
            }
        };
        assert!(error(r#"{"record":1,"reason":"x","raw":"y"}"#).contains("reject"));
        assert!(error(r#"{"id":1,"text":"halo"}"#).contains("judge it first"));
        assert!(error(r#"{"id":1,"flagg"#).contains("ends too early"));
        assert!(error(r#"{"id":1,"flagged":3}"#).starts_with("v.jsonl:3:"));
    }
}
