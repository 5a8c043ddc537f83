//! Electoral districts: `Jawa Barat II`, `Awan Biru 3`.

/// The number of a district in its region: the last word, in digits or Roman numerals; 0 where there is none, because
/// the region is one district.
pub(crate) fn district_number(dapil: &str) -> u8 {
    let last = dapil.split_whitespace().next_back().unwrap_or_default();
    last.parse().ok().or_else(|| roman(last)).unwrap_or(0)
}

fn roman(numeral: &str) -> Option<u8> {
    const NUMERALS: [&str; 15] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    ];
    let at = NUMERALS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(numeral))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::district_number;

    #[test]
    fn districts_are_numbered_in_both_ways() {
        for (dapil, number) in [
            ("Jawa Barat II", 2),
            ("Jawa Tengah X", 10),
            ("Awan Biru 3", 3),
            ("Bengkulu", 0),
            ("", 0),
        ] {
            assert_eq!(district_number(dapil), number, "{dapil}");
        }
    }
}
