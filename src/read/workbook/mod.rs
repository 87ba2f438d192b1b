//! Workbooks of every format to rows.
//!
//! A reader for each format hands the cells of a sheet to the [`Collector`], which gives them their meaning, pushes
//! the rows on and writes them into a [`Spool`]. A sheet is read once; every later pass replays the spool.

mod collector;
pub(crate) mod container_problems;
mod digits;
mod dress;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
pub(crate) mod found;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod found_book;
mod iso;
mod ods;
mod ods_sheet;
mod ods_styles;
mod ole;
mod package;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
mod plain_ods;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
pub(crate) mod plain_parts;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
mod plain_xls;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
mod plain_xlsb;
mod problems;
mod relations;
mod rich_text;
pub(crate) mod sheet_problems;
mod spool;
mod strings;
mod styles;
mod xls;
mod xls_sheet;
mod xls_text;
mod xlsb;
mod xlsx;
mod xlsx_sheet;
mod xlsx_styles;
mod xml;

use super::stopped::failed;
use super::too_much::HeadRoom;
use super::{Book, Format, Progress, ReadError, SheetInfo, Source, TextReading};
use crate::base::limits::LIMITS;
use crate::base::pulse;
use crate::problem::{Finding, Findings, Place, short_name};
use crate::table::{Address, Row};
use collector::{Collector, Common};
use problems as problem;
use spool::Spool;
use std::io::SeekFrom;
use std::ops::ControlFlow;
use std::rc::Rc;

/// A tab of the workbook.
#[derive(Clone, Debug)]
pub(super) struct Tab {
    name: String,
    hidden: bool,
    refused: Option<ReadError>,
}

/// The first rows of a sheet, and what kept it from being read.
#[derive(Debug, Default)]
struct Head {
    rows: Vec<Row>,
    error: Option<ReadError>,
}

/// Reads the first rows of one sheet.
fn head(
    room: &mut HeadRoom,
    common: Rc<Common>,
    read: impl FnOnce(&mut Collector<'_>) -> Result<(), ReadError>,
) -> Head {
    let mut rows = Vec::new();
    let mut reporter = |row: &Row| {
        room.take(row);
        rows.push(row.clone());
        if room.is_left() && rows.len() < LIMITS.head_rows {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let mut collector = Collector::new(common, true, &mut reporter);
    let error = read(&mut collector).err().or(collector.error.take());
    if rows.is_empty() || room.is_left() {
        return Head { rows, error };
    }
    Head { rows: Vec::new(), error: Some(ReadError::new(&problem::TOO_MUCH_DATA)) }
}

/// What each format gives: tabs, and the cells of one sheet.
trait SheetReader {
    fn tabs(&self) -> Vec<Tab>;
    fn common(&self) -> Rc<Common>;
    /// The first rows of every sheet, where opening the workbook brought them along.
    fn heads(&mut self) -> Option<Vec<Head>> {
        None
    }
    /// Hands all cells of a sheet to `out`, row by row, until it asks to stop.
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError>;
}

/// Opens a workbook of a known format.
///
/// # Errors
/// The file is no such workbook, is damaged, has a password, or asks for more than the limits allow.
pub(crate) fn open<'s>(
    mut source: Box<dyn Source + 's>,
    format: Format,
    progress: Progress<'_>,
) -> Result<Box<dyn Book + 's>, ReadError> {
    let size = source.seek(SeekFrom::End(0)).and_then(|size| source.rewind().map(|()| size));
    if size.map_err(|e| failed(&e))? > LIMITS.workbook_bytes {
        return Err(ReadError::new(&problem::FILE_TOO_LARGE).with("limit", LIMITS.workbook_bytes >> 20));
    }
    let reader = match format {
        Format::Xls => xls::open(source)?,
        Format::Ods => ods::open(source)?,
        Format::Xlsb => xlsb::open(source)?,
        _ => xlsx::open(source, &mut *progress)?,
    };
    let mut book = Workbook::new(format, reader);
    book.look_at_heads(progress)?;
    Ok(Box::new(book))
}

/// A sheet that was read to its end.
struct Done {
    findings: Findings,
    dressed: Vec<Address>,
    whole: bool,
}

struct Workbook<'s> {
    format: Format,
    reader: Box<dyn SheetReader + 's>,
    sheets: Vec<SheetInfo>,
    done: Vec<Option<Done>>,
    /// The sheet that was read last.
    spool: Option<(usize, Spool)>,
}

impl<'s> Workbook<'s> {
    fn new(format: Format, reader: Box<dyn SheetReader + 's>) -> Workbook<'s> {
        let info = |tab: Tab| SheetInfo {
            name: short_name(&tab.name).into_owned(),
            hidden: tab.hidden,
            head: Vec::new(),
            refused: tab.refused,
        };
        let sheets: Vec<SheetInfo> = reader.tabs().into_iter().map(info).collect();
        let done = sheets.iter().map(|_| None).collect();
        Workbook { format, reader, sheets, done, spool: None }
    }

    /// Reads the first rows of every sheet. A sheet that fails here is refused, and the others live on.
    fn look_at_heads(&mut self, progress: Progress<'_>) -> Result<(), ReadError> {
        let mut heads = self.reader.heads().map(Vec::into_iter);
        let mut room = HeadRoom::new();
        let count = self.sheets.len();
        for (i, info) in self.sheets.iter_mut().enumerate() {
            if progress(i as f64 / count as f64).is_break() {
                return Err(ReadError::new(&super::stopped::STOPPED));
            }
            if info.refused.is_some() {
                continue;
            }
            if !room.is_left() {
                // Its rows are not kept, so they need not be unpacked either: there may be thousands of such sheets.
                info.refused =
                    Some(ReadError::new(&problem::TOO_MUCH_DATA).with("sheet", info.name.as_str()));
                continue;
            }
            let head = match &mut heads {
                Some(heads) => heads.next().unwrap_or_default(),
                None => {
                    pulse::sheet(&info.name);
                    head(&mut room, self.reader.common(), |out| self.reader.read(i, out))
                }
            };
            info.head = head.rows;
            if info.head.is_empty() {
                info.refused = head.error.map(|e| e.with("sheet", info.name.as_str()));
            }
        }
        Ok(())
    }

    /// Pushes the rows of the sheet read last from a row number on.
    fn replay(&self, first: u32, reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>) {
        if let Some((_, spool)) = &self.spool {
            let _ = spool.replay(first, &self.reader.common().strings, reporter);
        }
    }

    fn read(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let name = self.sheets.get(sheet).map(|s| s.name.clone()).unwrap_or_default();
        pulse::sheet(&name);
        let mut collector = Collector::new(self.reader.common(), false, reporter);
        let result = self.reader.read(sheet, &mut collector);
        if collector.stopped {
            return Ok(());
        }
        if let Some(error) = result.err().or(collector.error.take()) {
            return Err(error.with("sheet", name));
        }
        collector.finish();
        let Collector { mut findings, dressed, spool, counts, .. } = collector;
        if self.sheets.get(sheet).is_some_and(|s| s.hidden) {
            findings.add(Finding::new(&problem::HIDDEN_SHEET, Place::File).with("sheet", name));
        }
        if let Some(done) = self.done.get_mut(sheet) {
            *done = Some(Done { findings, dressed, whole: counts.seen == counts.kept });
        }
        self.spool = Some((sheet, spool));
        Ok(())
    }
}

impl Book for Workbook<'_> {
    fn format(&self) -> Format {
        self.format
    }
    fn text(&self) -> Option<&TextReading> {
        None
    }
    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }
    fn rows(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let Some(info) = self.sheets.get(sheet) else { return Ok(()) };
        if let Some(error) = &info.refused {
            return Err(error.clone());
        }
        if self.spool.as_ref().is_some_and(|(read, _)| *read == sheet) {
            self.replay(0, reporter);
            return Ok(());
        }
        self.read(sheet, reporter)
    }
    fn rows_from(
        &mut self,
        sheet: usize,
        first: u32,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        if self.spool.as_ref().is_none_or(|(read, _)| *read != sheet) {
            // Once the whole sheet is in compact form, every later jump is short.
            self.rows(sheet, &mut |_| ControlFlow::Continue(()))?;
        }
        self.replay(first, reporter);
        Ok(())
    }
    fn findings(&self, sheet: usize) -> Findings {
        match self.done.get(sheet) {
            Some(Some(done)) => done.findings.clone(),
            _ => Findings::keeping(0),
        }
    }
    fn dressed(&self, sheet: usize) -> &[Address] {
        match self.done.get(sheet) {
            Some(Some(done)) => &done.dressed,
            _ => &[],
        }
    }
    fn complete(&self, sheet: usize) -> bool {
        matches!(self.done.get(sheet), Some(Some(done)) if done.whole)
    }
}
