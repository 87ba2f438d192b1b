//! The user's own table with marked cells, the sentences beside each row, and a sheet with all findings.
//!
//! Rows stand where they stand in the user's file, so that `C17` stays `C17`. In large files, and where rows were
//! added, moved or deleted by hand, that cannot be: then the column with the row's number tells.

use super::cells::content;
use super::rejected::{number, width};
use crate::answers::report::by_cause;
use crate::base::limits::Limits;
use crate::base::sorting;
use crate::check::changes::{Account, Change};
use crate::check::checked::Checked;
use crate::check::differences::{BY_HAND, RecordAndOriginal};
use crate::check::error::Error;
use crate::check::retell::{RetoldRow, Sentence, each_row};
use crate::check::subject::Subject;
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::Overlay;
use crate::problem::lang::Lang;
use crate::problem::{Cause, Finding, Findings, Severity, short_name};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::layout::Layout;
use crate::record::outline::RowState;
use crate::record::own_columns;
use crate::table::{Address, column_of, letters};
use crate::wording::Wording;
use crate::wording::problems::find;
use crate::xlsx_out::pieces::{Content, Kind, Line, MOST_COLUMNS, MOST_ROWS, Mark, Piece, Sheet, tab_name};
use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;

/// Why a warning stands, where somebody has acknowledged it.
pub(super) const REASON: [&str; 2] = ["Acknowledged: {reason}", "Pris en compte\u{a0}: {reason}"];

/// Causes that are told above the list of findings.
const MOST_CAUSES: usize = 200;

pub(crate) type Put<'a> = &'a mut dyn FnMut(Piece) -> io::Result<()>;

/// Warnings that somebody knows of and lets stand, each with the reason.
pub(super) type Reasons = [(Cause, String)];

/// Hands over the marked workbook.
pub(crate) fn marked(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    (checked, known): (&Checked, &Reasons),
    limits: &Limits,
    put: Put<'_>,
) -> Result<Account, Error> {
    let all = checked.states.len() <= limits.marked_rows;
    let wanted = |index: usize| {
        let warned = checked.warned.get(index) == Some(&true);
        all || warned || checked.states.get(index).is_none_or(|s| *s != RowState::Ready)
    };
    let count = (0..checked.states.len()).filter(|i| wanted(*i)).count() as u64;
    let columns = width(book, subject, checked, &wanted)?;
    let last = checked.rows.iter().max().copied().unwrap_or(0).max(subject.layout.header_row);
    let edits = &checked.edits;
    let in_place = all
        && last <= MOST_ROWS
        && edits.deleted.is_empty()
        && edits.moved.is_empty()
        && edits.added.is_empty();
    let cells = count * u64::from(columns + 2);
    if columns + 2 > MOST_COLUMNS || count >= u64::from(MOST_ROWS) || cells > limits.marked_cells {
        return Err(Error::TooLarge);
    }
    let sheet = sheet_name(book, subject);
    let repairs = repairs(book, subject, checked, &wanted)?;
    let mut table = Table { subject, columns, in_place, next: 2, sheet, repairs };
    put(Piece::Sheet(table.sheet()))?;
    let mut list = List::new(subject, &table.sheet, limits.marked_findings, put)?;
    list.causes(checked, known, put)?;
    list.whole_file(checked, put)?;
    list.section(["Row by row", "Ligne par ligne"], put)?;
    table.head(book, checked, put)?;
    each_row(book, subject, checked, &wanted, &mut |told| {
        let row = table.row(told, put)?;
        list.row(told, row, put)
    })?;
    Ok(Account { read: checked.states.len() as u64, written: count, ..Account::default() })
}

/// What a person decided of single cells, by row: the column, what stood there, and what stands there now.
type Repairs = HashMap<u32, Vec<(u32, String, String)>>;

/// Repairs that were accepted and what was typed by hand, in the records that are wanted, by their place in the pass.
fn repairs(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    wanted: &dyn Fn(usize) -> bool,
) -> Result<Repairs, Error> {
    let mut repairs = Repairs::new();
    let edits = &checked.edits;
    let accepted = edits.decisions.iter().filter(|decision| decision.accept);
    let accepted: Vec<&str> = accepted.filter_map(|decision| Some(find(&decision.code)?.code)).collect();
    if accepted.is_empty() && edits.texts.is_empty() {
        return Ok(repairs);
    }
    let context = subject.context(edits, Some(&checked.survey));
    let overlay = Overlay::new(edits);
    let mut walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let slots: Vec<usize> = (0..subject.layout.slots.len()).collect();
    let mut index = 0;
    data_rows(book, &context, &overlay, &mut |row, original| {
        let is_wanted = wanted(index);
        index += 1;
        // Every row is walked: those below may belong to it.
        let seen = walker.row(&context, row, &mut reporter);
        if let (Seen::Record { values, .. }, true) = (seen, is_wanted) {
            let (layout, lang) = (subject.layout, subject.lang);
            let line = RecordAndOriginal { row, original, overlay: &overlay, layout, lang };
            line.changes(&slots, Some(values), &mut |code, make| {
                if code == BY_HAND || accepted.contains(&code) {
                    let Change { row, column, before, after, .. } = make();
                    let own = column_of(&column).map(|column| (column, before, after));
                    repairs.entry(row).or_default().extend(own);
                }
            });
        }
        ControlFlow::Continue(())
    })?;
    Ok(repairs)
}

/// The name of the user's sheet; text files have none.
fn sheet_name(book: &dyn Book, subject: &Subject<'_>) -> String {
    let name = book.sheets().get(subject.layout.sheet).map_or("", |s| s.name.as_str());
    let name = tab_name(name, subject.lang.pick(["Data", "Données"]));
    if name.eq_ignore_ascii_case(findings_tab(subject.lang)) { format!("{name} 2") } else { name }
}

fn findings_tab(lang: Lang) -> &'static str {
    lang.pick(["Errors", "Erreurs"])
}

/// The sheet with the user's rows.
struct Table<'a> {
    subject: &'a Subject<'a>,
    columns: u32,
    /// Rows keep their numbers.
    in_place: bool,
    /// The next row where they do not.
    next: u32,
    sheet: String,
    repairs: Repairs,
}

impl Table<'_> {
    fn header(&self) -> u32 {
        if self.in_place { self.subject.layout.header_row.max(1) } else { 1 }
    }

    fn sheet(&self) -> Sheet {
        let heading = |c: u32| self.subject.layout.heading(c).chars().count();
        let mut widths: Vec<u16> =
            (0..self.columns).map(|c| u16::try_from(heading(c) + 4).unwrap_or(40).clamp(10, 40)).collect();
        widths.extend([12, 80]);
        Sheet {
            name: self.sheet.clone(),
            header: self.header(),
            widths,
            ours: self.columns,
            filter: true,
            texts: Vec::new(),
            wraps: Vec::new(),
            property: Some(("import-checker".to_owned(), "annotated".to_owned())),
        }
    }

    /// The headings, and in place also what stands above them.
    fn head(&self, book: &mut dyn Book, checked: &Checked, put: Put<'_>) -> Result<(), Error> {
        let layout: &Layout = self.subject.layout;
        let mut failed = None;
        if self.in_place && layout.header_row > 1 {
            let overlay = Overlay::new(&checked.edits);
            overlay.rows(book, layout.sheet, layout.header_row, &mut |row, _| {
                if row.number >= layout.header_row {
                    return ControlFlow::Break(());
                }
                let cells = row.cells().map(|c| content(&c)).collect();
                failed = put(line(0, row.number, cells)).err();
                if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
        }
        if let Some(error) = failed {
            return Err(error.into());
        }
        let headings = (0..self.columns).map(|c| layout.heading(c));
        let ours = own_columns::headings(self.subject.lang);
        Ok(put(line(0, self.header(), headings.chain(ours).map(Content::text).collect()))?)
    }

    /// Hands over a row; answers with its number in the new sheet.
    fn row(&mut self, told: &RetoldRow<'_>, put: Put<'_>) -> io::Result<u32> {
        let row = if self.in_place { told.row.number } else { self.next };
        self.next += 1;
        let words = self.subject.words();
        let repairs = self.repairs.get(&told.row.number).map_or(&[][..], Vec::as_slice);
        let mut cells: Vec<Content> = Vec::with_capacity(self.columns as usize + 2);
        for column in 0..self.columns {
            let cell = told.row.cell(column as usize);
            cells.push(match repairs.iter().find(|(own, ..)| *own == column) {
                Some((.., after)) => Content::text(after),
                None => content(&cell),
            });
        }
        let mut marks = marks(told);
        for (column, before, after) in repairs {
            if !marks.iter().any(|mark| mark.column == *column) {
                marks.push(Mark {
                    column: *column,
                    kind: Kind::Change,
                    text: shortened(format!("{before} → {after}")),
                });
            }
        }
        cells.push(match told.row.number {
            n if n < crate::edits::ADDED => Content::Number(f64::from(n)),
            _ => Content::Text(number(told, &words)),
        });
        cells.push(Content::text(&sentences(told, words.lang)));
        put(Piece::Line(Line { sheet: 0, row, cells, title: false, marks }))?;
        Ok(row)
    }
}

fn line(sheet: usize, row: u32, cells: Vec<Content>) -> Piece {
    Piece::Line(Line { sheet, row, cells, title: false, marks: Vec::new() })
}

/// The sentences of a row, errors first, each with its severity.
fn sentences(told: &RetoldRow<'_>, lang: Lang) -> String {
    let mut said: Vec<&Sentence> = told.said.iter().filter(|s| s.severity > Severity::Notice).collect();
    if said.is_empty() && told.state != RowState::Ready {
        said = told.said.iter().collect();
    }
    sorting::sort_by_key(&mut said, |s| std::cmp::Reverse(s.severity));
    let lines: Vec<String> =
        said.iter().map(|s| format!("{}: {}", lang.severity(s.severity), s.message)).collect();
    shortened(lines.join("\n"))
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(8_000) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

fn marks(told: &RetoldRow<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for said in told.said {
        let kind = match said.severity {
            Severity::Error => Kind::Error,
            Severity::Warning => Kind::Warning,
            Severity::Notice => continue,
        };
        let Some(column) = said.column else { continue };
        match marks.iter_mut().find(|m| m.column == column) {
            Some(mark) => {
                mark.kind = mark.kind.max(kind);
                mark.text = shortened(format!("{}\n{}", mark.text, said.message));
            }
            None => marks.push(Mark { column, kind, text: said.message.clone() }),
        }
    }
    marks
}

/// The sheet with all findings.
struct List<'a> {
    words: Wording<'a>,
    table: String,
    next: u32,
    /// The last row that it may have.
    last: u32,
}

impl<'a> List<'a> {
    fn new(subject: &'a Subject<'a>, table: &str, last: u32, put: Put<'_>) -> io::Result<List<'a>> {
        let words = subject.words();
        let lang = words.lang;
        put(Piece::Sheet(Sheet {
            name: findings_tab(lang).to_owned(),
            header: 3,
            widths: vec![10, 15, 24, 90, 9],
            ours: 5,
            filter: true,
            wraps: (0..5).collect(),
            ..Sheet::default()
        }))?;
        let hint = lang.pick([
            "A click on a cell's name leads to the cell. This sheet is ignored when the file is checked again.",
            "Un clic sur le nom d’une cellule y conduit. Cette feuille est ignorée lors d’une nouvelle vérification.",
        ]);
        put(line(1, 1, vec![Content::text(own_columns::findings_title(lang))]))?;
        put(line(1, 2, vec![Content::text(hint)]))?;
        let headings = [
            ["Place", "Endroit"],
            ["Severity", "Gravité"],
            ["Column", "Colonne"],
            ["What is wrong and what to do", "Ce qui ne va pas et que faire"],
            ["Code", "Code"],
        ];
        put(line(1, 3, headings.iter().map(|h| Content::text(lang.pick(*h))).collect()))?;
        Ok(List { words, table: table.replace('\'', "''"), next: 4, last })
    }

    /// A title over what follows.
    fn section(&mut self, title: [&'static str; 2], put: Put<'_>) -> io::Result<()> {
        if self.next > self.last {
            return Ok(());
        }
        let mut cells = vec![Content::text(self.words.lang.pick(title))];
        cells.resize(5, Content::Empty(()));
        put(Piece::Line(Line { sheet: 1, row: self.next, cells, title: true, marks: Vec::new() }))?;
        self.next += 1;
        Ok(())
    }

    /// How often each thing is wrong, the worst and most frequent first.
    fn causes(&mut self, checked: &Checked, known: &Reasons, put: Put<'_>) -> io::Result<()> {
        let mut causes: Vec<(u64, &Finding)> = by_cause(checked.findings.kept())
            .into_iter()
            .filter_map(|group| group.first().copied())
            .map(|first| (checked.findings.of_cause(&Cause::of(first)), first))
            .collect();
        sorting::sort_by_key(&mut causes, |(count, first)| {
            (std::cmp::Reverse(first.severity), std::cmp::Reverse(*count))
        });
        self.section(["By cause, and how often", "Par cause, et combien de fois"], put)?;
        for (count, first) in causes.into_iter().take(MOST_CAUSES) {
            let prose = self.words.lang.prose(first.problem);
            let column = self.words.column(first).unwrap_or_default();
            let mut text = format!("{}\n{}", prose.title, prose.remedy).trim_end().to_owned();
            let cause = Cause::of(first);
            // Why a warning stands.
            if let Some((_, reason)) = known.iter().find(|(known, _)| *known == cause) {
                text += &format!("\n{}", self.words.phrase(REASON, &[("reason", reason.as_str().into())]));
            }
            // Exact: a file has fewer places than a number has digits for.
            let count = Content::Number(count as f64);
            self.add(count, first.severity, &column, &text, first.problem.code, put)?;
        }
        Ok(())
    }

    /// What is wrong with the file as a whole.
    fn whole_file(&mut self, checked: &Checked, put: Put<'_>) -> io::Result<()> {
        let whole = |f: &&Finding| f.place.row().is_none_or(|row| !checked.rows.contains(&row));
        let mut found = checked.findings.kept().iter().filter(whole).peekable();
        if found.peek().is_some() {
            self.section(["The file as a whole", "Le fichier entier"], put)?;
        }
        for finding in found {
            let place =
                finding.place.row().map_or(finding.place.letters().unwrap_or_default(), |r| r.to_string());
            let column = self.words.column(finding).unwrap_or_default();
            let message = self.words.message(finding);
            let place = Content::text(&place);
            self.add(place, finding.severity, &column, &message, finding.problem.code, put)?;
        }
        Ok(())
    }

    /// What is said of a row that now stands in row `at`.
    fn row(&mut self, told: &RetoldRow<'_>, at: u32, put: Put<'_>) -> io::Result<()> {
        let own = number(told, &self.words);
        for said in told.said {
            let t = match said.column {
                Some(column) if told.row.number < crate::edits::ADDED => {
                    Address { row: told.row.number, column }.to_string()
                }
                _ => own.clone(),
            };
            let to = format!("'{}'!{}{at}", self.table, letters(said.column.unwrap_or(0)));
            let heading = said.column.zip(self.words.layout).map_or("", |(c, l)| l.heading(c));
            let heading = short_name(heading);
            self.add(Content::Link { t, to }, said.severity, &heading, &said.message, said.code, put)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        place: Content,
        how: Severity,
        column: &str,
        message: &str,
        code: &str,
        put: Put<'_>,
    ) -> io::Result<()> {
        if self.next > self.last {
            return Ok(());
        }
        let mut cells = vec![place, Content::text(self.words.lang.severity(how))];
        cells.extend([column, &shortened(message.to_owned()), code].map(Content::text));
        if self.next == self.last {
            let more = self.words.lang.pick([
                "There are more findings: they stand beside their rows.",
                "Il y a d’autres constats\u{a0}: ils figurent à côté de leurs lignes.",
            ]);
            cells = vec![Content::text(more)];
        }
        put(line(1, self.next, cells))?;
        self.next += 1;
        Ok(())
    }
}
