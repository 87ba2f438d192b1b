//! A file's fingerprint: the same bytes always have the same, and nothing can be read from it.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// The SHA-256 of everything in `source`, in hexadecimal digits.
///
/// ```
/// let sum = import_checker::fingerprint(&mut &b"abc"[..])?;
/// assert!(sum.len() == 64 && sum.starts_with("ba7816bf"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// The source cannot be read to its end.
pub fn fingerprint(source: &mut dyn Read) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        sum.update(buffer.get(..read).unwrap_or(&[]));
    }
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sum_of_known_bytes() {
        let sum = super::fingerprint(&mut &b"abc"[..]).unwrap_or_default();
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
