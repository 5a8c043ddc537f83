//! What the report says around its figures. Every figure is written by the command; nothing here holds one that changes.

pub(super) const HEAD: &str = "\
# How right the verdicts are

Written by `netra accuracy` (the command stands in `CONTRIBUTING.md`); do not edit it by hand, and read the whole page before quoting a line of it.
The labelled posts are real people's words and no part of the repository; the examples at the end are made up.
";

pub(super) const NOT_TO_CONCLUDE: &str = "
## What must not be concluded

- **That a flagged post is a breach.** It is a lead. Precision below is measured on posts of which about half are breaches. In a feed where one post in
  a thousand is one, a precision of 0.9 here may be one of 0.1 there: the share of false alarms in *your* feed is found by drawing flagged posts and
  reading them.
- **That a post that is not flagged is clean.** Hints, irony, pictures and in-jokes are missed, more so against a contestant than in favour.
- **Anything about a person.** A post is judged, not who wrote it. Most authors are not bound by the bans.
- **That one camp breaks the rules more than another.** The labelled posts were chosen by source and cue, so their shares say nothing about camps;
  and what is found depends on how well each camp's slang, tags and nicknames are known.
- **Anything about regional languages.** Hardly any labelled post is in one, and no native speaker has checked the phrases.
- **That the figures hold for other elections.** They are about elections of 2017 to 2024. New slogans and names come with every election.
- **That the labels are the truth.** Two careful readers of one school agreed on 96 of 100 violations (F1); a third of another school would agree less.
- **That a score is a probability everywhere.** It is calibrated on these posts; the reliability table says how well, and your feed has other shares.
- **That a term caught or cleared anybody alone.** Points add up; the tables of what parts are worth are averages over posts.
";

pub(super) const AGREEMENT: &str = "
## Agreement with careful readers, on posts that no points were fitted on

Precision: of the flagged posts, those that are labelled. Recall: of the labelled posts, those that are flagged. In brackets the 95 % interval of
1,000 resamples of the posts. **These posts were not fitted on, but they are not unseen**: their figures, and what failed on them, were looked at while
words, rules and reading were changed, so what is below is likelier too good than too bad, by an amount that this page cannot say. The intervals
are about the drawing of posts and know nothing of that. First the three profiles on *is some ban breached?*, then everything under the profile `balanced`.
";

pub(super) const UNSEEN: &str = "
## Overfitting

Points are fitted on the train posts. If they had learned those posts by heart, they would do well on them and worse on others. So every train post is
also judged by points that were fitted without its source (sources stay together). The first two columns of a pair differ by what fitting saw; the last
row differs from them by everything, also by how its posts were chosen: posts chosen as hard are harder, so only the row of posts *as they come* can be
held against it. What this cannot show: the words themselves were written by people who had read train posts, and that helps on both rows of a pair; and the
shipped points were fitted on an earlier state of the words, while the parts are fitted on the present one, so a pair differs by that too.

How to read it: the distance within a pair is what the points gain from having seen a source. The row of posts not fitted on is no better test than
the row without their sources: those posts were looked at (above), and they come from the same sources. For a source that nobody has seen, expect the
row *without their sources* or less.
";

pub(super) const FEEDS: &str = "
## Whole feeds that should hardly be flagged

Every post of real feeds about everyday life, about governments in office, and of headlines. Nearly every flag is a false alarm until somebody has read
it. Without its time, a post about a government in office may read like campaigning for somebody who stands; with it, nobody stands. Where every
second post of a feed was fitted on as taking no side, the other half has a row of its own: that row is the one to quote.
Some 5,000 posts of these feeds, many of them such as earlier lexicons flagged, were read and are fitted on with their labels (`examples/read`), in
both halves: a feed that nobody read will be flagged somewhat more. Of the flagged everyday posts between a fifth and a half, by two readings, do side with or against somebody.
";

pub(super) const READ: &str = "
### Flagged posts that were read

200 flagged posts of these feeds were read once, by one reader, and sorted by cause; no second reader checked it, some causes border on each other
(blame, praise and reports of office holders), and some ten could be counted either way. They were flagged by the lexicon 2026.11.1+dc0c61d9cde8: all 66
everyday posts, all five news and the one of governing with its time, and 128 of the 623 that governing flags without its time. Messages signed by
somebody in office were worked on afterwards, so their share is not today's. A flag counts as right where the post names a candidacy, speaks for or
against a party or insults a side's supporters as such; whether the side and the ban were the right ones was not asked.
";

pub(super) const CASES: &str = "
## Functional cases

Made-up posts by capability, mostly in pairs that differ in what matters. A case passes when it is flagged as it should be, the sides are met exactly,
every ban asked for is found and none that must not be. Flagging nothing passes every case that must not be flagged: read halves and pairs.
";

pub(super) const WORTH: &str = "
## What rules, guards and signals are worth

On the same labelled posts: in how many a part was read (a rule: in how many it decides a flagged finding), how many of those are violations, how many
posts only it makes right or wrong, and by how many hundredths F1 changes without it (every post judged again without it). Two parts that
say the same are each worth little, though both together are not. `netra lexicon hits` also gives groups and terms.
";

pub(super) const PARITY: &str = "
## The same sentence, whoever is named

`netra parity` puts every pair, party and region into the same sentences, and forms of address for men and women. Scores of one sentence may lie 0.02
apart, and all must take the same sides. Each post bears the region of the contest and a day of the campaign: without a day, somebody who ran in an
earlier election may be read as no contestant, which is meant so and not tried here.

The sentences were revised while the causes of unlike scores were found and mended, so that all are alike says that *these* sentences are, no more.
Those that stayed unlike are kept and shown below. Short names (nicknames, acronyms) are not judged at all; `netra parity --odd` lists them.
";

pub(super) const WEAKNESSES: &str = "
## Known weaknesses

- **Attacks without plain words**: irony, mock praise, insinuation, rhetorical questions, nicknames that the tables do not list.
- **Who is meant** when several contestants are named, when a name is also a word (*Akbar*, *Bahagia* alone), and when a pronoun or
  a picture carries the reference.
- **A contestant named beside everyday words** of praise that are about something else: food, a match, a film.
- **Whose voice speaks**: quotations without marks, screenshots typed out, headlines in the style of a campaign, campaign releases in the style of news.
- **Calls that are only hinted at** (\"you know what to do on Wednesday\"), and calls with words that no file lists.
- **Incumbents**: without a time, praise or blame of an office holder reads like a campaign.
- **Distance is counted in words**: a guard may reach a clause that it does not mean, or stop short of one that it does.
- **Scores of acts other than calls and gestures** are judged, not fitted: too few labelled posts show them.
";

pub(super) const CONFUSIONS: &str = "
### Confusions, with made-up examples

The people are those of Awan Biru, a regency that does not exist. What is found is written by the command, so an example that comes right shows it.
";
