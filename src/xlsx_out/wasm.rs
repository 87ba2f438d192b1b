//! The calls of the module that writes workbooks. It is loaded when somebody asks for one.

use super::Book;
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
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
    #[expect(clippy::new_without_default, reason = "JavaScript knows no defaults.")]
    pub fn new() -> Workbook {
        Workbook { book: Book::new() }
    }

    /// Takes the next bytes of the engine's pieces.
    ///
    /// # Errors
    /// They are not what the engine writes, or more than a workbook can hold.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.book.write_all(bytes).map_err(sentence)
    }

    /// The finished file.
    ///
    /// # Errors
    /// It is more than a workbook can hold.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.book.finish().map_err(sentence)
    }
}

/// The template of a definition, with instructions in a language; definition and the host's own texts are JSON.
///
/// # Errors
/// The definition or the texts are wrong, or the template is more than a workbook can hold.
#[wasm_bindgen]
pub fn template(definition: &str, lang: &str, texts: &str) -> Result<Vec<u8>, JsValue> {
    let definition = ImportDefinition::parse(definition).map_err(sentence)?;
    let lang = Lang::with_phrases(lang, texts).map_err(sentence)?;
    super::template(&definition, lang).map_err(sentence)
}

/// The page to print of a definition, in a language, as HTML; definition and the host's own texts are JSON.
///
/// # Errors
/// The definition or the texts are wrong.
#[wasm_bindgen]
pub fn guide(definition: &str, lang: &str, texts: &str) -> Result<String, JsValue> {
    let definition = ImportDefinition::parse(definition).map_err(sentence)?;
    let lang = Lang::with_phrases(lang, texts).map_err(sentence)?;
    Ok(crate::definition::guide(&definition, lang))
}

fn sentence(error: impl ToString) -> JsValue {
    JsValue::from_str(&error.to_string())
}
