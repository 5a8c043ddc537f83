//! The page of `netra explain`: the post with its marks, each finding with its ledger and its law, what spoke for the
//! author, what is unknown, how to contest it. In Indonesian, because those who are judged must be able to read it.

mod dictionary;
pub(crate) mod flow;
mod marked;
mod reading;
pub(crate) mod words;

use netra::{Citation, Explanation, Finding, Ledger, Mitigating, Post, Verdict};

use flow::{Flow, Ink, Run};
use marked::{brackets, visible};
use words::{field_name, indonesian, note, percent, shortened};

/// How the page looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Whether inks can be told apart.
    pub(crate) colours: bool,
    /// In columns.
    pub(crate) width: usize,
    /// Whether everything that was read is listed.
    pub(crate) hits: bool,
}

/// Writes the page.
pub(crate) fn page(post: &Post<'_>, explanation: &Explanation, look: Look) -> String {
    let verdict = &explanation.verdict;
    let mut page = Page {
        flow: Flow::new(look.colours, look.width),
        verdict,
    };
    page.post(post);
    page.headline();
    for (number, finding) in (1..).zip(&verdict.findings) {
        page.finding(number, finding);
    }
    page.for_the_author();
    reading::counterfactuals(&mut page.flow, explanation);
    if verdict.findings.is_empty() {
        reading::near_misses(&mut page.flow, explanation);
    }
    if look.hits {
        reading::hits(&mut page.flow, post, explanation);
    }
    page.notes();
    page.closing();
    page.flow.into_text()
}

fn run(ink: Ink, text: impl Into<String>) -> Run {
    (ink, text.into())
}

fn plain(text: impl Into<String>) -> Run {
    run(Ink::Plain, text)
}

struct Page<'p> {
    flow: Flow,
    verdict: &'p Verdict,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) {
        self.flow.gap();
        self.flow.lines(0, 0, &[run(Ink::Strong, text)]);
    }

    fn post(&mut self, post: &Post<'_>) {
        let bracketed = !self.flow.colours();
        let fields = marked::fields(post, self.verdict, bracketed);
        for (field, runs) in &fields {
            if *field != "text" {
                self.flow
                    .lines(0, 0, &[run(Ink::Faint, format!("{}:", field_name(field)))]);
            }
            self.flow.lines(2, 2, runs);
        }
        let used = |ink| {
            fields
                .iter()
                .any(|(_, runs)| runs.iter().any(|(used, _)| *used == ink))
        };
        let legend = [
            (Ink::Evidence, "memberatkan"),
            (Ink::Guard, "meringankan"),
            (Ink::Contestant, "peserta"),
        ];
        let mut runs = Vec::new();
        for (ink, name) in legend.into_iter().filter(|(ink, _)| used(*ink)) {
            if !runs.is_empty() {
                runs.push(plain("  "));
            }
            let (open, close) = if bracketed { brackets(ink) } else { ("", "") };
            runs.push(run(ink, format!("{open}{name}{close}")));
        }
        if !runs.is_empty() {
            self.flow.gap();
            self.flow.lines(2, 2, &runs);
        }
    }

    fn headline(&mut self) {
        let verdict = self.verdict;
        let flagged = verdict.findings.iter().filter(|finding| finding.flagged).count();
        let sides: Vec<_> = verdict
            .stance
            .iter()
            .map(|stance| indonesian(stance.as_str()))
            .collect();
        let text = if flagged > 0 {
            format!(
                "Dugaan pelanggaran: {flagged} larangan, peluang {}",
                percent(verdict.score.get())
            )
        } else if verdict.findings.is_empty() {
            "Tidak ada dugaan pelanggaran.".to_owned()
        } else {
            format!(
                "Tidak ditandai: indikasi lemah, peluang {}",
                percent(verdict.score.get())
            )
        };
        let text = if sides.is_empty() {
            text
        } else {
            format!("{text}, sikap: {}", sides.join(" dan "))
        };
        self.heading(&text);
    }

    fn finding(&mut self, number: usize, finding: &Finding) {
        let title = [
            run(Ink::Strong, format!("{number}. {}", finding.title)),
            run(Ink::Faint, format!(" ({})", finding.ban)),
        ];
        self.flow.gap();
        self.flow.lines(0, 3, &title);
        let mark = if finding.flagged {
            ""
        } else {
            ", di bawah ambang (tidak ditandai)"
        };
        let concerned = finding.contestant.as_deref().map_or_else(
            || "peserta tidak diketahui".to_owned(),
            |id| {
                self.verdict
                    .contestants
                    .iter()
                    .find(|named| *named.id == *id)
                    .map_or_else(|| id.to_owned(), |named| format!("{} ({id})", named.name))
            },
        );
        let side = indonesian(finding.stance.as_str());
        self.pair("Peluang", &format!("{}{mark}", percent(finding.score.get())));
        self.pair("Sikap", &format!("{side}: {concerned}"));
        let period = finding
            .period
            .as_deref()
            .map_or("tidak diketahui".into(), indonesian);
        self.pair("Masa", &period);
        let binds = format!("{:?}", finding.binds).to_lowercase();
        self.pair("Penulis", &indonesian(&binds));
        self.sanction(finding);
        self.ledger(&finding.ledger);
        self.law(&finding.citations);
    }

    fn pair(&mut self, name: &str, text: &str) {
        self.flow.row(3, &run(Ink::Faint, name), 9, &[plain(text)]);
    }

    fn sanction(&mut self, finding: &Finding) {
        let sanction = &finding.sanction;
        if sanction.class.is_empty() {
            return;
        }
        let mut text = indonesian(&sanction.class).into_owned();
        if !sanction.alternatives.is_empty() {
            let others: Vec<_> = sanction
                .alternatives
                .iter()
                .map(|class| indonesian(class))
                .collect();
            text.push_str(&format!("; dapat pula: {}", others.join(", ")));
        }
        self.pair("Sanksi", &text);
    }

    /// Every line of the ledger, and the sum that they make.
    fn ledger(&mut self, ledger: &Ledger) {
        self.flow.lines(3, 3, &[run(Ink::Faint, "Poin")]);
        for hit in &ledger.evidence {
            let mut about = indonesian(&hit.signal).into_owned();
            if *hit.term != *hit.text.to_lowercase() {
                let term = match &*hit.signal {
                    "stance" => indonesian(&hit.term),
                    "contestant" => words::shape(&hit.term),
                    _ => visible(&words::brief(&hit.term)).into(),
                };
                about.push_str(&format!(": {term}"));
            }
            if !hit.read_by.is_empty() {
                let steps: Vec<_> = hit.read_by.iter().map(|step| indonesian(step)).collect();
                about.push_str(&format!(", dibaca lewat {}", steps.join(" + ")));
            }
            self.points(hit.points, Ink::Evidence, &hit.text, &hit.field, &about);
        }
        for guard in &ledger.mitigating {
            // A guard speaks for the author; anything else only lowers this finding, as praise lowers an attack.
            let speaks = |other: &Mitigating| other.guard == guard.guard;
            let does = if self.verdict.mitigating.iter().any(speaks) {
                "meringankan"
            } else {
                "mengurangi"
            };
            let about = format!("{does}: {}", indonesian(&guard.guard));
            self.points(
                guard.points.unwrap_or_default(),
                Ink::Guard,
                &guard.text,
                &guard.field,
                &about,
            );
        }
        let total = run(Ink::Strong, format!("{:>+4}", ledger.total));
        self.flow.row(5, &total, 6, &[run(Ink::Strong, "jumlah")]);
    }

    fn points(&mut self, points: i32, ink: Ink, text: &str, field: &str, about: &str) {
        let shown = visible(text).replace('\n', " ");
        let mut runs = Vec::new();
        if !shown.trim().is_empty() {
            runs.push(run(ink, format!("“{}”", shortened(&shown))));
            runs.push(plain(" "));
        }
        runs.push(plain(about));
        if field != "text" && !field.is_empty() {
            runs.push(run(Ink::Faint, format!(" [{}]", field_name(field))));
        }
        self.flow.row(5, &plain(format!("{points:>+4}")), 6, &runs);
    }

    fn law(&mut self, citations: &[Citation]) {
        self.flow.lines(3, 3, &[run(Ink::Faint, "Dasar")]);
        if citations.is_empty() {
            self.flow
                .lines(5, 7, &[plain("tidak ada dalam katalog untuk waktu itu")]);
        }
        for citation in citations {
            let status = indonesian(&citation.status);
            let runs = [
                plain(format!("{}, {}", citation.instrument, citation.article)),
                run(Ink::Faint, format!(" ({status})")),
            ];
            self.flow.lines(5, 7, &runs);
        }
    }

    fn for_the_author(&mut self) {
        let verdict = self.verdict;
        if verdict.mitigating.is_empty() && verdict.suppressed.is_empty() {
            return;
        }
        self.heading("Yang meringankan penulis");
        for guard in &verdict.mitigating {
            let text = visible(&guard.text).replace('\n', " ");
            let mut runs = vec![plain(indonesian(&guard.guard))];
            if !text.trim().is_empty() {
                runs.extend([plain(": "), run(Ink::Guard, format!("“{}”", shortened(&text)))]);
            }
            self.flow.lines(2, 4, &runs);
        }
        for gone in &verdict.suppressed {
            let text = format!("dugaan {} gugur karena {}", gone.ban, indonesian(&gone.by));
            self.flow.lines(2, 4, &[plain(text)]);
        }
    }

    fn notes(&mut self) {
        if self.verdict.notes.is_empty() {
            return;
        }
        self.heading("Yang perlu diketahui");
        for one in &self.verdict.notes {
            self.flow.lines(2, 4, &[plain(note(one))]);
        }
    }

    fn closing(&mut self) {
        let verdict = self.verdict;
        if !verdict.findings.is_empty() {
            self.heading("Cara menyanggah");
            let text = "Ini dugaan dari mesin, bukan putusan. Sanggah dengan menunjukkan: penulisnya tidak terikat larangan; \
                        tulisan itu kutipan, berita, atau tentang larangan itu sendiri; yang disebut bukan peserta pemilihan; \
                        atau waktunya di luar tahapan. Putusan hanya pada pejabat yang berwenang.";
            self.flow.lines(2, 2, &[plain(text)]);
        }
        self.flow.gap();
        let text = format!(
            "netra {}, leksikon {}, kebijakan {}",
            verdict.engine,
            verdict.pack,
            verdict.policy.join(" + ")
        );
        self.flow.lines(0, 0, &[run(Ink::Faint, text)]);
    }
}
