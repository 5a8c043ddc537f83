//! What stands before a name and belongs to it: forms of address (whoever is called Pak or Bu is named all the same), words for
//! somebody who stands, and words that only lead from a verb to a name.

use crate::lexicon::contestants::CAMP;
use crate::matcher::Word;
use crate::normalise::{Gap, NormalForm};
use crate::pack::Form;

use super::Mention;

/// Forms of address, in normal form, in twos where there are two: what a post says must not hang on whether a man or a
/// woman is addressed, nor on the part of the country whose words are used.
const ADDRESS: [&str; 44] = [
    "pak", "bu", "bapak", "ibu", "mas", "mbak", "bang", "kak", "abang", "kakak", "kang", "teh", "akang",
    "teteh", "aa", "ceu", "cak", "ning", "gus", "neng", "uda", "uni", "om", "tante", "bli", "mbok", "pakde",
    "bude", "pakdhe", "budhe", "mbah", "eyang", "haji", "hajah", "kiai", "kyai", "nyai", "habib", "ustaz",
    "ustazah", "ustadz", "ustadzah", "bung", "sus",
];

/// Words for somebody who stands, before the name: "mendukung pasangan Wayan-Sekar" says what "mendukung Wayan-Sekar" says.
const STANDING: [&str; 14] = [
    "pasangan", "paslon", "duet", "duo", "kandidat", "calon", "bakal", "capres", "cawapres", "cagub",
    "cawagub", "cabup", "cawabup", "bacapres",
];

/// So many words before a name may belong to it.
const MOST: usize = 3;

/// Where the name with the words before it that belong to it may begin: at `pasangan` and at `calon` of "pasangan calon Wayan
/// Lentera", at `pak` of "Pak Wayan", not of "Pak, Wayan datang". The nearest first.
pub(super) fn before<'w>(
    form: &'w NormalForm,
    words: &'w [Word],
    mention: &Mention,
) -> impl Iterator<Item = u32> + 'w {
    let name = matches!(
        mention.form,
        Form::Pair | Form::Full | Form::Short | Form::Titled | Form::Party
    );
    let first = if name { mention.first } else { 0 };
    (0..first).rev().take(MOST).take_while(move |&at| {
        let (word, next) = (&words[at as usize], &words[at as usize + 1]);
        let parted = next.gap.any(Gap::COMMA.with(Gap::COLON)) || word.sentence != next.sentence;
        !parted && (is_address(form, word) || STANDING.contains(&word.text(form)))
    })
}

/// Words that lead from a verb to a name, in normal form: "suaramu buat Wayan", "kagak usah coblos si Wayan".
const LEADING: [&str; 12] = [
    "si", "buat", "untuk", "bagi", "ke", "kepada", "sama", "kanggo", "dumateng", "keur", "nang", "mang",
];

/// Where what leads to a name begins: the name itself, or the first of the few words before it that only lead to it.
pub(super) fn lead(form: &NormalForm, words: &[Word], mention: &Mention) -> u32 {
    let mut first = before(form, words, mention).last().unwrap_or(mention.first);
    let leads = |at: u32| {
        let (word, next) = (&words[at as usize - 1], &words[at as usize]);
        next.gap == Gap::SPACE && LEADING.contains(&word.text(form))
    };
    if first > 0 && leads(first) {
        first -= 1;
    }
    first
}

/// Whether a word is a form of address.
pub(super) fn is_address(form: &NormalForm, word: &Word) -> bool {
    ADDRESS.contains(&word.text(form))
}

/// Whether a name that is an ordinary word means a couple after this word: "relawan amin".
pub(super) fn leads_to_a_couple(form: &NormalForm, word: &Word) -> bool {
    CAMP.iter()
        .filter_map(|camp| camp.split(' ').next())
        .any(|first| first == word.text(form))
}
