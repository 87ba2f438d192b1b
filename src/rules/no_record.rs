//! Rows that programs of databases print among the records: rulers and counts.

use super::rows::{REPEATED_HEADER, is_called_total, left_out_by_choice, repeats_header};
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::RuleContext;
use crate::record::heading_names::same_heading;
use crate::record::layout::Pairing;
use crate::scalar::text;
use crate::table::{Lines, Row};
use std::collections::BTreeMap;

pub(crate) static PRINTED_ROW: Problem = Problem {
    code: "R310",
    family: Family::Row,
    name: "printed-row",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::R310,
    fr: texts::fr::R310,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\n----,----\nAna,Cork\n",
        "name,city\nAna,Cork\n-,-\n",
    ),
};

/// What stands behind the number of rows, in lower case and without brackets. Sources: sqlcmd, psql, MySQL, Oracle.
const COUNTS: &[&str] = &[
    "row affected",
    "rows affected",
    "row s affected",
    "row",
    "rows",
    "row selected",
    "rows selected",
    "rows in set",
    "row in set",
    "ligne affectée",
    "lignes affectées",
    "ligne s affectée s",
    "ligne",
    "lignes",
    "ligne sélectionnée",
    "lignes sélectionnées",
    "zeile",
    "zeilen",
    "zeile n betroffen",
    "zeilen betroffen",
    "fila",
    "filas",
    "filas afectadas",
];

/// Why a row below the header is no record; absent for records.
pub(crate) fn reason(row: &Row, context: &RuleContext<'_>) -> Option<&'static Problem> {
    if repeats_header(row, context) {
        return Some(&REPEATED_HEADER);
    }
    printed(row, context).or_else(|| left_out_by_choice(row, context))
}

/// Tells lines that can only be records from those that must be looked at as rows, by how they begin.
pub(crate) struct Beginning<'c> {
    heading: &'c str,
    /// What stands there in the rows of the template that are no records.
    samples: Vec<&'c str>,
}

impl<'c> Beginning<'c> {
    /// Absent where rows may be no records for other reasons than those that show in their first cells.
    pub(crate) fn new(context: &RuleContext<'c>) -> Option<Beginning<'c>> {
        let heading = context.layout.headings.first().filter(|first| first.pairing != Pairing::Ours)?;
        let samples = &context.definition.samples;
        let slot =
            context.layout.slots.iter().position(|slot| slot.column == Some(0) && slot.field.is_some());
        if !samples.is_empty() && slot.is_none() {
            return None;
        }
        let text = |sample: &'c BTreeMap<usize, String>| {
            slot.and_then(|slot| sample.get(&slot)).map_or("", String::as_str)
        };
        Some(Beginning { heading: &heading.text, samples: samples.iter().map(text).collect() })
    }

    /// The rows up to this one may be no records for other reasons, too.
    pub(crate) fn last_row_above(context: &RuleContext<'_>) -> u32 {
        let layout = context.layout;
        let rows = layout.other_header_rows.iter().chain(&layout.hint_rows).copied();
        rows.fold(layout.header_row, u32::max)
    }

    /// Whether a line can only be a record. It may say no of a record.
    pub(crate) fn is_of_record(&self, lines: &Lines<'_>, line: usize) -> bool {
        let first = lines.cell(line, 0).text;
        let is_printed = first.bytes().next().is_none_or(is_drawn);
        // Beside a number of rows there is nothing.
        let is_printed =
            is_printed && (!first.starts_with(|c: char| c.is_ascii_digit()) || lines.reach(line) < 2);
        let is_sample = || self.samples.contains(&first.trim());
        !is_printed && !same_heading(first, self.heading) && !is_called_total(first) && !is_sample()
    }
}

fn is_drawn(byte: u8) -> bool {
    matches!(byte, b'-' | b'=' | b'+' | b'(' | b':') || byte.is_ascii_digit()
}

fn printed(row: &Row, context: &RuleContext<'_>) -> Option<&'static Problem> {
    // Nearly every row ends here, at the first letter of its first cell that has one.
    let first = (0..row.len()).find_map(|index| row.shown(index).trim_start().bytes().next());
    (first.is_some_and(is_drawn) && (is_ruler(row, context) || is_count(row))).then_some(&PRINTED_ROW)
}

/// Every cell is a line of dashes. A single dash is what people type into a cell without a value.
fn is_ruler(row: &Row, context: &RuleContext<'_>) -> bool {
    let below = row.number <= context.layout.header_row.saturating_add(2);
    let line = |text: &str| text.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b':'));
    let mut longest = 0;
    for index in 0..row.len() {
        let shown = row.shown(index).trim();
        // A column without a heading has no line: what frames the table stands there.
        let framed = shown.is_empty() && context.layout.heading(u32::try_from(index).unwrap_or(0)).is_empty();
        if !framed && (shown.is_empty() || !line(shown)) {
            return false;
        }
        longest = longest.max(shown.len());
    }
    longest >= 3 && (below || row.len() == 1)
}

/// The only filled cell is a number of rows: `(2 rows affected)`.
fn is_count(row: &Row) -> bool {
    let others = (1..row.len()).all(|index| row.cell(index).is_blank());
    let shown = text::trim(row.shown(0));
    if !others || shown.len() > 40 {
        return false;
    }
    let lower = shown.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let mut words = words.take_while(|word| !word.starts_with("0."));
    let number = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let rest = words.collect::<Vec<_>>().join(" ");
    number && COUNTS.contains(&rest.trim_end_matches('.'))
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[&PRINTED_ROW];
