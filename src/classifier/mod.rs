//! The corridor: it calls the rooms in order and decides nothing.

mod applications;
mod builder;
mod counterfactual;
mod evidence;
mod gathered;
mod judge;
mod long;
mod pieces;
mod scratch;
mod spans;
mod spare;
mod terms;
mod verdicts;
mod without;

use std::sync::Arc;

pub use builder::{AuthorFilter, Builder, Profile};
pub use scratch::Scratch;
pub use terms::NameHit;

pub(crate) use judge::Judge;

use builder::Options;

use crate::error::Result;
use crate::explain::{Explanation, PackStats};
use crate::pack::Pack;
use crate::post::Post;
use crate::verdict::Verdict;

/// Reads posts and says which bans each would breach.
///
/// Compile once, share freely: cloning shares the compiled lexicon, all methods take `&self`, and nothing is global, so
/// several classifiers live side by side. No post can make it fail or panic.
///
/// ```
/// use netra::{Classifier, Post, Stance};
/// let classifier = Classifier::new();
/// let verdict = classifier.classify(&Post::text("Semoga Anies-Muhaimin menang, dukung terus!"));
/// assert_eq!(verdict.stance, [Stance::Favour]);
/// let verdict = classifier.classify(&Post::text("Semoga timnas menang, dukung terus!"));
/// assert!(!verdict.flagged);
/// ```
#[derive(Clone, Debug)]
pub struct Classifier {
    pack: Arc<Pack>,
    options: Arc<Options>,
}

impl Default for Classifier {
    fn default() -> Classifier {
        Classifier::new()
    }
}

impl Classifier {
    /// With the lexicon that ships with the crate, under the national rules and the circular of each post's region.
    ///
    /// # Panics
    /// Never: that the embedded lexicon compiles is held by the tests of the crate.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn new() -> Classifier {
        Builder::default()
            .build()
            .expect("the embedded lexicon compiles, which the tests hold")
    }

    /// To choose lexicon, policies, elections, profile and more.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// With a compiled lexicon: what [`Classifier::to_pack`] or `netra pack build` made.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let shipped = Classifier::new();
    /// let again = Classifier::from_pack(&shipped.to_pack())?;
    /// let post = Post::text("Semoga Anies-Muhaimin menang!");
    /// assert_eq!(again.classify(&post), shipped.classify(&post));
    /// # Ok::<(), netra::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the bytes are no pack, one of another format, cut off or damaged.
    pub fn from_pack(bytes: &[u8]) -> Result<Classifier> {
        Builder::default().pack(bytes).build()
    }

    /// The compiled lexicon as the bytes of a file. What was chosen beside it (policies, profile, …) is no part of it.
    #[must_use]
    pub fn to_pack(&self) -> Vec<u8> {
        crate::pack::store(&self.pack)
    }

    /// Judges one post.
    ///
    /// # Long posts
    /// A post whose texts have up to 8,192 bytes each (more than a thousand words) is read as a whole. A longer text is read in
    /// pieces of some 4 kB, cut behind lines or sentences and sharing 512 bytes at least with the next, so that time is
    /// linear in the length and memory does not grow with it, beside what the verdict says. Of such a text:
    ///
    /// - A name is settled by what its piece says. Who is named only by a weak name or a bare number, with what it needs
    ///   for company several thousand bytes away, is nobody.
    /// - What is judged is each passage: the two sentences and twenty words on either side of a name, or of a phrase that
    ///   needs none. Passages that touch are one. What stands farther from every name adds nothing, for the author or
    ///   against, and shapes (a question, quotation marks, who else is named) are those of the passage, but that it is part of a
    ///   long text.
    /// - The likeliest passage speaks for each ban, with its own ledger; nothing is added up over passages. The verdict's score is
    ///   that of the likeliest passage. What is suppressed in one passage and found in another is found.
    /// - [`Verdict::mitigating`] lists the guards of those passages that a finding or a suppressed one comes from;
    ///   [`Verdict::contestants`] and [`Verdict::people`] hold whoever is named anywhere, each once.
    /// - Who wrote it may stand at the beginning of the whole text, as in a short one.
    ///
    /// Other texts of the post of up to 1 kB are read along with every piece, longer ones piece by piece beside it. Where
    /// more than one of them says anything, or where the post acts on a target, whole pieces are judged and not passages.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let classifier = Classifier::new();
    /// let filler = "Kereta terlambat, penumpang menunggu di peron.\n".repeat(200);
    /// let text = format!("{filler}Semoga Anies-Muhaimin menang, dukung terus!\n{filler}");
    /// let verdict = classifier.classify(&Post::text(&text));
    /// assert!(verdict.flagged);
    /// let named = &verdict.contestants[0];
    /// assert_eq!(&text[named.start..named.end], "Anies-Muhaimin");
    /// ```
    #[must_use]
    pub fn classify(&self, post: &Post<'_>) -> Verdict {
        let mut scratch = Scratch::default();
        self.judge(&mut scratch, post);
        scratch.verdict
    }

    /// Judges one post, reusing the memory of earlier ones. One scratch per thread.
    pub fn classify_with<'s>(&self, scratch: &'s mut Scratch, post: &Post<'_>) -> &'s Verdict {
        self.judge(scratch, post);
        &scratch.verdict
    }

    /// Judges many posts, one after the other.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let classifier = Classifier::new();
    /// let posts = ["Gas 02!", "Selamat pagi"].map(Post::text);
    /// assert_eq!(classifier.classify_all(posts).count(), 2);
    /// ```
    pub fn classify_all<'c, 'p, I>(&'c self, posts: I) -> impl Iterator<Item = Verdict> + 'c
    where
        I: IntoIterator<Item = Post<'p>>,
        I::IntoIter: 'c,
    {
        let mut scratch = Scratch::default();
        posts.into_iter().map(move |post| {
            self.judge(&mut scratch, &post);
            std::mem::take(&mut scratch.verdict)
        })
    }

    /// Judges one post and says how: everything that was read, and what came near. Of a [long post](Classifier::classify)
    /// it shows the passage that scores highest; where there is none, the beginning.
    #[must_use]
    pub fn explain(&self, post: &Post<'_>) -> Explanation {
        let mut scratch = Scratch::default();
        let judge = Judge::new(&self.pack, &self.options, &mut scratch, post);
        if pieces::is_long(post) {
            return judge.explain_in_pieces();
        }
        judge.run_in_full();
        let verdict = std::mem::take(&mut scratch.verdict);
        Explanation::of(&self.pack, &scratch.trace(), verdict)
    }

    /// The law as the lexicon states it.
    #[must_use]
    pub fn law(&self) -> &crate::law::Law {
        &self.pack.law
    }

    /// How this classifier reads characters: the first room on a post's way, with the lexicon's tables.
    ///
    /// ```
    /// use netra::{Classifier, normalise::NormalForm};
    /// let classifier = Classifier::new();
    /// let mut form = NormalForm::default();
    /// classifier.normaliser().normalise("Ayo 𝗽𝗶𝗹𝗶𝗵 2️⃣!!", &mut form);
    /// assert_eq!(form.text(), "ayo pilih 2");
    /// ```
    #[must_use]
    pub fn normaliser(&self) -> &crate::normalise::Normaliser {
        &self.pack.normaliser
    }

    /// Version and digest of the lexicon.
    #[must_use]
    pub fn pack_version(&self) -> &str {
        &self.pack.version
    }

    /// What is in the compiled lexicon, and how large it is.
    #[must_use]
    pub fn stats(&self) -> PackStats {
        PackStats::of(&self.pack)
    }

    fn judge(&self, scratch: &mut Scratch, post: &Post<'_>) {
        Judge::new(&self.pack, &self.options, scratch, post).run();
    }
}

impl Builder {
    /// Compiles the lexicon.
    ///
    /// # Errors
    /// When a file of the lexicon is wrong (with file, line and what to do), or an option names something unknown.
    pub fn build(self) -> Result<Classifier> {
        let (mut pack, choices) = self.into_parts()?;
        pack.readings.without = choices.without;
        pack.normaliser.go(choices.path);
        let options = choices.resolve(&pack)?;
        Ok(Classifier {
            pack: Arc::new(pack),
            options: Arc::new(options),
        })
    }
}
