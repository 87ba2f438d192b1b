//! Workbooks, read again by calamine.

use super::SecondOpinion;
use crate::base::limits::LIMITS;
use crate::read::{Book, Format};
use crate::table::{Cell, Moment, Stored};
use calamine::{Data, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Cells = BTreeMap<(u32, u32), String>;
/// Whether days are counted from 1904, and the cells of every sheet as the other reader gives them.
type Other = (bool, OtherSheets);
type OtherSheets = BTreeMap<String, Vec<((u32, u32), Data)>>;

const TOO_WIDE: [&str; 2] =
    ["it spans too much to be read twice", "elle est trop étendue pour être lue deux fois"];
const BROKEN: [&str; 2] = ["we could not read it whole", "nous n’avons pas pu la lire en entier"];

/// Compares sheet by sheet, by name.
pub(super) fn compare(book: &mut dyn Book, bytes: &[u8]) -> SecondOpinion {
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut opinion = SecondOpinion::default();
    let mut own: Vec<(String, Cells)> = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        match ours(book, index) {
            Some(cells) if span(&cells) > LIMITS.second_places => opinion.not_compared.push((name, TOO_WIDE)),
            Some(cells) => own.push((name, cells)),
            None => opinion.not_compared.push((name, BROKEN)),
        }
    }
    let wanted: BTreeSet<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
    let format = book.format();
    // A reader that fails on a file of a stranger must not take the check with it.
    let other = catch_unwind(AssertUnwindSafe(|| theirs(bytes, format, &wanted))).ok().flatten();
    let Some((is_1904, sheets)) = other else {
        opinion.not_compared.push((String::new(), SecondOpinion::CANNOT));
        return opinion;
    };
    for (name, cells) in &own {
        match sheets.get(name) {
            Some(other) => compare_sheet(name, cells, other, is_1904, &mut opinion),
            None => opinion.not_compared.push((name.clone(), SecondOpinion::CANNOT)),
        }
    }
    opinion
}

fn compare_sheet(
    name: &str,
    cells: &Cells,
    other: &[((u32, u32), Data)],
    is_1904: bool,
    opinion: &mut SecondOpinion,
) {
    let mut known = BTreeSet::new();
    for (place, data) in other {
        known.insert(*place);
        let Some(expected) = readings(data, is_1904) else { continue };
        opinion.compared += 1;
        let got = cells.get(place).map_or("", String::as_str);
        if !expected.is_empty() && !expected.iter().any(|text| text == got) {
            opinion.differs(name, *place, got, &expected[0]);
        }
    }
    for (place, text) in cells.iter().filter(|(place, _)| !known.contains(place)) {
        opinion.compared += 1;
        opinion.differs(name, *place, text, "");
    }
}

/// How many cells the rectangle around all cells has.
fn span(cells: &Cells) -> u64 {
    let (Some((first, _)), Some((last, _))) = (cells.keys().next(), cells.keys().next_back()) else {
        return 0;
    };
    let left = cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
    let right = cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
    u64::from(last - first + 1) * u64::from(right - left + 1)
}

fn ours(book: &mut dyn Book, sheet: usize) -> Option<Cells> {
    let mut cells = Cells::new();
    let read = book.rows(sheet, &mut |row| {
        for (column, cell) in (0_u32..).zip(row.cells()) {
            if let Some(text) = our_text(&cell) {
                cells.insert((row.number, column), text);
            }
        }
        ControlFlow::Continue(())
    });
    (read.is_ok() && book.complete(sheet)).then_some(cells)
}

/// A value as both readers can say it.
fn our_text(cell: &Cell<'_>) -> Option<String> {
    Some(match cell.stored {
        Stored::Empty => return None,
        Stored::Text(text) => return text_of(text),
        Stored::Number(number) => number_of(number),
        Stored::Moment(moment) => moment_of(moment),
        Stored::Duration(seconds) => number_of(seconds / 86_400.0),
        Stored::Bool(truth) => truth.to_string(),
        Stored::Error(_) => "error".to_owned(),
    })
}

/// Readers keep the blanks of a text differently, so runs of them count as one.
fn text_of(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn number_of(number: f64) -> String {
    format!("{number:.9e}")
}

/// Seconds since the day before 1900, as the other reader has it.
fn moment_of(moment: Moment) -> String {
    let days = moment.date.map_or(0, |date| {
        let (mut year, month) = (i64::from(date.year), i64::from(date.month));
        year -= i64::from(month <= 2);
        let shifted = (month + 9) % 12;
        year * 365 + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + i64::from(date.day)
            - 1
            - 693_899
    });
    let seconds = days as f64 * 86_400.0 + moment.seconds;
    format!("{seconds:.0}s")
}

/// The texts of which ours must be one; none where any will do.
fn readings(data: &Data, is_1904: bool) -> Option<Vec<String>> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => vec![text_of(text)?],
        Data::Int(number) => number_or_moment(*number as f64, is_1904),
        Data::Float(number) => number_or_moment(*number, is_1904),
        Data::DateTime(date) => number_or_moment(date.as_f64(), is_1904),
        Data::Bool(truth) => vec![truth.to_string()],
        Data::Error(_) => vec!["error".to_owned()],
        Data::DateTimeIso(_) | Data::DurationIso(_) => vec![],
    })
}

/// Whether a number is a date is ours to decide, by its format: either is the same stored value.
fn number_or_moment(number: f64, is_1904: bool) -> Vec<String> {
    let shift = if is_1904 && number >= 1.0 { 1462.0 } else { 0.0 };
    let days = number + shift;
    let whole = if (1.0..60.0).contains(&days) { days + 1.0 } else { days };
    vec![number_of(number), format!("{:.0}s", whole * 86_400.0)]
}

fn theirs(bytes: &[u8], format: Format, wanted: &BTreeSet<&str>) -> Option<Other> {
    let source = Cursor::new(bytes.to_vec());
    fn sheets<R: Reader<Cursor<Vec<u8>>>>(mut book: R, wanted: &BTreeSet<&str>) -> OtherSheets {
        let names: Vec<String> = book.sheet_names();
        let mut all = BTreeMap::new();
        for name in names.into_iter().filter(|name| wanted.contains(name.as_str())) {
            let Ok(range) = book.worksheet_range(&name) else { continue };
            let (top, left) = range.start().unwrap_or((0, 0));
            let place = |row: usize, column: usize| {
                let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                (top.saturating_add(small(row)).saturating_add(1), left.saturating_add(small(column)))
            };
            let cells = range.used_cells().map(|(r, c, data)| (place(r, c), data.clone())).collect();
            all.insert(name, cells);
        }
        all
    }
    match format {
        Format::Xlsx => calamine::Xlsx::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b, wanted))),
        Format::Xlsb => calamine::Xlsb::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b, wanted))),
        Format::Xls => calamine::Xls::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b, wanted))),
        Format::Ods => calamine::Ods::new(source).ok().map(|b| (false, sheets(b, wanted))),
        _ => None,
    }
}
