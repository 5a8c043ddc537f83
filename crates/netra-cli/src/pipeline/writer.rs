//! Putting blocks out in their order: verdicts, rejects, counts, checkpoints.

use super::checkpoint::Checkpoints;
use super::tally::Tally;
use super::{Done, Job, Outcome, Outputs};
use crate::exit::Fault;
use crate::input::Place;
use crate::output::sink::Sink;

/// A way to write a checkpoint.
type Save = fn(&mut Checkpoints, &Sink, Option<&Sink>, (usize, Place), &Tally) -> Result<(), Fault>;

pub(super) struct Writer<'w> {
    job: &'w Job,
    outputs: Outputs<'w>,
    /// Whether an earlier run has written the beginning.
    continued: bool,
    tally: Tally,
    /// The input and the place behind the last block that was written.
    reached: Option<(usize, Place)>,
    /// Why nothing more is put out, where that is so.
    fault: Option<Fault>,
}

impl<'w> Writer<'w> {
    pub(super) fn new(job: &'w Job, mut outputs: Outputs<'w>) -> Writer<'w> {
        let before = outputs.before.take();
        Writer {
            job,
            continued: before.is_some(),
            tally: before.unwrap_or_default(),
            outputs,
            reached: None,
            fault: None,
        }
    }

    /// How many records have been put out, those of earlier runs included.
    pub(super) fn records(&self) -> u64 {
        self.tally.records()
    }

    /// What has been counted.
    pub(super) fn tally(self) -> Tally {
        self.tally
    }

    /// What comes before the first block.
    pub(super) fn begin(&mut self) -> Result<(), Fault> {
        let header = self.job.format.header(&self.job.keep);
        if !header.is_empty() && !self.continued {
            let packed = self.job.format.parcel(header, &self.job.keep, self.job.packing);
            self.outputs.output.write(&packed.map_err(Fault::Midway)?)?;
        }
        Ok(())
    }

    /// Puts out what became of the next block; `false` where the run ends here.
    pub(super) fn put_out(&mut self, outcome: Outcome) -> bool {
        let end = if self.outputs.stop.was_asked_for() {
            Err(Fault::Midway("stopped by a signal".to_owned()))
        } else {
            outcome.map_err(Fault::Midway).and_then(|done| self.write(done))
        };
        end.map_err(|fault| self.fail(fault)).is_ok()
    }

    /// Ends the run; where several things go wrong, the first one counts.
    pub(super) fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// How putting blocks out ended.
    pub(super) fn ended(&mut self) -> Result<(), Fault> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// Rejects go first: should the output fail, none of them is lost.
    fn write(&mut self, done: Done) -> Result<(), Fault> {
        let outputs = &mut self.outputs;
        if !done.rejects.is_empty() {
            match &mut outputs.rejects {
                Some(sink) => sink.write(&done.rejects)?,
                None => outputs.progress.aside(&done.rejects),
            }
        }
        if let Some(parcel) = &done.output
            && let Err(fault) = outputs.output.write(parcel)
        {
            // The block counts as not written, so its rejects must not stand there either.
            if let Some(sink) = &mut outputs.rejects {
                sink.take_back(done.rejects.len());
            }
            return Err(fault);
        }
        self.tally.add(done.tally);
        self.reached = Some((done.source, done.end));
        outputs.progress.show(&self.tally);
        if outputs
            .checkpoints
            .as_ref()
            .is_some_and(|checkpoints| checkpoints.due())
        {
            self.checkpoint(Checkpoints::begin_to_save)?;
        }
        Ok(())
    }

    fn checkpoint(&mut self, save: Save) -> Result<(), Fault> {
        let outputs = &mut self.outputs;
        if let (Some(checkpoints), Some(reached), Some(output)) =
            (&mut outputs.checkpoints, self.reached, outputs.output.sink())
        {
            save(
                checkpoints,
                output,
                outputs.rejects.as_deref(),
                reached,
                &self.tally,
            )?;
        }
        Ok(())
    }

    /// Ends the outputs of a run that has come to its end.
    pub(super) fn finish(&mut self) -> Result<(), Fault> {
        let outputs = &mut self.outputs;
        outputs.output.finish()?;
        if let Some(rejects) = &mut outputs.rejects {
            rejects.finish()?;
        }
        if let Some(checkpoints) = &mut outputs.checkpoints {
            checkpoints.settle()?;
            // Only when everything lies on the disk may the checkpoint go.
            if checkpoints.exist() {
                self.checkpoint(Checkpoints::save)?;
            }
        }
        Ok(())
    }

    /// After a failure: what was written is to be readable, and a later run is to go on from here. What fails now
    /// fails silently, for the first failure is the one that counts.
    pub(super) fn break_off(&mut self) {
        let _ = self.checkpoint(Checkpoints::save);
        if self.outputs.output.sink().is_none() {
            let _ = self.outputs.output.finish();
        }
    }
}
