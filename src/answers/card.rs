//! A file as it was read, before any import is chosen: the reading card and the plain table.

use crate::answers::report::decided;
use crate::base::json::IntoJson;
use crate::check::error::Error;
use crate::check::file::File;
use crate::check::survey::{date_card, decimal_card};
use crate::problem::lang::Lang;
use crate::problem::{Finding, Place};
use crate::read::quotes::UNTERMINATED;
use crate::read::workbook::sheet_problems::NOT_WHOLE;
use crate::read::{Book, Confidence, Decided, Format, ReadError, SheetInfo, Wishes};
use crate::record::header::KNOWN;
use crate::scalar::date::DateEvidence;
use crate::scalar::number::NumberEvidence;
use crate::session::Session;
use crate::table::{Row, Stored};
use crate::wording::Wording;
use serde_json::{Value as Json, json};
use std::io::{self, Write};
use std::ops::ControlFlow;

impl Session<'_> {
    /// The reading card of a file as JSON: how it is read, with evidence, and the cells that deserve a look.
    pub fn card(&mut self, file: usize, lang: Lang) -> Json {
        let words = Wording { lang, layout: None, definition: None };
        let Some(file) = self.files.get_mut(file) else { return Json::Null };
        if let Some(error) = &file.unreadable {
            return refused(error, &words);
        }
        let (sheet, header) = sheet_and_header(file);
        let wishes = file.input.wishes.clone();
        let Some(book) = file.book.as_deref_mut() else { return Json::Null };
        let mut numbers = NumberEvidence::default();
        let mut dates = DateEvidence::default();
        let read = book.rows(sheet.value, &mut |row| {
            if row.number > header.value {
                note(row, &mut numbers, &mut dates);
            }
            ControlFlow::Continue(())
        });
        card(book, (&sheet, &header), (&numbers, &dates), &wishes, read.err().as_ref(), &words)
    }

    /// Writes the chosen sheet as comma-separated UTF-8, every row, each cell as it is shown.
    ///
    /// # Errors
    /// The file cannot be read, or not whole: what was written stays true. Or the output failed.
    pub fn table(&mut self, file: usize, out: &mut dyn Write) -> Result<(), Error> {
        let (mut next, mut failed) = (1, None);
        let read = self.whole_rows(file, &mut |row| match line(row, &mut next, out) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        });
        if let Some(error) = failed {
            return Err(Error::Write(error));
        }
        read.map_err(Error::Read)
    }

    /// Pushes every row of the chosen sheet that is not blank. That some are missing is an error, too, unless it was stopped.
    pub(crate) fn whole_rows(
        &mut self,
        file: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let mut stopped = false;
        self.each_row(file, &mut |row| {
            let go_on = reporter(row);
            stopped = go_on.is_break();
            go_on
        })?;
        let Some(file) = self.files.get(file).filter(|_| !stopped) else { return Ok(()) };
        let (sheet, _) = sheet_and_header(file);
        let whole = file.book.as_ref().is_none_or(|book| book.complete(sheet.value));
        if whole { Ok(()) } else { Err(ReadError::new(&NOT_WHOLE)) }
    }

    /// Whether a quotation mark of a file whose rows were pushed is never closed, so that rows may be part of a cell.
    pub(crate) fn has_open_quote(&self, file: usize) -> bool {
        let Some(file) = self.files.get(file) else { return false };
        let (sheet, _) = sheet_and_header(file);
        let is = |one: &Finding| one.problem.code == UNTERMINATED.code;
        file.book.as_ref().is_some_and(|book| book.findings(sheet.value).kept().iter().any(is))
    }

    /// Pushes every row of the chosen sheet that is not blank.
    fn each_row(
        &mut self,
        file: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let Some(file) = self.files.get_mut(file) else { return Ok(()) };
        if let Some(error) = &file.unreadable {
            return Err(error.clone());
        }
        let (sheet, _) = sheet_and_header(file);
        let Some(book) = file.book.as_deref_mut() else { return Ok(()) };
        if let Some(error) = book.sheets().get(sheet.value).and_then(|s| s.refused.clone()) {
            return Err(error);
        }
        if book.format() == Format::Xlsx {
            // Whether it is to be read otherwise shows at its end; it keeps the rows for the second time.
            let _ = book.rows(sheet.value, &mut |_| ControlFlow::Continue(()));
            book.rethink(&file.input.wishes, &mut |_| ControlFlow::Continue(()))?;
        }
        book.rows(sheet.value, reporter)
    }

    /// What nobody can know of the rows of a file as it was read, as sentences.
    ///
    /// ```
    /// use import_checker::{Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow};
    ///
    /// let job = Job::new(Vec::new(), Lang::En).file(Input::default(), Cursor::new("name\nAna\n"));
    /// assert!(job.open(&mut |_, _, _| ControlFlow::Continue(())).doubts(0, Lang::En).is_empty());
    /// ```
    #[must_use]
    pub fn doubts(&self, file: usize, lang: Lang) -> Vec<String> {
        let Some(file) = self.files.get(file) else { return Vec::new() };
        let (sheet, _) = sheet_and_header(file);
        let doubts = file.book.as_ref().map(|book| book.doubts(sheet.value)).unwrap_or_default();
        let words = Wording { lang, layout: None, definition: None };
        doubts.iter().map(|doubt| words.message(doubt)).collect()
    }
}

fn note(row: &Row, numbers: &mut NumberEvidence, dates: &mut DateEvidence) {
    for cell in row.cells() {
        if let Stored::Text(text) = cell.stored
            && text.len() <= 40
        {
            numbers.note(text);
            dates.note(text);
        }
    }
}

/// Blank rows are empty lines, so that the row numbers stay true.
fn line(row: &Row, next: &mut u32, out: &mut dyn Write) -> io::Result<()> {
    while *next < row.number {
        out.write_all(b"\r\n")?;
        *next += 1;
    }
    *next = row.number + 1;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(row.cells().map(|c| c.shown.to_owned())).map_err(io::Error::other)?;
    out.write_all(&writer.into_inner().map_err(|e| io::Error::other(e.to_string()))?)
}

/// The sheet and header row that the best known import finds; else the first sheet with rows, and the first row that
/// is filled like a header.
pub(super) fn sheet_and_header(file: &File<'_>) -> (Decided<usize>, Decided<u32>) {
    let wishes = &file.input.wishes;
    let sheets = file.book.as_ref().map_or(&[][..], |b| b.sheets());
    let chosen = wishes.sheet.as_ref().and_then(|name| sheets.iter().position(|s| s.name == *name));
    let told = ["you chose it", "vous l’avez choisie"];
    if let (Some(layout), None) = (file.layout.as_ref().filter(|l| l.score >= KNOWN), chosen) {
        let by = ["its headings are those of a known import", "ses en-têtes sont ceux d’un import connu"];
        return (
            Decided::new(layout.sheet, Confidence::Sure, by),
            Decided::new(layout.header_row, Confidence::Sure, by),
        );
    }
    let usable = |s: &SheetInfo| s.refused.is_none() && !s.head.is_empty();
    let filled = sheets.iter().filter(|s| usable(s) && !s.hidden).count();
    let first = sheets.iter().position(|s| usable(s) && !s.hidden).or(sheets.iter().position(usable));
    let sheet = match chosen {
        Some(index) => Decided::new(index, Confidence::Sure, told),
        None if filled <= 1 => Decided::new(
            first.unwrap_or(0),
            Confidence::Sure,
            ["no other sheet has rows", "aucune autre feuille n’a de lignes"],
        ),
        None => Decided::new(
            first.unwrap_or(0),
            Confidence::Likely,
            ["it is the first sheet with rows", "c’est la première feuille qui a des lignes"],
        ),
    };
    let header = match wishes.header_row {
        Some(row) => Decided::new(row, Confidence::Sure, told),
        None => guess_header(sheets.get(sheet.value).map_or(&[][..], |s| &s.head)),
    };
    (sheet, header)
}

/// The first row that is filled nearly as far as the widest, with texts only.
fn guess_header(head: &[Row]) -> Decided<u32> {
    let filled = |row: &Row| row.cells().filter(|c| !c.is_blank()).count();
    let widest = head.iter().take(30).map(filled).max().unwrap_or(0);
    let texts = |row: &Row| row.cells().all(|c| matches!(c.stored, Stored::Text(_) | Stored::Empty));
    let like = head.iter().take(30).find(|row| filled(row) * 10 >= widest * 7 && texts(row));
    match (like, head.first()) {
        (Some(row), _) => Decided::new(
            row.number,
            Confidence::Likely,
            [
                "it is the first row of texts that is as wide as the table",
                "c’est la première ligne de textes aussi large que le tableau",
            ],
        ),
        (None, Some(row)) => {
            Decided::new(row.number, Confidence::Ask, ["it is the first row", "c’est la première ligne"])
        }
        (None, None) => Decided::new(0, Confidence::Ask, ["there are no rows", "il n’y a aucune ligne"]),
    }
}

fn card(
    book: &dyn Book,
    place: (&Decided<usize>, &Decided<u32>),
    evidence: (&NumberEvidence, &DateEvidence),
    wishes: &Wishes,
    failed: Option<&ReadError>,
    words: &Wording<'_>,
) -> Json {
    let (sheet, header) = place;
    let names: Vec<&str> = book.sheets().iter().map(|s| s.name.as_str()).collect();
    let name = names.get(sheet.value);
    let findings = book.findings(sheet.value);
    let noted = findings.kept().iter().map(|finding| flag(finding, words));
    let flags: Vec<Json> = noted.chain(failed.map(|error| flag(&error.finding(), words))).collect();
    json!({
        "format": book.format().name(),
        "sheets": names,
        "sheet": name,
        "headerRow": header.value,
        "encoding": text_part(book.text().map(|t| &t.encoding), words),
        "delimiter": text_part(book.text().map(|t| &t.delimiter), words),
        "decimal": decided(&decimal_card(evidence.0, wishes), words),
        "dateOrder": decided(&date_card(evidence.1, wishes), words),
        "flags": flags,
        "flagCounts": findings.counts().into_json(),
        "complete": failed.is_none() && book.complete(sheet.value),
        "reasons": { "sheet": reason(sheet, words), "headerRow": reason(header, words) },
        "error": failed.map(|error| refusal(error, words)),
    })
}

/// How sure a choice of place is, and why.
fn reason<T: crate::base::json::IntoJson + Clone>(line: &Decided<T>, words: &Wording<'_>) -> Json {
    let evidence = words.phrase(line.evidence, &line.details);
    json!({ "confidence": line.confidence.name(), "evidence": evidence })
}

/// A part that only text files leave open.
fn text_part<T: crate::base::json::IntoJson + Clone>(line: Option<&Decided<T>>, words: &Wording<'_>) -> Json {
    let evidence = ["a workbook leaves no doubt about it", "un classeur ne laisse aucun doute"];
    let nothing = || decided(&Decided::new(Json::Null, Confidence::Sure, evidence), words);
    line.map_or_else(nothing, |line| decided(line, words))
}

fn flag(finding: &Finding, words: &Wording<'_>) -> Json {
    let cell = match finding.place {
        Place::Cell(address) => Some(address.to_string()),
        _ => None,
    };
    json!({ "cell": cell, "row": finding.place.row(), "code": finding.problem.code, "name": finding.problem.name,
        "message": words.message(finding) })
}

fn refusal(error: &ReadError, words: &Wording<'_>) -> Json {
    let finding = error.finding();
    json!({ "code": error.problem.code, "name": error.problem.name, "message": words.message(&finding),
        "remedy": words.lang.prose(error.problem).remedy })
}

/// The card of a file that cannot be read: nothing is decided.
fn refused(error: &ReadError, words: &Wording<'_>) -> Json {
    let none = Json::Null;
    json!({
        "format": none, "sheets": [], "sheet": none, "headerRow": none, "encoding": none, "delimiter": none,
        "decimal": none, "dateOrder": none,
        "flags": [flag(&error.finding(), words)],
        "flagCounts": { error.problem.code: 1 },
        "complete": false,
        "reasons": none,
        "error": refusal(error, words),
    })
}
