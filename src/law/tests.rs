use super::*;

fn law() -> Law {
    shipped().unwrap_or_else(|e| panic!("{e}"))
}
pub(super) fn shipped() -> Result<Law> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut files = Vec::new();
    for name in ["instruments.toml", "calendar.toml", "regions.csv", "author.toml"] {
        files.push((name.to_owned(), std::fs::read_to_string(root.join(name)).unwrap()));
    }
    for folder in ["bans", "policies"] {
        let mut names: Vec<_> = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        for name in names {
            let path = format!("{folder}/{name}");
            let text = std::fs::read_to_string(root.join(&path)).unwrap();
            files.push((path, text));
        }
    }
    Law::parse(&files)
}

#[test]
fn loads() {
    let law = law();
    assert_eq!(law.bans().len(), 29);
    assert_eq!(law.policies().len(), 6);
}
