//! The second reader reads what ours refuses, within its limits, and a file that it read is never ready.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "reading_workbooks/package.rs"]
#[allow(dead_code, unreachable_pub)]
mod package;

use import_checker::{ImportDefinition, Input, Instead, Job, Lang, Product, RowsInError, Session};
use package::{Package, container};
use serde_json::Value as Json;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::sync::Arc;

const DEFINITION: &str = r#"{"name":"own/people","fields":[{"name":"name"},{"name":"day","type":"date"},{"name":"count","type":"integer"},{"name":"member","type":"boolean"}]}"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str =
    r#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const TEXTS: &str = r#"<sst uniqueCount="6"><si><t>name</t></si><si><t>day</t></si><si><t>count</t></si><si><t>member</t></si><si><t>Ana</t></si><si><t>Bo</t></si></sst>"#;
const HEADINGS: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>"#;
const ANA: &str = r#"<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" s="1"><v>45730</v></c><c r="C2"><v>7</v></c><c r="D2" t="b"><v>1</v></c></row>"#;
const BO: &str = r#"<row r="3"><c r="A3" t="s"><v>5</v></c><c r="B3" s="1"><v>45731</v></c><c r="C3"><v>8</v></c><c r="D3" t="b"><v>0</v></c></row>"#;
/// What a good file comes to.
const CLEANED: &str = "name,day,count,member\nAna,2025-03-14,7,TRUE\nBo,2025-03-15,8,FALSE\n";

/// A workbook in the making: parts that can be replaced.
struct Made {
    sheets: Vec<String>,
    styles: String,
    texts: String,
    texts_part: &'static str,
    texts_relation: &'static str,
    more: Vec<(&'static str, Vec<u8>)>,
}

/// A workbook of a sheet with these rows.
fn made(rows: &[&str]) -> Made {
    Made {
        sheets: vec![rows.concat()],
        styles: STYLES.to_owned(),
        texts: TEXTS.to_owned(),
        texts_part: "xl/sharedStrings.xml",
        texts_relation: "sharedStrings.xml",
        more: Vec::new(),
    }
}

impl Made {
    fn bytes(&self) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
        };
        let root = relation("r1", "officeDocument", "xl/workbook.xml");
        let mut relations = relation("styles", "styles", "styles.xml");
        if !self.texts_relation.is_empty() {
            relations += &relation("texts", "sharedStrings", self.texts_relation);
        }
        let mut listed = String::new();
        let mut package = Package::default();
        for (at, rows) in self.sheets.iter().enumerate() {
            relations += &relation(&format!("r{at}"), "worksheet", &format!("worksheets/sheet{at}.xml"));
            listed += &format!(r#"<sheet name="Sheet {at}" sheetId="{at}" r:id="r{at}"/>"#);
            let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
            package = package.add(&format!("xl/worksheets/sheet{at}.xml"), sheet.as_bytes());
        }
        let list = |relations: &str| format!("<Relationships>{relations}</Relationships>");
        package = package
            .add("_rels/.rels", list(&root).as_bytes())
            .add("xl/_rels/workbook.xml.rels", list(&relations).as_bytes())
            .add("xl/workbook.xml", format!("<workbook><sheets>{listed}</sheets></workbook>").as_bytes())
            .add("xl/styles.xml", self.styles.as_bytes())
            .add(self.texts_part, self.texts.as_bytes());
        self.more.iter().fold(package, |package, (name, bytes)| package.add(name, bytes)).finish()
    }
}

fn checked(source: impl Read + Seek + 'static) -> Session<'static> {
    checked_as(Input::default(), source)
}

fn checked_as(input: Input, source: impl Read + Seek + 'static) -> Session<'static> {
    let definition = Arc::new(ImportDefinition::parse(DEFINITION).unwrap());
    Job::new(vec![definition], Lang::En)
        .file(Input { name: "people.xlsx".to_owned(), ..input }, source)
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// As in a page, where the second reader is a module of its own: it writes a plain workbook, which takes the file's place.
fn checked_instead(bytes: &[u8]) -> Option<Session<'static>> {
    let Instead { workbook, cells_may_lack } = import_checker::read_instead(bytes)?;
    let input = Input { second_reader: true, cells_may_lack, ..Input::default() };
    Some(checked_as(input, Cursor::new(workbook)))
}

fn verdict(session: &Session<'_>) -> &'static str {
    session.files()[0].verdict().name()
}

/// Codes of a list of the report.
fn codes(session: &Session<'_>, list: &str) -> Vec<String> {
    let report = session.files()[0].report(Lang::En);
    let codes = report[list].as_array().into_iter().flatten();
    codes.map(|one: &Json| one["code"].as_str().unwrap().to_owned()).collect()
}

fn cleaned(session: &mut Session<'_>) -> String {
    let mut out = Vec::new();
    session.product(0, Product::Cleaned, RowsInError::Block, &mut out).unwrap();
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}

/// The file is read by the second reader and comes to what a good one does; but nobody may take it for ready.
fn is_read(name: &str, source: impl Read + Seek + 'static, expected: &str) {
    let mut session = checked(source);
    assert_eq!(codes(&session, "notChecked"), ["S450"], "{name}");
    assert_eq!(verdict(&session), "incomplete", "{name}");
    assert_eq!(cleaned(&mut session), expected, "{name}");
}

/// The file is not read: this is found, and no row of it is ready.
fn is_refused(name: &str, bytes: Vec<u8>, code: &str) {
    let session = checked(Cursor::new(bytes));
    let file = &session.files()[0];
    let report = file.report(Lang::En);
    let found = format!("{} {}", report["error"], report["findings"]);
    assert!(found.contains(code), "{name}: {code} in {report}");
    assert!(matches!(verdict(&session), "unreadable" | "errors"), "{name}: {}", verdict(&session));
    assert!(!codes(&session, "notChecked").contains(&"S450".to_owned()), "{name}");
}

#[test]
fn a_good_workbook_needs_no_second_reader() {
    let mut session = checked(Cursor::new(made(&[HEADINGS, ANA, BO]).bytes()));
    assert_eq!((verdict(&session), codes(&session, "notChecked")), ("ready", Vec::new()));
    assert_eq!(cleaned(&mut session), CLEANED);
}

#[test]
fn what_ours_refuses_and_the_second_reader_reads_rightly() {
    is_read("rows in another order", Cursor::new(made(&[HEADINGS, BO, ANA]).bytes()), CLEANED);
    // So far behind that the first rows tell nothing of it.
    let many: Vec<String> = (2..500)
        .map(|row| {
            ANA.replace("r=\"2\"", &format!("r=\"{row}\""))
                .replace("2\" ", &format!("{row}\" "))
                .replace("C2\"", &format!("C{row}\""))
        })
        .collect();
    let rows: Vec<&str> = many.iter().map(String::as_str).collect();
    let (last, others) = rows.split_last().unwrap();
    let (before, behind) = others.split_at(300);
    let expected = format!("name,day,count,member\n{}", "Ana,2025-03-14,7,TRUE\n".repeat(498));
    is_read(
        "far behind",
        Cursor::new(made(&[&[HEADINGS], before, &[last], behind].concat()).bytes()),
        &expected,
    );
    let lost = Made { texts_relation: "", ..made(&[HEADINGS, ANA, BO]) };
    is_read("no word of where the texts are", Cursor::new(lost.bytes()), CLEANED);
}

#[test]
fn one_sheet_of_several() {
    let notes = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Notes</t></is></c></row>"#;
    let mut both = made(&[HEADINGS, BO, ANA]);
    both.sheets.insert(0, notes.to_owned());
    is_read("the second", Cursor::new(both.bytes()), CLEANED);
    // The sheet that is checked is one of ours: then nothing is doubtful.
    let mut other = made(&[HEADINGS, ANA, BO]);
    other.sheets.push(format!("{}{}", notes.replace('1', "2"), notes));
    let session = checked(Cursor::new(other.bytes()));
    assert_eq!((verdict(&session), codes(&session, "notChecked")), ("ready", Vec::new()));
}

/// Fails once, as a reader with a fault would, and gives everything after that.
struct DiesOnce(Cursor<Vec<u8>>, bool);

impl Read for DiesOnce {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if out.len() > 100 && !std::mem::replace(&mut self.1, true) {
            panic!("as a reader with a fault would");
        }
        self.0.read(out)
    }
}

impl Seek for DiesOnce {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_fault_of_our_reader_leaves_the_file_to_the_second() {
    is_read("dies", DiesOnce(Cursor::new(made(&[HEADINGS, ANA, BO]).bytes()), false), CLEANED);
}

#[test]
fn what_takes_the_place_of_a_file_comes_to_the_same_and_lists_what_is_not_read() {
    let mut two = made(&[HEADINGS, BO, ANA]);
    two.sheets.push(ANA.replace("A2", "A7"));
    assert!(import_checker::read_instead(&two.bytes()).is_none(), "a part that leaves open what it says");
    two.sheets[1] = BO.replace("<v>5</v>", "<v>99</v>");
    let mut session = checked_instead(&two.bytes()).unwrap();
    assert_eq!(
        (verdict(&session), codes(&session, "notChecked").contains(&"S450".to_owned())),
        ("incomplete", true)
    );
    assert_eq!(cleaned(&mut session), CLEANED);
    assert!(import_checker::read_instead(b"name;day\n").is_none());
}

/// What the second reader would read wrongly, or with more than it may have.
#[test]
fn what_leaves_open_what_it_says_stays_refused() {
    let out_of_order = || made(&[HEADINGS, BO, ANA]);
    let with = |from: &str, to: &str| made(&[HEADINGS, &BO.replace(from, to), ANA]).bytes();
    let row = "S310";
    is_refused("two cells in one place", with("C3", "B3"), row);
    is_refused("a cell of another row", made(&[HEADINGS, ANA, &BO.replace("A3", "A7")]).bytes(), row);
    is_refused("a text by a word", with("<v>5</v>", "<v>Bo</v>"), row);
    is_refused("a text that is not there", with("<v>5</v>", "<v>99</v>"), row);
    is_refused("a formula without result", with("<v>8</v>", "<f>1+1</f>"), row);
    is_refused("a kind that nobody knows", with("t=\"b\"", "t=\"q\""), row);
    let texts = |texts: &str| Made { texts: texts.to_owned(), ..out_of_order() }.bytes();
    is_refused("more texts promised than there are", texts(&TEXTS.replace("\"6\"", "\"99999999999\"")), row);
    is_refused("declarations", texts(&format!("<!DOCTYPE sst [<!ENTITY a \"b\">]>{TEXTS}")), "F600");
    let two = Made { texts_part: "xl/other.xml", texts_relation: "other.xml", ..out_of_order() };
    let stale = ("xl/sharedStrings.xml", TEXTS.replace("Ana", "Eve").into_bytes());
    is_refused("two tables of texts", Made { more: vec![stale], ..two }.bytes(), row);
    is_refused("cut off", made(&[HEADINGS, BO, ANA, "<row r=\"4\"><c r=\"A4\"><v>1"]).bytes(), "S310");
    let alone = made(&[HEADINGS, ANA, &BO.replace("<v>5</v>", "<v>Bo</v>")]).bytes();
    is_refused("a text by a word, which ours cannot tell", alone, "S380");
    // Each part may be so long, and all of them together may not.
    let blanks = [b"<worksheet>".to_vec(), vec![b' '; 60 << 20]].concat();
    let parts = ["xl/worksheets/a.xml", "xl/worksheets/b.xml", "xl/worksheets/c.xml"];
    let much = parts.map(|name| (name, blanks.clone())).to_vec();
    is_refused("too much to unpack", Made { more: much, ..out_of_order() }.bytes(), row);
}

#[test]
fn numbers_are_never_shown_as_if_their_format_were_known() {
    let definition = r#"{"name":"own/codes","fields":[{"name":"code"}]}"#;
    let heading = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>"#;
    let rows = [
        heading,
        r#"<row r="3"><c r="A3"><v>12</v></c></row>"#,
        r#"<row r="2"><c r="A2"><v>7</v></c></row>"#,
    ];
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let input = Input { name: "codes.xlsx".to_owned(), ..Input::default() };
    let session = Job::new(vec![definition], Lang::En)
        .file(input, Cursor::new(made(&rows).bytes()))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    assert_eq!(verdict(&session), "incomplete");
    assert!(codes(&session, "findings").contains(&"T830".to_owned()), "{:?}", codes(&session, "findings"));
}

/// Without styles nobody knows which numbers are dates.
#[test]
fn numbers_that_may_be_dates_are_asked_about() {
    let styles = format!("<!DOCTYPE styleSheet [<!ENTITY a \"b\">]>{STYLES}");
    let session = checked(Cursor::new(Made { styles, ..made(&[HEADINGS, ANA, BO]) }.bytes()));
    assert_eq!(codes(&session, "notChecked"), ["S450"]);
    assert_eq!(verdict(&session), "errors");
    let asked = codes(&session, "findings").iter().filter(|code| *code == "T280").count();
    assert_eq!(asked, 2, "{:?}", codes(&session, "findings"));
}

/// The table of texts promises more of them than any machine has room for, and the second reader makes room.
#[test]
fn a_second_reader_that_dies_leaves_an_answer() {
    let promise = TEXTS.replace("\"6\"", "\"99999999999\"");
    let bytes = Made { texts: promise, ..made(&[HEADINGS, ANA, BO]) }.bytes();
    let session = checked(Cursor::new(bytes.clone()));
    assert_eq!((verdict(&session), codes(&session, "notChecked")), ("ready", Vec::new()));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("promise.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_import-checker"));
    let run = command.args(["read", "--second-opinion"]).arg(&path).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    let expected = "not compared: the second reader cannot read it\n0 cells compared, 0 differ\n";
    assert_eq!((run.status.code(), out.as_str()), (Some(1), expected));
}

#[test]
fn the_command_line_prints_what_was_read_and_says_what_is_not_known() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("second-reader.xlsx");
    std::fs::write(&path, made(&[HEADINGS, BO, ANA]).bytes()).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_import-checker"))
        .arg("read")
        .arg(&path)
        .output()
        .unwrap();
    assert!(run.status.success());
    let out = String::from_utf8(run.stdout).unwrap().replace("\r\n", "\n");
    assert_eq!(out, "name,day,count,member\nAna,2025-03-14,7,TRUE\nBo,2025-03-15,8,FALSE\n");
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("second reader") && said.contains("Save the workbook again"), "{said}");
}

/// Neither reader can tell a cell: the table that is printed is not whole, and says so.
#[test]
fn a_table_with_a_cell_that_nobody_can_tell_is_no_success() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("not-whole.xlsx");
    std::fs::write(&path, made(&[HEADINGS, ANA, &BO.replace("<v>5</v>", "<v>99</v>")]).bytes()).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_import-checker"));
    let run = command.arg("read").arg(&path).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap().replace("\r\n", "\n");
    assert_eq!(out, "name,day,count,member\nAna,2025-03-14,7,TRUE\n,2025-03-15,8,FALSE\n");
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.code() == Some(1) && said.contains("not complete"), "{said}");
}

/// A workbook with one damage, at every place of its parts: what the second reader reads of it is what a good one holds, or
/// what ours finds where the rows are in order, or somebody is asked.
#[test]
fn one_damage_anywhere_makes_no_other_rows() {
    let with = |texts: &str, styles: &str, rows: &[&str]| Made {
        texts: texts.to_owned(),
        styles: styles.to_owned(),
        ..made(rows)
    };
    let (in_order, swapped) = ([HEADINGS, ANA, BO], [HEADINGS, BO, ANA]);
    let mut damaged: Vec<(Made, Option<Made>)> = Vec::new();
    damaged.extend(damages(&in_order.concat()).iter().map(|rows| (made(&[rows]), None)));
    let pair =
        |texts: &str, styles: &str| (with(texts, styles, &swapped), Some(with(texts, styles, &in_order)));
    damaged.extend(damages(TEXTS).iter().map(|texts| pair(texts, STYLES)));
    damaged.extend(damages(STYLES).iter().map(|styles| pair(TEXTS, styles)));
    let mut second = 0;
    for (one, in_order) in damaged {
        let what = format!("{} {} {}", one.sheets[0], one.texts, one.styles);
        let mut session = checked(Cursor::new(one.bytes()));
        if !codes(&session, "notChecked").contains(&"S450".to_owned()) {
            continue;
        }
        second += 1;
        assert!(matches!(verdict(&session), "incomplete" | "errors"), "{what}");
        let mut instead =
            checked_instead(&one.bytes()).unwrap_or_else(|| panic!("no workbook in place of {what}"));
        assert_eq!(codes(&instead, "notChecked"), ["S450"], "{what}");
        assert_eq!(verdict(&instead), verdict(&session), "{what}");
        assert_eq!(codes(&instead, "findings"), codes(&session, "findings"), "{what}");
        if verdict(&session) == "incomplete" {
            let expected = match in_order {
                Some(in_order) => cleaned(&mut checked(Cursor::new(in_order.bytes()))),
                None => CLEANED.to_owned(),
            };
            assert_eq!(cleaned(&mut session), expected, "{what}");
            assert_eq!(cleaned(&mut instead), expected, "{what}");
        }
    }
    assert!(second > 50, "the second reader was needed {second} times");
}

/// A text with each of its tags left out or doubled, and at every third place something that does not belong there.
fn damages(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (mut at, mut rest) = (0, text);
    while let Some(begin) = rest.find('<') {
        let end = begin + rest[begin..].find('>').map_or(rest.len() - begin, |end| end + 1);
        let (before, tag, behind) = (&text[..at + begin], &rest[begin..end], &text[at + end..]);
        all.push(format!("{before}{behind}"));
        all.push(format!("{before}{tag}{tag}{behind}"));
        (at, rest) = (at + end, &rest[end..]);
    }
    for at in (0..text.len()).step_by(3) {
        for stray in ["<", ">", "&", "\"", "<!--", "\0", "7"] {
            all.push(format!("{}{stray}{}", &text[..at], &text[at..]));
        }
    }
    all
}

/// A record of a binary workbook of 97 to 2003.
fn old(kind: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), &data].concat()
}

/// The workbook of [`CLEANED`] in that format. `sheet` are the records of its sheet, its beginning and its end included.
fn xls(first: u16, sheet: &[Vec<u8>]) -> Vec<u8> {
    let texts = ["name", "day", "count", "member", "Ana", "Bo"];
    let text = |text: &&str| [&[u8::try_from(text.len()).unwrap(), 0, 0][..], text.as_bytes()].concat();
    let texts: Vec<u8> = texts.iter().flat_map(text).collect();
    let style = |format: u8| old(0xe0, &[&[0, 0, format, 0], &[0; 16]]);
    let head = [
        old(first, &[&[0, 6, 5, 0, 0, 0, 0, 0]]),
        old(0x42, &[&[0xb0, 4]]),
        // Streams below four kilobytes lie elsewhere.
        old(0xff, &[&[0; 4200]]),
        style(0),
        style(14),
        old(0xfc, &[&[6, 0, 0, 0, 6, 0, 0, 0], &texts]),
    ]
    .concat();
    let named = |at: usize| old(0x85, &[&u32::try_from(at).unwrap().to_le_bytes(), &[0, 0, 4, 0], b"Data"]);
    let begin = head.len() + named(0).len() + 4;
    container(&[head, named(begin), old(0x0a, &[]), sheet.concat()].concat())
}

fn old_sheet(first: u16) -> Vec<Vec<u8>> {
    let place = |row: u8, column: u8, style: u8| [row, 0, column, 0, style, 0];
    let text = |row, column, index: u8| old(0xfd, &[&place(row, column, 0), &[index, 0, 0, 0]]);
    let number = |row, column, style, n: f64| old(0x203, &[&place(row, column, style), &n.to_le_bytes()]);
    let truth = |row, is: u8| old(0x205, &[&place(row, 3, 0), &[is, 0]]);
    let mut all = vec![old(first, &[&[0, 6, 16, 0, 0, 0, 0, 0]])];
    // It says that it spans all there is.
    all.push(old(0x200, &[&[0, 0, 0, 0, 0, 0, 1, 0], &[0, 0, 0, 1, 0, 0]]));
    all.extend((0..4).map(|column| text(0, column, column)));
    for (row, index, day, count, is) in [(1, 4, 45_730.0, 7.0, 1), (2, 5, 45_731.0, 8.0, 0)] {
        all.extend([text(row, 0, index), number(row, 1, 1, day), number(row, 2, 0, count), truth(row, is)]);
    }
    all.push(old(0x0a, &[]));
    all
}

/// As [`is_read`], of a format of which no reader knows every kind of record; in a page as well.
fn is_read_in_part(name: &str, bytes: &[u8]) {
    is_read(name, Cursor::new(bytes.to_vec()), CLEANED);
    let sentence = |session: &Session<'_>| {
        let report = session.files()[0].report(Lang::En);
        report["notChecked"][0]["message"].as_str().unwrap_or_default().to_owned()
    };
    assert!(sentence(&checked(Cursor::new(bytes.to_vec()))).contains("Cells may be missing"), "{name}");
    let mut instead = checked_instead(bytes).unwrap_or_else(|| panic!("no workbook in place of {name}"));
    assert_eq!((verdict(&instead), codes(&instead, "notChecked")), ("incomplete", vec!["S450".to_owned()]));
    assert_eq!(cleaned(&mut instead), CLEANED, "{name}");
    assert!(sentence(&instead).contains("Cells may be missing"), "{name}");
}

#[test]
fn an_xlsx_workbook_lacks_no_cells() {
    let session = checked(Cursor::new(made(&[HEADINGS, BO, ANA]).bytes()));
    let report = session.files()[0].report(Lang::En);
    assert!(!report["notChecked"][0]["message"].as_str().unwrap().contains("Cells may be missing"));
}

#[test]
fn a_damaged_xls_workbook() {
    let good = checked(Cursor::new(xls(0x809, &old_sheet(0x809))));
    assert_eq!((verdict(&good), codes(&good, "notChecked")), ("ready", Vec::new()));
    is_read_in_part("the sheet begins as something else", &xls(0x809, &old_sheet(0x819)));
    is_read_in_part("the workbook begins as something else", &xls(0x819, &old_sheet(0x809)));
    let mut endless = old_sheet(0x809);
    endless.pop();
    is_read_in_part("a sheet without its end", &xls(0x809, &endless));
    // Neither of these is taken: what was meant is open, or there is too much of it.
    let damaged = |at: usize, record: Vec<u8>| {
        let mut sheet = old_sheet(0x819);
        sheet[at] = record;
        xls(0x809, &sheet)
    };
    let far = old(0x203, &[&[0xff, 0xff, 0xff, 0xff, 0, 0], &1_f64.to_le_bytes()]);
    is_refused("a cell at the end of the world", damaged(13, far), "S280");
    is_refused("two cells in one place", damaged(13, damaged_text(2, 0, 4)), "S280");
    is_refused("a text that is not there", damaged(10, damaged_text(2, 0, 99)), "S280");
    is_refused(
        "a text that ends before it does",
        damaged(10, old(0x204, &[&[2, 0, 0, 0, 0, 0, 9, 0, 0], b"Bo"])),
        "S280",
    );
    is_refused(
        "a kind of formula that the other does not know",
        damaged(13, old(0x206, &[&[2, 0, 3, 0, 0, 0], &[0; 16]])),
        "S280",
    );
    let mut cut = old_sheet(0x809);
    cut.pop();
    cut.push(vec![3, 2, 14, 0, 3, 0]);
    is_refused("cut off within a record", xls(0x809, &cut), "S280");
}

fn damaged_text(row: u8, column: u8, index: u8) -> Vec<u8> {
    old(0xfd, &[&[row, 0, column, 0, 0, 0], &[index, 0, 0, 0]])
}

/// A record of a binary workbook of 2007.
fn binary(kind: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    let mut out = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 128, (kind >> 7) as u8] };
    out.extend([data.len() as u8 | 128, (data.len() >> 7) as u8]);
    out.extend(data);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(text.len()).unwrap().to_le_bytes()[..], &units].concat()
}

/// The workbook of [`CLEANED`] as XLSB, of these rows.
fn xlsb(rows: &[Vec<u8>], texts_relation: bool) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let list = |relations: &str| format!("<Relationships>{relations}</Relationships>");
    let mut parts =
        relation("r1", "worksheet", "worksheets/sheet1.bin") + &relation("r2", "styles", "styles.bin");
    if texts_relation {
        parts += &relation("r3", "sharedStrings", "sharedStrings.bin");
    }
    let book = [
        binary(153, &[&[0; 12]]),
        binary(156, &[&[0; 8], &wide("r1"), &wide("Data")]),
        binary(144, &[]),
        binary(157, &[&[0; 24]]),
    ];
    let style = |format: u8| binary(47, &[&[0, 0, format, 0], &[0; 12]]);
    let styles = [binary(617, &[&[2, 0, 0, 0]]), style(0), style(14), binary(618, &[])];
    let texts = ["name", "day", "count", "member", "Ana", "Bo"];
    let texts = texts.iter().flat_map(|text| binary(19, &[&[0], &wide(text)]));
    let texts: Vec<u8> = binary(159, &[&[6, 0, 0, 0, 6, 0, 0, 0]]).into_iter().chain(texts).collect();
    let sheet = [binary(148, &[&[0; 16]]), binary(145, &[]), rows.concat(), binary(146, &[])];
    Package::default()
        .add("_rels/.rels", list(&relation("r1", "officeDocument", "xl/workbook.bin")).as_bytes())
        .add("xl/_rels/workbook.bin.rels", list(&parts).as_bytes())
        .add("xl/workbook.bin", &book.concat())
        .add("xl/styles.bin", &styles.concat())
        .add("xl/sharedStrings.bin", &texts)
        .add("xl/worksheets/sheet1.bin", &sheet.concat())
        .finish()
}

fn binary_rows() -> [Vec<u8>; 3] {
    let place = |column: u8, style: u8| [column, 0, 0, 0, style, 0, 0, 0];
    let text = |column, index: u8| binary(7, &[&place(column, 0), &[index, 0, 0, 0]]);
    let row = |row: u8| binary(0, &[&[row, 0, 0, 0], &[0; 21]]);
    let record = |number: u8, index: u8, day: f64, count: f64, is: u8| {
        [
            row(number),
            text(0, index),
            binary(5, &[&place(1, 1), &day.to_le_bytes()]),
            binary(5, &[&place(2, 0), &count.to_le_bytes()]),
            binary(4, &[&place(3, 0), &[is]]),
        ]
        .concat()
    };
    let headings: Vec<u8> = (0..4).flat_map(|column| text(column, column)).collect();
    [[row(0), headings].concat(), record(1, 4, 45_730.0, 7.0, 1), record(2, 5, 45_731.0, 8.0, 0)]
}

#[test]
fn a_damaged_xlsb_workbook() {
    let [headings, ana, bo] = binary_rows();
    let in_order = [headings.clone(), ana.clone(), bo.clone()];
    let good = checked(Cursor::new(xlsb(&in_order, true)));
    assert_eq!((verdict(&good), codes(&good, "notChecked")), ("ready", Vec::new()));
    is_read_in_part("rows in another order", &xlsb(&[headings.clone(), bo.clone(), ana.clone()], true));
    is_read_in_part("no word of where the texts are", &xlsb(&in_order, false));
    // Neither of these is taken.
    let and = |more: Vec<u8>| xlsb(&[headings.clone(), bo.clone(), ana.clone(), more], true);
    let place = [4, 0, 0, 0, 0, 0, 0, 0];
    is_refused("a record that is too short", and(binary(5, &[&place, &[1]])), "S310");
    is_refused("a kind that the other does not know", and(binary(62, &[&place, &[0], &wide("x")])), "S310");
    is_refused("two cells in one place", and(binary(4, &[&[3, 0, 0, 0, 0, 0, 0, 0], &[1]])), "S310");
    is_refused("a text that is not there", and(binary(7, &[&place, &[99, 0, 0, 0]])), "S310");
}

/// The workbook of [`CLEANED`] as OpenDocument, with these styles, and something behind the records.
fn ods(styles: &str, behind: &str) -> Vec<u8> {
    let spaces = ["office", "table", "text", "style"]
        .map(|p| format!("xmlns:{p}=\"urn:oasis:names:tc:opendocument:xmlns:{p}:1.0\""))
        .join(" ");
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let other = |kind: &str, name: &str, value: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let record = |name: &str, day: &str, count: &str, is: &str| {
        row(&[
            text(name),
            other("date", "date-value", day),
            other("float", "value", count),
            other("boolean", "boolean-value", is),
            r#"<table:table-cell table:number-columns-repeated="16380"/>"#.to_owned(),
        ]
        .concat())
    };
    let rows = [
        row(&["name", "day", "count", "member"].map(text).concat()),
        record("Ana", "2025-03-14", "7", "true"),
        record("Bo", "2025-03-15", "8", "false"),
        behind.to_owned(),
        r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
    ];
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {spaces}><office:body><office:spreadsheet>\n<table:table \
         table:name=\"Data\"><table:table-column/>{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let mut package = Package::default();
    package.add_as("mimetype", kind, kind.len() as u32, None);
    package.add("content.xml", content.as_bytes()).add("styles.xml", styles.as_bytes()).finish()
}

#[test]
fn a_damaged_ods_workbook() {
    let good = checked(Cursor::new(ods("<office:document-styles/>", "")));
    assert_eq!((verdict(&good), codes(&good, "notChecked")), ("ready", Vec::new()));
    let broken = "<office:document-styles><style:style";
    is_read_in_part("styles that are cut off", &ods(broken, ""));
    let note = "<table:table-row><table:table-cell><office:annotation><text:p>a note</text:p></office:annotation>\
                </table:table-cell></table:table-row>";
    is_read_in_part("a note without a cell", &ods(broken, note));
    // Neither of these is taken: the other reader would take them for more than there is, or never end.
    let cell = |attributes: &str, text: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"500\"><table:table-cell office:value-type=\"string\" {attributes}>\
             <text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let code = "F600";
    let many = cell("table:number-columns-repeated=\"16384\"", "x");
    is_refused("as many cells as there can be", ods(broken, &many), code);
    is_refused("blanks without end", ods(broken, &cell("", "<text:s text:c=\"99999999999\"/>")), code);
    is_refused("a sheet within a sheet", ods(broken, "<table:table>"), code);
    is_refused("the end is missing", ods(broken, "<table:table-row>"), code);
    is_refused(
        "a formula without result",
        ods(broken, &cell("", "x").replace("office:value-type=\"string\"", "table:formula=\"of:=1\"")),
        code,
    );
}

/// Workbooks that another program wrote, one of them whole and one damaged: the same records go out.
#[test]
fn what_another_program_wrote_and_something_damaged() {
    let saved =
        |name: &str| std::fs::read(format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let run = |name: &str, bytes: &[u8]| {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("damaged-{name}"));
        std::fs::write(&path, bytes).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_import-checker"));
        let run = command.arg("read").arg(&path).output().unwrap();
        (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    let mut xls = saved("table.xls");
    let good = run("good.xls", &xls).0;
    assert!(good.lines().count() > 10, "{good}");
    let begin = xls.windows(8).position(|bytes| bytes == [9, 8, 0x10, 0, 0, 6, 0x10, 0]).unwrap();
    xls[begin] = 0x19;
    let (read, said) = run("bad.xls", &xls);
    assert!(read == good && said.contains("Cells may be missing"), "{read}{said}");
}
