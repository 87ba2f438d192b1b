//! JSON objects for reports and answers.

// A page hands over objects, in which nothing is said twice any more.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod repeated;
pub(crate) mod shape;
pub(crate) mod text;
pub(crate) mod weight;

use serde_json::Map;
pub(crate) use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An object of names and values. Values are taken over as they are; serde's `json!` would go through a serialiser
/// made for each type, and copy what is JSON already.
macro_rules! object {
    { $($name:literal: $value:expr),* $(,)? } => {
        $crate::base::json::from_members(&mut [$(($name, $crate::base::json::IntoJson::into_json($value))),*])
    };
}
pub(crate) use object;

/// What `object!` makes of its names and values.
pub(crate) fn from_members(members: &mut [(&'static str, Json)]) -> Json {
    let mut map = Map::with_capacity(members.len());
    for (name, value) in members {
        map.insert((*name).to_owned(), value.take());
    }
    Json::Object(map)
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
