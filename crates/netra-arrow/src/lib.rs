//! Posts and verdicts as Arrow columns: one schema for the tool's Parquet files, the Python wheel and everything behind it.
//!
//! A [`Judge`] takes columns of posts (or of bare texts) and gives one struct per row: the verdict's record, under the names of
//! JSON Lines. Texts are read where they lie, without a copy.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{Array, ArrayRef, StringArray, StructArray, cast::AsArray};
//! use netra_arrow::{Judge, Posts};
//! let judge = Judge::new(netra::Classifier::new());
//! let texts = StringArray::from(vec![Some("Semoga Anies-Muhaimin menang!"), Some("Selamat pagi"), None]);
//! let texts: ArrayRef = Arc::new(texts);
//! let posts = Posts::of(&texts, &[])?;
//! let verdicts: StructArray = judge.rows(&posts, 0..3, Some(1))?;
//! let flagged = verdicts.column_by_name("flagged").ok_or("no such column")?.as_boolean();
//! assert!(flagged.value(0) && !flagged.value(1));
//! assert!(flagged.is_null(2), "a row without a text is rejected");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cell;
mod judge;
mod posts;
mod schema;

pub use judge::{Judge, Spread};
pub use posts::{NoText, Posts};
pub use schema::{chosen, record, record_in_rows};
