//! The calls a page may make; the only place with JavaScript types.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine, for "about" lines and reports of faults.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
