//! netra, by rooms and by reading path.

use netra::normalise::NormalForm;
use netra::{Classifier, Lexicon, Post, Scratch};

use super::Engine;

/// A way of reading with a classifier that takes it.
pub struct Path {
    pub name: &'static str,
    pub classifier: Classifier,
}

/// Every way of reading that this machine can take, the fastest first.
pub fn paths(lexicon: &Lexicon) -> Vec<Path> {
    netra::Path::ALL
        .into_iter()
        .filter(|path| path.is_available())
        .map(|path| {
            let built = Classifier::builder().lexicon(lexicon.clone()).path(path).build();
            Path {
                name: path.as_str(),
                classifier: built.expect("the lexicon compiles"),
            }
        })
        .collect()
}

/// Normalise only.
pub struct Normal<'c> {
    classifier: &'c Classifier,
    form: NormalForm,
    path: &'static str,
}

impl<'c> Normal<'c> {
    pub fn new(path: &'c Path) -> Normal<'c> {
        Normal {
            classifier: &path.classifier,
            form: NormalForm::default(),
            path: path.name,
        }
    }
}

impl Engine for Normal<'_> {
    fn name(&self) -> String {
        format!("netra, normalise ({})", self.path)
    }

    fn scan(&mut self, text: &str) -> usize {
        self.classifier.normaliser().normalise(text, &mut self.form);
        self.form.tokens().len()
    }
}

/// Normalise and match, spans brought back to the post.
pub struct Spans<'c> {
    classifier: &'c Classifier,
    scratch: Scratch,
    path: &'static str,
}

impl<'c> Spans<'c> {
    pub fn new(path: &'c Path) -> Spans<'c> {
        Spans {
            classifier: &path.classifier,
            scratch: Scratch::new(),
            path: path.name,
        }
    }
}

impl Engine for Spans<'_> {
    fn name(&self) -> String {
        format!("netra, spans ({})", self.path)
    }

    fn scan(&mut self, text: &str) -> usize {
        // Every span is looked at, so that none is left out by a clever compiler.
        let spans = self.classifier.spans_with(&mut self.scratch, text);
        spans.filter(|span| span.start < span.end).count()
    }
}

/// The whole verdict.
pub struct Verdicts<'c> {
    classifier: &'c Classifier,
    scratch: Scratch,
    path: &'static str,
}

impl<'c> Verdicts<'c> {
    pub fn new(path: &'c Path) -> Verdicts<'c> {
        Verdicts {
            classifier: &path.classifier,
            scratch: Scratch::new(),
            path: path.name,
        }
    }
}

impl Engine for Verdicts<'_> {
    fn name(&self) -> String {
        format!("netra, verdict ({})", self.path)
    }

    fn scan(&mut self, text: &str) -> usize {
        let verdict = self
            .classifier
            .classify_with(&mut self.scratch, &Post::text(text));
        usize::from(verdict.flagged)
    }
}
