//! Everything that the tool asks of the library's engine, in one place.

mod standin;

pub(crate) use standin::{AuthorFilter, Classifier, Profile, Scratch};

/// The ids of all bans.
pub(crate) fn ban_ids(classifier: &Classifier) -> Vec<&str> {
    classifier.ban_ids()
}
