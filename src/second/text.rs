//! Text files, cut into records by the csv crate.

use super::SecondOpinion;
use crate::base::blank::shows_nothing;
use crate::read::Book;
use crate::table::Row;
use encoding_rs::Encoding;
use std::ops::ControlFlow;

const OTHER_ENCODING: [&str; 2] =
    ["the second reader does not know this encoding", "le second lecteur ne connaît pas cet encodage"];

/// Compares records in order: blank lines are passed over by both readers.
pub(super) fn compare(book: &mut dyn Book, bytes: &[u8]) -> SecondOpinion {
    let Some(reading) = book.text() else { return SecondOpinion::passed_over("", OTHER_ENCODING) };
    let delimiter = u8::try_from(reading.delimiter.value).ok();
    let encoding = Encoding::for_label(reading.encoding.value.as_bytes());
    let (Some(delimiter), Some(encoding)) = (delimiter, encoding) else {
        return SecondOpinion::passed_over("", OTHER_ENCODING);
    };
    let (text, _, _) = encoding.decode(bytes);
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .into_records();
    let mut opinion = SecondOpinion::default();
    let read = book.rows(0, &mut |row| {
        let record = records.by_ref().filter_map(Result::ok).find(|r| r.iter().any(|c| !shows_nothing(c)));
        compare_record(row, record.as_ref(), &mut opinion);
        ControlFlow::Continue(())
    });
    let left = records.filter_map(Result::ok).filter(|r| r.iter().any(|c| !shows_nothing(c))).count();
    if left > 0 || read.is_err() {
        opinion.not_compared.push((
            String::new(),
            ["the second reader finds further rows", "le second lecteur trouve d’autres lignes"],
        ));
    }
    opinion
}

fn compare_record(row: &Row, record: Option<&csv::StringRecord>, opinion: &mut SecondOpinion) {
    let cells = row.len().max(record.map_or(0, csv::StringRecord::len));
    for column in 0..cells {
        let ours = if column < row.len() { row.cell(column).shown } else { "" };
        let theirs = record.and_then(|r| r.get(column)).unwrap_or("");
        if ours.is_empty() && theirs.is_empty() {
            continue;
        }
        opinion.compared += 1;
        if ours != theirs {
            opinion.differs("", (row.number, u32::try_from(column).unwrap_or(u32::MAX)), ours, theirs);
        }
    }
}
