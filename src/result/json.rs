//! An answer that is JSON: lists and objects of any shape, as far as their names tell what stands there.

use super::Said;
use super::words::{Role, is_record, is_well, number, role};
use crate::base::json::Json;
use serde_json::Map;

/// What a value says.
pub(super) fn read(json: &Json) -> Vec<Said> {
    let mut said = Vec::new();
    walk(json, &Said::default(), false, &mut said);
    said
}

/// Whether a value that says nothing says so: it has a place for errors, or a status.
pub(super) fn is_understood(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.is_empty() || items.iter().any(is_understood),
        Json::Object(parts) => parts.iter().any(|(name, value)| {
            matches!(role(name), Some(Role::Message | Role::Status)) || is_understood(value)
        }),
        _ => false,
    }
}

/// `known` is what the parts around have told; in what is `wrong`, every text is a sentence.
fn walk(json: &Json, known: &Said, wrong: bool, out: &mut Vec<Said>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| walk(item, known, wrong, out)),
        Json::Object(parts) => object(parts, known, wrong, out),
        Json::String(text) if wrong && !text.trim().is_empty() && !is_well(text) => {
            out.push(Said { message: text.trim().to_owned(), ..known.clone() });
        }
        _ => {}
    }
}

fn object(parts: &Map<String, Json>, known: &Said, wrong: bool, out: &mut Vec<Said>) {
    let mut known = known.clone();
    let of = |wanted: Role| {
        parts.iter().filter(move |(name, _)| role(name) == Some(wanted)).map(|(_, value)| value)
    };
    known.row = of(Role::Row).find_map(whole).or(known.row);
    known.column = of(Role::Column).find_map(|value| value.as_str().map(str::to_owned)).or(known.column);
    let records = parts.iter().filter(|(name, value)| is_record(name) && value.is_object());
    if let Some((_, record)) = records.clone().next() {
        known.cells = cells(record);
    }
    let status = of(Role::Status).find_map(plain);
    if status.as_deref().is_some_and(is_well) {
        return;
    }
    let before = out.len();
    for (name, value) in parts {
        match role(name) {
            Some(Role::Message) => walk(value, &known, true, out),
            Some(Role::Status) => {}
            // In what is wrong, names are those of rows or of fields.
            None | Some(Role::Row | Role::Column | Role::Cell) if value.is_array() || value.is_object() => {
                if records.clone().any(|(own, _)| own == name) && !wrong {
                    continue;
                }
                let mut inner = known.clone();
                match number(name) {
                    Some(row) => inner.row = Some(row),
                    None if wrong => inner.column = Some(name.clone()),
                    None => {}
                }
                walk(value, &inner, wrong || number(name).is_some(), out);
            }
            None => match (number(name), value) {
                (Some(row), Json::String(_)) => {
                    walk(value, &Said { row: Some(row), ..known.clone() }, true, out)
                }
                (None, Json::String(_)) if wrong && of(Role::Message).next().is_none() => {
                    walk(value, &Said { column: Some(name.clone()), ..known.clone() }, true, out);
                }
                _ => {}
            },
            _ => {}
        }
    }
    let named = known.row.is_some() || !known.cells.is_empty();
    if let Some(status) = status.filter(|_| named && out.len() == before) {
        out.push(Said { message: status, ..known });
    }
}

/// A number, also as a text.
fn whole(value: &Json) -> Option<u64> {
    value.as_u64().or_else(|| number(value.as_str()?))
}

/// A value on its own, as text.
fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) | Json::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

fn cells(record: &Json) -> Vec<(String, String)> {
    let parts = record.as_object().into_iter().flatten();
    parts.filter_map(|(name, value)| Some((name.clone(), plain(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shapes_that_systems_answer_in() {
        let expected = [(3, Some("email"), "is taken")];
        for answer in [
            json!([{ "row": 3, "field": "email", "message": "is taken" }]),
            json!({ "errors": [{ "line": "3", "column": "email", "error": "is taken" }], "imported": 7 }),
            json!({ "errors": { "3": { "email": ["is taken"] } } }),
            json!({ "rows": [{ "rowNumber": 2, "status": "created" }, { "rowNumber": 3, "status": "failed", "errors": [{ "field": "email", "message": "is taken" }] }] }),
            json!([{ "ligne": 3, "erreurs": { "email": "is taken" } }]),
        ] {
            let said = read(&answer);
            let said: Vec<_> =
                said.iter().map(|s| (s.row.unwrap_or(0), s.column.as_deref(), s.message.as_str())).collect();
            assert_eq!(said, expected, "{answer}");
        }
    }

    #[test]
    fn a_record_names_itself_by_what_it_holds() {
        let said = read(&json!([{ "record": { "name": "Ada", "age": 36 }, "error": "is taken" }]));
        assert_eq!(said.len(), 1);
        assert_eq!(
            said[0].cells,
            [("name".to_owned(), "Ada".to_owned()), ("age".to_owned(), "36".to_owned())]
        );
        let failed = read(&json!([{ "row": 4, "success": false }, { "row": 5, "success": true }]));
        assert_eq!(failed.len(), 1);
        assert_eq!((failed[0].row, failed[0].message.as_str()), (Some(4), "false"));
    }
}
