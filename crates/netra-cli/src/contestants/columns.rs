//! The columns of a list of contestants: what they are called, and what is expected in them.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Election,
    Region,
    RegionName,
    Number,
    Head,
    Deputy,
    Party,
    Nicknames,
    DeputyNicknames,
    Couple,
    Accounts,
    Tags,
    TagsAgainst,
    Slogans,
    List,
    Dapil,
    DapilCode,
    Source,
    Ignored,
}

struct About {
    column: Column,
    /// The heading in the template, then others that are understood.
    names: &'static [&'static str],
    expected: &'static str,
}

const ALL: &[About] = &[
    About {
        column: Column::Election,
        names: &["pemilihan", "election"],
        expected: "id pemilihan, huruf kecil dan tanda hubung: pilkada-2024 (id of the election)",
    },
    About {
        column: Column::Region,
        names: &[
            "wilayah",
            "region",
            "kode wilayah",
            "kode",
            "daerah",
            "kabupaten",
            "kota",
        ],
        expected: "kode Kemendagri 2 atau 4 angka (33, 3325) atau nama (Kabupaten Batang); kosong untuk \
                   pemilihan nasional (Kemendagri code or name of the region)",
    },
    About {
        column: Column::RegionName,
        names: &["nama wilayah", "region name"],
        expected: "nama wilayah dengan Kabupaten, Kota atau Provinsi di depannya; hanya perlu bila kodenya baru \
                   (name of a region that netra does not know)",
    },
    About {
        column: Column::Number,
        names: &["nomor", "no", "nomor urut", "no urut", "number"],
        expected: "bilangan bulat 1 sampai 99 (a whole number from 1 to 99)",
    },
    About {
        column: Column::Head,
        names: &["calon", "nama calon", "nama", "name", "names", "head", "ketua"],
        expected: "nama resmi; gelar boleh, nanti dilepas (official name; titles are taken off)",
    },
    About {
        column: Column::Deputy,
        names: &["wakil", "nama wakil", "calon wakil", "deputy"],
        expected: "nama resmi wakil; kosong bila tidak ada (official name of the deputy)",
    },
    About {
        column: Column::Party,
        names: &["partai", "party", "pengusung"],
        expected: "partai pengusung; untuk caleg nomor atau singkatan partainya (party)",
    },
    About {
        column: Column::Nicknames,
        names: &["panggilan", "julukan", "nicknames", "nama panggilan"],
        expected: "panggilan, dipisah | ; tambahkan ! bila boleh dihitung sendiri (nicknames parted by |)",
    },
    About {
        column: Column::DeputyNicknames,
        names: &["panggilan wakil", "julukan wakil", "deputy nicknames"],
        expected: "panggilan wakil, dipisah | (nicknames of the deputy)",
    },
    About {
        column: Column::Couple,
        names: &["nama pasangan", "pasangan", "akronim", "couple", "couple names"],
        expected: "nama atau akronim pasangan, dipisah | (names of the pair)",
    },
    About {
        column: Column::Accounts,
        names: &["akun", "handles", "handle", "media sosial"],
        expected: "akun media sosial, dipisah |: @wayan2031 (accounts)",
    },
    About {
        column: Column::Tags,
        names: &["tagar", "hashtags", "hashtag", "tags"],
        expected: "tagar pendukung, dipisah |: #MenangBersama (hashtags that take the side)",
    },
    About {
        column: Column::TagsAgainst,
        names: &["tagar lawan", "hashtags against", "tags against"],
        expected: "tagar penentang, dipisah | (hashtags against)",
    },
    About {
        column: Column::Slogans,
        names: &["slogan", "slogans", "semboyan"],
        expected: "semboyan, dipisah | (slogans)",
    },
    About {
        column: Column::List,
        names: &["daftar", "nomor daftar", "list", "list no", "nomor caleg"],
        expected: "hanya caleg: nomor urut dalam daftar partai, 1 sampai 99 (number on the party's list)",
    },
    About {
        column: Column::Dapil,
        names: &["dapil", "daerah pemilihan", "constituency"],
        expected: "hanya caleg: daerah pemilihan (electoral district)",
    },
    About {
        column: Column::DapilCode,
        names: &["kode dapil", "dapil code"],
        expected: "hanya caleg: kode dapil KPU, 4 atau 6 angka (code of the electoral district)",
    },
    About {
        column: Column::Source,
        names: &["sumber", "source"],
        expected: "asal data (where it comes from)",
    },
    About {
        column: Column::Ignored,
        names: &["catatan", "name raw", "note"],
        expected: "catatan sendiri, tidak dibaca (not read)",
    },
];

impl Column {
    /// The column with this heading.
    pub(super) fn of(heading: &str) -> Option<Column> {
        let plain = heading
            .trim()
            .trim_end_matches('*')
            .to_lowercase()
            .replace(['_', '-'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        ALL.iter()
            .find(|about| about.names.contains(&plain.as_str()))
            .map(|about| about.column)
    }

    /// Its heading in the template.
    pub(super) fn heading(self) -> &'static str {
        self.about().names[0]
    }

    /// What is expected in it.
    pub(super) fn expected(self) -> &'static str {
        self.about().expected
    }

    fn about(self) -> &'static About {
        ALL.iter().find(|about| about.column == self).unwrap_or(&ALL[0])
    }
}

/// The headings that are understood, in the order of the template.
pub(super) fn headings() -> String {
    let names: Vec<&str> = ALL.iter().map(|about| about.names[0]).collect();
    names.join(", ")
}

/// The columns of the template, for pairs.
const TEMPLATE: [Column; 14] = [
    Column::Region,
    Column::RegionName,
    Column::Number,
    Column::Head,
    Column::Deputy,
    Column::Party,
    Column::Nicknames,
    Column::DeputyNicknames,
    Column::Couple,
    Column::Accounts,
    Column::Tags,
    Column::TagsAgainst,
    Column::Slogans,
    Column::Source,
];

/// Rows that show how the template is filled in. Region, people and accounts are made up.
const SAMPLE: [[&str; 14]; 2] = [
    [
        "9997",
        "Kabupaten Pelangi Timur",
        "1",
        "Dr. Lentera Kusumawardhana, S.E.",
        "Hj. Sekartaji Mentariwati",
        "Partai Awan|Partai Sawah Makmur",
        "Pak Lentera|Mas Tera",
        "Bu Sekartaji",
        "Tera-Sekar!|LESEK",
        "@lenterasekartaji",
        "#LenteraSekarMenang",
        "#AsalBukanLentera",
        "Terang Sampai Desa",
        "contoh rekaan",
    ],
    [
        "9997",
        "Kabupaten Pelangi Timur",
        "2",
        "Gumilang Samudrawangsa",
        "Pelangiwati Arumdalu, S.H.",
        "Partai Mega Biru",
        "Gus Gumilang",
        "Ning Pelangi",
        "Gumilang Pelangi",
        "@gumilangpelangi",
        "#GumilangPelangiJuara",
        "",
        "Angin Baru Pelangi",
        "contoh rekaan",
    ],
];

/// The template: a heading and two made-up rows, as CSV.
pub(crate) fn template(delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    let headings = TEMPLATE.map(Column::heading);
    let rows = std::iter::once(&headings).chain(&SAMPLE);
    // Writing to memory cannot fail.
    let written = rows.into_iter().try_for_each(|row| writer.write_record(row));
    let bytes = written
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
