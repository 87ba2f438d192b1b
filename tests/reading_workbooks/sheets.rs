//! Whole sheets: places, hidden parts, merged areas, several sheets, replays.

use crate::package::{Xlsx, ods, pack};
use crate::{codes, open, rows, sheet_text};
use std::ops::ControlFlow;

fn xlsx(rows: &str) -> Xlsx<'_> {
    Xlsx { rows, ..Xlsx::default() }
}

#[test]
fn rows_keep_the_numbers_that_the_spreadsheet_shows() {
    for (source, expected) in [
        ("<row r='3'><c r='B3'><v>1</v></c></row><row r='9'><c r='A9'><v>2</v></c></row>", "B3 1, A9 2"),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "A1 1, B1 2, A2 3"),
        ("<row r='2'><c r='C2'><v>1</v></c><c><v>2</v></c></row>", "C2 1, D2 2"),
        ("<row><c r='B5'><v>1</v></c></row><row><c><v>2</v></c></row>", "B5 1, A6 2"),
        ("<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c></row>", "A1 1, C1 3"),
        ("<row r='1'/><row r='2'><c r='A2' s='0'/></row><row r='4'><c r='A4'><v>4</v></c></row>", "A4 4"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>", "A1 1, XFD1 2"),
        ("<row r='3'><c r='A4'><v></v></c></row><row r='4'><c r='A4'><v>3</v></c></row>", "A4 3"),
    ] {
        let mut book = open(xlsx(source).build()).unwrap();
        let text = sheet_text(book.as_mut(), 0).unwrap_or_else(|e| panic!("{source}: {e:?}"));
        let short: Vec<String> = text
            .lines()
            .map(|l| l.replace(" number", "").split(' ').take(2).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(short.join(", "), expected, "{source}");
        assert!(book.complete(0));
    }
}

#[test]
fn rows_out_of_order_and_cells_given_twice_are_never_silent() {
    for (source, outcome) in [
        (
            "<row r='9'><c r='A9'><v>9</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>",
            "sheet-rows-out-of-order",
        ),
        (
            "<row r='1'><c r='A1'><v>1</v></c></row><row r='1'><c r='B1'><v>2</v></c></row>",
            "sheet-rows-out-of-order",
        ),
        ("<row r='1'><c r='A2'><v>1</v></c></row>", "sheet-rows-out-of-order"),
        ("<row r='0'><c r='A0'><v>1</v></c></row>", "row-beyond-sheet"),
        ("<row r='1048577'><c r='A1048577'><v>1</v></c></row>", "row-beyond-sheet"),
        ("<row r='1'><c r='XFE1'><v>1</v></c></row>", "too-many-columns"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "S300×1 S320×1"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>", ""),
    ] {
        let mut book = open(xlsx(source).build()).unwrap();
        let got = match rows(book.as_mut(), 0) {
            Err(error) => error.problem.name.to_owned(),
            Ok(_) => codes(&book.findings(0)),
        };
        assert_eq!(got, outcome, "{source}");
    }
}

#[test]
fn what_the_user_does_not_see_is_said() {
    let one = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>";
    let hidden_row =
        "<row r='1' hidden='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>";
    for (file, expected) in [
        (Xlsx { rows: one, ..Xlsx::default() }, ""),
        (Xlsx { rows: hidden_row, ..Xlsx::default() }, "S230×1"),
        (
            Xlsx { rows: one, before: "<cols><col min='2' max='3' hidden='1'/></cols>", ..Xlsx::default() },
            "S240×1",
        ),
        (
            Xlsx { rows: one, before: "<cols><col min='3' max='99' hidden='1'/></cols>", ..Xlsx::default() },
            "",
        ),
        (Xlsx { rows: one, behind: "<autoFilter ref='A1:B9'/>", ..Xlsx::default() }, "S250×1"),
        (
            Xlsx {
                rows: one,
                behind: "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
                ..Xlsx::default()
            },
            "S220×1",
        ),
        (Xlsx { rows: one, sheet: "state='hidden'", ..Xlsx::default() }, "S260×1"),
    ] {
        let mut book = open(file.build()).unwrap();
        assert_eq!(book.sheets()[0].hidden, file.sheet.contains("hidden"));
        let first = rows(book.as_mut(), 0).unwrap();
        assert_eq!(first[0].hidden, file.rows.contains("hidden"));
        assert_eq!(codes(&book.findings(0)), expected);
    }
}

#[test]
fn every_pass_pushes_the_same_rows_and_a_sink_may_stop_anywhere() {
    let source: String = (1..=3000)
        .map(|r| format!("<row r='{}'><c><v>{r}</v></c><c t='str'><v>t{r}</v></c></row>", r * 2))
        .collect();
    let mut book = open(xlsx(&source).build()).unwrap();
    assert_eq!(book.sheets()[0].head.len(), 100);
    let mut seen = 0;
    book.rows(0, &mut |_| {
        seen += 1;
        if seen == 1500 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!((seen, book.complete(0)), (1500, false));
    let first = sheet_text(book.as_mut(), 0).unwrap();
    assert!(book.complete(0) && first.lines().count() == 6000);
    assert_eq!(first, sheet_text(book.as_mut(), 0).unwrap());
    let mut late = Vec::new();
    book.rows_from(0, 5997, &mut |row| {
        late.push(row.number);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(late, [5998, 6000]);
    assert!(first.ends_with("A6000 number 3000 \"3000\" General\nB6000 text \"t3000\" General\n"));
}

#[test]
fn one_bad_sheet_does_not_sink_the_book() {
    let mut parts = xlsx("<row r='1'><c r='A1'><v>1</v></c></row>").parts();
    for (name, text) in &mut parts {
        if *name == "xl/workbook.xml" {
            *text = "<workbook><sheets><sheet name='Good' r:id='r1'/><sheet name='Cut' r:id='r4'/>\
                     <sheet name='Chart' r:id='r5'/><sheet name='Lost' r:id='r6'/></sheets></workbook>"
                .to_owned();
        }
        if *name == "xl/_rels/workbook.xml.rels" {
            let more = "<Relationship Id='r4' Type='x/worksheet' Target='cut.xml'/>\
                        <Relationship Id='r5' Type='x/chartsheet' Target='chart.xml'/>\
                        <Relationship Id='r6' Type='x/worksheet' Target='lost.xml'/></Relationships>";
            *text = text.replace("</Relationships>", more);
        }
    }
    parts.push(("xl/cut.xml", "<worksheet><sheetData><row r='1'><c r='A1'><v>1".to_owned()));
    parts.push(("xl/chart.xml", "<chartsheet/>".to_owned()));
    let mut book = open(pack(&parts)).unwrap();
    let refused: Vec<&str> =
        book.sheets().iter().map(|s| s.refused.as_ref().map_or("", |e| e.problem.name)).collect();
    assert_eq!(refused, ["", "part-unreadable", "sheet-without-cells", "sheet-missing"]);
    assert_eq!(rows(book.as_mut(), 0).unwrap().len(), 1);
    assert!(rows(book.as_mut(), 1).is_err());
}

#[test]
fn ods_repeats_and_hides_without_unpacking_nothing() {
    let cell = |n: u32| {
        format!(
            "<table:table-cell office:value-type='float' office:value='{n}'><text:p>{n}</text:p></table:table-cell>"
        )
    };
    let table = format!(
        "<table:table table:name='S'><table:table-column table:visibility='collapse'/>\
         <table:table-row table:number-rows-repeated='2'>{}<table:table-cell table:number-columns-repeated='2'/>{}</table:table-row>\
         <table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row table:visibility='filter'><table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>\
         </table:table>",
        cell(1),
        cell(2)
    );
    let mut book = open(ods("", &table)).unwrap();
    let text = sheet_text(book.as_mut(), 0).unwrap();
    let places: Vec<&str> = text.lines().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(places, ["A1", "D1", "A2", "D2", "A1003", "B1003"]);
    assert_eq!(codes(&book.findings(0)), "S230×1 S240×1 S250×1");
    let hidden = "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='false'/></style:style>";
    let book = open(ods(
        hidden,
        "<table:table table:name='A' table:style-name='ta1'/><table:table table:name='B'/>",
    ))
    .unwrap();
    let tabs: Vec<(&str, bool)> = book.sheets().iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(tabs, [("A", true), ("B", false)]);
}

#[test]
fn cells_that_somebody_dressed_are_told_row_by_row() {
    let source = "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='1'><v>1</v></c></row>\
                <row r='2'><c r='A2' s='0'><v>1</v></c><c r='B2'><v>1</v></c><c r='C2' s='1'/></row>\
                <row r='3'><c r='A3' s='0'><v>1</v></c><c r='B3' s='1'><v>1</v></c></row>";
    let styles = "<styleSheet><fonts><font/><font><b/></font></fonts>\
                  <cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs></styleSheet>";
    let mut parts = xlsx(source).parts();
    parts.iter_mut().filter(|(name, _)| *name == "xl/styles.xml").for_each(|(_, text)| *text = styles.into());
    let mut book = open(pack(&parts)).unwrap();
    assert!(book.dressed(0).is_empty(), "nothing is known before the rows were read");
    rows(book.as_mut(), 0).unwrap();
    let cells: Vec<String> = book.dressed(0).iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["A1", "B3"]);
}

#[test]
fn styles_of_an_open_document_dress_cells_through_their_parents() {
    let styles = "<style:default-style style:family='table-cell'><style:text-properties fo:font-size='10pt'/></style:default-style>\
                  <style:style style:name='Default' style:family='table-cell'/>\
                  <style:style style:name='same' style:family='table-cell' style:parent-style-name='Default'>\
                  <style:table-cell-properties fo:background-color='transparent' fo:border='none'/>\
                  <style:text-properties fo:font-size='10pt' fo:color='#000000' fo:font-weight='normal'/></style:style>\
                  <style:style style:name='good' style:family='table-cell' style:parent-style-name='Default'>\
                  <style:table-cell-properties fo:background-color='#ccffcc'/></style:style>\
                  <style:style style:name='child' style:family='table-cell' style:parent-style-name='good'/>\
                  <style:style style:name='plain-text' style:family='paragraph'>\
                  <style:text-properties fo:font-weight='bold'/></style:style>";
    let cell = |style: &str| {
        format!(
            "<table:table-row><table:table-cell table:style-name='{style}' office:value-type='string'>\
             <text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let lines: String = ["same", "child", "plain-text", "good", "unheard-of"].map(cell).concat();
    let mut book = open(ods(styles, &format!("<table:table table:name='S'>{lines}</table:table>"))).unwrap();
    rows(book.as_mut(), 0).unwrap();
    let cells: Vec<String> = book.dressed(0).iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["A2", "A4"]);
}
