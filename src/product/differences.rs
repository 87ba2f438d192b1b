//! What an import would change of what the receiving system has, as CSV: a heading and one line per difference.

use crate::check::changes::Account;
use crate::check::error::Error;
use crate::check::forecast::ForecastEntry;
use crate::check::outgoing::as_plain_text;
use crate::session::Session;
use std::io::{self, Write};

const HEADINGS: [&str; 6] = ["row", "record", "effect", "field", "before", "after"];

/// Compares the file once more, and writes each difference. Nothing to compare with is nothing to write.
pub(super) fn write(session: &mut Session<'_>, file: usize, out: &mut dyn Write) -> Result<Account, Error> {
    let (lang, held) = (session.lang, session.held.clone());
    let file = session.files.get_mut(file).filter(|file| file.unreadable.is_none());
    if file.as_ref().is_some_and(|file| file.held_of(&held).is_none()) {
        return Err(Error::NothingThere);
    }
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADINGS).map_err(io::Error::other)?;
    let mut put = |entry: &ForecastEntry<'_>| {
        let row = entry.row.map_or(String::new(), |row| row.to_string());
        let texts = [&row, entry.record, entry.effect.name(), entry.field, entry.before, entry.after];
        csv.write_record(texts.map(|text| as_plain_text(text).into_owned())).map_err(io::Error::other)
    };
    let made = file.and_then(|file| file.differences(&held, lang, &mut put));
    made.unwrap_or(Err(Error::Blocked))?;
    csv.flush()?;
    Ok(Account::default())
}
