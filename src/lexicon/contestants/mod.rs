//! Who stood: the contestant tables, and the name grammar that turns one row into all the ways people write it.
//!
//! [`read`] turns a table into [`Contestant`]s, [`mentions`] turns one contestant into the [`Mention`]s of its names,
//! and [`Surfaces::of`] collects them over many contestants: every surface, with everyone it may mean. A surface that
//! is also an ordinary word or a common given name says so by `alone == false`: it needs company.

mod budget;
mod clean;
mod common;
mod district;
mod mention;
mod names;
mod pairs;
mod row;
mod surfaces;
mod table;
mod titles;
mod unite;
mod variants;

#[cfg(test)]
mod tests;

pub use budget::NamesBudget;
pub(crate) use budget::over_budget;
pub use clean::{Official, official};
pub use common::Common;
pub(crate) use district::district_number;
pub use mention::{Form, Mention, Part};
pub use names::mentions;
pub use row::{Contestant, FIGURES, Kind, Lists};
pub use surfaces::{Meaning, Surface, Surfaces};
pub use table::{COLUMNS, read};
pub(crate) use titles::CAMP;
pub use unite::unite;

/// The tables of the default pack: file name and text.
pub const TABLES: [(&str, &str); 7] = [
    (
        "contestants/figures.csv",
        include_str!("../../../lexicon/contestants/figures.csv"),
    ),
    (
        "contestants/pilgub-dki-2017.csv",
        include_str!("../../../lexicon/contestants/pilgub-dki-2017.csv"),
    ),
    (
        "contestants/pilpres-2019.csv",
        include_str!("../../../lexicon/contestants/pilpres-2019.csv"),
    ),
    (
        "contestants/pilpres-2024.csv",
        include_str!("../../../lexicon/contestants/pilpres-2024.csv"),
    ),
    (
        "contestants/parties-2024.csv",
        include_str!("../../../lexicon/contestants/parties-2024.csv"),
    ),
    (
        "contestants/pilkada-2024-governor.csv",
        include_str!("../../../lexicon/contestants/pilkada-2024-governor.csv"),
    ),
    (
        "contestants/pilkada-2024-regency.csv",
        include_str!("../../../lexicon/contestants/pilkada-2024-regency.csv"),
    ),
];

/// Names borne by many, counted in the candidate lists of 2024.
pub const COMMON_NAMES: &str = include_str!("../../../lexicon/contestants/common-names.txt");

/// Ordinary words that are also somebody's name.
pub const ORDINARY_WORDS: &str = include_str!("../../../lexicon/contestants/ordinary-words.txt");
