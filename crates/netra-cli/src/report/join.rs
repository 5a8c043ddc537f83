//! Joining posts to the leads of a run, by id.

use std::collections::HashMap;

use super::places;
use super::settled::plain_id;
use super::verdicts::Run;
use crate::exit::Fault;
use crate::input::open::{Batch, Inputs, Reading};
use crate::input::source::Source;

/// What is kept beside a post, because a post itself does not hold it.
pub(crate) const BESIDE: [&str; 2] = ["platform", "url"];

/// Fills the leads from these posts. Only what a lead asks for is kept in memory. A post whose text does not hold the
/// evidence of the verdict is another one under the same id: it lends nothing, and is counted.
pub(crate) fn posts(run: &mut Run, sources: Vec<Source>, reading: Reading) -> Result<usize, Fault> {
    // Parquet knows ids as text only, so that 7 and "7" are one post here.
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, lead) in run.leads.iter().enumerate() {
        wanted.entry(plain_id(&lead.id)).or_default().push(at);
    }
    let mut strangers = vec![false; run.leads.len()];
    let mut met = vec![false; run.leads.len()];
    let mut inputs = Inputs::prepare(sources, reading)?;
    let mut number = 0_u64;
    while let Some(Batch { block, .. }) = inputs.next().map_err(Fault::Usage)? {
        block.visit(&mut |_, record| {
            number += 1;
            let Ok(record) = record else { return };
            let id = record.id.as_deref().map_or_else(|| number.to_string(), plain_id);
            for &at in wanted.get(id.as_str()).map_or(&[][..], Vec::as_slice) {
                if met[at] {
                    continue;
                }
                let lead = &mut run.leads[at];
                let before = lead.post.clone();
                let beside: Vec<_> = BESIDE.into_iter().zip(record.kept.iter().cloned()).collect();
                lead.post.fill(&record.post, &beside);
                met[at] = places::fit(&lead.post, &run.tables.fields, &lead.lines()).is_some();
                strangers[at] = !met[at];
                if !met[at] {
                    lead.post = before;
                }
            }
        });
    }
    Ok(strangers.into_iter().filter(|stranger| *stranger).count())
}
