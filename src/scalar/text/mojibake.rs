//! Text that was saved in one encoding and read in another: `MÃ¼ller` for `Müller`.

/// What Windows-1252 has at 0x80 to 0x9F; a dot where it has nothing.
const HIGH: &str = "€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ";

/// The text as it was meant, if it shows the damage. What is not damaged stays as it is.
#[must_use]
pub(crate) fn repair_mojibake(text: &str) -> Option<String> {
    // A misread character shows as two or more beyond ASCII; most accents stand alone.
    if !text.as_bytes().windows(3).any(|run| run.iter().all(|byte| *byte >= 0x80)) {
        return None;
    }
    let hides_one = |(at, c)| matches!(c, 'Â'..='ô') && text.get(at..).is_some_and(|t| sequence(t).is_some());
    if !text.char_indices().any(hides_one) {
        return None;
    }
    let once = repair(text)?;
    // Saved wrongly twice: `ÃƒÂ¼`.
    Some(repair(&once).unwrap_or(once))
}

fn repair(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut certain, mut likely) = (0, 0);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((meant, length)) = sequence(rest) {
            // Western letters and typographic marks begin with these three; other scripts are believed only in
            // numbers, and a word that merely ends before a closing quote is not believed at all.
            match first {
                'Ã' if closes_a_word(rest, out.chars().next_back()) => {}
                'Ã' | 'Â' | 'â' => certain += 1,
                _ => likely += 1,
            }
            out.push(meant);
            rest = rest.get(length..)?;
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..)?;
        }
    }
    (certain > 0 || likely > 1).then_some(out)
}

/// The character hidden in the first characters of the text, and the bytes they take.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut chars = text.char_indices();
    let lead = byte_of(chars.next()?.1)?;
    let wanted = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for slot in bytes.get_mut(1..wanted)? {
        *slot = byte_of(chars.next()?.1).filter(|byte| (0x80..=0xbf).contains(byte))?;
    }
    let meant = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
    let length = chars.next().map_or(text.len(), |(at, _)| at);
    (!meant.is_control()).then_some((meant, length))
}

/// The byte that a reader of Windows-1252 or Latin-1 shows as this character.
fn byte_of(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    // The two agree on most letters with accents.
    if let letter @ 0xa0..=0xff = u32::from(c) {
        return u8::try_from(letter).ok();
    }
    if let Some(at) = HIGH.chars().position(|high| high == c) {
        return u8::try_from(0x80 + at).ok();
    }
    u8::try_from(u32::from(c)).ok()
}

/// `“IRMÔ, `«MANHû`: a capital letter and a closing mark, which happen to look like a damaged letter.
fn closes_a_word(rest: &str, before: Option<char>) -> bool {
    let mark = rest.chars().nth(1).unwrap_or(' ');
    matches!(mark, '»' | '”' | '’' | '›' | '…' | '–' | '—' | '\u{a0}')
        && before.is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{repair, repair_mojibake};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_glance_overlooks_no_damage(text in "[aéÃÂâ€Ð¼ïœ“ôõ \u{a0}\u{bf}]{0,6}") {
            prop_assert_eq!(repair_mojibake(&text).is_some(), repair(&text).is_some(), "{}", text);
        }
    }

    #[test]
    fn damaged_texts_are_read_as_meant() {
        for (damaged, meant) in [
            ("MÃ¼ller", "Müller"),
            ("SociÃ©tÃ© GÃ©nÃ©rale", "Société Générale"),
            ("dâ€™abord", "d’abord"),
            ("12 â‚¬", "12 €"),
            ("voilÃ\u{a0} tout", "voilà tout"),
            ("Ã‰tÃ©", "Été"),
            ("Â© 2025", "© 2025"),
            ("12Â\u{a0}%", "12\u{a0}%"),
            ("ÃƒÂ¼", "ü"),
            ("ÐœÐ¾ÑÐºÐ²Ð°".replace("ÑÐº", "Ñ\u{81}Ðº").as_str(), "Москва"),
            ("ðŸ˜€ ok ðŸ˜€", "😀 ok 😀"),
            ("é et Ã©", "é et é"),
        ] {
            assert_eq!(repair_mojibake(damaged).as_deref(), Some(meant), "{damaged}");
        }
    }

    #[test]
    fn innocent_texts_stay() {
        for text in [
            "Müller",
            "Société",
            "SÃO PAULO",
            "MANHÃ",
            "“MANHÃ”",
            "«IRMû",
            "Â",
            "Â la carte",
            "É€",
            "naïve",
            "12 €",
            "Москва",
            "日本",
            "ÀÉÎÕÜ",
            "ÄÖÜ ß",
            "Ðe",
            "â",
            "château",
            "plain",
            "",
            "ÃÃÃ",
        ] {
            assert_eq!(repair_mojibake(text), None, "{text}");
        }
    }
}
