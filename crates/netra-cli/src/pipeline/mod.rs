//! From blocks to verdicts, in parallel and in order.
//!
//! One thread reads and cuts, N threads parse, judge and write records into memory, and the calling thread puts
//! blocks out in the order in which they were read. The number of blocks under way is bounded by tokens: the reader
//! takes one for each block and the writer gives it back, so that memory stays bounded even when one block takes long
//! and the others must wait for it.

pub(crate) mod progress;
pub(crate) mod reject;
pub(crate) mod tally;
mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::exit::Fault;
use crate::input::Block;
use crate::input::open::Inputs;
use crate::output::Format;
use crate::output::offsets::Unit;
use crate::output::sink::{Packing, Sink};
use netra::Classifier;
use progress::Progress;
use reject::Form;
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
    /// Leave out what is not flagged.
    pub(crate) only_flagged: bool,
    /// The unit of spans.
    pub(crate) offsets: Unit,
    /// How rejected records are written down.
    pub(crate) rejects: Form,
    /// How many threads judge.
    pub(crate) threads: usize,
}

/// A block on its way to a worker.
struct Task {
    order: u64,
    input: Arc<str>,
    /// The number of its first record, from 1.
    first: u64,
    block: Box<dyn Block>,
}

/// A block on its way to the writer.
pub(crate) struct Done {
    order: u64,
    output: Vec<u8>,
    rejects: Vec<u8>,
    tally: Tally,
}

/// What travels to the writer.
enum Message {
    Done(Done),
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

/// Runs everything. The tally covers what was written, also when something failed.
pub(crate) fn run(
    job: &Arc<Job>,
    inputs: Inputs,
    output: &mut Sink,
    rejects: Option<&mut Sink>,
    progress: &Progress,
) -> (Tally, Result<(), Fault>) {
    let under_way = 2 * job.threads + 2;
    let (tasks, queue) = bounded(under_way);
    let (results, finished) = unbounded();
    let (give_back, tokens) = bounded(under_way);
    for _ in 0..under_way {
        // The channel holds as many as are sent here.
        let _ = give_back.send(());
    }
    let reader = results.clone();
    let read = move || read_all(inputs, &tasks, &tokens, &reader);
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
        output,
        rejects,
        progress,
        tally: Tally::default(),
    };
    let end = writer.run(&finished, &give_back);
    (writer.tally, end)
}

fn read_all(mut inputs: Inputs, tasks: &Sender<Task>, tokens: &Receiver<()>, results: &Sender<Message>) {
    let mut first = 1;
    for order in 0.. {
        match inputs.next() {
            Ok(None) => return,
            Ok(Some((input, block))) => {
                let records = block.records();
                let task = Task {
                    order,
                    input,
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
    output: &'w mut Sink,
    rejects: Option<&'w mut Sink>,
    progress: &'w Progress,
    tally: Tally,
}

impl Writer<'_> {
    fn run(&mut self, finished: &Receiver<Message>, give_back: &Sender<()>) -> Result<(), Fault> {
        let header = self.job.format.header(&self.job.keep);
        if !header.is_empty() {
            let packed = self
                .job
                .packing
                .pack(header)
                .map_err(|error| Fault::Midway(error.to_string()))?;
            self.output.write(&packed)?;
        }
        let mut waiting: BTreeMap<u64, Message> = BTreeMap::new();
        let mut next = 0;
        for message in finished {
            waiting.insert(message.order(), message);
            while let Some(message) = waiting.remove(&next) {
                match message {
                    Message::Done(done) => self.put_out(done)?,
                    Message::Failed { fault, .. } => return Err(Fault::Midway(fault)),
                }
                next += 1;
                let _ = give_back.send(());
            }
        }
        self.output.finish()?;
        self.rejects.as_mut().map_or(Ok(()), |rejects| rejects.finish())
    }

    /// Rejects go first: should the output fail, none of them is lost.
    fn put_out(&mut self, done: Done) -> Result<(), Fault> {
        if !done.rejects.is_empty() {
            match &mut self.rejects {
                Some(sink) => sink.write(&done.rejects)?,
                None => self.progress.aside(&done.rejects),
            }
        }
        self.output.write(&done.output)?;
        self.tally.add(done.tally);
        self.progress.show(&self.tally);
        Ok(())
    }
}
