//! Pieces: how a long text is cut, so that what it costs a byte and the memory that it takes do not grow with it.

use std::borrow::Cow;
use std::ops::Range;

use crate::post::{Post, Target};
use crate::reading::Field;

/// Texts of up to so many bytes are read as a whole: more than a thousand words.
pub(super) const WHOLE: usize = 8 * 1024;

/// A piece of a longer one has about so many.
const PIECE: usize = 4 * 1024;

/// So many at least stand in two pieces, so that whatever stands near the end of one has its surroundings in the next.
const SHARED: usize = 512;

/// Beside a long text, other texts of up to so many bytes are read along with each of its pieces; longer ones are cut too.
const ALONG: usize = 1024;

/// A border is looked for so far back.
const WINDOW: usize = 256;

pub(super) const FIELDS: [Field; 5] = [
    Field::Text,
    Field::MediaText,
    Field::TargetText,
    Field::TargetAccount,
    Field::TargetName,
];

/// Whether a post has a text that is read in pieces.
pub(super) fn is_long(post: &Post<'_>) -> bool {
    let target = post.target.as_ref();
    let long = |text: Option<&Cow<'_, str>>| text.is_some_and(|text| text.len() > WHOLE);
    long(Some(&post.text))
        || long(post.media_text.as_ref())
        || target.is_some_and(|target| {
            [&target.text, &target.account, &target.name]
                .into_iter()
                .any(|text| long(text.as_ref()))
        })
}

/// The stretches of a text that are read as its pieces, in order: each begins before the last one ends.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'t> {
    text: &'t str,
    /// Where the next one begins; nothing behind the last.
    next: Option<usize>,
}

impl<'t> Pieces<'t> {
    pub(super) fn of(text: &'t str) -> Pieces<'t> {
        Pieces { text, next: Some(0) }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next?;
        // No scrap is left for the last.
        if self.text.len() - start <= PIECE + PIECE / 2 {
            self.next = None;
            return Some(start..self.text.len());
        }
        let end = border(self.text, start + PIECE);
        self.next = Some(border(self.text, end - SHARED));
        Some(start..end)
    }
}

/// The best place to cut a text at or a little before `at`: behind a line, else behind a sentence, else between words,
/// else wherever a character begins.
fn border(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut sentence, mut word) = (None, None);
    for place in (at.saturating_sub(WINDOW).max(2)..=at).rev() {
        match bytes[place - 1] {
            b'\n' => return place,
            b' ' if matches!(bytes[place - 2], b'.' | b'!' | b'?') => sentence = sentence.or(Some(place)),
            b' ' => word = word.or(Some(place)),
            _ => {}
        }
    }
    sentence.or(word).unwrap_or_else(|| {
        let begins = |place: &usize| text.is_char_boundary(*place);
        (0..=at).rev().find(begins).unwrap_or(0)
    })
}

/// A post of which one piece after the other is read.
pub(super) struct InPieces<'p> {
    /// The post with the pieces at hand in place of its texts.
    pub(super) post: Post<'p>,
    /// Where the pieces at hand begin, by field.
    pub(super) begins: [usize; 5],
    /// Up to where the pieces before them went, by field.
    read: [usize; 5],
    /// How often pieces have been taken.
    turns: usize,
    left: [Option<Pieces<'p>>; 5],
    /// Which fields have a piece at hand.
    ends: [usize; 5],
}

impl<'p> InPieces<'p> {
    pub(super) fn of(post: &'p Post<'p>) -> InPieces<'p> {
        let borrowed = |text: &'p Option<Cow<'p, str>>| text.as_deref().map(Cow::Borrowed);
        let pieces = FIELDS.map(|field| {
            let text = super::evidence::text(post, field);
            (text.len() > ALONG).then(|| Pieces::of(text))
        });
        InPieces {
            post: Post {
                id: None,
                text: Cow::Borrowed(&post.text),
                action: post.action,
                target: post.target.as_ref().map(|target| Target {
                    account: borrowed(&target.account),
                    name: borrowed(&target.name),
                    text: borrowed(&target.text),
                    kind: target.kind,
                }),
                author: None,
                time: None,
                region: None,
                media_text: borrowed(&post.media_text),
                unreadable: Vec::new(),
            },
            begins: [0; 5],
            read: [0; 5],
            turns: 0,
            left: pieces,
            ends: [0; 5],
        }
    }

    /// Whether no piece before this one held the byte `at` of the piece of a field.
    pub(super) fn is_new(&self, field: Field, at: usize) -> bool {
        match self.left[field as usize] {
            Some(_) => self.begins[field as usize] + at >= self.read[field as usize],
            None => self.turns == 1,
        }
    }

    /// Takes the next pieces, of all texts that are cut; `false` when all have been read. A text that has ended is no
    /// longer there, while another one goes on.
    pub(super) fn go_on(&mut self, whole: &'p Post<'p>) -> bool {
        let mut any = false;
        self.turns += 1;
        for (at, field) in FIELDS.into_iter().enumerate() {
            let Some(pieces) = &mut self.left[at] else {
                continue;
            };
            self.read[at] = self.ends[at];
            let piece = pieces.next();
            any |= piece.is_some();
            let text = piece.map(|piece| {
                (self.begins[at], self.ends[at]) = (piece.start, piece.end);
                Cow::Borrowed(&super::evidence::text(whole, field)[piece])
            });
            let target = self.post.target.as_mut();
            match (field, target) {
                (Field::Text, _) => self.post.text = text.unwrap_or_default(),
                (Field::MediaText, _) => self.post.media_text = text,
                (Field::TargetText, Some(target)) => target.text = text,
                (Field::TargetAccount, Some(target)) => target.account = text,
                (Field::TargetName, Some(target)) => target.name = text,
                (_, None) => {}
            }
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_a_text_and_share_their_borders() {
        let texts = [
            "Hari ini hujan. Besok cerah! ".repeat(2_000),
            "satu dua tiga ".repeat(3_000),
            "baris\n".repeat(5_000),
            "panjang".repeat(5_000),
            "🔥é".repeat(7_000),
            "投".repeat(WHOLE),
        ];
        for text in texts {
            let pieces: Vec<Range<usize>> = Pieces::of(&text).collect();
            assert!(pieces.len() > 2, "{}", text.len());
            assert_eq!(pieces[0].start, 0);
            assert_eq!(pieces.last().map(|piece| piece.end), Some(text.len()));
            for two in pieces.windows(2) {
                let shared = two[0].end - two[1].start;
                assert!((SHARED..=SHARED + WINDOW + 4).contains(&shared), "{two:?}");
            }
            for piece in &pieces {
                assert!(text.is_char_boundary(piece.start) && text.is_char_boundary(piece.end));
                assert!(piece.len() <= PIECE + PIECE / 2);
            }
        }
    }

    #[test]
    fn a_cut_stands_behind_a_line_else_a_sentence_else_a_word() {
        assert_eq!(border("satu dua\ntiga. empat lima", 24), 9);
        assert_eq!(border("satu dua tiga. empat lima", 24), 15);
        assert_eq!(border("satu dua tiga empat lima", 22), 20);
        assert_eq!(border("satuduatigaé", 12), 11);
    }

    #[test]
    fn texts_go_on_side_by_side() {
        let text = "Hari ini hujan. ".repeat(1_000);
        let media = "Besok cerah. ".repeat(500);
        let post = Post::text(text.as_str())
            .media_text(media.as_str())
            .target_text("Siapa?");
        assert!(is_long(&post));
        let mut pieces = InPieces::of(&post);
        let (mut count, mut both) = (0, 0);
        while pieces.go_on(&post) {
            count += 1;
            assert_eq!(
                pieces.post.text,
                text[pieces.begins[0]..][..pieces.post.text.len()]
            );
            assert_eq!(
                pieces
                    .post
                    .target
                    .as_ref()
                    .and_then(|target| target.text.as_deref()),
                Some("Siapa?")
            );
            if let Some(read) = &pieces.post.media_text {
                both += 1;
                assert_eq!(*read, media[pieces.begins[1]..][..read.len()]);
            }
        }
        assert_eq!(count, Pieces::of(&text).count());
        assert_eq!(both, Pieces::of(&media).count());
        assert!(both < count);
    }
}
