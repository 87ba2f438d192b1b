//! JSON objects for reports and answers.

use serde_json::Map;
pub(crate) use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An object of names and values. Values are taken over as they are; serde's `json!` would go through a serialiser
/// made for each type, and copy what is JSON already.
macro_rules! object {
    { $($members:tt)* } => { $crate::json::from_members(&mut $crate::json::members! { $($members)* }) };
}
pub(crate) use object;

/// The names and values of an object that is not made yet.
macro_rules! members {
    { $($name:literal: $value:expr),* $(,)? } => {
        [$(($name, $crate::json::IntoJson::into_json($value))),*]
    };
}
pub(crate) use members;

/// A name and its value.
pub(crate) type Member = (&'static str, Json);

/// What `object!` makes of its names and values.
pub(crate) fn from_members(members: &mut [Member]) -> Json {
    let mut map = Map::with_capacity(members.len());
    for (name, value) in members {
        map.insert((*name).to_owned(), value.take());
    }
    Json::Object(map)
}

/// The text of an object, without the object: where there are thousands, making each takes longer than writing it.
pub(crate) fn write_members(members: &[Member], out: &mut Vec<u8>) {
    out.push(b'{');
    for (at, (name, value)) in members.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write_text(name, out);
        out.push(b':');
        write_value(value, out);
    }
    out.push(b'}');
}

fn write_value(value: &Json, out: &mut Vec<u8>) {
    match value {
        Json::String(text) => write_text(text, out),
        Json::Null => out.extend_from_slice(b"null"),
        // Writing plain data into memory does not fail.
        _ => drop(serde_json::to_writer(out, value)),
    }
}

/// A text in quotes. In nearly all there is nothing to escape.
fn write_text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().fold(false, |odd, byte| odd | (byte < b' ') | (byte == b'"') | (byte == b'\\')) {
        return drop(serde_json::to_writer(out, text));
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// What can be a value in JSON.
pub(crate) trait IntoJson {
    fn into_json(self) -> Json;
}

macro_rules! as_serde_does {
    ($($type:ty),*) => {
        $(impl IntoJson for $type {
            fn into_json(self) -> Json {
                Json::from(self)
            }
        })*
    };
}
as_serde_does!(bool, u32, u64, usize, f64, &str, String, Cow<'_, str>);

impl IntoJson for Json {
    fn into_json(self) -> Json {
        self
    }
}

impl IntoJson for char {
    fn into_json(self) -> Json {
        Json::from(self.to_string())
    }
}

impl IntoJson for &String {
    fn into_json(self) -> Json {
        Json::from(self.as_str())
    }
}

impl<T: IntoJson> IntoJson for Option<T> {
    fn into_json(self) -> Json {
        self.map_or(Json::Null, T::into_json)
    }
}

impl<T: IntoJson> IntoJson for Vec<T> {
    fn into_json(self) -> Json {
        Json::Array(self.into_iter().map(T::into_json).collect())
    }
}

impl<T: IntoJson + Clone> IntoJson for &Vec<T> {
    fn into_json(self) -> Json {
        self.clone().into_json()
    }
}

impl<K: ToString, V: IntoJson> IntoJson for BTreeMap<K, V> {
    fn into_json(self) -> Json {
        Json::Object(self.into_iter().map(|(key, value)| (key.to_string(), value.into_json())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn members_are_written_as_the_object_of_them(text in prop_oneof![any::<String>(), "[a\"\\\\é\n]{0,5}"], more in any::<Option<u32>>()) {
            let mut members = members! { "text": &text, "more": more, "all": vec![text.as_str(), "b"] };
            let mut written = Vec::new();
            write_members(&members, &mut written);
            prop_assert_eq!(String::from_utf8(written).unwrap(), from_members(&mut members).to_string());
        }
    }
}
