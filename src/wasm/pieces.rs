//! Output on its way out of WebAssembly memory.

use js_sys::{Array, Function, Uint8Array};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// Output leaves WebAssembly memory in pieces of this size, in bytes.
const PIECE: usize = 1 << 22;

/// Collects bytes and hands them out piece by piece.
pub(super) struct Pieces<F> {
    send: F,
    buffer: Vec<u8>,
}

impl<F: FnMut(&[u8]) -> io::Result<()>> Pieces<F> {
    pub(super) fn new(send: F) -> Pieces<F> {
        Pieces { send, buffer: Vec::new() }
    }

    /// Hands out what is left.
    pub(super) fn send(&mut self) -> io::Result<()> {
        if !self.buffer.is_empty() {
            (self.send)(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

impl<F: FnMut(&[u8]) -> io::Result<()>> Write for Pieces<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len() + bytes.len() > PIECE {
            self.send()?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Says that the output is at its end.
    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

/// A blob of bytes, which the browser copies out of this memory itself.
fn blob_of(bytes: &[u8]) -> Result<Blob, JsValue> {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().dyn_into()?;
    // Nothing runs between the making of the view and the copying, so that the memory cannot move under it.
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let view = Uint8Array::new_with_byte_offset_and_length(
        &memory.buffer(),
        place(bytes.as_ptr() as usize),
        place(bytes.len()),
    );
    Blob::new_with_u8_array_sequence(&Array::of1(&view))
}

/// Files that lie ready as blobs, which the browser keeps outside of this memory. Copies share them.
#[derive(Clone, Default)]
pub(super) struct PreparedOutputs(Rc<RefCell<Vec<Vec<Blob>>>>);

/// Together, in bytes, what lies ready is not more than this: larger files are made when somebody asks for them, and
/// then straight to the disk.
pub(super) const MOST_READY: f64 = 250_000_000.0;

impl PreparedOutputs {
    /// A place for a file, in place of what was there.
    pub(super) fn empty(&self, file: usize) -> Box<dyn Write> {
        let mut prepared_outputs = self.0.borrow_mut();
        let count = prepared_outputs.len().max(file + 1);
        prepared_outputs.resize_with(count, Vec::new);
        prepared_outputs.get_mut(file).into_iter().for_each(Vec::clear);
        let prepared_outputs = Rc::clone(&self.0);
        Box::new(Pieces::new(move |bytes: &[u8]| {
            let blob = blob_of(bytes).map_err(|e| io::Error::other(format!("{e:?}")))?;
            let mut prepared_outputs = prepared_outputs.borrow_mut();
            let lying: f64 = prepared_outputs.iter().flatten().map(Blob::size).sum();
            let output_of = prepared_outputs.get_mut(file).ok_or(io::ErrorKind::NotFound)?;
            if lying + blob.size() > MOST_READY {
                output_of.clear();
                return Err(io::ErrorKind::StorageFull.into());
            }
            output_of.push(blob);
            Ok(())
        }))
    }

    /// Gives all pieces of a file.
    pub(super) fn hand_over(&self, file: usize, piece: &Function) {
        for blob in self.0.borrow().get(file).into_iter().flatten() {
            let _ = piece.call1(&JsValue::NULL, blob);
        }
    }
}
