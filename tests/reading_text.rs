//! Text files of every make: what is read is what was written, at the row where it stands, and every fault is named.

#![allow(clippy::pedantic, clippy::unwrap_used)]

use import_checker::problem::Place;
use import_checker::read::{self, Book, Confidence, Wishes};
use import_checker::table::{Marks, Row, Stored};
use proptest::prelude::*;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

/// A source that gives out as many bytes at a time as a list says, over and over.
struct Short {
    inner: Cursor<Vec<u8>>,
    steps: Vec<usize>,
    next: usize,
}

impl Read for Short {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.next += 1;
        let step =
            self.steps.get(self.next % self.steps.len().max(1)).copied().unwrap_or(buffer.len()).max(1);
        let length = buffer.len().min(step);
        self.inner.read(&mut buffer[..length])
    }
}

impl Seek for Short {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

type Rows = Vec<(u32, Vec<String>)>;

fn open(bytes: &[u8], steps: &[usize]) -> Result<Box<dyn Book>, &'static str> {
    let source = Short { inner: Cursor::new(bytes.to_vec()), steps: steps.to_vec(), next: 0 };
    read::open(Box::new(source), &Wishes::default(), &mut |_| ControlFlow::Continue(()))
        .map_err(|e| e.problem.name)
}

fn sheet(book: &mut dyn Book, sheet: usize) -> Result<Rows, &'static str> {
    let mut rows = Vec::new();
    let result = book.rows(sheet, &mut |row: &Row| {
        rows.push((row.number, row.cells().map(|cell| cell.shown.to_owned()).collect()));
        ControlFlow::Continue(())
    });
    result.map(|()| rows).map_err(|e| e.problem.name)
}

/// Every row as its number and cells, or the name of the refusal.
fn rows(bytes: &[u8]) -> Result<Rows, &'static str> {
    sheet(open(bytes, &[])?.as_mut(), 0)
}

/// The rows as text: `1:a|b`.
fn table(bytes: &[u8]) -> String {
    let lines =
        rows(bytes).unwrap().into_iter().map(|(number, cells)| format!("{number}:{}", cells.join("|")));
    lines.collect::<Vec<_>>().join("\n")
}

/// The findings as `name@place`, after all rows were read.
fn faults(bytes: &[u8]) -> Vec<String> {
    let mut book = open(bytes, &[]).unwrap();
    sheet(book.as_mut(), 0).unwrap();
    let place = |place: Place| match place {
        Place::Cell(address) => address.to_string(),
        Place::Row(row) => row.to_string(),
        _ => "file".to_owned(),
    };
    book.findings(0).kept().iter().map(|f| format!("{}@{}", f.problem.name, place(f.place))).collect()
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    for (text, expected) in [
        ("a,b\r\n\r\n1,\"x\ny\"\r\n2,\"q\"\"r\"\r\n", "1:a|b\n3:1|x\ny\n4:2|q\"r"),
        ("\n\na,b\n1,2", "3:a|b\n4:1|2"),
        ("a,b\r1,2\r", "1:a|b\n2:1|2"),
        ("a,b\n1\n1,2,3\n", "1:a|b\n2:1\n3:1|2|3"),
        ("a,b\n,\n", "1:a|b\n2:|"),
        ("sep=;\r\na;b\r\n1,5;2\r\n", "1:a|b\n2:1,5|2"),
        ("\u{feff}a,b\n1,2\n", "1:a|b\n2:1|2"),
        ("\u{feff}sep=|\na|b\n", "1:a|b"),
        ("\u{feff}\"a\",b\n", "1:a|b"),
    ] {
        assert_eq!(table(text.as_bytes()), expected, "{text:?}");
    }
}

#[test]
fn lines_are_counted_too() {
    let mut book = open(b"a,b\n1,\"x\r\ny\nz\"\n\n2,3\n", &[]).unwrap();
    let mut lines = Vec::new();
    book.rows(0, &mut |row: &Row| {
        lines.push((row.number, row.line));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(lines, [(1, 1), (2, 2), (4, 6)]);
}

#[test]
fn every_fault_is_named_at_its_cell() {
    let many_lines = format!("a,b\n1,\"{}\"\n", "x\n".repeat(21));
    let few_lines = format!("a,b\n1,\"{}\"\n", "x\n".repeat(20));
    let cases: [(&[u8], &[&str]); 15] = [
        (b"a,b\n1,\"x\n2,y\n", &["quote-not-closed@B2"]),
        (b"a,b\n1,\"x\"\n2,y\n", &[]),
        (b"a,b\n1,\"x\" y\n", &["text-after-closing-quote@B2"]),
        (b"a,b\n1,5\" pipe\n", &["quote-in-unquoted-cell@B2"]),
        (b"a,b\n1, \"x\"\n", &["other-quoting@file"]),
        (b"a,b\n1,\"5\"\" pipe\"\n", &[]),
        (many_lines.as_bytes(), &["many-lines-in-one-cell@B2"]),
        (few_lines.as_bytes(), &[]),
        (b"a,b\n1,2\r3,4\n", &["mixed-line-ends@file", "lone-carriage-return@2"]),
        (b"a,b\r1,2\r3,4\r", &[]),
        (b"a,b\r\n1,2\n3,4\r\n", &["mixed-line-ends@file"]),
        (b"a,b\n1,x\0y\0\n", &["nul-character@B2"]),
        ("a,b\n1,x\n\u{feff}c,d\n".as_bytes(), &["file-mark-inside@A3"]),
        ("a,b\n1,M\u{fffd}nster\n".as_bytes(), &["letter-already-lost@B2"]),
        (b"\xef\xbb\xbfa,b\n\"x\",caf\xe9\n", &["letters-not-readable@B2"]),
    ];
    for (bytes, expected) in cases {
        assert_eq!(faults(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_open_quote_is_placed_by_line_and_character() {
    let mut book = open("a,b\né,\"x\n2,y\n".as_bytes(), &[]).unwrap();
    sheet(book.as_mut(), 0).unwrap();
    let findings = book.findings(0);
    let details: Vec<String> = findings.kept()[0].details.iter().map(|(n, d)| format!("{n} {d:?}")).collect();
    assert_eq!(details, ["line Count(2)", "position Count(3)", "lines Count(2)"]);
}

#[test]
fn limits_have_names() {
    let wide = format!("{}\n", ",".repeat(20_000));
    let long = format!("a,{}\n", "x".repeat(1_000_001));
    let quoted = format!("a,b\n1,\"{}", "x\n".repeat(3_000_000));
    let fits = format!("a,{}\n", "é".repeat(1_000_000));
    for (text, expected) in [
        (wide, Err("too-many-columns")),
        (long, Err("cell-too-long")),
        (quoted, Err("quoted-cell-too-long")),
        (fits, Ok(1)),
    ] {
        assert_eq!(rows(text.as_bytes()).map(|rows| rows.len()), expected, "{}", &text[..9]);
    }
}

/// A small table in each encoding, as bytes that another program wrote.
#[test]
fn encodings() {
    let western: &[u8] = b"name,city\nM\xfcller,Besan\xe7on\nSoci\xe9t\xe9,M\xe1laga\nNo\xebl,Gen\xe8ve\n";
    let wide =
        |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
    let text = "name,city\nMüller,Besançon\nSociété,Málaga\nNoël,Genève\n";
    let longest =
        |unit: fn(u32) -> [u8; 4]| -> Vec<u8> { text.chars().flat_map(|c| unit(u32::from(c))).collect() };
    let swap = |from: &[(u8, u8)]| -> Vec<u8> {
        western.iter().map(|b| from.iter().find(|(old, _)| old == b).map_or(*b, |(_, new)| *new)).collect()
    };
    let dos = [(0xfc, 0x81), (0xe7, 0x87), (0xe9, 0x82), (0xe1, 0xa0), (0xeb, 0x89), (0xe8, 0x8a)];
    let mac = [(0xfc, 0x9f), (0xe7, 0x8d), (0xe9, 0x8e), (0xe1, 0x87), (0xeb, 0x91), (0xe8, 0x8f)];
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8", format!("\u{feff}{text}").into_bytes()),
        ("windows-1252", western.to_vec()),
        ("ibm437", swap(&dos)),
        ("macintosh", swap(&mac)),
        ("utf-16le", wide(text, u16::to_le_bytes)),
        ("utf-16be", wide(text, u16::to_be_bytes)),
        ("utf-16le", wide(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("utf-32le", longest(u32::to_le_bytes)),
        ("utf-32be", longest(u32::to_be_bytes)),
    ];
    for (name, bytes) in cases {
        let book = open(&bytes, &[]).unwrap();
        let decided = &book.text().unwrap().encoding;
        assert_eq!(decided.value, name);
        assert_ne!(decided.confidence, Confidence::Ask, "{name}: {:?}", decided.others);
        let read: Vec<String> =
            rows(&bytes).unwrap().into_iter().map(|(_, cells)| cells.join(",") + "\n").collect();
        assert_eq!(read.concat(), text, "{name}");
    }
}

#[test]
fn eastern_encodings() {
    for (name, bytes, word) in [
        (
            "windows-1250",
            &b"mesto\nDvo\xf8\xe1k\nP\xf8\xedli\x9a \x9elu\x9dou\xe8k\xfd\nk\xf9\xf2\n"[..],
            "Dvořák",
        ),
        (
            "windows-1251",
            b"\xe3\xee\xf0\xee\xe4\n\xcc\xee\xf1\xea\xe2\xe0\n\xcd\xee\xe2\xee\xf1\xe8\xe1\xe8\xf0\xf1\xea\n",
            "Москва",
        ),
        (
            "koi8-r",
            b"\xc7\xcf\xd2\xcf\xc4\n\xed\xcf\xd3\xcb\xd7\xc1\n\xee\xcf\xd7\xcf\xd3\xc9\xc2\xc9\xd2\xd3\xcb\n",
            "Москва",
        ),
        (
            "shift_jis",
            b"\x96\xbc\x91O\n\x93\xfa\x96{\n\x83A\x83\x81\x83\x8a\x83J\n\x93\x8c\x8b\x9e\x93s\n",
            "日本",
        ),
        ("iso-2022-jp", b"a\n\x1b$BF|K\\\x1b(B\n", "日本"),
        ("iso-2022-kr", b"\x1b$)Ca\n\x0eGQ19\x0f\n", "한국"),
    ] {
        let book = open(bytes, &[]).unwrap();
        assert_eq!(book.text().unwrap().encoding.value, name);
        assert_eq!(rows(bytes).unwrap()[1].1[0], word, "{name}");
    }
}

#[test]
fn two_close_encodings_are_a_question_with_words_under_each() {
    let book = open(b"name\nSpie\xe1\n", &[]).unwrap();
    let decided = &book.text().unwrap().encoding;
    assert_eq!(decided.confidence, Confidence::Ask);
    let words: Vec<&String> = decided.others.iter().flat_map(|(_, words)| words).collect();
    assert!(words.iter().any(|word| *word == "Spieß"), "{:?}", decided.others);
}

/// A single word proves little, and an apostrophe within a word may be a letter of another character set.
#[test]
fn few_words_are_a_question_only_where_two_readings_make_sense() {
    for (bytes, expected) in [
        (&b"name\nSan Mart\x92n\n"[..], Confidence::Ask),
        (b"name\n\xe1panjolska\n", Confidence::Ask),
        (b"name\nl\x92eau d\x92ici\n", Confidence::Likely),
        (b"name\nM\xfcller\n", Confidence::Likely),
        (b"name\nSoci\xe9t\xe9\n", Confidence::Likely),
    ] {
        let book = open(bytes, &[]).unwrap();
        let decided = &book.text().unwrap().encoding;
        assert_eq!(decided.confidence, expected, "{decided:?}");
    }
}

/// Tables in the language of their country, cut after every row: what is read is what was written, or it is asked.
#[test]
fn no_encoding_is_silently_another() {
    let tables = [
        (
            "euc-jp",
            "顧客名,住所,備考\n株式会社山田商店,東京都新宿区西新宿,月次レポートの作成\n鈴木一郎,大阪府大阪市北区梅田,打ち合わせ\n佐藤花子,名古屋支店,請求書を送付済み\n高橋建設,京都市左京区,翻訳と校正\n",
        ),
        (
            "shift_jis",
            "顧客名,住所,備考\n有限会社田中工業,神奈川県横浜市中区,データ入力\n中村由美子,福岡県福岡市博多区,要確認\n渡辺,札幌営業所,納品済\n",
        ),
        (
            "euc-kr",
            "고객명,주소,비고\n주식회사 한국상사,서울특별시 강남구,회의\n김철수,부산 지점,결제 완료\n",
        ),
        (
            "iso-8859-15",
            "Client,Adresse,Prix\nCœur de ville,Nîmes,50 €\nSœur Thérèse,Orléans,payé 30 €\nŒuvre,Besançon,hôtel 120 €\n",
        ),
        (
            "iso-8859-3",
            "Klijent,Indirizz,Noti\nĠorġ Vella,Għawdex,imħallas\nŻebbuġ,Ħal Qormi,laqgħa\nĊensu,Birżebbuġa,imħallas\n",
        ),
        (
            "iso-8859-10",
            "Klients,Adrese,Piezīmes\nJānis Bērziņš,Rīga,samaksāts\nĢirts,Liepāja,tikšanās\nŠņore,Ķekava,samaksāts\n",
        ),
        (
            "iso-8859-10",
            "Kliehta,Čujuhus,Mearkkašupmi\nÁŋgel,Kárášjohka,máksojuvvon\nOđđasat,Guovdageaidnu,čoahkkin\nŠaddu,Ŧuorr,máksojuvvon\n",
        ),
        ("iso-8859-14", "Cleient,Cyfeiriad,Nodiadau\nTŷ Gwyn,Llŷn,dŵr\nŴyl y Banc,Ffŷr,gŵr\n"),
        ("windows-1252", "Kunde,Straße,Bemerkung\nMüller GmbH,Köln,bezahlt\nJürgen Weiß,Düsseldorf,Größe\n"),
        (
            "windows-1250",
            "Klient,Adres,Uwagi\nŁódź Przemysłowa,Gdańsk,zapłacono\nŻółta Ćma,Świętokrzyska,spotkanie\n",
        ),
    ];
    for (name, table) in tables {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
        for rows in 2..=table.lines().count() {
            let text: String = table.lines().take(rows).map(|line| format!("{line}\n")).collect();
            let (bytes, _, lost) = encoding.encode(&text);
            assert!(!lost, "{name} has no letter for one of {text}");
            let book = open(&bytes, &[]).unwrap();
            let decided = &book.text().unwrap().encoding;
            if decided.confidence != Confidence::Ask {
                let found = encoding_rs::Encoding::for_label(decided.value.as_bytes());
                let read = found.map(|found| found.decode_without_bom_handling(&bytes).0.into_owned());
                assert_eq!(read.as_deref(), Some(text.as_str()), "{name}, {rows} rows: {decided:?}");
            }
        }
    }
}

#[test]
fn a_late_byte_changes_the_reading_of_the_whole_file() {
    let late = [&b"a,b\n"[..], &b"1,2\n".repeat(200_000), b"caf\xe9,2\n"].concat();
    assert_eq!(rows(&late).unwrap().last().unwrap().1[0], "café");
    let mixed = [&b"a,b\n"[..], &"é,2\n".repeat(20).into_bytes(), b"caf\xe9,2\n"].concat();
    assert_eq!(faults(&mixed), ["letters-not-readable@A22"]);
}

#[test]
fn wishes_win() {
    let wishes = Wishes { encoding: Some("cp850".to_owned()), delimiter: Some(';'), ..Wishes::default() };
    let mut go = |_| ControlFlow::Continue(());
    let mut book = read::open(Box::new(Cursor::new(b"a,b;c\x82\n".to_vec())), &wishes, &mut go).unwrap();
    assert_eq!(sheet(book.as_mut(), 0).unwrap(), [(1, vec!["a,b".to_owned(), "cé".to_owned()])]);
    let unknown = Wishes { encoding: Some("klingon".to_owned()), ..Wishes::default() };
    let refused = read::open(Box::new(Cursor::new(b"a".to_vec())), &unknown, &mut go);
    assert_eq!(refused.err().unwrap().problem.name, "unknown-encoding");
}

#[test]
fn a_reading_can_be_stopped() {
    let source = Box::new(Cursor::new(b"a,b\n".repeat(200_000)));
    let stopped = read::open(source, &Wishes::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped.err().unwrap().problem.name, "reading-stopped");
    let mut book = open(b"a,b\n1,2\n", &[]).unwrap();
    book.rows(0, &mut |_| ControlFlow::Break(())).unwrap();
    assert!(!book.complete(0));
    sheet(book.as_mut(), 0).unwrap();
    assert!(book.complete(0));
}

#[test]
fn web_pages() {
    let page = "<html><head><title><table></title></head><table border=1><tr><th colspan=2>Name<th>x\n y\
        <tr><td rowspan=2>A&amp;B<td>1<br>2<td x:num=\"0.5\">50%</tr><tr style='display: none'><td>c</td><td></td></tr>\
        </table><p>between</p><table><tr><td>second</table>";
    assert_eq!(table(page.as_bytes()), "1:Name||x y\n2:A&B|1\n2|50%\n3:|c|");
    let mut book = open(page.as_bytes(), &[]).unwrap();
    assert_eq!(book.sheets().len(), 2);
    assert_eq!(sheet(book.as_mut(), 1).unwrap(), [(1, vec!["second".to_owned()])]);
    assert!(book.complete(1));
    let mut seen = Vec::new();
    book.rows(0, &mut |row: &Row| {
        seen.push((
            row.hidden,
            row.cell(0).marks.has(Marks::MERGED),
            row.cell(2).stored == Stored::Number(0.5),
        ));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, [(false, true, false), (false, true, true), (true, true, false)]);
    assert_eq!(rows(b"<html><body>nothing</body></html>"), Err("document-not-table"));
}

#[test]
fn a_web_page_says_its_encoding() {
    let page = b"<html><meta charset=\"windows-1251\"><table><tr><td>\xcc</td></tr></table>";
    assert_eq!(table(page), "1:М");
}

#[test]
fn xml_spreadsheets() {
    let file = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\-mm\-dd"/></Style>
        <Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
        <Worksheet ss:Name="One"><Table><Row><Cell><Data ss:Type="String">a&lt;b</Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>
        <Row ss:Index="4"><Cell ss:Index="2" ss:StyleID="d"><Data ss:Type="DateTime">2024-03-14T00:00:00.000</Data></Cell>
        <Cell ss:StyleID="p" ss:Formula="=1/8"><Data ss:Type="Number">0.125</Data></Cell>
        <Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet>
        <Worksheet ss:Name="Two"><Table><Row><Cell><Data ss:Type="Number">007</Data></Cell></Row></Table>
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"#;
    assert_eq!(table(file.as_bytes()), "1:a<b\n4:|2024-03-14|12.50%|TRUE|#N/A");
    let mut book = open(file.as_bytes(), &[]).unwrap();
    let tabs: Vec<(String, bool)> = book.sheets().iter().map(|s| (s.name.clone(), s.hidden)).collect();
    assert_eq!(tabs, [("One".to_owned(), false), ("Two".to_owned(), true)]);
    book.rows(0, &mut |row: &Row| {
        if row.number == 4 {
            assert!(matches!(row.cell(1).stored, Stored::Moment(_)));
            assert_eq!(row.cell(2).stored, Stored::Number(0.125));
            assert!(row.cell(2).marks.has(Marks::FORMULA));
            assert_eq!((row.cell(3).stored, row.cell(4).stored), (Stored::Bool(true), Stored::Error("#N/A")));
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(book.complete(0));
    let cut = file.split("</Table>").next().unwrap();
    let mut book = open(cut.as_bytes(), &[]).unwrap();
    sheet(book.as_mut(), 0).unwrap();
    assert!(!book.complete(0));
}

/// Text of the characters that matter to a reader of tables.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just(","),
        Just("\n"),
        Just("\r"),
        Just("\r\n"),
        Just("a"),
        Just("é"),
        Just("€"),
        Just("𝄞"),
        Just(" "),
        Just(";"),
        Just("\0"),
        Just("\u{feff}"),
        Just("\u{fffd}")
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = rows(&bytes);
    }

    #[test]
    fn no_tags_make_it_panic(middle in "[<>/a-z =\"'&;!#0-9-]{0,80}", xml in any::<bool>()) {
        let text = if xml {
            format!("<?xml?><Workbook x=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row>{middle}")
        } else {
            format!("<table><tr><td>{middle}")
        };
        let _ = rows(text.as_bytes());
    }

    #[test]
    fn rows_are_those_of_the_csv_crate(text in tricky()) {
        let text = format!("a,b\n{text}");
        let wishes = Wishes { delimiter: Some(','), encoding: Some("utf-8".to_owned()), ..Wishes::default() };
        let mut go = |_| ControlFlow::Continue(());
        let Ok(mut book) = read::open(Box::new(Cursor::new(text.clone().into_bytes())), &wishes, &mut go) else { return Ok(()) };
        let ours: Vec<Vec<String>> = sheet(book.as_mut(), 0).unwrap().into_iter().map(|(_, cells)| cells).collect();
        // Quotation marks that are not doubled are read as they were meant, and said; the other reader does not.
        prop_assume!(!book.findings(0).counts().keys().any(|code| code.starts_with("F4")));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn where_the_bytes_are_cut_plays_no_part(
        text in tricky(),
        encoding in 0..4,
        steps in proptest::collection::vec(1usize..9, 1..5),
    ) {
        let text = format!("name,city\nMüller,Köln\nSociété,Genève\n{text}");
        let bytes: Vec<u8> = match encoding {
            0 => text.into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0xa4)).collect(),
            _ => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        };
        let whole = open(&bytes, &[]).and_then(|mut book| Ok((sheet(book.as_mut(), 0)?, format!("{:?}", book.findings(0)))));
        let cut = open(&bytes, &steps).and_then(|mut book| Ok((sheet(book.as_mut(), 0)?, format!("{:?}", book.findings(0)))));
        prop_assert_eq!(whole, cut, "read in steps of {:?}", steps);
    }
}
