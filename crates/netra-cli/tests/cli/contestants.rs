//! A list of contestants brought as a spreadsheet: the walk-through of docs/kontestan.md, and what is said when a row is
//! wrong.

use serde_json::Value;

use crate::support::{Folder, Ran, netra, run};

const GUIDE: &str = include_str!("../../../../docs/kontestan.md");

/// The first fenced block of this kind in the guide.
fn block(kind: &str) -> &'static str {
    let (_, rest) = GUIDE
        .split_once(&format!("```{kind}\n"))
        .expect("the guide has such a block");
    rest.split("```").next().expect("the block ends")
}

/// Runs in a folder.
fn within(folder: &Folder, arguments: &[&str]) -> Ran {
    let output = netra(arguments)
        .current_dir(folder.at(""))
        .output()
        .expect("netra starts");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: output.stdout,
        err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
    }
}

#[test]
fn the_guide_leads_from_a_spreadsheet_to_a_scored_feed_in_three_commands() {
    let folder = Folder::new();
    folder.write("unggahan.csv", block("csv"));
    let commands: Vec<&str> = block("console").lines().collect();
    assert_eq!(commands.len(), 3, "three commands");
    for command in commands {
        let (command, into) = match command.split_once(" > ") {
            Some((command, into)) => (command, Some(into)),
            None => (command, None),
        };
        let words: Vec<&str> = command.split(' ').collect();
        let ran = within(&folder, &words[1..]).ends(0);
        if let Some(into) = into {
            folder.write(into, &ran.out);
        }
    }
    let result = folder.read("hasil.csv");
    let mut lines = result.lines();
    let heading: Vec<&str> = lines.next().expect("a heading").split(',').collect();
    let place = |name: &str| heading.iter().position(|column| *column == name).expect(name);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let seen: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|row| (row[place("id")], row[place("flagged")], row[place("contestants")]))
        .collect();
    assert_eq!(
        seen,
        [
            ("a", "true", "pilkada-2031/9997/1"),
            ("b", "true", "pilkada-2031/9997/1"),
            ("c", "false", ""),
            ("d", "false", ""),
        ]
    );
}

const HEADING: &str = "wilayah,nomor,calon,wakil,panggilan,akun\n";

fn import(folder: &Folder, table: &str, more: &[&str]) -> Ran {
    folder.write("calon.csv", table);
    let mut arguments = vec!["contestants", "import", "calon.csv", "-o", "keluar"];
    arguments.extend(more);
    within(folder, &arguments)
}

#[test]
fn what_is_wrong_is_said_with_row_cell_and_what_is_expected() {
    let election = ["--election", "pilkada-2031"];
    let cases: [(&str, &[&str], &[&str]); 9] = [
        (
            "3325,dua,Lentera,Sekar,,",
            &election,
            &["baris 2", "(sel B2)", "\"dua\"", "a whole number from 1 to 99"],
        ),
        (
            "3325,,Lentera,Sekar,,",
            &election,
            &["baris 2", "(sel B2)", "kosong"],
        ),
        (
            "Atlantis,1,Lentera,Sekar,,",
            &election,
            &["(sel A2)", "Atlantis", "Kemendagri"],
        ),
        ("9996,1,Lentera,Sekar,,", &election, &["(sel A2)", "nama wilayah"]),
        (
            "Solok,1,Lentera,Sekar,,",
            &election,
            &["(sel A2)", "several regions"],
        ),
        ("3325,1,,Sekar,,", &election, &["(sel C2)", "kosong / empty"]),
        (
            "3325,1,Lentera,Sekar,#tagar,",
            &election,
            &["(sel E2)", "tagar ke kolom tagar"],
        ),
        (
            "3325,1,Lentera,Sekar,,dua kata",
            &election,
            &["(sel F2)", "bukan akun"],
        ),
        ("3325,1,Lentera,Sekar,,", &[], &["--election"]),
    ];
    for (row, more, parts) in cases {
        let folder = Folder::new();
        let ran = import(&folder, &format!("{HEADING}{row}\n"), more).ends(2);
        for part in parts {
            assert!(ran.err.contains(part), "{row}: {part:?} is not in {}", ran.err);
        }
        assert!(!folder.has("keluar"), "{row} wrote something");
    }
    let folder = Folder::new();
    let twice = "3325,1,Lentera,Sekar,,\n3325,1,Gumilang,Laras,,\n";
    import(&folder, &format!("{HEADING}{twice}"), &election)
        .ends(2)
        .says("baris 3")
        .says("sudah ada di baris 2");
    import(&folder, "calon,warna\nLentera,biru\n", &election)
        .ends(2)
        .says("(sel B1)")
        .says("wilayah, nama wilayah, nomor");
    import(&folder, "PK\u{3}\u{4}", &election)
        .ends(2)
        .says("CSV UTF-8");
}

#[test]
fn a_smaller_list_asks_before_it_replaces_a_larger_one() {
    let folder = Folder::new();
    let election = ["--election", "pilkada-2031"];
    let rows = [
        "3325,1,Lentera,Sekar,,\n",
        "3325,2,Gumilang,Laras,,\n",
        "3325,3,Samudra,Intan,,\n",
    ];
    import(&folder, &format!("{HEADING}{}", rows.concat()), &election).ends(0);
    let fewer = format!("{HEADING}{}", rows[0]);
    import(&folder, &fewer, &election)
        .ends(2)
        .says("--allow-shrink")
        .says("pilkada-2031/3325/2");
    import(&folder, &fewer, &["--election", "pilkada-2031", "--allow-shrink"]).ends(0);
    // A folder whose table replaces a built-in one is asked the same.
    std::fs::create_dir_all(folder.at("tiny/contestants")).expect("a folder is made");
    folder.write(
        "tiny/contestants/pilpres-2024.csv",
        "id,election,number,kind,head\npilpres-2024/1,pilpres-2024,1,pair,Anies Rasyid Baswedan\n",
    );
    within(&folder, &["explain", "--lexicon", "tiny", "Selamat pagi"])
        .ends(2)
        .says("takes away 2 contestants and adds 0");
    within(
        &folder,
        &["explain", "--lexicon", "tiny", "--allow-shrink", "Selamat pagi"],
    )
    .ends(0);
}

#[test]
fn the_ambiguity_report_tells_what_counts_alone() {
    let folder = Folder::new();
    let row = "3325,4,Surya Kusumawardhana,Sekartaji Mentariwati,Surya|Pak Kusumawardhana,@suryasekartaji\n";
    let ran = import(
        &folder,
        &format!("{HEADING}{row}"),
        &["--election", "pilkada-2031", "--json"],
    )
    .ends(0);
    let report: Value = serde_json::from_slice(&ran.out).expect("JSON");
    assert_eq!(report["contestants"], 1);
    let common = report["common"].as_array().expect("a list");
    assert!(common.iter().any(|name| name == "surya"), "{report}");
    assert!(
        report["shared"]["surya"]
            .to_string()
            .contains("pilkada-2024/12/1"),
        "{report}"
    );
    assert!(report["alone"].as_u64() > Some(3), "{report}");
}

#[test]
fn candidates_of_lists_are_read_from_the_tables_of_the_commission() {
    let folder = Folder::new();
    folder.write(
        "dprd.tsv",
        "dapil_code\tdapil\tparty\tlist_no\tname_raw\tname\n\
         332502\tBatang 2\t4\t3\tGUMILANG SAMUDRAWANGSA, S.H.\tGumilang Samudrawangsa\n",
    );
    within(
        &folder,
        &[
            "contestants",
            "import",
            "dprd.tsv",
            "--election",
            "pileg-2024",
            "-o",
            "dprd",
        ],
    )
    .ends(0);
    let post = "Ayo coblos caleg nomor 3 Golkar dapil Batang 2!";
    let ran = within(&folder, &["explain", "--json", "--lexicon", "dprd", post]).ends(0);
    let explained: Value = serde_json::from_slice(&ran.out).expect("JSON");
    let named = explained["verdict"]["contestants"].to_string();
    assert!(named.contains("pileg-2024/332502/4/3"), "{named}");
    assert!(named.contains("pemilu-2024/party/4"), "{named}");
}

#[test]
fn the_template_is_a_table_that_imports() {
    let ran = run(&["contestants", "template", "--separator", "comma"]).ends(0);
    assert!(
        ran.text().starts_with("\u{feff}wilayah,nama wilayah,nomor,calon"),
        "{}",
        ran.text()
    );
}
