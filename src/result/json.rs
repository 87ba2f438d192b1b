//! An answer that is JSON: lists and objects of any shape, as far as their names tell what stands there. It is read like a
//! grammar: each name and value is known to mean well, ill or neither, or the answer is not fully understood, and says so.

use super::sentences::{Fate, fate, is_by_the_way, is_only_well};
use super::words::{
    Counted, Role, counted_in_all, counted_of, is_note, is_nothing_wrong, is_of_error, is_of_faults,
    is_record, is_wrapper, number, role,
};
use super::{Read, Said, text};
use crate::base::json::Json;
use crate::base::limits::LIMITS;
use crate::scalar::text::visible;
use crate::table::{Address, letters};
use serde_json::Map;
use std::rc::Rc;

/// Letters that are shown of what has no sentence.
const SHOWN: usize = 80;

/// What values say, and what they count; nothing where they say nothing that anybody would know. `is_own` tells whether a name is that of a
/// column of the cleaned file.
pub(super) fn read(values: &[Json], is_own: &dyn Fn(&str) -> bool) -> Option<(Read, Vec<Said>)> {
    let mut reader = Reader { is_own, read: Read::default(), counts: Vec::new(), well: false, known: false };
    values.iter().for_each(|value| reader.walk(value, &Said::default(), false));
    let empty = values.iter().all(|value| value.as_array().is_some_and(Vec::is_empty));
    let Reader { read, mut counts, well, known, .. } = reader;
    // Of several kinds of rows that went in, not all need to be there.
    let some = counts.iter().any(|(_, kind, count)| *kind == Some(Counted::Fine) && *count > 0);
    counts.retain(|(_, kind, count)| !(some && *kind == Some(Counted::Fine) && *count == 0));
    let counts: Vec<String> = counts.into_iter().map(|(name, _, count)| format!("{name}: {count}")).collect();
    // Counts alone may be of anything.
    let known = known || read.well.named() > 0 || read.said.iter().any(|said| !said.unclear);
    let whole = |message: &str| Said { message: message.into(), ..Said::default() };
    let mut counted: Vec<Said> = Vec::new();
    if !counts.is_empty() {
        counted.push(whole(&counts.join(", ")));
        // Beside what is counted, that it went well is a word about the whole as well.
        counted.extend(well.then(|| whole("ok")));
    }
    (known || empty).then_some((read, counted))
}

struct Reader<'o> {
    is_own: &'o dyn Fn(&str) -> bool,
    read: Read,
    /// What is counted of the whole.
    counts: Vec<(String, Option<Counted>, u64)>,
    /// The whole is said to have gone well.
    well: bool,
    /// There is a place for errors, or a status.
    known: bool,
}

/// A value as it stands in the answer, its beginning where it is long.
fn shortened(json: &Json) -> Rc<str> {
    visible(&json.to_string(), SHOWN).into()
}

/// Whether a value tells that there is nothing.
fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Bool(yes) => !yes,
        Json::Number(count) => count.as_f64() == Some(0.0),
        Json::String(text) => text.trim().is_empty() || is_nothing_wrong(text, false),
        Json::Array(items) => items.is_empty(),
        // "count: 0"; what is listed by the name of a row, or of a record, is something.
        Json::Object(parts) => parts.iter().all(|(name, value)| {
            (counted_of(name).is_some() || counted_in_all(name).is_some()) && is_nothing(value)
        }),
    }
}

/// Whether nothing stands in a value.
fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(parts) => parts.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// Whether there is a place for errors, or a status, anywhere in a value.
fn has_place(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(has_place),
        Json::Object(parts) => parts.iter().any(|(name, value)| match role(name) {
            Some(Role::Message) => true,
            Some(Role::Status) if plain(value).is_some() => true,
            _ => has_place(value),
        }),
        _ => false,
    }
}

impl Reader<'_> {
    /// Whether a part is what a record held, and not what an answer is wrapped in, which is often called the same.
    fn is_held(&self, name: &str, value: &Json) -> bool {
        let lists = |(name, value): (&String, &Json)| match value {
            Json::Array(items) => {
                !items.is_empty() && (role(name) == Some(Role::Message) || has_place(value))
            }
            Json::Object(_) => role(name) == Some(Role::Message) || has_place(value),
            _ => false,
        };
        let of_whole = |name: &String| {
            counted_of(name).is_some()
                || role(name).is_some()
                || counted_in_all(name).is_some()
                || is_wrapper(name)
        };
        let held = |parts: &Map<String, Json>| {
            !parts.iter().any(lists)
                && (parts.keys().any(|name| (self.is_own)(name)) || !parts.keys().all(of_whole))
        };
        is_record(name) && value.as_object().is_some_and(held)
    }

    /// The numbers of the records in a list, as far as they have one, where nothing else is said of them.
    fn plain_rows(&self, value: &Json) -> Option<Vec<Option<u64>>> {
        let is_plain = |(name, value): (&String, &Json)| {
            let text = plain(value);
            role(name) == Some(Role::Row) && whole(value).is_some()
                || (self.is_own)(name)
                || text.is_some_and(|text| is_by_the_way(name, &text))
        };
        let of_item = |item: &Json| {
            let parts = item.as_object().filter(|parts| parts.iter().all(is_plain))?;
            Some(
                parts
                    .iter()
                    .filter(|(name, _)| role(name) == Some(Role::Row))
                    .find_map(|(_, value)| whole(value)),
            )
        };
        value.as_array()?.iter().map(of_item).collect()
    }

    /// A part that nobody understands.
    fn unclear(&mut self, name: &str, value: &Json) {
        if self.read.said.len() > LIMITS.answer_items {
            return;
        }
        let value = shortened(value);
        let message = if name.is_empty() { value } else { format!("{name}: {value}").into() };
        self.read.said.push(Said { message, unclear: true, ..Said::default() });
    }

    /// `known` is what the parts around have told; in what is `wrong`, every text is a sentence.
    fn walk(&mut self, json: &Json, known: &Said, wrong: bool) {
        match json {
            _ if self.read.said.len() > LIMITS.answer_items => {}
            Json::Array(items) => {
                let known = Said { listed: true, ..known.clone() };
                for item in items {
                    let before = self.read.said.len();
                    self.walk(item, &known, wrong);
                    // Whatever is listed as wrong is something, even if nobody can tell what.
                    if wrong && self.read.said.len() == before {
                        self.unclear("", item);
                    }
                }
            }
            Json::Object(parts) => self.object(parts, known, wrong),
            _ if is_blank(json) => {}
            Json::String(text) if wrong => {
                if !is_nothing_wrong(text, false) {
                    self.read.said.push(Said { message: text.trim().into(), ..known.clone() });
                }
            }
            // A list of numbers alone: they may be those of rows, or of faults.
            Json::Number(_) if wrong && known.listed && !known.names_a_row() => {
                self.read.said.push(Said { message: shortened(json), of_unread_row: true, ..known.clone() });
            }
            _ => self.unclear("", json),
        }
    }

    fn object(&mut self, parts: &Map<String, Json>, known: &Said, wrong: bool) {
        let mut known = known.clone();
        let of = |wanted: Role| {
            parts.iter().filter(move |(name, _)| role(name) == Some(wanted)).map(|(_, value)| value)
        };
        // "records: 3" of the whole is no row.
        let is_whole = !known.listed && !wrong;
        let is_count =
            |name: &str, value: &Json| is_whole && name.ends_with(['s', 'S']) && whole(value).is_some();
        let is_row = |name: &str, value: &Json| {
            role(name) == Some(Role::Row) && !is_count(name, value) && !is_blank(value)
        };
        let row_parts = || parts.iter().filter(|(name, value)| is_row(name, value)).map(|(_, value)| value);
        let mut rows: Vec<u64> = row_parts().filter_map(whole).collect();
        let address =
            of(Role::Cell).find_map(|value| Address::read(&value.as_str()?.trim().to_ascii_uppercase()));
        rows.extend(address.map(|cell| u64::from(cell.row)));
        rows.dedup();
        let of_unread_row = rows.len() > 1 || (rows.is_empty() && row_parts().any(is_unread));
        let row = rows.first().copied().filter(|_| rows.len() == 1).or(known.row.filter(|_| rows.is_empty()));
        let lettered = address.map(|cell| Rc::from(letters(cell.column)));
        let column = of(Role::Column).find_map(|value| value.as_str().map(Rc::from)).or(lettered);
        let record = parts.iter().find(|(name, value)| self.is_held(name, value)).map(|(_, record)| record);
        // What stands beside a list of rows is no row.
        let record = record.filter(|_| row.is_some() || !parts.values().any(names_rows));
        known.row = row;
        known.of_unread_row |= of_unread_row;
        known.column = column.or(known.column);
        if let Some(record) = record {
            known.cells = cells(record);
        }
        let named = known.names_a_row();
        // "Rows 4-5" in the place of a number.
        let unread = |name: &str| !named && number(name).is_none() && text::names_a_row(name);
        let told = of(Role::Message).any(|value| !is_blank(value));
        let said_well = of(Role::Status).filter_map(plain).any(|text| fate(&text) == Fate::Well);
        let before = self.read.said.len();
        // What the row, or the whole, is said to have come to; and what is only clear if the row was refused.
        let mut fates: Vec<(Fate, String)> = Vec::new();
        let mut doubtful: Vec<(&String, &Json)> = Vec::new();
        for (name, value) in parts {
            let kind = counted_of(name);
            let own = named && (self.is_own)(name);
            match role(name) {
                Some(Role::Message) if is_nothing(value) => {
                    self.known = true;
                    // "errors: []" says that there are none; an empty sentence says nothing.
                    let none = match value {
                        Json::Null => false,
                        Json::String(text) => !text.trim().is_empty(),
                        _ => true,
                    };
                    if none && (value.is_string() || named && !wrong) {
                        fates.push((Fate::Well, String::new()));
                    } else if let (false, Some(kind), Json::Number(_) | Json::Bool(_)) = (named, kind, value)
                    {
                        self.counts.push((kind.0, Some(kind.1), 0));
                    }
                }
                _ if is_note(name) && (value.is_array() || value.is_object() || value.is_string()) => {
                    if !is_blank(value) {
                        doubtful.push((name, value));
                    }
                }
                Some(Role::Message) => match (value, kind) {
                    (Json::Number(_), Some((words, kind))) if !wrong => {
                        self.known = true;
                        match whole(value) {
                            Some(count) if !named => self.counts.push((words, Some(kind), count)),
                            _ => self.unclear(name, value),
                        }
                    }
                    (Json::Number(_) | Json::Bool(_), _) => self.unclear(name, value),
                    // "created, but the address was left out"
                    (Json::String(text), _) if said_well && named && !wrong && !is_of_faults(name) => {
                        if !is_only_well(text) {
                            doubtful.push((name, value));
                        }
                    }
                    _ => {
                        self.known = true;
                        self.walk(value, &known, true);
                    }
                },
                _ if number(name).is_some() && (wrong || !value.is_number() && !value.is_boolean()) => {
                    let inner = Said { row: number(name), ..known.clone() };
                    match value {
                        Json::String(_) | Json::Array(_) | Json::Object(_) if !is_blank(value) => {
                            self.walk(value, &inner, true);
                        }
                        _ if wrong => self.read.said.push(Said { message: shortened(value), ..inner }),
                        _ => {}
                    }
                }
                // In what is wrong, names are those of rows or of fields.
                _ if value.is_array() || value.is_object() => {
                    let is_fault = kind.as_ref().is_some_and(|(_, kind)| *kind == Counted::Fault);
                    if (named && self.is_held(name, value) && (!wrong || told))
                        || (is_fault && is_nothing(value))
                    {
                        self.known |= is_fault;
                        continue;
                    }
                    let of_row = row_parts().any(|own| std::ptr::eq(own, value)) && known.of_unread_row;
                    if of_row || is_blank(value) || (role(name) == Some(Role::Column) && named) {
                        continue;
                    }
                    let is_fine = kind.as_ref().is_some_and(|(_, kind)| *kind == Counted::Fine);
                    if let (Some(rows), true) = (self.plain_rows(value), is_fine && !wrong && !named) {
                        rows.into_iter().for_each(|row| self.read.well.add(row, std::iter::empty()));
                        continue;
                    }
                    let mut inner = known.clone();
                    inner.of_unread_row |= unread(name);
                    if wrong {
                        inner.column = Some(name.as_str().into());
                    }
                    let wrapped = is_wrapper(name) || role(name).is_some();
                    if !wrong && !unread(name) && !is_fault && !wrapped {
                        self.unclear(name, value);
                        if !has_place(value) {
                            continue;
                        }
                    }
                    self.walk(value, &inner, wrong || unread(name) || is_fault);
                }
                None if is_blank(value) && wrong && !named && !is_of_error(name) => {
                    doubtful.push((name, value));
                }
                _ if is_blank(value) => {}
                Some(Role::Status) => {
                    self.known = true;
                    let text = plain(value).unwrap_or_default();
                    fates.push((fate(&text), text));
                }
                Some(Role::Row) if !is_count(name, value) => {}
                Some(Role::Column | Role::Cell) => {}
                _ if own => {}
                _ if kind.is_some() || (value.is_number() && counted_in_all(name).is_some()) => {
                    let (words, kind) = match kind {
                        Some((words, kind)) => (words, Some(kind)),
                        None => (counted_in_all(name).unwrap_or_default(), None),
                    };
                    let count = match value {
                        Json::Bool(yes) => Some(u64::from(*yes)),
                        _ => plain(value).and_then(|text| number(&text)),
                    };
                    match (kind, count) {
                        (_, None) => doubtful.push((name, value)),
                        // That some went in says nothing of the others.
                        (Some(Counted::Fine), Some(1)) if !named && value.is_boolean() => {}
                        (_, Some(count)) if !named && !wrong => self.counts.push((words, kind, count)),
                        (Some(Counted::Fine), Some(1)) if !wrong => fates.push((Fate::Well, String::new())),
                        (Some(Counted::Fine), Some(0)) => {
                            fates.push((Fate::Ill, format!("{name}: {value}")));
                        }
                        (Some(Counted::Fault), Some(0)) => {}
                        _ => doubtful.push((name, value)),
                    }
                }
                _ if wrong && (told || !value.is_string()) && is_of_error(name) => {}
                _ if *value != Json::Bool(false)
                    && is_by_the_way(name, &plain(value).unwrap_or_default()) => {}
                _ if matches!(value, Json::String(_)) && (unread(name) || wrong && !told) => {
                    let of_unread_row = known.of_unread_row || unread(name);
                    let column = Some(name.as_str().into());
                    self.walk(value, &Said { of_unread_row, column, ..known.clone() }, true);
                }
                _ => doubtful.push((name, value)),
            }
        }
        let alone = self.read.said.len() == before;
        let ill = fates.iter().find(|(fate, _)| *fate == Fate::Ill).map(|(_, text)| text.clone());
        let well = !fates.is_empty() && fates.iter().all(|(fate, _)| *fate == Fate::Well);
        let unsure = fates.iter().find(|(fate, _)| *fate == Fate::Unknown).map(|(_, text)| text.clone());
        let refused = named && (!alone || wrong || ill.is_some());
        // Of a row that was refused, a word that names no other may say more than is known here.
        doubtful
            .retain(|(_, value)| !(refused && value.as_str().is_some_and(|text| !text::may_name_rows(text))));
        // A row that went in may be remarked upon.
        doubtful.retain(|(name, _)| !(named && well && alone && is_note(name)));
        for (name, value) in &doubtful {
            self.unclear(name, value);
        }
        let clear = doubtful.is_empty();
        self.conclude(
            parts,
            known,
            &Came { wrong, alone, told: !fates.is_empty(), well, clear, ill, unsure },
        );
    }

    /// Takes what a part came to that is a row, an item of a list, or the whole.
    fn conclude(&mut self, parts: &Map<String, Json>, known: Said, came: &Came) {
        let Came { wrong, alone, well, clear, .. } = *came;
        let not = came.ill.as_deref().or(came.unsure.as_deref());
        let all = || Json::Object(parts.clone());
        match (known.names_a_row(), alone) {
            (true, true) if !wrong => match (&came.ill, &came.unsure) {
                (Some(text), _) => self.read.said.push(Said { message: text.as_str().into(), ..known }),
                (None, None) if well && clear => {
                    let Self { is_own, read, .. } = self;
                    let cells = known.cells.iter().filter(|(name, _)| is_own(name));
                    read.well.add(known.row, cells.map(|(name, text)| (name, text.trim())));
                }
                _ if clear => self.unclear("", &all()),
                _ => {}
            },
            (true, _) if well && wrong => self.unclear("", &all()),
            // A row that is listed among what is wrong is wrong without a sentence, too.
            (true, true) => self.read.said.push(Said { message: shortened(&all()), ..known }),
            (false, _) if !(known.listed || wrong) => {
                self.well |= well;
                self.read.said.extend(not.map(|text| Said { message: text.into(), ..Said::default() }));
            }
            (false, true) if wrong => self.unclear("", &all()),
            // One of a list, of which nobody knows which it is.
            (false, true) if came.told => match not {
                Some(text) => self.read.said.push(Said { message: text.into(), ..known }),
                None => self.read.well.add(None, std::iter::empty()),
            },
            _ => {}
        }
    }
}

/// What a part of an answer came to.
struct Came {
    /// It stands in what is wrong.
    wrong: bool,
    /// Nothing was said in it.
    alone: bool,
    /// It says itself how it fared: well in all that it says,
    told: bool,
    well: bool,
    /// Nothing in it is left open.
    clear: bool,
    /// or ill, or in a way that nobody knows, in these words.
    ill: Option<String>,
    unsure: Option<String>,
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

    /// What an answer says of rows that did not go in, or that nobody understands.
    fn said_of(answer: &Json) -> Vec<Said> {
        super::read(std::slice::from_ref(answer), &|_| false).map_or_else(Vec::new, |(read, _)| read.said)
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
            let said = said_of(&answer);
            let said: Vec<_> = said
                .iter()
                .filter(|s| s.row.is_some())
                .map(|s| (s.row.unwrap_or(0), s.column.as_deref(), &*s.message))
                .collect();
            assert_eq!(said, expected, "{answer}");
        }
    }

    #[test]
    fn a_record_names_itself_by_what_it_holds() {
        let said = said_of(&json!([{ "record": { "name": "Ada", "age": 36 }, "error": "is taken" }]));
        assert_eq!(said.len(), 1);
        assert_eq!(*said[0].cells, [("name".into(), "Ada".to_owned()), ("age".into(), "36".to_owned())]);
        let failed = said_of(&json!([{ "row": 4, "success": false }, { "row": 5, "success": true }]));
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
            let said = said_of(&answer);
            // What is counted of the whole is told beside it, and judged when it is known what was sent.
            let said: Vec<_> =
                said.iter().filter(|s| s.row.is_some()).map(|s| (s.row, s.message.to_string())).collect();
            assert_eq!(said, [(Some(3), "is taken".to_owned())], "{answer}");
        }
        for well in [
            json!({ "success": true, "message": "5 imported", "errors": [] }),
            json!([{ "row": 3, "status": "created", "warnings": ["the phone was left out"] }]),
        ] {
            let said = said_of(&well);
            assert!(said.iter().all(Said::is_remark), "{well}: {said:?}");
        }
        // What is said beside that may be that something did not go in after all.
        for unclear in [
            json!({ "success": true, "warnings": [{ "row": 3, "message": "was left out" }] }),
            json!([{ "row": 3, "status": "created", "message": "but the phone was left out" }]),
            json!({ "rows": [{ "row": 2, "status": "ok", "note": "x" }] }),
        ] {
            assert!(said_of(&unclear).iter().any(|said| said.unclear), "{unclear}");
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
            (json!({ "errors": { "3": null } }), vec![Some(3)]),
            (json!({ "errors": { "3": "" } }), vec![Some(3)]),
            (json!({ "errors": { "3": null, "5": 42 } }), vec![Some(3), Some(5)]),
        ] {
            let said: Vec<_> = said_of(&answer).iter().map(|said| said.row).collect();
            assert_eq!(said, rows, "{answer}");
        }
        for answer in [
            json!({ "errors": [3, 4] }),
            json!({ "errors": [null] }),
            json!({ "errors": [""] }),
            json!({ "errors": ["ok"] }),
            json!({ "errors": [{}] }),
            json!({ "errors": [[]] }),
            json!({ "errors": { "Bob": null } }),
            json!({ "errors": { "Bob": [] } }),
            json!({ "status": "ok", "failed": [null] }),
            json!({ "success": true, "failedRows": [3, 4] }),
            json!({ "status": "ok", "imported": [2, 5], "skipped": [3, 4] }),
            json!({ "status": "ok", "rejected": ["Bob"] }),
            json!({ "status": "ok", "failures": [{ "row": 3, "why": "x" }] }),
            json!({ "status": "ok", "failed_rows": [{ "row": 3 }] }),
            json!({ "status": "ok", "results": [{ "row": 2, "ok": true }, { "row": 3, "ok": false }] }),
        ] {
            let said = said_of(&answer);
            assert!(
                !said.is_empty()
                    && said.iter().all(|said| {
                        said.unclear || said.listed || said.of_unread_row || said.row == Some(3)
                    }),
                "{answer}: {said:?}"
            );
        }
        for answer in [
            json!({ "errors": [] }),
            json!({ "errors": {}, "failed": 0, "status": "ok" }),
            json!({ "status": "ok", "failures": { "count": 0 }, "rejected": [] }),
        ] {
            assert_eq!(said_of(&answer), [], "{answer}");
        }
    }

    #[test]
    fn no_more_is_held_than_may_be_said() {
        let errors = vec![json!("is taken"); LIMITS.answer_items * 2];
        assert_eq!(said_of(&json!({ "row": 3, "errors": errors })).len(), LIMITS.answer_items + 1);
    }
}
