//! The page on attacks: what is bounded, by how much, and what one reads where a limit is met. The numbers are those of the
//! program itself.

use super::html::{Page, rich, table};
use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

/// How a number is told.
#[derive(Clone, Copy)]
enum Unit {
    /// So many of them.
    Count,
    /// Bytes.
    Bytes,
}
use Unit::{Bytes, Count};

/// What is bounded, by its name in the program, and what is read at the limit.
type Bounds = &'static [(&'static str, &'static str, Unit, &'static str)];

const PARTS: [(&str, Bounds); 5] = [
    (
        "Text files, web pages, XML Spreadsheets",
        &[
            ("file_bytes", "Size of the file", Bytes, "F120"),
            ("rows", "Rows", Count, "F130"),
            ("columns", "Columns of any table", Count, "F140"),
            ("cell_characters", "Characters of a cell", Count, "F150, F160"),
            ("row_bytes", "Texts of one row, as they are shown; of a workbook as well", Bytes, "F170, S430"),
            (
                "tables",
                "Tables of a web page, or sheets of an XML Spreadsheet",
                Count,
                "the others are no choice for the sheet",
            ),
            (
                "depth",
                "Tables within tables that are told apart",
                Count,
                "deeper ones belong to the one around them",
            ),
            ("head_rows", "Rows of each sheet that are looked at for the headings", Count, "F760, F850"),
            (
                "head_cells",
                "Their cells, of all sheets together",
                Count,
                "later sheets are known by fewer rows",
            ),
            (
                "head_bytes",
                "Their texts, of all sheets together",
                Bytes,
                "later sheets are known by fewer rows",
            ),
        ],
    ),
    (
        "Workbooks",
        &[
            ("workbook_bytes", "Size of a packed workbook", Bytes, "F500"),
            (
                "old_workbook_bytes",
                "Size of a workbook of the older formats, which is held whole",
                Bytes,
                "F500",
            ),
            ("members", "Parts of a packed workbook", Count, "F520"),
            (
                "directory_bytes",
                "The list of the parts of a container, when it is asked what the file is",
                Bytes,
                "later parts are not looked at for that",
            ),
            (
                "continued_records",
                "Records over which the texts of an XLS go on, for the second reader",
                Count,
                "it is not asked",
            ),
            ("unpacked_bytes", "All parts that are read, unpacked", Bytes, "F530"),
            (
                "dense_bytes",
                "A larger part may not be packed more tightly than the next line says",
                Bytes,
                "F530",
            ),
            ("ratio", "So many times its packed size, by the bytes that were really read", Count, "F530"),
            ("part_bytes", "A part that is kept whole, such as the list of sheets", Bytes, "F530"),
            (
                "kept_part_bytes",
                "The content of an OpenDocument that is kept for being read again",
                Bytes,
                "a larger one is unpacked again",
            ),
            ("piece_bytes", "One tag, or one record of a binary format", Bytes, "F600"),
            ("strings", "Texts that are kept apart from the cells", Count, "F560"),
            ("string_bytes", "All of them together", Bytes, "F560"),
            ("styles", "Cell styles", Count, "F570"),
            ("sheets", "Sheets", Count, "F610"),
            ("sheet_rows", "Rows of a sheet", Count, "S350"),
            (
                "sheet_cells",
                "Cells of a sheet, repeated ones counted as often as they are repeated",
                Count,
                "S330",
            ),
            (
                "sheet_places",
                "Places of a sheet up to the last cell of each row, empty ones among them",
                Count,
                "S330",
            ),
            ("sheet_bytes", "A sheet in the form in which it is kept", Bytes, "S370"),
            ("sheet_shown_bytes", "All texts of a sheet, as they are shown", Bytes, "S370"),
            ("sheet_cell_bytes", "The text of one cell", Bytes, "S380"),
            ("second_file_bytes", "A file that the second reader is given", Bytes, "it is not asked"),
            (
                "second_unpacked_bytes",
                "The parts of a workbook that it is given, unpacked",
                Bytes,
                "it is not asked",
            ),
            ("second_cells", "Cells that are taken from it", Count, "it is not asked"),
            ("second_places", "Places that it is compared in", Count, "not compared, and said"),
            ("second_differences", "Differences that are listed", Count, "the others are counted"),
        ],
    ),
    (
        "Beside the file",
        &[
            ("definition_bytes", "A file with definitions", Bytes, "refused, with what to leave out"),
            ("definitions", "Definitions in it", Count, "refused, with what to do"),
            ("definition_name_bytes", "A name or a title in a definition", Bytes, "refused, with its place"),
            ("pattern_bytes", "A pattern of a field", Bytes, "F810"),
            ("pattern_steps", "Its steps, with counts within counts multiplied", Count, "F810"),
            (
                "pattern_value_bytes",
                "A value that is compared with a pattern with choices or groups",
                Bytes,
                "a longer one does not match",
            ),
            (
                "remarks",
                "Mistakes of a definition, and remarks of each kind, that are told",
                Count,
                "the others are not told; the verdict is the same",
            ),
            ("mapping_bytes", "What is said of columns, as JSON", Bytes, "refused, with what to leave out"),
            (
                "mapped_value_bytes",
                "A value that it puts into every row, or in the place of a word",
                Bytes,
                "refused, with its place",
            ),
            (
                "mapped_mark_bytes",
                "What it puts between texts that are joined",
                Bytes,
                "refused, with its place",
            ),
            ("list_bytes", "A list of what exists", Bytes, "refused, with what to leave out"),
            ("list_rows", "Rows of it", Count, "refused, with what to leave out"),
            ("list_cells", "Cells of it", Count, "refused, with what to leave out"),
            ("held_bytes", "Texts of a table that a file is compared with", Bytes, "not compared, and said"),
            ("went_in_bytes", "A list of records that went in", Bytes, "refused"),
            (
                "answer_bytes",
                "What the receiving system answers",
                Bytes,
                "refused, with which part of it to give",
            ),
            (
                "answer_items",
                "Things that it names",
                Count,
                "refused as a whole, so that nothing is left unsaid",
            ),
            ("answer_span", "Rows that “rows 3 to 9” in it names", Count, "only the two ends are taken"),
            ("seen_files", "Files of earlier checks that are remembered", Count, "older ones are forgotten"),
            ("seen_rows", "Rows of all of them together", Count, "older ones are forgotten"),
            ("summary_bytes", "A summary for support", Bytes, "refused"),
            (
                "json_bytes",
                "The values of any of these, once the JSON is taken apart: known before that is done",
                Bytes,
                "refused",
            ),
            ("summary_json_bytes", "The same of a summary", Bytes, "refused"),
        ],
    ),
    (
        "What is kept and shown",
        &[
            (
                "kept",
                "Findings and changes of each kind that are listed",
                Count,
                "all are counted; the row shows its own",
            ),
            (
                "quoted_bytes",
                "A text in a finding or a change",
                Bytes,
                "its beginning and its end; the whole text is in the cell",
            ),
            (
                "listed_bytes",
                "All texts longer than a name in the list of findings or of changes of a report",
                Bytes,
                "of further ones the beginning and the end; the whole text is in the cell",
            ),
            (
                "name_bytes",
                "A heading or the name of a sheet in a report",
                Bytes,
                "its beginning and its end",
            ),
            (
                "fetched_bytes",
                "Texts that are read again for sentences about several files",
                Bytes,
                "the sentence names the place alone",
            ),
            (
                "window_bytes",
                "Texts of the rows that are on the screen",
                Bytes,
                "shortened; a row on its own is whole",
            ),
            (
                "weighed_words",
                "Words by which encodings from before Unicode are told apart",
                Count,
                "of later ones only those with new bytes",
            ),
            ("heading_bytes", "A heading", Bytes, "a longer text is none"),
            (
                "profile_values",
                "Different texts of a column in its profile",
                Count,
                "said to be at least so many",
            ),
            (
                "wrong_values",
                "Different wrong texts of a column that are counted",
                Count,
                "the others are counted together",
            ),
            (
                "draft_values",
                "Different texts of a column from which a definition is drafted",
                Count,
                "further ones are only looked at",
            ),
            (
                "overview_records",
                "Records up to which the overview counts the filled cells",
                Count,
                "they are not counted",
            ),
            (
                "subtotals",
                "Trees of rows that are accounted for one by one",
                Count,
                "the others are in the totals alone",
            ),
            ("sample_rows", "Rows that a sample is made of", Count, "those after them are not looked at"),
            ("sample_characters", "Characters of them", Count, "those after them are not looked at"),
            (
                "near_values",
                "Values of a list that one search for “did you mean” looks at",
                Count,
                "no others",
            ),
            ("near_roots", "Names of first rows that it looks at", Count, "no others"),
            ("near_letters", "Letters that one search for “did you mean” looks at", Count, "no suggestion"),
            (
                "heading_letters",
                "Letters that all searches for what the headings of a row may mean look at",
                Count,
                "no suggestion",
            ),
            ("near_pairs", "Pairs that all searches between files compare", Count, "no suggestion"),
            (
                "older_templates",
                "Older templates that a definition takes the place of",
                Count,
                "the definition is refused",
            ),
            (
                "reason_bytes",
                "The reason for which a warning may stand",
                Bytes,
                "refused; give a shorter one",
            ),
            (
                "cleaned_parts",
                "Files that one cleaned file goes out in",
                Count,
                "the file is in error (F870)",
            ),
        ],
    ),
    (
        "Workbooks that are written",
        &[
            (
                "marked_rows",
                "Rows up to which the marked workbook has all of them",
                Count,
                "beyond that those with findings",
            ),
            ("marked_cells", "Cells of its table", Count, "the rows in error as CSV in its place"),
            (
                "marked_findings",
                "Rows of its list of findings",
                Count,
                "its last row says that there are more; each stands beside its row",
            ),
            (
                "workbook_text_bytes",
                "All texts of a workbook",
                Bytes,
                "the rows in error, or the cleaned rows, as CSV in its place",
            ),
        ],
    ),
];

/// What the program calls the limits that the page tells.
pub fn names() -> impl Iterator<Item = &'static str> {
    PARTS.iter().flat_map(|(_, bounds)| bounds.iter().map(|(name, ..)| *name))
}

/// The page, with the limits that the program names.
pub fn page(limits: &Json) -> Result<Page> {
    let limits = limits.as_object().context("the program names no limits")?;
    let named = |name: &str| names().any(|own| own == name);
    if let Some(missing) = limits.keys().find(|name| !named(name)) {
        bail!("the page on limits does not say what `{missing}` bounds");
    }
    let mut body = include_str!("pages/limits.html").to_owned();
    for (title, bounds) in PARTS {
        let mut rows = Vec::new();
        for (name, what, unit, said) in bounds {
            let most = limits.get(*name).and_then(Json::as_u64);
            let most = most.with_context(|| format!("the program has no limit `{name}`"))?;
            rows.push(vec![rich(what), told(most, *unit), codes(said)]);
        }
        body += &format!("<h3>{title}</h3>\n{}", table(title, &["What", "At most", "At the limit"], &rows));
    }
    Ok(Page::english("limits.html", "What hostile files meet", body))
}

/// Codes lead to their pages; sentences stay as they are.
fn codes(said: &str) -> String {
    let is_code = |word: &str| word.len() == 4 && word.starts_with(|c: char| c.is_ascii_uppercase());
    if said.split(", ").all(is_code) {
        let links = said.split(", ").map(|code| format!("<a href=\"codes/{code}.html\">{code}</a>"));
        links.collect::<Vec<_>>().join(", ")
    } else {
        rich(said)
    }
}

fn told(number: u64, unit: Unit) -> String {
    let sizes = [(30, "GB"), (20, "MB"), (10, "kB")];
    if let Unit::Bytes = unit
        && let Some((shift, name)) =
            sizes.iter().find(|(shift, _)| number >> shift > 0 && number.is_multiple_of(1 << shift))
    {
        return format!("{} {name}", number >> shift);
    }
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let number = groups.join(",");
    if let Unit::Bytes = unit { format!("{number} bytes") } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_told_as_people_say_them() {
        assert_eq!(told(2 << 30, Bytes), "2 GB");
        assert_eq!(told(64 << 20, Bytes), "64 MB");
        assert_eq!(told(4_096, Bytes), "4 kB");
        assert_eq!(told(300, Bytes), "300 bytes");
        assert_eq!(told(5_000_000, Count), "5,000,000");
    }

    #[test]
    fn each_limit_of_the_program_is_on_the_page_and_no_other() {
        let all: serde_json::Map<String, Json> =
            names().map(|name| (name.to_owned(), Json::from(7))).collect();
        assert!(page(&Json::Object(all.clone())).is_ok());
        let mut more = all.clone();
        more.insert("new_bytes".to_owned(), Json::from(7));
        assert!(page(&Json::Object(more)).err().unwrap().to_string().contains("new_bytes"));
        let mut fewer = all;
        fewer.remove("rows");
        assert!(page(&Json::Object(fewer)).err().unwrap().to_string().contains("rows"));
    }
}
