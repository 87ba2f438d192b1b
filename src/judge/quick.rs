//! Cells that are right as they are, told by a short look. Most cells of most files are; the others go the whole way.
//!
//! What a column says of its notation is noted of these cells by what the look saw, so that nobody looks twice.
//!
//! The quick judge may say no to a cell that the judge would pass. Where it says yes, the judge finds nothing, changes nothing
//! and leans on nothing that its column says; a test compares the two.

use crate::base::remembered::Remembered;
use crate::definition::{Field, FieldKind, Pattern, TextFormat};
use crate::record::values::Seen;
use crate::scalar::choice::Listed;
use crate::scalar::date::Exchange;
use crate::scalar::number::{Decimal, Short, short};
use crate::scalar::places::{self, Place};
use crate::scalar::text::trim;
use crate::scalar::{contact, damage, date, moment, shape};
use crate::table::Date;

/// The short look at the cells of one column. It is asked only about texts in which nothing is odd.
pub(super) struct QuickJudge<'d> {
    /// Texts that mean "empty".
    missing: Vec<&'d str>,
    test: Test<'d>,
}

enum Test<'d> {
    /// All cells go the whole way.
    Never,
    Any,
    Text(Text<'d>),
    /// One of the allowed values, to the letter.
    Listed,
    Truth(&'d Field),
    Day(Days<'d>),
    Number(Numbers),
}

struct Text<'d> {
    least: usize,
    most: usize,
    pattern: Option<&'d Pattern>,
    shape: Option<fn(&str) -> bool>,
    /// Whether texts had pattern and shape, where looking costs more than remembering.
    formed: Option<Remembered<bool>>,
    /// Judges by the code of the country of the row.
    in_country: Option<fn(&str, &str) -> Place>,
}

struct Days<'d> {
    format: &'d str,
    iso: bool,
    low: Option<Date>,
    high: Option<Date>,
    exclusive: (bool, bool),
}

/// Bounds in billionths.
struct Numbers {
    low: i64,
    high: i64,
    decimals: usize,
}

/// Digits before the point, and behind it, of numbers that are looked at here.
const DIGITS: usize = 9;

/// Powers of ten.
const POWERS: [i64; DIGITS + 1] = {
    let mut powers = [1; DIGITS + 1];
    let mut at = 1;
    while at <= DIGITS {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl<'d> QuickJudge<'d> {
    pub(super) fn new(field: Option<&'d Field>, missing: &'d [String], allowed: &[String]) -> QuickJudge<'d> {
        let Some(field) = field else { return QuickJudge { missing: Vec::new(), test: Test::Any } };
        let missing = missing.iter().map(|text| trim(text)).filter(|text| !text.is_empty()).collect();
        QuickJudge { missing, test: Test::new(field, allowed) }
    }

    /// One that sends every cell the whole way.
    pub(super) fn never() -> QuickJudge<'d> {
        QuickJudge { missing: Vec::new(), test: Test::Never }
    }

    /// Whether every text passes.
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        matches!(self.test, Test::Any) && self.missing.is_empty()
    }

    /// What is seen of a cell that is right as it is; absent for every other. `allowed` are the values that this quick judge was
    /// made with, `country` the code of the country of the row.
    #[inline]
    pub(super) fn look(
        &self,
        text: &str,
        allowed: &Listed,
        country: impl FnOnce() -> Option<&'static str>,
    ) -> Option<Seen> {
        let (passes, seen) = match &self.test {
            Test::Never => (false, Seen::Other),
            Test::Any => (!damage::is_suspect(text), Seen::Other),
            Test::Text(wanted) => (wanted.passes(text, country) && !damage::is_suspect(text), Seen::Other),
            Test::Listed => (allowed.has(text), Seen::Other),
            Test::Truth(field) => (field.truth(text).is_some(), Seen::Other),
            Test::Day(days) => {
                let day = days.look(text);
                let seen =
                    day.filter(|_| days.iso).map_or(Seen::Other, |day| Seen::IsoDay(Exchange::of(day)));
                (day.is_some(), seen)
            }
            Test::Number(numbers) => {
                let seen = numbers.look(text.as_bytes());
                (seen.is_some(), seen.unwrap_or(Seen::Other))
            }
        };
        (passes && (self.missing.is_empty() || !self.missing.contains(&text))).then_some(seen)
    }
}

impl<'d> Test<'d> {
    fn new(field: &'d Field, allowed: &[String]) -> Test<'d> {
        let asked = !allowed.is_empty()
            || field.pattern.is_some()
            || field.length != (None, None)
            || !field.synonyms.is_empty();
        let bounded = field.bounds != (None, None);
        match &field.kind {
            FieldKind::Any if !asked => Test::Any,
            // What is asked of the text beside the value is looked at the whole way.
            kind if !kind.is_text() && asked => Test::Never,
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => {
                Numbers::new(field).map_or(Test::Never, Test::Number)
            }
            FieldKind::Date(format) if format == shape::ANY => Test::Never,
            FieldKind::Date(format) => Test::Day(Days::new(field, format)),
            _ if field.letters.is_some() => Test::Never,
            _ if !allowed.is_empty() && (field.pattern.is_some() || field.length != (None, None)) => {
                Test::Never
            }
            _ if !allowed.is_empty() => Test::Listed,
            FieldKind::Boolean(..) => Test::Truth(field),
            FieldKind::DateTime(format) | FieldKind::Time(format) if bounded || format != moment::DEFAULT => {
                Test::Never
            }
            FieldKind::Year | FieldKind::YearMonth | FieldKind::Duration if bounded => Test::Never,
            kind => match Text::new(field, kind) {
                Text {
                    least: 0 | 1,
                    most: usize::MAX,
                    pattern: None,
                    shape: None,
                    in_country: None,
                    formed: None,
                } => Test::Any,
                text => Test::Text(text),
            },
        }
    }
}

impl<'d> Text<'d> {
    fn new(field: &'d Field, kind: &FieldKind) -> Text<'d> {
        let (least, most) = field.length;
        let in_country: Option<fn(&str, &str) -> Place> = match kind {
            FieldKind::Text(TextFormat::State) => Some(places::state),
            FieldKind::Text(TextFormat::Postcode) => Some(places::postcode),
            _ => None,
        };
        let dear = matches!(kind, FieldKind::Text(TextFormat::Country | TextFormat::TimeZone))
            || field.pattern.as_ref().is_some_and(|pattern| !pattern.is_simple());
        Text {
            least: least.unwrap_or(0),
            most: most.unwrap_or(usize::MAX),
            pattern: field.pattern.as_ref(),
            shape: shape_of(kind),
            formed: dear.then(Remembered::default),
            in_country,
        }
    }

    /// Lengths are counted in characters; these texts have at least as many bytes, and just as many in ASCII.
    fn passes(&self, text: &str, country: impl FnOnce() -> Option<&'static str>) -> bool {
        text.len() <= self.most
            && (self.least <= 1 || (text.len() >= self.least && text.is_ascii()))
            && match &self.formed {
                Some(formed) => formed.of(text, |text| self.is_formed(text)),
                None => self.is_formed(text),
            }
            // Where the country is not known, nothing is held against a text.
            && self.in_country.is_none_or(|judge| country().is_none_or(|code| is_good(&judge(code, text))))
    }

    fn is_formed(&self, text: &str) -> bool {
        self.pattern.is_none_or(|pattern| pattern.matches(text))
            && self.shape.is_none_or(|has_shape| has_shape(text))
    }
}

/// The shape that a value has beside its length and pattern, where it needs one.
fn shape_of(kind: &FieldKind) -> Option<fn(&str) -> bool> {
    Some(match kind {
        FieldKind::Text(format) => return shape_of_text(*format),
        FieldKind::Year => shape::is_year,
        FieldKind::YearMonth => shape::is_month,
        FieldKind::Time(_) => |text| moment::standard_time(text).is_some(),
        FieldKind::DateTime(_) => |text| moment::standard_date_time(text).is_some(),
        FieldKind::Uuid => shape::is_uuid,
        FieldKind::Duration => |text| moment::duration(text).is_some(),
        FieldKind::Wkt => shape::is_wkt,
        // Seldom, and worth the whole way.
        FieldKind::Binary
        | FieldKind::Interval(_)
        | FieldKind::Object
        | FieldKind::Array
        | FieldKind::List(_)
        | FieldKind::GeoPoint(_)
        | FieldKind::GeoJson(_) => |_| false,
        FieldKind::Any
        | FieldKind::Number
        | FieldKind::Integer
        | FieldKind::Hours
        | FieldKind::Boolean(..)
        | FieldKind::Date(_) => return None,
    })
}

fn shape_of_text(format: TextFormat) -> Option<fn(&str) -> bool> {
    Some(match format {
        TextFormat::Email => contact::is_email,
        TextFormat::Url => shape::is_uri,
        TextFormat::Username => contact::is_username,
        TextFormat::Phone => contact::is_phone,
        TextFormat::Country => |text| is_good(&places::country(text)),
        TextFormat::Currency => |text| is_good(&places::currency(text)),
        TextFormat::TimeZone => |text| is_good(&places::time_zone(text)),
        TextFormat::Plain | TextFormat::Reference | TextFormat::State | TextFormat::Postcode => return None,
    })
}

fn is_good(place: &Place) -> bool {
    matches!(place, Place::Good | Place::NotJudged)
}

impl<'d> Days<'d> {
    fn new(field: &Field, format: &'d str) -> Days<'d> {
        let bound = |text: &Option<String>| text.as_deref().and_then(date::iso);
        Days {
            format,
            iso: format == "%Y-%m-%d",
            low: bound(&field.bounds.0),
            high: bound(&field.bounds.1),
            exclusive: field.exclusive,
        }
    }

    /// The day, where nothing is to be said of it.
    fn look(&self, text: &str) -> Option<Date> {
        let day = if self.iso { date::iso(text) } else { shape::read_date(text, self.format) };
        day.filter(|day| {
            let day = *day;
            date::is_certain(day)
                && self.low.is_none_or(|low| day > low || (day == low && !self.exclusive.0))
                && self.high.is_none_or(|high| day < high || (day == high && !self.exclusive.1))
        })
    }
}

impl Numbers {
    fn new(field: &Field) -> Option<Numbers> {
        if !field.number.is_default() {
            return None;
        }
        let bound = |text: &Option<String>, otherwise: i64| match text {
            Some(text) => Decimal::exactly(text),
            None => Some(otherwise),
        };
        let whole = field.kind == FieldKind::Integer;
        let most = field.decimals.map_or(DIGITS, |most| DIGITS.min(most as usize));
        Some(Numbers {
            low: bound(&field.bounds.0, i64::MIN)?.saturating_add(i64::from(field.exclusive.0)),
            high: bound(&field.bounds.1, i64::MAX)?.saturating_sub(i64::from(field.exclusive.1)),
            decimals: if whole { 0 } else { most },
        })
    }

    /// Digits, perhaps with a minus before and a point inside, as the server wants them.
    fn look(&self, text: &[u8]) -> Option<Seen> {
        let Short { negative, digits, whole, decimals } = short(text)?;
        // `1.200` may be a thousand and two hundred.
        let zero_first = text.get(usize::from(negative)) == Some(&b'0');
        let open = decimals == 3 && whole <= 3 && !zero_first;
        if whole > DIGITS || decimals > self.decimals || open {
            return None;
        }
        let number = digits * POWERS.get(DIGITS - decimals)?;
        let number = if negative { -number } else { number };
        // There is only one zero.
        let passes = (self.low..=self.high).contains(&number) && !(negative && number == 0);
        passes.then_some(if decimals > 0 { Seen::Fraction } else { Seen::Whole })
    }
}

#[cfg(test)]
mod tests;
