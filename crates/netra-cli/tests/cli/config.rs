//! `netra.toml`: what goes before what.

use crate::support::{Folder, LOUD, QUIET, Ran, netra};

fn ran(folder: &Folder, inner: &str, named: Option<&str>, arguments: &[&str]) -> Ran {
    let mut command = netra(arguments);
    command.current_dir(folder.at(inner)).env_remove("NETRA_CONFIG");
    if let Some(named) = named {
        command.env("NETRA_CONFIG", named);
    }
    let output = command.output().expect("netra runs");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn the_nearest_file_holds_and_the_command_line_goes_before_it() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.at("a/b")).expect("folders");
    folder.write(
        "a/b/posts.jsonl",
        format!("{{\"isi\":\"{LOUD}\",\"n\":1}}\n{{\"isi\":\"{QUIET}\",\"n\":2}}\n"),
    );
    folder.write("netra.toml", "nonsense");
    folder.write(
        "a/netra.toml",
        "profile = \"wide\"\nquiet = true\n\n[score]\nkeep = [\"n\", \"isi\"]\nonly_flagged = true\nfield = { text = \"isi\" }\nthreads = 1\nrejects = \"r.jsonl\"\n",
    );
    let scored = ran(&folder, "a/b", None, &["score", "posts.jsonl"]).ends(0);
    assert_eq!(scored.lines().len(), 1);
    assert_eq!(scored.lines()[0]["post"]["n"], 1);
    // Paths start from the folder of the file.
    assert!(folder.has("a/r.jsonl"));
    // A list on the command line takes the place of the file's.
    let scored = ran(&folder, "a/b", None, &["score", "posts.jsonl", "--keep", "n"]).ends(0);
    assert!(scored.lines()[0]["post"]["isi"].is_null());
    // The environment names another; none is read where none is wanted; commands without the option do not mind.
    let other = folder.write("other.toml", "[score]\nfield = { text = \"isi\" }\n");
    assert_eq!(
        ran(&folder, "a/b", Some(&other), &["score", "posts.jsonl"])
            .ends(0)
            .lines()
            .len(),
        2
    );
    ran(&folder, "a/b", None, &["score", "posts.jsonl", "--isolated"])
        .ends(3)
        .says("did you mean");
    ran(&folder, "a/b", None, &["bans", "social-like"]).ends(0);
    ran(&folder, "a/b", Some(&other), &["-v", "score", "posts.jsonl"])
        .ends(0)
        .says("other.toml")
        .says("posts.jsonl is read as jsonl");
}

#[test]
fn what_is_wrong_in_a_file_is_pointed_at() {
    let folder = Folder::new();
    for (text, message) in [
        (
            "profil = \"wide\"\n",
            "netra.toml:1:1: no option is called `profil`; did you mean `profile`?",
        ),
        (
            "\n[score]\nthread = 2\n",
            "netra.toml:3:1: no option is called `thread`; did you mean `threads`?\n  thread = 2\n  ^",
        ),
        ("[score]\nthreads = { a = [] }\n", "takes a text"),
        ("profile = \"sharp\"\n", "with the options of"),
        ("profile = \n", "netra.toml"),
    ] {
        folder.write("netra.toml", text);
        ran(&folder, ".", None, &["score", "-"]).ends(2).says(message);
    }
    ran(&folder, ".", Some("nowhere.toml"), &["score", "-"])
        .ends(2)
        .says("NETRA_CONFIG");
}
