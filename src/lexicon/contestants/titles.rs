//! Forms of address that people put before a name, by where they are used.

/// Used everywhere.
const EVERYWHERE: [&str; 8] = ["pak", "bapak", "bu", "ibu", "mas", "mbak", "bang", "haji"];
/// Added for those on whom the whole nation votes.
const NATION: [&str; 13] = [
    "abah", "cak", "dokter", "eyang", "gus", "habib", "jenderal", "kang", "kh", "kyai", "om", "prof", "tante",
];

/// The forms of address for contestants of this region. Using one is company enough for a name that is not a common
/// given name; it is not for `pak agus`.
pub(super) fn of(region: &str) -> impl Iterator<Item = &'static str> {
    let local: &[&str] = match region.get(..2).unwrap_or_default() {
        "" => &NATION,
        "11" => &["abi", "abu", "teungku", "tgk", "umi"],
        "12" => &["amang", "inang", "kak"],
        "13" => &["buya", "uda", "uni"],
        "14" | "15" | "16" | "17" | "18" | "19" | "21" => &["abah", "cik", "datuk", "kak", "wo", "yuk"],
        "31" | "36" => &["abah", "abuya", "kang", "kh", "mpok", "teh"],
        "32" => &["abah", "ceu", "kang", "kh", "teh"],
        "33" | "34" => &["gus", "kang", "kh", "kyai", "mbah", "pakde", "bude"],
        "35" => &["cak", "gus", "kh", "kyai", "lora", "ning", "pakde"],
        "51" => &["ajik", "bli", "gus", "jero", "tjok"],
        "52" => &["mamiq", "tgb", "tgh", "tuan guru", "ummi"],
        "53" => &["bapa", "kaka", "mama", "om", "tante"],
        "61" | "62" | "63" | "64" | "65" => &["acil", "abah", "guru", "habib", "tuan guru"],
        "71" | "75" => &["ka", "om", "opa", "oma", "tante"],
        "72" | "73" | "74" | "76" => &["andi", "daeng", "karaeng", "opu", "puang"],
        "81" | "82" | "91" | "92" | "93" | "94" | "95" | "96" => {
            &["abang", "bapa", "kaka", "mama", "ongen", "sultan"]
        }
        _ => &[],
    };
    EVERYWHERE.into_iter().chain(local.iter().copied())
}

/// Written in one with the name of someone whom the whole nation knows: `masgibran`.
pub(super) const GLUED: [&str; 5] = ["bang", "cak", "gus", "mas", "pak"];

/// Words that show that a couple is meant where its name alone may be an ordinary word.
pub(crate) const CAMP: [&str; 6] = ["all in", "kubu", "paslon", "pasangan", "relawan", "tim"];

/// Words that show that a party is meant where its name alone may be an ordinary word.
pub(super) const PARTY: [&str; 10] = [
    "caleg", "dpc", "dpd", "dpp", "dpw", "fraksi", "kader", "ketum", "partai", "politisi",
];
