//! A `Blob` as `Read + Seek`, by the synchronous reader that only workers have.

use js_sys::Uint8Array;
use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

/// Bytes read at a time: smaller pieces halve the speed.
const PIECE: u64 = 1 << 22;

/// Reads a blob in pieces of 4 MiB; nothing else of it is in memory.
pub(super) struct BlobSource {
    blob: Blob,
    size: u64,
    position: u64,
    piece: Vec<u8>,
    start: u64,
    /// The share of the blob that lies before the place of the last read.
    passed: Rc<Cell<f64>>,
}

impl BlobSource {
    pub(super) fn new(blob: Blob) -> BlobSource {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A size is a whole number.
        let size = blob.size() as u64;
        BlobSource { blob, size, position: 0, piece: Vec::new(), start: 0, passed: Rc::default() }
    }

    /// How far the reading has come, 0 to 1; follows it.
    pub(super) fn passed(&self) -> Rc<Cell<f64>> {
        Rc::clone(&self.passed)
    }

    fn load(&mut self) -> Result<(), JsValue> {
        crate::base::pulse::beat();
        // Small reads near the end, as workbooks ask for, need not begin a whole piece.
        self.start = self.position - self.position % (PIECE / 4);
        let end = (self.start + PIECE).min(self.size);
        #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
        self.passed.set(self.start as f64 / self.size.max(1) as f64);
        #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
        let slice = self.blob.slice_with_f64_and_f64(self.start as f64, end as f64)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&slice)?;
        let bytes = Uint8Array::new(&buffer);
        self.piece.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.piece);
        Ok(())
    }

    fn in_piece(&self) -> bool {
        self.position >= self.start && self.position < self.start + self.piece.len() as u64
    }
}

impl Read for BlobSource {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        if !self.in_piece() {
            self.load().map_err(|e| io::Error::other(format!("{e:?}")))?;
        }
        let from = usize::try_from(self.position - self.start).map_err(io::Error::other)?;
        let rest = self.piece.get(from..).unwrap_or(&[]);
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for BlobSource {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let base = match to {
            SeekFrom::Start(_) => 0,
            SeekFrom::End(_) => self.size,
            SeekFrom::Current(_) => self.position,
        };
        let target = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) | SeekFrom::Current(n) => base.checked_add_signed(n),
        };
        self.position = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
