//! A table in a web page, as programs save it under the name of a spreadsheet.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rows: &str| {
    let page = format!("<html><body><table>{rows}</table></body></html>");
    import_checker_fuzz::check(page.into_bytes(), None);
});
