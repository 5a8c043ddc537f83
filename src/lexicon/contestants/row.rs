//! One row of a contestant table.

/// The election of those who run in none: of [`Kind::Figure`].
pub const FIGURES: &str = "figures";

/// Who or what stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Two candidates who stand together.
    Pair,
    /// A party.
    Party,
    /// One candidate of a list.
    Person,
    /// The empty box that stands against a sole pair.
    EmptyBox,
    /// Somebody whom many posts name and who runs in no contest: a party's chair, a minister, a preacher.
    Figure,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Kind; 5] = [
        Kind::Pair,
        Kind::Party,
        Kind::Person,
        Kind::EmptyBox,
        Kind::Figure,
    ];

    /// The word used in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Pair => "pair",
            Kind::Party => "party",
            Kind::Person => "person",
            Kind::EmptyBox => "empty-box",
            Kind::Figure => "figure",
        }
    }

    /// Reads the word used in tables.
    #[must_use]
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// The columns that hold lists. All entries are lower-case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Names of the head that count alone.
    pub head_short: Vec<Box<str>>,
    /// Names of the deputy that count alone.
    pub deputy_short: Vec<Box<str>>,
    /// Names of the head that need company.
    pub head_weak: Vec<Box<str>>,
    /// Names of the deputy that need company.
    pub deputy_weak: Vec<Box<str>>,
    /// Names of the pair, its coalition or team that count alone.
    pub couple: Vec<Box<str>>,
    /// Names of the pair that need company.
    pub couple_weak: Vec<Box<str>>,
    /// Accounts, with `@`.
    pub handles: Vec<Box<str>>,
    /// Hashtags that take the contestant's side.
    pub tags: Vec<Box<str>>,
    /// Hashtags that take the side against.
    pub tags_against: Vec<Box<str>>,
    /// Slogans that mean this contestant.
    pub slogans: Vec<Box<str>>,
    /// Slogans that need company.
    pub slogans_weak: Vec<Box<str>>,
    /// Names that people use only to mock, and that count alone.
    pub nick_against: Vec<Box<str>>,
    /// Names that people use to mock, and that need company.
    pub nick_against_weak: Vec<Box<str>>,
}

/// A contestant: one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contestant {
    /// `pilkada-2024/3325/1`.
    pub id: Box<str>,
    /// `pilkada-2024`.
    pub election: Box<str>,
    /// Kemendagri code; empty for a national contest.
    pub region: Box<str>,
    /// Ballot number; candidates of a party list have none.
    pub number: Option<u16>,
    /// Who or what stands.
    pub kind: Kind,
    /// Official name without titles and degrees.
    pub head: Box<str>,
    /// Official name of the deputy; empty where there is none.
    pub deputy: Box<str>,
    /// The lists; `None` where all are empty, which is so for most of a quarter of a million candidates.
    pub lists: Option<Box<Lists>>,
    /// `verified`, `from-memory`, `disputed`, `one-source`.
    pub status: Box<str>,
    /// Where the row comes from.
    pub source: Box<str>,
    /// Number of the party that nominates a candidate of a list, or the party's own.
    pub party: Option<u16>,
    /// Number on the party's list.
    pub list: Option<u16>,
    /// Electoral district, in words.
    pub dapil: Box<str>,
    /// Line of the table, from 1.
    pub line: usize,
}

static NO_LISTS: Lists = Lists {
    head_short: Vec::new(),
    deputy_short: Vec::new(),
    head_weak: Vec::new(),
    deputy_weak: Vec::new(),
    couple: Vec::new(),
    couple_weak: Vec::new(),
    handles: Vec::new(),
    tags: Vec::new(),
    tags_against: Vec::new(),
    slogans: Vec::new(),
    slogans_weak: Vec::new(),
    nick_against: Vec::new(),
    nick_against_weak: Vec::new(),
};

impl Contestant {
    /// The lists of names, tags and slogans.
    #[must_use]
    pub fn lists(&self) -> &Lists {
        self.lists.as_deref().unwrap_or(&NO_LISTS)
    }

    /// The official name as shown in verdicts: `Head – Deputy`.
    #[must_use]
    pub fn name(&self) -> String {
        if self.deputy.is_empty() {
            self.head.to_string()
        } else {
            format!("{} – {}", self.head, self.deputy)
        }
    }

    /// Whether the whole nation or a province votes on the contestant. Such rows get every form of a name; the many
    /// others get the cheap ones only.
    #[must_use]
    pub fn is_prominent(&self) -> bool {
        self.kind == Kind::Party || (self.kind == Kind::Pair && self.region.len() <= 2)
    }
}
