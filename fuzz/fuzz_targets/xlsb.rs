//! The records of a sheet inside a sound binary workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|records: &[u8]| {
    let list = |inside: &str| format!("<?xml version=\"1.0\"?><Relationships>{inside}</Relationships>");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |name: &str, target: &str| format!("<Relationship Id=\"rId1\" Type=\"{kind}/{name}\" Target=\"{target}\"/>");
    let top = list(&relation("officeDocument", "xl/workbook.bin"));
    let book = list(&relation("worksheet", "worksheets/sheet1.bin"));
    // One sheet: its state, its number, its relation and its name.
    let mut sheets = vec![0x8f, 0x01, 0x00, 0x9c, 0x01];
    let mut entry = vec![0, 0, 0, 0, 1, 0, 0, 0];
    for text in ["rId1", "S"] {
        entry.extend((text.len() as u32).to_le_bytes());
        entry.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    }
    sheets.push(entry.len() as u8);
    sheets.extend(entry);
    sheets.extend([0x90, 0x01, 0x00]);
    let files = [
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.bin", sheets.as_slice()),
        ("xl/_rels/workbook.bin.rels", book.as_bytes()),
        ("xl/worksheets/sheet1.bin", records),
    ];
    import_checker_fuzz::check(import_checker_fuzz::archive(&files), None);
});
