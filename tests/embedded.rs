//! The embedded lexicon is the folder `lexicon/`: the list is generated, and held here.

use std::fmt::Write as _;
use std::path::Path;

/// Folders that are no part of the default lexicon.
const LEFT_OUT: [&str; 1] = ["contestants/optional/"];

fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), paths);
        } else if [".toml", ".csv", ".tsv", ".txt"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            paths.push(format!("{prefix}{name}"));
        }
    }
}

#[test]
fn the_embedded_lexicon_is_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("lexicon"), "", &mut paths);
    paths.retain(|path| !LEFT_OUT.iter().any(|folder| path.starts_with(folder)));
    paths.sort();
    let mut made = String::from(
        "//! The files of the embedded lexicon. Generated: `NETRA_BLESS=1 cargo test -p netra embedded` rewrites it.\n\n\
         /// Path and text of every file.\n#[rustfmt::skip]\npub(super) const FILES: &[(&str, &str)] = &[\n",
    );
    for path in &paths {
        writeln!(made, "    (\"{path}\", include_str!(\"../../lexicon/{path}\")),").unwrap();
    }
    made.push_str("];\n");
    let file = root.join("src/lexicon/embedded.rs");
    if std::env::var_os("NETRA_BLESS").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap();
    assert!(
        known == made,
        "lexicon/ has other files than src/lexicon/embedded.rs: run NETRA_BLESS=1 cargo test -p netra embedded"
    );
}

#[test]
fn the_shipped_pack_is_the_lexicon_compiled() {
    let compiled = netra::Classifier::builder()
        .lexicon(netra::Lexicon::embedded())
        .build()
        .unwrap()
        .to_pack();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pack/shipped.netra");
    if std::env::var_os("NETRA_BLESS").is_some() {
        std::fs::write(&file, &compiled).unwrap();
    }
    assert!(
        std::fs::read(&file).unwrap() == compiled,
        "src/pack/shipped.netra is of another lexicon: run NETRA_BLESS=1 cargo test -p netra embedded"
    );
    assert!(
        compiled.len() <= 8 << 20,
        "the shipped pack has {} bytes",
        compiled.len()
    );
}
