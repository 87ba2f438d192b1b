//! A line cut into cells, eight bytes at a time.
//!
//! The eight bytes are one number, and each question about them is asked of all at once: the answer has the highest bit
//! of each byte of which it is true. No sum carries from one byte into the next, as the highest bits are left out of it.
//! On the way every cell is held against what most cells are: printable ASCII without stray blanks.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = ONES << 7;

/// Which bytes are this one.
fn equal(bytes: u64, byte: u8) -> u64 {
    let differing = bytes ^ (ONES * u64::from(byte));
    !(((differing & !HIGHEST) + !HIGHEST) | differing) & HIGHEST
}

/// Which bytes are not printable ASCII: from 0x80 on, below 0x20, and 0x7f.
fn unprintable(bytes: u64) -> u64 {
    let low = bytes & !HIGHEST;
    (bytes | !(low + ONES * 0x60) | (low + ONES)) & HIGHEST
}

/// Calls `cell` with the start and end of each cell of a line, and whether it is simple: printable ASCII, no blank at
/// either end and none beside another.
pub(super) fn cells(line: &[u8], delimiter: u8, mut cell: impl FnMut(usize, usize, bool)) {
    let (mut start, mut simple) = (0, true);
    // What the byte before was: at the start of a line it is as if there had been a delimiter.
    let (mut after_blank, mut after_delimiter) = (0, HIGHEST >> 56);
    let (eights, rest) = line.as_chunks::<8>();
    // Behind the end stand letters, in which nothing is found.
    let mut last = [if delimiter == b'a' { b'b' } else { b'a' }; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for (index, eight) in eights.iter().chain([&last]).enumerate() {
        let bytes = u64::from_le_bytes(*eight);
        let mut delimiters = equal(bytes, delimiter);
        let blanks = equal(bytes, b' ') & !delimiters;
        let behind_blank = blanks << 8 | after_blank;
        let behind_delimiter = delimiters << 8 | after_delimiter;
        (after_blank, after_delimiter) = (blanks >> 56, delimiters >> 56);
        // A stray blank shows in itself, or in the delimiter behind it.
        let stray = blanks & (behind_blank | behind_delimiter) | delimiters & behind_blank;
        let mut odd = unprintable(bytes) & !delimiters | stray;
        while delimiters != 0 {
            let first = delimiters & delimiters.wrapping_neg();
            let until = first | (first - 1);
            let end = index * 8 + delimiters.trailing_zeros() as usize / 8;
            cell(start, end, simple && odd & until == 0);
            (start, simple) = (end + 1, true);
            odd &= !until;
            delimiters ^= first;
        }
        simple &= odd == 0;
    }
    cell(start, line.len(), simple && (line.last() != Some(&b' ') || start == line.len()));
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
            cells(&line, delimiter, |start, end, simple| found.push((start, end, simple)));
            prop_assert_eq!(found, expected);
        }
    }
}
