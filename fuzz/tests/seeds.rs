//! Every target over its kept seeds and damaged copies of them, with the memory counted.
//!
//! Without a clock: what goes round in a circle does not come to an end while a test waits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cap::Cap;
use import_checker_fuzz::damage::{Dice, damaged};
use import_checker_fuzz::targets::TARGETS;
use std::alloc::System;
use std::fs;
use std::path::{Path, PathBuf};

/// Far above what any seed needs. Over it the allocator refuses, and the run ends.
const MOST: usize = 256 << 20;

/// Damaged copies of each seed: enough for the obvious, few enough for every run.
const COPIES: usize = 25;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MOST);

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut seeds: Vec<PathBuf> =
        fs::read_dir(&folder).map(|all| all.flatten().map(|e| e.path()).collect()).unwrap_or_default();
    seeds.sort();
    seeds
}

fn run(target: &str) {
    let run = TARGETS.iter().find(|(name, _)| *name == target).unwrap().1;
    let seeds = seeds(target);
    assert!(!seeds.is_empty(), "there are no seeds for {target}");
    let mut dice = Dice::new(16);
    for seed in seeds {
        let bytes = fs::read(&seed).unwrap();
        let tried = |bytes: &[u8], what: &str| {
            let held = std::panic::catch_unwind(|| run(bytes));
            assert!(
                held.is_ok(),
                "{target}, {}, {what}: {:?}",
                seed.display(),
                String::from_utf8_lossy(bytes)
            );
        };
        tried(&bytes, "as it is");
        for copy in 0..COPIES {
            tried(&damaged(&bytes, &mut dice), &format!("damaged copy {copy}"));
        }
    }
}

/// One test for each target, and none without.
macro_rules! targets {
    ($($test:ident: $name:literal),* $(,)?) => {
        $(#[test] fn $test() { run($name); })*

        #[test]
        fn each_target_has_a_test() {
            let tested = [$($name),*];
            assert_eq!(TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), tested);
        }
    };
}

targets! {
    answer: "answer",
    batch: "batch",
    clean: "clean",
    container: "container",
    corrected: "corrected",
    csv: "csv",
    definition: "definition",
    file: "file",
    guards: "guards",
    html: "html",
    lists: "lists",
    mapping: "mapping",
    ods: "ods",
    outputs: "outputs",
    own_definition: "own-definition",
    sample: "sample",
    sniff: "sniff",
    summary: "summary",
    xls: "xls",
    xlsb: "xlsb",
    xlsx: "xlsx",
    xml2003: "xml2003",
}
