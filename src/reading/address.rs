//! Forms of address before a name: whoever is called Pak or Bu is named all the same.

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

/// The word before a name where it is a form of address: `pak` of "Pak Wayan Lentera", not of "Pak, Wayan datang".
pub(super) fn before(form: &NormalForm, words: &[Word], mention: &Mention) -> Option<u32> {
    let name = matches!(
        mention.form,
        Form::Pair | Form::Full | Form::Short | Form::Titled | Form::Party
    );
    let at = mention.first.checked_sub(1).filter(|_| name)?;
    let (word, next) = (words.get(at as usize)?, words.get(mention.first as usize)?);
    let parted = next.gap.any(Gap::COMMA.with(Gap::COLON)) || word.sentence != next.sentence;
    (!parted && is_address(form, word)).then_some(at)
}

/// Whether a word is a form of address.
pub(super) fn is_address(form: &NormalForm, word: &Word) -> bool {
    form.tokens()
        .get(word.token as usize)
        .is_some_and(|token| ADDRESS.contains(&form.token_text(token)))
}
