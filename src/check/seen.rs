//! Files and rows that were here before, known again by fingerprints that only the owner of a key can make.
//!
//! Nothing of a file is kept but these: of the file one, of each record that went out one of eight bytes, made of the
//! record as the cleaned file has it and of those it belongs to. Without the key nobody can try what a record might have
//! said. Days are given by the caller; nothing here knows a clock.

use crate::base::json::{Json, object, weight};
use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::check::changes::RowsInError;
use crate::check::checked::Checked;
use crate::check::clean::Rows;
use crate::check::error::Error;
use crate::check::subject::Subject;
use crate::check::went_in::{Fingerprint, outgoing};
use crate::problem::{Detail, Finding, Place};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::rules::answer::{FILE_SEEN, ROW_SEEN};
use crate::scalar::date;
use crate::table::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What such a list says of itself.
const KIND: &str = "import-checker/seen";

/// What was done with a file.
///
/// ```
/// use import_checker::Done;
/// assert_eq!(Done::of("sent").map(Done::name), Some("sent"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was checked.
    Checked,
    /// A cleaned file was made of it.
    Cleaned,
    /// Its cleaned file was sent to the receiving system.
    Sent,
}

impl Done {
    const ALL: [Done; 3] = [Done::Checked, Done::Cleaned, Done::Sent];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Done::Checked => "checked",
            Done::Cleaned => "cleaned",
            Done::Sent => "sent",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn of(name: &str) -> Option<Done> {
        Done::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Files that were here before, the one that was touched last at the end.
///
/// ```
/// use import_checker::Seen;
///
/// let seen = Seen::new("words that stay here");
/// assert_eq!(Seen::parse(&seen.text())?, seen);
/// # Ok::<(), import_checker::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    key: String,
    files: Vec<SeenFile>,
}

/// A file, as far as it is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SeenFile {
    print: String,
    import: String,
    /// When it was checked, cleaned and sent last.
    days: [Option<Date>; 3],
    /// Fingerprints of the records that went out.
    rows: Vec<u64>,
}

impl Seen {
    /// Nothing that was seen yet, with the key of its owner.
    #[must_use]
    pub fn new(key: &str) -> Seen {
        Seen { key: key.to_owned(), files: Vec::new() }
    }

    /// Reads what [`Seen::text`] wrote.
    ///
    /// # Errors
    /// It is no such list.
    pub fn parse(text: &str) -> Result<Seen, Error> {
        if text.len() > LIMITS.went_in_bytes || !weight::is_within(text, LIMITS.json_bytes) {
            return Err(Error::NothingSeen);
        }
        let json: Json = serde_json::from_str(text).map_err(|_| Error::NothingSeen)?;
        let key = json["key"].as_str().filter(|key| json["kind"] == KIND && !key.is_empty());
        let files = json["files"].as_array().ok_or(Error::NothingSeen)?;
        Ok(Seen {
            key: key.ok_or(Error::NothingSeen)?.to_owned(),
            files: files
                .iter()
                .map(|file| SeenFile::read(file).ok_or(Error::NothingSeen))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The list as JSON.
    #[must_use]
    pub fn text(&self) -> String {
        let files: Vec<Json> = self.files.iter().map(SeenFile::json).collect();
        object! { "kind": KIND, "key": &self.key, "files": files }.to_string()
    }

    /// The fingerprint under which a file is remembered.
    fn print(&self, what: &[u8]) -> [u8; 32] {
        let sum = Sha256::new().chain_update((self.key.len() as u64).to_le_bytes());
        sum.chain_update(&self.key).chain_update(what).finalize().into()
    }

    fn file_print(&self, fingerprint: &str) -> String {
        let mut text = String::new();
        for byte in self.print(fingerprint.as_bytes()).iter().take(16) {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    fn row_print(&self, import: &str, record: &Fingerprint) -> u64 {
        let print = self.print(&[import.as_bytes(), &[0], record].concat());
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(print).for_each(|(to, from)| *to = from);
        u64::from_le_bytes(bytes)
    }

    /// Remembers what was done with a file on a day.
    fn note(&mut self, fingerprint: &str, import: &str, what: Done, day: Date, rows: Vec<u64>) {
        let print = self.file_print(fingerprint);
        let known = self.files.iter().position(|file| file.print == print && file.import == import);
        let mut file = known.map_or_else(SeenFile::default, |at| self.files.remove(at));
        (file.print, file.import) = (print, import.to_owned());
        file.days[what as usize] = Some(day);
        // Nothing is cleaned that was not checked, and what is sent was at some time.
        let checked = &mut file.days[Done::Checked as usize];
        *checked = checked.filter(|_| what == Done::Sent).or(Some(day));
        if !rows.is_empty() {
            file.rows = rows;
            // Of a longer one the first: with all of them, none would be kept, of this file or another.
            file.rows.truncate(LIMITS.seen_rows);
        }
        self.files.push(file);
        let mut left = LIMITS.seen_rows;
        let mut kept = LIMITS.seen_files;
        let stays = self.files.iter().rev().take_while(|file| {
            let fits = left.checked_sub(file.rows.len()).zip(kept.checked_sub(1));
            (left, kept) = fits.unwrap_or((0, 0));
            fits.is_some()
        });
        let first = self.files.len() - stays.count();
        self.files.drain(..first);
    }
}

impl SeenFile {
    fn read(json: &Json) -> Option<SeenFile> {
        let day = |what: Done| match &json[what.name()] {
            Json::Null => Some(None),
            day => date::iso(day.as_str()?).map(Some),
        };
        let rows = json["rows"].as_str()?;
        let row = |at: usize| u64::from_str_radix(rows.get(at..at + 16)?, 16).ok();
        Some(SeenFile {
            print: json["file"].as_str()?.to_owned(),
            import: json["import"].as_str()?.to_owned(),
            days: [day(Done::Checked)?, day(Done::Cleaned)?, day(Done::Sent)?],
            rows: (0..rows.len()).step_by(16).map(row).collect::<Option<_>>()?,
        })
    }

    fn json(&self) -> Json {
        let mut rows = String::with_capacity(16 * self.rows.len());
        for row in &self.rows {
            let _ = write!(rows, "{row:016x}");
        }
        let day = |what: Done| self.days[what as usize].map(|day| day.to_string());
        object! {
            "file": &self.print, "import": &self.import, "checked": day(Done::Checked), "cleaned": day(Done::Cleaned),
            "sent": day(Done::Sent), "rows": rows,
        }
    }

    /// When its rows went out last.
    fn went_out(&self) -> Option<Date> {
        self.days[Done::Sent as usize].max(self.days[Done::Cleaned as usize])
    }
}

/// The fingerprints of the records that go out, each with its place among all records.
fn prints(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    seen: &Seen,
) -> Result<Vec<(usize, u64)>, Error> {
    let mut all = Vec::new();
    outgoing(book, subject, checked, rows, &mut |sent| {
        all.push((sent.record, seen.row_print(&subject.definition.name, &sent.print)));
    })?;
    Ok(all)
}

/// Remembers what was done with a checked file; `rows_in_error` is what became of such rows when it went out.
pub(crate) fn note(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    seen: &mut Seen,
    (fingerprint, what, day): (&str, Done, Date),
    rows_in_error: RowsInError,
) -> Result<(), Error> {
    // Whatever went out was not blocked.
    let sent = if rows_in_error == RowsInError::Include { Rows::All } else { Rows::Ready };
    let rows = match what {
        Done::Checked => Vec::new(),
        Done::Cleaned | Done::Sent => prints(book, subject, checked, sent, seen)?,
    };
    let rows = rows.into_iter().map(|(_, print)| print).collect();
    seen.note(fingerprint, &subject.definition.name, what, day, rows);
    Ok(())
}

/// What is to be said of a file because it, or rows of it, were here before.
pub(crate) fn recognised(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    seen: &Seen,
    (fingerprint, today): (&str, Date),
) -> Result<Vec<Finding>, Error> {
    let (print, import) = (seen.file_print(fingerprint), &subject.definition.name);
    let mut findings = Vec::new();
    let of_import = || seen.files.iter().filter(|file| file.import == *import);
    if let Some(same) = of_import().find(|file| file.print == print) {
        findings.extend(same_file(same, today));
    }
    let mut known: Map<u64, Date> = Map::default();
    for file in of_import().filter(|file| file.print != print) {
        if let Some(day) = file.went_out() {
            known.extend(file.rows.iter().map(|row| (*row, day)));
        }
    }
    if !known.is_empty() {
        for (record, print) in prints(book, subject, checked, Rows::All, seen)? {
            if let Some((day, row)) = known.get(&print).zip(checked.rows.get(record)) {
                findings.push(Finding::new(&ROW_SEEN, Place::Row(*row)).with("day", Detail::Day(*day)));
            }
        }
    }
    Ok(findings)
}

/// That this very file was here; not that it was checked a moment ago and nothing else.
fn same_file(file: &SeenFile, today: Date) -> Option<Finding> {
    let checked = file.days[Done::Checked as usize]?;
    if file.went_out().is_none() && checked == today {
        return None;
    }
    let mut finding = Finding::new(&FILE_SEEN, Place::File).with("checked", Detail::Day(checked));
    let further = [
        (
            Done::Cleaned,
            "cleaned",
            "cleaned_day",
            [", cleaned on {cleaned_day}", ", nettoyé le {cleaned_day}"],
        ),
        (Done::Sent, "sent", "sent_day", [", sent on {sent_day}", ", envoyé le {sent_day}"]),
    ];
    for (what, name, slot, phrase) in further {
        finding = match file.days[what as usize] {
            Some(day) => finding.with(name, Detail::Phrase(phrase)).with(slot, Detail::Day(day)),
            None => finding.with(name, Detail::Text(String::new())),
        };
    }
    Some(finding)
}

/// Says it in the report.
pub(crate) fn tell(reporter: &mut Reporter<'_>, findings: Vec<Finding>) {
    for finding in findings {
        reporter.add(finding.problem, None, || finding);
    }
}
