//! The targets: what bytes are made of, and what must hold of the answer.

mod container;

use crate::{Drip, archive, checked, cleaned, definitions, is_honest, rows, steps};
use import_checker::read::{Confidence, Format, Wishes, open};
use import_checker::{
    AnswerOptions, Circumstances, Edits, ImportDefinition, Input, Job, Lang, Mapping, Overview, Product,
    RowsInError, Seen, Session, WentIn,
};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

/// What takes any bytes, and panics when something does not hold.
pub type Target = fn(&[u8]);

/// All targets by name, in the order of the names.
pub const TARGETS: &[(&str, Target)] = &[
    ("answer", answer),
    ("batch", batch),
    ("clean", clean),
    ("container", container::container),
    ("corrected", corrected),
    ("csv", csv),
    ("definition", definition),
    ("file", file),
    ("guards", guards),
    ("html", html),
    ("lists", lists),
    ("mapping", mapping),
    ("ods", ods),
    ("outputs", outputs),
    ("own-definition", own_definition),
    ("sample", sample),
    ("sniff", sniff),
    ("summary", summary),
    ("xls", xls),
    ("xlsb", xlsb),
    ("xlsx", xlsx),
    ("xml2003", xml2003),
];

/// What lies between the two parts of an input that has two.
const BETWEEN: &str = "\n====\n";

/// The bytes as text; what is none becomes the mark for it.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Two texts; the second is empty where there is nothing between them.
fn two_texts(bytes: &[u8]) -> (String, String) {
    let all = text(bytes);
    let (first, second) = all.split_once(BETWEEN).unwrap_or((&all, ""));
    (first.to_owned(), second.to_owned())
}

/// A file made of bytes is answered, honestly, and cleaned where it can be.
fn answered(bytes: Vec<u8>) {
    let _ = cleaned(bytes, None);
}

/// What a receiving system answers to a cleaned file: placed or refused, and what was counted adds up.
fn answer(bytes: &[u8]) {
    let rows = "project name,resource type,resource name\nP,project,P\nQ,project,Q\nR,project,R\n";
    let mut session = checked(rows.as_bytes().to_vec(), Some("gryzzly/projects"));
    match session.answer(0, "", bytes, &AnswerOptions::default()) {
        Ok(answered) => assert_eq!(answered.refused + answered.others, 3),
        Err(error) => assert!(!error.sentence(Lang::Fr).is_empty()),
    }
    let report = session.files()[0].report(Lang::En);
    let count = |name: &str| report["records"][name].as_u64().unwrap_or_default();
    assert_eq!(count("onFile"), 3);
    assert!(!session.files()[0].text_report(Lang::Fr).is_empty());
}

/// What a person says of columns, or a page remembers: taken or refused with a reason, and the check stays honest.
fn mapping(bytes: &[u8]) {
    let mapping = match Mapping::parse(&text(bytes)) {
        Ok(mapping) => mapping,
        Err(refused) => return assert!(!refused.to_string().is_empty()),
    };
    let rows = "name,kind,what\nP,project,P\nP,task,T\n";
    let import = Some("gryzzly/projects".to_owned());
    let input = Input { name: "f.csv".to_owned(), import, mapping, ..Input::default() };
    let job = Job::new(definitions(), Lang::En).file(input, Cursor::new(rows));
    is_honest(&job.check(&mut |_, _, _| ControlFlow::Continue(())));
}

/// Lists that an earlier check wrote, and anybody may have changed: refused, or written as they were read.
fn lists(bytes: &[u8]) {
    let text = text(bytes);
    match Seen::parse(&text) {
        Ok(seen) => assert_eq!(Seen::parse(&seen.text()).expect("its own text"), seen),
        Err(error) => assert!(!error.sentence(Lang::En).is_empty()),
    }
    match WentIn::parse(&text) {
        Ok(list) => {
            assert_eq!(WentIn::parse(&list.text()).expect("its own text"), list);
            let rows = "project name,resource type,resource name\nP,project,P\nP,task,T\n";
            let import = Some("gryzzly/projects".to_owned());
            let input = Input { name: "f.csv".to_owned(), import, went_in: Some(list), ..Input::default() };
            let job = Job::new(definitions(), Lang::En).file(input, Cursor::new(rows));
            is_honest(&job.check(&mut |_, _, _| ControlFlow::Continue(())));
        }
        Err(error) => assert!(!error.sentence(Lang::Fr).is_empty()),
    }
}

/// Rows in error that come back from elsewhere, in any format: refused, or written to cells of the file and nowhere else.
fn corrected(bytes: &[u8]) {
    let rows = "project name,resource type,resource name\nP,project,P\nP,tusk,T\nQ,project,Q\n";
    let input =
        Input { name: "f.csv".to_owned(), import: Some("gryzzly/projects".to_owned()), ..Input::default() };
    let job = Job::new(definitions(), Lang::En).file(input.clone(), Cursor::new(rows));
    let mut session = job.open(&mut |_, _, _| ControlFlow::Continue(()));
    let texts = match session.corrected(0, "rows", bytes) {
        Ok(texts) => texts,
        Err(refused) => return assert!(!refused.to_string().is_empty()),
    };
    assert!(texts.iter().all(|text| (2..=4).contains(&text.row)), "{texts:?}");
    let edits = Edits { texts, ..Edits::default() };
    let job = Job::new(definitions(), Lang::En).file(Input { edits, ..input }, Cursor::new(rows));
    is_honest(&job.check(&mut |_, _, _| ControlFlow::Continue(())));
}

/// A sample of any small table: there is none, or it is a file that is checked as honestly, and no cell of it is run.
fn sample(bytes: &[u8]) {
    let file = text(bytes.get(..bytes.len().min(600)).unwrap_or_default());
    let mut session = checked(file.into_bytes(), Some("gryzzly/projects"));
    let Ok(sample) = session.sample(0, b"a key") else { return };
    assert!(!sample.sentences(Lang::Fr).is_empty());
    if sample.ending == "csv" && sample.encoding.is_none() {
        let mut reader = ::csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).flexible(true).from_reader(sample.bytes.as_slice());
        for record in reader.records().map_while(Result::ok) {
            assert!(!record.iter().any(live), "{record:?}");
        }
    }
    is_honest(&checked(sample.bytes, Some("gryzzly/projects")));
}

/// Two files that refer to each other.
fn batch(bytes: &[u8]) {
    let (customers, clients) = two_texts(bytes);
    let all = definitions();
    let mut job = Job::new(all.clone(), Lang::En);
    for (import, rows) in [("customers", customers), ("clients", clients)] {
        let name = format!("interpreter-intelligence/{import}");
        let Some(definition) = all.iter().find(|d| d.name == name) else {
            panic!("there is no import {name}")
        };
        let header: Vec<&str> = definition.fields.iter().map(|field| field.name.as_str()).collect();
        let file = format!("{}\n{rows}", header.join(","));
        let input = Input { name: format!("{import}.csv"), import: Some(name), ..Input::default() };
        job = job.file(input, Cursor::new(file.into_bytes()));
    }
    is_honest(&job.check(&mut |_, _, _| ControlFlow::Continue(())));
}

/// Rows under a known header: what was cleaned once is not changed by cleaning it again.
fn clean(bytes: &[u8]) {
    let definitions = definitions();
    let number = usize::from(bytes.first().copied().unwrap_or(0));
    let Some(definition) = definitions.get(number % definitions.len()) else { return };
    let header: Vec<&str> = definition.fields.iter().map(|field| field.name.as_str()).collect();
    let file = format!("{}\n{}", header.join(","), text(bytes.get(1..).unwrap_or_default()));
    let Some(once) = cleaned(file.into_bytes(), Some(&definition.name)) else { return };
    // A table without a record is refused, the one that was cleaned like any other.
    if once.iter().filter(|byte| **byte == b'\n').count() < 2 {
        return;
    }
    let twice = cleaned(once.clone(), Some(&definition.name)).map(|bytes| text(&bytes));
    assert_eq!(twice, Some(text(&once)));
}

/// Records of delimited text: the same rows as the csv crate reads, however the bytes come in.
fn csv(bytes: &[u8]) {
    let number = usize::from(bytes.first().copied().unwrap_or(0));
    let delimiter = [',', ';', '\t', '|'].get(number % 4).copied().unwrap_or(',');
    let cuts = steps(bytes.get(1..).unwrap_or_default());
    // A head that leaves no doubt about what the file is.
    let text = format!("a{delimiter}b\n{}", text(bytes.get(1..).unwrap_or_default()));
    let wishes =
        Wishes { delimiter: Some(delimiter), encoding: Some("utf-8".to_owned()), ..Wishes::default() };
    let whole = rows(text.as_bytes(), &wishes, &[]);
    let cut = rows(text.as_bytes(), &wishes, &cuts);
    assert_eq!(whole, cut, "where the bytes are cut plays a part");
    let Ok((Format::Csv, ours)) = whole else { return };
    // A file whose quotation marks are not doubled is read in a way of its own, and that is said once it was read.
    let source = Cursor::new(text.clone().into_bytes());
    let said = open(Box::new(source), &wishes, &mut |_| ControlFlow::Continue(())).map(|mut book| {
        let read = book.rows(0, &mut |_| ControlFlow::Continue(()));
        read.map(|()| book.findings(0).counts())
    });
    if matches!(said, Ok(Ok(counts)) if counts.contains_key("F440")) {
        return;
    }
    let mut reader = ::csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter as u8);
    // Behind the end that DOS marks, nothing is read.
    let mut reader = reader.from_reader(text.trim_end_matches('\u{1a}').as_bytes());
    let theirs: Vec<Vec<String>> =
        reader.records().map_while(Result::ok).map(|r| r.iter().map(str::to_owned).collect()).collect();
    // Blank lines are rows of a spreadsheet, and nothing to the library.
    let ours: Vec<Vec<String>> = ours.into_iter().filter(|row| !matches!(row.as_slice(), [])).collect();
    let some = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
    };
    assert_eq!(some(ours), some(theirs));
}

/// A definition comes from whoever owns the page: any text is either taken or refused with a reason.
fn definition(bytes: &[u8]) {
    if let Err(refused) = ImportDefinition::parse(&text(bytes)) {
        assert!(!refused.to_string().is_empty());
    }
}

/// A definition and a file: what the definition makes of the file is honest as well.
fn own_definition(bytes: &[u8]) {
    let (definition, file) = two_texts(bytes);
    let Ok(definition) = ImportDefinition::parse(&definition) else { return };
    let input = Input { name: "f.csv".to_owned(), ..Input::default() };
    let job = Job::new(vec![definition.into()], Lang::Fr).file(input, Cursor::new(file.into_bytes()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    is_honest(&session);
    for file in session.files() {
        assert!(!file.text_report(Lang::Fr).is_empty());
    }
}

/// Any bytes at all, as they are: the guess of what they are, text in every encoding, damaged containers.
fn file(bytes: &[u8]) {
    answered(bytes.to_vec());
}

/// Whether a spreadsheet would run a text, as narrowly as that can be said: a formula, a call, a link to a program.
fn live(text: &str) -> bool {
    let mut rest = text.chars();
    let (first, second) = (rest.next(), rest.clone().next());
    match first {
        Some('=') => second.is_some(),
        Some('@') => second.is_some_and(|c| c.is_alphabetic() || c == '_'),
        Some('＝' | '＠') => rest.any(char::is_alphabetic),
        Some('+' | '-' | '＋' | '－') => {
            let called =
                text.split('(').next().is_some_and(|name| name.ends_with(|c: char| c.is_ascii_alphabetic()));
            text.contains('|') || (called && text.contains('('))
        }
        _ => false,
    }
}

/// No repair makes a formula of a text that was none, and where the import asks for it none is left in any file.
fn guards(bytes: &[u8]) {
    let cell = text(bytes);
    let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
    let file = format!("a,b\nx,{quoted}\n{quoted},y\n");
    for guarded in [false, true] {
        let definition = format!(
            r#"{{"name":"own","fields":[{{"name":"a"}},{{"name":"b"}}],"dialect":{{"guardFormulas":{guarded}}}}}"#
        );
        let Ok(definition) = ImportDefinition::parse(&definition) else { panic!("the definition is sound") };
        let mut session = as_plain_text(definition, &file);
        let mut changes = Vec::new();
        let mut go_on = |_, _| ControlFlow::Continue(());
        let rows = RowsInError::Include;
        let _ = session.clean(0, rows, &mut std::io::sink(), &mut |c| changes.push(c()), &mut go_on);
        for change in changes {
            assert!(!live(&change.after) || live(&change.before), "{change:?}");
        }
        let products: &[&str] =
            if guarded { &["cleaned", "rejected", "changes"] } else { &["rejected", "changes"] };
        for what in products {
            let mut out = Vec::new();
            if session.product(0, Product::of(what).unwrap(), RowsInError::Include, &mut out).is_err() {
                continue;
            }
            let mut reader = ::csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).flexible(true).from_reader(out.as_slice());
            for record in reader.records().map_while(Result::ok) {
                for cell in &record {
                    assert!(!live(cell), "{cell:?} in {what}");
                }
            }
        }
    }
}

/// Checks a text whose reading leaves no doubt.
fn as_plain_text(definition: ImportDefinition, text: &str) -> Session<'static> {
    let wishes = Wishes { delimiter: Some(','), encoding: Some("utf-8".to_owned()), ..Wishes::default() };
    let input = Input { name: "f.csv".to_owned(), wishes, ..Input::default() };
    let job = Job::new(vec![definition.into()], Lang::En).file(input, Cursor::new(text.as_bytes().to_vec()));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// A table in a web page, as programs save it under the name of a spreadsheet.
fn html(bytes: &[u8]) {
    answered(format!("<html><body><table>{}</table></body></html>", text(bytes)).into_bytes());
}

/// The rows of a sheet inside a sound OpenDocument spreadsheet.
fn ods(bytes: &[u8]) {
    const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    const MANIFEST: &[u8] = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    const HEAD: &str = r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">"#;
    const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";
    let content = format!("{HEAD}{}{TAIL}", text(bytes));
    let files =
        [("mimetype", KIND), ("META-INF/manifest.xml", MANIFEST), ("content.xml", content.as_bytes())];
    answered(archive(&files));
}

/// Whatever was read, every file that can be made of it is made or refused.
fn outputs(bytes: &[u8]) {
    let mut session = checked(bytes.to_vec(), Some("gryzzly/projects"));
    for what in [
        "cleaned",
        "changes",
        "rejected",
        "annotated",
        "xlsx",
        "report",
        "html",
        "summary",
        "summary-with-values",
    ] {
        let mut out = Vec::new();
        let made = session.product(0, Product::of(what).unwrap(), RowsInError::Include, &mut out);
        assert!(made.is_err() || !out.is_empty(), "an empty {what}");
    }
}

/// What a file is and how it is to be read: any bytes get one and the same answer, however they come in, and text that
/// is shown holds no letter that was put in for bytes without a meaning unless somebody is asked or told.
fn sniff(bytes: &[u8]) {
    let wishes = Wishes::default();
    let whole = rows(bytes, &wishes, &[]);
    assert_eq!(whole, rows(bytes, &wishes, &steps(bytes)), "where the bytes are cut plays a part");
    let Ok((Format::Csv, _)) = whole else { return };
    let source = Drip::new(Cursor::new(bytes.to_vec()), &[]);
    let Ok(mut book) = open(Box::new(source), &wishes, &mut |_| ControlFlow::Continue(())) else { return };
    let mut replaced = false;
    let read = book.rows(0, &mut |row| {
        replaced |= row.cells().any(|cell| cell.shown.contains('\u{fffd}'));
        ControlFlow::Continue(())
    });
    let asked = book.text().is_some_and(|text| text.encoding.confidence == Confidence::Ask);
    let told = !book.findings(0).counts().is_empty();
    assert!(!replaced || asked || told || read.is_err(), "U+FFFD without a word");
}

/// A summary comes from whoever writes to support: it is opened or refused, and can then be printed.
fn summary(bytes: &[u8]) {
    if let Ok(report) = import_checker::open_summary(&text(bytes), Lang::Fr) {
        let shown = import_checker::summary_text(&report);
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        assert!(
            !import_checker::html_report(&report, &Overview::default(), Circumstances::default(), Lang::Fr)
                .is_empty()
        );
    }
}

/// The records of an old binary workbook inside a sound container.
fn xls(bytes: &[u8]) {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    let mut stream = container.create_stream("/Workbook").expect("the name is free");
    stream.write_all(bytes).expect("memory takes it");
    drop(stream);
    container.flush().expect("memory takes it");
    answered(container.into_inner().into_inner());
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A list of relations: number, kind and target.
fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// The records of a sheet inside a sound binary workbook of today.
fn xlsb(bytes: &[u8]) {
    let top = relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    let book = relations(&[("rId1", "worksheet", "worksheets/sheet1.bin")]);
    // One sheet: its state, its number, its relation and its name.
    let mut sheets = vec![0x8f, 0x01, 0x00, 0x9c, 0x01];
    let mut entry = vec![0, 0, 0, 0, 1, 0, 0, 0];
    for text in ["rId1", "S"] {
        entry.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
        entry.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    }
    sheets.push(u8::try_from(entry.len()).unwrap_or(0));
    sheets.extend(entry);
    sheets.extend([0x90, 0x01, 0x00]);
    let files = [
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.bin", sheets.as_slice()),
        ("xl/_rels/workbook.bin.rels", book.as_bytes()),
        ("xl/worksheets/sheet1.bin", bytes),
    ];
    answered(archive(&files));
}

/// A sheet and its shared strings inside a sound workbook.
fn xlsx(bytes: &[u8]) {
    let (rows, strings) = two_texts(bytes);
    answered(xlsx_of(&rows, &strings));
}

/// A sound workbook of one sheet with these rows and shared strings, both XML.
#[must_use]
pub fn xlsx_of(rows: &str, strings: &str) -> Vec<u8> {
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let rows = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let strings = format!("<sst>{strings}</sst>");
    let top = relations(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let parts = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
    ]);
    archive(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

/// The rows of a sheet in the XML form of spreadsheets.
fn xml2003(bytes: &[u8]) {
    let head = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook \
        xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"S\"><Table>";
    answered(format!("{head}{}</Table></Worksheet></Workbook>", text(bytes)).into_bytes());
}
