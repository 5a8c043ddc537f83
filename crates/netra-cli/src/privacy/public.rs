//! Accounts that stay: contestants' and parties', as the lexicon lists them, and institutions'.

use std::collections::HashSet;
use std::path::PathBuf;

use netra::Lexicon;

use super::handles::bare;
use crate::exit::Fault;

/// Institutions that posts about elections name. From memory; `--public` adds others.
const INSTITUTIONS: &[&str] = &[
    "bawaslu_ri",
    "bkngoid",
    "bkn_ri",
    "dkpp_ri",
    "divhumas_polri",
    "dpd_ri",
    "dpr_ri",
    "kasn_ri",
    "kejaksaan_ri",
    "kemendagri",
    "kemendagri_ri",
    "kemenkominfo",
    "kemenpanrb",
    "kemensetneg_ri",
    "kemsetneg_ri",
    "komdigi_ri",
    "kpk_ri",
    "kpu_id",
    "kpu_ri",
    "kspgoid",
    "lapor1708",
    "mahkamahkonstitusi",
    "ombudsmanri137",
    "officialmkri",
    "puspen_tni",
    "setkabgoid",
    "setneg_ri",
    "tni_ad",
];

/// The accounts that stay.
#[derive(Debug)]
pub(crate) struct Public(HashSet<String>);

impl Public {
    /// Those of the built-in lexicon and of these folders, the institutions', and further ones.
    pub(crate) fn new(further: &[String], folders: &[PathBuf]) -> Result<Public, Fault> {
        let mut lexicon = Lexicon::embedded();
        for folder in folders {
            lexicon.extend(Lexicon::from_dir(folder)?);
        }
        let mut all: HashSet<String> = INSTITUTIONS.iter().map(|handle| (*handle).to_owned()).collect();
        all.extend(further.iter().map(|handle| bare(handle)));
        for source in lexicon.sources() {
            if source.path.starts_with("contestants/") && source.path.ends_with(".csv") {
                all.extend(handles(&source.text).iter().map(|handle| bare(handle)));
            }
        }
        Ok(Public(all))
    }

    /// Whether an account, without its `@`, is public. Whatever stands under the government's own domain is.
    pub(crate) fn has(&self, account: &str) -> bool {
        let account = account.to_lowercase();
        account.ends_with(".go.id") || self.0.contains(&account)
    }
}

/// The column `handles` of a table of contestants. A table that cannot be read has been refused by the lexicon itself.
fn handles(table: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let column = reader
        .headers()
        .ok()
        .and_then(|header| header.iter().position(|name| name == "handles"));
    let Some(column) = column else { return Vec::new() };
    reader
        .records()
        .filter_map(Result::ok)
        .flat_map(|row| {
            row.get(column)
                .unwrap_or("")
                .split('|')
                .filter(|handle| !handle.trim().is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}
