//! The texts that a workbook keeps apart from its cells: one long text and the ends of its parts.

/// Texts by number. One allocation for all of them, because workbooks have millions.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text under the next number.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
    /// The text of a number; empty if there is none.
    pub(super) fn get(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        let Some(&end) = self.ends.get(index) else { return "" };
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
    /// Bytes of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }
}
