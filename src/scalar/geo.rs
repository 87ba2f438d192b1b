//! Places on the earth: a point as two numbers, shapes as GeoJSON or TopoJSON. Their form is judged, not their geometry.

use super::number::{self, NumberReading};
use super::text::trim;
use serde_json::{Map, Value as Json, json};

/// How a point is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointForm {
    /// `2.35, 48.85`: longitude, latitude.
    Text,
    /// `[2.35, 48.85]`.
    Array,
    /// `{"lon": 2.35, "lat": 48.85}`.
    Object,
}

/// What a text says as a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PointReading {
    /// It is right as it is.
    AsIs,
    /// Another notation with one reading.
    Converted(String),
    /// Longitude and latitude seem to have changed places.
    Swapped(String),
    /// No point.
    Not,
}

/// Reads a point: longitude within ±180, latitude within ±90.
pub(crate) fn point(text: &str, form: PointForm) -> PointReading {
    let (pair, as_is) = match form {
        PointForm::Text => match text_pair(text) {
            Some(pair) => pair,
            None => return PointReading::Not,
        },
        PointForm::Array => {
            match serde_json::from_str::<Json>(text).ok().and_then(|json| array_pair(&json)) {
                Some(pair) => (pair, true),
                None => return PointReading::Not,
            }
        }
        PointForm::Object => {
            match serde_json::from_str::<Json>(text).ok().and_then(|json| object_pair(&json)) {
                Some(pair) => (pair, true),
                None => return PointReading::Not,
            }
        }
    };
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    let (lon, lat) = (number(&pair.0), number(&pair.1));
    let within = |lon: f64, lat: f64| lon.abs() <= 180.0 && lat.abs() <= 90.0;
    let (a, b) = (&pair.0, &pair.1);
    if within(lon, lat) {
        return if as_is { PointReading::AsIs } else { PointReading::Converted(format!("{a}, {b}")) };
    }
    if !within(lat, lon) {
        return PointReading::Not;
    }
    PointReading::Swapped(match form {
        PointForm::Text => format!("{b}, {a}"),
        PointForm::Array => format!("[{b}, {a}]"),
        PointForm::Object => json!({ "lon": lat, "lat": lon }).to_string(),
    })
}

/// Two numbers with a comma between them. Decimal commas are read where one reading is left: `2,35 48,85`, `2,35; 48,85`.
fn text_pair(text: &str) -> Option<((String, String), bool)> {
    let plain = |part: &str| match number::read(part) {
        NumberReading::Plain { text, .. } => Some(text.to_owned()),
        _ => None,
    };
    if let Some((a, b)) = text.split_once(',')
        && let (Some(lon), Some(lat)) = (plain(a), plain(b))
        && !b.contains(',')
    {
        // The standard allows blanks behind the comma only.
        let as_is = a == lon && (b == lat || b.strip_prefix(' ') == Some(&lat));
        return Some(((lon, lat), as_is));
    }
    let comma = |part: &str| match number::read(part) {
        NumberReading::Plain { text, .. } => Some(text.to_owned()),
        NumberReading::Converted {
            canonical,
            why: number::NumberHint::DecimalComma | number::NumberHint::Sign,
        } => Some(canonical),
        // A coordinate has no thousands.
        NumberReading::Ambiguous { decimal, .. } => Some(decimal),
        _ => None,
    };
    let text = trim(text);
    let text = text.strip_prefix(['(', '[']).and_then(|t| t.strip_suffix([')', ']'])).unwrap_or(text);
    let (a, b) = text.split_once(';').or_else(|| text.split_once(", ")).or_else(|| text.split_once(' '))?;
    Some(((comma(trim(a))?, comma(trim(b))?), false))
}

/// One text for each point, however its numbers are written.
pub(crate) fn point_key(text: &str, form: PointForm) -> Option<String> {
    let json = || serde_json::from_str::<Json>(text).ok();
    let (lon, lat) = match form {
        PointForm::Text => text_pair(text)?.0,
        PointForm::Array => array_pair(&json()?)?,
        PointForm::Object => object_pair(&json()?)?,
    };
    Some(format!("{} {}", lon.parse::<f64>().ok()?, lat.parse::<f64>().ok()?))
}

/// One text for each JSON value: without blanks, members in the order of their names, numbers without padding.
pub(crate) fn json_key(text: &str) -> Option<String> {
    let mut json = serde_json::from_str(text).ok()?;
    tidy(&mut json);
    Some(json.to_string())
}

/// Depth is bounded by that of the reading.
fn tidy(json: &mut Json) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(tidy),
        Json::Object(members) => {
            members.sort_keys();
            members.values_mut().for_each(tidy);
        }
        Json::Number(number) => {
            if let Some(float) = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0) {
                *json = serde_json::from_str(&format!("{float:.0}")).unwrap_or(Json::Null);
            }
        }
        _ => {}
    }
}

fn coordinate(json: &Json) -> Option<String> {
    match json {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(|_| text.clone()),
        _ => None,
    }
}

fn array_pair(json: &Json) -> Option<(String, String)> {
    match json.as_array().map(Vec::as_slice) {
        Some([lon, lat]) => Some((coordinate(lon)?, coordinate(lat)?)),
        _ => None,
    }
}

fn object_pair(json: &Json) -> Option<(String, String)> {
    let map = json.as_object().filter(|map| map.len() == 2)?;
    Some((coordinate(map.get("lon")?)?, coordinate(map.get("lat")?)?))
}

/// Whether a JSON value has the form of GeoJSON.
pub(crate) fn is_geojson(json: &Json) -> bool {
    let Some(map) = json.as_object() else { return false };
    let part = |key: &str| map.get(key);
    let all = |key: &str, fits: fn(&Json) -> bool| {
        part(key).and_then(Json::as_array).is_some_and(|list| list.iter().all(fits))
    };
    match part("type").and_then(Json::as_str) {
        Some("FeatureCollection") => {
            all("features", |f| f.get("type") == Some(&json!("Feature")) && is_geojson(f))
        }
        Some("Feature") => {
            part("geometry").is_some_and(|g| g.is_null() || is_geometry(g))
                && part("properties").is_none_or(|p| p.is_null() || p.is_object())
        }
        Some(_) => is_geometry(json),
        None => false,
    }
}

fn is_geometry(json: &Json) -> bool {
    let kind = json.get("type").and_then(Json::as_str);
    let depth = match kind {
        Some("Point") => 0,
        Some("LineString" | "MultiPoint") => 1,
        Some("Polygon" | "MultiLineString") => 2,
        Some("MultiPolygon") => 3,
        Some("GeometryCollection") => {
            return json
                .get("geometries")
                .and_then(Json::as_array)
                .is_some_and(|list| list.iter().all(is_geometry));
        }
        _ => return false,
    };
    json.get("coordinates").is_some_and(|coordinates| is_position(coordinates, depth))
}

/// Lists in lists, `depth` deep, of positions: two or more numbers.
fn is_position(json: &Json, depth: u8) -> bool {
    let Some(list) = json.as_array() else { return false };
    match depth {
        0 => list.is_empty() || (list.len() >= 2 && list.iter().all(Json::is_number)),
        _ => list.iter().all(|inner| is_position(inner, depth - 1)),
    }
}

/// Whether a JSON value has the form of TopoJSON.
pub(crate) fn is_topojson(json: &Json) -> bool {
    let arcs = |arcs: &Json| arcs.as_array().is_some_and(|list| list.iter().all(|arc| is_position(arc, 1)));
    let objects =
        |map: &Map<String, Json>| map.values().all(|object| object.get("type").is_some_and(Json::is_string));
    match json.get("type").and_then(Json::as_str) {
        Some("Topology") => {
            json.get("objects").and_then(Json::as_object).is_some_and(objects)
                && json.get("arcs").is_some_and(arcs)
        }
        // An object of a topology alone. A point of one cannot be told from GeoJSON.
        Some("LineString" | "MultiLineString" | "Polygon" | "MultiPolygon") => {
            json.get("arcs").is_some_and(Json::is_array)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        use PointReading::{AsIs, Converted, Not, Swapped};
        let converted = |text: &str| Converted(text.to_owned());
        let text = |text: &str| point(text, PointForm::Text);
        assert_eq!(text("2.35, 48.85"), AsIs);
        assert_eq!(text("-180,90"), AsIs);
        assert_eq!(text("2,35; 48,85"), converted("2.35, 48.85"));
        assert_eq!(text("2,35, 48,85"), converted("2.35, 48.85"));
        assert_eq!(text("48.85, 102.35"), Swapped("102.35, 48.85".to_owned()));
        for bad in ["200, 100", "a, b", "1", "", "1, 2, 3"] {
            assert_eq!(text(bad), Not, "{bad}");
        }
        assert_eq!(point("[2.35, 48.85]", PointForm::Array), AsIs);
        assert_eq!(point("[\"2.35\", \"48.85\"]", PointForm::Array), AsIs);
        assert_eq!(point("[1]", PointForm::Array), Not);
        assert_eq!(point("{\"lon\": 2.35, \"lat\": 48.85}", PointForm::Object), AsIs);
        assert_eq!(point("{\"lat\": 2.35}", PointForm::Object), Not);
    }

    #[test]
    fn shapes() {
        let good = |text: &str| serde_json::from_str::<Json>(text).is_ok_and(|json| is_geojson(&json));
        assert!(good(r#"{"type":"Point","coordinates":[1,2]}"#));
        assert!(good(r#"{"type":"Feature","geometry":null,"properties":{}}"#));
        assert!(good(r#"{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]}"#));
        for bad in [
            r#"{"type":"Point"}"#,
            r#"{"type":"Dot","coordinates":[1,2]}"#,
            r#"{"coordinates":[1,2]}"#,
            r#"{"type":"Point","coordinates":["1","2"]}"#,
            "[]",
            "1",
        ] {
            assert!(!good(bad), "{bad}");
        }
        let topology = json!({ "type": "Topology", "objects": { "a": { "type": "Point" } }, "arcs": [[[0, 1], [2, 3]]] });
        assert!(
            is_topojson(&topology) && !is_geojson(&topology) && !is_topojson(&json!({ "type": "Point" }))
        );
    }
}
