//! How much memory a JSON text takes once it is taken apart, told before that is done: `[],` are three letters, and
//! seventy-two bytes at least.

use memchr::memchr2;

/// Bytes of an object, of a list, of a member with its name, of an item beside others, and of a text beside its letters:
/// each as the values of serde take, with the room that they grow by.
const OBJECT: usize = 480;
const LIST: usize = 288;
const MEMBER: usize = 208;
const ITEM: usize = 144;
const TEXT: usize = 48;

/// Whether the values of a text take no more than so many bytes. Of a text that is no JSON nothing is said.
pub(crate) fn is_within(text: &str, most: usize) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut weight) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        weight += match byte {
            b'"' => {
                let begin = at;
                at = end_of_text(bytes, begin + 1);
                TEXT + (at - begin)
            }
            b'{' => OBJECT,
            b'[' => LIST,
            b':' => MEMBER,
            b',' => ITEM,
            _ => 0,
        };
        if weight > most {
            return false;
        }
        at += 1;
    }
    true
}

/// How many names of members stand in a JSON text, those that an object has twice counted twice.
pub(crate) fn names(text: &str) -> usize {
    let (bytes, mut at, mut count) = (text.as_bytes(), 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b':', rest)) {
        at += found + 1;
        if bytes.get(at - 1) == Some(&b':') {
            count += 1;
        } else {
            at = end_of_text(bytes, at) + 1;
        }
    }
    count
}

/// The place of the quotation mark that ends a text, or the end of all.
pub(super) fn end_of_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_colons_in_texts_are_not() {
        for (text, count) in [
            ("", 0),
            ("[1, \"a: b\"]", 0),
            (r#"{"a:b": ":", "a": {"b": ["c", {"d": "\\\":"}]}}"#, 4),
            (r#"{"a": 1, "a": 2}"#, 2),
            (r#"{"a": "cut off: "#, 1),
        ] {
            assert_eq!(names(text), count, "{text}");
        }
    }

    #[test]
    fn marks_count_and_what_stands_in_texts_does_not() {
        let weight = |text: &str| (0..).find(|most| is_within(text, *most)).unwrap();
        assert_eq!(weight("[0,0,0]"), LIST + 2 * ITEM);
        assert_eq!(weight(r#"{"a":1}"#), OBJECT + MEMBER + TEXT + 2);
        assert_eq!(weight(r#"["[{,:\"\\"]"#), LIST + TEXT + 9);
        assert_eq!(weight("\"never ends \\"), TEXT + 13);
        assert_eq!(weight(""), 0);
    }
}
