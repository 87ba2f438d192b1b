//! The calls of the module that writes workbooks. It is loaded when somebody asks for one.

use super::Book;
use crate::definition::ImportDefinition;
use crate::wording::Lang;
use std::io::Write;
use wasm_bindgen::prelude::*;

/// A workbook that is made from what the engine hands over.
#[wasm_bindgen]
pub struct Workbook {
    book: Book,
}

#[wasm_bindgen]
impl Workbook {
    /// An empty workbook.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default)] // JavaScript knows no defaults.
    pub fn new() -> Workbook {
        Workbook { book: Book::new() }
    }

    /// Takes the next bytes of the engine's pieces.
    ///
    /// # Errors
    /// They are not what the engine writes, or more than a workbook can hold.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.book.write_all(bytes).map_err(|e| JsValue::from_str(&e.to_string()))
    }

    /// The finished file.
    ///
    /// # Errors
    /// It is more than a workbook can hold.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.book.finish().map_err(|e| JsValue::from_str(&e.to_string()))
    }
}

/// The template of a definition, given as JSON text, with instructions in a language.
///
/// # Errors
/// The definition is wrong, or more than a workbook can hold.
#[wasm_bindgen]
pub fn template(definition: &str, lang: &str) -> Result<Vec<u8>, JsValue> {
    let definition = ImportDefinition::parse(definition).map_err(|e| JsValue::from_str(&e.to_string()))?;
    super::template(&definition, Lang::of(lang)).map_err(|e| JsValue::from_str(&e.to_string()))
}
