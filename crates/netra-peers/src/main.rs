//! netra beside other matchers: the same posts, the same terms, one table of ratios. See README.md.

mod agree;
mod clock;
mod engines;
mod feeds;
mod goals;
mod growth;
mod heap;
mod lengths;
mod machine;
mod packs;
mod report;
mod rounds;

use std::process::ExitCode;

use report::Report;

#[global_allocator]
static COUNTED: heap::Counted = heap::Counted;

/// What was asked for on the command line.
pub struct Asked {
    tables: Vec<String>,
    /// So many posts at most; nothing when all are asked for.
    posts: Option<usize>,
    rounds: usize,
    record: bool,
}

const TABLES: [&str; 4] = ["goals", "growth", "lengths", "agree"];

fn asked() -> Result<Asked, String> {
    let mut asked = Asked {
        tables: Vec::new(),
        posts: None,
        rounds: 7,
        record: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|value| value.parse().ok());
            value
                .filter(|value| *value > 0)
                .ok_or(format!("{word} wants a number"))
        };
        match word.as_str() {
            "--posts" => asked.posts = Some(number()?),
            "--rounds" => asked.rounds = number()?,
            "--record" => asked.record = true,
            "all" => asked.tables.extend(TABLES.map(str::to_owned)),
            table if TABLES.contains(&table) => asked.tables.push(table.to_owned()),
            other => {
                return Err(format!(
                    "`{other}` is nothing to measure: goals, growth, lengths, agree, all; --posts N, --rounds N, --record"
                ));
            }
        }
    }
    if asked.tables.is_empty() {
        asked.tables.push("goals".to_owned());
    }
    Ok(asked)
}

fn main() -> ExitCode {
    let asked = match asked() {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::from(2);
        }
    };
    let mut report = Report::begin(&machine::describe());
    for table in &asked.tables {
        match table.as_str() {
            "agree" => agree::measure(&asked, &mut report),
            "growth" => growth::measure(&asked, &mut report),
            "lengths" => lengths::measure(&asked, &mut report),
            _ => goals::measure(&asked, &mut report),
        }
    }
    if asked.record {
        match report.record() {
            Ok(path) => println!("\nwritten: {}", path.display()),
            Err(error) => {
                eprintln!("the record cannot be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
