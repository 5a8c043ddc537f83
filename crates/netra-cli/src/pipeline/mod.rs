//! From blocks to verdicts, in parallel and in order.
//!
//! One thread reads and cuts, N threads parse, judge and write records into memory, and the calling thread puts
//! blocks out in the order in which they were read. The number of blocks under way is bounded by tokens: the reader
//! takes one for each block and the writer gives it back, so that memory stays bounded even when one block takes long
//! and the others must wait for it.

pub(crate) mod checkpoint;
pub(crate) mod progress;
pub(crate) mod reject;
pub(crate) mod stop;
pub(crate) mod tally;
mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};

use crate::exit::Fault;
use crate::input::open::{Batch, Inputs};
use crate::input::{Block, Place};
use crate::output::Format;
use crate::output::destination::{Destination, Parcel};
use crate::output::sink::{Packing, Sink};
use crate::privacy::Privacy;
use checkpoint::Checkpoints;
use netra::{Action, Classifier, Unit};
use progress::Progress;
use reject::Form;
use stop::Stop;
use tally::Tally;

/// What is done with every record.
pub(crate) struct Job {
    /// Judges.
    pub(crate) classifier: Classifier,
    /// Writes.
    pub(crate) format: &'static dyn Format,
    /// The compression of the output.
    pub(crate) packing: Packing,
    /// The names of `--keep`.
    pub(crate) keep: Vec<String>,
    /// What the authors did, where no record says so.
    pub(crate) action: Option<Action>,
    /// Judge nothing and write the posts themselves: a yardstick.
    pub(crate) only_copy: bool,
    /// Leave out what is not flagged.
    pub(crate) only_flagged: bool,
    /// The unit of spans.
    pub(crate) offsets: Unit,
    /// What must not be written.
    pub(crate) privacy: Privacy,
    /// How rejected records are written down.
    pub(crate) rejects: Form,
    /// How many threads judge.
    pub(crate) threads: usize,
}

/// A block on its way to a worker.
struct Task {
    order: u64,
    input: Arc<str>,
    /// Which of the inputs that is.
    source: usize,
    /// The number of its first record, from 1.
    first: u64,
    block: Box<dyn Block>,
}

/// A block on its way to the writer.
pub(crate) struct Done {
    order: u64,
    /// Nothing where nothing is to be written.
    output: Option<Parcel>,
    rejects: Vec<u8>,
    tally: Tally,
    /// Where it came from and ended.
    source: usize,
    end: Place,
}

/// What travels to the writer.
enum Message {
    Done(Box<Done>),
    /// Nothing comes after this one.
    Failed {
        order: u64,
        fault: String,
    },
}

impl Message {
    fn order(&self) -> u64 {
        match self {
            Message::Done(done) => done.order,
            Message::Failed { order, .. } => *order,
        }
    }
}

/// Where a run writes, and what it starts from.
pub(crate) struct Outputs<'o> {
    pub(crate) output: &'o mut Destination,
    pub(crate) rejects: Option<&'o mut Sink>,
    /// Keeps what a later run needs to go on, where that is possible.
    pub(crate) checkpoints: Option<&'o mut Checkpoints>,
    pub(crate) progress: &'o Progress,
    pub(crate) stop: &'o Stop,
    /// What an earlier run has counted that this one continues.
    pub(crate) before: Option<Tally>,
}

/// Runs everything. The tally covers what was written, also when something failed.
pub(crate) fn run(job: &Arc<Job>, inputs: Inputs, outputs: Outputs<'_>) -> (Tally, Result<(), Fault>) {
    let under_way = 2 * job.threads + 2;
    let (tasks, queue) = bounded(under_way);
    let (results, finished) = unbounded();
    let (give_back, tokens) = bounded(under_way);
    for _ in 0..under_way {
        // The channel holds as many as are sent here.
        let _ = give_back.send(());
    }
    let reader = results.clone();
    let first = 1 + outputs.before.as_ref().map_or(0, Tally::records);
    let read = move || read_all(inputs, first, &tasks, &tokens, &reader);
    // The threads are not joined: when the writer fails, the reader may be waiting for a standard input that never
    // says anything again, and ends with the process.
    let mut started = thread::Builder::new()
        .name("reader".to_owned())
        .spawn(read)
        .map(drop);
    for number in 0..job.threads {
        let (job, queue, results) = (Arc::clone(job), queue.clone(), results.clone());
        let work = move || worker::work(&job, &queue, &results);
        started = started.and(
            thread::Builder::new()
                .name(format!("judge-{number}"))
                .spawn(work)
                .map(drop),
        );
    }
    drop((queue, results));
    if let Err(error) = started {
        return (
            Tally::default(),
            Err(Fault::usage(format!("cannot start threads: {error}"))),
        );
    }
    let mut writer = Writer {
        job,
        continued: outputs.before.is_some(),
        tally: outputs.before.clone().unwrap_or_default(),
        outputs,
        reached: None,
    };
    let end = writer.run(&finished, &give_back);
    let end = match end {
        Ok(()) => writer.finish(),
        Err(fault) => {
            writer.break_off();
            Err(fault)
        }
    };
    (writer.tally, end)
}

fn read_all(
    mut inputs: Inputs,
    mut first: u64,
    tasks: &Sender<Task>,
    tokens: &Receiver<()>,
    results: &Sender<Message>,
) {
    for order in 0.. {
        match inputs.next() {
            Ok(None) => return,
            Ok(Some(Batch { input, source, block })) => {
                let records = block.records();
                let task = Task {
                    order,
                    input,
                    source,
                    first,
                    block,
                };
                first += records;
                // An error means that the writer has stopped: then there is nothing more to read for.
                if tokens.recv().is_err() || tasks.send(task).is_err() {
                    return;
                }
            }
            Err(fault) => {
                let _ = results.send(Message::Failed { order, fault });
                return;
            }
        }
    }
}

struct Writer<'w> {
    job: &'w Job,
    outputs: Outputs<'w>,
    /// Whether an earlier run has written the beginning.
    continued: bool,
    tally: Tally,
    /// The input and the place behind the last block that was written.
    reached: Option<(usize, Place)>,
}

impl Writer<'_> {
    fn run(&mut self, finished: &Receiver<Message>, give_back: &Sender<()>) -> Result<(), Fault> {
        let header = self.job.format.header(&self.job.keep);
        if !header.is_empty() && !self.continued {
            let packed = self.job.format.parcel(header, &self.job.keep, self.job.packing);
            self.outputs.output.write(&packed.map_err(Fault::Midway)?)?;
        }
        let mut waiting: BTreeMap<u64, Message> = BTreeMap::new();
        let mut next = 0;
        loop {
            let message = match finished.recv_timeout(Duration::from_millis(100)) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            if self.outputs.stop.was_asked_for() {
                return Err(Fault::Midway("stopped by a signal".to_owned()));
            }
            let Some(message) = message else { continue };
            waiting.insert(message.order(), message);
            while let Some(message) = waiting.remove(&next) {
                match message {
                    Message::Done(done) => self.put_out(*done)?,
                    Message::Failed { fault, .. } => return Err(Fault::Midway(fault)),
                }
                next += 1;
                let _ = give_back.send(());
            }
        }
    }

    /// Rejects go first: should the output fail, none of them is lost.
    fn put_out(&mut self, done: Done) -> Result<(), Fault> {
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
            self.checkpoint()?;
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<(), Fault> {
        let outputs = &mut self.outputs;
        if let (Some(checkpoints), Some((source, place)), Some(output)) =
            (&mut outputs.checkpoints, self.reached, outputs.output.sink())
        {
            checkpoints.save(output, outputs.rejects.as_deref(), (source, place), &self.tally)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Fault> {
        let outputs = &mut self.outputs;
        outputs.output.finish()?;
        if let Some(rejects) = &mut outputs.rejects {
            rejects.finish()?;
        }
        // Only when everything lies on the disk may the checkpoint go.
        if outputs
            .checkpoints
            .as_ref()
            .is_some_and(|checkpoints| checkpoints.exist())
        {
            self.checkpoint()?;
        }
        Ok(())
    }

    /// After a failure: what was written is to be readable, and a later run is to go on from here. What fails now
    /// fails silently, for the first failure is the one that counts.
    fn break_off(&mut self) {
        let _ = self.checkpoint();
        if self.outputs.output.sink().is_none() {
            let _ = self.outputs.output.finish();
        }
    }
}
