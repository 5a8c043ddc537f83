//! Texts that break programs, the same ones every time; and generators of texts like them.

use proptest::prelude::*;

/// One text of each kind, with what it is.
pub(crate) fn texts() -> Vec<(&'static str, String)> {
    let zalgo: String = "Dukung Wayan"
        .chars()
        .flat_map(|letter| std::iter::once(letter).chain("\u{301}\u{316}\u{334}\u{35c}\u{489}".chars()))
        .collect();
    vec![
        ("empty", String::new()),
        ("one space", " ".to_owned()),
        ("zalgo", zalgo),
        ("deep zalgo", format!("a{}b", "\u{301}".repeat(2_000))),
        (
            "lone combining marks",
            "\u{301}\u{316}\u{20e3}\u{fe0f}\u{200d}".to_owned(),
        ),
        (
            "marks between words",
            "pilih \u{301} dia \u{327}2\u{301}".to_owned(),
        ),
        (
            "bidi overrides",
            "\u{202e}nayaW hilip\u{202c} \u{2067}dukung\u{2069} \u{200f}2".to_owned(),
        ),
        ("right to left", "صوّت للرقم ٢ اليوم يا شباب".to_owned()),
        ("mixed directions", "coblos رقم 2 ya שלום 02".to_owned()),
        ("han and kana", "投票はナンバー２をよろしく。一二三".to_owned()),
        ("indic conjuncts", "क्षत्रिय ক্ষমা நன்றி ๒๓ ၂".to_owned()),
        (
            "hangul jamo",
            "\u{1112}\u{1161}\u{11ab} 한 \u{3164}\u{115f}".to_owned(),
        ),
        ("10k emoji", "🔥".repeat(10_000)),
        (
            "joined emoji",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦👨🏿\u{200d}💻🏴\u{e0067}\u{e0062}\u{e007f}✌🏻☝🏽".to_owned(),
        ),
        ("lone skin tones", "🏻🏼🏽 \u{fe0f}🏾".to_owned()),
        ("lone joiners", "\u{200d}\u{200d}a\u{200d}🔥\u{200d}".to_owned()),
        ("joiner chain", "🔥\u{200d}".repeat(3_000)),
        ("flags", "🇮🇩🇮🇩🇮 🇮🇩 🇦🇧🇨🇩 🇮".to_owned()),
        ("many flags", "🇮🇩".repeat(3_000)),
        ("keycaps", "0️⃣2️⃣ #️⃣ *️⃣ 1\u{20e3} 2️⃣a a2️⃣ 🔟".to_owned()),
        (
            "replacement characters",
            "pilih \u{fffd}\u{fffd} nomor \u{fffd}2\u{fffd}".to_owned(),
        ),
        (
            "private and unassigned",
            "a\u{e000}b\u{f8ff}c\u{10ffff}d\u{378}e".to_owned(),
        ),
        (
            "entities",
            "R&amp;D &lt;3 &#39;x&#39; &quot;02&quot; &nbsp;&hellip; &amp &; &#; &#xZZ; &aaaaaaaaaa;"
                .to_owned(),
        ),
        (
            "nuls and controls",
            "a\0b\u{1}\u{7f}\u{85}c\r\n\t\u{b}\u{c}2\0".to_owned(),
        ),
        ("one long word", "abcdefghij".repeat(5_000)),
        ("one stretched letter", "a".repeat(50_000)),
        (
            "stretched with cases",
            "aaA aAa aaaA AaAaAa ooO baAaC #aaAaB aaA2".to_owned(),
        ),
        ("long cased word", "aB".repeat(5_000)),
        ("long digit word", "a1".repeat(5_000)),
        ("long number", "12.".repeat(5_000)),
        (
            "a mask at the end of the longest word",
            format!("{}*b", "ab".repeat(80)),
        ),
        (
            "a point at the end of the longest number",
            format!("{}.2", "1".repeat(159)),
        ),
        ("only separators", "-_|~*.-_|~*.·•—…".repeat(500)),
        ("only signs", "!?.,;:\"'`()[]{}<>@#$%^&*_+=|\\/~-".repeat(50)),
        ("lone signs", "# @ & % * _ ' $".to_owned()),
        (
            "doubled signs",
            "## @@ #@ @# #_ @_ #_a @_a _a# #a_ #a__b #__".to_owned(),
        ),
        (
            "masked",
            "w*yan **tebal** a* *a a**b a*******b p@k du$ta $a a$ a@".to_owned(),
        ),
        ("spaced letters", "p r a b o w o".to_owned()),
        ("many spaced letters", "a b ".repeat(3_000)),
        ("many dotted letters", "c.o.b.l.o.s ".repeat(500)),
        ("letters and emoji", "w🌟a🌟y🌟a🌟n c🔥o🔥b🔥l🔥o🔥s".to_owned()),
        (
            "pieces",
            "pra.bowo cob❤los pr!bowo a-b-c-d-e-f-g di-pilih".to_owned(),
        ),
        (
            "mathematical letters",
            "𝗣𝗶𝗹𝗶𝗵 𝓌𝒶𝓎𝒶𝓃 𝕯𝖚𝖐𝖚𝖓𝖌 𝟘𝟚 𝟬𝟮 ｐｉｌｉｈ　０２ Ⓐⓑ 🅐🅑 🄰 ⒜⒝ ⑴ ⒈".to_owned(),
        ),
        (
            "letters of several letters",
            "ﬁ ﬃ ㎏ ㏂ ℡ Ⅷ ⅷ ﷺ ﷽ ㈱ Ǆ ŉ ½ ⅓".to_owned(),
        ),
        (
            "as long by chance",
            "#Ⅷxdukungé Ⅷxwayané #Ⅷawayanmenangã".to_owned(),
        ),
        (
            "letters that change in lower case",
            "İ I ı ẞ ß ſ K Å Σς Ǆ ΐ".to_owned(),
        ),
        (
            "roman numerals",
            "I II III IV VIII XIII iii viii Ⅲ ⅲ XXIII xxx".to_owned(),
        ),
        (
            "links",
            "www. https:// http:/ t.co/ bit.ly/x https://é.id/\u{301}?q=\"a\" www.a<b> HTTPS://A.B"
                .to_owned(),
        ),
        ("links without spaces", "https://a.b/".repeat(2_000)),
        ("handles", "@a @a. @a.b.c... @_ @é @a@b a@b.c @@a".to_owned()),
        (
            "tags",
            "#a#b #é #1 #1a #a1 #日本 #🔥 #️⃣ #\u{200b} #\u{301}a #%".to_owned(),
        ),
        (
            "numbers",
            "02 no. 2 2 periode 51,8% 07.00 #03 2️⃣ 1.290.884 07.00WIB 2x 2,a 2.".to_owned(),
        ),
        ("quoted lines", "> a\n>> b\n > c\n\n>".to_owned()),
        ("line separators", "a\u{2028}b\u{2029}c\u{85}d".to_owned()),
        (
            "spaces of the world",
            "a\u{a0}b\u{2003}c\u{3000}d\u{1680}e".to_owned(),
        ),
        (
            "invisible between letters",
            "co\u{200b}b\u{2060}l\u{ad}o\u{feff}s 0\u{200b}2".to_owned(),
        ),
        ("look-alikes", "Dukung Wауаn-Ѕеkаr рilih nomоr 2".to_owned()),
    ]
}

/// Pieces that people and machines write, to be put together in any order.
const PIECES: [&str; 64] = [
    "a", "A", "aa", "aaa", "B", "z", "0", "2", "02", "III", " ", " ", "  ", "\n", ".", ",", "-", "_", "*",
    "**", "@", "#", "$", "!", "?", "'", "\"", "%", "&", "&amp;", "&#39;", ":", "/", "|", "<", ">", "(", "é",
    "e\u{301}", "\u{301}", "\u{200b}", "\u{200d}", "\u{fe0f}", "\u{20e3}", "🔥", "✌🏻", "🏻", "🇮", "🇮🇩", "②",
    "𝗽", "Ⅷ", "а", "日", "ﷺ", "İ", "\u{fffd}", "\u{202e}", "…", "’", "https://", "www.", "RT ", "\0",
];

/// Words that a lexicon knows, so that something is found among the pieces.
const WORDS: [&str; 24] = [
    "dukung",
    "pilih",
    "coblos",
    "menang",
    "jangan",
    "tidak",
    "nomor",
    "paslon",
    "Wayan-Sekar",
    "wasek",
    "Tirta Gumilang",
    "#WayanSekar2031",
    "@wasek2031",
    "partai awan",
    "semoga",
    "Bupati",
    "kata",
    "hasil survei",
    "apakah",
    "bohong",
    "yuk",
    "satu",
    "jempol",
    "kampanye",
];

/// Any text at all: any characters, or pieces that are likely to trip a reader up.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "\\PC{0,60}",
        1 => proptest::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
        4 => proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat()),
    ]
}

/// A text in which a lexicon finds something, with whatever else between.
pub(crate) fn political_text() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(&WORDS[..]);
    let piece = proptest::sample::select(&PIECES[..]);
    let step = prop_oneof![
        3 => word.prop_map(|word| format!(" {word} ")),
        1 => piece.prop_map(str::to_owned),
    ];
    proptest::collection::vec(step, 1..24).prop_map(|steps| steps.concat())
}
