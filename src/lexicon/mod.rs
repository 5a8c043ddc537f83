//! What the files of the lexicon say.

pub mod contestants;
