//! Delimited text as a book of one sheet.

use super::checkpoints::{Checkpoint, Checkpoints};
use super::csv::{Piece, Records};
use super::encoding::{CHUNK, Encoding, Proof, Utf8Stream};
use super::guess::HowMuch;
use super::quotes::{MARK_AS_TEXT, OTHER_QUOTING};
use super::quoting::{self, Quoting};
use super::refusals::UNUSABLE_DELIMITER;
use super::{
    Book, Confidence, Decided, Format, LineReporter, Progress, ReadError, SheetInfo, Source, TextReading,
    WantedLines, Wishes, delimiter, guess, sniff, stopped, too_much,
};
use crate::base::limits::LIMITS;
use crate::problem::{Detail, Finding, Findings, Place};
use crate::table::Row;
use std::io::SeekFrom;
use std::ops::ControlFlow;

/// Text looked at for the delimiter.
const SAMPLE: usize = 1024 * 1024;

/// What a byte order mark looks like to a program that takes its bytes for letters.
const MARK_AS_LETTERS: &str = "ï»¿";

/// Takes what comes next of a text; nothing at its end.
type StepOfPass<'a> = &'a mut dyn FnMut(
    &mut Records<'_, &mut dyn Source>,
    &mut Row,
) -> Result<Option<ControlFlow<()>>, ReadError>;

#[cfg(test)]
thread_local! {
    /// No row is made of a line that was found ahead.
    pub(crate) static RECORD_BY_RECORD: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// A text file whose reading is decided. Its rows are read anew each time they are asked for.
pub(crate) struct TextBook<'s> {
    source: Box<dyn Source + 's>,
    encoding: Encoding,
    /// Bytes before the text: the byte order mark.
    mark: u64,
    /// Bytes of text before the rows: a byte order mark turned into letters, a line that names the delimiter.
    before: usize,
    /// A line names the delimiter.
    declared: bool,
    /// The text begins with a byte order mark that was turned into letters.
    mark_as_text: bool,
    quoting: Quoting,
    reading: TextReading,
    sheets: Vec<SheetInfo>,
    findings: Findings,
    complete: bool,
    /// The rows were found to be in another encoding than the start of the file.
    refuted: bool,
    pub(super) checkpoints: Checkpoints,
}

/// Decides how a text file is to be read.
pub(crate) fn open<'s>(
    mut source: Box<dyn Source + 's>,
    wishes: &Wishes,
    look: HowMuch,
    progress: Progress<'_>,
) -> Result<TextBook<'s>, ReadError> {
    let guess = guess::encoding(source.as_mut(), wishes.encoding.as_deref(), look, progress)?;
    let delimiter = Decided::new(',', Confidence::Ask, ["", ""]);
    let mut book = TextBook {
        source,
        encoding: guess.encoding,
        mark: 0,
        before: 0,
        declared: false,
        mark_as_text: false,
        quoting: Quoting::Doubled,
        reading: TextReading { encoding: guess.decided, delimiter },
        sheets: vec![SheetInfo { name: String::new(), hidden: false, head: Vec::new(), refused: None }],
        findings: Findings::keeping(0),
        complete: false,
        refuted: false,
        checkpoints: Checkpoints::new(),
    };
    book.look_at_start(wishes)?;
    if book.refuted {
        book.rethink(wishes, progress)?;
    }
    Ok(book)
}

/// The first part of the text, and whether that is all of it.
fn sample(source: &mut dyn Source, encoding: Encoding, mark: u64) -> Result<(String, bool), ReadError> {
    source.seek(SeekFrom::Start(mark)).map_err(|e| stopped::failed(&e))?;
    let mut stream = Utf8Stream::new(source, encoding);
    let mut text = Vec::with_capacity(CHUNK);
    let mut more = true;
    while more && text.len() < SAMPLE {
        more = stream.fill(&mut text).map_err(|e| stopped::failed(&e))?;
    }
    Ok((String::from_utf8_lossy(&text).into_owned(), !more))
}

fn decide_delimiter(
    sample: &str,
    whole: bool,
    declared: Option<(char, usize)>,
    wishes: &Wishes,
) -> Result<Decided<char>, ReadError> {
    if let Some(wish) = wishes.delimiter {
        if !delimiter::usable(wish) {
            return Err(ReadError::new(&UNUSABLE_DELIMITER).with("delimiter", wish.to_string()));
        }
        return Ok(Decided::new(wish, Confidence::Sure, ["chosen by you", "choisi par vous"]));
    }
    if let Some((named, _)) = declared {
        return Ok(Decided::new(
            named,
            Confidence::Sure,
            ["named in the first line of the file", "indiqué dans la première ligne du fichier"],
        ));
    }
    Ok(delimiter::guess(sample, whole))
}

impl TextBook<'_> {
    /// The records, from row `first` on or from a place not far before.
    fn records(&mut self, first: u32) -> Result<Records<'_, &mut dyn Source>, ReadError> {
        let line = u64::from(self.declared);
        let top = Checkpoint { source: self.mark, skip: self.before, number: 0, line };
        let start = self.checkpoints.before(first).unwrap_or(top);
        self.source.seek(SeekFrom::Start(start.source)).map_err(|e| stopped::failed(&e))?;
        let delimiter = u8::try_from(self.reading.delimiter.value).unwrap_or(b',');
        let source: &mut dyn Source = self.source.as_mut();
        let stream = Utf8Stream::new(source, self.encoding);
        Records::new(stream, (delimiter, self.quoting), start, &mut self.checkpoints)
    }

    /// Finds the delimiter and the first rows, once the encoding is decided.
    fn look_at_start(&mut self, wishes: &Wishes) -> Result<(), ReadError> {
        let head = sniff::head(self.source.as_mut(), 8)?;
        self.mark = self.encoding.mark_length(&head) as u64;
        let encoding = match self.encoding {
            // Where the sample ends plays no part in whether the text is valid.
            Encoding::ProbablyUtf8 => Encoding::ValidUtf8,
            other => other,
        };
        let (sample, whole) = sample(self.source.as_mut(), encoding, self.mark)?;
        self.mark_as_text = sample.starts_with(MARK_AS_LETTERS);
        self.before = if self.mark_as_text { MARK_AS_LETTERS.len() } else { 0 };
        let declared = delimiter::declared(sample.get(self.before..).unwrap_or_default());
        self.declared = declared.is_some();
        self.before += declared.map_or(0, |(_, length)| length);
        let rows = sample.get(self.before..).unwrap_or_default();
        self.decide_cuts(rows, whole, declared, wishes)?;
        self.checkpoints = Checkpoints::new();
        self.fill_head()
    }

    /// Decides what separates cells and what protects them.
    fn decide_cuts(
        &mut self,
        rows: &str,
        whole: bool,
        declared: Option<(char, usize)>,
        wishes: &Wishes,
    ) -> Result<(), ReadError> {
        if let Some(lines) = quoting::unwrapped(rows, whole) {
            let inner = decide_delimiter(&lines, whole, declared, wishes)?;
            if quoting::is_whole_lines(rows, whole, inner.value) {
                self.reading.delimiter = inner;
                self.quoting = Quoting::WholeLines;
                return Ok(());
            }
        }
        self.reading.delimiter = decide_delimiter(rows, whole, declared, wishes)?;
        self.quoting = quoting::decide(rows, whole, self.reading.delimiter.value);
        Ok(())
    }

    /// What is to be said of the reading of the file as a whole.
    fn say_reading(&mut self) {
        if self.mark_as_text {
            self.findings.add(Finding::new(&MARK_AS_TEXT, Place::File));
        }
        if self.quoting != Quoting::Doubled {
            let how = Detail::Phrase(self.quoting.phrase());
            self.findings.add(Finding::new(&OTHER_QUOTING, Place::File).with("how", how));
        }
    }

    fn fill_head(&mut self) -> Result<(), ReadError> {
        let mut head = Vec::new();
        let mut records = self.records(0)?;
        let mut row = Row::new();
        let mut failure = None;
        let mut room = too_much::HeadRoom::new();
        while head.len() < LIMITS.head_rows && room.is_left() {
            match records.next(&mut row) {
                Ok(true) => {
                    room.take(&row);
                    head.push(row.clone());
                }
                Ok(false) => break,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        let refuted = records.proof().is_some_and(|proof| proof.refuted);
        drop(records);
        self.refuted = refuted;
        // Rows before the fault stay true; it is met again when all rows are read.
        if let Some(error) = failure.filter(|_| head.is_empty() && !refuted) {
            return Err(error);
        }
        if let Some(sheet) = self.sheets.first_mut() {
            sheet.head = head;
        }
        Ok(())
    }
}

impl TextBook<'_> {
    /// Goes through the records from the first to the last, or until somebody breaks off; `step` takes the next one, or is
    /// at the end. What is found out on the way is that of the whole file.
    fn pass(&mut self, step: StepOfPass<'_>) -> Result<(), ReadError> {
        self.complete = false;
        let mut row = Row::new();
        let mut records = self.records(0)?;
        let (result, ended) = loop {
            match step(&mut records, &mut row) {
                Ok(Some(flow)) if flow.is_continue() => {}
                Ok(more) => break (Ok(()), more.is_none()),
                Err(error) => break (Err(error), false),
            }
        };
        let proof = records.proof();
        self.findings = records.into_faults().finish();
        self.say_reading();
        if let Some(proof) = proof {
            self.prove(proof, ended);
        }
        self.complete = ended;
        result
    }

    /// Takes over what the rows said about an encoding that was only probable.
    fn prove(&mut self, proof: Proof, whole: bool) {
        // Seven bits with escapes are another encoding, however valid.
        self.refuted = proof.refuted || (whole && proof.escapes && !proof.letters);
        if whole && !self.refuted {
            self.encoding = Encoding::ValidUtf8;
            if self.mark == 0 {
                self.reading.encoding.evidence = guess::proved_by(proof.letters);
            }
        }
    }
}

impl Book for TextBook<'_> {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn text(&self) -> Option<&TextReading> {
        Some(&self.reading)
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn rows(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        if sheet != 0 {
            return Ok(());
        }
        // The last of the first rows is one of the table more likely than the first.
        let width = self.sheets.first().and_then(|sheet| sheet.head.last()).map_or(1, Row::len);
        let wanted = WantedLines { width, above: 0 };
        #[cfg(test)]
        let wanted = if RECORD_BY_RECORD.get() { WantedLines { above: u32::MAX, ..wanted } } else { wanted };
        self.pass(&mut |records, row| {
            Ok(Some(match records.next_piece(row, wanted)? {
                Piece::Row => reporter(row),
                Piece::Block => ControlFlow::Continue(()),
                Piece::Lines(which, (first, line)) => {
                    let lines = records.lines(wanted);
                    (0..).zip(which).try_for_each(|(behind, found)| {
                        row.clear(first + behind, line + u64::from(behind));
                        row.push_found(&lines, found);
                        reporter(row)
                    })
                }
                Piece::End => return Ok(None),
            }))
        })
    }

    fn rows_or_lines(
        &mut self,
        sheet: usize,
        wanted: WantedLines,
        reporter: &mut dyn LineReporter,
    ) -> Result<(), ReadError> {
        if sheet != 0 {
            return Ok(());
        }
        self.pass(&mut |records, row| {
            Ok(Some(match records.next_piece(row, wanted)? {
                Piece::Row => reporter.row(row),
                Piece::Block => {
                    reporter.look_ahead(&records.lines(wanted));
                    ControlFlow::Continue(())
                }
                Piece::Lines(which, first) => reporter.lines(&records.lines(wanted), which, first),
                Piece::End => return Ok(None),
            }))
        })
    }

    /// Leaves alone what was found out about the file: it is not all of the rows that are read here.
    fn rows_from(
        &mut self,
        sheet: usize,
        first: u32,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        if sheet != 0 {
            return Ok(());
        }
        let mut row = Row::new();
        let mut records = self.records(first)?;
        while records.next(&mut row)? {
            if row.number >= first && reporter(&row).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn rethink(&mut self, wishes: &Wishes, progress: Progress<'_>) -> Result<bool, ReadError> {
        if !std::mem::take(&mut self.refuted) {
            return Ok(false);
        }
        let wish = wishes.encoding.as_deref();
        let guess = guess::encoding(self.source.as_mut(), wish, HowMuch::Whole, progress)?;
        self.encoding = guess.encoding;
        self.reading.encoding = guess.decided;
        self.look_at_start(wishes)?;
        Ok(true)
    }

    fn findings(&self, _: usize) -> Findings {
        self.findings.clone()
    }

    fn complete(&self, _: usize) -> bool {
        self.complete
    }
}
