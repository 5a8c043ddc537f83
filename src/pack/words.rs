//! The words of a pack under way: every word of every term and name gets its number here, once.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::{Atom, Source, forms, table_rows, wrong};
use crate::matcher::{CONTESTANT, Masked, NUMBER, PARTY, Readings, Symbol, Vocabulary, squeeze};
use crate::normalise::{NormalForm, Normaliser, ReadBy};

/// Words that stand for numbers may be at most this long to be masked or misspelt safely.
const SHORTEST_MASKED: usize = 4;

/// Interns words.
pub(crate) struct Words {
    pub(crate) vocabulary: Vocabulary,
    normaliser: Normaliser,
    form: NormalForm,
    slang: HashMap<String, String>,
    sets: HashMap<String, Symbol>,
    numbers: Vec<(Symbol, u8)>,
    masked: Vec<Masked>,
    maskable: HashSet<Symbol>,
    prominent: Vec<Symbol>,
    /// The first word that only names of crowds have.
    crowds: Option<Symbol>,
}

impl Words {
    pub(crate) fn new(normaliser: Normaliser) -> Words {
        Words {
            vocabulary: Vocabulary::new(),
            normaliser,
            form: NormalForm::default(),
            slang: HashMap::new(),
            sets: HashMap::new(),
            numbers: Vec::new(),
            masked: Vec::new(),
            maskable: HashSet::new(),
            prominent: Vec::new(),
            crowds: None,
        }
    }

    /// Words of a name that many know.
    pub(crate) fn prominent(&mut self, symbols: &[Symbol]) {
        self.prominent.extend(symbols);
    }

    /// What is interned from here on is a word of crowds only.
    pub(crate) fn begin_crowds(&mut self) {
        self.crowds = Some(self.vocabulary.symbols() as Symbol);
    }

    /// Reads the slang table; it takes effect on words interned afterwards.
    pub(crate) fn slang(&mut self, source: &Source) -> Result<()> {
        for row in table_rows(source, 2)? {
            let (written, read_as) = (row.cells[0], row.cells[1]);
            if written == read_as {
                return Err(wrong(source, row.span, format!("`{written}` reads as itself")));
            }
            self.slang.insert(written.to_owned(), read_as.to_owned());
        }
        Ok(())
    }

    /// The words of a text, normalised as a post is, without the parts of compounds.
    fn split(&mut self, text: &str) -> Vec<String> {
        self.normaliser.normalise(text, &mut self.form);
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(token) = self.form.tokens().get(at) {
            words.push(self.form.token_text(token).to_owned());
            at += 1 + usize::from(token.parts);
        }
        words
    }

    /// The symbols of a plain text: a name, a tag, an account.
    pub(crate) fn phrase(&mut self, text: &str) -> Vec<Symbol> {
        self.split(text)
            .into_iter()
            .map(|word| self.intern(&word))
            .collect()
    }

    /// The symbols of a name: its words are never taken for slang.
    pub(crate) fn name(&mut self, text: &str) -> Vec<Symbol> {
        self.split(text)
            .into_iter()
            .map(|word| self.vocabulary.word(&word))
            .collect()
    }

    fn intern(&mut self, word: &str) -> Symbol {
        match self.vocabulary.get(word.as_bytes()) {
            Some(known) if known.read_by.is_empty() => known.word,
            _ => {
                let standard = self.slang.get(word).cloned();
                self.vocabulary.word(standard.as_deref().unwrap_or(word))
            }
        }
    }

    /// The symbols of one phrase of a term.
    pub(crate) fn atoms(&mut self, atoms: &[Atom]) -> Result<Vec<Symbol>> {
        let mut symbols = Vec::with_capacity(atoms.len());
        for atom in atoms {
            match atom {
                Atom::Contestant => symbols.push(CONTESTANT),
                Atom::Party => symbols.push(PARTY),
                Atom::Number => symbols.push(NUMBER),
                Atom::Forms(root) => symbols.push(self.set(root)),
                Atom::Word(word) => {
                    let before = symbols.len();
                    symbols.extend(self.phrase(word));
                    if symbols.len() == before {
                        return Err(Error::new(
                            ErrorKind::Lexicon,
                            format!("nothing of `{word}` is left in normal form"),
                        ));
                    }
                }
            }
        }
        Ok(symbols)
    }

    /// The set of forms of a root.
    fn set(&mut self, root: &str) -> Symbol {
        if let Some(&set) = self.sets.get(root) {
            return set;
        }
        let set = self.vocabulary.form_set();
        self.sets.insert(root.to_owned(), set);
        for form in forms(root) {
            let word = self.intern(&form);
            self.vocabulary.put_into_set(word, set);
        }
        set
    }

    /// A word that people mask with asterisks: `Pr*bowo`.
    pub(crate) fn maskable(&mut self, symbols: &[Symbol]) {
        for &symbol in symbols {
            let text = self.vocabulary.text(symbol);
            let (length, plain) = (text.len(), text.bytes().all(|byte| byte.is_ascii_lowercase()));
            if !(SHORTEST_MASKED..=24).contains(&length) || !plain {
                continue;
            }
            let text: Box<str> = text.into();
            if self.masked.len() <= length {
                self.masked.resize(length + 1, Masked::default());
            }
            if self.maskable.insert(symbol) {
                self.masked[length].push(&text, symbol);
            }
        }
    }

    /// Reads the table of number words.
    pub(crate) fn numbers(&mut self, source: &Source) -> Result<()> {
        for row in table_rows(source, 2)? {
            let value: u8 = row.cells[1]
                .parse()
                .ok()
                .filter(|value| *value <= 99)
                .ok_or_else(|| {
                    wrong(
                        source,
                        row.span.clone(),
                        "the second column is a number from 0 to 99",
                    )
                })?;
            let symbol = self.intern(row.cells[0]);
            self.numbers.push((symbol, value));
        }
        Ok(())
    }

    /// Closes the vocabulary: slang and squeezed spellings come last, so that none of them takes a word's place.
    pub(crate) fn finish(mut self, leet: Vec<(u8, Vec<u8>)>, keep: Vec<Box<str>>) -> (Vocabulary, Readings) {
        let mut slang: Vec<(String, String)> = std::mem::take(&mut self.slang).into_iter().collect();
        slang.sort_unstable();
        for (written, read_as) in slang {
            if let Some(standard) = self.vocabulary.get(read_as.as_bytes()) {
                self.vocabulary
                    .alias(&written, standard.word, standard.read_by.with(ReadBy::SLANG));
            }
        }
        let doubled: Vec<(String, Symbol, ReadBy)> = self
            .vocabulary
            .iter()
            .filter(|(text, _)| text.len() > 3 && text.as_bytes().windows(2).any(|pair| pair[0] == pair[1]))
            .map(|(text, spelling)| (squeeze(text), spelling.word, spelling.read_by))
            .collect();
        for (squeezed, word, read_by) in doubled {
            self.vocabulary
                .alias(&squeezed, word, read_by.with(ReadBy::ELONGATION));
        }
        // Of several values the smallest stays.
        self.numbers.sort_unstable();
        for &(symbol, value) in &self.numbers {
            self.vocabulary.set_number(symbol, value);
        }
        for &symbol in &self.prominent {
            self.vocabulary.set_prominent(symbol);
        }
        self.vocabulary.close(self.crowds.unwrap_or(Symbol::MAX));
        let readings = Readings {
            leet,
            masked: self.masked,
            keep,
            without: ReadBy::NONE,
        };
        (self.vocabulary, readings)
    }
}
