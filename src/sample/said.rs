//! What a report and a definition say, as a sample compares it.

use super::Codes;
use super::words::folded;
use crate::base::json::Json;
use crate::definition::{Field, ImportDefinition, SettingValue};
use crate::table::{Address, column_of, letters};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn of_column(code: &str, column: Option<u32>) -> String {
    column.map_or_else(|| code.to_owned(), |column| format!("{code} {}", letters(column)))
}

pub(super) fn place(column: Option<u32>, row: u32) -> String {
    column.map_or_else(|| row.to_string(), |column| Address { row, column }.name())
}

/// What a report says, by row, and what it says of columns and of the file.
pub(super) fn by_row(report: &Json) -> (BTreeMap<u32, Codes>, Codes) {
    let (mut rows, mut of_file) = (BTreeMap::<u32, Codes>::new(), Codes::new());
    for finding in list(&report["findings"]) {
        let Some(code) = finding["code"].as_str() else { continue };
        let one = (finding["column"].as_str().and_then(column_of), code.to_owned());
        match finding["row"].as_u64().and_then(|row| u32::try_from(row).ok()) {
            Some(row) => rows.entry(row).or_default().insert(one),
            None => of_file.insert(one),
        };
    }
    (rows, of_file)
}

/// Whether somebody said which field a column is: without that, only the field's own heading says it.
pub(super) fn said_by_hand(report: &Json, heading: &str) -> bool {
    list(&report["mapping"]).iter().any(|entry| {
        !matches!(entry["how"].as_str(), Some("exact" | "alias"))
            && entry["kind"] == "column"
            && list(&entry["from"]).iter().any(|from| from == heading)
    })
}

pub(super) fn heading_of(definition: &ImportDefinition, field: &str) -> String {
    let field = definition.fields.iter().find(|one| one.name == field);
    field.map_or(String::new(), |field| field.heading.clone())
}

/// What a definition itself lists: values that may stand in a cell.
pub(super) fn lists(definition: &ImportDefinition) -> BTreeSet<String> {
    let of_field = |field: &Field| -> Vec<String> {
        let words = field.synonyms.iter().map(|(word, ..)| word.clone());
        let missing = field.missing_values.iter().flatten().cloned();
        let headings = [&field.name, &field.heading].into_iter().chain(&field.aliases).cloned();
        field
            .allowed
            .iter()
            .cloned()
            .chain(words)
            .chain(missing)
            .chain(headings)
            .chain(field.truths.iter().flatten().cloned())
            .collect()
    };
    let fields = definition.fields.iter().flat_map(of_field);
    let samples = definition.samples.iter().flat_map(|sample| sample.values().cloned());
    let settings = definition.settings.iter().flat_map(|setting| match &setting.default {
        SettingValue::Bool(_) => Vec::new(),
        SettingValue::Text(text) => vec![text.clone()],
        SettingValue::List(all) => all.clone(),
    });
    let all = fields.chain(definition.missing_values.iter().cloned()).chain(samples).chain(settings);
    all.map(|text| folded(&text)).filter(|text| !text.is_empty()).collect()
}

pub(super) fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}
