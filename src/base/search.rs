//! Short texts of bytes in longer ones. What is looked for is a few bytes that begin with a rare one, so that one quick
//! search for that byte is enough; a search that is quick for every needle is six times as much code.

use memchr::{memchr_iter, memrchr_iter};

/// Where `needle` stands, every time.
pub(crate) fn all<'t>(text: &'t [u8], needle: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    let first = needle.first().copied().unwrap_or_default();
    memchr_iter(first, text).filter(move |at| stands(text, needle, *at))
}

/// Where `needle` stands first.
pub(crate) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    all(text, needle).next()
}

/// Where `needle` stands last.
pub(crate) fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    memrchr_iter(*needle.first()?, text).find(|at| stands(text, needle, *at))
}

fn stands(text: &[u8], needle: &[u8], at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(needle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_library_finds_the_same(text in "[ab]{0,20}", needle in "[ab]{1,3}") {
            let (text, needle) = (text.as_bytes(), needle.as_bytes());
            prop_assert_eq!(find(text, needle), memchr::memmem::find(text, needle));
            prop_assert_eq!(rfind(text, needle), memchr::memmem::rfind(text, needle));
            prop_assert!(all(text, needle).all(|at| text[at..].starts_with(needle)));
        }
    }
}
