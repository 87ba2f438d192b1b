//! Which encoding a text file is written in. A wrong answer gives wrong letters, so the whole file is looked at.

use super::encoding::{CHUNK, Encoding, Shifted, byte_order_mark};
use super::legacy::{self, OddWords};
use super::refusals::UNKNOWN_ENCODING;
use super::{Confidence, Decided, Progress, ReadError, Source, sniff, stopped};
use crate::base::search;
use std::io::SeekFrom;
use std::ops::ControlFlow;

/// Faults after which a file with hardly a valid character is known not to be UTF-8.
const CLEAR_FAULTS: u64 = 1000;

/// Bytes that are looked at before a file is taken as UTF-8 until the contrary is found.
const EARLY: usize = 1024 * 1024;

/// How much is looked at before an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HowMuch {
    /// The whole file.
    Whole,
    /// Its start, if that is UTF-8: the rest is proved when it is read.
    Early,
}

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

/// The encoding and how it was found.
pub(crate) struct Guess {
    pub(crate) encoding: Encoding,
    pub(crate) decided: Decided<String>,
}

pub(crate) fn guessed(encoding: Encoding, confidence: Confidence, evidence: [&'static str; 2]) -> Guess {
    Guess { encoding, decided: Decided::new(encoding.name(), confidence, evidence) }
}

/// Finds the encoding; `wish` is the one a person asked for.
pub(crate) fn encoding(
    source: &mut dyn Source,
    wish: Option<&str>,
    look: HowMuch,
    progress: Progress<'_>,
) -> Result<Guess, ReadError> {
    let head = sniff::head(source, CHUNK)?;
    if let Some(name) = wish {
        let encoding =
            Encoding::named(name).ok_or_else(|| ReadError::new(&UNKNOWN_ENCODING).with("encoding", name))?;
        return Ok(guessed(encoding, Confidence::Sure, ["chosen by you", "choisi par vous"]));
    }
    let marked = byte_order_mark(&head);
    if let Some((encoding, _)) = marked.filter(|(e, _)| *e != Encoding::Web(encoding_rs::UTF_8)) {
        return Ok(guessed(encoding, Confidence::Sure, MARK));
    }
    if let Some(encoding) = sniff::wide(&head) {
        return Ok(guessed(
            encoding,
            Confidence::Likely,
            ["every second byte is zero", "un octet sur deux est nul"],
        ));
    }
    let size = source.seek(SeekFrom::End(0)).map_err(|e| stopped::failed(&e))?;
    if look == HowMuch::Early && size > EARLY as u64 {
        let start = sniff::head(source, EARLY)?;
        let mut seen = Utf8Seen::default();
        count_utf8(&start, &mut seen);
        if seen.faults == 0 && search::find(&start, b"\x1b$").is_none() {
            let evidence = if marked.is_some() { MARK } else { proved_by(seen.characters > 0) };
            return Ok(guessed(Encoding::ProbablyUtf8, Confidence::Sure, evidence));
        }
    }
    let seen = look_for_utf8(source, progress)?;
    let seven_bits = seen.characters + seen.faults == 0;
    if let Some(encoding) = if seen.escapes && seven_bits { shifted(source)? } else { None } {
        return Ok(guessed(encoding, Confidence::Likely, SHIFTED));
    }
    if seen.faults == 0 {
        let evidence = if marked.is_some() { MARK } else { proved_by(seen.characters > 0) };
        return Ok(guessed(Encoding::ValidUtf8, Confidence::Sure, evidence));
    }
    if marked.is_some() {
        return Ok(guessed(Encoding::Web(encoding_rs::UTF_8), Confidence::Sure, MARK));
    }
    if seen.characters >= 5 * seen.faults {
        return Ok(guessed(
            Encoding::Web(encoding_rs::UTF_8),
            Confidence::Likely,
            [
                "nearly all letters of the file are valid in it",
                "presque toutes les lettres du fichier y sont valides",
            ],
        ));
    }
    legacy(source, progress)
}

/// Why a file without a mark, all of which is valid UTF-8, is taken as that.
pub(crate) fn proved_by(letters: bool) -> [&'static str; 2] {
    if letters {
        ["all letters of the file are valid in it", "toutes les lettres du fichier y sont valides"]
    } else {
        ["plain letters only", "uniquement des lettres simples"]
    }
}

pub(crate) const MARK: [&str; 2] = ["the file begins with its mark", "le fichier commence par sa marque"];

const SHIFTED: [&str; 2] =
    ["it has the escape signs of this encoding", "il contient les signes d’échappement de cet encodage"];

/// What a look at the whole file as UTF-8 gave.
#[derive(Debug, Default, PartialEq)]
struct Utf8Seen {
    /// Characters beyond ASCII.
    characters: u64,
    faults: u64,
    /// Escape characters followed by a dollar sign, as East Asian encodings of seven bits have.
    escapes: bool,
}

/// The seven-bit encoding that the first escape sequence names.
fn shifted(source: &mut dyn Source) -> Result<Option<Encoding>, ReadError> {
    let mut found = None;
    each_chunk(source, &mut |_| ControlFlow::Continue(()), |chunk| {
        found = search::find(chunk, b"\x1b$").and_then(|at| match chunk.get(at + 2..)? {
            [b')', b'C', ..] => Some(Encoding::Shifted(Shifted::Korean)),
            [b')', b'A', ..] => Some(Encoding::Shifted(Shifted::Chinese)),
            [b'@' | b'B' | b'(', ..] => Some(Encoding::Web(encoding_rs::ISO_2022_JP)),
            _ => None,
        });
        if found.is_some() { ControlFlow::Break(()) } else { GO_ON }
    })?;
    Ok(found)
}

fn look_for_utf8(source: &mut dyn Source, progress: Progress<'_>) -> Result<Utf8Seen, ReadError> {
    let mut seen = Utf8Seen::default();
    let mut held: Vec<u8> = Vec::new();
    each_chunk(source, progress, |chunk| {
        seen.escapes |= search::find(chunk, b"\x1b$").is_some();
        held.extend_from_slice(chunk);
        let rest = count_utf8(&held, &mut seen);
        held.drain(..held.len() - rest);
        if seen.faults >= CLEAR_FAULTS && seen.characters * 5 < seen.faults {
            ControlFlow::Break(())
        } else {
            GO_ON
        }
    })?;
    if !held.is_empty() {
        seen.faults += 1;
    }
    Ok(seen)
}

/// Counts characters and faults; returns how many bytes at the end begin an unfinished character.
fn count_utf8(mut bytes: &[u8], seen: &mut Utf8Seen) -> usize {
    loop {
        let (valid, fault) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes.len(), None),
            Err(error) => (error.valid_up_to(), Some(error.error_len())),
        };
        let text = bytes.get(..valid).unwrap_or_default();
        if !text.is_ascii() {
            seen.characters += text.iter().filter(|b| **b >= 0xc0).count() as u64;
        }
        match fault {
            None => return 0,
            Some(None) => return bytes.len() - valid,
            Some(Some(length)) => {
                seen.faults += 1;
                bytes = bytes.get(valid + length..).unwrap_or_default();
            }
        }
    }
}

/// Hands out the source from its start, chunk by chunk.
fn each_chunk(
    source: &mut dyn Source,
    progress: Progress<'_>,
    mut use_chunk: impl FnMut(&[u8]) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let size = source.seek(SeekFrom::End(0)).map_err(|e| stopped::failed(&e))?;
    source.seek(SeekFrom::Start(0)).map_err(|e| stopped::failed(&e))?;
    let mut buffer = vec![0; CHUNK];
    let mut done = 0u64;
    loop {
        let read = fill(source, &mut buffer).map_err(|e| stopped::failed(&e))?;
        if read == 0 {
            return Ok(());
        }
        if use_chunk(buffer.get(..read).unwrap_or_default()).is_break() {
            return Ok(());
        }
        done += read as u64;
        if progress(done as f64 / size.max(1) as f64).is_break() {
            return Err(ReadError::new(&stopped::STOPPED));
        }
    }
}

/// Fills the buffer as far as the source goes, so that how the source cuts plays no part.
fn fill(source: &mut dyn Source, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Guesses among the encodings from before Unicode.
fn legacy(source: &mut dyn Source, progress: Progress<'_>) -> Result<Guess, ReadError> {
    let mut words = OddWords::default();
    each_chunk(source, progress, |chunk| {
        words.add(chunk);
        GO_ON
    })?;
    Ok(legacy::choose(&words.finish()))
}
