//! Rows under a known header: what was cleaned once is not changed by cleaning it again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let definitions = import_checker_fuzz::definitions();
    let definition = &definitions[usize::from(input.0) % definitions.len()];
    let header: Vec<&str> = definition.fields.iter().map(|field| field.name.as_str()).collect();
    let file = format!("{}\n{}", header.join(","), input.1);
    let Some(once) = import_checker_fuzz::check(file.into_bytes(), Some(&definition.name)) else { return };
    // A table without a record is refused, the one that was cleaned like any other.
    if once.iter().filter(|byte| **byte == b'\n').count() < 2 {
        return;
    }
    let twice = import_checker_fuzz::check(once.clone(), Some(&definition.name));
    let twice = twice.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert_eq!(twice, Some(String::from_utf8_lossy(&once).into_owned()));
});
