//! A list of contestants that somebody brings as a spreadsheet, made into a folder that lies over the lexicon.

mod columns;
mod overlay;
mod report;
mod row;
mod sheet;

pub(crate) use columns::template;
pub(crate) use overlay::{Overlay, Place};
pub(crate) use report::Report;
pub(crate) use sheet::Sheet;
