//! Where a cell that follows the one before begins: `<c r="C17"`. Nearly all cells do, and sixteen bytes are compared at
//! once, so that their addresses need not be read. A test compares the bytes with the address as it is written.

const HEAD: [u8; 6] = *b"<c r=\"";

/// The bytes with which the next cell of a row begins if none is left out.
#[derive(Default)]
pub(in crate::read::workbook) struct Front {
    /// The row's number and the quote after it, the first byte lowest, and how many bytes that is.
    tail: (u128, usize),
    /// All bytes, the first one lowest.
    bytes: u128,
    /// The length of them; 0 where they are more than can be compared.
    length: usize,
    /// Where the last letter of the column is.
    last: usize,
}

impl Front {
    /// Begins a row with its first column.
    pub(in crate::read::workbook) fn row(&mut self, row: u32) {
        let (mut number, mut tail, mut length) = (row, u128::from(b'"'), 1);
        while number > 0 {
            tail = tail << 8 | u128::from(b'0' + (number % 10) as u8);
            number /= 10;
            length += 1;
        }
        self.tail = (tail, length);
        self.column(0);
    }

    /// Goes to a column of the row; 0 is A.
    pub(in crate::read::workbook) fn column(&mut self, column: u32) {
        let (mut rest, mut letters, mut count) = (column.saturating_add(1), 0, 0);
        while rest > 0 {
            rest -= 1;
            letters = letters << 8 | u128::from(b'A' + (rest % 26) as u8);
            rest /= 26;
            count += 1;
        }
        self.last = HEAD.len() + count - 1;
        self.length = HEAD.len() + count + self.tail.1;
        if self.length > 16 {
            self.length = 0;
            return;
        }
        let head = HEAD.iter().rev().fold(0, |bytes, byte| bytes << 8 | u128::from(*byte));
        self.bytes = head | letters << (8 * HEAD.len()) | self.tail.0 << (8 * (self.last + 1));
    }

    /// Goes to the column after the one it is at, which is `column` now.
    pub(in crate::read::workbook) fn step(&mut self, column: u32) {
        let letter = 8 * self.last;
        if self.length == 0 || self.bytes >> letter & 0xff >= u128::from(b'Z') {
            return self.column(column);
        }
        self.bytes += 1 << letter;
    }

    /// What follows in the window, if it begins so.
    #[inline]
    pub(super) fn strip<'w>(&self, window: &'w [u8]) -> Option<&'w [u8]> {
        let first = u128::from_le_bytes(*window.first_chunk()?);
        let other = (first ^ self.bytes) << (8 * (16 - self.length.clamp(1, 16)));
        if self.length == 0 || other != 0 { None } else { window.get(self.length..) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::letters;

    #[test]
    fn it_is_the_address_as_it_is_written() {
        for row in [1, 9, 10, 99_999, 1_048_576, 99_999_999] {
            let mut front = Front::default();
            front.row(row);
            for column in 0..=16_384 {
                let window = format!("<c r=\"{}{row}\" s=\"1\"><v>", letters(column));
                let rest = front.strip(window.as_bytes());
                let long = window.len() - 10 > 16;
                assert_eq!(rest, (!long).then_some(&b" s=\"1\"><v>"[..]), "{window}");
                for other in [window.replace('"', "'"), window.replace("<c", "<d"), format!(" {window}")] {
                    assert_eq!(front.strip(other.as_bytes()), None);
                }
                front.step(column + 1);
            }
            front.column(701);
            let window = format!("<c r=\"ZZ{row}\"       ");
            assert_eq!(front.strip(window.as_bytes()).is_some(), row < 10_000_000);
        }
    }
}
