//! The calls of the module that reads files a second time. A page that wants it loads it after the engine, and it runs in a
//! worker of its own, which is thrown away with the answer: whatever happens in there, the check is not touched by it.

use super::SecondOpinion;
use crate::base::json::text::JsonText;
use crate::base::json::{Json, object};
use crate::read::{self, Wishes, browser_letters};
use std::io::Cursor;
use std::ops::ControlFlow;
use wasm_bindgen::prelude::*;

/// A workbook that our reader refuses, as a plain one that it takes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Instead(super::Instead);

#[wasm_bindgen]
impl Instead {
    /// The plain workbook.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn workbook(&self) -> Vec<u8> {
        self.0.workbook.clone()
    }

    /// Whether it may lack cells that neither reader knows.
    #[wasm_bindgen(getter, js_name = cellsMayLack)]
    #[must_use]
    pub fn cells_may_lack(&self) -> bool {
        self.0.cells_may_lack
    }
}

/// The workbook in place of one that our reader refuses; nothing where the second reader does not find all that it holds.
#[wasm_bindgen(js_name = readInstead)]
#[must_use]
pub fn read_instead(bytes: &[u8]) -> Option<Instead> {
    super::read_instead(bytes).map(Instead)
}

/// Reads a file by both readers and compares: `{compared, different, cells: [{sheet, cell, ours, theirs}], notCompared:
/// [{sheet, en, fr}]}` as JSON. `encoding` and `delimiter` say how a text file was read; empty where it is none.
#[wasm_bindgen(js_name = readTwice)]
#[must_use]
pub fn read_twice(bytes: &[u8], encoding: &str, delimiter: &str) -> String {
    browser_letters::offer();
    let wishes = Wishes {
        encoding: Some(encoding.to_owned()).filter(|name| !name.is_empty()),
        delimiter: delimiter.chars().next(),
        ..Wishes::default()
    };
    let opened = read::open(Box::new(Cursor::new(bytes)), &wishes, &mut |_| ControlFlow::Continue(()));
    let opinion = match opened {
        Ok(mut book) => super::second_opinion(book.as_mut(), &mut Cursor::new(bytes)),
        Err(_) => super::unreadable(),
    };
    let mut json = JsonText::default();
    json.value(&told(&opinion));
    json.finish()
}

fn told(opinion: &SecondOpinion) -> Json {
    let cells = opinion.cells.iter().map(|cell| {
        object! { "sheet": &cell.sheet, "cell": &cell.cell, "ours": &cell.ours, "theirs": &cell.theirs }
    });
    let not_compared =
        opinion.not_compared.iter().map(|(sheet, [en, fr])| object! { "sheet": sheet, "en": *en, "fr": *fr });
    object! {
        "compared": opinion.compared, "different": opinion.different,
        "cells": cells.collect::<Vec<_>>(), "notCompared": not_compared.collect::<Vec<_>>(),
    }
}
