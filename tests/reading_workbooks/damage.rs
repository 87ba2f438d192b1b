//! Files that are damaged, hostile or spoiled at random: an answer every time, never a panic.

use crate::package::{Package, Xlsx, ods, pack, xlsb, xlsb_text};
use crate::{open, rows};
use proptest::prelude::*;
use std::ops::ControlFlow;

/// Reads everything there is; what comes out does not matter.
fn exhaust(bytes: Vec<u8>) -> String {
    let mut book = match open(bytes) {
        Ok(book) => book,
        Err(error) => return error.problem.name.to_owned(),
    };
    for sheet in 0..book.sheets().len() {
        let _ = book.rows(sheet, &mut |_| ControlFlow::Continue(()));
        let _ = book.findings(sheet);
        if !book.complete(sheet) {
            return "incomplete".to_owned();
        }
    }
    "read".to_owned()
}

fn sample() -> Xlsx<'static> {
    Xlsx {
        rows: "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>45730.5</v></c></row>\
               <row r='2' hidden='1'><c r='A2' t='inlineStr'><is><t>x&amp;y</t></is></c><c r='B2'><f>1</f><v>1</v></c></row>",
        strings: "<si><t>name</t></si>",
        formats: &["yyyy-mm-dd hh:mm"],
        behind: "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
        ..Xlsx::default()
    }
}

#[test]
fn parts_that_lie_or_are_missing() {
    assert_eq!(exhaust(sample().build()), "read");
    let sheet = sample().parts().pop().unwrap().1;
    let with = |size: u32, checksum: Option<u32>| {
        let mut package = Package::default();
        let mut parts = sample().parts();
        parts.pop();
        for (name, text) in parts {
            package.add_as(name, text.as_bytes(), text.len() as u32, None);
        }
        package.add_as("xl/worksheets/sheet1.xml", sheet.as_bytes(), size, checksum);
        package
    };
    let length = sheet.len() as u32;
    assert_eq!(exhaust(with(length, None).finish()), "read");
    assert_eq!(exhaust(with(length, Some(7)).finish()), "incomplete", "checksum");
    assert_eq!(exhaust(with(length - 9, None).finish()), "incomplete", "shorter than it is");
    assert_eq!(exhaust(with(length + 9, None).finish()), "incomplete", "longer than it is");
    assert_eq!(exhaust(with(u32::MAX - 1, None).finish()), "incomplete", "much longer");
    let twice = with(length, None).add("XL/worksheets/Sheet1.xml", sheet.as_bytes());
    assert_eq!(exhaust(twice.finish()), "incomplete", "the same part twice");
    let mut parts = sample().parts();
    parts.retain(|(name, _)| *name != "xl/workbook.xml");
    assert_eq!(exhaust(pack(&parts)), "part-missing");
}

#[test]
fn entities_of_ones_own_are_refused() {
    for strings in [
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><sst><si><t>&e;</t></si></sst>",
        "<sst><si><t>&undefined;</t></si></sst>",
    ] {
        let mut parts = sample().parts();
        for (name, text) in &mut parts {
            if *name == "xl/sharedStrings.xml" {
                *text = strings.to_owned();
            }
        }
        assert_eq!(exhaust(pack(&parts)), "part-unreadable", "{strings}");
    }
}

#[test]
fn few_bytes_that_ask_for_a_lot() {
    let many = |n: &str, m: &str| {
        format!(
            "<table:table table:name='S'><table:table-row table:number-rows-repeated='{n}'><table:table-cell \
             table:number-columns-repeated='{m}' office:value-type='float' office:value='1'/></table:table-row></table:table>"
        )
    };
    let big = "18446744073709551615";
    let (columns_beyond, row_too_large) = ("too-many-columns", "row-too-large");
    for (rows, columns, problem) in
        [("1", "16385", columns_beyond), (big, big, row_too_large), ("1", big, row_too_large)]
    {
        let book = open(ods("", &many(rows, columns))).unwrap();
        let refused = book.sheets()[0].refused.as_ref().map(|e| e.problem.name);
        assert_eq!(refused, Some(problem), "{rows} {columns}");
    }
    for (rows, columns, problem) in [
        ("1048576", "16384", "too-many-cells"),
        ("90000", "1000", "too-many-cells"),
        ("1048577", "1", "row-beyond-sheet"),
    ] {
        let mut book = open(ods("", &many(rows, columns))).unwrap();
        let mut seen = 0;
        let error = book.rows(0, &mut |_| {
            seen += 1;
            ControlFlow::Continue(())
        });
        let refused = book.sheets()[0].refused.clone().or(error.err()).map(|e| e.problem.name);
        assert_eq!((refused, seen), (Some(problem), 0), "{rows} {columns}");
    }
    let spaces = "<table:table table:name='S'><table:table-row><table:table-cell office:value-type='string'>\
                  <text:p><text:s text:c='4000000000'/></text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(exhaust(ods("", spaces)), "incomplete");
    let counts = Xlsx { strings: "", ..sample() };
    let mut parts = counts.parts();
    for (name, text) in &mut parts {
        if *name == "xl/sharedStrings.xml" {
            *text = "<sst count='4294967295' uniqueCount='4294967295'><si><t>a</t></si></sst>".to_owned();
        }
    }
    assert_eq!(exhaust(pack(&parts)), "read");
}

#[test]
fn a_part_of_next_to_nothing_at_great_length_is_refused() {
    let mut parts = sample().parts();
    let blanks = " ".repeat(70 << 20);
    let last = parts.len() - 1;
    parts[last].1 = parts[last].1.replace("<sheetData>", &format!("{blanks}<sheetData>"));
    let book = open(pack(&parts)).unwrap();
    let refused = book.sheets()[0].refused.as_ref().map(|e| e.problem.name);
    assert_eq!(refused, Some("unpacks-too-large"));
}

#[test]
fn a_far_cell_costs_nothing() {
    let far = Xlsx {
        rows: "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>",
        ..Xlsx::default()
    };
    let mut book = open(far.build()).unwrap();
    let rows = rows(book.as_mut(), 0).unwrap();
    assert_eq!((rows.len(), rows[1].number, rows[1].len()), (2, 1_048_576, 16_384));
}

/// Small workbooks of the two binary formats, written by other programs.
fn binaries() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading_workbooks/files");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read(p).ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Bytes of a whole file, as a damaged disk would change them.
    #[test]
    fn spoiled_files_never_panic(which in 0..8_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let table = "<table:table table:name='S'><table:table-row><table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell></table:table-row></table:table>";
        let mut files = binaries();
        files.push(sample().build());
        files.push(ods("", table));
        files.push(xlsb(&[(7, vec![0; 4]), (6, xlsb_text("b"))], "0", &["a"]));
        let count = files.len();
        let mut bytes = files.swap_remove(which % count);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            let at = cut.index(bytes.len());
            bytes.truncate(at);
        }
        exhaust(bytes);
    }

    /// Characters within the parts, which are then packed as they should be.
    #[test]
    fn spoiled_parts_never_panic(part in 0..6_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"<>/\"'=&;0A \x00\xff".to_vec())), 1..6)) {
        let mut parts: Vec<(&str, Vec<u8>)> = sample().parts().into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
        for (at, byte) in changes {
            let text = &mut parts[part].1;
            let at = at.index(text.len());
            text[at] = byte;
        }
        let package = parts.iter().fold(Package::default(), |p, (name, text)| p.add(name, text));
        exhaust(package.finish());
    }
}

/// A container of the older kind whose directory names these streams; they have no content.
fn ole(names: &[&str]) -> Vec<u8> {
    let mut file = vec![0xff; 512];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file[44..52].copy_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]);
    file[76..80].copy_from_slice(&1_u32.to_le_bytes());
    let mut directory = vec![0; 512];
    let all = std::iter::once(&"Root Entry").chain(names);
    for (i, (entry, name)) in directory.chunks_mut(128).zip(all).enumerate() {
        // The root names its first child, and each child the next one.
        let next = if i < names.len() { i as u32 + 1 } else { u32::MAX };
        let [right, child] = if i == 0 { [u32::MAX, next] } else { [next, u32::MAX] };
        entry[68..80].copy_from_slice(&[u32::MAX, right, child].map(u32::to_le_bytes).concat());
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..letters.len()].copy_from_slice(&letters);
        entry[64..66].copy_from_slice(&(letters.len() as u16 + 2).to_le_bytes());
        entry[66] = if *name == "Root Entry" { 5 } else { 2 };
    }
    file.extend(directory);
    let mut table = vec![0xff; 512];
    table[..8].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff, 0xfd, 0xff, 0xff, 0xff]);
    file.extend(table);
    file
}

#[test]
fn containers_of_other_things_are_refused_by_name() {
    let zip = |name: &'static str| pack(&[(name, "x".to_owned())]);
    for (bytes, expected) in [
        (ole(&["EncryptedPackage", "EncryptionInfo"]), "password-protected"),
        (ole(&["WordDocument"]), "document-not-table"),
        (ole(&["__properties_version1.0"]), "document-not-table"),
        (zip("Index/Document.iwa"), "apple-numbers"),
        (zip("word/document.xml"), "document-not-table"),
        (zip("table.csv"), "compressed-file"),
        (sample().build().split_at(300).0.to_vec(), "cut-off-file"),
    ] {
        assert_eq!(exhaust(bytes), expected);
    }
}
