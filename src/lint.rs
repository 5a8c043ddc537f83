//! Lint: what a lexicon must satisfy beyond being readable.
//!
//! Every entry carries its own evidence: posts in which it is found and posts in which it is not. Lint reads them with
//! the same code that judges real posts, with the made-up contestants of `examples/` known.

use serde::{Deserialize, Serialize};

use crate::classifier::Classifier;
use crate::error::{Error, Result};
use crate::lexicon::contestants::over_budget;
use crate::lexicon::{EntryFile, Example, Group, Lexicon, RuleFile, Source, read_file, wrong};
use crate::post::{Action, Post, Target, TargetKind};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The lexicon cannot be used, or says what is not so.
    Error,
    /// The lexicon can be used, but somebody should look.
    Warning,
}

/// One thing that lint found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintMessage {
    /// How bad it is.
    pub severity: Severity,
    /// What, where, and what to do.
    pub error: Error,
}

/// The folder of made-up contestants that examples may name.
const EXAMPLES: &str = "examples/";

/// Everything that is wrong with a lexicon; empty when nothing is.
///
/// ```
/// let mut lexicon = netra::Lexicon::empty();
/// lexicon.add("signals/like.toml", "signal = \"like\"\n[[group]]\nid = \"g\"\nterms = [\"{a|b\"]\n");
/// let messages = netra::lint(&lexicon);
/// assert!(messages[0].error.to_string().contains("signals/like.toml:4:10"));
/// ```
#[must_use]
pub fn lint(lexicon: &Lexicon) -> Vec<LintMessage> {
    let mut messages = Vec::new();
    match with_examples(lexicon) {
        Ok(classifier) => check(lexicon, &classifier, &mut messages),
        Err(error) => messages.push(LintMessage {
            severity: Severity::Error,
            error,
        }),
    }
    messages
}

/// A classifier that also knows the made-up contestants.
fn with_examples(lexicon: &Lexicon) -> Result<Classifier> {
    let mut known = lexicon.clone();
    for source in lexicon.sources() {
        if let Some(path) = source.path.strip_prefix(EXAMPLES) {
            known.add(path, source.text.clone());
        }
    }
    Classifier::builder().lexicon(known).build()
}

fn check(lexicon: &Lexicon, classifier: &Classifier, messages: &mut Vec<LintMessage>) {
    let mut say = |severity, error| messages.push(LintMessage { severity, error });
    match over_budget(lexicon) {
        Ok(over) => over.into_iter().for_each(|error| say(Severity::Error, error)),
        Err(error) => say(Severity::Error, error),
    }
    for folder in ["signals/", "guards/"] {
        for source in lexicon.below(folder, ".toml") {
            match read_file::<EntryFile>(source) {
                Ok(file) => {
                    for group in &file.group {
                        check_group(classifier, source, &file, group, &mut say);
                    }
                }
                Err(error) => say(Severity::Error, error),
            }
        }
    }
    for source in lexicon.below("bans/", ".toml") {
        match read_file::<RuleFile>(source) {
            Ok(file) => check_rules(classifier, source, &file, &mut say),
            Err(error) => say(Severity::Error, error),
        }
    }
}

fn check_group(
    classifier: &Classifier,
    source: &Source,
    file: &EntryFile,
    group: &Group,
    say: &mut impl FnMut(Severity, Error),
) {
    let (signal, guard) = match (&group.signal, &group.guard) {
        (None, None) => (file.signal.as_ref(), file.guard.as_ref()),
        (signal, guard) => (signal.as_ref(), guard.as_ref()),
    };
    let name = match (signal, guard) {
        (Some(signal), _) => signal.clone(),
        (None, Some(guard)) => format!("guard:{guard}"),
        (None, None) => return,
    };
    let id = group.id.get_ref();
    if group.terms.is_empty() {
        return;
    }
    if group.hit.is_empty() || group.miss.is_empty() {
        let error = wrong(
            source,
            group.id.span(),
            format!("`{id}` has no `hit` or no `miss` example"),
        )
        .help("give at least one post in which a term is found, and one in which none is");
        say(Severity::Error, error);
    }
    let found = |text: &str| {
        let explanation = classifier.explain(&Post::text(text));
        explanation
            .hits
            .iter()
            .any(|hit| *hit.signal == *name && *hit.group == **id)
    };
    for hit in &group.hit {
        if !found(hit.get_ref()) {
            let error = wrong(
                source,
                hit.span(),
                format!("no term of `{name}/{id}` is found in this post"),
            )
            .help("change the post or the terms; a longer term of another group may cover it");
            say(Severity::Error, error);
        }
    }
    for miss in &group.miss {
        if found(miss.get_ref()) {
            let error = wrong(
                source,
                miss.span(),
                format!("a term of `{name}/{id}` is found in this post"),
            )
            .help("make the term narrower, or the post another one");
            say(Severity::Error, error);
        }
    }
}

fn check_rules(
    classifier: &Classifier,
    source: &Source,
    file: &RuleFile,
    say: &mut impl FnMut(Severity, Error),
) {
    for rule in &file.rule {
        let id = rule.id.get_ref();
        for (examples, fires) in [(&rule.fire, true), (&rule.quiet, false)] {
            for example in examples {
                let verdict = classifier.classify(&post(example.get_ref()));
                let flagged = verdict.findings.iter().any(|finding| {
                    // What rests on a circular alone may be of low confidence: there the rule must have made the finding,
                    // flagged or not.
                    let made = || finding.ledger.evidence.iter().any(|line| *line.term == **id);
                    *finding.ban == *file.id
                        && if rule.under.is_some() {
                            made()
                        } else {
                            finding.flagged
                        }
                });
                if flagged != fires {
                    let what = if fires { "does not fire" } else { "fires" };
                    let error = wrong(
                        source,
                        example.span(),
                        format!("`{}` ({id}) {what} here", file.id),
                    )
                    .help("`netra explain` shows what was read and how the points add up");
                    say(Severity::Warning, error);
                }
            }
        }
    }
}

/// The post that an example stands for.
fn post(example: &Example) -> Post<'_> {
    match example {
        Example::Text(text) => Post::text(text.as_str()),
        Example::Record(record) => {
            let mut post = Post::text(record.text.as_str());
            if let Some(action) = record.action.as_deref().and_then(Action::parse) {
                post = post.action(action);
            }
            if let Some(target) = &record.target {
                post = post.target(Target {
                    account: target.account.as_deref().map(Into::into),
                    name: target.name.as_deref().map(Into::into),
                    text: target.text.as_deref().map(Into::into),
                    kind: target.kind.as_deref().and_then(TargetKind::parse),
                });
            }
            post.time = record.time.as_deref().map(Into::into);
            post.region = record.region.as_deref().map(Into::into);
            post
        }
    }
}
