//! What every type must bring along, held for the whole list.

use super::{Form, Otherwise, TYPES, TypeKind};
use crate::check::file::Input;
use crate::definition::value::Class;
use crate::definition::{ImportDefinition, describe};
use crate::problem::Severity;
use crate::problem::lang::Lang;
use crate::scalar::check_digit;
use crate::session::Job;
use crate::wording::problems;
use serde_json::{Value as Json, json};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

fn name(kind: &TypeKind) -> String {
    format!("{} {:?}", kind.word, kind.formats)
}

fn definition(kind: &TypeKind) -> ImportDefinition {
    ImportDefinition::parse(kind.example.definition).unwrap_or_else(|e| panic!("{}: {e}", name(kind)))
}

/// The findings of a text file judged by the example's definition, and whether it is ready.
fn codes(kind: &TypeKind, text: &str) -> (Vec<String>, bool) {
    let input = Input { name: "example.csv".to_owned(), ..Input::default() };
    let job = Job::new(vec![Arc::new(definition(kind))], Lang::En).file(input, Cursor::new(text.as_bytes()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap_or("").to_owned());
    (codes.collect(), report["verdict"] == "ready")
}

/// The field of the example that is of this type, as its definition says it.
fn example_field(kind: &TypeKind) -> (Json, usize) {
    let json: Json = serde_json::from_str(kind.example.definition).unwrap();
    let fits = |field: &Json| {
        let [word, format] = [("type", "string"), ("format", "default")]
            .map(|(key, otherwise)| field[key].as_str().unwrap_or(otherwise).to_owned());
        word == kind.word && kind.formats.contains(&format.as_str())
    };
    let index = json["fields"].as_array().unwrap().iter().position(fits);
    let index = index.unwrap_or_else(|| panic!("the example of {} has no such field", name(kind)));
    (json, index)
}

/// A type that was forgotten somewhere refuses nothing, or judges what is right.
#[test]
fn the_good_example_of_each_type_passes_as_it_is_and_the_bad_one_is_found_out() {
    let mut wrong = Vec::new();
    for kind in TYPES {
        example_field(kind);
        let good = codes(kind, kind.example.good);
        if good != (vec![], true) {
            wrong.push(format!("{} passes with {good:?}", name(kind)));
        }
        // What any text is a value of refuses nothing, and has no bad example.
        assert_eq!(kind.example.bad.is_empty(), kind.finds.is_empty(), "{}", name(kind));
        if !kind.example.bad.is_empty() {
            let bad = codes(kind, kind.example.bad);
            // A doubt is said, and bars nothing.
            let is_doubt =
                problems::all().iter().any(|one| one.code == kind.finds && one.severity != Severity::Error);
            if bad != (vec![kind.finds.to_owned()], is_doubt) {
                wrong.push(format!("{} has a bad example with {bad:?}", name(kind)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let open: Vec<String> = TYPES.iter().filter(|kind| kind.finds.is_empty()).map(|k| name(k)).collect();
    assert_eq!(open, [r#"string ["default"]"#, r#"string ["reference"]"#, r#"any ["default"]"#]);
}

#[test]
fn each_word_leads_to_the_kind_whose_words_it_is() {
    for kind in TYPES {
        for format in kind.formats {
            let json = json!({ "fields": [{ "name": "a", "type": kind.word, "format": format }] });
            let field = &ImportDefinition::load(&json).unwrap().fields[0];
            // The texts with a check digit have their rule instead of a kind of their own.
            let wanted = if check_digit::FORMATS.contains(format) { TYPES[0] } else { kind };
            let found = field.kind.type_kind();
            assert!(std::ptr::eq(found, wanted), "{} {format} is {}", kind.word, name(found));
            assert_eq!(field.kind.is_text(), kind.form == Form::Text, "{} {format}", kind.word);
        }
    }
}

/// One word, one meaning; the usual format of a word comes first, and all of a word stand together.
#[test]
fn each_format_of_a_type_is_there_once_and_explained() {
    let mut known: Vec<(&str, &str)> = Vec::new();
    for kind in TYPES {
        assert!(kind.says.0.ends_with('.'), "{}", name(kind));
        let begins = !known.iter().any(|(word, _)| *word == kind.word);
        assert_eq!(begins, kind.formats[0] == "default", "{}", name(kind));
        assert!(begins || known.last().is_some_and(|(word, _)| *word == kind.word), "{}", name(kind));
        for format in kind.formats {
            assert!(!known.contains(&(kind.word, format)), "{} {format} twice", kind.word);
            known.push((kind.word, format));
        }
        // What a customer reads of the column in a template.
        let field = &definition(kind).fields[example_field(kind).1];
        let [english, french] = [Lang::En, Lang::Fr].map(|lang| describe::form(field, lang));
        assert!(!english.is_empty() && !french.is_empty(), "{}", name(kind));
        assert!(!english.contains(['{', '}']) && !french.contains(['{', '}']), "{english} {french}");
    }
}

#[test]
fn a_type_or_format_that_is_not_there_is_told_with_its_place_and_the_words_that_are() {
    let json = json!({ "fields": [{ "name": "a", "type": "strin" }] });
    let said = ImportDefinition::load(&json).unwrap_err().to_string();
    assert!(
        said.starts_with("fields[0].type: there is no type “strin”. Allowed here: string, number, integer, "),
        "{said}"
    );
    for kind in TYPES.iter().filter(|kind| kind.formats[0] == "default") {
        let json = json!({ "fields": [{ "name": "a", "type": kind.word, "format": "objet" }] });
        let loaded = ImportDefinition::load(&json);
        match kind.otherwise {
            Otherwise::Alone => {
                let loaded = loaded.unwrap();
                assert_eq!(loaded.remarks[0].place, "fields[0].format", "{}", kind.word);
                assert!(loaded.remarks[0].class.bars_ready(), "{}", kind.word);
                assert!(std::ptr::eq(loaded.fields[0].kind.type_kind(), *kind), "{}", kind.word);
            }
            Otherwise::Told => {
                let loaded = loaded.unwrap();
                let remark = &loaded.remarks[0];
                assert_eq!(remark.place, "fields[0].format", "{}", kind.word);
                // A text stays one; what cannot be read without its format is left alone.
                assert_eq!(loaded.fields[0].kind.is_text(), kind.form == Form::Text, "{}", kind.word);
            }
            Otherwise::Pattern => {
                let said = loaded.unwrap_err().to_string();
                assert!(said.starts_with("fields[0].format: “objet” has no %-letters"), "{said}");
            }
        }
    }
}

/// A bound is a value of the type, and is refused where values have no order.
#[test]
fn a_bound_is_refused_where_it_is_no_value_or_values_have_no_order() {
    for kind in TYPES.iter().filter(|kind| kind.word != "any") {
        let (mut json, index) = example_field(kind);
        let field = json["fields"][index].as_object_mut().unwrap();
        field.insert("constraints".to_owned(), json!({ "minimum": "no value" }));
        let said = ImportDefinition::load(&json).unwrap_err().to_string();
        let expected = match (kind.form, kind.class, kind.word) {
            (Form::Text | Form::Items | Form::Keys, ..) => {
                "a text has no smallest or greatest value; did you mean minLength or maxLength?"
            }
            (_, Class::Number, _) => "a number is expected",
            (_, Class::Day, _) => "a date such as 2025-03-14 is expected",
            (_, Class::Moment, _) => "a date and time such as 2025-03-14T09:30:00Z is expected",
            (_, Class::Time, _) => "a time such as 14:30:00 is expected",
            (_, Class::Year, _) => "a year such as 2025 is expected",
            (_, Class::Month, _) => "a month such as 2025-03 is expected",
            (_, _, "duration") => "a duration such as P1D is expected",
            (_, Class::Truth | Class::Text, _) => "values of this type have no smallest or greatest",
        };
        assert_eq!(said, format!("fields[{index}].constraints.minimum: {expected}"), "{}", name(kind));
    }
}

/// Values that fold are one under all their spellings; of others each spelling is a value of its own.
#[test]
fn values_in_other_letters_are_one_where_the_type_says_so() {
    for kind in TYPES {
        let field = &definition(kind).fields[example_field(kind).1];
        if kind.form == Form::Text && kind.word == "string" && !kind.formats.contains(&"country") {
            assert_eq!(field.same("ab cd", "AB CD"), kind.folds, "{}", name(kind));
        }
    }
}
