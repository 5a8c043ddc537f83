//! `netra.toml`: options that hold for a folder, so that nobody has to type them.
//!
//! What the command line says goes before what the file says, and that before the defaults. The file is the one that
//! `NETRA_CONFIG` names, else `netra.toml` in this folder or the nearest one above; `--isolated` reads none. A key is the
//! name of a long option; keys at the top hold for every command that has such an option, keys under `[score]` for
//! `netra score` alone. The file becomes words of the command line, so that it means exactly what they mean.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::exit::Fault;
use crate::input::fields::closest;

/// Options whose values are paths: they start from the folder of the file, wherever netra is called.
const PATHS: [&str; 4] = ["lexicon", "pack", "pseudonymise", "rejects"];

/// What a file adds to a command line.
pub(crate) struct Config {
    /// The file.
    pub(crate) path: PathBuf,
    /// The words, to be put right behind the name of the command.
    pub(crate) words: Vec<OsString>,
}

impl Config {
    /// What the config file adds to these options of `root`; none where there is no file.
    pub(crate) fn of(root: &clap::Command, matches: &ArgMatches) -> Result<Option<Config>, Fault> {
        let Some((command, given)) = matches.subcommand() else {
            return Ok(None);
        };
        let Some(path) = (if matches.get_flag("isolated") {
            None
        } else {
            find()?
        }) else {
            return Ok(None);
        };
        let cannot = |error: std::io::Error| Fault::usage(format!("cannot read {}: {error}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(cannot)?;
        let table =
            DeTable::parse(&text).map_err(|error| Fault::usage(format!("{}: {error}", path.display())))?;
        let file = File {
            path: &path,
            text: &text,
            root,
        };
        let words = file.words(table.get_ref(), command, given)?;
        Ok(Some(Config { path, words }))
    }
}

/// The config file that holds here.
fn find() -> Result<Option<PathBuf>, Fault> {
    if let Some(named) = std::env::var_os("NETRA_CONFIG").filter(|named| !named.is_empty()) {
        let path = PathBuf::from(named);
        if !path.is_file() {
            return Err(Fault::usage(format!(
                "NETRA_CONFIG: no such file: {}",
                path.display()
            )));
        }
        return Ok(Some(path));
    }
    let Ok(here) = std::env::current_dir() else {
        return Ok(None);
    };
    Ok(here
        .ancestors()
        .map(|folder| folder.join("netra.toml"))
        .find(|path| path.is_file()))
}

struct File<'f> {
    path: &'f Path,
    text: &'f str,
    root: &'f clap::Command,
}

impl File<'_> {
    fn words(&self, table: &DeTable<'_>, command: &str, given: &ArgMatches) -> Result<Vec<OsString>, Fault> {
        let mut words = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().replace('_', "-");
            if let DeValue::Table(section) = value.get_ref()
                && let Some(named) = self.command(&name)
            {
                for (key, value) in section {
                    let option = key.get_ref().replace('_', "-");
                    if !has(named, &option) {
                        return Err(self.unknown(key, named.get_arguments()));
                    }
                    if named.get_name() == command {
                        self.option(&option, value, given, &mut words)?;
                    }
                }
                continue;
            }
            if !self.root.get_subcommands().any(|command| has(command, &name)) {
                return Err(self.unknown(
                    key,
                    self.root.get_subcommands().flat_map(clap::Command::get_arguments),
                ));
            }
            if self.command(command).is_some_and(|command| has(command, &name))
                && !in_section(table, command, &name)
            {
                self.option(&name, value, given, &mut words)?;
            }
        }
        Ok(words)
    }

    fn command(&self, name: &str) -> Option<&clap::Command> {
        self.root
            .get_subcommands()
            .find(|command| command.get_name() == name)
    }

    /// The words of one option, unless the command line has it.
    fn option(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        given: &ArgMatches,
        words: &mut Vec<OsString>,
    ) -> Result<(), Fault> {
        let id = name.replace('-', "_");
        let typed = given.try_contains_id(&id).unwrap_or(false)
            && given.value_source(&id) == Some(ValueSource::CommandLine);
        if typed {
            return Ok(());
        }
        let mut push = |text: &str| {
            let text = if PATHS.contains(&name) {
                self.path
                    .parent()
                    .unwrap_or(Path::new(""))
                    .join(text)
                    .into_os_string()
            } else {
                text.into()
            };
            let mut word = OsString::from(format!("--{name}="));
            word.push(text);
            words.push(word);
        };
        match value.get_ref() {
            DeValue::Boolean(true) => words.push(format!("--{name}").into()),
            DeValue::Boolean(false) => {}
            DeValue::Array(items) => {
                for item in items {
                    push(&self.plain(name, item)?);
                }
            }
            DeValue::Table(pairs) => {
                for (key, item) in pairs {
                    push(&format!("{}={}", key.get_ref(), self.plain(name, item)?));
                }
            }
            _ => push(&self.plain(name, value)?),
        }
        Ok(())
    }

    fn plain(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            DeValue::Integer(number) => Ok(number.as_str().to_owned()),
            DeValue::Float(number) => Ok(number.as_str().to_owned()),
            DeValue::Datetime(time) => Ok(time.to_string()),
            _ => Err(self.at(
                value.span().start,
                &format!("`{name}` takes a text, a number, true or false, or a list of them"),
            )),
        }
    }

    fn unknown<'o>(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        options: impl Iterator<Item = &'o clap::Arg>,
    ) -> Fault {
        let name = key.get_ref();
        let near = closest(name, options.filter_map(clap::Arg::get_long));
        let advice = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        self.at(key.span().start, &format!("no option is called `{name}`{advice}"))
    }

    /// A fault with its line and a caret below it.
    fn at(&self, byte: usize, message: &str) -> Fault {
        let before = &self.text[..byte.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[start..].chars().count();
        let shown = self.text[start..].lines().next().unwrap_or("");
        Fault::usage(format!(
            "{}:{line}:{}: {message}\n  {shown}\n  {}^",
            self.path.display(),
            column + 1,
            " ".repeat(column)
        ))
    }
}

fn has(command: &clap::Command, option: &str) -> bool {
    command
        .get_arguments()
        .any(|argument| argument.get_long() == Some(option))
}

/// Whether the command's own section says it too, which goes before what stands at the top.
fn in_section(table: &DeTable<'_>, command: &str, option: &str) -> bool {
    table.iter().any(|(key, value)| {
        key.get_ref() == command
            && matches!(value.get_ref(), DeValue::Table(section)
                if section.iter().any(|(key, _)| key.get_ref().replace('_', "-") == option))
    })
}
