//! One source for two readers, each of which has its own place in it.

use crate::read::Source;
use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// A reader's view of a source that it shares.
pub(super) struct Shared<'s> {
    common: Rc<RefCell<Common<'s>>>,
    own: u32,
    place: u64,
}

struct Common<'s> {
    source: Box<dyn Source + 's>,
    /// Who read last, and so whose place the source stands at.
    last: u32,
    views: u32,
}

impl<'s> Shared<'s> {
    pub(super) fn new(source: Box<dyn Source + 's>) -> Shared<'s> {
        // Nobody has this number, so the first one to read goes to its place.
        let common = Common { source, last: 0, views: 1 };
        Shared { common: Rc::new(RefCell::new(common)), own: 1, place: 0 }
    }

    /// Another view, from the beginning.
    pub(super) fn another(&self) -> Shared<'s> {
        let mut common = self.common.borrow_mut();
        common.views += 1;
        Shared { common: Rc::clone(&self.common), own: common.views, place: 0 }
    }

    /// Does something with the source where this reader left it, and notes where it stands then.
    fn at_its_place<T>(
        &mut self,
        act: impl FnOnce(&mut dyn Source, &mut u64) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut common = self.common.borrow_mut();
        if common.last != self.own {
            common.source.seek(SeekFrom::Start(self.place))?;
            common.last = self.own;
        }
        act(common.source.as_mut(), &mut self.place)
    }
}

impl Read for Shared<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.at_its_place(|source, place| {
            let count = source.read(out)?;
            *place += count as u64;
            Ok(count)
        })
    }
}

impl Seek for Shared<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at_its_place(|source, place| {
            *place = source.seek(to)?;
            Ok(*place)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_goes_on_where_it_was() {
        let mut one = Shared::new(Box::new(io::Cursor::new(b"abcdefgh".to_vec())));
        let mut two = one.another();
        let next = |from: &mut Shared<'_>| {
            let mut out = [0; 2];
            from.read_exact(&mut out).unwrap();
            String::from_utf8(out.to_vec()).unwrap()
        };
        assert_eq!([next(&mut one), next(&mut two), next(&mut one)], ["ab", "ab", "cd"]);
        two.seek(SeekFrom::Current(3)).unwrap();
        assert_eq!([next(&mut one), next(&mut two)], ["ef", "fg"]);
    }
}
