//! What is different in a browser: the engine in a dedicated worker of headless Chromium. Everything else is tested
//! natively. Run by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn the_engine_starts_in_a_worker() {
    assert_eq!(import_checker::wasm::version(), env!("CARGO_PKG_VERSION"));
}
