//! A blank file to fill in, and how to fill it in, from the definition that the filled one is checked by.

use super::book::heading_format;
use super::properties;
use crate::definition::describe;
use crate::definition::value::Class;
use crate::definition::{Field, FieldKind, ImportDefinition};
use crate::problem::lang::Lang;
use crate::record::own_columns;
use crate::xlsx_out::pieces::tab_name;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Note, Workbook, Worksheet,
    XlsxError,
};
use std::io;

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;

/// What a spreadsheet takes as a list written into the rule itself, separators included.
const SHORT_LIST: usize = 255;

/// The template of an import, with instructions in the given language.
///
/// # Errors
/// The definition goes beyond what a workbook can hold.
pub fn template(definition: &ImportDefinition, lang: Lang) -> io::Result<Vec<u8>> {
    workbook(definition, lang).map_err(io::Error::other)
}

fn workbook(definition: &ImportDefinition, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let id = format!("{} {}", definition.name, definition.version);
    workbook.set_properties(&properties("import-checker-definition", id.trim())?);
    workbook.define_name("_import_checker_definition", &format!("=\"{}\"", id.trim().replace('"', "")))?;
    let lists: Vec<(usize, Vec<String>)> =
        in_template(definition).map(|(_, field)| describe::allowed(field)).enumerate().collect();
    let lists: Vec<(usize, Vec<String>)> = lists.into_iter().filter(|(_, list)| !list.is_empty()).collect();
    let lists_tab = lang.pick(["Lists", "Listes"]);
    let mut sheet = Worksheet::new();
    sheet.set_name(tab_name(definition.title.get(lang.tag()), "Import"))?;
    data(&mut sheet, definition, lang)?;
    for (place, (at, list)) in (0_u16..).zip(&lists) {
        let strict =
            in_template(definition).nth(*at).is_some_and(|(_, field)| field.allowed_setting.is_none());
        let rule = drop_down(list, lists_tab, place, strict, lang)?;
        sheet.add_data_validation(1, column(*at), LAST_ROW, column(*at), &rule)?;
    }
    workbook.push_worksheet(sheet);
    workbook.push_worksheet(instructions(definition, lang)?);
    if lists.iter().any(|(_, list)| is_long(list)) {
        workbook.push_worksheet(long_lists(&lists, lists_tab, lang)?);
    }
    workbook.save_to_buffer()
}

/// The fields that have a column in the blank file, with their places in the definition.
fn in_template(definition: &ImportDefinition) -> impl Iterator<Item = (usize, &Field)> {
    definition.fields.iter().enumerate().filter(|(_, field)| field.in_template)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Headings only: whatever stood below them would be imported.
fn data(sheet: &mut Worksheet, definition: &ImportDefinition, lang: Lang) -> Result<(), XlsxError> {
    for (at, (index, field)) in in_template(definition).enumerate() {
        let at = column(at);
        let width = u16::try_from(field.heading.chars().count() + 4).unwrap_or(40).clamp(12, 40);
        sheet.set_column_width(at, width)?;
        sheet.set_column_format(at, &Format::new().set_num_format(number_format(&field.kind)))?;
        sheet.write_string_with_format(0, at, &field.heading, &heading_format(false))?;
        let text = note(definition, index, field, lang);
        let height =
            u32::try_from((text.chars().count() / 40 + text.lines().count() + 1) * 18).unwrap_or(300);
        let note = Note::new(text).add_author_prefix(false).set_author("Import Checker");
        sheet.insert_note(0, at, &note.set_width(300).set_height(height.clamp(60, 300)))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Texts stay texts in the hands of a spreadsheet: no lost zeros, no numbers turned into dates.
fn number_format(kind: &FieldKind) -> &'static str {
    match kind.type_kind().class {
        Class::Number | Class::Year => "General",
        Class::Day => "yyyy-mm-dd",
        Class::Moment => "yyyy-mm-dd hh:mm",
        Class::Time => "hh:mm",
        Class::Month | Class::Truth | Class::Text => "@",
    }
}

fn note(definition: &ImportDefinition, index: usize, field: &Field, lang: Lang) -> String {
    let required = lang.pick(["Required", "Obligatoire"]);
    let example = lang.pick(["Example", "Exemple"]);
    let mut lines = vec![field.description.get(lang.tag()).to_owned()];
    lines.push(format!(
        "{required}{} {}",
        lang.pick([":", "\u{a0}:"]),
        describe::requirement(definition, index, lang)
    ));
    if !field.example.is_empty() {
        lines.push(format!("{example}{} {}", lang.pick([":", "\u{a0}:"]), field.example));
    }
    lines.retain(|l| !l.is_empty());
    lines.join("\n").chars().take(1_500).collect()
}

fn is_long(list: &[String]) -> bool {
    list.join(",").encode_utf16().count() > SHORT_LIST || list.iter().any(|v| v.contains([',', '"']))
}

fn drop_down(
    list: &[String],
    tab: &str,
    place: u16,
    strict: bool,
    lang: Lang,
) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = if is_long(list) {
        let letters = crate::table::letters(u32::from(place));
        let range = format!("='{tab}'!${letters}$3:${letters}${}", list.len() + 2);
        rule.allow_list_formula(Formula::new(range))
    } else {
        rule.allow_list_strings(list)?
    };
    let style = if strict { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
    let title = lang.pick(["Not in the list", "Pas dans la liste"]);
    let message = lang.pick([
        "Please choose one of the values in the list.",
        "Veuillez choisir une des valeurs de la liste.",
    ]);
    rule.set_error_style(style).set_error_title(title)?.set_error_message(message)
}

/// The lists that are too long for a rule, on a sheet that nobody needs to see.
fn long_lists(lists: &[(usize, Vec<String>)], tab: &str, lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(tab)?.set_hidden(true);
    sheet.write_string(0, 0, own_columns::lists_title(lang))?;
    for (place, (_, list)) in (0_u16..).zip(lists) {
        for (row, value) in (2_u32..).zip(list) {
            sheet.write_string(row, place, value)?;
        }
    }
    Ok(sheet)
}

fn instructions(definition: &ImportDefinition, lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.pick(["Instructions", "Instructions"]))?;
    let bold = Format::new().set_bold().set_font_size(13);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, width) in (0_u16..).zip([26, 24, 34, 34, 34, 20, 50]) {
        sheet.set_column_width(at, width)?;
    }
    sheet.write_string_with_format(0, 0, own_columns::instructions_title(lang), &bold)?;
    let mut row = 1;
    for line in introduction(definition, lang) {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    row += 1;
    let headings = [
        ["Heading", "Intitulé"],
        ["Title", "Titre"],
        ["Required", "Obligatoire"],
        ["Allowed values", "Valeurs admises"],
        ["Form", "Forme"],
        ["Example", "Exemple"],
        ["Description", "Description"],
    ];
    for (at, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(row, at, lang.pick(heading), &heading_format(true))?;
    }
    for (index, field) in in_template(definition) {
        row += 1;
        for (at, text) in (0_u16..).zip(column_words(definition, index, field, lang)) {
            sheet.write_string_with_format(row, at, text, &wrap)?;
        }
    }
    let mut notes = describe::order(definition, lang);
    notes.extend(describe::notes(definition, lang));
    if !notes.is_empty() {
        row += 2;
        sheet.write_string_with_format(row, 0, lang.pick(["Rules", "Règles"]), &bold)?;
    }
    for note in notes {
        row += 1;
        sheet.write_string(row, 0, note)?;
    }
    Ok(sheet)
}

fn introduction(definition: &ImportDefinition, lang: Lang) -> Vec<String> {
    let title = definition.title.get(lang.tag());
    let mut lines = vec![format!("{title} ({} {})", definition.name, definition.version)];
    if definition.unofficial {
        lines.push(
            lang.pick(["This description is unofficial.", "Cette description n’est pas officielle."])
                .to_owned(),
        );
    }
    lines.push(definition.description.get(lang.tag()).to_owned());
    let how = [
        [
            "Fill in the first sheet, row by row below the headings. Leave the headings as they are.",
            "Remplissez la première feuille, ligne par ligne sous les en-têtes. Ne changez pas les en-têtes.",
        ],
        [
            "Paste values only, so that the formats of the columns stay. This sheet is not imported.",
            "Collez uniquement les valeurs, afin de garder le format des colonnes. Cette feuille n’est pas importée.",
        ],
        [
            "Keep the file as .xlsx: the older .xls cuts tables after 65,536 rows.",
            "Gardez le format .xlsx\u{a0}: l’ancien .xls coupe les tableaux après 65 536 lignes.",
        ],
    ];
    lines.extend(how.map(|text| lang.pick(text).to_owned()));
    lines.retain(|l| !l.is_empty());
    lines
}

fn column_words(definition: &ImportDefinition, index: usize, field: &Field, lang: Lang) -> [String; 7] {
    let allowed: String = describe::allowed(field).join(", ").chars().take(2_000).collect();
    [
        field.heading.clone(),
        field.title.get(lang.tag()).to_owned(),
        describe::requirement(definition, index, lang),
        allowed,
        describe::form(field, lang),
        field.example.clone(),
        field.description.get(lang.tag()).to_owned(),
    ]
}
