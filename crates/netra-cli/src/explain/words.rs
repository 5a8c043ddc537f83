//! The words of records in Indonesian. A word that is not listed stands for itself.

use std::borrow::Cow;

/// What a word of a record means, for people.
pub(crate) fn indonesian(word: &str) -> Cow<'_, str> {
    WORDS.iter().find(|(known, _)| *known == word).map_or_else(
        || Cow::Owned(word.replace('-', " ")),
        |(_, text)| Cow::Borrowed(*text),
    )
}

/// A note, in a sentence.
pub(crate) fn note(note: &str) -> Cow<'_, str> {
    if let Some((_, text)) = NOTES.iter().find(|(known, _)| *known == note) {
        return Cow::Borrowed(*text);
    }
    match note.strip_suffix("-unreadable") {
        Some(field) => Cow::Owned(format!("isian `{field}` tidak terbaca dan diabaikan")),
        None => Cow::Owned(note.replace('-', " ")),
    }
}

/// A probability as people write it: `97,1 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0).replace('.', ",")
}

/// A long quotation, cut in the middle.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let length = text.chars().count();
    if length <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST / 2).collect();
    let tail: String = text.chars().skip(length - MOST / 3).collect();
    format!("{head} … {tail}")
}

/// The name of an input field.
pub(crate) fn field_name(field: &str) -> &str {
    match field {
        "text" => "teks",
        "media_text" => "teks gambar",
        "target.text" => "teks sasaran",
        "target.account" => "akun sasaran",
        "target.name" => "nama sasaran",
        "author.account" => "akun penulis",
        "author.name" => "nama penulis",
        "author.bio" => "bio penulis",
        other => other,
    }
}

const NOTES: &[(&str, &str)] = &[
    (
        "time-assumed",
        "waktu tidak diketahui: dinilai menurut waktu yang dipilih",
    ),
    (
        "time-unreadable",
        "waktu tidak terbaca: dinilai seperti pada masa kampanye",
    ),
    ("region-ambiguous", "nama daerah bermakna ganda dan diabaikan"),
    ("region-unknown", "daerah tidak dikenal dan diabaikan"),
    (
        "author-status-unknown",
        "status penulis tidak diketahui: dinilai seolah-olah terikat larangan",
    ),
    (
        "time-missing",
        "waktu tidak diketahui: dinilai seperti pada masa kampanye",
    ),
    (
        "text-repaired",
        "huruf yang rusak dalam data diganti dengan tanda �",
    ),
    (
        "no-rule-in-catalogue",
        "katalog tidak memuat dasar hukum yang berlaku pada waktu itu",
    ),
    (
        "sanction-not-in-catalogue",
        "katalog tidak memuat golongan sanksi untuk hal ini",
    ),
    (
        "author-status-from-text",
        "status penulis dibaca dari kata-katanya sendiri dalam tulisan ini",
    ),
    (
        "circular-alone",
        "hanya bersandar pada kata-kata surat edaran setempat, yang menjangkau lebih jauh daripada aturan nasional",
    ),
    (
        "period-disputed",
        "masa pemilihan: sumber berbeda tentang tanggalnya",
    ),
    (
        "period-assumed",
        "masa pemilihan: tanggalnya diperkirakan, tidak ada sumbernya",
    ),
    (
        "period-from-memory",
        "masa pemilihan: tanggalnya dari ingatan, sumbernya tidak ditemukan",
    ),
    (
        "numbers-not-drawn",
        "nomor urut belum diundi pada waktu itu: angka tidak dibaca sebagai peserta",
    ),
    ("circular-implied", "surat edaran menyebutnya secara tersirat"),
    (
        "circular-reported-elsewhere",
        "isi surat edaran diketahui dari pemberitaan lain",
    ),
    ("outside-policy-scope", "di luar cakupan kebijakan yang dipilih"),
    (
        "policy-not-in-force",
        "kebijakan yang dipilih belum atau tidak berlaku pada waktu itu",
    ),
    (
        "ban-not-in-this-period",
        "larangan ini tidak berlaku pada masa itu",
    ),
    (
        "criminal-law-binds-everyone",
        "ketentuan pidananya berlaku bagi setiap orang",
    ),
];

const WORDS: &[(&str, &str)] = &[
    // stance
    ("favour", "memihak"),
    ("against", "menentang"),
    // whether a ban binds the author
    ("yes", "terikat"),
    ("no", "tidak terikat"),
    ("unknown", "belum diketahui"),
    // periods
    ("pre-determination", "sebelum penetapan peserta"),
    ("post-determination", "sesudah penetapan peserta"),
    ("campaign", "masa kampanye"),
    ("quiet-period", "masa tenang"),
    ("voting-day", "hari pemungutan suara"),
    ("post-campaign", "sesudah kampanye"),
    ("none", "di luar tahapan"),
    // status of a citation
    ("verified", "terverifikasi"),
    ("from-memory", "belum diperiksa"),
    ("disputed", "diperdebatkan"),
    // signals
    ("contestant", "peserta"),
    ("support", "dukungan"),
    ("attack", "serangan"),
    ("call", "ajakan"),
    ("programme", "program atau citra"),
    ("like", "menyukai"),
    ("share", "membagikan"),
    ("comment", "mengomentari"),
    ("follow", "mengikuti"),
    ("gesture", "gestur"),
    ("symbol", "simbol"),
    ("photo", "foto bersama"),
    ("attribute", "atribut"),
    ("banner", "spanduk"),
    ("attend", "hadir di kegiatan"),
    ("team", "tim pemenangan"),
    ("mobilise", "pengerahan"),
    ("facility", "fasilitas negara"),
    ("decision", "keputusan jabatan"),
    ("letter", "surat dukungan"),
    ("join-party", "keanggotaan partai"),
    ("approach", "pendekatan ke partai"),
    ("self-candidacy", "pencalonan diri"),
    ("speaker", "pembicara"),
    ("spouse", "pasangan atau keluarga"),
    ("intimidation", "intimidasi"),
    ("money", "politik uang"),
    ("hate", "kebencian"),
    ("election", "pemilihan"),
    ("rule", "aturan"),
    ("stance", "arah sikap seluruh tulisan"),
    // guards
    ("conditional", "pengandaian"),
    ("denial", "sangkalan"),
    ("negation", "kalimat ingkar"),
    ("neutral-info", "informasi netral pemilihan"),
    ("news", "gaya berita"),
    ("other-contest", "lomba atau pemilihan lain"),
    ("poll", "survei atau jajak pendapat"),
    ("prayer", "doa"),
    ("prohibition", "pembicaraan tentang larangan itu sendiri"),
    ("question", "pertanyaan"),
    ("quotation", "kutipan"),
    ("report", "laporan tentang pelanggaran orang lain"),
    // readings
    ("leet", "angka sebagai huruf"),
    ("elongation", "huruf diulur"),
    ("spaced", "huruf direnggangkan"),
    ("dotted", "huruf bertitik"),
    ("lookalike", "huruf serupa"),
    ("fancy", "huruf hias"),
    ("invisible", "karakter tak tampak"),
    ("slang", "singkatan"),
    ("hashtag", "tagar"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_stand_for_themselves() {
        assert_eq!(indonesian("favour"), "memihak");
        assert_eq!(indonesian("never-seen"), "never seen");
        assert_eq!(
            note("region-unreadable"),
            "isian `region` tidak terbaca dan diabaikan"
        );
    }
}
