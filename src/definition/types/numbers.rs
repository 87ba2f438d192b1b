//! Numbers, and yes or no.

use super::{Form, Otherwise, TypeKind};
use crate::definition::FieldKind;
use crate::definition::rule::Said;
use crate::definition::value::Class;
use crate::problem::Example;

pub(super) static NUMBER: TypeKind = TypeKind {
    word: "number",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A decimal number."),
    class: Class::Number,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Number),
    example: Example::of(r#"{"fields":[{"name":"a","type":"number"}]}"#, "a\n1.5\ntwelve\n", "a\n1.5\n-12\n"),
    finds: "T110",
};

pub(super) static HOURS: TypeKind = TypeKind {
    word: "number",
    formats: &["hours"],
    otherwise: Otherwise::Alone,
    says: Said::of(
        "Hours as a decimal number, 1.5 for an hour and a half; times such as 1:30 are converted.",
    ),
    class: Class::Number,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Hours),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"number","format":"hours"}]}"#,
        "a\n1.5\nlong\n",
        "a\n1.5\n8\n",
    ),
    finds: "T110",
};

pub(super) static INTEGER: TypeKind = TypeKind {
    word: "integer",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A whole number."),
    class: Class::Number,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Integer),
    example: Example::of(r#"{"fields":[{"name":"a","type":"integer"}]}"#, "a\n12\n1.5\n", "a\n12\n-3\n"),
    finds: "T170",
};

pub(super) static BOOLEAN: TypeKind = TypeKind {
    word: "boolean",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("Yes or no, in the words of `trueValues` and `falseValues`."),
    class: Class::Truth,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |given| {
        let first = |words: &[String]| words.first().cloned().unwrap_or_default();
        let [yes, no] = given.truths;
        Ok(FieldKind::Boolean(first(yes), first(no)))
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"boolean"}]}"#,
        "a\ntrue\nmaybe\n",
        "a\ntrue\nfalse\n",
    ),
    finds: "T330",
};
