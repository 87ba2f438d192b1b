//! Whatever was read, every file that can be made of it is made or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(mut session) = import_checker_fuzz::checked(bytes.to_vec(), Some("gryzzly/projects")) else { return };
    for what in ["changes", "rejected", "annotated", "xlsx", "report", "html", "summary", "summary-with-values"] {
        let mut out = Vec::new();
        let _ = session.product(0, what, import_checker::RowsInError::Include, &mut out);
    }
});
