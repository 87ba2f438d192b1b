//! What bounds the memory and work that a file asks for stands in one list, `src/base/limits.rs`: no other file counts up to a
//! large number of its own.

// A test fails by panicking.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/sources.rs"]
mod sources;

use sources::rust_files;
use std::fs;
use std::path::Path;

/// From here on a number bounds work; below it is how many are shown, or how far a guess looks.
const LARGE: u64 = 1_000;

/// Large numbers that bound nothing, by what they are: file and name of each.
const NO_LIMITS: &[(&str, &[(&str, &str)])] = &[
    (
        "what a format or a program has",
        &[
            ("xlsx_out/book.rs", "MOST_LINKS"),
            ("xlsx_out/pieces.rs", "MOST_ROWS"),
            ("xlsx_out/pieces.rs", "MOST_COLUMNS"),
            ("xlsx_out/pieces.rs", "LONGEST_TEXT"),
            ("xlsx_out/template.rs", "LAST_ROW"),
            ("read/workbook/package.rs", "TAIL"),
            ("read/workbook/plain_xls.rs", "SECTOR"),
            ("read/workbook/plain_xls.rs", "LAST"),
            ("read/workbook/plain_xls.rs", "TABLE"),
            ("read/workbook/ole.rs", "LAST_SECTOR"),
            ("read/workbook/xls.rs", "AUTOMATIC"),
        ],
    ),
    (
        "bits of a number that stands for several things",
        &[
            ("table/cut.rs", "ONES"),
            ("table/lines.rs", "ODD"),
            ("table/lines.rs", "QUOTED"),
            ("edits/mod.rs", "ADDED"),
            ("read/workbook/strings.rs", "PLAIN"),
            ("read/workbook/strings.rs", "BARE"),
        ],
    ),
    (
        "how much is done in one go",
        &[
            ("base/delimited.rs", "FULL"),
            ("base/pulse.rs", "CELLS"),
            ("base/pulse.rs", "BYTES"),
            ("read/encoding.rs", "CHUNK"),
            ("read/workbook/spool.rs", "PIECE"),
            ("read/workbook/spool.rs", "STEP"),
            ("read/workbook/xml.rs", "WINDOW"),
            ("wasm/blob.rs", "FIRST_BLOCK"),
            ("wasm/blob.rs", "NEXT_BLOCK"),
            ("wasm/blob.rs", "PIECE"),
            ("wasm/pieces.rs", "PIECE"),
            ("wasm/warm.rs", "CELLS"),
            ("edits/mod.rs", "NEAR"),
        ],
    ),
    (
        "how far a guess looks",
        &[
            ("read/guess.rs", "CLEAR_FAULTS"),
            ("read/guess.rs", "EARLY"),
            ("read/legacy.rs", "WORD_BYTES"),
            ("read/legacy.rs", "WORDS"),
            ("read/sniff.rs", "HEAD"),
            ("read/text.rs", "SAMPLE"),
            ("definition/pattern.rs", "SPELT_OUT"),
        ],
    ),
    (
        "how much is shown",
        &[
            ("rules/file.rs", "TOLD"),
            ("xlsx_out/book.rs", "MOST_NOTES"),
            ("answers/overview.rs", "MOST_BLOCKS"),
        ],
    ),
    ("what the command line asks of itself", &[("cli/own_process.rs", "LONGEST")]),
];

/// The value of `1 << 20`, `64 * 1024`, `0x8000_0000`, `10_000`; nothing for what is no such number.
fn number(text: &str) -> Option<u64> {
    if let Some((base, shift)) = text.split_once("<<") {
        return number(base)?.checked_shl(u32::try_from(number(shift)?).ok()?);
    }
    if let Some((a, b)) = text.rsplit_once('*') {
        return number(a)?.checked_mul(number(b)?);
    }
    let digits = text.trim().replace('_', "");
    match digits.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// The numbers that a file gives a name: `const ROWS: usize = 5_000;`.
fn named_numbers(code: &str) -> Vec<(String, u64)> {
    let constant = |line: &str| {
        let rest = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        let rest = rest.trim_start_matches("pub ").strip_prefix("const ")?;
        let (name, rest) = rest.split_once(": ")?;
        let (kind, value) = rest.split_once(" = ")?;
        let counts = matches!(kind, "usize" | "u64" | "u32" | "u16" | "i64");
        let value = value.strip_suffix(';')?.trim_end_matches(" as u64");
        counts.then(|| Some((name.to_owned(), number(value)?)))?
    };
    code.lines().filter_map(constant).collect()
}

#[test]
fn every_large_number_is_a_limit_or_bounds_nothing() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut unknown = Vec::new();
    let mut known = Vec::new();
    for path in &files {
        let inside = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        for (name, value) in named_numbers(&fs::read_to_string(path).unwrap()) {
            let mut others = NO_LIMITS.iter().flat_map(|(_, names)| *names);
            let is_known = others.any(|(file, constant)| *file == inside && *constant == name);
            if is_known {
                known.push((inside.clone(), name));
            } else if value >= LARGE {
                unknown.push(format!("{inside}: {name} = {value}"));
            }
        }
    }
    assert!(unknown.is_empty(), "enter in src/base/limits.rs:\n{}", unknown.join("\n"));
    for (file, name) in NO_LIMITS.iter().flat_map(|(_, names)| *names) {
        assert!(
            known.iter().any(|(f, n)| f == file && n == name),
            "{file} has no {name} any more: take it out here"
        );
    }
}

#[test]
fn numbers_are_read_as_they_are_written() {
    let code = "const A: usize = 1 << 20;\npub(crate) const B: u64 = 4 * 1024 * 1024;\n    const C: u32 = 0x8000_0000;\nconst D: &str = \"x\";\n";
    let expected = [("A".to_owned(), 1 << 20), ("B".to_owned(), 4 << 20), ("C".to_owned(), 0x8000_0000)];
    assert_eq!(named_numbers(code), expected);
}
