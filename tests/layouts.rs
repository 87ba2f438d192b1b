//! Tables as forms and people lay them out: preambles, groups above the headings, units and hints below them. A row of
//! headings is never silently a record, and no record is silently none.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{Decision, Edits, ImportDefinition, Input, Job, Lang, Session, Verdict};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use std::ops::ControlFlow;
use support::{cleaned, codes};

const THINGS: &str = r#"{"fields":[
    {"name":"name","aliases":["nom","Bezeichnung"]},
    {"name":"size","aliases":["taille","Größe"],"description":"How tall it is"},
    {"name":"colour","aliases":["couleur","Farbe"]}]}"#;

const PARCELS: &str = r#"{"fields":[
    {"name":"reference","aliases":["référence","Referenz"],"constraints":{"required":true}},
    {"name":"city","aliases":["ville","Ort"]},
    {"name":"weight","type":"number","aliases":["poids","Gewicht"]},
    {"name":"sent","type":"date","aliases":["envoyé le","Versanddatum"]}]}"#;

const ADDRESSES: &str = r#"{"fields":[
    {"name":"customer","aliases":["client","Kunde"]},
    {"name":"billing city","aliases":["facturation ville","Rechnung Ort"]},
    {"name":"billing country","aliases":["facturation pays","Rechnung Land"]},
    {"name":"delivery city","aliases":["livraison ville","Lieferung Ort"]},
    {"name":"delivery country","aliases":["livraison pays","Lieferung Land"]}]}"#;

/// Lines of cells; `|` stands between cells, and an empty line is an empty row.
fn lines(layout: &str) -> Vec<Vec<&str>> {
    layout.lines().map(|line| line.split('|').map(str::trim).collect()).collect()
}

fn csv(layout: &str) -> Vec<u8> {
    let line = |cells: Vec<&str>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        if cells.len() == 1 && cells[0] == "\"\"" { String::new() } else { cells.join(",") }
    };
    lines(layout).into_iter().map(|cells| line(cells) + "\n").collect::<String>().into_bytes()
}

/// A workbook; the cells of a group in the first row are merged where `merged` says from which column to which.
fn xlsx(layout: &str, merged: &[(u16, u16)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(lines(layout)) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    for (first, last) in merged {
        let text = lines(layout)[0][usize::from(*first)];
        sheet.merge_range(0, *first, 0, *last, text, &Format::new()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn check(name: &str, bytes: Vec<u8>, definition: &str, decisions: Vec<Decision>) -> Session<'static> {
    let definition = ImportDefinition::parse(definition).unwrap();
    let edits = Edits { decisions, ..Edits::default() };
    let input = Input { name: name.to_owned(), edits, ..Input::default() };
    let job = Job::new(vec![definition.into()], Lang::En).file(input, Cursor::new(bytes));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// The layout as a text file and as a workbook.
fn both(layout: &str, definition: &str, decisions: &[Decision]) -> [Session<'static>; 2] {
    [
        check("file.csv", csv(layout), definition, decisions.to_vec()),
        check("file.xlsx", xlsx(layout, &[]), definition, decisions.to_vec()),
    ]
}

fn header_row(session: &Session<'_>) -> u64 {
    session.files()[0].report(Lang::En)["reading"]["headerRow"]["value"].as_u64().unwrap()
}

fn records(session: &mut Session<'_>) -> String {
    let text = String::from_utf8(cleaned(session)).unwrap().replace("\r\n", "\n");
    text.trim_start_matches('\u{feff}').split_once('\n').unwrap_or_default().1.to_owned()
}

fn has(session: &Session<'_>, code: &str) -> bool {
    codes(session).iter().any(|found| found == code)
}

fn decision(code: &str, value: Option<&str>, accept: bool) -> Decision {
    Decision { code: code.to_owned(), field: None, value: value.map(str::to_owned), choice: None, accept }
}

#[test]
fn the_headings_are_found_below_titles_and_groups() {
    let record = "R-1|Cork|5|2025-03-14\n";
    let layouts = [
        (2, "Shipment||Measure|\nreference|city|weight|sent\n"),
        (2, "Envoi||Mesure|\nréférence|ville|poids|envoyé le\n"),
        (2, "Sendung||Maße|\nReferenz|Ort|Gewicht|Versanddatum\n"),
        (2, "city||city|\nreference|city|weight|sent\n"),
        (3, "Shipment||Measure|\nplace||how much|when\nreference|city|weight|sent\n"),
        (6, "Export of shipments\n\nCreated:|today\nFilter:|all\n\nreference|city|weight|sent\n"),
        (5, "Liste des envois\nSociété :|Alpha\nÉdité par :|Ana\n\nréférence|ville|poids|envoyé le\n"),
        (4, "Versandliste|||Seite 1\n\n\nReferenz|Ort|Gewicht|Versanddatum\n"),
        (2, "REF_ID|CITY_ID|WGT_ID|SENT_ID\nreference|city|weight|sent\n"),
        (1, "reference|city|weight|sent\n"),
    ];
    for (row, layout) in layouts {
        for mut session in both(&format!("{layout}{record}"), PARCELS, &[]) {
            assert_eq!(header_row(&session), row, "{layout}");
            assert_eq!(records(&mut session), "R-1,Cork,5,2025-03-14\n", "{layout}");
            assert_eq!(has(&session, "S110"), row > 1, "{layout}");
        }
    }
}

#[test]
fn headings_over_two_rows_are_read_together() {
    let layouts = [
        "customer|billing||delivery|\n|city|country|city|country\n",
        "customer|billing|billing|delivery|delivery\n|city|country|city|country\n",
        "client|facturation||livraison|\n|ville|pays|ville|pays\n",
        "Kunde|Rechnung||Lieferung|\n|Ort|Land|Ort|Land\n",
        "|billing||delivery|\ncustomer|city|country|city|country\n",
    ];
    for layout in layouts {
        let layout = format!("{layout}Ana|Cork|IE|Lyon|FR\n");
        let merged = check("file.xlsx", xlsx(&layout, &[(1, 2), (3, 4)]), ADDRESSES, Vec::new());
        let [text, book] = both(&layout, ADDRESSES, &[]);
        for mut session in [text, book, merged] {
            assert_eq!(header_row(&session), 2, "{layout}");
            assert_eq!(records(&mut session), "Ana,Cork,IE,Lyon,FR\n", "{layout}");
            assert!(!has(&session, "S110"), "{layout}");
            assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{layout}");
        }
    }
    // A row above that makes no headings is left out as ever, and a column without any is asked about.
    let [session, _] = both("Place||Measure\nname|size|colour\nBox|12|red\n", THINGS, &[]);
    assert!(has(&session, "S110"));
    let [session, _] = both("name|Measure|\n|size|\nBox|12|red\n", THINGS, &[]);
    assert_ne!(session.files()[0].verdict(), Verdict::Ready);
}

#[test]
fn the_same_headings_in_another_language_are_left_out() {
    for below in ["nom|taille|couleur", "Bezeichnung|Größe|Farbe", "Name|Taille|Farbe"] {
        for mut session in both(&format!("name|size|colour\n{below}\nBox|12|red\n"), THINGS, &[]) {
            assert!(has(&session, "R110"), "{below}");
            assert_eq!(records(&mut session), "Box,12,red\n", "{below}");
        }
    }
}

#[test]
fn units_hints_and_numbers_below_the_headings_are_asked_about() {
    let below = [
        "|cm|",
        "(text)|(cm)|(word)",
        "[max. 20]|[en cm]|",
        "1|2|3",
        "(1)|(2)|(3)",
        "A|B|C",
        "required|optional|optional",
        "obligatoire|facultatif|facultatif *",
        "Pflichtfeld|freiwillig|freiwillig",
        "text|number|text",
        "texte|nombre|texte",
        "Text|Zahl|Text",
        "e.g. Box|e.g. 12|e.g. red",
        "p. ex. Boîte|12|rouge",
        "z. B. Kiste|12|rot",
        "FLD_NAME|FLD_SIZE|FLD_COLOUR",
        "Name of the thing|How tall it is|Colour of it",
        "text|jj/mm/aaaa|TT.MM.JJJJ",
    ];
    for below in below {
        let layout = format!("name|size|colour\n{below}\nBox|12|red\nBag|20|blue\n");
        for mut session in both(&layout, THINGS, &[]) {
            assert!(has(&session, "S580"), "{below}");
            assert_eq!(session.files()[0].verdict(), Verdict::Errors, "{below}");
            assert_eq!(records(&mut session), "Box,12,red\nBag,20,blue\n", "{below}");
        }
    }
    // Several of them, one below the other, and with an empty row between.
    let [session, _] = both("name|size|colour\n(text)|(cm)|\n\nrequired||\nBox|12|red\n", THINGS, &[]);
    assert_eq!(codes(&session).iter().filter(|code| *code == "S580").count(), 2);
}

/// A text that tells what a column is for has a length; one that is longer is a text of a record.
#[test]
fn a_row_that_describes_its_columns_is_short() {
    for (bytes, described) in [(180, true), (199, true), (200, true), (201, false), (260, false)] {
        let long = format!("name {}", "x".repeat(bytes - 5));
        let layout = format!("name|size|colour\n{long}|How tall it is|Colour of it\nBox|12|red\n");
        for mut session in both(&layout, THINGS, &[]) {
            assert_eq!(has(&session, "S580"), described, "{bytes}");
            let rows = records(&mut session).lines().count();
            assert_eq!(rows, if described { 1 } else { 2 }, "{bytes}");
        }
    }
}

#[test]
fn a_person_says_whether_such_a_row_is_data() {
    let layout = "name|size|colour\n(text)|(cm)|(word)\nBox|12|red\n";
    for mut session in both(layout, THINGS, &[decision("S580", None, true)]) {
        assert_eq!(session.files()[0].verdict(), Verdict::Ready);
        assert_eq!(records(&mut session), "Box,12,red\n");
    }
    for mut session in both(layout, THINGS, &[decision("S580", None, false)]) {
        assert_eq!(session.files()[0].verdict(), Verdict::Ready);
        assert_eq!(records(&mut session), "(text),(cm),(word)\nBox,12,red\n");
    }
}

/// Where columns are of days and numbers, an example is one all the same: no record begins with "e.g.".
#[test]
fn examples_and_hints_over_typed_columns_are_asked_about() {
    let below = [
        "e.g. R-1|Paris|5|2025-03-14",
        "Exemple : R-1|Paris|5|2025-03-14",
        "Exemple|Paris|un poids|une date",
        "Exemple|Paris||",
        "Beispiel|Ulm|5|wann",
        "1|2|3|4",
        "(1)|(2)|(3)|(4)",
        "[texte]|[ville]|[kg]|[date]",
    ];
    for below in below {
        let layout = format!("reference|city|weight|sent\n{below}\nR-2|Ulm|5|2025-03-14\n");
        for session in both(&layout, PARCELS, &[]) {
            assert!(has(&session, "S580"), "{below}");
            assert_eq!(session.files()[0].verdict(), Verdict::Errors, "{below}");
        }
    }
    let points = r#"{"fields":[{"name":"point","type":"geopoint","format":"array"}]}"#;
    for session in both("point\n[lon, lat]\n[7.487,48.345]\n", points, &[]) {
        assert!(has(&session, "S580"));
    }
}

#[test]
fn rows_of_data_below_the_headings_are_records() {
    let unit = r#"{"fields":[{"name":"unit"}]}"#;
    let listed = r#"{"fields":[{"name":"name"},{"name":"unit","constraints":{"enum":["cm","kg"]}}]}"#;
    let numbers = r#"{"fields":[{"name":"a","type":"number"},{"name":"b","type":"number"},{"name":"c","type":"number"}]}"#;
    let points = r#"{"fields":[{"name":"point","type":"geopoint","format":"array"}]}"#;
    let lists = r#"{"fields":[{"name":"a","type":"array"},{"name":"b","type":"object"}]}"#;
    let layouts = [
        (THINGS, "name|size|colour\nBox|cm|red\nBag|20|blue\n", 2),
        (THINGS, "name|size|colour\nm|cm|kg\ng|l|h\nm|cm|kg\n", 3),
        (THINGS, "name|size|colour\ntext|text|text\n", 1),
        (THINGS, "name|size|colour\nBox (big)|(cm)|red\n", 1),
        (THINGS, "name|size|colour\n1|2|4\nBox|12|red\n", 2),
        (THINGS, "name|size|colour\nExeter|12|red\nBox|12|red\n", 2),
        (unit, "unit\nkg\nBox\n", 2),
        (listed, "name|unit\n|cm\nBox|kg\n", 2),
        (numbers, "a|b|c\n1|2|3\n4|5|6\n", 2),
        (
            PARCELS,
            "reference|city|weight|sent\nExemple 1|Paris|5|2025-03-14\nExemple 2|Lyon|5|2025-03-14\n",
            2,
        ),
        (PARCELS, "reference|city|weight|sent\nBeispielstr|Ulm|5,5|\n", 1),
        (points, "point\n[7.487,48.345]\n[7.488,48.345]\n", 2),
        (points, "point\n[7.487,48.345]\n", 1),
        (lists, "a|b\n[1,2]|{}\n[3]|{}\n", 2),
        (PARCELS, "reference|city|weight|sent\nR-1|Optional|5|2025-03-14\n", 1),
    ];
    for (definition, layout, count) in layouts {
        for mut session in both(layout, definition, &[]) {
            assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{layout}");
            assert_eq!(records(&mut session).lines().count(), count, "{layout}");
        }
    }
}

#[test]
fn records_above_the_headings_are_asked_about() {
    let layouts = [
        "Box|12|red\nBag|20|blue\nname|size|colour\nCan|5|green\n",
        "Box|12|red\nname|size|colour\nCan|5|green\n",
        "Kiste|zwölf|rot\nSack|zehn|blau\nBezeichnung|Größe|Farbe\nDose|5|grün\n",
    ];
    for layout in layouts {
        for session in both(layout, THINGS, &[]) {
            let report = session.files()[0].report(Lang::En);
            assert_eq!(report["notChecked"][0]["code"], "S590", "{layout}");
            assert_eq!(session.files()[0].verdict(), Verdict::Incomplete, "{layout}");
        }
        for session in both(layout, THINGS, &[decision("S590", None, true)]) {
            assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{layout}");
        }
    }
    for innocent in [
        "Things|in|stock\nname|size|colour\nCan|5|green\n",
        "Date:|14/03/2025|x\nname|size|colour\nCan|5|green\n",
        "Stock of 2025\nname|size|colour\nCan|5|green\n",
    ] {
        for session in both(innocent, THINGS, &[]) {
            assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{innocent}");
        }
    }
}

/// A heading that differs in blanks only is shown with them, or nobody sees what is changed.
#[test]
fn blanks_around_a_heading_are_shown() {
    let definition = vec![ImportDefinition::parse(THINGS).unwrap().into()];
    let input = Input { name: "file.csv".to_owned(), ..Input::default() };
    let text = "name, size,colour \nBox,12,red\n".as_bytes().to_vec();
    let session = Job::new(definition, Lang::En)
        .file(input, Cursor::new(text))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files()[0].report(Lang::En);
    let messages: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
    assert!(messages[0].starts_with("B1, “␣size” becomes “size”"), "{messages:?}");
    assert!(messages[1].starts_with("C1, “colour␣” becomes “colour”"), "{messages:?}");
}

#[test]
fn of_three_columns_with_one_heading_one_goes_out_and_a_person_says_which() {
    let layout = "name|size|name|colour|name\nAna|1|Bo|red|Cy\n";
    for mut session in both(layout, THINGS, &[]) {
        let report = session.files()[0].report(Lang::En);
        let findings = report["findings"].as_array().unwrap();
        let twice: Vec<&str> =
            findings.iter().filter(|f| f["code"] == "S140").filter_map(|f| f["column"].as_str()).collect();
        assert_eq!(twice, ["C", "E"]);
        assert_eq!(records(&mut session), "");
    }
    let fifth = Decision {
        field: Some("name".to_owned()),
        choice: Some("E".to_owned()),
        ..decision("S140", None, true)
    };
    for mut session in both(layout, THINGS, &[fifth]) {
        assert_eq!(records(&mut session), "Cy,1,red\n");
    }
}

#[test]
fn a_column_without_a_heading_is_an_error_where_half_of_the_rows_have_something_in_it() {
    let rows = |full: usize| -> String {
        (0..10).map(|row| format!("n{row}|{}|{row}|red\n", if row < full { "x" } else { "" })).collect()
    };
    for (full, severity) in
        [(0, None), (1, Some("warning")), (4, Some("warning")), (5, Some("error")), (10, Some("error"))]
    {
        for session in both(&format!("name||size|colour\n{}", rows(full)), THINGS, &[]) {
            let report = session.files()[0].report(Lang::En);
            let found = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == "S510");
            assert_eq!(found.and_then(|f| f["severity"].as_str()), severity, "{full} of 10");
        }
    }
}

#[test]
fn rows_that_a_person_left_out_are_not_counted_as_blank_ones() {
    let definition = ImportDefinition::parse(THINGS).unwrap();
    let layout = "name|size|colour\nAna|1|red\n\nBo|2|blue\n\nCy|3|red\nDi|4|red\n";
    for (deleted, count) in [(vec![], 2), (vec![4], 2), (vec![4, 6], 2), (vec![3], 1), (vec![3, 4], 1)] {
        let edits = Edits { deleted: deleted.clone(), ..Edits::default() };
        let input = Input { name: "file.csv".to_owned(), edits, ..Input::default() };
        let job = Job::new(vec![definition.clone().into()], Lang::En).file(input, Cursor::new(csv(layout)));
        let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        let report = session.files()[0].report(Lang::En);
        let found = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == "R160");
        let said = found.and_then(|f| f["message"].as_str()).unwrap_or_default();
        assert!(said.starts_with(&count.to_string()), "without {deleted:?}: {said}");
    }
}
