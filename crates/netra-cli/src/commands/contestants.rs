//! `netra contestants`: a list of contestants brought as a spreadsheet, made into a folder for `--lexicon`.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use netra::Classifier;
use netra::law::{Date, Law};

use super::lawbook::{lexicon, print_json};
use crate::console;
use crate::contestants::{Overlay, Place, Report, Sheet, template};
use crate::exit::{Exit, Fault};

/// Bring your own contestants: from a spreadsheet to a folder for `--lexicon`
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra contestants template > calon.csv             open it in any spreadsheet, fill it in, save as CSV UTF-8
  netra contestants import calon.csv --election pilkada-2031 -o calon
  netra score feed.csv --lexicon calon -o hasil.csv")]
pub(crate) struct ContestantsCommand {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Print a spreadsheet with headings and two made-up rows, to be filled in
    Template(Template),
    /// Make a folder for `--lexicon` from a spreadsheet and say how ambiguous its names are
    Import(Box<Import>),
}

#[derive(Args, Debug)]
struct Template {
    /// What parts the columns; spreadsheets set to Indonesian expect semicolons
    #[arg(long, value_enum, default_value_t)]
    separator: Separator,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Separator {
    #[default]
    Semicolon,
    Comma,
    Tab,
}

#[derive(Args, Debug)]
struct Import {
    /// The spreadsheet, saved as CSV UTF-8 (or `.csv.gz`, `.tsv`); `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The folder to write; it is given to other commands as `--lexicon FOLDER`
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,

    /// The election of rows that name none: `pilkada-2024`, or a new one such as `pilkada-2031`
    #[arg(long, value_name = "ELECTION")]
    election: Option<String>,

    /// First and last day of the campaign of a new election; without a calendar its contestants are in play on every day
    #[arg(long, value_name = "FROM..TO", requires = "voting", value_parser = range)]
    campaign: Option<(Date, Date)>,

    /// The day of voting of a new election
    #[arg(long, value_name = "DATE", requires = "campaign", value_parser = date)]
    voting: Option<Date>,

    /// The clock of regions that netra does not know: WIB, WITA or WIT
    #[arg(long, value_name = "ZONE", default_value = "WIB", value_parser = ["WIB", "WITA", "WIT"])]
    zone: String,

    /// Replace an earlier import although contestants would be lost
    #[arg(long)]
    allow_shrink: bool,

    /// Folders laid over the built-in lexicon before this one. May be repeated
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,

    /// Print the ambiguity report as JSON
    #[arg(long)]
    json: bool,
}

impl ContestantsCommand {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        match self.task {
            Task::Template(options) => {
                let delimiter = match options.separator {
                    Separator::Semicolon => b';',
                    Separator::Comma => b',',
                    Separator::Tab => b'\t',
                };
                // Without the mark, spreadsheets read UTF-8 as something else.
                console::print(&format!("\u{feff}{}", template(delimiter)))?;
                Ok(Exit::Done)
            }
            Task::Import(import) => import.run(),
        }
    }
}

impl Import {
    fn run(self) -> Result<Exit, Fault> {
        let name = self.file.display().to_string();
        let stem = stem(&self.file);
        let bytes = read(&self.file)?;
        let below = lexicon(&self.lexicon)?;
        let files: Vec<(String, String)> = below
            .sources()
            .iter()
            .map(|source| (source.path.clone(), source.text.clone().into_owned()))
            .collect();
        let law = Law::parse(&files)?;
        let place = Place {
            election: self.election.clone(),
            zone: self.zone.clone(),
            campaign: self.campaign,
            voting: self.voting,
        };
        let wrong = |problems: Vec<_>| Fault::usage(Sheet::say(&name, &problems));
        let sheet = Sheet::read(&bytes).map_err(wrong)?;
        let mut overlay = Overlay::make(&sheet, &stem, &place, &below, &law).map_err(wrong)?;
        overlay.add_calendar(&stem, &place).map_err(|_| {
            Fault::usage(format!(
                "{name} has several elections ({}); --campaign and --voting are of one",
                overlay.elections.join(", ")
            ))
        })?;
        self.refuse_shrinking(&overlay)?;
        // Nothing is written that would not load.
        Classifier::builder().lexicon(overlay.over(&below)).build()?;
        let report = Report::of(&overlay, &below);
        let written = overlay.write(&self.output)?;
        for path in &written {
            console::say(&format!("ditulis / wrote {}", path.display()));
        }
        for election in overlay
            .elections
            .iter()
            .filter(|election| law.election(election).is_none() && self.campaign.is_none())
        {
            console::say(&format!(
                "kalender {election} tidak diketahui: pesertanya dianggap peserta pada hari apa pun; beri --campaign dan \
                 --voting / no calendar: in play on every day"
            ));
        }
        if self.json {
            return print_json(&report);
        }
        console::print(&report.page())?;
        Ok(Exit::Done)
    }

    fn refuse_shrinking(&self, overlay: &Overlay) -> Result<(), Fault> {
        let (lost, added) = overlay.lost(&self.output)?;
        if lost.len() > added && !self.allow_shrink {
            let shown: Vec<&str> = lost.iter().take(5).map(String::as_str).collect();
            return Err(Fault::usage(format!(
                "{} holds {} contestants whom {} lacks ({}{}), and {added} would be added; give --allow-shrink if they are \
                 to go",
                self.output.display(),
                lost.len(),
                self.file.display(),
                shown.join(", "),
                if lost.len() > shown.len() { ", …" } else { "" },
            )));
        }
        Ok(())
    }
}

/// The bytes of the spreadsheet, unpacked.
fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    let failed = |error: std::io::Error| Fault::usage(format!("cannot read {}: {error}", file.display()));
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    } else {
        bytes = std::fs::read(file).map_err(failed)?;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(&bytes[..])
            .read_to_end(&mut plain)
            .map_err(failed)?;
        return Ok(plain);
    }
    Ok(bytes)
}

/// The name of the table: that of the spreadsheet, without its endings and in plain letters.
fn stem(file: &Path) -> String {
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    let name = name.split('.').next().unwrap_or_default();
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    match plain.trim_matches('-') {
        "" => "imported".to_owned(),
        plain => plain.to_owned(),
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| format!("{error}; expected a date such as 2031-11-27"))
}

fn range(text: &str) -> Result<(Date, Date), String> {
    let (from, to) = text
        .split_once("..")
        .ok_or("expected two dates: 2031-09-25..2031-11-23")?;
    let (from, to) = (date(from)?, date(to)?);
    if from > to {
        return Err("the first day lies after the last".to_owned());
    }
    Ok((from, to))
}
