//! The shape of a written number: sign, currency, groups of digits and the marks between them.
//!
//! Nothing here allocates until a canonical text is asked for, because evidence is gathered from every cell of a
//! column.

use super::super::text::trim;

/// More groups than this are not a number a person writes.
const GROUPS: usize = 16;

/// Longest first, so that `US$` is not taken for `US` and a dollar sign.
const CURRENCIES: &[&str] = &[
    "dollars", "dollar", "pounds", "euros", "euro", "US$", "CA$", "AU$", "NZ$", "HK$", "EUR", "USD", "GBP",
    "CHF", "CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "CNY", "Fr.", "C$", "A$",
    "R$", "Kč", "zł", "kr", "€", "$", "£", "¥", "₹", "₽", "₩", "₺", "₪", "￥", "＄", "￡",
];

/// What the marks between the digits mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// No decimals; marks, if any, separate thousands.
    Whole,
    /// The last mark is the decimal mark.
    Decimal,
    /// One mark, and both meanings are possible: `1,200`.
    Either,
}

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'a> {
    body: &'a str,
    /// What the marks mean.
    pub(super) split: Split,
    /// The last mark between digits: `,`, `.`, a blank for all blanks, an apostrophe for all apostrophes, `٫`.
    pub(super) last_mark: Option<char>,
    /// Whether a mark separates thousands.
    pub(super) grouped: bool,
    pub(super) negative: bool,
    /// The sign is written in another way than a leading hyphen.
    pub(super) odd_sign: bool,
    pub(super) currency: bool,
    pub(super) percent: bool,
}

/// Reads the shape of `text`; absent when it is not a number.
pub(super) fn scan(text: &str) -> Option<Shape<'_>> {
    if !has_digit(text) {
        return None;
    }
    let frame = Frame::strip(text)?;
    let groups = Groups::of(frame.body)?;
    let split = groups.split()?;
    Some(Shape {
        body: frame.body,
        split,
        last_mark: groups.last_mark(),
        grouped: groups.marks > usize::from(split == Split::Decimal),
        negative: frame.negative,
        odd_sign: frame.odd_sign,
        currency: frame.currency,
        percent: frame.percent,
    })
}

impl Shape<'_> {
    /// The server's form. `split` says which reading is wanted where both are possible.
    pub(super) fn canonical(&self, split: Split) -> String {
        let mut out = String::with_capacity(self.body.len() + 2);
        if self.negative {
            out.push('-');
        }
        let decimal = if split == Split::Whole {
            None
        } else {
            self.body.char_indices().rfind(|(_, c)| digit(*c).is_none())
        };
        let first = out.len();
        for (at, c) in self.body.char_indices() {
            if let Some(d) = digit(c) {
                out.push(char::from(b'0' + d));
            } else if decimal.is_some_and(|(mark, _)| mark == at) {
                if out.len() == first {
                    out.push('0');
                }
                out.push('.');
            }
        }
        if out.ends_with('.') {
            out.pop();
        }
        // There is only one zero, even in brackets.
        if self.negative && !out.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            out.remove(0);
        }
        out
    }
}

/// What surrounds the digits.
struct Frame<'a> {
    body: &'a str,
    negative: bool,
    odd_sign: bool,
    currency: bool,
    percent: bool,
    signed: bool,
}

impl<'a> Frame<'a> {
    fn strip(text: &'a str) -> Option<Frame<'a>> {
        let body = trim(text);
        let mut frame =
            Frame { body, negative: false, odd_sign: false, currency: false, percent: false, signed: false };
        // Each step takes one thing away; there are four kinds of thing, each at most once.
        while frame.brackets() || frame.sign() || frame.symbol() || frame.per_cent() {}
        (!frame.body.is_empty()).then_some(frame)
    }

    fn brackets(&mut self) -> bool {
        let inner = self.body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        match inner {
            Some(inner) if !self.signed => {
                self.body = trim(inner);
                (self.signed, self.negative, self.odd_sign) = (true, true, true);
                true
            }
            _ => false,
        }
    }

    fn sign(&mut self) -> bool {
        if self.signed {
            return false;
        }
        if let Some(c) = self.body.chars().next().filter(|c| is_sign(*c)) {
            self.body = trim(self.body.get(c.len_utf8()..).unwrap_or(""));
            self.odd_sign = c != '-' || self.currency;
            self.negative = !matches!(c, '+' | '＋');
        } else if let Some(c) = self.body.chars().next_back().filter(|c| is_sign(*c)) {
            self.body = trim(self.body.get(..self.body.len() - c.len_utf8()).unwrap_or(""));
            self.odd_sign = true;
            self.negative = !matches!(c, '+' | '＋');
        } else {
            return false;
        }
        self.signed = true;
        true
    }

    fn symbol(&mut self) -> bool {
        // Most numbers begin and end with a digit; the list need not be walked for them.
        let bare = |end: Option<&u8>| end.is_none_or(u8::is_ascii_digit);
        if self.currency || (bare(self.body.as_bytes().first()) && bare(self.body.as_bytes().last())) {
            return false;
        }
        let rest = CURRENCIES
            .iter()
            .find_map(|name| self.body.strip_prefix(name).or_else(|| self.body.strip_suffix(name)));
        if let Some(rest) = rest {
            self.body = trim(rest);
            self.currency = true;
        }
        self.currency
    }

    fn per_cent(&mut self) -> bool {
        match self.body.strip_suffix(['%', '％', '٪']) {
            Some(rest) if !self.percent => {
                self.body = trim(rest);
                self.percent = true;
                true
            }
            _ => false,
        }
    }
}

/// The digits as lengths of groups, with the marks between them.
struct Groups {
    lengths: [usize; GROUPS + 1],
    between: [char; GROUPS],
    marks: usize,
    zero_first: bool,
}

impl Groups {
    fn of(body: &str) -> Option<Groups> {
        let mut groups = Groups {
            lengths: [0; GROUPS + 1],
            between: [' '; GROUPS],
            marks: 0,
            zero_first: body.chars().next().and_then(digit) == Some(0),
        };
        let mut any = false;
        for c in body.chars() {
            if digit(c).is_some() {
                *groups.lengths.get_mut(groups.marks)? += 1;
                any = true;
            } else {
                *groups.between.get_mut(groups.marks)? = mark(c)?;
                groups.marks += 1;
            }
        }
        any.then_some(groups)
    }

    fn last_mark(&self) -> Option<char> {
        self.marks.checked_sub(1).and_then(|i| self.between.get(i)).copied()
    }

    fn split(&self) -> Option<Split> {
        let Some(last) = self.last_mark() else { return Some(Split::Whole) };
        let before = self.between.get(..self.marks - 1)?;
        let can_be_decimal = matches!(last, ',' | '.' | '٫');
        if before.is_empty() {
            let thousands = last != '٫' && self.thousands(self.marks);
            return match (can_be_decimal, thousands) {
                (true, true) => Some(Split::Either),
                (true, false) => Some(Split::Decimal),
                (false, true) => Some(Split::Whole),
                (false, false) => None,
            };
        }
        if before.iter().any(|mark| Some(mark) != before.first() || *mark == '٫') {
            return None;
        }
        if before.first() == Some(&last) {
            return self.thousands(self.marks).then_some(Split::Whole);
        }
        (can_be_decimal && self.thousands(self.marks - 1)).then_some(Split::Decimal)
    }

    /// Whether the first `marks` marks can separate thousands: `1,200,300`, or the Indian `12,00,300`.
    fn thousands(&self, marks: usize) -> bool {
        let Some((first, rest)) = self.lengths.get(..=marks).and_then(<[usize]>::split_first) else {
            return false;
        };
        let Some((last, middle)) = rest.split_last() else { return false };
        let western = (1..=3).contains(first) && middle.iter().all(|n| *n == 3);
        let indian =
            (1..=2).contains(first) && self.between.first() == Some(&',') && middle.iter().all(|n| *n == 2);
        *last == 3 && !self.zero_first && (western || indian)
    }
}

/// Whether `1.200` could mean one thousand two hundred to its writer.
pub(super) fn point_may_group(plain: &str) -> bool {
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let Some((whole, decimals)) = digits.split_once('.') else { return false };
    decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

/// Whether the text has a digit, or a character that may be one in another script: most words have neither.
pub(in crate::scalar) fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || b >= 0x80)
}

/// The value of a digit of the scripts that spreadsheets meet.
pub(in crate::scalar) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    const ZEROS: [char; 5] = ['０', '٠', '۰', '०', '০'];
    ZEROS.iter().find_map(|zero| {
        let distance = u32::from(c).checked_sub(u32::from(*zero))?;
        u8::try_from(distance).ok().filter(|d| *d < 10)
    })
}

fn mark(c: char) -> Option<char> {
    match c {
        ',' | '，' => Some(','),
        '.' | '．' => Some('.'),
        '٫' => Some('٫'),
        '\'' | '’' | '‘' | '´' | '＇' => Some('\''),
        ' ' | '٬' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\u{2008}' | '\u{3000}' => Some(' '),
        _ => None,
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '−' | '–' | '‐' | '‑' | '﹣' | '－' | '＋')
}
