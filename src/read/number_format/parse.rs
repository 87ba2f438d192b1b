//! A format code taken apart into sections and parts.

use crate::table::CellFormat;

/// One of the up to four parts of a code between semicolons.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) parts: Vec<FormatPart>,
    pub(super) condition: Option<Condition>,
    pub(super) look: CellFormat,
    /// The language of month and day names: the low ten bits of a Windows language number; 0 for none.
    pub(super) language: u16,
}

/// `[<100]`
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    operator: Operator,
    limit: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
}

impl Condition {
    pub(super) fn holds(self, number: f64) -> bool {
        #[expect(clippy::float_cmp, reason = "that is what the format asks for")]
        match self.operator {
            Operator::Less => number < self.limit,
            Operator::LessOrEqual => number <= self.limit,
            Operator::Equal => number == self.limit,
            Operator::NotEqual => number != self.limit,
            Operator::Greater => number > self.limit,
            Operator::GreaterOrEqual => number >= self.limit,
        }
    }
    /// Whether it holds for negative numbers only, so that the section shows no sign of its own.
    pub(super) fn only_negative(self) -> bool {
        match self.operator {
            Operator::Less => self.limit <= 0.0,
            Operator::LessOrEqual | Operator::Equal => self.limit < 0.0,
            _ => false,
        }
    }
    fn parse(text: &str) -> Option<Condition> {
        let (operator, rest) = [
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<>", Operator::NotEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
            ("=", Operator::Equal),
        ]
        .into_iter()
        .find_map(|(sign, operator)| Some((operator, text.strip_prefix(sign)?)))?;
        Some(Condition { operator, limit: rest.trim().parse().ok()? })
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FormatPart {
    Literal(String),
    General,
    /// `0`, `#` or `?`.
    Digit(u8),
    Point,
    /// A comma that may mean thousands or a scale, or nothing.
    Comma,
    Percent,
    /// `E+` or `E-`: whether a plus sign is shown.
    Exponent(bool),
    Slash,
    /// The text section's text.
    At,
    /// `yyyy`, `mm`, …: the letter in lower case and how often. Minutes have the letter `n`.
    Moment(u8, u8),
    /// `[h]`, `[mm]`, `[ss]`.
    Elapsed(u8, u8),
    /// Digits of a second.
    Fraction(u8),
    /// `AM/PM` or `A/P`: the two words.
    Half([&'static str; 2]),
}

/// Takes a code apart.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut reader = Reader { rest: code, section: Section::default(), odd: false };
    loop {
        let more = reader.section();
        let mut section = std::mem::take(&mut reader.section);
        finish(&mut section, reader.odd);
        reader.odd = false;
        sections.push(section);
        if !more || sections.len() > 8 {
            break;
        }
    }
    if sections.len() > 1 {
        // An empty code means no format; an empty section of several hides what falls into it.
        for section in sections.iter_mut().filter(|s| s.parts.is_empty()) {
            section.look = CellFormat::Mask;
        }
    }
    sections
}

struct Reader<'a> {
    rest: &'a str,
    section: Section,
    /// Something was met that is not known here.
    odd: bool,
}

impl Reader<'_> {
    fn literal(&mut self, text: &str) {
        if let Some(FormatPart::Literal(last)) = self.section.parts.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.section.parts.push(FormatPart::Literal(text.to_owned()));
        }
    }
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or("");
        Some(c)
    }
    fn take(&mut self, word: &str) -> bool {
        let Some(head) = self.rest.get(..word.len()) else { return false };
        let found = head.eq_ignore_ascii_case(word);
        if found {
            self.rest = self.rest.get(word.len()..).unwrap_or("");
        }
        found
    }
    fn run(&mut self, letter: char) -> u8 {
        let mut length: u8 = 1;
        while self.rest.chars().next().is_some_and(|c| c.eq_ignore_ascii_case(&letter)) {
            self.next();
            length = length.saturating_add(1);
        }
        length
    }

    /// Reads one section; whether another follows.
    fn section(&mut self) -> bool {
        loop {
            if self.word() {
                continue;
            }
            let Some(c) = self.next() else { return false };
            match c {
                ';' => return true,
                '"' => {
                    let (text, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
                    self.rest = rest;
                    self.literal(text);
                }
                '\\' => {
                    let escaped = self.next().map(String::from).unwrap_or_default();
                    self.literal(&escaped);
                }
                // A blank as wide as the next character: only alignment, as is the filling character.
                '_' => {
                    self.next();
                    self.literal(" ");
                }
                '*' => {
                    self.next();
                }
                '[' => self.bracket(),
                '0' | '#' | '?' => self.section.parts.push(FormatPart::Digit(c as u8)),
                '.' => self.point(),
                ',' => self.section.parts.push(FormatPart::Comma),
                '%' => self.section.parts.push(FormatPart::Percent),
                '/' => self.section.parts.push(FormatPart::Slash),
                '@' => self.section.parts.push(FormatPart::At),
                'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'e' | 'b' | 'B' | 'g' | 'G' => {
                    let length = self.run(c);
                    self.section.parts.push(FormatPart::Moment(c.to_ascii_lowercase() as u8, length));
                }
                // Japanese weekdays.
                'a' if self.rest.starts_with("aa") => {
                    let length = self.run(c);
                    self.section.parts.push(FormatPart::Moment(b'a', length));
                }
                _ => {
                    self.odd |= c.is_ascii_alphabetic() || c == ']';
                    self.literal(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn word(&mut self) -> bool {
        let part = if self.take("General") || self.take("Standard") {
            FormatPart::General
        } else if self.take("AM/PM") {
            FormatPart::Half(["AM", "PM"])
        } else if self.take("A/P") {
            FormatPart::Half(["A", "P"])
        } else if self.take("E+") {
            FormatPart::Exponent(true)
        } else if self.take("E-") {
            FormatPart::Exponent(false)
        } else {
            return false;
        };
        self.section.parts.push(part);
        true
    }

    /// A point begins the digits of a second where seconds stand before it.
    fn point(&mut self) {
        let seconds = self
            .section
            .parts
            .iter()
            .rev()
            .find(|p| !matches!(p, FormatPart::Literal(_)))
            .is_some_and(|p| matches!(p, FormatPart::Moment(b's', _) | FormatPart::Elapsed(b's', _)));
        if seconds && self.rest.starts_with('0') {
            self.next();
            let length = self.run('0');
            self.section.parts.push(FormatPart::Fraction(length));
        } else {
            self.section.parts.push(FormatPart::Point);
        }
    }

    fn bracket(&mut self) {
        let Some((inside, rest)) = self.rest.split_once(']') else {
            self.odd = true;
            self.rest = "";
            return;
        };
        self.rest = rest;
        let lower = inside.to_ascii_lowercase();
        if let Some(money) = inside.strip_prefix('$') {
            self.locale(money);
        } else if let Some(condition) = Condition::parse(inside) {
            self.section.condition = Some(condition);
        } else if let Some(letter @ (b'h' | b'm' | b's')) = lower.bytes().next()
            && lower.bytes().all(|b| b == letter)
        {
            let width = u8::try_from(lower.len()).unwrap_or(u8::MAX).min(200);
            self.section.parts.push(FormatPart::Elapsed(letter, width));
        } else if !is_colour(&lower) {
            self.odd = true;
        }
    }

    /// `[$€-40C]`: a currency mark, a language, or both.
    fn locale(&mut self, inside: &str) {
        let (mark, language) = inside.rsplit_once('-').unwrap_or((inside, ""));
        self.literal(mark);
        let tag = language.to_ascii_lowercase();
        self.section.language = match tag.as_str() {
            "" => self.section.language,
            "f800" | "x-sysdate" => {
                self.system("yyyy-mm-dd");
                0
            }
            "f400" | "x-systime" => {
                self.system("hh:mm:ss");
                0
            }
            _ => u32::from_str_radix(&tag, 16).map_or_else(|_| by_tag(&tag), |n| (n & 0x3ff) as u16),
        };
        // Digits of another script, and calendars other than ours, stand in the bits above the language.
        if u32::from_str_radix(&tag, 16).is_ok_and(|n| n > 0xffff && n >> 16 & 0x7fff != 0 && n >> 24 > 1) {
            self.odd = true;
        }
    }

    /// The machine's own long date or time: the code behind it is only what the writer's machine used.
    fn system(&mut self, code: &'static str) {
        let end = self.rest.find(';').unwrap_or(self.rest.len());
        self.rest = self.rest.get(end..).unwrap_or("");
        let mut inner = Reader { rest: code, section: Section::default(), odd: false };
        inner.section();
        self.section.parts.append(&mut inner.section.parts);
    }
}

fn is_colour(name: &str) -> bool {
    ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"].contains(&name)
        || name.strip_prefix("color").is_some_and(|n| n.trim().bytes().all(|b| b.is_ascii_digit()))
}

fn by_tag(tag: &str) -> u16 {
    match tag.split('-').next().unwrap_or("") {
        "en" => 0x09,
        "fr" => 0x0c,
        "de" => 0x07,
        "es" => 0x0a,
        "it" => 0x10,
        "nl" => 0x13,
        "pt" => 0x16,
        _ => 0x3ff,
    }
}

/// Tells minutes from months and finds out what the section means.
fn finish(section: &mut Section, odd: bool) {
    minutes(&mut section.parts);
    section.look = if odd { CellFormat::Unknown } else { look(section) };
}

/// `m` means minutes after hours and before seconds.
fn minutes(parts: &mut [FormatPart]) {
    let mut letters: Vec<(usize, u8)> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        if let FormatPart::Moment(letter, _) | FormatPart::Elapsed(letter, _) = part {
            letters.push((i, *letter));
        }
    }
    for (at, &(i, letter)) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| letters.get(b)).is_some_and(|l| l.1 == b'h');
        let after = letters.get(at + 1).is_some_and(|l| l.1 == b's');
        if letter == b'm'
            && (before || after)
            && let Some(FormatPart::Moment(letter, 1..=2)) = parts.get_mut(i)
        {
            *letter = b'n';
        }
    }
}

fn look(section: &Section) -> CellFormat {
    let parts = &section.parts;
    let has = |wanted: &dyn Fn(&FormatPart) -> bool| parts.iter().any(wanted);
    let digits = parts.iter().filter(|p| matches!(p, FormatPart::Digit(_))).count();
    if has(&|p| matches!(p, FormatPart::Moment(..) | FormatPart::Elapsed(..) | FormatPart::Half(_))) {
        return if digits == 0 && !has(&|p| *p == FormatPart::General) {
            CellFormat::Moment
        } else {
            CellFormat::Unknown
        };
    }
    if has(&|p| *p == FormatPart::General) {
        return if digits == 0 { CellFormat::General } else { CellFormat::Unknown };
    }
    if has(&|p| *p == FormatPart::At) {
        return if digits == 0 { CellFormat::Text } else { CellFormat::Unknown };
    }
    if digits == 0 {
        return if parts.is_empty() && section.condition.is_none() {
            CellFormat::General
        } else {
            CellFormat::Mask
        };
    }
    number_look(section)
}

fn number_look(section: &Section) -> CellFormat {
    let parts = &section.parts;
    let has = |wanted: &dyn Fn(&FormatPart) -> bool| parts.iter().any(wanted);
    let last_digit = parts.iter().rposition(|p| matches!(p, FormatPart::Digit(_))).unwrap_or(0);
    let point = parts.iter().position(|p| *p == FormatPart::Point).unwrap_or(parts.len());
    let scaled = parts.get(last_digit + 1) == Some(&FormatPart::Comma)
        || (point > 0 && parts.get(point - 1) == Some(&FormatPart::Comma) && point < parts.len());
    let zeros = parts.iter().take(point).filter(|p| **p == FormatPart::Digit(b'0')).count();
    let first_digit = parts.iter().position(|p| matches!(p, FormatPart::Digit(_))).unwrap_or(0);
    let inside = parts.get(first_digit..last_digit).unwrap_or(&[]);
    let broken = inside.iter().any(|p| matches!(p, FormatPart::Literal(_)));
    let words = parts
        .iter()
        .filter_map(|p| if let FormatPart::Literal(text) = p { Some(text.as_str()) } else { None });
    let currency = |text: &str| text.contains(['$', '€', '£', '¥', '₹', '₽', '₩', '฿', '₺']);
    if has(&|p| *p == FormatPart::Slash) || scaled || section.condition.is_some() {
        CellFormat::Scaled
    } else if has(&|p| *p == FormatPart::Percent) {
        CellFormat::Percent
    } else if has(&|p| matches!(p, FormatPart::Exponent(_))) {
        CellFormat::Scientific
    } else if words.clone().any(currency) {
        CellFormat::Currency
    } else if zeros > 1 || broken || words.clone().any(|w| w.contains(|c: char| !" ()-+\u{a0}".contains(c))) {
        CellFormat::Mask
    } else {
        CellFormat::Plain
    }
}
