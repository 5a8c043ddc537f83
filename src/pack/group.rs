//! Groups, compiled: whose they are, what they weigh, how far they reach.

use std::sync::Arc;

use crate::lexicon::Points;

/// Whether a group speaks for a finding or for the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Owner {
    /// A signal, by number.
    Signal(u16),
    /// A guard, by number into the same list of names.
    Guard(u16),
}

/// How far a guard protects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Reach {
    /// Five words to either side.
    Near,
    /// The clause.
    Clause,
    /// The sentence.
    Sentence,
    /// The whole post.
    #[default]
    Post,
    /// So many words.
    Words(u16),
}

impl Reach {
    /// Reads the word used in files.
    pub(crate) fn parse(word: &str) -> Option<Reach> {
        Some(match word {
            "near" => Reach::Near,
            "clause" => Reach::Clause,
            "sentence" => Reach::Sentence,
            "post" => Reach::Post,
            words => return words.parse().ok().map(Reach::Words),
        })
    }
}

/// Which way a group of a signal leans by judgement, whatever was fitted later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Lean {
    /// Speaks for a contestant.
    Praise,
    /// Speaks against one.
    Attack,
    /// Does something, whatever side that takes.
    Act,
    /// Too weak to tell, or a guard.
    #[default]
    Neither,
}

/// More points than these by judgement are a lean.
const HINT: i32 = 2;

/// More points than these are an act: fewer have the ordinary words around one, "kampanye" or "foto", which reports use as well.
const ABOUT_AN_ACT: i32 = 5;

impl Lean {
    /// The lean of points that a person gave.
    pub(crate) fn of(points: Points) -> Lean {
        if points.against > HINT {
            Lean::Attack
        } else if points.favour > HINT {
            Lean::Praise
        } else if points.act > ABOUT_AN_ACT {
            Lean::Act
        } else {
            Lean::Neither
        }
    }
}

/// With which others the terms of a group compete, where they stand in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Rivals {
    /// The longer one of those that have the same stays.
    kind: u32,
    /// Of those that have the same, one takes a word: of one signal or guard, and negators of one kind.
    pub(crate) for_words: u32,
}

impl Rivals {
    /// Signals compete with signals, guards with guards, negators with negators. What takes no side only answers the rules
    /// that ask for it, and competes with nothing else.
    pub(crate) fn of(owner: Owner, negator: Option<NegatorKind>, takes_no_side: bool) -> Rivals {
        let (Owner::Signal(number) | Owner::Guard(number)) = owner;
        let kind = match (negator, owner) {
            (Some(NegatorKind::Clause), _) => 4,
            (Some(_), _) => 2,
            (None, Owner::Signal(number)) if takes_no_side => 3 + u32::from(number),
            (None, Owner::Guard(_)) => 1,
            (None, Owner::Signal(_)) => 0,
        };
        Rivals {
            kind,
            for_words: u32::from(number) << 8 | negator.map_or(0, |kind| kind as u32 + 1),
        }
    }

    /// Whether the longer of two hides the other.
    #[inline]
    pub(crate) fn compete(self, other: Rivals) -> bool {
        self.kind == other.kind
    }
}

/// A group, compiled.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct GroupInfo {
    pub(crate) id: Arc<str>,
    pub(crate) owner: Owner,
    pub(crate) points: Points,
    /// How much it says by judgement.
    pub(crate) weight: i32,
    /// How much it says for a side by judgement.
    pub(crate) says: i32,
    /// Which way it leans by judgement.
    pub(crate) lean: Lean,
    /// Whether it calls on others.
    pub(crate) calls: bool,
    pub(crate) reach: Reach,
    /// For negators.
    pub(crate) negator: Option<NegatorKind>,
    /// With which others its terms compete.
    pub(crate) rivals: Rivals,
}

/// What kind of negator a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum NegatorKind {
    /// tidak, bukan, belum.
    Not,
    /// jangan.
    Dont,
    /// ogah, emoh.
    Refuse,
    /// Ends the scope: tapi, melainkan.
    Stop,
    /// Only looks like one: "tidak hanya".
    NotOnly,
    /// Opens a clause where no comma does: "padahal", "soalnya".
    Clause,
}

impl NegatorKind {
    /// Reads the word used in files.
    pub(crate) fn parse(word: &str) -> Option<NegatorKind> {
        Some(match word {
            "not" => NegatorKind::Not,
            "dont" => NegatorKind::Dont,
            "refuse" => NegatorKind::Refuse,
            "stop" => NegatorKind::Stop,
            "not-only" => NegatorKind::NotOnly,
            "clause" => NegatorKind::Clause,
            _ => return None,
        })
    }
}

/// Declares an enum whose variants have names in files.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
        )]
        pub(crate) enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one of them.
            pub(crate) const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The word used in files.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// Reads the word used in files.
            pub(crate) fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|known| known.as_str() == word)
            }

            /// The words that files may use, for error messages.
            pub(crate) fn words() -> String {
                $name::ALL.iter().map(|known| known.as_str()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}

named! {
    /// How a post names a contestant.
    Form {
        /// Both names of a pair, or a couple name.
        Pair = "pair",
        /// The full name of a person.
        Full = "full",
        /// A short name or nickname.
        Short = "short",
        /// A title before a name.
        Titled = "titled",
        /// An account.
        Handle = "handle",
        /// A hashtag that takes the contestant's side.
        Tag = "tag",
        /// A hashtag that takes the side against.
        TagAgainst = "tag-against",
        /// A name people use only to mock.
        NickAgainst = "nick-against",
        /// A slogan that means the contestant.
        Slogan = "slogan",
        /// A party.
        Party = "party",
        /// A ballot number.
        Number = "number",
        /// A word for somebody who stands, where nobody is named.
        Role = "role",
        /// The target of a comment or share.
        Target = "target",
    }
}

named! {
    /// What a post looks like.
    Shaped {
        /// A question mark.
        QuestionMark = "question-mark",
        /// Quotation marks around several words.
        Quotation = "quotation",
        /// Begins as a retweet.
        Retweet = "retweet",
        /// Most words begin with a capital.
        HeadlineCasing = "headline-casing",
        /// A web address.
        Link = "link",
        /// Contestants of all sides named alike.
        EvenHanded = "even-handed",
        /// Two contestants of one contest.
        TwoSides = "two-sides",
        /// Numbered or bulleted lines.
        List = "list",
        /// More than sixty words.
        LongText = "long-text",
        /// More than twenty-five words.
        MediumText = "medium-text",
        /// At most six words.
        ShortText = "short-text",
        /// A byline: `Bawaslu: …`.
        ColonLead = "colon-lead",
        /// Begins with the accounts it replies to.
        ReplyOnly = "reply-only",
        /// An exclamation mark.
        Exclaim = "exclaim",
        /// Several exclamation marks or shouting.
        Shouting = "shouting",
        /// An emoji.
        Emoji = "emoji",
        /// Three or more hashtags.
        ManyTags = "many-tags",
        /// A figure with a per cent sign.
        Percent = "percent",
        /// The contestant stands at the start.
        NameFirst = "name-first",
        /// The contestant is named more than once.
        NamedOften = "named-often",
        /// No word of a contest stands anywhere.
        NoContestWord = "no-contest-word",
        /// Named only by accounts that a reply begins with.
        OnlyAddressed = "only-addressed",
        /// One contestant only is named, and the other stance is the stronger: few people do both to one.
        OneSided = "one-sided",
        /// Nothing but names, tags and handles of contestants.
        NamesOnly = "names-only",
        /// Somebody is named, and nothing is said that leans either way.
        NothingSaid = "nothing-said",
        /// One thing only is said that leans.
        OneThingSaid = "one-thing-said",
        /// Three things or more are said that lean.
        MuchSaid = "much-said",
        /// Some of it praises and some attacks.
        PraiseAndAttack = "praise-and-attack",
        /// Praise within three words of a name, in its clause.
        PraiseNear = "praise-near",
        /// Praise farther off in the clause of a name.
        PraiseInClause = "praise-in-clause",
        /// Praise in no clause with a name.
        PraiseApart = "praise-apart",
        /// Praise whose words hold the name.
        PraiseAround = "praise-around",
        /// Praise whose nearest name is a party.
        PraiseOfParty = "praise-of-party",
        /// An attack within three words of a name, in its clause.
        AttackNear = "attack-near",
        /// An attack farther off in the clause of a name.
        AttackInClause = "attack-in-clause",
        /// An attack in no clause with a name.
        AttackApart = "attack-apart",
        /// An attack whose words hold the name.
        AttackAround = "attack-around",
        /// An attack whose nearest name is a party.
        AttackOfParty = "attack-of-party",
        /// An attack that stands before the name.
        AttackFirst = "attack-first",
        /// Nobody is named but by ballot numbers, and no word of a contest stands anywhere.
        NumbersAlone = "numbers-alone",
        /// What is said that leans are hints only, and no name takes a side by itself.
        HintsOnly = "hints-only",
        /// Several are named, and hints at most are said of them.
        HintsOfMany = "hints-of-many",
        /// Something is said that takes a side by itself.
        FirmlySaid = "firmly-said",
        /// Another contest is spoken of, and nobody is named but by numbers or by names that may be anybody's.
        AnotherContest = "another-contest",
        /// Whoever is named ran in a contest that has had a successor, and nothing says that it is meant.
        EarlierContest = "earlier-contest",
        /// All that is said that leans stands between quotation marks.
        SaidInQuotes = "said-in-quotes",
        /// Two hashtags or more that take a side.
        SideTags = "side-tags",
        /// Something is negated.
        Negates = "negates",
        /// One contestant is named, be it often.
        OneNamed = "one-named",
        /// Three contestants or more are named.
        ManyNamed = "many-named",
        /// A hint of praise beside a name.
        HintedPraise = "hinted-praise",
        /// A hint of an attack beside a name.
        HintedAttack = "hinted-attack",
        /// A call whose first word opens its clause: "pilih Wayan", "#gas, pilih Wayan".
        CallOpens = "call-opens",
        /// A call after another word of its clause, its subject more often than not: "petani pilih Wayan".
        CallFollows = "call-follows",
        /// A call in a hashtag.
        CallInTag = "call-in-tag",
        /// Several sides of one contest are named, and the same is said of each: nothing, praise or an attack.
        OpponentsAlike = "opponents-alike",
        /// Of several sides one is praised, and none attacked.
        OneOfThemPraised = "one-of-them-praised",
        /// Of several sides one is attacked, and none praised.
        OneOfThemAttacked = "one-of-them-attacked",
        /// One side is praised and another attacked.
        OneAgainstAnother = "one-against-another",
        /// The side that is named last is praised, and not all are.
        LastOnePraised = "last-one-praised",
        /// The same word stands beside two sides: "pasangan 1 bicara …, pasangan 2 bicara …".
        SaidOfEach = "said-of-each",
        /// Two sides are named with one word between them at most.
        ListedTogether = "listed-together",
        /// A call that holds the name opens its clause.
        ClearCall = "clear-call",
        /// Half of the words at least take a side.
        MostlySides = "mostly-sides",
        /// All that takes a side is quoted, and beside the quotation stands who says it.
        QuotedOfOthers = "quoted-of-others",
    }
}

named! {
    /// What a negation makes of a signal.
    Flip {
        /// "tidak mendukung": support denied.
        Support = "support",
        /// "bukan pembohong": attack denied.
        Attack = "attack",
        /// "jangan pilih": a call turned round.
        Call = "call",
    }
}
