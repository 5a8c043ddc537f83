//! What a thread does: cut a block, judge it, put out what is ready.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use netra::{Action, Scratch, Unit, Verdict};

use super::reject::Rejected;
use super::tally::Tally;
use super::{Done, Job, Run, Task, locked};
use crate::exit::Fault;
use crate::input::{Place, Record, Reject};
use crate::output::{Judged, json};

const BUG: &str = "this is a bug in netra, please report it";

/// Works until there is nothing more to do.
pub(super) fn work(run: &Run<'_>) {
    // A thread that is no more would be waited for for ever.
    if catch_unwind(AssertUnwindSafe(|| blocks(run))).is_err() {
        locked(&run.writer).fail(Fault::Midway(format!("internal error; {BUG}")));
        run.stop();
    }
}

fn blocks(run: &Run<'_>) {
    let mut scratch = Scratch::default();
    // So much the last block came to: the next one hardly ever has to move what it has written.
    let mut room = 0;
    while run.order.admit() {
        let task = match run.cut() {
            Some(Ok(task)) => task,
            Some(Err((order, fault))) => return run.hand_in(order, Err(fault)),
            None => return,
        };
        let judged = catch_unwind(AssertUnwindSafe(|| {
            judge(run.job, &mut scratch, &task, &mut room)
        }));
        let outcome = judged.unwrap_or_else(|_| {
            scratch = Scratch::default();
            Err(format!(
                "internal error while judging records {} to {} of {}; {BUG}",
                task.first,
                task.first + task.block.records() - 1,
                task.input
            ))
        });
        run.hand_in(task.order, outcome);
    }
}

fn judge(job: &Job, scratch: &mut Scratch, task: &Task, room: &mut usize) -> Result<Done, String> {
    let mut output = Vec::with_capacity(*room);
    let mut rejects = Vec::new();
    let mut tally = Tally {
        bytes: task.block.bytes(),
        ..Tally::default()
    };
    let mut number = task.first;
    task.block
        .visit(&mut |place: Place, found: Result<Record<'_>, Reject<'_>>| {
            match found {
                Ok(record) => one(job, scratch, record, number, &mut output, &mut tally),
                Err(reject) => {
                    tally.rejected += 1;
                    let rejected = Rejected {
                        input: &task.input,
                        number,
                        place,
                        reject: &reject,
                    };
                    job.rejects.append(&mut rejects, &rejected, &job.privacy);
                }
            }
            number += 1;
        });
    *room = output.len() + output.len() / 8;
    let output = match output.is_empty() {
        true => None,
        false => Some(job.format.parcel(output, &job.keep, job.packing)?),
    };
    if !rejects.is_empty() {
        let packed = job.rejects.packing().pack(rejects);
        rejects = packed.map_err(|error| format!("cannot compress the rejects: {error}"))?;
    }
    Ok(Done {
        output,
        rejects,
        tally,
        source: task.source,
        end: task.block.end(),
    })
}

fn one(
    job: &Job,
    scratch: &mut Scratch,
    mut record: Record<'_>,
    number: u64,
    output: &mut Vec<u8>,
    tally: &mut Tally,
) {
    record.post.read_time();
    if let (Action::Post, Some(action)) = (record.post.action, job.action) {
        record.post.action = action;
    }
    if job.only_copy {
        tally.posts += 1;
        return copy(&record, output);
    }
    let verdict = job.classifier.classify_with(scratch, &record.post);
    let changed = changed(job, verdict, &record);
    let verdict = changed.as_ref().unwrap_or(verdict);
    tally.count(verdict, &record.post);
    if job.only_flagged && !verdict.flagged {
        return;
    }
    if job.privacy.is_asked_for() {
        job.privacy.kept(&mut record.kept, &record.post);
    }
    let by_number;
    let id = match &record.id {
        Some(id) => &**id,
        None => {
            by_number = number.to_string();
            &by_number
        }
    };
    let judged = Judged {
        id,
        verdict,
        keep: &job.keep,
        kept: &record.kept,
    };
    job.format.append(output, &judged);
}

/// Writes the post as it was read: what reading and writing cost without judging.
fn copy(record: &Record<'_>, output: &mut Vec<u8>) {
    output.extend_from_slice(b"{\"id\":");
    output.extend_from_slice(record.id.as_deref().unwrap_or("null").as_bytes());
    let body = output.len();
    json::append(output, &record.post);
    // The post brings an opening brace of its own, just where a comma is needed.
    output[body] = b',';
    output.push(b'\n');
}

/// The verdict as it is to be written, where that differs from how it was given.
fn changed(job: &Job, verdict: &Verdict, record: &Record<'_>) -> Option<Verdict> {
    let private = job.privacy.is_asked_for();
    if !record.repaired && !private && job.offsets == Unit::Byte {
        return None;
    }
    let mut verdict = verdict.clone();
    if private {
        job.privacy.verdict(&mut verdict, &record.post);
    }
    if record.repaired {
        verdict.notes.push(Arc::from("text-repaired"));
    }
    verdict.measure_in(job.offsets, &record.post);
    Some(verdict)
}
