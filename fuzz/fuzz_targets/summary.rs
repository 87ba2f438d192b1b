//! A summary comes from whoever writes to support: it is opened or refused, and can then be printed.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(report) = import_checker::open_summary(text, import_checker::Lang::Fr) {
        let shown = import_checker::summary_text(&report);
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        import_checker::html_report(&report, import_checker::Lang::Fr);
    }
});
