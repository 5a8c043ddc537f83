//! All contestants, and all that their names may mean, as few large tables: a quarter of a million candidates are loaded
//! as quickly as their bytes are read.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::names::SurfaceEntry;
use crate::lexicon::contestants::Part;

/// A contestant, compiled. Id and name lie in the [`Roster`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct ContestantInfo {
    /// The contest, by number.
    pub(crate) contest: u32,
    pub(crate) is_party: bool,
    /// The ballot number, 0 where there is none.
    pub(crate) number: u8,
    /// Somebody who runs in no contest.
    pub(crate) is_figure: bool,
}

/// An id and a name, once a verdict has asked for them.
#[derive(Clone, Debug)]
struct Said {
    id: Arc<str>,
    name: Arc<str>,
    /// Head and deputy of a pair; of whoever stands alone both times the name.
    persons: [Arc<str>; 2],
}

/// The contestants of a lexicon, by number.
#[derive(Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Roster {
    infos: Vec<ContestantInfo>,
    /// Ids and names, one behind the other.
    texts: String,
    /// Where each text ends: the id of a contestant, then the name.
    ends: Vec<u32>,
    /// What verdicts share. Few of many contestants are ever named, so nothing is made before.
    #[borsh(skip)]
    said: Vec<OnceLock<Box<Said>>>,
}

impl Roster {
    /// Adds a contestant.
    pub(crate) fn push(&mut self, id: &str, name: &str, info: ContestantInfo) {
        for text in [id, name] {
            self.texts.push_str(text);
            self.ends.push(self.texts.len() as u32);
        }
        self.infos.push(info);
    }

    /// Makes room for what verdicts will share. Comes after the last contestant.
    pub(crate) fn close(&mut self) {
        self.infos.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.said.resize_with(self.infos.len(), OnceLock::new);
    }

    pub(crate) fn len(&self) -> usize {
        self.infos.len()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, ContestantInfo> {
        self.infos.iter()
    }

    /// The id of a contestant.
    pub(crate) fn id(&self, number: u32) -> &str {
        self.text(2 * number as usize)
    }

    /// The name of a contestant: of a pair both names.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.text(2 * number as usize + 1)
    }

    /// The name of one of a pair, or the name of whoever stands alone.
    pub(crate) fn person(&self, number: u32, part: Part) -> &str {
        let mut names = self.name(number).split(" – ");
        let head = names.next().unwrap_or_default();
        match part {
            Part::Deputy => names.next().unwrap_or(head),
            Part::Head | Part::Whole => head,
        }
    }

    /// The id, shared with verdicts.
    pub(crate) fn shared_id(&self, number: u32) -> Arc<str> {
        self.said(number)
            .map_or_else(|| Arc::from(self.id(number)), |said| Arc::clone(&said.id))
    }

    /// The name, shared with verdicts.
    pub(crate) fn shared_name(&self, number: u32) -> Arc<str> {
        self.said(number)
            .map_or_else(|| Arc::from(self.name(number)), |said| Arc::clone(&said.name))
    }

    /// The name of one of a pair, shared with verdicts.
    pub(crate) fn shared_person(&self, number: u32, part: Part) -> Arc<str> {
        let [head, deputy] = match self.said(number) {
            Some(said) => &said.persons,
            None => return Arc::from(self.person(number, part)),
        };
        Arc::clone(if part == Part::Deputy { deputy } else { head })
    }

    /// Whose id this is.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        (0..self.infos.len() as u32).find(|&number| self.id(number) == id)
    }

    fn said(&self, number: u32) -> Option<&Said> {
        let place = self.said.get(number as usize)?;
        Some(place.get_or_init(|| {
            let name: Arc<str> = Arc::from(self.name(number));
            let person = |part| {
                let person = self.person(number, part);
                if person == &*name {
                    Arc::clone(&name)
                } else {
                    Arc::from(person)
                }
            };
            Box::new(Said {
                id: Arc::from(self.id(number)),
                persons: [Part::Head, Part::Deputy].map(person),
                name,
            })
        }))
    }

    fn text(&self, at: usize) -> &str {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts
            .get(begin as usize..self.ends[at] as usize)
            .unwrap_or_default()
    }

    /// Whether every contest is below `contests` and every text has an end: for rosters from files.
    pub(crate) fn is_sound(&self, contests: usize) -> bool {
        self.ends.len() == 2 * self.infos.len()
            && self.infos.iter().all(|info| (info.contest as usize) < contests)
    }
}

impl Index<usize> for Roster {
    type Output = ContestantInfo;

    fn index(&self, number: usize) -> &ContestantInfo {
        &self.infos[number]
    }
}

/// Whom each surface may mean, by its number.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Meanings {
    entries: Vec<SurfaceEntry>,
    /// Where the entries of each surface end.
    ends: Vec<u32>,
}

impl Meanings {
    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        self.entries.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Adds a surface.
    pub(crate) fn push(&mut self, meanings: impl Iterator<Item = SurfaceEntry>) {
        self.entries.extend(meanings);
        self.ends.push(self.entries.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether every surface means somebody, and nobody beyond `contestants`: for tables from files.
    pub(crate) fn is_sound(&self, contestants: usize) -> bool {
        self.ends.first().is_none_or(|&end| end > 0)
            && self.ends.is_sorted_by(|one, next| one < next)
            && self.ends.last().map_or(0, |&end| end as usize) == self.entries.len()
            && self
                .entries
                .iter()
                .all(|entry| (entry.contestant as usize) < contestants)
    }
}

impl Index<usize> for Meanings {
    type Output = [SurfaceEntry];

    fn index(&self, surface: usize) -> &[SurfaceEntry] {
        let begin = surface.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[begin as usize..self.ends[surface] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_meanings_are_those_that_were_put_in() {
        let info = |contest| ContestantInfo {
            contest,
            is_party: false,
            number: 1,
            is_figure: false,
        };
        let mut roster = Roster::default();
        roster.push(
            "kolam-2031/1",
            "Lentera Kusumawardhana – Sekar Mentariwati",
            info(0),
        );
        roster.push("kolam-2031/2", "Kotak Kosong", info(1));
        assert_eq!(&*roster.shared_name(1), "Kotak Kosong");
        roster.close();
        assert_eq!(
            (&*roster.shared_id(0), roster.id(1)),
            ("kolam-2031/1", "kolam-2031/2")
        );
        assert!(Arc::ptr_eq(&roster.shared_id(0), &roster.shared_id(0)));
        assert_eq!(roster.person(0, Part::Deputy), "Sekar Mentariwati");
        assert_eq!(&*roster.shared_person(0, Part::Deputy), "Sekar Mentariwati");
        assert!(Arc::ptr_eq(
            &roster.shared_person(1, Part::Whole),
            &roster.shared_name(1)
        ));
        assert_eq!(roster.person(1, Part::Deputy), "Kotak Kosong");
        assert_eq!(
            (roster.find("kolam-2031/2"), roster.find("kolam-2031/3")),
            (Some(1), None)
        );
        assert!(roster.is_sound(2) && !roster.is_sound(1));

        let bytes = borsh::to_vec(&roster).unwrap();
        let mut read: Roster = borsh::from_slice(&bytes).unwrap();
        read.close();
        assert_eq!(
            (read.id(1), &*read.shared_name(0)),
            (roster.id(1), roster.name(0))
        );
        // An end inside of a character, or behind the last one, is no text.
        read.ends[1] = 37;
        read.ends[2] = 4_000;
        assert_eq!((read.name(0), read.id(1)), ("", ""));
    }
}
