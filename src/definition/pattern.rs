//! Patterns as definitions write them, made into what our linear-time engine runs.
//!
//! `\w` and `(?i)` mean the letters of every script, as in the programs that public definitions are written for; the engine
//! knows those of ASCII. What it cannot run at all is told with the way out.

use super::TranslatedText;
use super::remark::said;
use crate::base::limits::LIMITS;
use std::sync::OnceLock;

/// Ranges of characters, in ascending order.
pub(super) type Ranges = Vec<(char, char)>;

/// More characters than this are not spelt out one by one.
const SPELT_OUT: u32 = 2_000;

/// All characters of a kind, as ranges.
fn ranges_of(is: impl Fn(char) -> bool) -> Ranges {
    let mut ranges: Ranges = Vec::new();
    for c in ('\0'..=char::MAX).filter(|c| is(*c)) {
        match ranges.last_mut() {
            Some((_, end)) if u32::from(*end) + 1 == u32::from(c) => *end = c,
            _ => ranges.push((c, c)),
        }
    }
    ranges
}

/// What `\w` means: letters, digits and the underscore.
pub(super) fn word_ranges() -> &'static Ranges {
    static RANGES: OnceLock<Ranges> = OnceLock::new();
    RANGES.get_or_init(|| ranges_of(|c| c.is_alphanumeric() || c == '_'))
}

fn no_word_ranges() -> &'static Ranges {
    static RANGES: OnceLock<Ranges> = OnceLock::new();
    RANGES.get_or_init(|| ranges_of(|c| !(c.is_alphanumeric() || c == '_')))
}

fn blank_ranges() -> &'static Ranges {
    static RANGES: OnceLock<Ranges> = OnceLock::new();
    RANGES.get_or_init(|| ranges_of(char::is_whitespace))
}

/// About as many bytes as the engine takes for a step; what a class of characters holds comes on top, and takes no time.
const STEP_BYTES: usize = 40;

/// The pattern for our engine, bound to the whole value; or why it cannot run.
pub(super) fn translate(pattern: &str) -> Result<String, TranslatedText> {
    let mut translation = Translation::default();
    translation.run(pattern)?;
    // Each letter of a value may meet each step, and counts within counts multiply: (a{1,100}){1,100} has 10,000.
    let steps = regex_lite::RegexBuilder::new(&translation.steps)
        .size_limit(LIMITS.pattern_steps * STEP_BYTES)
        .build();
    let whole = format!("^(?:{})$", translation.out);
    if steps.is_err() && regex_lite::Regex::new(&whole).is_ok() {
        return fault(
            "its counts multiply to more than 5,000 steps; use smaller counts, or a length",
            "ses nombres de répétitions se multiplient à plus de 5\u{202f}000 étapes\u{a0}; utilisez des nombres plus petits, ou une longueur",
        );
    }
    Ok(whole)
}

#[derive(Default)]
struct Translation {
    out: String,
    /// The same with one letter for each class of characters.
    steps: String,
    any_case: bool,
}

fn fault<T>(english: &str, french: &str) -> Result<T, TranslatedText> {
    Err(said(
        format!("This pattern is not looked at: {english}."),
        format!("Ce modèle n’est pas vérifié\u{a0}: {french}."),
    ))
}

type Chars<'p> = std::iter::Peekable<std::str::Chars<'p>>;

impl Translation {
    fn run(&mut self, pattern: &str) -> Result<(), TranslatedText> {
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            let before = self.out.len();
            match c {
                '\\' => self.escape(&mut chars)?,
                '[' => self.class(&mut chars)?,
                '(' => self.group(&mut chars)?,
                c => self.literal(c),
            }
            let added = self.out.get(before..).unwrap_or_default();
            self.steps.push_str(if added.starts_with('[') { "a" } else { added });
        }
        Ok(())
    }

    fn literal(&mut self, c: char) {
        let mut variants: Vec<char> = vec![c];
        if self.any_case && c.is_alphabetic() {
            variants = cases(c);
        }
        if variants.len() > 1 {
            self.out.push('[');
            self.out.extend(variants);
            self.out.push(']');
        } else {
            self.out.push(c);
        }
    }

    fn group(&mut self, chars: &mut Chars<'_>) -> Result<(), TranslatedText> {
        let rest: String = chars.clone().take(4).collect();
        if rest.starts_with("?=")
            || rest.starts_with("?!")
            || rest.starts_with("?<=")
            || rest.starts_with("?<!")
        {
            return fault(
                "it looks ahead or behind; a rule between columns, or a second pattern, can say it",
                "il regarde en avant ou en arrière\u{a0}; une règle entre colonnes ou un second modèle peut le dire",
            );
        }
        if rest.starts_with("?i)") {
            self.any_case = true;
            chars.nth(2);
            return Ok(());
        }
        self.out.push('(');
        Ok(())
    }

    fn escape(&mut self, chars: &mut Chars<'_>) -> Result<(), TranslatedText> {
        match chars.next() {
            Some('w') => self.ranges(word_ranges(), ""),
            Some('W') => self.ranges(word_ranges(), "^"),
            Some('s') => self.ranges(blank_ranges(), ""),
            Some('S') => self.ranges(blank_ranges(), "^"),
            Some('A') => self.out.push('^'),
            Some('Z' | 'z') => self.out.push('$'),
            Some(c) => return self.plain_escape(c),
            None => self.out.push('\\'),
        }
        Ok(())
    }

    /// An escape that means the same inside and outside brackets.
    fn plain_escape(&mut self, c: char) -> Result<(), TranslatedText> {
        match c {
            'b' | 'B' => fault(
                "the edge of a word, \\b, cannot be found; write out what may stand there",
                "la limite d’un mot, \\b, ne peut pas être cherchée\u{a0}; écrivez ce qui peut s’y trouver",
            ),
            'p' | 'P' | 'i' | 'I' | 'c' | 'C' | 'X' | 'R' => fault(
                "it names a class of characters by its property; \\w stands for all letters and digits",
                "il nomme une classe de caractères par sa propriété\u{a0}; \\w désigne toutes les lettres et tous les chiffres",
            ),
            '1'..='9' => fault(
                "it refers back to a group; for several values in a cell use \"type\": \"list\"",
                "il renvoie à un groupe\u{a0}; pour plusieurs valeurs dans une cellule, utilisez \"type\": \"list\"",
            ),
            c if c.is_ascii() => {
                self.out.push('\\');
                self.out.push(c);
                Ok(())
            }
            c => {
                self.out.push(c);
                Ok(())
            }
        }
    }

    fn ranges(&mut self, ranges: &Ranges, before: &str) {
        self.out.push('[');
        self.out.push_str(before);
        self.inside(ranges);
        self.out.push(']');
    }

    fn inside(&mut self, ranges: &Ranges) {
        for (from, to) in ranges {
            for (index, c) in [*from, *to].into_iter().enumerate().take(if from == to { 1 } else { 2 }) {
                if index == 1 {
                    self.out.push('-');
                }
                if c.is_ascii_punctuation() || c.is_control() {
                    self.out.push_str(&format!("\\x{{{:X}}}", u32::from(c)));
                } else {
                    self.out.push(c);
                }
            }
        }
    }

    fn class(&mut self, chars: &mut Chars<'_>) -> Result<(), TranslatedText> {
        self.out.push('[');
        if chars.next_if_eq(&'^').is_some() {
            self.out.push('^');
        }
        let mut first = true;
        while let Some(c) = chars.next() {
            match c {
                ']' if !first => {
                    self.out.push(']');
                    return Ok(());
                }
                ']' => self.out.push_str("\\]"),
                '[' if chars.peek() == Some(&':') => {
                    // A named class goes on as it is.
                    self.out.push('[');
                    for c in chars.by_ref() {
                        self.out.push(c);
                        if c == ']' {
                            break;
                        }
                    }
                }
                '[' => self.out.push_str("\\["),
                '-' if chars.peek() == Some(&'[') => {
                    return fault(
                        "it takes one class of characters out of another; write out what is left",
                        "il retire une classe de caractères d’une autre\u{a0}; écrivez ce qui reste",
                    );
                }
                '&' if chars.peek() == Some(&'&') => {
                    return fault(
                        "it intersects classes of characters; write out what is left",
                        "il croise des classes de caractères\u{a0}; écrivez ce qui reste",
                    );
                }
                '\\' => match chars.next() {
                    Some('w') => self.inside(word_ranges()),
                    Some('W') => self.inside(no_word_ranges()),
                    Some('s') => self.inside(blank_ranges()),
                    // In brackets it is a backspace.
                    Some('b') => self.out.push_str("\\x08"),
                    Some(c) => self.plain_escape(c)?,
                    None => self.out.push('\\'),
                },
                c => self.in_class(c, chars),
            }
            first = false;
        }
        Ok(())
    }

    /// One character of a class, or a range that begins with it.
    fn in_class(&mut self, from: char, chars: &mut Chars<'_>) {
        let escaped = |out: &mut String, c: char| {
            if matches!(c, '&' | '~' | '[' | ']') {
                out.push('\\');
            }
            out.push(c);
        };
        let mut ahead = chars.clone();
        let end = if ahead.next() == Some('-') {
            ahead.next().filter(|c| !matches!(c, ']' | '\\' | '['))
        } else {
            None
        };
        let Some(to) = end else {
            let variants = if self.any_case { cases(from) } else { vec![from] };
            variants.into_iter().for_each(|c| escaped(&mut self.out, c));
            return;
        };
        chars.nth(1);
        escaped(&mut self.out, from);
        self.out.push('-');
        escaped(&mut self.out, to);
        if self.any_case && u32::from(to).saturating_sub(u32::from(from)) <= SPELT_OUT {
            for c in from..=to {
                for other in cases(c).into_iter().filter(|other| *other != c && other.is_alphabetic()) {
                    self.out.push(other);
                }
            }
        }
    }
}

/// A character in small and in capital letters, where those are single characters.
fn cases(c: char) -> Vec<char> {
    let mut all = vec![c];
    let mut add = |mut letters: Box<dyn Iterator<Item = char>>| {
        if let (Some(one), None) = (letters.next(), letters.next())
            && !all.contains(&one)
        {
            all.push(one);
        }
    };
    add(Box::new(c.to_lowercase()));
    add(Box::new(c.to_uppercase()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        regex_lite::Regex::new(&translate(pattern).unwrap()).unwrap().is_match(text)
    }

    #[test]
    fn words_and_blanks_are_those_of_every_script() {
        let word = regex_lite::Regex::new(&translate("\\w").unwrap()).unwrap();
        let no_word = regex_lite::Regex::new(&translate("[^\\w]").unwrap()).unwrap();
        let blank = regex_lite::Regex::new(&translate("\\s").unwrap()).unwrap();
        let mut letter = [0; 4];
        for c in ('\0'..='\u{3000}').chain('\u{ff00}'..='\u{10500}') {
            let text = &*c.encode_utf8(&mut letter);
            assert_eq!(word.is_match(text), c.is_alphanumeric() || c == '_', "{c:?}");
            assert_eq!(no_word.is_match(text), !(c.is_alphanumeric() || c == '_'), "{c:?}");
            assert_eq!(blank.is_match(text), c.is_whitespace(), "{c:?}");
        }
        assert!(matches("\\w+( \\w+)*\\/[ \\w]+", "Libertés publiques/Police municipale"));
        assert!(matches("[\\W]+", "-–’ ") && !matches("[\\W]+", "é"));
    }

    #[test]
    fn escapes_and_ends() {
        assert!(matches("\\A\\–a\\’\\Z", "–a’"));
        assert!(matches("^a|b$", "a") && matches("^a|b$", "b") && !matches("^a|b$", "ab"));
        assert!(matches("[]a]", "]") && matches("[a[]", "[") && matches("[\\w.-]+", "é.-"));
        assert!(matches("\\d{2}", "12") && !matches("\\d{2}", "१२"));
        assert!(matches("[[:digit:]]+", "12"));
    }

    #[test]
    fn case_is_that_of_every_script() {
        assert!(matches("(?i)école", "ÉCOLE") && !matches("école", "ÉCOLE"));
        assert!(matches("(?i)[a-zà-ÿ]+", "ÉCOLE") && matches("(?i)[é]", "É"));
    }

    #[test]
    fn counts_that_multiply_are_told() {
        let deep = "((((a{1,9}){1,9}){1,9}){1,9}){1,9}";
        for pattern in ["(a{1,100}){1,100}", "([^;]{1,100};?){100}", "(?:.{0,1000}-){9}", deep] {
            assert!(translate(pattern).unwrap_err().plain.contains("5,000 steps"), "{pattern}");
        }
        // Classes of many characters are one step each.
        for pattern in
            ["[\\w .-]{1,255}", "(\\w{1,20} ?){1,40}", "(a{1,20}){1,100}", "(?i)[à-ÿ]{0,1000}x", ".{0,2000}"]
        {
            assert!(translate(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn what_cannot_run_is_told() {
        for pattern in ["(?=a)b", "(?<!a)b", "(a)\\1", "\\p{L}", "[a-z-[aeiou]]", "\\bword\\b", "[a&&b]"] {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}
