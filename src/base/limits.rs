//! How much a file may ask of the machine: the one list of what bounds memory and work, natively as in the browser.
//!
//! Whatever is built from a file is counted while it grows, by what it takes unpacked, repeated and shown, and not by the
//! bytes that the file spends on it. At a limit a sentence names the cause and the place; nothing is cut off silently.
//! In a browser all of it together has a gigabyte (`xtask/src/build/wasm.rs`).

/// What bounds a file, its sheets, rows and cells, what is kept of it, and what is answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of a text file.
    pub(crate) file_bytes: u64,
    /// Rows of a text file, a web page or an XML Spreadsheet.
    pub(crate) rows: u32,
    /// Columns of any table, as in a spreadsheet.
    pub(crate) columns: usize,
    /// Characters of a cell of a text file.
    pub(crate) cell_characters: usize,
    /// Bytes of the texts of one row, as shown: every later step holds a row whole. Held by `read/csv.rs`, `read/tables.rs`,
    /// `read/markup.rs` and `read/workbook/collector.rs`.
    pub(crate) row_bytes: usize,
    /// Tables of a web page.
    pub(crate) tables: usize,
    /// Tables within tables, and tags within tags, that are told apart.
    pub(crate) depth: usize,

    /// Rows kept of each sheet before one is chosen.
    pub(crate) head_rows: usize,
    /// Cells of those rows, of all sheets together: a few kilobytes can have thousands of tables.
    pub(crate) head_cells: usize,
    /// Bytes of their texts.
    pub(crate) head_bytes: usize,

    /// Bytes of a packed workbook.
    pub(crate) workbook_bytes: u64,
    /// Bytes of a workbook of the older formats, which is held in memory whole.
    pub(crate) old_workbook_bytes: u64,
    /// Members of a packed workbook.
    pub(crate) members: usize,
    /// Bytes of all members that are read, unpacked.
    pub(crate) unpacked_bytes: u64,
    /// A part of more bytes than these that was packed `ratio` times over holds next to nothing, at great length. Counted
    /// by the bytes that were really read.
    pub(crate) dense_bytes: u64,
    /// How many times over a larger part may be packed.
    pub(crate) ratio: u64,
    /// Bytes of one part that is kept in memory whole: the list of sheets, the styles.
    pub(crate) part_bytes: u64,
    /// Bytes of an unpacked OpenDocument content that is kept for being read again.
    pub(crate) kept_part_bytes: u64,
    /// Bytes of one tag, or of one binary record, which is held whole.
    pub(crate) piece_bytes: usize,
    /// Texts that are kept apart from the cells.
    pub(crate) strings: usize,
    /// Bytes of them.
    pub(crate) string_bytes: usize,
    /// Cell styles; spreadsheets stop at 65,490.
    pub(crate) styles: usize,
    /// Sheets of a workbook.
    pub(crate) sheets: usize,
    /// Rows of a sheet.
    pub(crate) sheet_rows: u32,
    /// Cells of a sheet, counted as written; of all tables of a web page or an XML Spreadsheet, with those that merged cells
    /// make of nothing.
    pub(crate) sheet_cells: u64,
    /// Places of a sheet up to the last cell of each row, empty ones included.
    pub(crate) sheet_places: u64,
    /// Bytes of a sheet in compact form.
    pub(crate) sheet_bytes: usize,
    /// Bytes of all texts of a sheet, as shown.
    pub(crate) sheet_shown_bytes: u64,
    /// Bytes of the text of one cell. Spreadsheets stop at 32,767 characters.
    pub(crate) sheet_cell_bytes: usize,

    /// Bytes of a file that the second reader is given: it keeps whole sheets.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) second_file_bytes: u64,
    /// Bytes of the parts of a workbook that it is given, unpacked.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) second_unpacked_bytes: u64,
    /// Cells of all sheets that are taken from it, empty ones included.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) second_cells: u64,
    /// Places of a sheet for which it is asked whether it finds the same, empty ones included.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) second_places: u64,

    /// Bytes of the texts of what the receiving system has, which a file is compared with.
    pub(crate) held_bytes: usize,

    /// Findings and changes of each kind that are kept; the others are counted.
    pub(crate) kept: u64,
    /// Bytes of a text that a finding or a change quotes. A message shows far fewer; the whole text is in the cell.
    pub(crate) quoted_bytes: usize,
    /// Bytes of the texts, of all those longer than a name, that a list of a report quotes; of further ones only the ends are told.
    pub(crate) listed_bytes: usize,
    /// Bytes of a heading or of the name of a sheet in a report, where it comes again with every finding and in every list.
    pub(crate) name_bytes: usize,
    /// Bytes of the texts that are read again for the messages of all files together.
    pub(crate) fetched_bytes: usize,
    /// Bytes of the texts of several rows that the grid asks for; of rows beyond them the texts are shortened.
    pub(crate) window_bytes: usize,
    /// Bytes of a definition, or of several in one file.
    pub(crate) definition_bytes: usize,
    /// Definitions in one file.
    pub(crate) definitions: usize,
    /// Bytes of a name or a title in a definition: each comes again in every list and with every finding.
    pub(crate) definition_name_bytes: usize,
    /// Bytes of a pattern: each letter of a value may meet each part of it.
    pub(crate) pattern_bytes: usize,
    /// Steps of a pattern, counts multiplied.
    pub(crate) pattern_steps: usize,
    /// Bytes of a value that is compared with a pattern.
    pub(crate) pattern_value_bytes: usize,
    /// Mistakes of a definition that are told at once, and things that are remarked on, of each class.
    pub(crate) remarks: usize,
    /// Bytes of what a person says of the columns of a file, as JSON.
    pub(crate) mapping_bytes: usize,
    /// Bytes of a value that such words put into every row.
    pub(crate) mapped_value_bytes: usize,
    /// Bytes of what they put between texts that are joined, in every row.
    pub(crate) mapped_mark_bytes: usize,
    /// Bytes of a list of what exists.
    pub(crate) list_bytes: usize,
    /// Rows of it.
    pub(crate) list_rows: usize,
    /// Cells of it.
    pub(crate) list_cells: usize,
    /// Bytes of a list of records that went in.
    pub(crate) went_in_bytes: usize,
    /// Bytes of what the receiving system answers.
    pub(crate) answer_bytes: usize,
    /// Bytes of a summary that is opened.
    pub(crate) summary_bytes: usize,
    /// Bytes of the values of a JSON text, once it is taken apart: a few letters become hundreds of bytes.
    pub(crate) json_bytes: usize,
    /// The same of a summary, whose findings get their texts besides.
    pub(crate) summary_json_bytes: usize,
    /// Rows up to which a marked workbook holds all of them, and not only those with findings.
    pub(crate) marked_rows: usize,
    /// Cells of the table of a marked workbook: the writer takes a hundred bytes and more for each.
    pub(crate) marked_cells: u64,
    /// Rows of the list of findings in it: each finding stands beside its row as well, and a longer list takes the writer a
    /// gigabyte.
    pub(crate) marked_findings: u32,
    /// Bytes of all texts of a workbook that is written: the writer holds it whole, several times over.
    pub(crate) workbook_text_bytes: usize,
    /// Letters that one search for a near text may look at.
    pub(crate) near_letters: usize,
    /// Letters that all searches for the fields of the headings of a row together may look at.
    pub(crate) heading_letters: usize,
    /// Pairs of references that all searches of a batch together may compare.
    pub(crate) near_pairs: usize,
    /// Older templates that a definition may take the place of: the headings of a file are looked for in each of them.
    pub(crate) older_templates: usize,
    /// Bytes of the reason for which a warning may stand: it comes again with each column that has the warning.
    pub(crate) reason_bytes: usize,
    /// Files that one cleaned file may go out in, where an import takes so much at a time.
    pub(crate) cleaned_parts: usize,

    /// Things that such an answer names; more are refused as a whole, so that nothing is left unsaid.
    pub(crate) answer_items: usize,
    /// Rows that “rows 3 to 9” in it may name.
    pub(crate) answer_span: u64,
    /// Files of earlier checks that are remembered; older ones go.
    pub(crate) seen_files: usize,
    /// Rows of all of them together.
    pub(crate) seen_rows: usize,
    /// Records that continue the table of texts of an XLS. Programs fill each of them with eight kilobytes.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) continued_records: usize,
    /// Bytes of the directory of a container that are looked at.
    pub(crate) directory_bytes: u64,
    /// Words that are looked at for an encoding before only bytes not seen yet are of interest.
    pub(crate) weighed_words: usize,
    /// Bytes of a heading: a longer text is none, as comparing it with every name would take long.
    pub(crate) heading_bytes: usize,
    /// Names of first rows among which one near to another is looked for.
    pub(crate) near_roots: usize,
    /// Values of a list among which one near to a text is looked for: more would cost more than they help.
    pub(crate) near_values: usize,
    /// Trees of rows that are accounted for one by one.
    pub(crate) subtotals: usize,
    /// Different texts of a column that its profile tells apart.
    pub(crate) profile_values: usize,
    /// Different wrong texts of a column that are counted; cells with further ones are counted together.
    pub(crate) wrong_values: usize,
    /// Different texts of a column that a draft of a definition tells apart; beyond them they are only looked at.
    pub(crate) draft_values: usize,
    /// Records up to which the filled cells of each column are counted: it takes another pass over the file.
    pub(crate) overview_records: usize,
    /// Differences to the second reader that are listed; all are counted.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(crate) second_differences: usize,
    /// Rows of a file that a sample is made of, from its first on.
    #[cfg(any(not(target_arch = "wasm32"), feature = "xlsx-out"))]
    pub(crate) sample_rows: usize,
    /// Characters of them.
    #[cfg(any(not(target_arch = "wasm32"), feature = "xlsx-out"))]
    pub(crate) sample_characters: usize,
}

/// The limits in force.
pub(crate) const LIMITS: Limits = Limits {
    file_bytes: 2 << 30,
    rows: 5_000_000,
    columns: 16_384,
    cell_characters: 1_000_000,
    row_bytes: 64 << 20,
    tables: 1_000,
    depth: 32,
    head_rows: 100,
    head_cells: 2_000_000,
    head_bytes: 128 << 20,
    workbook_bytes: 1 << 30,
    old_workbook_bytes: 256 << 20,
    members: 20_000,
    unpacked_bytes: 2 << 30,
    dense_bytes: 64 << 20,
    ratio: 200,
    part_bytes: 64 << 20,
    kept_part_bytes: 32 << 20,
    piece_bytes: 4 << 20,
    strings: 20_000_000,
    string_bytes: 256 << 20,
    styles: 1_000_000,
    sheets: 5_000,
    sheet_rows: 1_048_576,
    sheet_cells: 50_000_000,
    sheet_places: 200_000_000,
    sheet_bytes: 512 << 20,
    sheet_shown_bytes: 2 << 30,
    sheet_cell_bytes: 1 << 20,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    second_file_bytes: 64 << 20,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    second_unpacked_bytes: 128 << 20,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    second_cells: 2_000_000,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    second_places: 20_000_000,
    held_bytes: 192 << 20,
    kept: 1_000,
    quoted_bytes: 4_096,
    listed_bytes: 1 << 20,
    name_bytes: 300,
    fetched_bytes: 256 << 20,
    window_bytes: 4 << 20,
    definition_bytes: 16 << 20,
    definitions: 1_000,
    definition_name_bytes: 1_000,
    pattern_bytes: 4_000,
    pattern_steps: 5_000,
    pattern_value_bytes: 4 * 32_767,
    remarks: 1_000,
    mapping_bytes: 16 << 20,
    mapped_value_bytes: 4 * 32_767,
    mapped_mark_bytes: 100,
    list_bytes: 128 << 20,
    list_rows: 5_000_000,
    list_cells: 30_000_000,
    went_in_bytes: 96 << 20,
    answer_bytes: 64 << 20,
    summary_bytes: 32 << 20,
    json_bytes: 512 << 20,
    summary_json_bytes: 256 << 20,
    marked_rows: 50_000,
    marked_cells: 2_000_000,
    marked_findings: 100_000,
    workbook_text_bytes: 160 << 20,
    near_letters: 400_000,
    heading_letters: 100_000_000,
    near_pairs: 4_000_000,
    older_templates: 50,
    reason_bytes: 2_000,
    cleaned_parts: 10_000,
    answer_items: 100_000,
    answer_span: 10_000,
    seen_files: 200,
    seen_rows: 200_000,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    continued_records: 20_000,
    directory_bytes: 4 << 20,
    weighed_words: 200_000,
    heading_bytes: 1_000,
    near_roots: 2_000,
    near_values: 5_000,
    subtotals: 1_000,
    profile_values: 10_000,
    wrong_values: 10_000,
    draft_values: 5_000,
    overview_records: 100_000,
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    second_differences: 1_000,
    #[cfg(any(not(target_arch = "wasm32"), feature = "xlsx-out"))]
    sample_rows: 20_000,
    #[cfg(any(not(target_arch = "wasm32"), feature = "xlsx-out"))]
    sample_characters: 32 << 20,
};

/// All of them by name, for the documentation.
///
/// ```
/// let limits = import_checker::limits();
/// assert!(limits.iter().any(|(name, most)| *name == "rows" && *most > 1_000_000));
/// ```
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
#[allow(clippy::unnecessary_cast, clippy::cast_lossless)] // They are of several types.
pub fn all() -> Vec<(&'static str, u64)> {
    macro_rules! named {
        ($($name:ident),* $(,)?) => {{
            // One that is missing here does not compile.
            let Limits { $($name),* } = LIMITS;
            vec![$((stringify!($name), $name as u64)),*]
        }};
    }
    named! {
        file_bytes, rows, columns, cell_characters, row_bytes, tables, depth, head_rows, head_cells,
        head_bytes, workbook_bytes, old_workbook_bytes, members, unpacked_bytes, dense_bytes, ratio,
        part_bytes, kept_part_bytes, piece_bytes, strings, string_bytes, styles, sheets, sheet_rows,
        sheet_cells, sheet_places, sheet_bytes, sheet_shown_bytes, sheet_cell_bytes, second_file_bytes,
        second_unpacked_bytes, second_cells, second_places, held_bytes, kept, quoted_bytes, listed_bytes, name_bytes,
        fetched_bytes, window_bytes, definition_bytes, definitions, definition_name_bytes, pattern_bytes, pattern_steps,
        pattern_value_bytes, remarks, mapping_bytes, mapped_value_bytes, mapped_mark_bytes,
        list_bytes, list_rows, list_cells, went_in_bytes, answer_bytes, summary_bytes, json_bytes,
        summary_json_bytes, marked_rows, marked_cells, marked_findings, workbook_text_bytes, near_letters,
        heading_letters, near_pairs, older_templates, reason_bytes, cleaned_parts, answer_items, answer_span, seen_files, seen_rows, continued_records, directory_bytes, weighed_words, heading_bytes, near_roots, near_values, subtotals, profile_values, wrong_values, draft_values, overview_records, second_differences, sample_rows, sample_characters,
    }
}
