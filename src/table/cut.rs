//! A line cut into cells, eight bytes at a time.
//!
//! The eight bytes are one number, and each question about them is asked of all at once: the answer has the highest bit
//! of each byte of which it is true. No sum carries from one byte into the next, as the highest bits are left out of it.
//! On the way every cell is held against what most cells are: printable ASCII without stray blanks.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = ONES << 7;

/// Which bytes are 0.
fn zeros(bytes: u64) -> u64 {
    !(((bytes & !HIGHEST) + !HIGHEST) | bytes) & HIGHEST
}

/// Which bytes are no printable ASCII, or a blank: from 0x80 on, up to 0x20, and 0x7f.
fn special(bytes: u64) -> u64 {
    let low = bytes & !HIGHEST;
    (bytes | !(low + ONES * 0x5f) | (low + ONES)) & HIGHEST
}

/// Eight bytes from `at` on. Behind the end stands a delimiter, and then letters, in which nothing is found.
fn eight(line: &[u8], at: usize, delimiter: u8) -> u64 {
    let rest = line.get(at..).unwrap_or_default();
    if let Some(whole) = rest.first_chunk() {
        return u64::from_le_bytes(*whole);
    }
    let mut bytes = [if delimiter == b'a' { b'b' } else { b'a' }; 8];
    bytes.iter_mut().zip(rest.iter().chain([&delimiter])).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(bytes)
}

/// Calls `cell` with the start and end of each cell of a line, and whether it is simple: printable ASCII, no blank at
/// either end and none beside another.
pub(super) fn cells(line: &[u8], delimiter: u8, mut cell: impl FnMut(u32, u32, bool)) {
    let (mut start, mut simple) = (0, true);
    let length = u32::try_from(line.len()).unwrap_or(u32::MAX);
    let mut after_blank = 0;
    let mut at = 0;
    while at <= length {
        let bytes = eight(line, at as usize, delimiter);
        let mut delimiters = zeros(bytes ^ (ONES * u64::from(delimiter)));
        let others = special(bytes) & !delimiters;
        let mut odd = 0;
        if others | after_blank != 0 {
            let blanks = zeros(bytes ^ (ONES * u64::from(b' '))) & others;
            let behind_delimiter = delimiters << 8 | if start == at { HIGHEST >> 56 } else { 0 };
            let behind_blank = blanks << 8 | after_blank;
            // A stray blank shows in itself, or in the delimiter behind it.
            let stray = blanks & (behind_blank | behind_delimiter) | delimiters & behind_blank;
            odd = others & !blanks | stray;
            after_blank = blanks >> 56;
        }
        while delimiters != 0 {
            let first = delimiters & delimiters.wrapping_neg();
            let until = first | (first - 1);
            let end = at + delimiters.trailing_zeros() / 8;
            cell(start, end, simple && odd & until == 0);
            (start, simple) = (end + 1, true);
            odd &= !until;
            delimiters ^= first;
        }
        simple &= odd == 0;
        at += 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_simple(cell: &[u8]) -> bool {
        cell.iter().all(|byte| (0x20..0x7f).contains(byte))
            && cell.first() != Some(&b' ')
            && cell.last() != Some(&b' ')
            && !cell.windows(2).any(|pair| pair == b"  ")
    }

    proptest! {
        #[test]
        fn as_byte_by_byte(
            line in proptest::collection::vec(prop_oneof![
                4 => any::<u8>(), 4 => Just(b','), 2 => Just(b' '), 2 => Just(b'\t'), 9 => b'a'..b'f'
            ], 0..60),
            delimiter in prop_oneof![Just(b','), Just(b'\t'), Just(b' '), Just(b'a')],
        ) {
            let (mut expected, mut start) = (Vec::new(), 0);
            for cell in line.split(|byte| *byte == delimiter) {
                expected.push((start, start + cell.len(), is_simple(cell)));
                start += cell.len() + 1;
            }
            let mut found = Vec::new();
            cells(&line, delimiter, |start, end, simple| found.push((start as usize, end as usize, simple)));
            prop_assert_eq!(found, expected);
        }
    }
}
