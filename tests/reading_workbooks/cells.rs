//! Single cells: what is stored, what is shown, what it means.

use crate::package::{Xlsx, ods, xlsb, xlsb_text};
use crate::{codes, open, sheet_text};

/// Reads one XLSX cell and says what it is, and which codes its sheet has.
fn xlsx_cell(cell: &str, formats: &[&str], properties: &str) -> String {
    let rows = format!("<row r=\"1\">{cell}</row>");
    let strings = "<si><t>plain</t></si><si><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r>\
                   <rPh sb=\"0\" eb=\"1\"><t>READING</t></rPh></si><si><t>a_x000D_&#10;b</t></si><si/>";
    let file = Xlsx { rows: &rows, formats, strings, properties, ..Xlsx::default() };
    let mut book = open(file.build()).unwrap();
    let text = sheet_text(book.as_mut(), 0).unwrap();
    format!("{}|{}", text.trim_end().trim_start_matches("A1 "), codes(&book.findings(0)))
}

#[test]
fn xlsx_cells_of_every_type() {
    for (cell, expected) in [
        ("<c r='A1' t='s'><v>0</v></c>", "text \"plain\" General|"),
        ("<c r='A1' t='s'><v>1</v></c>", "text \"two runs\" General|"),
        ("<c r='A1' t='s'><v>2</v></c>", "text \"a\\r\\nb\" General|"),
        ("<c r='A1' t='s'><v>3</v></c>", "|"),
        ("<c r='A1' t='s'><v>9</v></c>", "|S300×1 S380×1"),
        ("<c r='A1' t='inlineStr'><is><t> x &lt;b&gt; </t></is></c>", "text \" x <b> \" General|"),
        ("<c r='A1' t='str'><f>A2</f><v>é&amp;</v></c>", "text \"é&\" General formula|S210×1"),
        ("<c r='A1' t='inlineStr'><is><t><![CDATA[<&]]></t></is></c>", "text \"<&\" General|"),
        ("<c r='A1'><v>12</v></c>", "number 12 \"12\" General|"),
        ("<c r='A1'><v>1.50</v></c>", "number 1.5 \"1.5\" General|"),
        ("<c r='A1'><v>0.1000000000000000055</v></c>", "number 0.1 \"0.1\" General|"),
        ("<c r='A1'><v>1.2E5</v></c>", "number 120000 \"120000\" General|"),
        ("<c r='A1'><v>1E-12</v></c>", "number 0.000000000001 \"1E-12\" General|"),
        ("<c r='A1'><v>-0.25</v></c>", "number -0.25 \"-0.25\" General|"),
        ("<c r='A1'><v>999999999999999</v></c>", "number 999999999999999 \"999999999999999\" General|"),
        (
            "<c r='A1'><v>1234567890123456</v></c>",
            "number 1234567890123456 \"1234567890123456\" General|T820×1",
        ),
        ("<c r='A1'><v>inf</v></c>", "text \"inf\" General|"),
        ("<c r='A1' t='n'><v>abc</v></c>", "|S300×1 S380×1"),
        ("<c r='A1' t='b'><v>1</v></c>", "bool true \"TRUE\" General|"),
        ("<c r='A1' t='b'><v>7</v></c>", "|S300×1 S380×1"),
        ("<c r='A1' t='e'><v>#N/A</v></c>", "error \"#N/A\" General|"),
        (
            "<c r='A1' t='d'><v>2025-03-14T10:30:00</v></c>",
            "moment 2025-03-14 37800 \"2025-03-14 10:30:00\" Moment|",
        ),
        ("<c r='A1' t='d'><v>2025-02-30</v></c>", "text \"2025-02-30\" General doubtful|"),
        ("<c r='A1'><f>B1*2</f><v>4</v></c>", "number 4 \"4\" General formula|S210×1"),
        ("<c r='A1'><f>B1*2</f></c>", "empty \"\" General formula no-result|S210×1 T800×1"),
        ("<c r='A1'><f>B1*2</f><v></v></c>", "empty \"\" General formula no-result|S210×1 T800×1"),
        ("<c r='A1' t='str'><f>\"\"</f><v></v></c>", "|S210×1"),
        ("<x:c r='A1' t='s'><x:v>0</x:v></x:c>", "text \"plain\" General|"),
    ] {
        assert_eq!(xlsx_cell(cell, &[], ""), expected, "{cell}");
    }
}

#[test]
fn the_format_decides_what_a_number_means() {
    for (number, format, expected) in [
        ("12", "00000", "number 12 \"00012\" Mask|"),
        ("0.125", "0.0%", "number 0.125 \"12.5%\" Percent|"),
        ("1234.5", "#,##0.00", "number 1234.5 \"1,234.50\" Plain|"),
        ("1234.5", "[$€-407] #,##0.00", "number 1234.5 \"€ 1,234.50\" Currency|"),
        ("120000", "0.00E+00", "number 120000 \"1.20E+05\" Scientific|"),
        ("1234", "0,", "number 1234 \"1\" Scaled|"),
        ("45730", "dd/mm/yyyy", "moment 2025-03-14 0 \"14/03/2025\" Moment|"),
        ("45730", "[$-40C]d mmmm yyyy", "moment 2025-03-14 0 \"14 mars 2025\" Moment|"),
        ("45730.75", "yyyy-mm-dd hh:mm", "moment 2025-03-14 64800 \"2025-03-14 18:00\" Moment|"),
        ("45730.99999999999", "yyyy-mm-dd", "moment 2025-03-15 0 \"2025-03-15\" Moment|"),
        ("0.5", "h:mm", "moment - 43200 \"12:00\" Moment|"),
        ("1.5", "[h]:mm", "duration 129600 \"36:00\" Moment|"),
        ("-0.5", "[h]:mm", "duration -43200 \"-12:00\" Moment|"),
        ("60", "yyyy-mm-dd", "number 60 \"1900-02-29\" Moment doubtful|T810×1"),
        ("59", "yyyy-mm-dd", "moment 1900-02-28 0 \"1900-02-28\" Moment doubtful|T810×1"),
        ("61", "yyyy-mm-dd", "moment 1900-03-01 0 \"1900-03-01\" Moment|"),
        ("-1", "yyyy-mm-dd", "number -1 \"-1\" Moment doubtful|T810×1"),
        ("2958465", "yyyy-mm-dd", "moment 9999-12-31 0 \"9999-12-31\" Moment|"),
        ("2958466", "yyyy-mm-dd", "number 2958466 \"2958466\" Moment doubtful|T810×1"),
        ("1e300", "yyyy-mm-dd", "number 1e300 \"1E+300\" Moment doubtful|T810×1 T820×1"),
        ("5", ";;;", "number 5 \"5\" Unknown|T830×1"),
        ("5", "0 [what]", "number 5 \"5\" Unknown|T830×1"),
        ("12", "@", "number 12 \"12\" Text|"),
        ("1", "\"day\"", "number 1 \"day\" Mask|"),
    ] {
        let cell = format!("<c r='A1' s='1'><v>{number}</v></c>");
        let expected = expected.replace("1e300 ", &format!("{} ", 1e300_f64));
        assert_eq!(xlsx_cell(&cell, &[format], ""), expected, "{number} as {format}");
    }
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let cell = "<c r='A1' s='1'><v>1</v></c>";
    let expected = "moment 1904-01-02 0 \"1904-01-02\" Moment|";
    assert_eq!(xlsx_cell(cell, &["yyyy-mm-dd"], "date1904='1'"), expected);
    assert_eq!(xlsx_cell(cell, &["yyyy-mm-dd"], "date1904='true'"), expected);
    assert!(xlsx_cell(cell, &["yyyy-mm-dd"], "date1904='0'").starts_with("moment 1900-01-01"));
}

#[test]
fn ods_cells_of_every_type() {
    let styles = "<number:number-style style:name='N1'><number:number number:min-integer-digits='5'/>\
        </number:number-style><style:style style:name='zeros' style:family='table-cell' \
        style:data-style-name='N1'/><number:time-style style:name='N2' number:truncate-on-overflow='false'>\
        </number:time-style><style:style style:name='long' style:family='table-cell' style:data-style-name='N2'/>";
    for (cell, expected) in [
        (
            "office:value-type='string'><text:p>a<text:s text:c='3'/>b</text:p><text:p>c</text:p>",
            "text \"a   b\\nc\" General|",
        ),
        (
            "office:value-type='string'><office:annotation><text:p>no</text:p></office:annotation><text:p>yes</text:p>",
            "text \"yes\" General|",
        ),
        (
            "office:value-type='string'><text:p>  a \n b<text:line-break/><text:span>c</text:span></text:p>",
            "text \"a b\\nc\" General|",
        ),
        (
            "office:value-type='float' office:value='12' table:style-name='zeros'><text:p>00012</text:p>",
            "number 12 \"00012\" Mask|",
        ),
        ("office:value-type='float' office:value='1.5'><text:p>###</text:p>", "number 1.5 \"1.5\" Unknown|"),
        ("office:value-type='float' office:value='1.5'>", "number 1.5 \"1.5\" General|"),
        (
            "office:value-type='percentage' office:value='0.12'><text:p>12 %</text:p>",
            "number 0.12 \"12 %\" Percent|",
        ),
        (
            "office:value-type='currency' office:value='3'><text:p>€3.00</text:p>",
            "number 3 \"€3.00\" Currency|",
        ),
        (
            "office:value-type='date' office:date-value='2025-03-14'><text:p>14.3.25</text:p>",
            "moment 2025-03-14 0 \"14.3.25\" Moment|",
        ),
        (
            "office:value-type='time' office:time-value='PT10H00M00S'><text:p>10:00</text:p>",
            "moment - 36000 \"10:00\" Moment|",
        ),
        (
            "office:value-type='time' office:time-value='PT10H00M00S' table:style-name='long'><text:p>10:00</text:p>",
            "duration 36000 \"10:00\" Moment|",
        ),
        (
            "office:value-type='time' office:time-value='PT36H00M00S'><text:p>36:00</text:p>",
            "duration 129600 \"36:00\" Moment|",
        ),
        (
            "office:value-type='boolean' office:boolean-value='true'><text:p>VRAI</text:p>",
            "bool true \"TRUE\" General|",
        ),
        (
            "table:formula='of:=1/0' office:value-type='string' calcext:value-type='error'><text:p>#DIV/0!</text:p>",
            "error \"#DIV/0!\" General formula|S210×1",
        ),
        ("table:formula='of:=A2'>", "empty \"\" General formula no-result|S210×1 T800×1"),
    ] {
        let table = format!(
            "<table:table table:name='S'><table:table-row><table:table-cell {cell}</table:table-cell></table:table-row></table:table>"
        );
        let mut book = open(ods(styles, &table)).unwrap();
        let text = sheet_text(book.as_mut(), 0).unwrap();
        let got = format!("{}|{}", text.trim_end().trim_start_matches("A1 "), codes(&book.findings(0)));
        assert_eq!(got, expected, "{cell}");
    }
}

#[test]
fn xls_cells_keep_their_format() {
    let file = |name: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading_workbooks/files");
        std::fs::read(folder.join(name)).unwrap()
    };
    let mut book = open(file("small.xls")).unwrap();
    let text = sheet_text(book.as_mut(), 0)
        .unwrap()
        .replace(&"x".repeat(9000), "xx")
        .replace(&"y".repeat(9000), "yy");
    let below_heading: Vec<&str> = text.lines().skip(7).collect();
    assert_eq!(
        below_heading,
        [
            "A2 text \"Zoé € œ\" General",
            "B2 number 12 \"00012\" Mask",
            "C2 number 0.125 \"12.5%\" Percent",
            "D2 moment 2025-03-14 0 \"14/03/2025\" Moment",
            "E2 number 1234.5 \"1,234.50\" Plain",
            "F2 bool true \"TRUE\" General",
            "G2 text \"xx\" General",
            "A4 hidden number 1000000000000001 \"1000000000000001\" General",
            "C4 hidden number 0.000012 \"1.20E-05\" Scientific",
            "D4 hidden moment - 43200 \"12:00\" Moment",
            "E4 hidden duration 129600 \"36:00\" Moment",
            "G4 hidden text \"yy\" General",
            "A6 text \"merged\" General",
        ]
    );
    assert_eq!(codes(&book.findings(0)), "S220×1 S230×1 S240×1 T820×1");
    assert_eq!(sheet_text(book.as_mut(), 1).unwrap(), "A1 number 5 \"5\" General\n");
    let mut book = open(file("from-1904.xls")).unwrap();
    assert_eq!(sheet_text(book.as_mut(), 0).unwrap(), "A1 moment 1904-01-02 0 \"1904-01-02\" Moment\n");
}

#[test]
fn xlsb_cells_of_every_type() {
    let real = |n: f64| n.to_le_bytes().to_vec();
    for (kind, data, expected) in [
        (2, (12_u32 << 2 | 2).to_le_bytes().to_vec(), "number 12 \"00012\" Mask|"),
        (2, (1250_u32 << 2 | 3).to_le_bytes().to_vec(), "number 12.5 \"00013\" Mask|"),
        (3, vec![0x2a], "error \"#N/A\" General|"),
        (4, vec![1], "bool true \"TRUE\" General|"),
        (5, real(7.0), "number 7 \"00007\" Mask|"),
        (6, xlsb_text("é€"), "text \"é€\" General|"),
        (7, vec![1, 0, 0, 0], "text \"b\" General|"),
        (7, vec![9, 0, 0, 0], "|S300×1 S380×1"),
        (8, xlsb_text("x"), "text \"x\" General formula|S210×1"),
        (9, real(8.0), "number 8 \"00008\" Mask formula|S210×1"),
        (10, vec![0], "bool false \"FALSE\" General formula|S210×1"),
        (11, vec![0x07], "error \"#DIV/0!\" General formula|S210×1"),
        (5, vec![1, 2], "|S300×1 S380×1"),
    ] {
        let mut book = open(xlsb(&[(kind, data)], "00000", &["a", "b"])).unwrap();
        let text = sheet_text(book.as_mut(), 0).unwrap();
        let got = format!("{}|{}", text.trim_end().trim_start_matches("A1 "), codes(&book.findings(0)));
        assert_eq!(got, expected, "kind {kind}");
    }
}
