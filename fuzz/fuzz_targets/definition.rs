//! A definition comes from whoever owns the page: any text is either taken or refused with a reason.
#![no_main]

use import_checker::definition::ImportDefinition;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop(ImportDefinition::parse(text));
});
