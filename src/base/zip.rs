//! A container of files that are stored as they are.

use flate2::Crc;

/// The container of these members: name and bytes. They are fewer than 65,536, and together less than 4 GiB.
pub(crate) fn stored(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    let large = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    for (name, bytes) in members {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend([large(bytes.len()), large(bytes.len())].concat());
        common.extend([small(name.len()), [0, 0]].concat());
        directory.extend(
            [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &large(out.len()), name.as_bytes()].concat(),
        );
        out.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), bytes].concat());
    }
    let end =
        [&b"PK\x05\x06"[..], &[0; 4], &small(members.len()), &small(members.len()), &large(directory.len())];
    let tail = [end.concat(), large(out.len()).to_vec(), vec![0, 0]].concat();
    out.extend(directory);
    out.extend(tail);
    out
}
