//! An answer that is JSON: lists and objects of any shape, as far as their names tell what stands there.

use super::words::{
    Counted, Role, counted_of, is_aside, is_code, is_done, is_note, is_question, is_record, is_several,
    is_well, number, role, spaced, went_in,
};
use super::{Said, text};
use crate::base::json::Json;
use crate::base::limits::LIMITS;
use crate::scalar::text::visible;
use serde_json::Map;
use std::rc::Rc;

/// Letters that are shown of what has no sentence.
const SHOWN: usize = 80;

/// What values say of rows, and what they say of the whole: their sentences, and in one remark what they count and claim
/// (`imported: 3, failed: 0`). Whoever reads that finds out whether all of it is known, and agrees with what was sent.
pub(super) fn read(values: &[Json]) -> (Vec<Said>, Vec<Said>) {
    let mut found = Found::default();
    let mut whole = Whole::default();
    for value in values {
        let before = found.said.len();
        walk(value, &Said::default(), false, &mut found);
        // What may be faults, in a shape that nobody reads: of which rows they are is not known.
        if found.said.len() == before && may_tell_faults(value) {
            found.said.push(Said { message: shortened(value), of_unread_row: true, ..Said::default() });
        }
        whole.put(value, "");
    }
    // Of rows that are not listed beside those that went in, nobody knows what became.
    if found.well > 0 {
        whole.words.push(went_in(found.well));
    }
    let remarks =
        [whole.done.unwrap_or_default(), whole.words.join(", ")].into_iter().filter(|text| !text.is_empty());
    (found.said, remarks.map(|message| Said { message: message.into(), ..Said::default() }).collect())
}

/// What was found in a value.
#[derive(Default)]
struct Found {
    said: Vec<Said>,
    /// How many rows are listed as gone in.
    well: u64,
}

/// Whether something is listed or told under a name for what is wrong, or something is said not to be right.
fn may_tell_faults(json: &Json) -> bool {
    let is_fault = |name: &str| counted_of(name).is_some_and(|(_, kind)| kind == Counted::Fault);
    let is_denied = |name: &str, value: &Json| *value == Json::Bool(false) && is_question(name);
    match json {
        Json::Array(items) => items.iter().any(may_tell_faults),
        Json::Object(parts) => parts.iter().any(|(name, value)| {
            let lists = match value {
                Json::Array(items) => !items.is_empty(),
                Json::Object(parts) => !parts.values().all(is_nothing),
                _ => false,
            };
            !is_note(name) && ((is_fault(name) && lists) || is_denied(name, value) || may_tell_faults(value))
        }),
        _ => false,
    }
}

/// Whether a value tells that there is nothing.
fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Bool(yes) => !yes,
        Json::Number(count) => count.as_f64() == Some(0.0),
        Json::String(text) => text.trim().is_empty() || is_well(text),
        Json::Array(items) => items.is_empty(),
        Json::Object(parts) => parts.values().all(is_nothing),
    }
}

/// A value as it stands in the answer, its beginning where it is long.
fn shortened(json: &Json) -> Rc<str> {
    visible(&json.to_string(), SHOWN).into()
}

/// Whether a value that says nothing says so: it has a place for errors, or a status.
pub(super) fn is_understood(json: &Json) -> bool {
    match json {
        Json::Array(items) if items.is_empty() => true,
        _ => has_place(json),
    }
}

/// Whether there is a place for errors, or a status, anywhere in a value.
fn has_place(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(is_understood),
        Json::Object(parts) => parts.iter().any(|(name, value)| match role(name) {
            Some(Role::Message) => true,
            Some(Role::Status) if plain(value).is_some() => true,
            _ => is_understood(value),
        }),
        _ => false,
    }
}

/// Whether a part is what a record held, and not what an answer is wrapped in, which is often called the same.
fn is_held(name: &str, value: &Json) -> bool {
    let lists = |(name, value): (&String, &Json)| match value {
        Json::Array(items) => !items.is_empty() && (role(name) == Some(Role::Message) || has_place(value)),
        Json::Object(_) => role(name) == Some(Role::Message) || has_place(value),
        _ => false,
    };
    is_record(name) && value.as_object().is_some_and(|parts| !parts.iter().any(lists))
}

/// `known` is what the parts around have told; in what is `wrong`, every text is a sentence.
fn walk(json: &Json, known: &Said, wrong: bool, found: &mut Found) {
    let out = &mut found.said;
    match json {
        _ if out.len() > LIMITS.answer_items => {}
        Json::Array(items) => {
            let known = Said { listed: true, ..known.clone() };
            items.iter().for_each(|item| walk(item, &known, wrong, found));
        }
        Json::Object(parts) => object(parts, known, wrong, found),
        Json::String(text) if wrong && !text.trim().is_empty() && !is_well(text) => {
            out.push(Said { message: text.trim().into(), ..known.clone() });
        }
        // A list of numbers alone: they may be those of rows, or of faults.
        Json::Number(_) if wrong && known.listed && !known.names_a_row() => {
            out.push(Said { message: shortened(json), of_unread_row: true, ..known.clone() });
        }
        _ => {}
    }
}

fn object(parts: &Map<String, Json>, known: &Said, wrong: bool, found: &mut Found) {
    let mut known = known.clone();
    let of = |wanted: Role| {
        parts.iter().filter(move |(name, _)| role(name) == Some(wanted)).map(|(_, value)| value)
    };
    known.row = rows_of(parts, known.listed).find_map(whole).or(known.row);
    known.of_unread_row |= known.row.is_none() && rows_of(parts, known.listed).any(is_unread);
    known.column = of(Role::Column).find_map(|value| value.as_str().map(Rc::from)).or(known.column);
    // What stands beside a list of rows is no row.
    let record = parts.iter().find(|(name, value)| is_held(name, value));
    let record = record.filter(|_| known.row.is_some() || !parts.values().any(names_rows));
    if let Some((_, record)) = record {
        known.cells = cells(record);
    }
    let named = known.names_a_row();
    let status = statuses(parts).next();
    // A row that went in, as its status says, has no errors beside that.
    let denies = |(name, value): (&String, &Json)| {
        (is_question(name) && *value == Json::Bool(false))
            || (counted_of(name).is_some_and(|(_, kind)| kind == Counted::Fault)
                && !is_note(name)
                && !is_nothing(value))
    };
    let contradicts = known.listed && parts.iter().any(denies);
    let well = status.as_deref().is_some_and(is_done) && !contradicts;
    if well && (known.row.is_some() || known.listed) {
        found.well += 1;
    }
    if well && named {
        return;
    }
    // "Rows 4-5" in the place of a number.
    let unread = |name: &str| !named && number(name).is_none() && text::names_a_row(name);
    let before = found.said.len();
    for (name, value) in parts {
        match role(name) {
            // The whole went well, as far as it says so itself; what it lists as wrong is wrong all the same.
            _ if well && is_note(name) => {}
            Some(Role::Message) => walk(value, &known, true, found),
            // In what is wrong, names are those of rows or of fields.
            _ if value.is_array() || value.is_object() => {
                if is_held(name, value) && (!wrong || record.is_some_and(|(own, _)| own == name)) {
                    continue;
                }
                let mut inner = known.clone();
                inner.of_unread_row |= unread(name);
                match number(name) {
                    Some(row) => inner.row = Some(row),
                    None if wrong => inner.column = Some(name.as_str().into()),
                    None => {}
                }
                walk(value, &inner, wrong || unread(name) || number(name).is_some(), found);
            }
            None => match (number(name), value) {
                (Some(row), Json::String(_)) => {
                    walk(value, &Said { row: Some(row), ..known.clone() }, true, found);
                }
                (Some(row), _) if wrong => {
                    found.said.push(Said { row: Some(row), message: shortened(value), ..known.clone() });
                }
                (None, Json::String(_)) if unread(name) || wrong && of(Role::Message).next().is_none() => {
                    let of_unread_row = known.of_unread_row || unread(name);
                    let column = Some(name.as_str().into());
                    walk(value, &Said { of_unread_row, column, ..known.clone() }, true, found);
                }
                _ => {}
            },
            _ => {}
        }
    }
    // Of the whole it is said as well.
    let is_told = named || !(well || known.listed || wrong);
    let alone = found.said.len() == before;
    if let Some(status) = status.filter(|_| alone && !well && (is_told || known.listed)) {
        let of_unread_row = known.of_unread_row || !is_told;
        found.said.push(Said { message: status.into(), of_unread_row, ..known });
    } else if wrong && named && alone && !well && of(Role::Row).next().is_some() {
        // A row that is listed among what is wrong is wrong without a sentence, too.
        let message = shortened(&Json::Object(parts.clone()));
        found.said.push(Said { message, ..known });
    }
}

/// What is said around the rows.
#[derive(Default)]
struct Whole {
    /// A status that says that all went well.
    done: Option<String>,
    /// What is counted or claimed, each by its name: `imported: 3`.
    words: Vec<String>,
}

impl Whole {
    /// Takes a value. `around` are the names that it stands under.
    fn put(&mut self, value: &Json, around: &str) {
        let Some(parts) = value.as_object().filter(|parts| rows_of(parts, false).next().is_none()) else {
            return;
        };
        self.done = self.done.take().or_else(|| statuses(parts).find(|status| is_done(status)));
        for (name, value) in parts {
            let words = [around, &spaced(name)].join(" ").trim().to_owned();
            let faults = counted_of(name).is_some_and(|(_, kind)| kind == Counted::Fault);
            let listed =
                role(name) == Some(Role::Message) || faults || is_note(name) || text::names_a_row(name);
            match value {
                // What is wrong is told row by row.
                Json::Array(items) if items.is_empty() || listed || has_place(value) || names_rows(value) => {
                }
                Json::Array(items) => self.words.push(format!("{words}: {}", items.len())),
                Json::Object(_) if listed || number(name).is_some() => {}
                Json::Object(_) => self.put(value, &words),
                _ => self.words.extend(told(name, &words, value)),
            }
        }
    }
}

/// How a value that is no list is told; nothing where it says nothing of rows, or is a sentence by itself.
fn told(name: &str, words: &str, value: &Json) -> Option<String> {
    let text = plain(value).filter(|text| !text.trim().is_empty())?;
    match value {
        _ if is_aside(name) || (is_code(name) && is_done(&text)) => None,
        _ if role(name) == Some(Role::Status) => None,
        Json::String(_) if role(name) == Some(Role::Message) => None,
        // That some went in says nothing of the others.
        Json::Bool(true) if is_question(name) => None,
        Json::Bool(yes) if counted_of(name).is_some() => Some(format!("{words}: {}", u8::from(*yes))),
        _ => Some(format!("{words}: {}", text.trim())),
    }
}

/// What stands in an object in the place of a status.
fn statuses(parts: &Map<String, Json>) -> impl Iterator<Item = String> {
    parts.iter().filter(|(name, _)| role(name) == Some(Role::Status)).filter_map(|(_, value)| plain(value))
}

/// What stands in the place of the number of a row. `"rows": 6` counts them, where it stands in no list.
fn rows_of(parts: &Map<String, Json>, listed: bool) -> impl Iterator<Item = &Json> {
    let named = parts.iter().filter(|(name, _)| role(name) == Some(Role::Row));
    let counts = move |name: &str, value: &Json| !listed && is_several(name) && value.is_number();
    named.filter(move |(name, value)| !counts(name, value)).map(|(_, value)| value)
}

/// Whether rows are named by their numbers anywhere in a value.
fn names_rows(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(names_rows),
        Json::Object(parts) => parts.iter().any(|(name, value)| {
            role(name) == Some(Role::Row) && whole(value).is_some() || names_rows(value)
        }),
        _ => false,
    }
}

/// Whether a value that names a row, or several, is not read as one: `"3, 4"`, `[3, 4]`.
fn is_unread(value: &Json) -> bool {
    match value {
        Json::Array(items) => items.iter().any(|item| plain(item).is_some()),
        Json::String(text) => !text.trim().is_empty(),
        Json::Bool(_) | Json::Number(_) => true,
        Json::Null | Json::Object(_) => false,
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

fn cells(record: &Json) -> Rc<[(Rc<str>, String)]> {
    let parts = record.as_object().into_iter().flatten();
    parts.filter_map(|(name, value)| Some((name.as_str().into(), plain(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What is said of rows.
    fn read(json: &Json) -> Vec<Said> {
        let (said, _) = super::read(std::slice::from_ref(json));
        said.into_iter().filter(|said| !said.is_remark()).collect()
    }

    /// What is said of the whole in one remark.
    fn whole(json: Json) -> String {
        super::read(&[json]).1.iter().map(|said| said.message.to_string()).collect::<Vec<_>>().join(" | ")
    }

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
                said.iter().map(|s| (s.row.unwrap_or(0), s.column.as_deref(), &*s.message)).collect();
            assert_eq!(said, expected, "{answer}");
        }
    }

    #[test]
    fn a_record_names_itself_by_what_it_holds() {
        let said = read(&json!([{ "record": { "name": "Ada", "age": 36 }, "error": "is taken" }]));
        assert_eq!(said.len(), 1);
        assert_eq!(*said[0].cells, [("name".into(), "Ada".to_owned()), ("age".into(), "36".to_owned())]);
        let failed = read(&json!([{ "row": 4, "success": false }, { "row": 5, "success": true }]));
        assert_eq!(failed.len(), 1);
        assert_eq!((failed[0].row, &*failed[0].message), (Some(4), "false"));
    }

    #[test]
    fn an_answer_that_calls_itself_a_success_and_lists_errors_has_errors() {
        for answer in [
            json!({ "data": { "imported": 5, "errors": [{ "row": 3, "message": "is taken" }] } }),
            json!({ "result": [{ "row": 2, "status": "created" }, { "row": 3, "error": "is taken" }] }),
            json!({ "success": true, "imported": 5, "errors": [{ "row": 3, "message": "is taken" }] }),
            json!({ "success": true, "data": { "imported": 5 }, "errors": [{ "row": 3, "message": "is taken" }] }),
            json!({ "status": "ok", "message": "5 imported", "errors": { "3": ["is taken"] } }),
            json!({ "status": 200, "result": { "rows": [{ "row": 2, "status": "created", "message": "new" }, { "row": 3, "error": "is taken" }] } }),
        ] {
            let said: Vec<_> = read(&answer).iter().map(|s| (s.row, s.message.to_string())).collect();
            assert_eq!(said, [(Some(3), "is taken".to_owned())], "{answer}");
        }
        for well in [
            json!({ "success": true, "warnings": [{ "row": 3, "message": "the phone was left out" }] }),
            json!([{ "row": 3, "status": "created", "messages": ["the phone was left out"] }]),
        ] {
            assert_eq!(read(&well), [], "{well}");
        }
    }

    /// What is wrong without a sentence is wrong, and what may be faults is never taken for none.
    #[test]
    fn faults_without_a_sentence_are_told() {
        for (answer, rows) in [
            (json!({ "errors": [{ "row": 3 }] }), vec![Some(3)]),
            (
                json!({ "errors": [{ "row": 3, "code": 409 }, { "row": 4, "message": null }] }),
                vec![Some(3), Some(4)],
            ),
            (json!({ "errors": { "3": true } }), vec![Some(3)]),
            (json!({ "errors": { "3": null, "5": 42 } }), vec![Some(3), Some(5)]),
        ] {
            let said: Vec<_> = read(&answer).iter().map(|said| said.row).collect();
            assert_eq!(said, rows, "{answer}");
        }
        for answer in [
            json!({ "errors": [3, 4] }),
            json!({ "success": true, "failedRows": [3, 4] }),
            json!({ "status": "ok", "imported": [2, 5], "skipped": [3, 4] }),
            json!({ "status": "ok", "rejected": ["Bob"] }),
            json!({ "status": "ok", "failures": [{ "row": 3, "why": "x" }] }),
            json!({ "status": "ok", "failed_rows": [{ "row": 3 }] }),
            json!({ "status": "ok", "results": [{ "row": 2, "ok": true }, { "row": 3, "ok": false }] }),
        ] {
            let said = read(&answer);
            assert!(
                !said.is_empty() && said.iter().all(|said| said.of_unread_row || said.row == Some(3)),
                "{answer}: {said:?}"
            );
        }
        for answer in [
            json!({ "errors": [] }),
            json!({ "errors": {}, "failed": 0, "status": "ok" }),
            json!({ "status": "ok", "failures": { "count": 0 }, "rejected": [] }),
        ] {
            assert_eq!(read(&answer), [], "{answer}");
        }
    }

    #[test]
    fn what_is_said_around_the_rows_is_one_remark() {
        for (answer, expected) in [
            (json!({ "status": "ok" }), "ok"),
            (
                json!({ "success": true, "importId": 17, "code": 200, "duplicates": 2 }),
                "true | duplicates: 2",
            ),
            (
                json!({ "status": "done", "data": { "imported": 3, "failed": 0 } }),
                "done | data imported: 3, data failed: 0",
            ),
            (json!({ "rows": 6, "imported": 6, "errors": [] }), "rows: 6, imported: 6"),
            (json!({ "created": [{ "id": 1 }, { "id": 2 }], "dryRun": true }), "created: 2, dry run: true"),
            (json!([{ "row": 2, "status": "created" }, { "row": 3, "status": "updated" }]), "ok: 2"),
            (json!([{ "row": 3, "message": "is taken" }]), ""),
        ] {
            assert_eq!(whole(answer.clone()), expected, "{answer}");
        }
    }

    #[test]
    fn no_more_is_held_than_may_be_said() {
        let errors = vec![json!("is taken"); LIMITS.answer_items * 2];
        assert_eq!(read(&json!({ "row": 3, "errors": errors })).len(), LIMITS.answer_items + 1);
    }
}
