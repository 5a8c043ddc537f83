//! Official names, without what stands before and after them.

/// Titles before a name: religious, academic, military. Written without dots.
const TITLES: &str = "h hi hj haji hajjah kh kyai nyai tgk tgh tgkh ust ustadz ustadzah dr drg drh drs dra ir prof apt ns \
    hc phil adv capt pdt pt jenderal jend letjen mayjen brigjen kolonel kol letkol mayor kapten laksda \
    laksdya laksma laksamana marsekal marsdya marsda marsma komjen irjen kombes akbp tni pol inf mar asc";
/// Titles that say the rank is a former one.
const RETIRED: &str = "purn purnawirawan ret";
/// Degrees that are met after a name even without a comma, or without dots.
const DEGREES: &str = "se sh st si sp ss sos ssos sip spd spdi sag skm skom sikom stp sstp spi spt sked mm mh mt mp msi mpd \
    mpdi mkes mhum map mak mkn mikom msc mba mmar phd lc amd cht";

/// An official name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Official {
    /// The name without titles and degrees, as written.
    pub name: String,
    /// What stands in brackets or after `alias`: `Si Doel`.
    pub aliases: Vec<String>,
}

/// Takes an official name apart: titles before it and degrees after it go, what stands in brackets or after `alias`
/// becomes an alias.
///
/// ```
/// let official = netra::lexicon::contestants::official("H. RANO KARNO, S.IP. (SI DOEL)");
/// assert_eq!((official.name.as_str(), &official.aliases[..]), ("RANO KARNO", &["SI DOEL".to_owned()][..]));
/// assert_eq!(netra::lexicon::contestants::official("Dr. (H.C.) K.H. Ma'ruf Amin").name, "Ma'ruf Amin");
/// ```
#[must_use]
pub fn official(raw: &str) -> Official {
    let mut aliases = Vec::new();
    let mut outside = String::new();
    let mut rest = raw;
    while let Some(open) = rest.find('(') {
        outside.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let close = inner.find(')').unwrap_or(inner.len());
        let alias = inner[..close].trim();
        if !is_title(&bare(alias)) {
            aliases.push(alias.to_owned());
        }
        outside.push(' ');
        rest = inner.get(close + 1..).unwrap_or_default();
    }
    outside.push_str(rest);
    // Degrees are set off by a comma; some titles are too ("Komjen Pol. (Purn), ..."), so leading empty parts go.
    let named = outside
        .split([',', ';'])
        .map(str::trim)
        .find(|part| part.split_whitespace().any(|word| !is_title(&bare(word))))
        .unwrap_or_default();
    // "H.M. Salim", "Hj.Siti": a title glued to what follows it.
    let spaced = named.replace('.', ". ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    if let Some(at) = words.iter().position(|word| bare(word) == "alias") {
        // Alias is also a name: it parts only what has two sides.
        if words[..at].iter().any(|word| !is_title(&bare(word))) && at + 1 < words.len() {
            aliases.push(words[at + 1..].join(" "));
            words.truncate(at);
        }
    }
    // "K. H." is one title; a "K." before anything else is an initial.
    while let Some(&first) = words.first() {
        let second = words.get(1).copied().unwrap_or_default();
        let is_kh = bare(first) == "k" && bare(second) == "h" && words.len() > 2;
        let is_lone_dot = first == ".";
        if lists("laksamana marsekal", &bare(first))
            && lists("muda madya pertama", &bare(second))
            && words.len() > 2
        {
            words.remove(1);
        }
        if words.len() > 1 && (is_kh || is_lone_dot || is_title(&bare(first))) {
            words.remove(0);
        } else {
            break;
        }
    }
    while words.len() > 2
        && words
            .last()
            .is_some_and(|word| lists(DEGREES, &bare(word)) && !word.ends_with('.'))
    {
        words.pop();
    }
    Official {
        name: words.join(" "),
        aliases,
    }
}

/// Whether the list, words parted by blanks, has the word.
fn lists(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Without dots, lower-case.
fn bare(word: &str) -> String {
    word.chars()
        .filter(|character| !".,()".contains(*character) && !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_title(bare: &str) -> bool {
    bare.is_empty() || lists(TITLES, bare) || lists(RETIRED, bare)
}

/// The words of a name, lower-case; apostrophes stay inside a word, anything else that is no letter or digit parts
/// words.
pub(super) fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace(['’', '‘', '`', '´'], "'")
        .split(|character: char| !character.is_alphanumeric() && character != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words before the part of a name by which people are called: forms of Muhammad, birth-order and caste names, noble
/// titles, initials.
const PARTICLES: &str = "muhammad muhamad mohammad mohamad mohamed muhamed mochammad mochamad moch moh muh mhd siti sitti st \
    ni made wayan nyoman ketut putu gede kadek komang gusti ngurah nengah ida bagus ayu anak agung andi \
    la ode laode wa lalu baiq ll teuku tengku cut raden rr ra abdul abd nur sri haji ahmad achmad akhmad \
    al bin binti el";

/// Whether people are not called by this word.
pub(super) fn is_particle(word: &str) -> bool {
    word.chars().count() == 1 || lists(PARTICLES, word)
}

/// The name without single letters and without the particles before it, as long as two words remain.
pub(super) fn core<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut core: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.chars().count() > 1)
        .collect();
    while core.len() > 2 && is_particle(core[0]) {
        core.remove(0);
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_official_names_apart() {
        let cases = [
            ("H. PRABOWO SUBIANTO", "PRABOWO SUBIANTO", ""),
            ("Dr. (H.C.) H. A. MUHAIMIN ISKANDAR", "A. MUHAIMIN ISKANDAR", ""),
            ("Prof. Dr. H. M. MAHFUD MD", "M. MAHFUD MD", ""),
            ("Tgk. H. M. FADHIL RAHMI, Lc., M.Ag.", "M. FADHIL RAHMI", ""),
            (
                "Komjen Pol. (Purn). DHARMA PONGREKUN, S.I.K., M.M.",
                "DHARMA PONGREKUN",
                "",
            ),
            (
                "Jenderal TNI (Purn.) H. ANDIKA M PERKASA, S.E.",
                "ANDIKA M PERKASA",
                "",
            ),
            (
                "Dr. H. HENDRAR PRIHADI ALIAS HENDI, S.E., M.M.",
                "HENDRAR PRIHADI",
                "HENDI",
            ),
            ("H. RUSDY MASTURA (CUDY)", "RUSDY MASTURA", "CUDY"),
            ("H.M. SALIM FAKHRY, SE.,MM", "M. SALIM FAKHRY", ""),
            ("K.H. Yahya", "Yahya", ""),
            ("DR. HC. JOHN TABO, SE., M.BA.", "JOHN TABO", ""),
            ("Laksamana Muda TNI (Purn.) SOLEMAN", "SOLEMAN", ""),
            ("MUDA MAHENDRAWAN, S.H.", "MUDA MAHENDRAWAN", ""),
            ("SUDIRMAN", "SUDIRMAN", ""),
            ("Budi Santoso SH MM", "Budi Santoso", ""),
            ("H. ALIAS WELLO, S.I.P.", "ALIAS WELLO", ""),
            ("", "", ""),
        ];
        for (raw, name, alias) in cases {
            let found = official(raw);
            assert_eq!(found.name, name, "{raw}");
            assert_eq!(found.aliases.join("|"), alias, "{raw}");
        }
    }

    #[test]
    fn finds_the_core_of_a_name() {
        let cases = [
            ("M. Faiz Kurniawan", "faiz kurniawan"),
            ("I Wayan Adi Arnawa", "adi arnawa"),
            ("Abdul Wahid", "abdul wahid"),
            ("Muhammad Bobby Afif Nasution", "bobby afif nasution"),
            ("Rudy Mas’ud", "rudy mas'ud"),
            ("Agustiar Sabran A", "agustiar sabran"),
        ];
        for (name, expected) in cases {
            let words = words(name);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_eq!(core(&words).join(" "), expected, "{name}");
        }
    }
}
