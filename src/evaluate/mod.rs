//! Measurement: what the verdicts are worth, on posts that people have labelled.
//!
//! Pure functions over labelled posts and verdicts. Nothing here reads a file, prints, or asks the clock; equal input
//! gives equal output, the bootstrap intervals included, because their random numbers come from a fixed seed.
//!
//! | question | function | answer |
//! |---|---|---|
//! | how right are the verdicts, per stance, ban, stratum, source, certainty? | [`evaluate`] | [`Report`] |
//! | do functional cases come out as they should? | [`check`] | [`CheckReport`] |
//! | how much of an unlabelled feed is flagged? | [`Feed`] | [`FeedReport`] |
//! | what changed between two runs, and is it more than chance? | [`compare`] | [`Comparison`] |
//! | which posts are most wrong? | [`worst`] | [`Miss`] |
//! | does a sentence score alike whoever is named in it? | [`Spread::of`] | [`Spread`] |
//! | what is a term, guard or rule worth? | [`Ground::worth`] | [`Worth`] |
//! | what changes in a corpus between two lexicons? | [`Shifts::add`] | [`Shifts`] |
//!
//! "Found" means flagged under the profile the classifier was built with. Every answer can be serialised, and every
//! answer has a `table` for people.

mod bootstrap;
mod calibration;
mod cases;
mod compare;
mod feed;
mod fields;
mod figure;
mod functional;
mod labelled;
mod outcome;
mod parity;
mod report;
mod rounded;
mod shift;
mod tables;
mod worst;
mod worth;

pub use bootstrap::SplitMix64;
pub use calibration::{Bin, Calibration, SweepRow, calibration, sweep};
pub use cases::{Capability, CaseFailure, CheckReport, Fault, Tally, check, faults};
pub use compare::{Change, Comparison, McNemar, compare};
pub use feed::{Feed, FeedReport, Rate, wilson};
pub use fields::{AuthorRecord, TargetRecord};
pub use figure::{Counts, Estimate, Figure};
pub use functional::{Expect, FunctionalCase};
pub use labelled::{FeedPost, LabelledPost};
pub use outcome::Outcome;
pub use parity::{Odd, Spread, Swapped, TOLERANCE};
pub use report::{BanFigure, BySide, FEW, Report, Slice, evaluate, slice_by};
pub use shift::{ShiftCount, ShiftedPost, Shifts};
pub use tables::WorthRow;
pub use worst::{Aspect, Miss, worst};
pub use worth::{Ground, Lost, Worth};
