//! How many cells the rows of a text file have, and what stands under a blank heading.
//!
//! A row that has a cell more or less than the others was cut in another way than they were: its values stand under the
//! wrong headings, and nobody sees it. Only when all rows are known can it be said how many cells are usual.

use crate::base::sorting;
use crate::problem::{Detail, Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::record::context::{Reporter, RuleContext};
use crate::record::heading_names::is_heading_of;
use crate::record::heading_problems::{BLANK_COLUMNS, COLUMN_WITHOUT_HEADING, HEADING_CUT};
use crate::record::layout::Pairing;
use crate::table::{Row, letters};
use std::collections::BTreeMap;
use std::ops::Range;

/// Programs that leave out blank cells at the end do so in more rows than a slip would touch.
const HABIT: u64 = 3;

pub(crate) static UNEVEN_ROW: Problem = Problem {
    code: "R300",
    family: Family::Row,
    name: "uneven-row",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::R300,
    fr: texts::fr::R300,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "name,city,note\nAna,Cork,\nRoe, Bo,Kerry,\nCy,Clare,\n",
        "name,city,note\nAna,Cork,\n\"Roe, Bo\",Kerry,\nCy,Clare,\n",
    ),
};

pub(crate) static HEADINGS_AND_ROWS: Problem = Problem {
    code: "S500",
    family: Family::Sheet,
    name: "headings-and-rows-differ",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S500,
    fr: texts::fr::S500,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "name,ci,ty,note\nAna,Cork,\nBo,Kerry,\n",
        "name,city,note\nAna,Cork,\nBo,Kerry,\n",
    ),
};

/// Records one after the other that have the same number of cells: their places among all records.
struct Run {
    width: usize,
    records: Range<usize>,
}

/// What was filled below a blank heading.
#[derive(Default)]
struct Unnamed {
    count: u64,
    row: u32,
    value: String,
}

/// What the header row of a text file looks like.
pub(crate) struct HeaderRow {
    /// Its number of cells, blank ones at its end included.
    pub(crate) cells: usize,
    /// The text of the line right above it, if that has one cell only.
    pub(crate) above: Option<String>,
}

/// What is noted of the width of all records.
pub(crate) struct Widths {
    /// The number of cells of the header row; absent where cells are not separated by delimiters.
    headings: Option<usize>,
    above: Option<String>,
    counts: BTreeMap<usize, u64>,
    runs: Vec<Run>,
    records: u64,
    /// Columns with a heading, or to the left of one.
    named: usize,
    ends_blank: bool,
    unnamed: BTreeMap<u32, Unnamed>,
}

impl Widths {
    /// `header` is the header row of a text file.
    pub(crate) fn new(context: &RuleContext<'_>, header: Option<HeaderRow>) -> Widths {
        let blank = context.layout.headings.iter().filter(|h| h.pairing == Pairing::Empty);
        Widths {
            headings: header.as_ref().map(|header| header.cells),
            above: header.and_then(|header| header.above),
            counts: BTreeMap::new(),
            runs: Vec::new(),
            records: 0,
            named: context.layout.headings.len(),
            ends_blank: false,
            unnamed: sorting::gathered(blank.map(|h| (h.column, Unnamed::default()))),
        }
    }

    /// Notes the record at place `record` among all. Not meant for what was typed in or added, which says nothing of
    /// the file.
    pub(crate) fn note(&mut self, row: &Row, record: usize) {
        self.records += 1;
        for (column, unnamed) in &mut self.unnamed {
            let cell = row.cell(*column as usize);
            if !cell.is_blank() {
                unnamed.count += 1;
                if unnamed.count == 1 {
                    unnamed.row = row.number;
                    cell.shown.clone_into(&mut unnamed.value);
                }
            }
        }
        if self.headings.is_none() {
            return;
        }
        let width = row.len();
        self.ends_blank |= width > 0 && row.cell(width - 1).is_blank();
        *self.counts.entry(width).or_insert(0) += 1;
        // Values beyond the last heading are an error of their own.
        if (self.named..width).any(|index| !row.cell(index).is_blank()) {
            return;
        }
        match self.runs.last_mut().filter(|run| run.width == width && run.records.end == record) {
            Some(run) => run.records.end += 1,
            None => self.runs.push(Run { width, records: record..record + 1 }),
        }
    }

    /// Whether lines need not be looked at cell by cell: none stands under a blank heading.
    pub(crate) fn take_lines(&self) -> bool {
        self.unnamed.is_empty()
    }

    /// Notes records with the same number of cells, none of which stands beyond the last heading: their places among all,
    /// and whether one of them ends in a blank cell.
    pub(crate) fn note_alike(&mut self, width: usize, records: Range<usize>, ends_blank: bool) {
        let count = records.len() as u64;
        self.records += count;
        if self.headings.is_none() {
            return;
        }
        self.ends_blank |= ends_blank;
        *self.counts.entry(width).or_insert(0) += count;
        match self.runs.last_mut().filter(|run| run.width == width && run.records.end == records.start) {
            Some(run) => run.records.end = records.end,
            None => self.runs.push(Run { width, records }),
        }
    }

    /// Says which rows are uneven, and returns them; `rows` are the row numbers of all records.
    pub(crate) fn finish(
        &self,
        context: &RuleContext<'_>,
        rows: &[u32],
        reporter: &mut Reporter<'_>,
    ) -> Vec<u32> {
        self.say_unnamed(context, reporter);
        self.say_cut(context, reporter);
        let (Some(headings), Some(usual)) = (self.headings, self.usual()) else { return Vec::new() };
        let named = self.named;
        // Whoever leaves out blank cells at the end never writes one.
        let short = self.counts.iter().filter(|(width, _)| **width < headings).map(|(_, n)| n).sum::<u64>();
        let cut_short = !self.ends_blank && short >= HABIT && Self::knows_headings(context);
        if usual != headings && usual != named && !(usual < named && cut_short) {
            let blank_ends = usual > named && Self::knows_headings(context);
            if !blank_ends {
                reporter.add(&HEADINGS_AND_ROWS, None, || {
                    Finding::new(&HEADINGS_AND_ROWS, Place::File)
                        .with("headings", headings as u64)
                        .with("usual", usual as u64)
                });
            }
        }
        let mut uneven = Vec::new();
        for run in &self.runs {
            if run.width == usual || run.width < headings && cut_short {
                continue;
            }
            let rows = rows.get(run.records.clone()).unwrap_or_default();
            for row in rows {
                reporter.add(&UNEVEN_ROW, None, || {
                    Finding::new(&UNEVEN_ROW, Place::Row(*row))
                        .with("cells", run.width as u64)
                        .with("usual", usual as u64)
                });
            }
            uneven.extend_from_slice(rows);
        }
        // A definition may have asked for less than an error.
        let severity = reporter.severity_of(&UNEVEN_ROW);
        if severity == Some(Severity::Error) { uneven } else { Vec::new() }
    }

    /// The width of most rows; the header row has a vote, and the last word.
    fn usual(&self) -> Option<usize> {
        let votes = |width: usize, n: u64| n + u64::from(Some(width) == self.headings);
        let best =
            |(width, n): &(&usize, &u64)| (votes(**width, **n), Some(**width) == self.headings, **width);
        let usual = self.counts.iter().max_by_key(best).map(|(width, _)| *width)?;
        let alone = self.records == 1;
        Some(self.headings.filter(|_| alone).unwrap_or(usual))
    }

    /// Whether all headings are those of the import: then no delimiter is missing or too many among them.
    fn knows_headings(context: &RuleContext<'_>) -> bool {
        let unknown = |p: Pairing| matches!(p, Pairing::Near(_) | Pairing::Unknown | Pairing::Empty);
        !context.layout.headings.iter().any(|h| unknown(h.pairing))
    }

    /// A line break in the first heading makes a title of one half of it.
    fn say_cut(&self, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
        let (Some(above), Some(first)) = (&self.above, context.layout.headings.first()) else { return };
        let known = |text: &str| is_heading_of(context.definition, text);
        if first.field.is_none() && known(&format!("{above}{}", first.text)) {
            reporter.add(&HEADING_CUT, None, || {
                let place = Place::cell(context.layout.header_row, first.column);
                Finding::new(&HEADING_CUT, place).value(&first.text).with("above", above.as_str())
            });
        }
    }

    /// A full column without a heading is one that somebody needs; a few cells may be notes.
    fn say_unnamed(&self, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
        let void = self.unnamed.iter().filter(|(_, unnamed)| unnamed.count == 0);
        let void: Vec<String> = void.map(|(column, _)| letters(*column)).collect();
        if !void.is_empty() && self.records > 0 {
            reporter.add(&BLANK_COLUMNS, None, || {
                Finding::new(&BLANK_COLUMNS, Place::File)
                    .with("count", void.len() as u64)
                    .with("columns", Detail::All(void))
            });
        }
        for (column, unnamed) in self.unnamed.iter().filter(|(_, unnamed)| unnamed.count > 0) {
            let left_out = context.decisions.accepted(&COLUMN_WITHOUT_HEADING, "", &letters(*column));
            // The name of no field gives the column to none, and leaves nothing out either.
            let left_out = left_out.is_some_and(|choice| matches!(choice, "" | "leave-out"));
            let full = unnamed.count * 2 >= self.records && !left_out;
            let severity = if full { None } else { Some(Severity::Warning) };
            reporter.add(&COLUMN_WITHOUT_HEADING, severity, || {
                Finding::new(&COLUMN_WITHOUT_HEADING, Place::Column(*column))
                    .value(&unnamed.value)
                    .with("column", letters(*column))
                    .with("count", unnamed.count)
                    .with("first", u64::from(unnamed.row))
                    .fix(Grade::Ask, "leave-out", None)
            });
        }
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[&UNEVEN_ROW, &HEADINGS_AND_ROWS];
