//! A stretch of a normal form as a form of its own.

use std::ops::Range;

use super::{Gap, NormalForm};

impl NormalForm {
    /// Becomes the stretch `tokens` of `whole`, which begins and ends between words. The way back leads to the text of the
    /// whole.
    ///
    /// What stood before its first token belongs to what stood there, but for a quotation mark that opens; a quotation out of
    /// which the stretch is cut stays one, as far as its line goes.
    pub(crate) fn excerpt(&mut self, whole: &NormalForm, tokens: Range<usize>) {
        self.text.clone_from(&whole.text);
        self.tokens.clear();
        self.tokens.extend_from_slice(&whole.tokens[tokens.clone()]);
        self.singles = whole.singles;
        self.tight = whole.tight;
        if let Some(first) = self.tokens.first_mut() {
            first.gap = opening(whole, tokens.start);
        }
        self.end_gap = self.closing(whole, tokens.end);
    }

    /// What stands behind a stretch that ends before the token `end` of `whole`.
    fn closing(&self, whole: &NormalForm, end: usize) -> Gap {
        let Some(next) = whole.tokens.get(end) else {
            return whole.end_gap;
        };
        let open = is_quoted(self.tokens.iter().map(|token| token.gap));
        let later = whole.tokens[end + 1..]
            .iter()
            .take_while(|token| !token.gap.any(Gap::LINE));
        let mut marks = std::iter::once(next).chain(later);
        let mut gap = next.gap.without(Gap::QUOTE);
        if open && marks.any(|token| token.gap.any(Gap::QUOTE)) {
            gap.add(Gap::QUOTE);
        }
        gap
    }
}

/// What stands before a stretch that begins with the token `start` of `whole`.
fn opening(whole: &NormalForm, start: usize) -> Gap {
    let gap = whole.tokens[start].gap;
    if start == 0 {
        return gap;
    }
    let mark = gap.any(Gap::QUOTE);
    let quoted = !gap.any(Gap::LINE) && is_quoted(whole.tokens[..start].iter().map(|token| token.gap));
    if mark == quoted {
        // Nothing is open, or the mark closes what was.
        Gap::START
    } else {
        Gap::START.with(Gap::QUOTE)
    }
}

/// Whether a quotation is open at the end of these gaps, in the last of their lines.
fn is_quoted(gaps: impl DoubleEndedIterator<Item = Gap>) -> bool {
    let mut marks = 0;
    for gap in gaps.rev() {
        marks += usize::from(gap.any(Gap::QUOTE));
        if gap.any(Gap::LINE) {
            break;
        }
    }
    marks % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::Normaliser;

    /// The stretch of these words of a text, as text, with a mark where a quotation mark stands.
    fn excerpt(text: &str, words: Range<usize>) -> String {
        let (mut whole, mut part) = (NormalForm::default(), NormalForm::default());
        Normaliser::default().normalise(text, &mut whole);
        part.excerpt(&whole, words);
        let quote = |gap: Gap| if gap.any(Gap::QUOTE) { "\"" } else { "" };
        let mut shown = String::new();
        for token in part.tokens() {
            let lead = if shown.is_empty() { "" } else { " " };
            shown.push_str(&format!("{lead}{}{}", quote(token.gap), part.token_text(token)));
            assert_eq!(&text[token.source()], part.token_text(token));
        }
        shown + quote(part.end_gap())
    }

    #[test]
    fn a_quotation_that_is_cut_stays_one() {
        let text = "kata ibu \"makan dulu nak\" lalu pergi";
        assert_eq!(excerpt(text, 0..7), "kata ibu \"makan dulu nak \"lalu pergi");
        assert_eq!(excerpt(text, 3..7), "\"dulu nak \"lalu pergi");
        assert_eq!(excerpt(text, 3..4), "\"dulu\"");
        assert_eq!(excerpt(text, 2..5), "\"makan dulu nak\"");
        assert_eq!(excerpt(text, 0..2), "kata ibu");
        assert_eq!(excerpt(text, 5..7), "lalu pergi");
        // A mark that nobody closed reaches to the end of its line.
        assert_eq!(excerpt("lebar 5\" saja\nlalu pergi", 3..5), "lalu pergi");
    }
}
