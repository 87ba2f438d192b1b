//! Little that asks for much work: counted in beats of the pulse, without a clock.

use super::*;

/// Work, counted in beats of the pulse: one for each stretch of bytes, cells, or one search for a near text.
fn beats(run: impl FnOnce()) -> u64 {
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let own = std::rc::Rc::clone(&count);
    import_checker::pulse::listen(Box::new(move |_| own.set(own.get() + 1)));
    run();
    import_checker::pulse::listen(Box::new(|_| ()));
    count.get()
}

/// Projects without a row of their own, each with a name that is long and like all others.
fn undeclared(rows: usize) -> String {
    let words =
        ["Support", "South", "Campaign", "Alpha", "Office", "Customer", "Website", "Hotel", "Marketing"];
    let name = |n: usize| {
        let word = |k: usize| words[(n / words.len().pow(k as u32) + k) % words.len()];
        format!("{} {} {} {} {n:05}", word(0), word(1), word(2), word(3))
    };
    let mut text = "project name,resource type,resource name,task budget type\n".to_owned();
    for n in 0..rows {
        text += &format!("{0},project,{0},\n", name(n));
    }
    for n in 0..rows {
        text += &format!("{}x,task,T,none\n", name(n).replace('S', "Z"));
    }
    text
}

#[test]
fn what_was_meant_is_looked_for_in_bounded_work() {
    let work = |rows| beats(|| drop(check("u.csv", undeclared(rows).into_bytes(), builtin(), &projects())));
    let (once, twice) = (work(400), work(800));
    assert!(twice * 2 < once * 5, "{once} beats for 400 rows, {twice} for 800");
}

#[test]
fn a_row_of_a_few_bytes_cannot_ask_for_gigabytes() {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"S\"><table:table-row><table:table-cell table:number-columns-repeated=\"2000\" \
         office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        "x".repeat(1_000_000)
    );
    let parts =
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()), ("content.xml", content)];
    let said = report(&check("c.ods", zip_of(&parts), builtin(), &projects()));
    assert_eq!(said["verdict"], "unreadable");
    let message = said["findings"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("row 1 would need 1908 MB") || message.contains("row 1 would need 1,908 MB"),
        "{message}"
    );
}

/// The cells that merged ones make of nothing are counted over all tables of a file, which are read one after the other.
#[test]
fn a_thousand_tables_of_merged_cells_are_one_file() {
    let rows = "<Row><Cell ss:MergeAcross=\"16000\"><Data ss:Type=\"String\">x</Data></Cell></Row>".repeat(8);
    let sheet = format!("<Worksheet ss:Name=\"S\"><Table>{rows}</Table></Worksheet>").repeat(450);
    let xml = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{sheet}</Workbook>"
    );
    let table = format!("<table>{}</table>", "<tr><td colspan=\"16000\">x</td></tr>".repeat(8)).repeat(450);
    let page = format!("<html><body>{table}</body></html>");
    for (name, text) in [("many.xml", xml), ("many.html", page)] {
        let said = report(&check(name, text.into_bytes(), builtin(), &projects()));
        assert_eq!(
            (&said["verdict"], &said["findings"][0]["code"]),
            (&json!("unreadable"), &json!("S330")),
            "{name}"
        );
    }
}

#[test]
fn two_sheets_of_one_part_are_read_once() {
    let mut parts = Xlsx { rows: PROJECT, ..Xlsx::default() }.parts();
    let book = &mut parts.iter_mut().find(|(name, _)| *name == "xl/workbook.xml").unwrap().1;
    *book = book.replace("</sheets>", "<sheet name=\"Again\" sheetId=\"2\" r:id=\"r1\"/></sheets>");
    let zip = zip_of(&parts);
    for (sheet, verdict) in [("Data", "ready"), ("Again", "unreadable")] {
        let wishes = Wishes { sheet: Some(sheet.to_owned()), ..Wishes::default() };
        let import = Some("gryzzly/projects".to_owned());
        let input = Input { name: "two.xlsx".to_owned(), import, wishes, ..Input::default() };
        let job = Job::new(builtin(), Lang::En).file(input, std::io::Cursor::new(zip.clone()));
        let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        assert_eq!(report(&session)["verdict"], verdict, "{sheet}");
    }
}

#[test]
fn a_long_comment_is_searched_once() {
    // One byte after another that may begin its end, in an encoding that comes in small pieces.
    let work = |length: usize| {
        let rows = format!("<!--{}-->{PROJECT}", "- ".repeat(length));
        let mut parts = Xlsx { rows: &rows, ..Xlsx::default() }.parts();
        let sheet = &mut parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap().1;
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let zip =
            parts.iter().fold(Package::default(), |zip, (name, text)| match name.ends_with("sheet1.xml") {
                true => zip.add(name, &wide),
                false => zip.add(name, text.as_bytes()),
            });
        let said = report(&check("comment.xlsx", zip.finish(), builtin(), &projects()));
        assert_eq!(said["records"]["ready"], 1, "{said:#}");
    };
    // Without a clock: what is quadratic here does not come to an end while a test waits.
    work(1_000_000);
}

/// The cell of each odd character is found without counting the line again. Without a clock, as above.
#[test]
fn odd_characters_in_one_line_are_placed_in_one_look() {
    for odd in ["\u{fffd}", "\0"] {
        let cell = odd.repeat(800_000);
        let text = format!("project name,resource type,resource name\nP,{cell},{cell},{cell},{cell}\n");
        let said = report(&check("odd.csv", text.into_bytes(), builtin(), &projects()));
        let cells: Vec<&Json> = said["findings"].as_array().unwrap().iter().map(|one| &one["cell"]).collect();
        for cell in ["B2", "C2", "D2"] {
            assert!(said["verdict"] == "unreadable" || cells.contains(&&json!(cell)), "{cell}: {cells:?}");
        }
    }
}

#[test]
fn a_part_that_holds_next_to_nothing_is_known_by_what_was_read() {
    let blanks = " ".repeat(120 << 20);
    let mut parts = Xlsx { rows: PROJECT, behind: &blanks, ..Xlsx::default() }.parts();
    let (name, sheet) = parts.pop().unwrap();
    let mut package =
        parts.iter().fold(Package::default(), |zip, (name, text)| zip.add(name, text.as_bytes()));
    package.add_as(name, sheet.as_bytes(), sheet.len() as u32, None);
    let mut bytes = package.finish();
    // The packed length in the table of contents becomes a lie, so that the ratio looks innocent.
    let place = search(&bytes, b"PK\x01\x02", name.as_bytes());
    bytes[place + 20..place + 24].copy_from_slice(&(100_u32 << 20).to_le_bytes());
    let said = report(&check("lie.xlsx", bytes, builtin(), &projects())).to_string();
    assert!(said.contains("unpacks-too-large") || said.contains("64 MB"), "{said}");
}

/// Where the entry of a part begins in the table of contents.
fn search(bytes: &[u8], mark: &[u8], name: &[u8]) -> usize {
    let starts = |at: &usize| bytes[*at..].starts_with(mark) && bytes[at + 46..].starts_with(name);
    (0..bytes.len() - 46).rev().find(starts).unwrap()
}
