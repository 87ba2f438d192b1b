//! Damage that looks like chance and is the same in every run.

/// Numbers that look like chance and follow from the first.
pub struct Dice(u64);

impl Dice {
    /// Dice whose throws all follow from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `end`, or 0 if that is 0.
    #[allow(clippy::cast_possible_truncation)] // Fewer than 2^31 are asked for.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// What formats trip over, where a few bytes of anything do not get that far.
const ODD: [&[u8]; 12] = [
    b"\"",
    b"\0",
    b"<",
    b"999999999",
    b"\r",
    b"\xff\xfe",
    b"&#x0;",
    b"-1",
    b"<!--",
    b"]]>",
    b"'=",
    b"\xff\xff\xff\x7f",
];

/// The same bytes with up to four of their places changed, repeated, cut out or filled with something odd.
#[must_use]
pub fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(12)).min(bytes.len());
        let place = at.min(bytes.len())..end;
        match dice.below(5) {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = 0xff),
            1 => drop(bytes.drain(place)),
            2 => {
                let again = bytes.get(place).unwrap_or_default().to_vec();
                drop(bytes.splice(at..at, again));
            }
            3 => {
                let bit = 1 << dice.below(8);
                bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bit);
            }
            _ => {
                let odd = ODD.get(dice.below(ODD.len())).copied().unwrap_or_default();
                drop(bytes.splice(at..at, odd.iter().copied()));
            }
        }
    }
    bytes
}
