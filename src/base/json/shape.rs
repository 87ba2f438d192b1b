//! Values of strangers against a schema: the words of JSON Schema that our own schemas use, and no others.
//!
//! One thing is stricter than the standard: a member that the schema does not name is taken out, so that nothing comes
//! through unseen.

use super::Json;
use regex_lite::Regex;
use std::cell::RefCell;

/// Checks a value against a schema with `$defs`, and takes out what the schema does not name.
///
/// # Errors
/// The place of the first value that has another shape, such as `/records/onFile`.
pub(crate) fn accept(schema: &Json, value: &mut Json) -> Result<(), String> {
    let mut path = String::new();
    let by = Checker { root: schema, patterns: RefCell::default() };
    if fits(&by, schema, value, &mut path) { Ok(()) } else { Err(path) }
}

/// The schema as a whole, and its patterns that were used already: a list has the same one for every entry.
struct Checker<'s> {
    root: &'s Json,
    patterns: RefCell<Vec<(&'s str, Regex)>>,
}

impl<'s> Checker<'s> {
    fn matches(&self, pattern: &'s str, text: &str) -> bool {
        let mut known = self.patterns.borrow_mut();
        if let Some((_, regex)) = known.iter().find(|(own, _)| *own == pattern) {
            return regex.is_match(text);
        }
        let Ok(regex) = Regex::new(pattern) else { return false };
        let matches = regex.is_match(text);
        known.push((pattern, regex));
        matches
    }
}

/// Whether the value fits; where it does not, `path` stays at the place.
fn fits<'s>(by: &Checker<'s>, schema: &'s Json, value: &mut Json, path: &mut String) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = reference.strip_prefix('#').and_then(|pointer| by.root.pointer(pointer));
        return target.is_some_and(|schema| fits(by, schema, value, path));
    }
    is_of_type(&schema["type"], value)
        && schema["enum"].as_array().is_none_or(|all| all.contains(value))
        && match value {
            Json::String(text) => is_text(by, schema, text),
            Json::Number(number) => {
                let bound = |name: &str| schema[name].as_f64();
                let number = number.as_f64().unwrap_or(f64::NAN);
                bound("minimum").is_none_or(|least| number >= least)
                    && bound("maximum").is_none_or(|most| number <= most)
            }
            Json::Array(values) => {
                let items = &schema["items"];
                at_most(schema, "maxItems", values.len())
                    && (items.is_null()
                        || values.iter_mut().enumerate().all(|(index, value)| {
                            step(path, &index.to_string(), |path| fits(by, items, value, path))
                        }))
            }
            Json::Object(_) => is_object(by, schema, value, path),
            _ => true,
        }
}

fn is_object<'s>(by: &Checker<'s>, schema: &'s Json, value: &mut Json, path: &mut String) -> bool {
    let Json::Object(members) = value else { return false };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
    for name in required {
        if !members.contains_key(name) {
            path.push('/');
            path.push_str(name);
            return false;
        }
    }
    let (named, others) = (&schema["properties"], &schema["additionalProperties"]);
    let name_fits = |name: &str| is_text(by, &schema["propertyNames"], name);
    members.retain(|name, _| !named[name].is_null() || others.is_object());
    at_most(schema, "maxProperties", members.len())
        && members.iter_mut().all(|(name, value)| {
            let own = if named[name].is_null() { others } else { &named[name] };
            step(path, name, |path| name_fits(name) && fits(by, own, value, path))
        })
}

/// Goes on with a member; the path is left as it was if the member fits.
fn step(path: &mut String, name: &str, run: impl FnOnce(&mut String) -> bool) -> bool {
    let before = path.len();
    path.push('/');
    path.extend(name.chars().take(60));
    let fits = run(path);
    if fits {
        path.truncate(before);
    }
    fits
}

fn is_of_type(types: &Json, value: &Json) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_u64().is_some() || value.as_i64().is_some(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    match types {
        Json::Null => true,
        Json::String(name) => is(name),
        Json::Array(names) => names.iter().filter_map(Json::as_str).any(is),
        _ => false,
    }
}

fn is_text<'s>(by: &Checker<'s>, schema: &'s Json, text: &str) -> bool {
    let pattern = schema["pattern"].as_str();
    // No text has more characters than bytes.
    let length = || text.chars().count();
    (at_most(schema, "maxLength", text.len()) || at_most(schema, "maxLength", length()))
        && pattern.is_none_or(|pattern| by.matches(pattern, text))
}

fn at_most(schema: &Json, name: &str, count: usize) -> bool {
    schema[name].as_u64().is_none_or(|most| count as u64 <= most)
}
