//! The files that are made from a check: cleaned file, change log, reports, workbooks.

mod cells;
pub(crate) mod change_csv;
pub(crate) mod differences;
mod fingerprint;
mod html;
mod marked;
mod rejected;
mod summary;
mod tidy;

pub use fingerprint::fingerprint;
pub use html::{Circumstances, html_report};
pub use summary::{open_summary, summary_text};

use crate::base::limits::{LIMITS, Limits};
use crate::check::changes::{Account, RowsInError};
use crate::check::clean;
use crate::check::error::Error;
use crate::check::file::File;
use crate::problem::lang::Lang;
use crate::product::change_csv::ChangeCsv;
use crate::session::Session;
use crate::xlsx_out::pieces::{Content, LONGEST_TEXT, Piece};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// A file made from a check.
///
/// ```
/// use import_checker::Product;
/// assert_eq!(Product::of("changes"), Some(Product::Changes));
/// assert!(Product::ALL.iter().all(|one| Product::of(one.name()) == Some(*one)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The cleaned rows as CSV.
    Cleaned,
    /// Every change in the cleaned file, as CSV.
    Changes,
    /// What the import would change of what is there, as CSV; nothing where that was not given.
    Differences,
    /// The report as JSON.
    Report,
    /// The table with marked cells and sentences, as XLSX.
    #[cfg(feature = "xlsx-out")]
    Annotated,
    /// The same in pieces, one JSON text a line, for a writer elsewhere.
    AnnotatedPieces,
    /// The report as one page for reading and printing.
    Html,
    /// The rows in error with the reasons, as CSV.
    Rejected,
    /// What support needs to see, without what the cells say.
    Summary,
    /// The same with what the cells say.
    SummaryWithValues,
    /// The cleaned rows as XLSX.
    #[cfg(feature = "xlsx-out")]
    Xlsx,
    /// The same in pieces, one JSON text a line, for a writer elsewhere.
    XlsxPieces,
}

impl Product {
    /// All of them.
    pub const ALL: &[Product] = &[
        Product::Cleaned,
        Product::Changes,
        Product::Differences,
        Product::Report,
        #[cfg(feature = "xlsx-out")]
        Product::Annotated,
        Product::AnnotatedPieces,
        Product::Html,
        Product::Rejected,
        Product::Summary,
        Product::SummaryWithValues,
        #[cfg(feature = "xlsx-out")]
        Product::Xlsx,
        Product::XlsxPieces,
    ];

    /// The word by which a page asks for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Product::Cleaned => "cleaned",
            Product::Changes => "changes",
            Product::Differences => "differences",
            Product::Report => "report",
            #[cfg(feature = "xlsx-out")]
            Product::Annotated => "annotated",
            Product::AnnotatedPieces => "annotated-pieces",
            Product::Html => "html",
            Product::Rejected => "rejected",
            Product::Summary => "summary",
            Product::SummaryWithValues => "summary-with-values",
            #[cfg(feature = "xlsx-out")]
            Product::Xlsx => "xlsx",
            Product::XlsxPieces => "xlsx-pieces",
        }
    }

    /// The product of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Product> {
        Product::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// Whether it names the file it was made from by its fingerprint.
    #[must_use]
    pub fn tells_fingerprint(self) -> bool {
        matches!(self, Product::Html | Product::Summary | Product::SummaryWithValues)
    }
}

impl Session<'_> {
    /// Writes one of the files made from a check.
    ///
    /// # Errors
    /// A sentence that says why it cannot be written.
    pub fn product(
        &mut self,
        file: usize,
        what: Product,
        rows: RowsInError,
        out: &mut dyn Write,
    ) -> Result<Account, String> {
        let lang = self.lang;
        let result = match what {
            Product::Cleaned => {
                self.clean(file, rows, out, &mut |_| (), &mut |_, _| ControlFlow::Continue(()))
            }
            Product::Changes => self.change_log(file, rows, out),
            Product::Differences => differences::write(self, file, out),
            Product::Rejected => self.with_file(file, |f, lang| {
                f.with_subject(lang, |book, subject, checked| rejected::rejected(book, subject, checked, out))
                    .unwrap_or(Err(Error::Blocked))
            }),
            Product::AnnotatedPieces | Product::XlsxPieces => {
                self.workbook(file, what, rows, &LIMITS, &mut |piece| {
                    serde_json::to_writer(&mut *out, &piece)?;
                    out.write_all(b"\n")
                })
            }
            #[cfg(feature = "xlsx-out")]
            Product::Annotated | Product::Xlsx => {
                let mut book = crate::xlsx_out::Book::new();
                let pieces = match what {
                    Product::Annotated => Product::AnnotatedPieces,
                    _ => Product::XlsxPieces,
                };
                let made = self.workbook(file, pieces, rows, &LIMITS, &mut |piece| book.add(piece));
                made.and_then(|account| {
                    out.write_all(&book.finish()?)?;
                    Ok(account)
                })
            }
            Product::Report => self.told(file, out, |f| pretty(&f.report(lang))),
            Product::Html => {
                let overview = self.overview(file);
                let date = self.date.take();
                self.told(file, out, |f| {
                    let about =
                        Circumstances { date: date.as_deref(), fingerprint: f.fingerprint.as_deref() };
                    Ok(html_report(&f.report(lang), &overview, about, lang))
                })
            }
            Product::Summary => self.told(file, out, |f| pretty(&f.summary_for_support(lang, false))),
            Product::SummaryWithValues => {
                self.told(file, out, |f| pretty(&f.summary_for_support(lang, true)))
            }
        };
        result.map_err(|error| error.sentence(lang))
    }

    /// Hands over a workbook for the writer.
    fn workbook(
        &mut self,
        file: usize,
        what: Product,
        rows: RowsInError,
        limits: &Limits,
        put: marked::Put<'_>,
    ) -> Result<Account, Error> {
        let mut left = limits.workbook_text_bytes;
        let put: marked::Put<'_> = &mut |piece| {
            fits(&piece, &mut left)?;
            put(piece)
        };
        let part = self.part.take();
        self.with_file(file, |f, lang| {
            let known = f.acknowledged().into_iter().map(|one| (*one.cause, one.reason.to_owned()));
            let known: Vec<_> = known.collect();
            let made = f.with_subject(lang, |book, subject, checked| {
                if what == Product::AnnotatedPieces {
                    return marked::marked(book, subject, (checked, &known), limits, put);
                }
                tidy::tidy(book, subject, checked, (clean::rows_to_write(checked, rows)?, part), put)
            });
            made.unwrap_or(Err(Error::Blocked))
        })
    }

    /// Notes the fingerprint of a file, for the summary.
    pub fn set_fingerprint(&mut self, file: usize, fingerprint: String) {
        if let Some(file) = self.files.get_mut(file) {
            file.fingerprint = Some(fingerprint);
        }
    }

    /// Says when the next report is made, as its reader is to read it; without it a report has no date.
    pub fn set_date(&mut self, date: String) {
        self.date = Some(date);
    }

    fn with_file<T>(
        &mut self,
        file: usize,
        run: impl FnOnce(&mut File<'_>, Lang) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let lang = self.lang;
        let file = self.files.get_mut(file).filter(|f| f.unreadable.is_none());
        file.map_or(Err(Error::Blocked), |file| run(file, lang))
    }

    /// Writes a text that needs no second look at the rows.
    fn told(
        &mut self,
        file: usize,
        out: &mut dyn Write,
        text: impl FnOnce(&File<'_>) -> io::Result<String>,
    ) -> Result<Account, Error> {
        let Some(file) = self.files.get(file) else { return Err(Error::Blocked) };
        out.write_all(text(file)?.as_bytes())?;
        Ok(Account::default())
    }

    fn change_log(&mut self, file: usize, rows: RowsInError, out: &mut dyn Write) -> Result<Account, Error> {
        let mut log = ChangeCsv::begin(out);
        let account =
            self.clean(file, rows, &mut io::sink(), &mut |change| log.add(&change()), &mut |_, _| {
                ControlFlow::Continue(())
            })?;
        self.files.get(file).into_iter().flat_map(File::acknowledged).for_each(|one| log.acknowledge(&one));
        log.finish()?;
        Ok(account)
    }
}

/// Refuses a text that no cell can hold, and more texts than the writer may keep: it holds the workbook whole. `left` is
/// how many bytes of them may still come.
fn fits(piece: &Piece, left: &mut usize) -> io::Result<()> {
    let Piece::Line(line) = piece else { return Ok(()) };
    let texts = line.cells.iter().filter_map(|cell| match cell {
        Content::Text(text) | Content::Link { t: text, .. } => Some(text),
        _ => None,
    });
    for text in texts.chain(line.marks.iter().map(|mark| &mark.text)) {
        let long = text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT;
        match left.checked_sub(text.len()).filter(|_| !long) {
            Some(rest) => *left = rest,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
    }
    Ok(())
}

/// A list of a report.
fn list<'j>(report: &'j serde_json::Value, name: &str) -> &'j [serde_json::Value] {
    report[name].as_array().map_or(&[], Vec::as_slice)
}

fn pretty(json: &serde_json::Value) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(json).map_err(io::Error::other)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::file::Input;
    use crate::definition::ImportDefinition;
    use crate::session::Job;
    use crate::xlsx_out::pieces::Line;
    use std::sync::Arc;

    /// Of a file with twenty rows in error, the marked workbook within these limits: its findings, or why there is none.
    fn marked(limits: &Limits) -> Result<Vec<String>, Error> {
        let definition = r#"{"fields":[{"name":"a","type":"integer"},{"name":"b","type":"integer"}]}"#;
        let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
        let text = format!("a,b\n{}", "x,y\n".repeat(20));
        let mut go_on = |_, _, _| ControlFlow::Continue(());
        let mut session = Job::new(vec![definition], Lang::En)
            .file(Input::default(), io::Cursor::new(text))
            .check(&mut go_on);
        let mut findings = Vec::new();
        session.workbook(0, Product::AnnotatedPieces, RowsInError::Drop, limits, &mut |piece| {
            if let Piece::Line(Line { sheet: 1, row, cells, .. }) = piece {
                let text = cells.into_iter().find_map(|cell| match cell {
                    Content::Text(text) | Content::Link { t: text, .. } => Some(text),
                    _ => None,
                });
                findings.push(format!("{row} {}", text.unwrap_or_default()));
            }
            Ok(())
        })?;
        Ok(findings)
    }

    #[test]
    fn a_marked_workbook_beyond_its_limits_is_refused_with_what_to_take_instead() {
        // Twenty rows, two columns and two of our own.
        let within = Limits { marked_cells: 80, ..LIMITS };
        assert!(marked(&within).is_ok());
        let Err(error) = marked(&Limits { marked_cells: 79, ..LIMITS }) else { panic!("it was made") };
        assert!(matches!(error, Error::TooLarge));
        assert!(
            error
                .sentence(Lang::En)
                .ends_with("Take the rows with errors, or the cleaned rows, as CSV instead.")
        );
        let texts = marked(&Limits { workbook_text_bytes: 300, ..LIMITS });
        assert!(matches!(texts, Err(Error::TooLarge)), "{texts:?}");
    }

    #[test]
    fn a_list_of_findings_ends_at_its_limit_and_says_so() {
        let whole = marked(&LIMITS).unwrap();
        assert!(whole.len() > 40 && !whole.iter().any(|line| line.contains("There are more")));
        let cut = marked(&Limits { marked_findings: 20, ..LIMITS }).unwrap();
        assert_eq!(cut.last().unwrap(), "20 There are more findings: they stand beside their rows.");
        assert_eq!(cut.len(), 20);
        assert_eq!(cut[..19], whole[..19]);
    }

    #[test]
    fn a_workbook_holds_no_longer_text_than_a_cell_and_no_more_than_the_writer() {
        let line = |text: String| Piece::Line(Line { cells: vec![Content::Text(text)], ..Line::default() });
        let mut left = LONGEST_TEXT * 2;
        assert!(fits(&line("é".repeat(LONGEST_TEXT)), &mut left).is_ok(), "its letters count, not its bytes");
        assert_eq!(left, 0);
        assert!(fits(&line("x".to_owned()), &mut left).is_err(), "nothing is left");
        left = usize::MAX;
        assert!(fits(&line("x".repeat(LONGEST_TEXT + 1)), &mut left).is_err());
    }
}
