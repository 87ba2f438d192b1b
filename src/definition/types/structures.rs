//! Values with parts inside: JSON, lists, points and shapes on the earth.

use super::{Form, Otherwise, TypeKind};
use crate::definition::rule::Said;
use crate::definition::value::Class;
use crate::definition::{FieldKind, PointForm};
use crate::problem::Example;

pub(super) static OBJECT: TypeKind = TypeKind {
    word: "object",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A JSON object."),
    class: Class::Text,
    form: Form::Keys,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Object),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"object"},{"name":"b"}]}"#,
        "a,b\n\"{\"\"k\"\": 1}\",x\n[1],y\n",
        "a,b\n\"{\"\"k\"\": 1}\",x\n{},y\n",
    ),
    finds: "T510",
};

pub(super) static ARRAY: TypeKind = TypeKind {
    word: "array",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of("A JSON array; `items` says what each of its values is."),
    class: Class::Text,
    form: Form::Items,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::Array),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"array"},{"name":"b"}]}"#,
        "a,b\n\"[1, 2]\",x\n{},y\n",
        "a,b\n\"[1, 2]\",x\n[],y\n",
    ),
    finds: "T510",
};

pub(super) static LIST: TypeKind = TypeKind {
    word: "list",
    formats: &["default"],
    otherwise: Otherwise::Alone,
    says: Said::of(
        "Several values with the `delimiter` between them; `itemType` or `items` says what each of them is.",
    ),
    class: Class::Text,
    form: Form::Items,
    folds: false,
    zeros: false,
    load: |given| {
        let delimiter = given.node.text_or("delimiter", ",")?;
        if delimiter.is_empty() {
            return given
                .node
                .need("delimiter")?
                .wrong(["a delimiter is expected", "un séparateur est attendu"]);
        }
        Ok(FieldKind::List(delimiter))
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"list","delimiter":"|","itemType":"integer"},{"name":"b"}]}"#,
        "a,b\n1|2,x\n1|x,y\n",
        "a,b\n1|2,x\n3,y\n",
    ),
    finds: "T520",
};

pub(super) static GEO_POINT: TypeKind = TypeKind {
    word: "geopoint",
    formats: &["default", "array", "object"],
    otherwise: Otherwise::Told,
    says: Said::of("Longitude and latitude: as `2.35, 48.85`, as a JSON array, or as a JSON object."),
    class: Class::Text,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |given| {
        Ok(FieldKind::GeoPoint(match given.format {
            "array" => PointForm::Array,
            "object" => PointForm::Object,
            _ => PointForm::Text,
        }))
    },
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"geopoint"}]}"#,
        "a\n\"2.35, 48.85\"\nParis\n",
        "a\n\"2.35, 48.85\"\n\"0, 0\"\n",
    ),
    finds: "T510",
};

pub(super) static GEO_JSON: TypeKind = TypeKind {
    word: "geojson",
    formats: &["default"],
    otherwise: Otherwise::Told,
    says: Said::of("A shape on the earth, as GeoJSON."),
    class: Class::Text,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::GeoJson(false)),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"geojson"},{"name":"b"}]}"#,
        "a,b\n{},x\n",
        "a,b\n\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [2.35, 48.85]}\",x\n",
    ),
    finds: "T510",
};

pub(super) static TOPO_JSON: TypeKind = TypeKind {
    word: "geojson",
    formats: &["topojson"],
    otherwise: Otherwise::Told,
    says: Said::of("A shape on the earth, as TopoJSON."),
    class: Class::Text,
    form: Form::Read,
    folds: false,
    zeros: false,
    load: |_| Ok(FieldKind::GeoJson(true)),
    example: Example::of(
        r#"{"fields":[{"name":"a","type":"geojson","format":"topojson"},{"name":"b"}]}"#,
        "a,b\n{},x\n",
        "a,b\n\"{\"\"type\"\": \"\"Topology\"\", \"\"objects\"\": {}, \"\"arcs\"\": []}\",x\n",
    ),
    finds: "T510",
};
