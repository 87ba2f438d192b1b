//! One program for all targets: which of them runs is said by the environment variable `FUZZ_TARGET`.
#![no_main]

use std::sync::OnceLock;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static RUN: OnceLock<fn(&[u8])> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
        let known = import_checker_fuzz::targets::TARGETS.iter().find(|(target, _)| *target == name);
        known.unwrap_or_else(|| panic!("FUZZ_TARGET names no target: {name:?}")).1
    });
    run(bytes);
});
