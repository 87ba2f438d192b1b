//! What a page asks for, read from JSON with the place of every mistake at hand.
//!
//! Read with the tools of the definitions, so that a mistake is told as theirs are: with its place and the allowed words.

use crate::base::sorting;
use crate::check::changes::RowsInError;
use crate::check::error::NOT_A_LIST;
use crate::check::file::{Filter, Input};
use crate::check::forecast::Effect;
use crate::check::went_in::WentIn;
use crate::definition::ImportDefinition;
use crate::definition::node::{Loaded, Node};
use crate::edits::{Acknowledgement, AddedRow, Decision, Edits, Mapping, Meant, Move, TextEdit};
use crate::problem::lang::Lang;
use crate::read::{Source, Wishes};
use crate::record::context::Settings;
use crate::scalar::date;
use crate::session::Job;
use crate::table::Date;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Files to be checked together.
pub(crate) struct CheckRequest {
    pub(crate) files: Vec<FileRequest>,
    /// What the files are checked by; nothing where that was given before.
    pub(crate) definitions: Option<Vec<Arc<ImportDefinition>>>,
    /// The language; empty for the one of the session.
    pub(crate) lang: String,
    /// Texts of the host's own, in that language.
    pub(crate) texts: Json,
    /// Asked by a page, which wants the findings as texts that it takes apart when somebody looks at them, and the
    /// cleaned files as blobs, written along with the check.
    pub(crate) page: bool,
    /// What those cleaned files do with rows in error.
    pub(crate) rows_in_error: String,
    /// The day of the check.
    pub(crate) today: Option<Date>,
    /// References that exist on the server, by import.
    pub(crate) existing: Vec<(String, Vec<String>)>,
    /// Imports of which a table says what exists; the door that was asked has it.
    pub(crate) tables: Vec<String>,
}

/// One of the files.
pub(crate) struct FileRequest {
    pub(crate) name: String,
    /// Empty if it is to be found out.
    pub(crate) import: String,
    pub(crate) wishes: Wishes,
    pub(crate) edits: Edits,
    pub(crate) settings: BTreeMap<String, Json>,
    pub(crate) mapping: Mapping,
    /// What went in already.
    pub(crate) went_in: Option<WentIn>,
    /// The table that sheets of one workbook go out as; empty for a file of its own.
    pub(crate) one_table: String,
    /// What becomes of rows in error; empty while nobody knows.
    pub(crate) rows_in_error: String,
    /// Whether the second reader's bytes come in place of the file's.
    pub(crate) second_reader: bool,
    /// Whether these may lack cells that the file has.
    pub(crate) cells_may_lack: bool,
}

impl CheckRequest {
    pub(crate) fn read(json: &Json) -> Loaded<CheckRequest> {
        let node = Node::at("request", json);
        let existing = node.get("existing").map_or(Ok(Vec::new()), |lists| lists.entries())?;
        // A file is no plain data; an object is what is left of it.
        let (tables, existing): (Vec<_>, Vec<_>) =
            existing.into_iter().partition(|(_, one)| one.json.is_object());
        Ok(CheckRequest {
            files: node.need("files")?.each(FileRequest::read)?,
            definitions: node.if_there("definitions", definitions)?,
            lang: node.text_or("lang", "")?,
            texts: node.get("texts").map_or(Json::Null, |texts| texts.json.clone()),
            page: node.get("page").is_some(),
            rows_in_error: node.text_or("rowsInError", "")?,
            today: node.if_there("today", day)?,
            existing: existing
                .iter()
                .map(|(import, list)| Ok(((*import).to_owned(), list.each(Node::owned)?)))
                .collect::<Loaded<_>>()?,
            tables: tables.into_iter().map(|(import, _)| import.to_owned()).collect(),
        })
    }
}

impl CheckRequest {
    /// The job that is asked for, in the language that the request names or else in this one, by the definitions that it
    /// names or else by these; `source` gives the bytes of each file. The second is what the job says its sentences in.
    ///
    /// # Errors
    /// A text of the host's own is wrong, a file is not there, or nobody named a definition: the sentence says which.
    pub(crate) fn job<'s, S: Source + 's>(
        self,
        lang: Lang,
        given: &[Arc<ImportDefinition>],
        mut source: impl FnMut(usize) -> Result<S, String>,
    ) -> Result<(Job<'s>, Lang), String> {
        let lang = match self.lang.as_str() {
            "" => lang,
            tag => Lang::with_texts(tag, &self.texts).map_err(|error| error.to_string())?,
        };
        // Without any, a file would be checked against nothing.
        let missing =
            || (!given.is_empty()).then(|| given.to_vec()).ok_or("request: “definitions” is missing");
        let definitions = self.definitions.map_or_else(missing, Ok)?;
        let mut job = Job::new(definitions, lang);
        for (import, texts) in &self.existing {
            job = job.existing(import, &texts.join("\n"));
        }
        for (index, file) in self.files.into_iter().enumerate() {
            let input = Input { today: self.today, ..file.input(job.definitions()) };
            job = job.file(input, source(index)?);
        }
        Ok((job, lang))
    }
}

/// Definitions as a page gives them, `[{definition}]`.
pub(crate) fn definitions(list: &Node<'_>) -> Loaded<Vec<Arc<ImportDefinition>>> {
    list.each(|one| ImportDefinition::load(one.need("definition")?.json).map(Arc::new))
}

impl FileRequest {
    fn input(self, definitions: &[Arc<ImportDefinition>]) -> Input {
        let mut settings = Settings::new();
        for setting in definitions.iter().flat_map(|d| &d.settings) {
            let answer = self.settings.get(&setting.name).and_then(|answer| setting.default.like(answer));
            if let Some(answer) = answer {
                settings.insert(setting.name.clone(), answer);
            }
        }
        Input {
            name: self.name,
            import: Some(self.import).filter(|name| !name.is_empty()),
            wishes: self.wishes,
            edits: self.edits,
            mapping: self.mapping,
            settings,
            today: None,
            one_table: Some(self.one_table).filter(|name| !name.is_empty()),
            second_reader: self.second_reader,
            cells_may_lack: self.cells_may_lack,
            went_in: self.went_in,
            rows_in_error: RowsInError::of(&self.rows_in_error).unwrap_or_default(),
        }
    }

    fn read(node: &Node<'_>) -> Loaded<FileRequest> {
        let settings = node.get("settings").map_or(Ok(Vec::new()), |settings| settings.entries())?;
        Ok(FileRequest {
            name: node.need("name")?.owned()?,
            import: node.text_or("import", "")?,
            wishes: node.get("wishes").map_or(Ok(Wishes::default()), |n| Wishes::read(&n))?,
            edits: node.get("edits").map_or(Ok(Edits::default()), |n| Edits::read(&n))?,
            went_in: node
                .if_there("wentIn", |n| WentIn::parse(n.text()?).or_else(|_| n.wrong(NOT_A_LIST)))?,
            one_table: node.text_or("oneTable", "")?,
            rows_in_error: node.text_or("rowsInError", "")?,
            second_reader: node.get("instead").is_some(),
            cells_may_lack: node.get("cellsMayLack").is_some(),
            mapping: node.get("mapping").map_or(Ok(Mapping::default()), |n| Mapping::of(&n))?,
            settings: sorting::gathered(
                settings.into_iter().map(|(name, n)| (name.to_owned(), n.json.clone())),
            ),
        })
    }
}

impl Wishes {
    fn read(node: &Node<'_>) -> Loaded<Wishes> {
        node.only(&["sheet", "headerRow", "encoding", "delimiter", "decimal", "dateOrder"])?;
        Ok(Wishes {
            sheet: node.if_there("sheet", Node::owned)?,
            beside: Vec::new(),
            header_row: node.if_there("headerRow", number)?,
            encoding: node.if_there("encoding", Node::owned)?,
            delimiter: node.if_there("delimiter", character)?,
            decimal: node.if_there("decimal", character)?,
            date_order: node.if_there("dateOrder", Node::owned)?,
        })
    }
}

impl Edits {
    fn read(node: &Node<'_>) -> Loaded<Edits> {
        node.only(&["texts", "deleted", "moved", "added", "decisions", "acknowledged", "meant"])?;
        Ok(Edits {
            texts: node.each_of("texts", TextEdit::read)?,
            deleted: node.each_of("deleted", number)?,
            moved: node.each_of("moved", Move::read)?,
            added: node.each_of("added", AddedRow::read)?,
            decisions: node.each_of("decisions", Decision::read)?,
            acknowledged: node.each_of("acknowledged", Acknowledgement::read)?,
            meant: node.each_of("meant", Meant::read)?,
            ..Edits::default()
        })
    }
}

impl TextEdit {
    fn read(node: &Node<'_>) -> Loaded<TextEdit> {
        Ok(TextEdit {
            row: number(&node.need("row")?)?,
            column: number(&node.need("column")?)?,
            text: node.need("text")?.owned()?,
        })
    }
}

impl Move {
    fn read(node: &Node<'_>) -> Loaded<Move> {
        Ok(Move {
            row: number(&node.need("row")?)?,
            after: number(&node.need("after")?)?,
            code: node.if_there("code", Node::owned)?,
        })
    }
}

impl AddedRow {
    fn read(node: &Node<'_>) -> Loaded<AddedRow> {
        Ok(AddedRow {
            id: number(&node.need("id")?)?,
            after: number(&node.need("after")?)?,
            cells: node.need("cells")?.each(Node::owned)?,
        })
    }
}

impl Decision {
    fn read(node: &Node<'_>) -> Loaded<Decision> {
        Ok(Decision {
            code: node.need("code")?.owned()?,
            field: node.if_there("field", Node::owned)?,
            value: node.if_there("value", Node::owned)?,
            choice: node.if_there("choice", Node::owned)?,
            accept: node.need("accept")?.bool()?,
        })
    }
}

impl Acknowledgement {
    fn read(node: &Node<'_>) -> Loaded<Acknowledgement> {
        let reason = node.need("reason")?;
        Ok(Acknowledgement {
            code: node.need("code")?.owned()?,
            column: node.if_there("column", Node::owned)?,
            reason: if reason.text()?.len() > Acknowledgement::LONGEST {
                return reason.wrong("the reason is too long");
            } else {
                reason.owned()?
            },
            count: node.if_there("count", |count| Ok(count.whole()? as u64))?,
        })
    }
}

impl Meant {
    fn read(node: &Node<'_>) -> Loaded<Meant> {
        Ok(Meant {
            record: node.need("record")?.owned()?,
            row: number(&node.need("row")?)?,
            print: node.if_there("print", Node::owned)?,
        })
    }
}

impl Filter {
    /// Which rows a view shows, as the page says it.
    pub(crate) fn read(json: &Json) -> Loaded<Filter> {
        const KINDS: [&str; 10] = [
            "all", "errors", "waiting", "warnings", "changed", "by-hand", "code", "column", "effect", "value",
        ];
        let node = Node::at("view", json);
        let kind = node.need("kind")?;
        let rows = match kind.text()? {
            "all" => Filter::All,
            "errors" => Filter::Errors,
            "waiting" => Filter::Waiting,
            "by-hand" => Filter::ByHand,
            "warnings" => Filter::Warnings,
            "changed" => Filter::Changed,
            "code" => Filter::Code { code: node.need("code")?.owned()? },
            "column" => Filter::Column { column: number(&node.need("column")?)? },
            "effect" => {
                let name = node.need("text")?;
                let named = name.text()?;
                let effect = Effect::OF_RECORDS.into_iter().find(|effect| effect.name() == named);
                match effect {
                    Some(effect) => Filter::Effect { effect },
                    None => {
                        return name
                            .wrong_word("there is no such effect", &Effect::OF_RECORDS.map(Effect::name));
                    }
                }
            }
            "value" => {
                Filter::Value { column: number(&node.need("column")?)?, text: node.need("text")?.owned()? }
            }
            other => return kind.wrong_word(format!("there is no view “{other}”"), &KINDS),
        };
        Ok(match node.get("sort") {
            None => rows,
            Some(sort) if sort.get("effect").is_some() => Filter::ByEffect { rows: Box::new(rows) },
            Some(sort) => Filter::Sorted {
                rows: Box::new(rows),
                column: number(&sort.need("column")?)?,
                descending: sort.need("descending")?.bool()?,
            },
        })
    }
}

/// A cell by its row and column.
pub(crate) fn place(json: &Json) -> Loaded<(u32, u32)> {
    let node = Node::at("from", json);
    Ok((number(&node.need("row")?)?, number(&node.need("column")?)?))
}

/// The number of a row or column.
fn number(node: &Node<'_>) -> Loaded<u32> {
    u32::try_from(node.whole()?).or_else(|_| node.wrong("the number is too large"))
}

/// A day such as `2025-03-14`.
fn day(node: &Node<'_>) -> Loaded<Date> {
    date::iso(node.text()?).map_or_else(|| node.wrong("a day such as 2025-03-14 is expected"), Ok)
}

fn character(node: &Node<'_>) -> Loaded<char> {
    let mut characters = node.text()?.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => Ok(c),
        _ => node.wrong("a single character is expected"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The mistake in an otherwise good request whose only file has these parts, as place and reason.
    fn mistake(parts: Json) -> Option<String> {
        let mut file = json!({ "name": "a.csv", "import": null });
        file.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        let request = json!({ "files": [file], "definitions": [], "lang": "en" });
        CheckRequest::read(&request).err().map(|error| error.to_string())
    }

    #[test]
    fn everything_a_page_sends_arrives() {
        let request = json!({
            "files": [{
                "name": "a.csv", "import": "x/people",
                "wishes": { "headerRow": 2, "delimiter": ";", "sheet": null },
                "settings": { "country": "FR" },
                "mapping": { "columns": [{ "from": "Nom", "to": "name" }] },
                "edits": {
                    "texts": [{ "row": 2, "column": 1, "text": "b" }],
                    "deleted": [3], "moved": [{ "row": 4, "after": 0 }],
                    "added": [{ "id": 0x8000_0000_u32, "after": 4, "cells": ["x"] }],
                    "decisions": [{ "code": "T120", "field": "name", "accept": true }],
                    "acknowledged": [{ "code": "R150", "column": "name", "reason": "Twins.", "count": 2 }],
                    "meant": [{ "record": "C1", "row": 4, "print": "0a" }],
                },
            }],
            "definitions": [{ "id": "x/people", "definition": { "name": "x/people", "fields": [{ "name": "name" }] } }],
            "existing": { "x/people": ["1", "2"], "x/teams": { "name": "teams.csv" } },
            "lang": "fr", "rowsInError": "block", "texts": { "phrases": { "or": "soit" } },
        });
        let read = CheckRequest::read(&request).unwrap();
        assert!(!read.page);
        assert_eq!((read.lang.as_str(), read.rows_in_error.as_str()), ("fr", "block"));
        assert_eq!(read.texts["phrases"]["or"], "soit");
        assert_eq!(read.tables, ["x/teams"]);
        let file = &read.files[0];
        assert_eq!((file.name.as_str(), file.import.as_str()), ("a.csv", "x/people"));
        let wishes = Wishes { header_row: Some(2), delimiter: Some(';'), ..Wishes::default() };
        assert_eq!(file.wishes, wishes);
        let edits = &file.edits;
        assert_eq!((edits.texts[0].column, &edits.deleted[..], edits.moved[0].row), (1, &[3][..], 4));
        assert_eq!((edits.added[0].cells.len(), edits.decisions[0].accept), (1, true));
        let known = &edits.acknowledged[0];
        assert_eq!((known.column.as_deref(), &*known.reason, known.count), (Some("name"), "Twins.", Some(2)));
        assert_eq!((&*edits.meant[0].record, edits.meant[0].row), ("C1", 4));
        assert_eq!(file.settings.get("country"), Some(&json!("FR")));
        assert_eq!(file.mapping.columns.len(), 1);
        assert_eq!(read.existing, [("x/people".to_owned(), vec!["1".to_owned(), "2".to_owned()])]);
        assert_eq!(read.definitions.unwrap()[0].name, "x/people");
    }

    #[test]
    fn a_request_becomes_a_job() {
        let definition = json!({
            "name": "own/people", "fields": [{ "name": "name" }, { "name": "age", "type": "integer" }],
            "settings": [{ "name": "strict", "title": "Strict", "default": true }],
        });
        let request = |settings: Json| {
            let file = json!({ "name": "a.csv", "settings": settings });
            let request =
                json!({ "files": [file], "definitions": [{ "definition": definition }], "lang": "fr" });
            CheckRequest::read(&request).unwrap()
        };
        let table = |_: usize| Ok(std::io::Cursor::new("name;age\nAda;36\nBob;x\n"));
        let (job, lang) =
            request(json!({ "strict": false, "unknown": 1 })).job(Lang::En, &[], table).unwrap();
        assert_eq!(lang, Lang::Fr);
        let session = job.check(&mut |_, _, _| std::ops::ControlFlow::Continue(()));
        let file = &session.files()[0];
        assert_eq!((file.records().ready, file.records().in_error), (1, 1));
        assert_eq!(file.input.settings.len(), 1);
        let gone = request(Json::Null).job(Lang::En, &[], |_| Err::<std::io::Empty, _>("gone".to_owned()));
        assert_eq!(gone.err().as_deref(), Some("gone"));
    }

    #[test]
    fn a_request_without_definitions_is_by_those_that_were_given_before_and_by_nothing_otherwise() {
        let request = || {
            let request = json!({ "files": [{ "name": "a.csv" }], "lang": "en" });
            CheckRequest::read(&request).unwrap()
        };
        let table = |_: usize| Ok(std::io::Cursor::new("name\nAda\n"));
        let list = json!([{ "id": "own", "definition": { "name": "own", "fields": [{ "name": "name" }] } }]);
        let given = definitions(&Node::at("definitions", &list)).unwrap();
        let (job, _) = request().job(Lang::En, &given, table).unwrap();
        assert!(Arc::ptr_eq(&job.definitions()[0], &given[0]));
        let none = request().job(Lang::En, &[], table).err();
        assert_eq!(none.as_deref(), Some("request: “definitions” is missing"));
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        assert_eq!(mistake(json!({})), None);
        for (parts, expected) in [
            (json!({ "wishes": { "delimiter": ";;" } }), "request.files[0].wishes.delimiter: a single"),
            (json!({ "edits": { "deleted": [-1] } }), "request.files[0].edits.deleted[0]: a whole number"),
            (json!({ "edits": { "text": [] } }), "request.files[0].edits: “text” is not a word"),
            (json!({ "edits": { "moved": [{ "row": 1 }] } }), "request.files[0].edits.moved[0]: “after” is"),
        ] {
            let found = mistake(parts).unwrap_or_default();
            assert!(found.starts_with(expected), "{found}");
        }
        assert_eq!(place(&json!({ "row": 7, "column": 2 })), Ok((7, 2)));
        assert!(place(&json!({ "row": 7 })).is_err());
        let value = Filter::read(&json!({ "kind": "value", "column": 3, "text": "" }));
        assert!(matches!(value, Ok(Filter::Value { column: 3, text }) if text.is_empty()));
        let effect = Filter::read(&json!({ "kind": "effect", "text": "emptied" }));
        assert_eq!(effect, Ok(Filter::Effect { effect: Effect::Emptied }));
        assert!(Filter::read(&json!({ "kind": "effect", "text": "not-in-file" })).is_err());
        let sort = json!({ "column": 2, "descending": true });
        let sorted = Filter::read(&json!({ "kind": "errors", "sort": sort }));
        let rows = Box::new(Filter::Errors);
        assert_eq!(sorted, Ok(Filter::Sorted { rows, column: 2, descending: true }));
        assert!(Filter::read(&json!({ "kind": "all", "sort": json!({ "column": 2 }) })).is_err());
        let by_effect = Filter::read(&json!({ "kind": "all", "sort": { "effect": true } }));
        assert_eq!(by_effect, Ok(Filter::ByEffect { rows: Box::new(Filter::All) }));
        assert!(Filter::read(&json!({ "kind": "al" })).unwrap_err().to_string().contains("no view “al”"));
    }
}
