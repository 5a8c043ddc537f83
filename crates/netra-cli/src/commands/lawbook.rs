//! What `bans`, `policies` and `calendar` share: the law of the lexicon, read without compiling the rest of it.

use std::path::PathBuf;

use clap::Args;
use netra::Lexicon;
use netra::law::Law;
use serde::Serialize;

use crate::console;
use crate::exit::{Exit, Fault};
use crate::input::fields::closest;

/// Where the law comes from and how it is shown.
#[derive(Args, Clone, Debug)]
pub(crate) struct Lawbook {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Folder with more lexicon files, laid over the built-in ones. May be repeated
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
}

/// The built-in lexicon with these folders laid over it.
pub(crate) fn lexicon(folders: &[PathBuf]) -> Result<Lexicon, Fault> {
    let mut lexicon = Lexicon::embedded();
    for folder in folders {
        lexicon.extend(Lexicon::from_dir(folder)?);
    }
    Ok(lexicon)
}

impl Lawbook {
    /// The lexicon that was chosen.
    pub(crate) fn lexicon(&self) -> Result<Lexicon, Fault> {
        lexicon(&self.lexicon)
    }

    /// Its law.
    pub(crate) fn law(&self) -> Result<Law, Fault> {
        let lexicon = self.lexicon()?;
        let files: Vec<(String, String)> = lexicon
            .sources()
            .iter()
            .map(|source| (source.path.clone(), source.text.clone().into_owned()))
            .collect();
        Ok(Law::parse(&files)?)
    }
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl Serialize) -> Result<Exit, Fault> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Fault::usage(error.to_string()))?;
    console::print(&format!("{json}\n"))?;
    Ok(Exit::Done)
}

/// Prints a page.
pub(crate) fn print_page(page: &str) -> Result<Exit, Fault> {
    console::print(page)?;
    Ok(Exit::Done)
}

/// What to say where nothing has this id.
pub(crate) fn unknown<'i>(what: &str, id: &str, known: impl Iterator<Item = &'i str>) -> Fault {
    let known: Vec<&str> = known.collect();
    let near =
        closest(id, known.iter().copied()).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Fault::usage(format!(
        "no {what} is called `{id}`{near}\n  choose from: {}",
        known.join(", ")
    ))
}
