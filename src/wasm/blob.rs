//! A `Blob` as `Read + Seek`, by the synchronous reader that only workers have.

use js_sys::Uint8Array;
use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

/// Bytes that the browser reads at a time where the reading jumps: smaller blocks halve the speed.
const FIRST_BLOCK: u64 = 1 << 22;

/// Bytes that it reads at a time where the reading goes on: larger blocks are asked for less often.
const NEXT_BLOCK: u64 = 1 << 24;

/// Bytes that are copied into the memory of WebAssembly at a time for those who read few: whoever jumps about in a
/// workbook pays little for each jump. Who reads more gets it without a piece between.
const PIECE: u64 = 1 << 16;

/// Reads a blob in blocks of some MiB, which lie outside of the memory of WebAssembly; only a small piece is in it.
pub(super) struct BlobSource {
    blob: Blob,
    size: u64,
    position: u64,
    /// The bytes of the blob from `block_start` on.
    block: Uint8Array,
    block_start: u64,
    /// The bytes of the blob from `piece_start` on.
    piece: Vec<u8>,
    piece_start: u64,
    /// The share of the blob that lies before the place of the last read.
    passed: Rc<Cell<f64>>,
}

impl BlobSource {
    pub(super) fn new(blob: Blob) -> BlobSource {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "A size is a whole number."
        )]
        let size = blob.size() as u64;
        BlobSource {
            blob,
            size,
            position: 0,
            block: Uint8Array::new_with_length(0),
            block_start: 0,
            piece: Vec::new(),
            piece_start: 0,
            passed: Rc::default(),
        }
    }

    /// How far the reading has come, 0 to 1; follows it.
    pub(super) fn passed(&self) -> Rc<Cell<f64>> {
        Rc::clone(&self.passed)
    }

    /// Has the browser read the block in which the position lies.
    fn load(&mut self) -> Result<(), JsValue> {
        crate::base::pulse::beat();
        let goes_on = self.position > 0 && self.position == self.block_end();
        // Small reads near the end, as workbooks ask for, need not begin a whole block.
        let start = if goes_on { self.position } else { self.position - self.position % (FIRST_BLOCK / 4) };
        let end = (start + if goes_on { NEXT_BLOCK } else { FIRST_BLOCK }).min(self.size);
        self.passed.set(start as f64 / self.size.max(1) as f64);
        // What was read before is given up first, so that there is room for the next.
        self.block = Uint8Array::new_with_length(0);
        let slice = self.blob.slice_with_f64_and_f64(start as f64, end as f64)?;
        self.block = Uint8Array::new(&FileReaderSync::new()?.read_as_array_buffer(&slice)?.into());
        self.block_start = start;
        Ok(())
    }

    fn block_end(&self) -> u64 {
        self.block_start + u64::from(self.block.length())
    }

    /// A part of the block from the position on, of so many bytes at most.
    fn part(&mut self, most: u64) -> io::Result<Uint8Array> {
        if self.position < self.block_start || self.position >= self.block_end() {
            self.load().map_err(|e| io::Error::other(format!("{e:?}")))?;
        }
        let from = self.position - self.block_start;
        let to = (from + most).min(u64::from(self.block.length()));
        let place = |at: u64| u32::try_from(at).map_err(io::Error::other);
        Ok(self.block.subarray(place(from)?, place(to)?))
    }

    fn in_piece(&self) -> bool {
        self.position >= self.piece_start && self.position < self.piece_start + self.piece.len() as u64
    }
}

impl Read for BlobSource {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let count = if buffer.len() as u64 >= PIECE {
            let part = self.part(buffer.len() as u64)?;
            let count = part.length() as usize;
            part.copy_to(&mut buffer[..count]);
            count
        } else {
            if !self.in_piece() {
                let part = self.part(PIECE)?;
                self.piece.resize(part.length() as usize, 0);
                part.copy_to(&mut self.piece);
                self.piece_start = self.position;
            }
            let from = usize::try_from(self.position - self.piece_start).map_err(io::Error::other)?;
            let rest = self.piece.get(from..).unwrap_or(&[]);
            let count = rest.len().min(buffer.len());
            buffer[..count].copy_from_slice(&rest[..count]);
            count
        };
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
