//! Pseudonyms: HMAC-SHA-256 of an account under a secret key, cut to 80 bits.
//!
//! A bare hash would not do: there are few enough accounts to try them all. Eighty bits leave two of a hundred million
//! accounts with one pseudonym less often than once in a hundred million keys.

use std::fmt::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::handles::bare;
use crate::exit::Fault;

const LEAST_KEY: usize = 16;
const PREFIX: &str = "anon-";
const DIGITS: usize = 20;

/// Makes pseudonyms under one key.
pub(crate) struct Pseudonyms(Hmac<Sha256>);

impl std::fmt::Debug for Pseudonyms {
    /// Nothing that is printed may show the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms")
    }
}

impl Pseudonyms {
    /// Reads the key: the whole file, but for line breaks and blanks at its end.
    pub(crate) fn read(file: &Path) -> Result<Pseudonyms, Fault> {
        let name = file.display();
        let key = std::fs::read(file)
            .map_err(|error| Fault::usage(format!("--pseudonymise: cannot read {name}: {error}")))?;
        let key = key.trim_ascii_end();
        if key.len() < LEAST_KEY {
            return Err(Fault::usage(format!(
                "--pseudonymise: {name} has a key of {} bytes, fewer than {LEAST_KEY} can be guessed; \
                 make one: head -c 32 /dev/urandom > {name}",
                key.len()
            )));
        }
        Hmac::new_from_slice(key)
            .map(Pseudonyms)
            .map_err(|error| Fault::usage(format!("--pseudonymise: {name}: {error}")))
    }

    /// The pseudonym of an account, which counts without `@` and in any case.
    pub(crate) fn of(&self, account: &str) -> String {
        let account = bare(account);
        let mut mac = self.0.clone();
        mac.update(account.as_bytes());
        let mut pseudonym = PREFIX.to_owned();
        for byte in &mac.finalize().into_bytes()[..DIGITS / 2] {
            // Writing to a string cannot fail.
            let _ = write!(pseudonym, "{byte:02x}");
        }
        pseudonym
    }

    /// Whether this is a pseudonym already, as when verdicts are read again.
    pub(crate) fn is_one(text: &str) -> bool {
        text.strip_prefix(PREFIX).is_some_and(|digits| {
            digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }

    /// Whether a text names somebody by a pseudonym.
    pub(crate) fn stand_in(text: &str) -> bool {
        text.match_indices(PREFIX)
            .filter_map(|(at, _)| text.get(at..at + PREFIX.len() + DIGITS))
            .any(Pseudonyms::is_one)
    }
}
