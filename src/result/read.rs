//! Any answer into what it says, by its content: JSON, a table of any format that files are read in, or a text.

use super::sentences::is_of_others;
use super::{Read, Said, json, table, text};
use crate::base::json::{Json, weight};
use crate::base::limits::LIMITS;
use crate::check::error::Error;
use crate::check::file::Input;
use crate::problem::lang::Lang;
use crate::read::encoding::byte_order_mark;
use crate::session::Job;
use std::borrow::Cow;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Sentences that name no row are an answer, if they are no more than this.
const MOST_REMARKS: usize = 50;

/// Reads an answer by its content; `name` is that of its file, or empty for a text that was pasted. Nothing is said
/// where all went well. `is_own` tells whether a heading is one of the cleaned file.
pub(super) fn read(name: &str, bytes: &[u8], is_own: &dyn Fn(&str) -> bool) -> Result<Read, Error> {
    if bytes.len() > LIMITS.answer_bytes {
        return Err(Error::AnswerTooLong);
    }
    let text = letters(bytes);
    let mut read = match of_json(&text, is_own)? {
        Some((read, counted)) => {
            let mut read = within_sentences(read, is_own)?;
            read.said.extend(counted);
            read
        }
        None => match of_table(name, bytes, is_own)? {
            Some(read) => within_sentences(read, is_own)?,
            None => of_text(&text)?,
        },
    };
    // "… All others were rejected as well": a sentence about one row, and not only about it.
    let more = |one: &&Said| one.names_a_row() && is_of_others(&one.message);
    let more = read.said.iter().find(more).map(|one| Rc::clone(&one.message));
    read.said.extend(more.map(|message| Said { message, unclear: true, ..Said::default() }));
    few(read)
}

/// What is said of no row may say itself which rows it is about.
fn within_sentences(read: Read, is_own: &dyn Fn(&str) -> bool) -> Result<Read, Error> {
    let names =
        |one: &Said| one.unclear || one.row.is_some() || one.cells.iter().any(|(name, _)| is_own(name));
    let each = |one: Said| if names(&one) { vec![one] } else { text::rows_of(one) };
    let said = read.said.into_iter().flat_map(each).take(LIMITS.answer_items + 1).collect();
    few(Read { said, ..read })
}

/// What was said, unless it is too much.
fn few(read: Read) -> Result<Read, Error> {
    if read.said.len() > LIMITS.answer_items { Err(Error::AnswerTooLong) } else { Ok(read) }
}

/// Sentences. A long text in which none names a row is no answer, and neither is a table without headings that are known:
/// what it says of rows would be looked for in its cells.
fn of_text(text: &str) -> Result<Read, Error> {
    if text::is_table(text) {
        return Err(Error::NothingUnderstood);
    }
    let read = few(text::read(text))?;
    let named = read.well.named() > 0 || read.said.iter().any(|one| one.row.is_some());
    // JSON that is cut off, or nested beyond reading, is no sentence.
    let data = text.trim_start().starts_with(['{', '[']);
    if !named && (read.said.is_empty() || data || read.said.len() > MOST_REMARKS) {
        Err(Error::NothingUnderstood)
    } else {
        Ok(read)
    }
}

/// One value, or one in each line.
fn of_json(text: &str, is_own: &dyn Fn(&str) -> bool) -> Result<Option<(Read, Vec<Said>)>, Error> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Ok(None);
    }
    if !weight::is_within(text, LIMITS.json_bytes) {
        return Err(Error::AnswerTooLong);
    }
    let values: Result<Vec<Json>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
    let Ok(values) = values else { return Ok(None) };
    // Of two members of one name only the last would be read.
    if weight::names(text) != values.iter().map(members).sum::<usize>() {
        return Err(Error::NothingUnderstood);
    }
    json::read(&values, is_own).map(Some).ok_or(Error::NothingUnderstood)
}

/// How many members the objects of a value have.
fn members(json: &Json) -> usize {
    match json {
        Json::Array(items) => items.iter().map(members).sum(),
        Json::Object(parts) => parts.len() + parts.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

/// A table, from whatever file a table is read from.
fn of_table(name: &str, bytes: &[u8], is_own: &dyn Fn(&str) -> bool) -> Result<Option<Read>, Error> {
    let input = Input { name: name.to_owned(), ..Input::default() };
    let mut on = |_, _, _| ControlFlow::Continue(());
    let mut session = Job::new(Vec::new(), Lang::En).file(input, Cursor::new(bytes)).open(&mut on);
    let mut reader = table::Reader::new(is_own);
    let read = session.whole_rows(0, &mut |row| reader.row(row));
    match read {
        _ if reader.is_too_long() => Err(Error::AnswerTooLong),
        Ok(()) if reader.is_as_sent() => Err(Error::SentFile),
        // A row that is not seen would be taken for one that went in.
        Ok(()) => match reader.read() {
            Some(_) if session.has_open_quote(0) => Err(Error::NothingUnderstood),
            read => Ok(read),
        },
        Err(_) => Ok(None),
    }
}

/// The letters of a text; none where it is no text. Without a mark that names its encoding, and where it is not UTF-8,
/// each byte stands for one: the numbers of rows and most words survive.
fn letters(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        return encoding.decode(bytes.get(mark..).unwrap_or_default()).into();
    }
    match std::str::from_utf8(bytes) {
        _ if bytes.contains(&0) => "".into(),
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answer: &str) -> Result<Vec<Said>, Error> {
        read("answer", answer.as_bytes(), &|heading| ["name", "town", "status"].contains(&heading))
            .map(|read| read.said)
    }

    #[test]
    fn the_same_answer_in_every_form() {
        let expected = [(Some(3), "is taken".to_owned()), (Some(5), "too long".to_owned())];
        for answer in [
            "row,field,message\n3,email,is taken\n5,,too long\n",
            "Import of today\n\nLigne;Champ;Erreur\n3;email;is taken\n5;;too long\n",
            "row\tstatus\terror\n2\tok\t\n3\tfailed\tis taken\n4\tok\t\n5\tfailed\ttoo long\n",
            r#"{"errors":[{"row":3,"message":"is taken"},{"row":5,"message":"too long"}]}"#,
            "{\"row\":3,\"message\":\"is taken\"}\n{\"row\":5,\"message\":\"too long\"}\n",
            "\u{feff}Row 3: is taken\r\nRow 5: too long\r\n",
        ] {
            let rows: Vec<_> =
                said(answer).unwrap().into_iter().map(|one| (one.row, one.message.to_string())).collect();
            assert_eq!(rows, expected, "{answer}");
        }
    }

    #[test]
    fn rows_that_come_back_name_themselves() {
        let said = said("name,town,status,ERROR\nAda,Cork,active,\nBob,Rome,active,is taken\n").unwrap();
        assert_eq!(said.len(), 1);
        let cells = [("name", "Bob"), ("town", "Rome"), ("status", "active")];
        assert_eq!(*said[0].cells, cells.map(|(name, text)| (name.into(), text.to_owned())));
        assert_eq!((said[0].row, &*said[0].message), (None, "is taken"));
    }

    #[test]
    fn what_says_that_all_went_well_says_nothing_and_what_says_nothing_is_refused() {
        for well in ["row,status\n2,created\n3,updated\n", r#"{"errors": []}"#, r#"{"status": "ok"}"#, "[]"] {
            assert!(said(well).is_ok_and(|said| said.is_empty()), "{well}");
        }
        for nothing in [
            "",
            " \n",
            r#"{"imported": 3}"#,
            &"a,b\n".repeat(100),
            "\u{0}\u{1}",
            // The headings say nothing to anybody here, and a cell may well name another row.
            "Fila;Mensaje\n3;ya existe\n",
            "fila,mensaje\n3,the same as row 2\n",
        ] {
            assert!(matches!(said(nothing), Err(Error::NothingUnderstood)), "{nothing:?}");
        }
        // The file that was sent, whatever it holds.
        for file in ["name,town,status\nAda,see row 3,active\n", "name;town\nAda;Cork\nBob;Rome\n"] {
            assert!(matches!(said(file), Err(Error::SentFile)), "{file:?}");
        }
        // What counts says what it counts.
        let counted =
            |answer| said(answer).unwrap().iter().map(|one| one.message.to_string()).collect::<Vec<_>>();
        assert_eq!(
            counted(r#"{"status": "ok", "imported": 3, "failedRows": "1"}"#),
            ["imported: 3, failed rows: 1", "ok"]
        );
        assert_eq!(counted(r#"{"errors": 2}"#), ["errors: 2"]);
        assert_eq!(
            counted(r#"{"errors": [], "data": {"created": 0, "updated": 3, "rejected": false}}"#),
            ["updated: 3, rejected: 0"]
        );
        // The whole was refused.
        for failed in [r#"{"status": "failed"}"#, r#"{"success": false}"#, r#"{"status": 500}"#] {
            assert_eq!(counted(failed).len(), 1, "{failed}");
        }
    }

    #[test]
    fn a_sentence_says_itself_which_rows_it_is_about() {
        for answer in [
            r#"{"success": false, "errors": ["Row 3: is taken", "Row 5, column “town”: is taken"]}"#,
            "status,message\nfailed,Row 3: is taken\nfailed,Row 5 (field town): is taken\n",
            "file,error\npeople.csv,Row 3: is taken\npeople.csv,Row 5 (field town): is taken\n",
            r#"{"message": "Row 3: is taken\nRow 5 (field town): is taken"}"#,
        ] {
            let said = said(answer).unwrap();
            let said: Vec<_> = said
                .iter()
                .filter(|one| one.row.is_some())
                .map(|one| (one.row, one.column.as_deref(), &*one.message))
                .collect();
            let expected = [(Some(3), None, "is taken"), (Some(5), Some("town"), "is taken")];
            assert_eq!(said, expected, "{answer}");
        }
        // Where the row is known, a sentence may well name another.
        let said = said("row,message\n3,twice the same as row 2\n").unwrap();
        assert_eq!(said.iter().map(|one| one.row).collect::<Vec<_>>(), [Some(3)]);
    }

    #[test]
    fn an_answer_in_another_encoding() {
        let utf_16 = |text: &str| {
            [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat()
        };
        for answer in [utf_16("Ligne 3\u{a0}: déjà là"), utf_16(r#"[{"row": 3, "message": "déjà là"}]"#)]
        {
            let said = read("", &answer, &|_| false).unwrap().said;
            assert_eq!((said[0].row, &*said[0].message), (Some(3), "déjà là"));
        }
        let said = read("", b"Ligne 3 : d\xe9j\xe0 l\xe0", &|_| false).unwrap().said;
        assert_eq!((said[0].row, &*said[0].message), (Some(3), "déjà là"));
    }

    #[test]
    fn an_answer_that_is_too_long_is_refused_before_it_is_held() {
        let rows = format!("row,message\n{}", "3,x\n".repeat(LIMITS.answer_items + 1));
        let sentences = "Rows 1-10000: x\n".repeat(1_000);
        let nested = format!(r#"["{}"]"#, vec!["Rows 1-10000: x"; 1_000].join("\\n"));
        for answer in [rows, sentences, format!(r#"{{"errors": {nested}}}"#)] {
            assert!(matches!(said(&answer), Err(Error::AnswerTooLong)));
        }
    }
}
