//! JSON of strangers beside the table: a few megabytes that would become gigabytes are refused before they are taken apart.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cap::Cap;
use import_checker::{ImportDefinition, Lang, Mapping, WentIn, open_summary};
use std::alloc::System;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// What a piece of work holds at its height beyond what is there before it.
fn held<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = MEMORY.allocated();
    let height = MEMORY.max_allocated();
    let made = work();
    let most = MEMORY.max_allocated();
    // The height is that of the whole program: where this work did not raise it, it stayed below.
    (made, if most > height { most - before } else { 0 })
}

/// One test for all: the bytes are counted for the whole program.
#[test]
fn what_would_become_large_is_refused_before_it_is() {
    let begin = "{\"kind\":\"import-checker-summary\",\"shape\":1,\"verdict\":\"errors\",\"records\":{\"onFile\":1,\"ready\":0,\
                 \"inError\":1,\"skipped\":0,\"blank\":0},\"counts\":null,\"groups\":[],\"notChecked\":[],\"findings\":[";
    let finding = "{\"code\":\"T310\",\"name\":\"x\",\"severity\":\"error\"}";
    let findings = |count: usize| format!("{begin}{}{finding}]}}", format!("{finding},").repeat(count - 1));
    let (opened, _) = held(|| open_summary(&findings(20_000), Lang::En).map(|_| ()));
    assert_eq!(opened, Ok(()), "as many as a file has");

    // Within the bytes of a summary, and not within what it becomes.
    let many = findings(580_000);
    assert!(many.len() < 32 << 20);
    let (refused, most) = held(|| open_summary(&many, Lang::En).unwrap_err());
    assert!(refused.contains("more than a summary holds"), "{refused}");
    assert_eq!(most, 0);
    drop(many);

    let many = format!("[{}0]", "[],".repeat(5_500_000));
    assert!(many.len() < 16 << 20);
    let (_, most) = held(|| ImportDefinition::parse(&many).unwrap_err());
    assert!(most < 1 << 20, "a definition: {most} bytes");
    let (_, most) = held(|| Mapping::parse(&many).unwrap_err());
    assert!(most < 1 << 20, "a mapping: {most} bytes");
    let (_, most) = held(|| WentIn::parse(&many).unwrap_err());
    assert!(most < 1 << 20, "what went in: {most} bytes");
    drop(many);

    // What is taken apart stays within what was said of it: objects, lists and members are the dearest.
    // How many of each are just taken.
    for (what, piece, weight) in [
        ("numbers", "0,", 144),
        ("texts", "\"\",", 193),
        ("empty lists", "[],", 432),
        ("lists", "[0],", 432),
        ("objects", "{\"a\":1},", 882),
    ] {
        let count = ((512 << 20) / weight).min((16 << 20) / piece.len()) - 10;
        let text = format!("[{}0]", piece.repeat(count));
        let (refused, most) = held(|| Mapping::parse(&text).unwrap_err());
        assert!(!refused.to_string().contains("larger"), "{what}: {refused}");
        // A list that grows is there twice for a moment.
        assert!(most < 768 << 20, "{what}: {count} take {most} bytes");
    }
}
