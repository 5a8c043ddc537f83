//! Everything that the tool asks of the library's engine, in one place.

mod standin;

pub(crate) use standin::{AuthorFilter, Classifier, Profile, Scratch};
