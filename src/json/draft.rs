//! Objects that are written down at once. Where there are thousands, making each would take longer than writing it.

use super::{IntoJson, Json};

/// A value that is not made yet.
pub(crate) enum Draft<'a> {
    Nothing,
    Text(&'a str),
    Made(String),
    Number(u32),
    List(Vec<Draft<'a>>),
    Object(Vec<Member<'a>>),
}

/// A name and its value. The names are ours, and have nothing to escape.
pub(crate) type Member<'a> = (&'static str, Draft<'a>);

impl<'a> Draft<'a> {
    pub(crate) fn text(text: Option<&'a str>) -> Draft<'a> {
        text.map_or(Draft::Nothing, Draft::Text)
    }

    pub(crate) fn made(text: Option<String>) -> Draft<'a> {
        text.map_or(Draft::Nothing, Draft::Made)
    }

    /// Appends the value as JSON.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Draft::Nothing => out.extend_from_slice(b"null"),
            Draft::Text(text) => write_text(text, out),
            Draft::Made(text) => write_text(text, out),
            Draft::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Draft::List(items) => {
                out.push(b'[');
                for (at, item) in items.iter().enumerate() {
                    separate(at, out);
                    item.write(out);
                }
                out.push(b']');
            }
            Draft::Object(members) => {
                out.push(b'{');
                for (at, (name, value)) in members.iter().enumerate() {
                    separate(at, out);
                    out.push(b'"');
                    out.extend_from_slice(name.as_bytes());
                    out.extend_from_slice(b"\":");
                    value.write(out);
                }
                out.push(b'}');
            }
        }
    }
}

fn separate(at: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
}

/// A text in quotes. In nearly all there is nothing to escape.
fn write_text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().any(|byte| matches!(byte, ..b' ' | b'"' | b'\\')) {
        // Writing plain data into memory does not fail.
        return drop(serde_json::to_writer(out, text));
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

impl IntoJson for Draft<'_> {
    fn into_json(self) -> Json {
        match self {
            Draft::Nothing => Json::Null,
            Draft::Text(text) => text.into_json(),
            Draft::Made(text) => text.into_json(),
            Draft::Number(number) => number.into_json(),
            Draft::List(items) => items.into_json(),
            Draft::Object(members) => {
                members.into_iter().map(|(name, value)| (name.to_owned(), value.into_json())).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_the_text_of_what_is_made(
            text in prop_oneof![any::<String>(), "[a\"\\\\é\n]{0,5}"],
            number in any::<u32>(),
        ) {
            let list = vec![Draft::Text(&text), Draft::Number(number), Draft::Nothing];
            let inner = Draft::Object(vec![("b", Draft::made(Some(text.clone()))), ("a", Draft::text(None))]);
            let all = Draft::Object(vec![("list", Draft::List(list)), ("inner", inner), ("none", Draft::List(vec![]))]);
            let mut written = Vec::new();
            all.write(&mut written);
            prop_assert_eq!(String::from_utf8(written).unwrap(), all.into_json().to_string());
        }
    }
}
