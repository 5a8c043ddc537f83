//! From a lexicon's files to a pack, in the order in which words must become known: names, terms, numbers, slang.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::fitted::{Calibration, Fitted};
use super::group::{Flip, Form, GroupInfo, Lean, NegatorKind, Owner, Reach, Rivals, Shaped};
use super::rule::{Acts, Agenda, CompiledRule, Doer, Need, Side};
use super::words::Words;
use super::{Labels, Pack, SignalInfo, TermInfo, Terms, names};
use crate::error::{Error, ErrorKind, Result};
use crate::law::{Flag, Law};
use crate::lexicon::{
    EntryFile, Group, Lexicon, MOST_POINTS, Points, Rule, RuleFile, Source, Within, expand, placed,
    read_file, table_rows, wrong,
};
use crate::matcher::{MOST_SPELLINGS, Start, Symbol, Trie, holds_a_place};
use crate::normalise::{Lookalikes, Normaliser, ReadBy};
use crate::post::Action;

/// The names that a rule may ask for beside signals.
const OTHER_NEEDS: &str = "contestant, party, finding, target, target:contestant, target: and a signal, stance:favour, \
    stance:against, stance:any";

/// The notes that verdicts carry most.
const NOTES: [&str; 7] = [
    "author-status-unknown",
    "time-missing",
    "time-assumed",
    "time-unreadable",
    "region-unknown",
    "region-ambiguous",
    "text-repaired",
];

/// The fields of a record that evidence may point into.
pub(crate) const FIELD_NAMES: [&str; 5] = [
    "text",
    "media_text",
    "target.text",
    "target.account",
    "target.name",
];

/// Compiles a lexicon.
pub(crate) fn compile(lexicon: &Lexicon) -> Result<Pack> {
    let normaliser = Normaliser::new(lookalikes(lexicon)?);
    let mut words = Words::new(normaliser.clone());
    for source in lexicon.below("normalise/slang", ".tsv") {
        words.slang(source)?;
    }
    let mut named = names::compile(lexicon, &mut words)?;
    let fitted = Fitted::read(lexicon)?;
    let mut entries = Entries {
        tags: std::mem::take(&mut named.tags),
        ..Entries::default()
    };
    for folder in ["signals/", "guards/"] {
        for source in lexicon.below(folder, ".toml") {
            entries.file(source, &fitted, &mut words)?;
        }
    }
    entries.settle_rivals();
    let calibration = Calibration::read(lexicon)?;
    let mut rules = Vec::new();
    for source in lexicon.below("bans/", ".toml") {
        let file: RuleFile = read_file(source)?;
        for rule in &file.rule {
            rules.push(entries.rule(source, &file.id, rule, &calibration)?);
        }
    }
    for source in lexicon.below("normalise/numbers", ".tsv") {
        words.numbers(source)?;
    }
    names::mark_words(lexicon, &mut words)?;
    named.put_crowds(&mut words);
    let (mut vocabulary, readings) = words.finish(leet(lexicon)?, keep(lexicon)?);
    if vocabulary.spellings() > MOST_SPELLINGS {
        return Err(Error::new(
            ErrorKind::Lexicon,
            format!(
                "{} spellings are more than the {MOST_SPELLINGS} that a pack holds",
                vocabulary.spellings()
            ),
        )
        .help("leave out contestant tables that are not needed"));
    }
    let law_files: Vec<(String, String)> = lexicon
        .sources()
        .iter()
        .map(|source| (source.path.clone(), source.text.clone().into_owned()))
        .collect();
    let law = Law::parse(&law_files)?;
    let symbols = vocabulary.symbols();
    let version = format!(
        "{}+{:012x}",
        crate::PACK_VERSION,
        lexicon.digest() & 0xffff_ffff_ffff
    );
    let lone = Trie::build(entries.lone(&rules), symbols);
    let names = Trie::build(named.phrases, symbols);
    let (placed, phrases) = std::mem::take(&mut entries.phrases)
        .into_iter()
        .partition(|(phrase, _)| holds_a_place(phrase));
    let phrases = Trie::build(phrases, symbols);
    let placed = Trie::build(placed, symbols);
    if [&lone, &names, &phrases, &placed]
        .iter()
        .any(|trie| trie.is_overfull())
    {
        return Err(Error::new(
            ErrorKind::Lexicon,
            "there are more names and phrases than a pack holds",
        )
        .help("leave out contestant tables that are not needed"));
    }
    vocabulary.note_starts(&[
        (&names, Start::Name),
        (&lone, Start::Lone),
        (&phrases, Start::Term),
        (&placed, Start::Placed),
    ]);
    let agenda = Agenda::of(&rules, entries.names.len());
    Ok(Pack {
        version: Arc::from(version),
        lexicon: lexicon.digest(),
        engine: Arc::from(crate::VERSION),
        notes: NOTES.iter().copied().map(Arc::from).collect(),
        labels: Labels::new(),
        reading_names: ReadBy::NAMES.iter().map(|(_, name)| Arc::from(*name)).collect(),
        field_names: FIELD_NAMES.map(Arc::from),
        normaliser,
        vocabulary,
        readings,
        lone,
        names,
        phrases,
        placed,
        terms: entries.terms,
        groups: entries.groups,
        signals: entries.names,
        surfaces: named.surfaces,
        contestants: named.contestants,
        contests: named.contests,
        places: named.places,
        forms: entries.forms,
        shapes: entries.shapes,
        flips: entries.flips,
        agenda,
        rules,
        calibration,
        law,
    })
}

fn lookalikes(lexicon: &Lexicon) -> Result<Lookalikes> {
    let mut rows = Vec::new();
    for source in lexicon.below("normalise/lookalike", ".tsv") {
        for row in table_rows(source, 2)? {
            let mut characters = row.cells[0].chars();
            let letter = row.cells[1].as_bytes();
            match (characters.next(), characters.next(), letter) {
                (Some(character), None, [letter]) if letter.is_ascii_alphanumeric() => {
                    rows.push((character, letter.to_ascii_lowercase()));
                }
                _ => {
                    return Err(wrong(
                        source,
                        row.span,
                        "a line holds one character, a tab and one letter",
                    ));
                }
            }
        }
    }
    Ok(Lookalikes::new(rows))
}

fn leet(lexicon: &Lexicon) -> Result<Vec<(u8, Vec<u8>)>> {
    let mut table: Vec<(u8, Vec<u8>)> = Vec::new();
    for source in lexicon.below("normalise/leet", ".tsv") {
        for row in table_rows(source, 2)? {
            match (row.cells[0].as_bytes(), row.cells[1].as_bytes()) {
                ([sign], [letter]) if letter.is_ascii_lowercase() => {
                    match table.iter_mut().find(|known| known.0 == *sign) {
                        Some(known) => known.1.push(*letter),
                        None => table.push((*sign, vec![*letter])),
                    }
                }
                _ => {
                    return Err(wrong(
                        source,
                        row.span,
                        "a line holds one digit or sign, a tab and one letter",
                    ));
                }
            }
        }
    }
    table.sort_unstable();
    Ok(table)
}

fn keep(lexicon: &Lexicon) -> Result<Vec<Box<str>>> {
    let mut kept = Vec::new();
    for source in lexicon.below("normalise/keep", ".txt") {
        kept.extend(table_rows(source, 1)?.iter().map(|row| Box::from(row.cells[0])));
    }
    kept.sort_unstable();
    kept.dedup();
    Ok(kept)
}

/// Signals and guards under way.
#[derive(Default)]
struct Entries {
    names: Vec<SignalInfo>,
    numbers: HashMap<String, u16>,
    groups: Vec<GroupInfo>,
    /// Those of which a group says something of a side by judgement.
    sided: HashSet<u16>,
    seen: HashMap<String, ()>,
    terms: Terms,
    phrases: Vec<(Vec<Symbol>, u32)>,
    forms: Vec<(Form, u32)>,
    shapes: Vec<(Shaped, u32)>,
    flips: Vec<(Flip, u32)>,
    /// The contestants' hashtags that take a side, with their words.
    tags: Vec<(Box<str>, Vec<Symbol>)>,
    /// Fitted points of single bans: by group, by term.
    group_acts: HashMap<String, BTreeMap<u32, i32>>,
    term_acts: HashMap<String, BTreeMap<u32, i32>>,
}

impl Entries {
    /// The phrases without which no rule fires that asks for signals only.
    fn lone(&self, rules: &[CompiledRule]) -> Vec<(Vec<Symbol>, u32)> {
        let signal_of = |term: u32| self.groups[self.terms[term as usize].group as usize].owner;
        let mut sizes = vec![0usize; self.names.len()];
        for (_, term) in &self.phrases {
            if let Owner::Signal(signal) = signal_of(*term) {
                sizes[usize::from(signal)] += 1;
            }
        }
        // What a rule asks for and nothing beside is looked for anyway, also for the rules that ask for more.
        let alone = || rules.iter().filter(|rule| rule.fires_alone());
        let only = |rule: &CompiledRule| rule.signals().all(|signal| signal == rule.signals[0]);
        let mut asked_for: HashSet<u16> = alone()
            .filter(|rule| only(rule))
            .map(|rule| rule.signals[0])
            .collect();
        for rule in alone() {
            if !rule.signals().any(|signal| asked_for.contains(&signal)) {
                let rarest = rule
                    .signals()
                    .min_by_key(|&signal| (sizes[usize::from(signal)], signal));
                asked_for.extend(rarest);
            }
        }
        let asked =
            |term: u32| matches!(signal_of(term), Owner::Signal(signal) if asked_for.contains(&signal));
        // Where nobody is named, no place is filled.
        let phrases = self
            .phrases
            .iter()
            .filter(|(phrase, term)| asked(*term) && !holds_a_place(phrase));
        phrases.cloned().collect()
    }

    fn number(&mut self, name: &str) -> u16 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u16;
        self.names.push(SignalInfo {
            name: Arc::from(name),
            spoken: Arc::from(name.strip_prefix("guard:").unwrap_or(name)),
        });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Settles with what the terms of each group compete. Which signals take no side is a matter of judgement: a fit changes
    /// sums, and not which words are read.
    fn settle_rivals(&mut self) {
        for group in &mut self.groups {
            let (Owner::Signal(number) | Owner::Guard(number)) = group.owner;
            group.rivals = Rivals::of(group.owner, group.negator, !self.sided.contains(&number));
        }
    }

    fn file(&mut self, source: &Source, fitted: &Fitted, words: &mut Words) -> Result<()> {
        let file: EntryFile = read_file(source)?;
        for group in &file.group {
            self.group(source, &file, group, fitted, words)?;
        }
        Ok(())
    }

    fn group(
        &mut self,
        source: &Source,
        file: &EntryFile,
        group: &Group,
        fitted: &Fitted,
        words: &mut Words,
    ) -> Result<()> {
        let id = group.id.get_ref();
        let (signal, guard) = match (&group.signal, &group.guard) {
            (None, None) => (file.signal.as_ref(), file.guard.as_ref()),
            (signal, guard) => (signal.as_ref(), guard.as_ref()),
        };
        let (name, owner) = match (signal, guard) {
            (Some(signal), None) => (signal.clone(), Owner::Signal(self.number(signal))),
            (None, Some(guard)) => {
                // Guards and signals may share a name; they are told apart by the prefix.
                let name = format!("guard:{guard}");
                let number = self.number(&name);
                (name, Owner::Guard(number))
            }
            _ => {
                return Err(wrong(
                    source,
                    group.id.span(),
                    format!("`{id}` belongs to no signal and no guard, or to both"),
                )
                .help("name `signal = \"…\"` or `guard = \"…\"` at the top of the file or in the group"));
            }
        };
        let key = format!("{name}/{id}");
        if self.seen.insert(key.clone(), ()).is_some() {
            return Err(wrong(
                source,
                group.id.span(),
                format!("`{id}` stands twice in `{name}`"),
            )
            .help("give one of them another id"));
        }
        let points = match &group.points {
            Some(points) => {
                let value = *points.get_ref();
                if [value.act, value.favour, value.against]
                    .iter()
                    .any(|points| points.abs() > MOST_POINTS)
                {
                    return Err(wrong(
                        source,
                        points.span(),
                        format!("points lie between -{MOST_POINTS} and {MOST_POINTS}"),
                    ));
                }
                value
            }
            None => Points::default(),
        };
        let weight = points.weight();
        let says = points.favour.max(points.against);
        if points.favour != 0 || points.against != 0 {
            let (Owner::Signal(number) | Owner::Guard(number)) = owner;
            self.sided.insert(number);
        }
        let lean = match owner {
            Owner::Signal(_) => Lean::of(points),
            Owner::Guard(_) => Lean::Neither,
        };
        let calls = key.starts_with("call/") || key.starts_with("urge/");
        let points = fitted.group(&key, points);
        let reach = match group.reach.as_ref().or(file.reach.as_ref()) {
            Some(reach) => Reach::parse(reach.get_ref()).ok_or_else(|| {
                wrong(source, reach.span(), format!("`{}` is no reach", reach.get_ref()))
                    .help("near, clause, sentence, post or a number of words")
            })?,
            None => Reach::Post,
        };
        let negator = match &group.kind {
            Some(kind) => Some(NegatorKind::parse(kind.get_ref()).ok_or_else(|| {
                wrong(
                    source,
                    kind.span(),
                    format!("`{}` is no kind of negator", kind.get_ref()),
                )
                .help("not, dont, refuse, stop, not-only or clause")
            })?),
            None => None,
        };
        let number = self.groups.len() as u32;
        self.groups.push(GroupInfo {
            id: Arc::from(id.as_str()),
            owner,
            points,
            weight,
            says,
            lean,
            calls,
            reach,
            negator,
            rivals: Rivals::of(owner, negator, false),
        });
        for (ban, points) in fitted.group_acts(&key) {
            self.group_acts
                .entry(ban.to_owned())
                .or_default()
                .insert(number, points);
        }
        let mut filled = !group.terms.is_empty();
        if let Some(shape) = &group.shape {
            filled = true;
            let read = Shaped::parse(shape.get_ref()).ok_or_else(|| {
                wrong(source, shape.span(), format!("`{}` is no shape", shape.get_ref()))
                    .help(Shaped::words())
            })?;
            self.shapes.push((read, number));
        }
        if let Some(form) = &group.form {
            filled = true;
            let read = Form::parse(form.get_ref()).ok_or_else(|| {
                wrong(
                    source,
                    form.span(),
                    format!("`{}` is no form of a name", form.get_ref()),
                )
                .help(Form::words())
            })?;
            self.forms.push((read, number));
        }
        if let Some(flip) = &group.flip {
            filled = true;
            let read = Flip::parse(flip.get_ref()).ok_or_else(|| {
                wrong(source, flip.span(), format!("`{}` is no flip", flip.get_ref())).help(Flip::words())
            })?;
            self.flips.push((read, number));
        }
        if !filled {
            return Err(wrong(source, group.id.span(), format!("`{id}` has no terms"))
                .help("list terms, or name a shape, a form or a flip"));
        }
        let maskable = matches!(name.as_str(), "call" | "support" | "attack" | "election");
        for term in &group.terms {
            self.term(source, &key, number, term, points, fitted, maskable, words)?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn term(
        &mut self,
        source: &Source,
        key: &str,
        group: u32,
        term: &toml::Spanned<String>,
        points: Points,
        fitted: &Fitted,
        maskable: bool,
        words: &mut Words,
    ) -> Result<()> {
        let text = term.get_ref();
        let number = self.terms.len() as u32;
        let weight = self.groups[group as usize].weight;
        let points = fitted.term(key, text, points);
        self.terms.push(text, TermInfo::new(group, points, weight));
        for (ban, points) in fitted.term_acts(key, text) {
            self.term_acts
                .entry(ban.to_owned())
                .or_default()
                .insert(number, points);
        }
        if let Some(part) = text.strip_prefix("#~") {
            let tags = self.tags.iter().filter(|(tag, _)| orders(tag, part));
            self.phrases
                .extend(tags.map(|(_, symbols)| (symbols.clone(), number)));
            return Ok(());
        }
        for phrase in expand(text).map_err(|error| placed(error, source, term.span()))? {
            let symbols = words
                .atoms(&phrase)
                .map_err(|error| placed(error, source, term.span()))?;
            if maskable {
                words.maskable(&symbols);
            }
            self.phrases.push((symbols, number));
        }
        Ok(())
    }

    fn rule(
        &mut self,
        source: &Source,
        ban: &str,
        rule: &Rule,
        calibration: &Calibration,
    ) -> Result<CompiledRule> {
        let mut needs = Vec::with_capacity(rule.signals.len());
        for signal in &rule.signals {
            needs.push(match signal.get_ref().as_str() {
                "contestant" => Need::Contestant,
                "party" => Need::Party,
                "target" => Need::Target,
                "stance:favour" => Need::Stance(Side::Favour),
                "stance:against" => Need::Stance(Side::Against),
                "stance:any" => Need::Stance(Side::Any),
                "finding" => Need::Finding,
                "target:contestant" => Need::TargetContestant,
                name => {
                    let theirs = name.strip_prefix("target:");
                    let number = *self.numbers.get(theirs.unwrap_or(name)).ok_or_else(|| {
                        wrong(source, signal.span(), format!("there is no signal `{name}`"))
                            .help(format!("a file of signals/ or one of: {OTHER_NEEDS}"))
                    })?;
                    if theirs.is_some() {
                        Need::TargetSignal(number)
                    } else {
                        Need::Signal(number)
                    }
                }
            });
        }
        let mut actions = 0u8;
        for action in &rule.actions {
            let read = Action::parse(action.get_ref()).ok_or_else(|| {
                wrong(
                    source,
                    action.span(),
                    format!("`{}` is no action", action.get_ref()),
                )
                .help("post, comment, share, like, follow, join or profile")
            })?;
            actions |= 1 << read as u8;
        }
        let within = match &rule.within {
            None => Reach::Post,
            Some(within) => match within.get_ref() {
                Within::Words(words) => Reach::Words(*words),
                Within::Stretch(stretch) => Reach::parse(stretch).ok_or_else(|| {
                    wrong(source, within.span(), format!("`{stretch}` is no reach"))
                        .help("a number of words, clause, sentence or post")
                })?,
            },
        };
        let side = match rule
            .stance
            .as_ref()
            .map(|side| (side.get_ref().as_str(), side.span()))
        {
            None | Some(("side", _)) => Side::Any,
            Some(("favour", _)) => Side::Favour,
            Some(("against", _)) => Side::Against,
            Some((other, span)) => {
                return Err(
                    wrong(source, span, format!("`{other}` is no stance")).help("side, favour or against")
                );
            }
        };
        let doer = rule.by.as_ref().map(|by| {
            let signal = |name: &str| {
                self.numbers.get(name).copied().ok_or_else(|| {
                    wrong(source, by.span(), format!("there is no signal `{name}`"))
                        .help("its words say whose act it is")
                })
            };
            match by.get_ref().as_str() {
                AUTHOR => Ok(Doer {
                    author: signal(AUTHOR)?,
                    others: signal(OTHERS)?,
                }),
                other => Err(wrong(source, by.span(), format!("nothing is done by `{other}`")).help(AUTHOR)),
            }
        });
        let under = rule.under.as_ref().map(|name| {
            Flag::parse(name.get_ref()).ok_or_else(|| {
                let names: Vec<&str> = Flag::WORDS.iter().map(|(word, _)| *word).collect();
                wrong(
                    source,
                    name.span(),
                    format!("no policy can add `{}`", name.get_ref()),
                )
                .help(format!("one of: {}", names.join(", ")))
            })
        });
        let nothing = BTreeMap::new();
        Ok(CompiledRule {
            ban: Arc::from(ban),
            id: Arc::from(rule.id.get_ref().as_str()),
            signals: needs
                .iter()
                .filter_map(|need| match need {
                    Need::Signal(signal) => Some(*signal),
                    _ => None,
                })
                .collect(),
            needs,
            actions,
            target: rule.target,
            within,
            points: rule.points.as_ref().map_or(0, |points| *points.get_ref()),
            side,
            table: calibration.table(ban),
            doer: doer.transpose()?,
            under: under.transpose()?,
            acts: Acts::new(
                self.group_acts.get(ban).unwrap_or(&nothing),
                self.term_acts.get(ban).unwrap_or(&nothing),
            ),
        })
    }
}

/// Whose act a rule may ask for, and the signals of the words for them and for others.
const AUTHOR: &str = "author";
const OTHERS: &str = "others";

/// Words after which a verb in a hashtag is still an order, as at its beginning: "#AyoPilih…". After "gue", "yakin" or the name
/// of a place it tells of a choice: "#GuePilih…".
const LEADING: [&str; 14] = [
    "ayo", "ayok", "mari", "yuk", "yok", "kuy", "gas", "kita", "jangan", "wajib", "harus", "kudu", "mesti",
    "pastikan",
];

/// Whether a hashtag holds these letters as an order.
fn orders(tag: &str, part: &str) -> bool {
    let tag = tag.trim_start_matches('#');
    tag.match_indices(part)
        .any(|(at, _)| at == 0 || LEADING.iter().any(|word| tag[..at].ends_with(word)))
}
