//! Members that an object of a JSON text has twice: who reads it keeps the last one, and nobody hears of the first.

use super::weight::end_of_text;
use crate::base::limits::LIMITS;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What stands open at a place of the text.
enum Open<'t> {
    /// An object: the names it has so far, and the one whose value is read.
    Object(BTreeSet<Cow<'t, str>>, Option<Cow<'t, str>>),
    /// A list: how many items it has so far.
    List(usize),
}

/// The places of names that an object has before, such as `fields[3].constraints`, no more than are told. The text is JSON.
pub(crate) fn repeated(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let (mut open, mut found) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(byte) = bytes.get(at).filter(|_| found.len() < LIMITS.remarks) {
        let begin = at + 1;
        at += 1;
        match byte {
            b'"' => {
                at = end_of_text(bytes, begin);
                if let Some(Open::Object(names, current @ None)) = open.last_mut() {
                    let name = name(text.get(begin..at).unwrap_or_default());
                    let is_new = names.insert(name.clone());
                    *current = Some(name);
                    if !is_new {
                        found.push(place(&open));
                    }
                }
                at += 1;
            }
            b'{' => open.push(Open::Object(BTreeSet::new(), None)),
            b'[' => open.push(Open::List(0)),
            b'}' | b']' => drop(open.pop()),
            b',' => match open.last_mut() {
                Some(Open::Object(_, current)) => *current = None,
                Some(Open::List(count)) => *count += 1,
                None => {}
            },
            _ => {}
        }
    }
    found
}

/// A name as it is meant: `"\u0061"` is `a`.
fn name(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    serde_json::from_str(&format!("\"{written}\"")).map_or(Cow::Borrowed(written), Cow::Owned)
}

fn place(open: &[Open<'_>]) -> String {
    let mut place = String::new();
    for part in open {
        match part {
            Open::Object(_, Some(name)) if place.is_empty() => place.push_str(name),
            Open::Object(_, Some(name)) => place.extend([".", name.as_ref()]),
            Open::Object(_, None) => {}
            Open::List(index) => drop(write!(place, "[{index}]")),
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_said_twice_are_found_with_their_places() {
        let text = r#"{"a":1,"b":[{"c":"a,\"c\":{","c":2},{"c":{"d":[],"e":{},"d":0}}],"\u0061":[[{"x":1},{"x":2}]]}"#;
        assert_eq!(repeated(text), ["b[0].c", "b[1].c.d", "a"]);
        assert_eq!(repeated(r#"[{"a":1},{"a":1, "A":2}]"#), [""; 0]);
        assert_eq!(repeated(""), [""; 0]);
    }

    proptest! {
        /// What is read and written again says nothing twice, and no text does any harm.
        #[test]
        fn nothing_is_found_in_what_was_written_by_a_program(text in "[\\[\\]{}:,\"\\\\a1 ]{0,40}") {
            let found = repeated(&text);
            if let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) {
                prop_assert_eq!(repeated(&json.to_string()), [""; 0]);
                if found.is_empty() {
                    prop_assert_eq!(json.to_string().matches(':').count(), text.matches(':').count());
                }
            }
        }
    }
}
