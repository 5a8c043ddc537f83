//! Packs as files: a header that says what it is, and the compiled lexicon behind it.
//!
//! ```text
//! 8 bytes  `netrapak`
//! 4 bytes  the format's number, little-endian like all that follows
//! 8 bytes  the digest of the lexicon's files
//! 8 bytes  how many bytes follow the header
//! 8 bytes  their digest (XXH3)
//! the compiled lexicon, as borsh writes it
//! the texts of its terms, one behind the other
//! ```
//!
//! The digest finds damage, not malice; so every number that points into a table is looked at once when a pack is
//! loaded, and a pack that got past the digest still cannot make a post fail.

use std::borrow::Cow;
use std::sync::Arc;

use borsh::BorshDeserialize as _;
use twox_hash::XxHash3_64;

use super::{Owner, Pack};
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::Lexicon;

const MAGIC: &[u8; 8] = b"netrapak";

/// Goes up with every change of what is stored.
const FORMAT: u32 = 11;

const HEADER: usize = 36;

/// The shipped lexicon, compiled. Generated and held by a test: `NETRA_BLESS=1 cargo test -p netra embedded`.
const SHIPPED: &[u8] = include_bytes!("shipped.netra");

/// What the first bytes of a pack say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackHeader {
    /// The number of the format.
    pub format: u32,
    /// The digest of the lexicon's files.
    pub lexicon: u64,
    /// How many bytes follow the header.
    pub length: u64,
    /// The digest of these bytes.
    pub digest: u64,
}

impl PackHeader {
    /// Reads the header of a pack. What follows it is looked at only by its length and digest.
    ///
    /// ```
    /// use netra::{Classifier, ErrorKind, PackHeader};
    /// let pack = Classifier::new().to_pack();
    /// assert_eq!(PackHeader::read(&pack)?.length as usize, pack.len() - 36);
    /// assert_eq!(PackHeader::read(b"no pack").unwrap_err().kind(), ErrorKind::Pack);
    /// # Ok::<(), netra::Error>(())
    /// ```
    ///
    /// # Errors
    /// When it is no pack, of another format, cut off or damaged.
    pub fn read(bytes: &[u8]) -> Result<PackHeader> {
        let wrong = |message: String, help: &str| Err(Error::new(ErrorKind::Pack, message).help(help));
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return wrong(
                "this is no pack of netra".to_owned(),
                "packs are made by `netra pack build`",
            );
        };
        let cut_off = Error::new(ErrorKind::Pack, "the pack is cut off")
            .help("copy it again, or build it again with `netra pack build`");
        let (Some((format, rest)), true) = (rest.split_first_chunk(), bytes.len() >= HEADER) else {
            return Err(cut_off);
        };
        let format = u32::from_le_bytes(*format);
        if format != FORMAT {
            return wrong(
                format!("the pack is of format {format}; this netra reads format {FORMAT}"),
                "build it again with this version's `netra pack build`",
            );
        }
        let number = |at: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&rest[at..at + 8]);
            u64::from_le_bytes(eight)
        };
        let header = PackHeader {
            format,
            lexicon: number(0),
            length: number(8),
            digest: number(16),
        };
        let body = &bytes[HEADER..];
        if (body.len() as u64) < header.length {
            return Err(cut_off);
        }
        if body.len() as u64 > header.length || XxHash3_64::oneshot(body) != header.digest {
            return wrong(
                "the pack is damaged: its bytes are not those that were written".to_owned(),
                "copy it again, or build it again with `netra pack build`",
            );
        }
        Ok(header)
    }
}

/// A pack as a file's bytes: the same pack, the same bytes, on every machine.
pub(crate) fn store(pack: &Pack) -> Vec<u8> {
    // Writing to memory fails for lengths beyond 32 bits only, which no table comes near.
    let mut body = borsh::to_vec(pack).unwrap_or_default();
    body.extend_from_slice(pack.terms.texts().as_bytes());
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&pack.lexicon.to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&XxHash3_64::oneshot(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    bytes
}

/// Reads a pack's bytes.
pub(crate) fn load(bytes: &[u8]) -> Result<Pack> {
    open(bytes, |texts| Cow::Owned(texts.to_owned()))
}

/// The same, with what is to be done with the texts that are only shown.
fn open<'b>(bytes: &'b [u8], texts: impl Fn(&'b str) -> Cow<'static, str>) -> Result<Pack> {
    PackHeader::read(bytes)?;
    let mut rest = &bytes[HEADER..];
    let read = Pack::deserialize(&mut rest).and_then(|pack| {
        let shown = std::str::from_utf8(rest).map_err(std::io::Error::other)?;
        Ok((pack, shown))
    });
    let (mut pack, shown) = read.map_err(|error| unsound(&error.to_string()))?;
    pack.terms.put_texts(texts(shown));
    pack.engine = Arc::from(crate::VERSION);
    pack.contestants.close();
    pack.fit();
    pack.normaliser.go(crate::blocks::Path::Fastest);
    match pack.unsound() {
        None => {
            pack.note_pairs();
            Ok(pack)
        }
        Some(table) => Err(unsound(&format!("{table} point nowhere"))),
    }
}

fn unsound(what: &str) -> Error {
    Error::new(
        ErrorKind::Pack,
        format!("the pack does not hold together: {what}"),
    )
    .help("build it again with this version's `netra pack build`")
}

/// The shipped lexicon: its pack, or compiled anew where the pack is of other files. That can only be while somebody is
/// changing the lexicon: a test holds that what is released goes together.
pub(crate) fn shipped() -> Result<Pack> {
    let lexicon = Lexicon::embedded();
    let current = PackHeader::read(SHIPPED).is_ok_and(|header| header.lexicon == lexicon.digest());
    match current.then(|| open(SHIPPED, Cow::Borrowed)) {
        Some(Ok(pack)) => Ok(pack),
        _ => super::compile(&lexicon),
    }
}

impl Pack {
    /// The first table with a number that points outside of another; `None` when all is well.
    fn unsound(&self) -> Option<&'static str> {
        let below = |number: u32, limit: usize| (number as usize) < limit;
        let groups = self.groups.len();
        let sound: [(&'static str, bool); 13] = [
            ("spellings", self.vocabulary.is_sound()),
            ("names", self.names.is_sound(self.surfaces.len())),
            ("phrases", self.phrases.is_sound(self.terms.len())),
            ("phrases with places", self.placed.is_sound(self.terms.len())),
            ("rules", self.agenda.is_sound(self.rules.len())),
            ("lone phrases", self.lone.is_sound(self.terms.len())),
            ("terms", self.terms.is_sound(groups)),
            (
                "groups",
                self.groups.iter().all(|group| {
                    let (Owner::Signal(number) | Owner::Guard(number)) = group.owner;
                    below(u32::from(number), self.signals.len())
                }),
            ),
            ("surfaces", self.surfaces.is_sound(self.contestants.len())),
            ("contestants", self.contestants.is_sound(self.contests.len())),
            (
                "contests",
                self.contests.iter().all(|contest| {
                    let known = |row: &(u8, u32)| below(row.1, self.contestants.len());
                    contest.ballot.iter().all(known)
                }),
            ),
            (
                "places",
                self.places
                    .iter()
                    .all(|place| below(place.contestant, self.contestants.len())),
            ),
            (
                "shapes",
                self.forms.iter().all(|row| below(row.1, groups))
                    && self.shapes.iter().all(|row| below(row.1, groups))
                    && self.flips.iter().all(|row| below(row.1, groups)),
            ),
        ];
        sound.into_iter().find(|row| !row.1).map(|row| row.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Pack {
        let mut lexicon = Lexicon::empty();
        lexicon.add(
            "signals/support.toml",
            "signal = \"support\"\n[[group]]\nid = \"hope\"\npoints = { favour = 9 }\nterms = [\"semoga <c> menang\"]\n",
        );
        super::super::compile(&lexicon).unwrap()
    }

    #[test]
    fn a_pack_comes_back_as_it_was_stored() {
        let bytes = store(&small());
        let pack = load(&bytes).unwrap();
        assert_eq!(store(&pack), bytes);
        assert_eq!(&*pack.engine, crate::VERSION);
    }

    #[test]
    fn damage_is_told_from_another_version_and_from_no_pack() {
        let bytes = store(&small());
        let message = |bytes: &[u8]| load(bytes).map(|_| ()).unwrap_err().to_string();
        assert!(message(b"# kata-kata").contains("no pack of netra"));
        assert!(message(&bytes[..20]).contains("cut off"));
        assert!(message(&bytes[..bytes.len() - 1]).contains("cut off"));
        let mut other = bytes.clone();
        other[8] = 99;
        assert!(message(&other).contains("format 99"));
        for at in [HEADER, bytes.len() / 2, bytes.len() - 1] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(message(&damaged).contains("damaged"), "byte {at}");
        }
    }

    #[test]
    fn a_number_that_points_nowhere_is_refused() {
        let mut pack = small();
        pack.groups.clear();
        assert!(
            load(&store(&pack))
                .map(|_| ())
                .unwrap_err()
                .to_string()
                .contains("terms point nowhere")
        );
    }
}
