//! A mistake in a definition is refused with its place, the reason and the allowed words.

use super::*;

const A: &str = r#""fields": [{ "name": "a" }, { "name": "b" }]"#;

/// The text in the place of `…` completes a definition with the fields a and b; what it is refused with. A list of many words is
/// not written out here: `…` ends it.
const MISTAKES: &[(&str, &str)] = &[
    (
        r#""rules": [{ "rule": "requird", "fields": ["a"] }]"#,
        "rules[0].rule: there is no rule “requird”. Allowed here: required, forbidden, …",
    ),
    (r#""rules": [{ "fields": ["a"] }]"#, "rules[0]: “rule” is missing"),
    (
        r#""support": "javascript:alert(1)""#,
        "support: an e-mail address or a web address is expected, such as help@example.com",
    ),
    (
        r#""support": "call us""#,
        "support: an e-mail address or a web address is expected, such as help@example.com",
    ),
    (r#""rules": { "rule": "required" }"#, "rules: a list [ … ] is expected"),
    (
        r#""rules": [{ "rule": "required", "fields": ["c"] }]"#,
        "rules[0].fields[0]: there is no field “c”. Allowed here: a, b",
    ),
    (r#""rules": [{ "rule": "required", "fields": [] }]"#, "rules[0].fields: at least one field is expected"),
    (r#""rules": [{ "rule": "required" }]"#, "rules[0]: “fields” is missing"),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "if": {} }]"#,
        "rules[0]: “if” is not a word of this part. Allowed here: rule, when, severity, note, translations, examples, fields",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "severity": "fatal" }]"#,
        "rules[0].severity: “fatal” is not a severity. Allowed here: error, warning, notice",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "c": "x" } }]"#,
        "rules[0].when.c: there is no field “c”. Allowed here: a, b",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@child": true } }]"#,
        "rules[0].when.@child: “@child” is not a condition. Allowed here: @group, @parent:FIELD, @setting:NAME",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@group": "yes" } }]"#,
        "rules[0].when.@group: true or false is expected",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "b": { "empty": true } } }]"#,
        "rules[0].when.b: “empty” is not a word of this part. Allowed here: filled, not, minimum, \
      exclusiveMinimum, maximum, exclusiveMaximum",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "b": {} } }]"#,
        "rules[0].when.b: { \"filled\": true }, { \"filled\": false }, { \"not\": [ … ] } or bounds such as \
      { \"minimum\": 1 } are expected",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@setting:x": true } }]"#,
        "settings: the setting “x” is used but not declared",
    ),
    (
        r#""rules": [{ "rule": "at-least", "count": 3, "fields": ["a", "b"] }]"#,
        "rules[0]: “count” is more than there are fields",
    ),
    (
        r#""rules": [{ "rule": "at-least", "count": "two", "fields": ["a", "b"] }]"#,
        "rules[0].count: a whole number is expected",
    ),
    (
        r#""rules": [{ "rule": "product", "result": "a", "factors": ["b"] }]"#,
        "rules[0].result: “a” is a text; a number is expected here",
    ),
    (
        r#""rules": [{ "rule": "doubtful", "field": "a" }]"#,
        "rules[0].field: “a” is a text; a number is expected here",
    ),
    (
        r#""rules": [{ "rule": "sum-limit", "field": "a", "by": ["b"] }]"#,
        "rules[0].field: “a” is a text; a number is expected here",
    ),
    (
        r#""settings": [{ "name": "s", "kind": "bool", "default": true }]"#,
        "settings[0]: “kind” is not a word of this part. Allowed here: name, title, description, default, translations",
    ),
    (r#""settings": [{ "name": "s" }]"#, "settings[0]: “default” is missing"),
    (
        r#""settings": [{ "name": "s", "default": 3 }]"#,
        "settings[0].default: true, false, a text or a list of texts is expected",
    ),
    (r#""dialect": { "delimiter": ",,"  }"#, "dialect.delimiter: one character is expected"),
    (
        r#""dialect": { "order": "strict" }"#,
        "dialect.order: “strict” is not possible. Allowed here: free, fixed",
    ),
    (
        r#""dialect": { "quote": "'" }"#,
        "dialect: “quote” is not a word of this part. Allowed here: delimiter, lineTerminator, bom, columns, order, \
      guardFormulas, recommended",
    ),
    (r#""primaryKey": "c""#, "primaryKey: there is no field “c”. Allowed here: a, b"),
    (
        r#""foreignKeys": [{ "fields": ["a", "b"], "reference": { "resource": "r", "fields": "a" } }]"#,
        "foreignKeys[0].reference.fields: as many fields are expected here as in “fields”",
    ),
    (
        r#""foreignKeys": [{ "fields": "a", "to": {}, "reference": { "fields": "a" } }]"#,
        "foreignKeys[0]: “to” is not a word of this part. Allowed here: fields, reference, severity, when, noCycle, \
      note, skips, translations",
    ),
    (r#""sharedKeys": [{ "field": "a" }]"#, "sharedKeys[0]: “group” is missing"),
    (
        r#""outline": { "kind": "a", "name": "b", "root": "b", "rows": { "x": { "parents": ["y"] } } }"#,
        "outline.rows.x.parents[0]: this kind of row is not declared under “rows”. Allowed here: x",
    ),
    (
        r#""severities": { "V310": "loud" }"#,
        "severities.V310: “loud” is not a severity. Allowed here: error, warning, notice",
    ),
    (r#""samples": [{ "c": "x" }]"#, "samples[0].c: there is no field “c”"),
    (r#""extraColumns": "tags""#, "settings: the setting “tags” is used but not declared"),
];

/// Whole definitions that are refused.
const REFUSED: &[(&str, &str)] = &[
    (
        r#"{ "fields": [{ "name": "a", "type": "integer", "constraints": { "minimum": "few" } }] }"#,
        "fields[0].constraints.minimum: a number is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "date", "constraints": { "maximum": "today" } }] }"#,
        "fields[0].constraints.maximum: a date such as 2025-03-14 is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "number", "constraints": { "minimum": 1, "exclusiveMinimum": 2 } }] }"#,
        "fields[0].constraints.exclusiveMinimum: only one of the two bounds of this end can hold",
    ),
    ("[]", "the definition: an object { … } is expected"),
    ("{}", "the definition: “fields” is missing"),
    (r#"{ "fields": [] }"#, "fields: at least one field is expected"),
    (r#"{ "fields": [{ "title": "A" }] }"#, "fields[0]: “name” is missing"),
    (
        r#"{ "fields": [{ "name": "a", "type": "text" }] }"#,
        "fields[0].type: there is no type “text”. Allowed here: string, number, integer, boolean, date, datetime, time, \
      year, yearmonth, any, duration, object, array, list, geopoint, geojson",
    ),
    (
        r#"{ "fields": [{ "name": "a", "constraints": { "minimum": 3 } }] }"#,
        "fields[0].constraints.minimum: a text has no smallest or greatest value; did you mean minLength or maxLength?",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "integer", "constraints": { "enum": [1, "two"] } }] }"#,
        "fields[0].constraints.enum[1]: the field itself refuses “two”: the value is not a number",
    ),
    (
        r#"{ "fields": [{ "name": "a", "categories": ["x"], "constraints": { "enum": ["y"] } }] }"#,
        "fields[0].constraints.enum[0]: “y” is not among the categories",
    ),
    (
        r#"{ "fields": [{ "name": "a" }], "fieldsMatch": "equal", "dialect": { "columns": "present" } }"#,
        "fieldsMatch: “equal” contradicts what “dialect” says of columns and order",
    ),
    (
        r#"{ "fields": [{ "name": "a", "constraints": { "required": "yes" } }] }"#,
        "fields[0].constraints.required: true or false is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "country": "land" }] }"#,
        "fields[0].country: there is no field “land”. Allowed here: a",
    ),
    (
        r#"{ "fields": [{ "name": "a", "allowedSetting": "list" }] }"#,
        "settings: the setting “list” is used but not declared",
    ),
    (
        "{ \"fields\": [\n  { \"name\": \"a\" ]",
        "line 2, column 17: this is not JSON: \
      expected `,` or `}` at line 2 column 17",
    ),
];

#[test]
fn mistakes_are_refused_with_place_reason_and_allowed_words() {
    let parts = MISTAKES.iter().map(|(part, error)| (format!("{{ {A}, {part} }}"), *error));
    let whole = REFUSED.iter().map(|(text, error)| ((*text).to_owned(), *error));
    for (text, expected) in parts.chain(whole) {
        let error = ImportDefinition::parse(&text).err().map(|e| e.to_string());
        let error = error.unwrap_or_else(|| panic!("{text} is taken"));
        match expected.strip_suffix('…') {
            Some(begin) => assert!(error.starts_with(begin), "{text}: {error}"),
            None => assert_eq!(error, expected, "{text}"),
        }
    }
}

/// The schema knows no field names and no settings; whatever can be said without them it refuses as well.
#[test]
fn the_published_schema_refuses_the_same_mistakes() {
    let (schemas, schema) = published_schema();
    let by_name_only = [
        "there is no field",
        "is used but not declared",
        "as many fields",
        "more than there are",
        "not declared under",
    ];
    for (part, error) in MISTAKES {
        let json: Json = serde_json::from_str(&format!("{{ {A}, {part} }}")).unwrap();
        let refused = schemas.validate(&json, schema).is_err();
        assert_eq!(refused, !by_name_only.iter().any(|words| error.contains(words)), "{part}: {error}");
    }
}
