//! Whom a ban binds: a set of author statuses.

use crate::error::Result;
use crate::post::AuthorStatus;

use super::source::{Source, Word};

/// A set of author statuses, or everyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Bound(u16);

impl Bound {
    const EVERYONE: u16 = 1 << 15;

    /// Reads the words of a file.
    pub(super) fn read(source: Source<'_>, words: &[Word]) -> Result<Bound> {
        words.iter().try_fold(Bound(0), |set, word| {
            if word.get_ref() == "everyone" {
                return Ok(Bound(set.0 | Bound::EVERYONE));
            }
            match AuthorStatus::parse(word.get_ref()) {
                Some(status) if status != AuthorStatus::Unknown && status != AuthorStatus::Private => {
                    Ok(Bound(set.0 | bit(status)))
                }
                _ => Err(source
                    .error(
                        word.span(),
                        format!("`{}` is no status that can be bound", word.get_ref()),
                    )
                    .help("write one of: pns, pppk, ppnpn, kades, perangkat-desa, bpd, tni, polri, pejabat-negara, pejabat-daerah, everyone")),
            }
        })
    }

    /// Whether this status is in the set by name.
    #[must_use]
    pub fn names(self, status: AuthorStatus) -> bool {
        self.0 & bit(status) != 0
    }

    /// Whether the set is everyone, private people too.
    #[must_use]
    pub fn everyone(self) -> bool {
        self.0 & Bound::EVERYONE != 0
    }

    /// Whether this status is bound, by name or as one of everyone.
    pub(super) fn holds(self, status: AuthorStatus) -> bool {
        self.everyone() || self.names(status)
    }

    /// The words of the set, in the order of the contract.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        AuthorStatus::ALL
            .into_iter()
            .filter(move |status| self.names(*status))
            .map(AuthorStatus::as_str)
            .chain(self.everyone().then_some("everyone"))
    }
}

impl serde::Serialize for Bound {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.words())
    }
}

fn bit(status: AuthorStatus) -> u16 {
    // Fewer statuses than bits; the top bit is everyone.
    1 << (status as u16)
}
