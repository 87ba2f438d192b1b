//! Texts and their formats, and what is taken for a text whatever it is.

use super::{Form, Otherwise, TypeKind};
use crate::definition::load::flag;
use crate::definition::rule::Said;
use crate::definition::value::Class;
use crate::definition::{FieldKind, TextFormat};
use crate::problem::Example;
use crate::scalar::check_digit;

pub(super) static TEXT: TypeKind = TypeKind {
    word: "string",
    formats: &["default"],
    otherwise: Otherwise::Told,
    says: Said::of("Any text."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Plain)),
    example: Example::of(r#"{"fields":[{"name":"a","type":"string"}]}"#, "", "a\nanything\n"),
    finds: "",
};

pub(super) static EMAIL: TypeKind = TypeKind {
    word: "string",
    formats: &["email"],
    otherwise: Otherwise::Told,
    says: Said::of("An e-mail address."),
    class: Class::Text,
    form: Form::Text,
    folds: true,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Email)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"email"}]}"#,
        "a\nanna@example.org\nanna\n",
        "a\nanna@example.org\n",
    ),
    finds: "T410",
};

pub(super) static URL: TypeKind = TypeKind {
    word: "string",
    formats: &["uri"],
    otherwise: Otherwise::Told,
    says: Said::of("An address such as https://example.org."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Url)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"uri"}]}"#,
        "a\nhttps://example.org\nno address\n",
        "a\nhttps://example.org\n",
    ),
    finds: "T440",
};

pub(super) static UUID: TypeKind = TypeKind {
    word: "string",
    formats: &["uuid"],
    otherwise: Otherwise::Told,
    says: Said::of("An identifier of 32 digits in five groups."),
    class: Class::Text,
    form: Form::Strict,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Uuid),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"uuid"}]}"#,
        "a\n123e4567-e89b-12d3-a456-426614174000\n123\n",
        "a\n123e4567-e89b-12d3-a456-426614174000\n",
    ),
    finds: "T510",
};

pub(super) static BINARY: TypeKind = TypeKind {
    word: "string",
    formats: &["binary"],
    otherwise: Otherwise::Told,
    says: Said::of("Bytes in Base64."),
    class: Class::Text,
    form: Form::Strict,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Binary),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"binary"}]}"#,
        "a\naGVsbG8=\n*\n",
        "a\naGVsbG8=\n",
    ),
    finds: "T510",
};

pub(super) static REFERENCE: TypeKind = TypeKind {
    word: "string",
    formats: &["reference"],
    otherwise: Otherwise::Told,
    says: Said::of("A reference: a text whose zeros at the start count, whatever its letters and blanks."),
    class: Class::Text,
    form: Form::Text,
    folds: true,
    zeros: true,
    load: |_| Ok(FieldKind::Text(TextFormat::Reference)),
    example: Example::of(r#"{"fields":[{"name":"a","format":"reference"}]}"#, "", "a\nAB-0012\n"),
    finds: "",
};

pub(super) static PHONE: TypeKind = TypeKind {
    word: "string",
    formats: &["phone"],
    otherwise: Otherwise::Told,
    says: Said::of("A telephone number."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: true,
    load: |_| Ok(FieldKind::Text(TextFormat::Phone)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"phone"}]}"#,
        "a\n+33 1 23 45 67 89\nnone\n",
        "a\n+33 1 23 45 67 89\n",
    ),
    finds: "T430",
};

pub(super) static USERNAME: TypeKind = TypeKind {
    word: "string",
    formats: &["username"],
    otherwise: Otherwise::Told,
    says: Said::of("A name to log in with: no blanks."),
    class: Class::Text,
    form: Form::Text,
    folds: true,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Username)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"username"}]}"#,
        "a\nanna.m\nanna m\n",
        "a\nanna.m\n",
    ),
    finds: "T400",
};

pub(super) static COUNTRY: TypeKind = TypeKind {
    word: "string",
    formats: &["country"],
    otherwise: Otherwise::Told,
    says: Said::of("A country, by its code or its name."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Country)),
    example: Example::of(r#"{"fields":[{"name":"a","format":"country"}]}"#, "a\nFR\nAtlantis\n", "a\nFR\n"),
    finds: "T450",
};

pub(super) static STATE: TypeKind = TypeKind {
    word: "string",
    formats: &["state"],
    otherwise: Otherwise::Told,
    says: Said::of("A state or county of the country that the field under `country` holds."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::State)),
    example: Example::of(
        r#"{"fields":[{"name":"c","format":"country"},{"name":"a","format":"state","country":"c"}]}"#,
        "c,a\nUS,CA\nUS,XX\n",
        "c,a\nUS,CA\n",
    ),
    finds: "T460",
};

pub(super) static POSTCODE: TypeKind = TypeKind {
    word: "string",
    formats: &["postcode"],
    otherwise: Otherwise::Told,
    says: Said::of("A postcode of the country that the field under `country` holds."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: true,
    load: |_| Ok(FieldKind::Text(TextFormat::Postcode)),
    example: Example::of(
        r#"{"fields":[{"name":"c","format":"country"},{"name":"a","format":"postcode","country":"c"}]}"#,
        "c,a\nUS,90210\nUS,ABC\n",
        "c,a\nUS,90210\n",
    ),
    finds: "T470",
};

pub(super) static TIME_ZONE: TypeKind = TypeKind {
    word: "string",
    formats: &["time-zone"],
    otherwise: Otherwise::Told,
    says: Said::of("A time zone such as Europe/Paris."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::TimeZone)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"time-zone"}]}"#,
        "a\nEurope/Paris\nnowhere\n",
        "a\nEurope/Paris\n",
    ),
    finds: "T480",
};

pub(super) static CURRENCY: TypeKind = TypeKind {
    word: "string",
    formats: &["currency"],
    otherwise: Otherwise::Told,
    says: Said::of("A currency by its code, such as EUR."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Currency)),
    example: Example::of(r#"{"fields":[{"name":"a","format":"currency"}]}"#, "a\nEUR\nXYZ\n", "a\nEUR\n"),
    finds: "T500",
};

pub(super) static WKT: TypeKind = TypeKind {
    word: "string",
    formats: &["wkt"],
    otherwise: Otherwise::Told,
    says: Said::of("A geometry as well-known text."),
    class: Class::Text,
    form: Form::Strict,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Wkt),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"wkt"}]}"#,
        "a\nPOINT (2.35 48.85)\nhere\n",
        "a\nPOINT (2.35 48.85)\n",
    ),
    finds: "T510",
};

pub(super) static INTERVAL: TypeKind = TypeKind {
    word: "string",
    formats: &["interval"],
    otherwise: Otherwise::Told,
    says: Said::of(
        "A start and an end such as 2024/2025: years, months or days; with `single` also one of them alone.",
    ),
    class: Class::Text,
    form: Form::Strict,
    folds: false,
    zeros: false,
    load: |given| Ok(FieldKind::Interval(flag(given.node, "single")?)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"interval"}]}"#,
        "a\n2024/2025\n2024-2025\n",
        "a\n2024/2025\n",
    ),
    finds: "T510",
};

/// A rule behind these formats judges their form (`scalar/check_digit.rs`); they are texts otherwise.
pub(super) static CHECK_DIGIT: TypeKind = TypeKind {
    word: "string",
    formats: check_digit::FORMATS,
    otherwise: Otherwise::Told,
    says: Said::of("An identifier with a check digit; the rule `check-digit` judges it."),
    class: Class::Text,
    form: Form::Text,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Text(TextFormat::Plain)),
    example: Example::of(
        r#"{"fields":[{"name":"a","format":"isbn"}]}"#,
        "a\n9783161484100\n9783161484101\n",
        "a\n9783161484100\n",
    ),
    finds: "B390",
};

pub(super) static ANY: TypeKind = TypeKind {
    word: "any",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("Anything, left as it is to the letter."),
    class: Class::Text,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Any),
    example: Example::of(r#"{"fields":[{"name":"a","type":"any"}]}"#, "", "a\nanything\n"),
    finds: "",
};
