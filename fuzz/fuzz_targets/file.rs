//! Any bytes at all, as they are: the guess of what they are, text in every encoding, damaged containers.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    import_checker_fuzz::check(bytes.to_vec(), None);
});
