//! The file as a whole: converted encoding and delimiter, wrong or old template, nothing in it.

use crate::definition::{ImportDefinition, TranslatedText};
use crate::problem::{Detail, Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::read::{Book, Format};
use crate::record::context::{Reporter, RuleContext};
use crate::record::header::KNOWN;
use crate::record::heading_names::fold_heading;
use crate::record::layout::Layout;
use crate::record::own_columns;
use crate::scalar::text::visible;
use crate::table::Row;
use std::collections::HashSet;

pub(crate) static OTHER_ENCODING: Problem = Problem {
    code: "F710",
    family: Family::File,
    name: "other-encoding",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::F710,
    fr: texts::fr::F710,
    example: Example::NONE,
};

pub(crate) static OTHER_DELIMITER: Problem = Problem {
    code: "F720",
    family: Family::File,
    name: "other-delimiter",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::F720,
    fr: texts::fr::F720,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name;city\nAna;Cork\nBo;Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static OTHER_FORMAT: Problem = Problem {
    code: "F730",
    family: Family::File,
    name: "other-format",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::F730,
    fr: texts::fr::F730,
    example: Example::NONE,
};

pub(crate) static WRONG_IMPORT: Problem = Problem {
    code: "F740",
    family: Family::File,
    name: "wrong-import",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F740,
    fr: texts::fr::F740,
    example: Example::NONE,
};

pub(crate) static OBSOLETE_TEMPLATE: Problem = Problem {
    code: "F750",
    family: Family::File,
    name: "obsolete-template",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F750,
    fr: texts::fr::F750,
    example: Example::NONE,
};

pub(crate) static UNKNOWN_TEMPLATE: Problem = Problem {
    code: "F760",
    family: Family::File,
    name: "unknown-template",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F760,
    fr: texts::fr::F760,
    example: Example::of(
        r#"{"name":"x","title":"People","fields":[{"name":"name"},{"name":"city"}]}"#,
        "wheel,engine\n4,1\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static CLEANED_IN_PARTS: Problem = Problem {
    code: "F860",
    family: Family::File,
    name: "cleaned-in-parts",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F860,
    fr: texts::fr::F860,
    example: Example::of(
        r#"{"limits":{"rows":2},"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nBo,Kerry\nCy,Cork\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static TOO_MUCH_AT_A_TIME: Problem = Problem {
    code: "F870",
    family: Family::File,
    name: "too-much-at-a-time",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F870,
    fr: texts::fr::F870,
    example: Example::of(
        r#"{"limits":{"rows":2,"split":false},"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nBo,Kerry\nCy,Cork\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static NO_RECORDS: Problem = Problem {
    code: "F770",
    family: Family::File,
    name: "no-records",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F770,
    fr: texts::fr::F770,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EMPTY_FILE: Problem = Problem {
    code: "F780",
    family: Family::File,
    name: "empty-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F780,
    fr: texts::fr::F780,
    example: Example::NONE,
};

pub(crate) static OTHER_SHEETS: Problem = Problem {
    code: "S190",
    family: Family::Headings,
    name: "other-sheets",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S190,
    fr: texts::fr::S190,
    example: Example::NONE,
};

pub(crate) static SHEET_NOT_CHECKED: Problem = Problem {
    code: "S540",
    family: Family::Sheet,
    name: "sheet-not-checked",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S540,
    fr: texts::fr::S540,
    example: Example::NONE,
};

pub(crate) static FURTHER_TABLE: Problem = Problem {
    code: "S570",
    family: Family::Sheet,
    name: "further-table",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S570,
    fr: texts::fr::S570,
    example: Example::NONE,
};

pub(crate) static ROWS_ABOVE: Problem = Problem {
    code: "S590",
    family: Family::Sheet,
    name: "data-above-headings",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S590,
    fr: texts::fr::S590,
    example: Example::NONE,
};

pub(crate) static INSTRUCTIONS: Problem = Problem {
    code: "S390",
    family: Family::Sheet,
    name: "instructions-in-file",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S390,
    fr: texts::fr::S390,
    example: Example::NONE,
};

pub(crate) static FORMATTED: Problem = Problem {
    code: "S400",
    family: Family::Sheet,
    name: "formatted-cells",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S400,
    fr: texts::fr::S400,
    example: Example::NONE,
};

pub(crate) static ENDED_EARLY: Problem = Problem {
    code: "F790",
    family: Family::File,
    name: "ended-early",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F790,
    fr: texts::fr::F790,
    example: Example::NONE,
};
pub(crate) static READER_DIED: Problem = Problem {
    code: "F830",
    family: Family::File,
    name: "reader-died",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F830,
    fr: texts::fr::F830,
    example: Example::NONE,
};

pub(crate) static NO_IMPORT: Problem = Problem {
    code: "F840",
    family: Family::File,
    name: "no-import",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F840,
    fr: texts::fr::F840,
    example: Example::NONE,
};

/// The row that was named as the header is none.
pub(crate) static NO_SUCH_ROW: Problem = Problem {
    code: "F850",
    family: Family::File,
    name: "no-such-header-row",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F850,
    fr: texts::fr::F850,
    example: Example::NONE,
};

pub(crate) static READING_UNSURE: Problem = Problem {
    code: "F800",
    family: Family::File,
    name: "reading-unsure",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F800,
    fr: texts::fr::F800,
    example: Example::NONE,
};

pub(crate) static NOT_CHECKABLE: Problem = Problem {
    code: "F810",
    family: Family::File,
    name: "not-checkable",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F810,
    fr: texts::fr::F810,
    example: Example::NONE,
};

pub(crate) static DAY_NOT_GIVEN: Problem = Problem {
    code: "B480",
    name: "day-not-given",
    family: Family::Record,
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B480,
    fr: texts::fr::B480,
    example: Example::NONE,
};

pub(crate) static LEFT_OUT_WITH_GROUP: Problem = Problem {
    code: "B470",
    name: "left-out-with-group",
    family: Family::Record,
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B470,
    fr: texts::fr::B470,
    example: Example::of(
        r#"{"fields":[{"name":"order"},{"name":"share","type":"number"},{"name":"note","constraints":{"maxLength":3}}],"rules":[{"rule":"per-group","by":["order"],"sum":"share","equals":100}]}"#,
        "order,share,note\nA,60,long note\nA,40,b\n",
        "order,share,note\nA,60,a\nA,40,b\n",
    ),
};

pub(crate) static MAPPING_REFUSED: Problem = Problem {
    code: "F640",
    family: Family::File,
    name: "mapping-refused",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F640,
    fr: texts::fr::F640,
    example: Example::NONE,
};

pub(crate) static NOT_READ_WHOLE: Problem = Problem {
    code: "F820",
    family: Family::File,
    name: "not-read-whole",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F820,
    fr: texts::fr::F820,
    example: Example::NONE,
};

/// What is converted on the way to the cleaned file.
pub(crate) fn converted(book: &dyn Book, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    if let Some(text) = book.text() {
        let utf8 = text.encoding.value.eq_ignore_ascii_case("utf-8");
        if !utf8 {
            reporter.add(&OTHER_ENCODING, None, || {
                let mut finding =
                    Finding::new(&OTHER_ENCODING, Place::File).with("encoding", text.encoding.value.as_str());
                finding
                    .details
                    .extend(text.encoding.details.iter().filter(|(n, _)| *n == "samples").cloned());
                finding
            });
        }
        let wanted = context.definition.dialect.delimiter;
        if text.delimiter.value != wanted && context.layout.headings.len() > 1 {
            reporter.add(&OTHER_DELIMITER, None, || {
                Finding::new(&OTHER_DELIMITER, Place::File)
                    .with("delimiter", delimiter_name(text.delimiter.value))
                    .expected(delimiter_name(wanted))
            });
        }
    }
    if book.format() != Format::Csv {
        reporter.add(&OTHER_FORMAT, None, || {
            Finding::new(&OTHER_FORMAT, Place::File).with("format", format_name(book.format()))
        });
    }
    other_sheets(book, context.layout, reporter);
}

/// What somebody gave the records that is not in a cleaned file. Headings may look as they like.
pub(crate) fn formatted(book: &dyn Book, layout: &Layout, reporter: &mut Reporter<'_>) {
    let dressed = book.dressed(layout.sheet).iter().find(|cell| cell.row > layout.header_row);
    if let Some(cell) = dressed {
        reporter.add(&FORMATTED, None, || {
            Finding::new(&FORMATTED, Place::File).with("example", cell.to_string())
        });
    }
}

fn other_sheets(book: &dyn Book, layout: &Layout, reporter: &mut Reporter<'_>) {
    let sheets = book.sheets();
    let filled = |i: &usize| {
        let sheet = &sheets[*i];
        // Those with the same headings are said one by one.
        *i != layout.sheet
            && layout.alike.iter().all(|(other, _)| other != i)
            && !layout.beside.contains(i)
            && sheet.refused.is_none()
            && !sheet.head.is_empty()
            && !own_columns::is_sheet(sheet)
    };
    let (told, others): (Vec<usize>, Vec<usize>) =
        (0..sheets.len()).filter(filled).partition(|i| is_instructions(&sheets[*i].name));
    for sheet in told.into_iter().filter_map(|i| sheets.get(i)) {
        reporter.add(&INSTRUCTIONS, None, || {
            Finding::new(&INSTRUCTIONS, Place::File)
                .with("sheet", sheet.name.as_str())
                // Longer than what is quoted from a cell: it is there to be read.
                .with(
                    "lines",
                    Detail::Said(TranslatedText {
                        plain: lines_of(&sheet.head),
                        ..TranslatedText::default()
                    }),
                )
        });
    }
    let others: Vec<String> = others.into_iter().map(|i| sheets[i].name.clone()).collect();
    if let (false, Some(sheet)) = (others.is_empty(), sheets.get(layout.sheet)) {
        reporter.add(&OTHER_SHEETS, None, || {
            Finding::new(&OTHER_SHEETS, Place::File)
                .with("sheet", sheet.name.as_str())
                .with("others", Detail::All(others))
        });
    }
}

/// Whether a sheet's name says that it explains the others.
pub(crate) fn is_instructions(name: &str) -> bool {
    let name = fold_heading(name).replace(['\'', '\u{2019}'], " ");
    let words = [
        "instruction",
        "consigne",
        "read me",
        "readme",
        "lisez",
        "mode d emploi",
        "how to",
        "howto",
        "comment faire",
        "comment remplir",
        "anleitung",
        "ausfüllhilfe",
        "ausfüllhinweise",
        "liesmich",
        "lies mich",
    ];
    words.iter().any(|word| name.contains(word))
}

/// How much of a sheet of instructions is shown, in characters.
const TOLD: usize = 1_000;

/// The texts of a sheet's first rows, row by row.
fn lines_of(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let cells = row.cells().map(|cell| cell.shown.trim()).filter(|text| !text.is_empty());
        cells.collect::<Vec<&str>>().join(" · ")
    };
    let lines: Vec<String> = rows.iter().map(line).filter(|line| !line.is_empty()).collect();
    visible(&lines.join(" / "), TOLD)
}

/// How a delimiter is called in a sentence.
pub(crate) fn delimiter_name(delimiter: char) -> Detail {
    match delimiter {
        ',' => Detail::Phrase(["commas", "des virgules"]),
        ';' => Detail::Phrase(["semicolons", "des points-virgules"]),
        '\t' => Detail::Phrase(["tabs", "des tabulations"]),
        '|' => Detail::Phrase(["vertical bars", "des barres verticales"]),
        ':' => Detail::Phrase(["colons", "des deux-points"]),
        ' ' => Detail::Phrase(["spaces", "des espaces"]),
        other => Detail::Text(format!("“{other}”")),
    }
}

fn format_name(format: Format) -> Detail {
    match format {
        Format::Csv => Detail::Phrase(["a text file", "un fichier texte"]),
        Format::Xlsx => Detail::Phrase(["an Excel workbook (XLSX)", "un classeur Excel (XLSX)"]),
        Format::Xlsb => {
            Detail::Phrase(["a binary Excel workbook (XLSB)", "un classeur Excel binaire (XLSB)"])
        }
        Format::Xls => Detail::Phrase(["an old Excel workbook (XLS)", "un ancien classeur Excel (XLS)"]),
        Format::Ods => {
            Detail::Phrase(["an OpenDocument spreadsheet (ODS)", "un classeur OpenDocument (ODS)"])
        }
        Format::Html => Detail::Phrase(["a web page with a table", "une page web contenant un tableau"]),
        Format::Xml2003 => Detail::Phrase(["an XML spreadsheet of 2003", "un classeur XML de 2003"]),
    }
}

/// Whether the file belongs to the import at all: another may fit better, the template may be old, or nothing fits.
pub(crate) fn belongs(
    layout: &Layout,
    definition: &ImportDefinition,
    better: Option<&ImportDefinition>,
    lang: &str,
    reporter: &mut Reporter<'_>,
) {
    if let Some(other) = better {
        reporter.add(&WRONG_IMPORT, None, || {
            Finding::new(&WRONG_IMPORT, Place::File)
                .with("other", other.title.get(lang))
                .with("chosen", definition.title.get(lang))
        });
    }
    if layout.moved_over.is_some() {
        return;
    }
    if let Some(version) = older_template(definition, layout) {
        reporter.add(&OBSOLETE_TEMPLATE, None, || {
            let gone = layout.headings.iter().filter(|h| h.field.is_none() && !h.text.trim().is_empty());
            let gone: Vec<String> = gone.map(|h| visible(h.text.trim(), 30)).collect();
            let new = definition.fields.iter().enumerate().filter(|(i, f)| f.in_template && !layout.has(*i));
            let new: Vec<String> = new.map(|(_, field)| field.heading.clone()).collect();
            let mut finding = Finding::new(&OBSOLETE_TEMPLATE, Place::File).with("version", version);
            if !gone.is_empty() {
                let phrase = ["No longer there: {gonecolumns}.", "N’y figurent plus\u{a0}: {gonecolumns}."];
                finding = finding.with("gonecolumns", Detail::All(gone)).with("gone", Detail::Phrase(phrase));
            }
            if !new.is_empty() {
                let phrase = ["New: {newcolumns}.", "Nouvelles\u{a0}: {newcolumns}."];
                finding = finding.with("newcolumns", Detail::All(new)).with("new", Detail::Phrase(phrase));
            }
            finding
        });
    } else if layout.score < KNOWN && better.is_none() {
        reporter.add(&UNKNOWN_TEMPLATE, None, || {
            let first = layout.headings.iter().filter(|h| !h.text.trim().is_empty()).take(5);
            let first = first.map(|h| visible(h.text.trim(), 30)).collect();
            Finding::new(&UNKNOWN_TEMPLATE, Place::File)
                .with("chosen", definition.title.get(lang))
                .with("headings", Detail::All(first))
        });
    }
}

/// So many of a hundred headings make a template, whatever their order.
const SAME_TEMPLATE: usize = 80;

/// The version of the older template that the headings fit, if they fit it better than the current one.
fn older_template<'d>(definition: &'d ImportDefinition, layout: &Layout) -> Option<&'d str> {
    if definition.obsolete.is_empty() {
        return None;
    }
    let headings = layout.headings.iter().map(|h| fold_heading(&h.text));
    let headings: Vec<String> = headings.filter(|heading| !heading.is_empty()).collect();
    let here: HashSet<&str> = headings.iter().map(String::as_str).collect();
    // The headings that are both here and there, of a hundred that are here or there.
    let share = |names: &[String]| {
        let shared = names.iter().filter(|name| here.contains(name.as_str())).count();
        shared * 100 / (names.len() + headings.len() - shared).max(1)
    };
    let folded = |names: &[String]| names.iter().map(|name| fold_heading(name)).collect::<Vec<String>>();
    let current =
        definition.fields.iter().filter(|field| field.in_template).map(|field| field.heading.clone());
    let current = share(&folded(&current.collect::<Vec<String>>()));
    let old = definition.obsolete.iter().map(|(version, names)| (version, share(&folded(names))));
    let best = old.max_by_key(|(_, share)| *share)?;
    (best.1 >= SAME_TEMPLATE && best.1 > current).then_some(best.0.as_str())
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &DAY_NOT_GIVEN,
    &LEFT_OUT_WITH_GROUP,
    &OTHER_ENCODING,
    &OTHER_DELIMITER,
    &OTHER_FORMAT,
    &WRONG_IMPORT,
    &OBSOLETE_TEMPLATE,
    &UNKNOWN_TEMPLATE,
    &CLEANED_IN_PARTS,
    &TOO_MUCH_AT_A_TIME,
    &NO_RECORDS,
    &EMPTY_FILE,
    &OTHER_SHEETS,
    &SHEET_NOT_CHECKED,
    &FURTHER_TABLE,
    &ROWS_ABOVE,
    &INSTRUCTIONS,
    &FORMATTED,
    &ENDED_EARLY,
    &READER_DIED,
    &NO_IMPORT,
    &NO_SUCH_ROW,
    &READING_UNSURE,
    &NOT_CHECKABLE,
    &MAPPING_REFUSED,
    &NOT_READ_WHOLE,
];
