//! The files that are made from a check: cleaned file, change log, reports.

use crate::clean::{Account, CleanError, RowsInError};
use crate::report::{CHANGE_HEADINGS, write_change};
use crate::session::Session;
use std::io::Write;
use std::ops::ControlFlow;

impl Session<'_> {
    /// Writes one of the files made from a check, by its name.
    ///
    /// # Errors
    /// A sentence that says why it cannot be written.
    pub fn product(
        &mut self,
        file: usize,
        what: &str,
        rows: RowsInError,
        out: &mut dyn Write,
    ) -> Result<Account, String> {
        let result = match what {
            "cleaned" => self.clean(file, rows, out, &mut |_| (), &mut |_, _| ControlFlow::Continue(())),
            "changes" => self.change_log(file, rows, out),
            "report" => self.json_report(file, out),
            _ => return Err(format!("there is no “{what}” to write")),
        };
        result.map_err(|error| error.to_string())
    }

    fn change_log(
        &mut self,
        file: usize,
        rows: RowsInError,
        out: &mut dyn Write,
    ) -> Result<Account, CleanError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(CHANGE_HEADINGS).map_err(std::io::Error::other)?;
        let mut failed = None;
        let account = self.clean(
            file,
            rows,
            &mut std::io::sink(),
            &mut |change| failed = write_change(&mut writer, &change()).err().or(failed.take()),
            &mut |_, _| ControlFlow::Continue(()),
        )?;
        match failed {
            Some(error) => Err(CleanError::Write(std::io::Error::other(error))),
            None => {
                writer.flush()?;
                Ok(account)
            }
        }
    }

    fn json_report(&mut self, file: usize, out: &mut dyn Write) -> Result<Account, CleanError> {
        let lang = self.lang;
        let Some(file) = self.files.get(file) else { return Err(CleanError::Blocked) };
        let text = serde_json::to_string_pretty(&file.report(lang)).map_err(std::io::Error::other)?;
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
        Ok(Account::default())
    }
}
