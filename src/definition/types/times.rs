//! Days, times, and stretches of time.

use super::{Form, Given, Otherwise, TypeKind};
use crate::definition::FieldKind;
use crate::definition::node::Loaded;
use crate::definition::remark::said;
use crate::definition::rule::Said;
use crate::definition::value::Class;
use crate::problem::Example;
use crate::scalar::date::pattern::{self, PatternFault};
use crate::scalar::{moment, shape};

pub(super) static DATE: TypeKind = TypeKind {
    word: "date",
    formats: &["default", shape::ANY],
    otherwise: Otherwise::Pattern,
    says: Said::of(
        "A day, written as 2025-03-14 or as the pattern under `format` says; `any` leaves each as it is.",
    ),
    class: Class::Day,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |given| match given.format {
        "default" => Ok(FieldKind::Date("%Y-%m-%d".to_owned())),
        shape::ANY => Ok(FieldKind::Date(shape::ANY.to_owned())),
        _ => in_pattern(given, FieldKind::Date),
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"date"}]}"#,
        "a\n2025-03-14\n2025-02-30\n",
        "a\n2025-03-14\n2024-02-29\n",
    ),
    finds: "T220",
};

pub(super) static DATE_TIME: TypeKind = TypeKind {
    word: "datetime",
    formats: &[moment::DEFAULT, shape::ANY],
    otherwise: Otherwise::Pattern,
    says: Said::of(
        "A day and a time, written as 2025-03-14T09:30:00Z or as the pattern under `format` says.",
    ),
    class: Class::Moment,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |given| match given.format {
        moment::DEFAULT | shape::ANY => Ok(FieldKind::DateTime(given.format.to_owned())),
        _ => in_pattern(given, FieldKind::DateTime),
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"datetime"}]}"#,
        "a\n2025-03-14T09:30:00Z\nsoon\n",
        "a\n2025-03-14T09:30:00Z\n2025-03-15T10:00:00Z\n",
    ),
    finds: "T510",
};

pub(super) static TIME: TypeKind = TypeKind {
    word: "time",
    formats: &[moment::DEFAULT, shape::ANY],
    otherwise: Otherwise::Pattern,
    says: Said::of("A time of day, written as 09:30:00 or as the pattern under `format` says."),
    class: Class::Time,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |given| match given.format {
        moment::DEFAULT | shape::ANY => Ok(FieldKind::Time(given.format.to_owned())),
        _ => in_pattern(given, FieldKind::Time),
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"time"}]}"#,
        "a\n09:30:00\n25:00:00\n",
        "a\n09:30:00\n23:59:59\n",
    ),
    finds: "T510",
};

pub(super) static YEAR: TypeKind = TypeKind {
    word: "year",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A year of four digits."),
    class: Class::Year,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Year),
    example: Example::of(r#"{"fields":[{"name":"a","type":"year"}]}"#, "a\n2025\nlast\n", "a\n2025\n1999\n"),
    finds: "T510",
};

pub(super) static YEAR_MONTH: TypeKind = TypeKind {
    word: "yearmonth",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A month of a year, written as 2025-03."),
    class: Class::Month,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::YearMonth),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"yearmonth"}]}"#,
        "a\n2025-03\n2025-13\n",
        "a\n2025-03\n2024-12\n",
    ),
    finds: "T510",
};

pub(super) static DURATION: TypeKind = TypeKind {
    word: "duration",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A length of time, written as PT1H30M."),
    class: Class::Text,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Duration),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"duration"}]}"#,
        "a\nPT1H30M\nlong\n",
        "a\nPT1H30M\nP1D\n",
    ),
    finds: "T510",
};

/// A day or time in a pattern. A column whose pattern has parts that are unknown here is left alone, and remarked on.
fn in_pattern(given: &Given<'_>, kind: fn(String) -> FieldKind) -> Loaded<FieldKind> {
    let format = given.format;
    let place = given.node.need("format")?;
    match pattern::check(format) {
        Ok(()) => Ok(kind(format.strip_prefix("fmt:").unwrap_or(format).to_owned())),
        Err(PatternFault::NoLetters(meant)) => {
            let (hint, indice) = match meant {
                Some(meant) => {
                    (format!("; did you mean {meant}?"), format!("\u{a0}; vouliez-vous dire {meant}\u{a0}?"))
                }
                None => (String::new(), String::new()),
            };
            place.wrong([
                format!("“{format}” has no %-letters{hint}"),
                format!("«\u{a0}{format}\u{a0}» n’a pas de lettres précédées de %{indice}"),
            ])
        }
        Err(PatternFault::Unknown(letter)) => {
            let reason = said(
                format!(
                    "“%{letter}” is not a part of a date that is known here; the column is left as it is."
                ),
                format!(
                    "«\u{a0}%{letter}\u{a0}» n’est pas une partie de date connue ici\u{a0}; la colonne est laissée telle quelle."
                ),
            );
            given.log.remarks.not_run(&place.place, format, reason);
            Ok(FieldKind::Any)
        }
    }
}
