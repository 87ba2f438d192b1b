//! The calls a page may make; the only place with JavaScript types. Each is the same three moves: value in, one call
//! into the core, value out.

mod blob;
mod pieces;
mod warm;

use crate::answers::overview::letters;
use crate::answers::preview::Preview;
use crate::answers::request::{self, CheckRequest};
use crate::base::json::text::JsonText;
use crate::base::json::{IntoJson, Json, object};
use crate::base::whole::Whole;
use crate::check::changes::RowsInError;
use crate::check::error::Error;
use crate::check::file::{Filter, Input};
use crate::check::seen::{Done, Seen};
use crate::check::subject::Step;
use crate::definition::node::Node;
use crate::definition::{DefinitionError, ImportDefinition, describe};
use crate::problem::lang::Lang;
use crate::product::{self, Product};
use crate::read::browser_letters;
use crate::result::AnswerOptions;
use crate::scalar::date;
use crate::session::{self, Job};
use crate::wording::Wording;
use blob::BlobSource;
use js_sys::{Array, Function, Reflect};
use pieces::{MOST_READY, Pieces, PreparedOutputs};
use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::prelude::*;

/// The version of the engine, for "about" lines and reports of faults.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Has the browser translate the engine well before the first file comes, by a check of tables made up of what some
/// definitions, `[{definition}]` as JSON, show as right.
///
/// # Errors
/// A definition is wrong.
#[wasm_bindgen]
pub fn warm(definitions: &str) -> Result<(), JsValue> {
    browser_letters::offer();
    warm::warm(&given(definitions)?);
    Ok(())
}

/// The definitions of a list as JSON.
fn given(definitions: &str) -> Result<Vec<Arc<ImportDefinition>>, JsValue> {
    let json: Json = serde_json::from_str(definitions).map_err(sentence)?;
    request::definitions(&Node::at("definitions", &json)).map_err(sentence)
}

/// Has the page hear now and then that work goes on: `heard` is called with the sheet at hand, empty where there is none.
#[wasm_bindgen]
pub fn listen(heard: Function) {
    let (mut last, mut known) = (0.0, String::new());
    crate::base::pulse::listen(Box::new(move |sheet| {
        let now = js_sys::Date::now();
        if now - last >= 250.0 || sheet != known {
            last = now;
            known.clear();
            known.push_str(sheet);
            // A page that does not listen is no reason to stop.
            let _ = heard.call1(&JsValue::NULL, &JsValue::from_str(sheet));
        }
    }));
}

/// Set before a fault of the engine's own ends it.
static FAULT: AtomicBool = AtomicBool::new(false);

/// Whether the engine has a fault of its own. To be asked after a trap: a trap without one means that there was no more
/// memory, which the engine cannot say itself. It reads one byte, and does no more in an engine that must not go on.
#[must_use]
#[wasm_bindgen(js_name = hasFault)]
pub fn has_fault() -> bool {
    FAULT.load(Ordering::Relaxed)
}

/// What is to be said of a definition: `{mistakes: [{place, reason, allowed}], remarks: [{class, place, word, reason, near}],
/// rules: [string], examples}`, the reasons and the sentences of its rules in the language asked for, and how many examples of
/// its own were run. The first mistake stands beside them as `place`, `reason` and `allowed`. Without
/// mistakes it is one that files can be checked by.
///
/// # Errors
/// The value is not plain data.
#[wasm_bindgen(js_name = checkDefinition)]
pub fn check_definition(definition: JsValue, lang: Option<String>) -> Result<JsValue, JsValue> {
    let json = from_js(&definition)?;
    let lang = lang.as_deref().unwrap_or("en");
    match ImportDefinition::load(&json) {
        Ok(mut loaded) => {
            let contradictions = loaded.run_examples();
            loaded.remarks.extend(contradictions);
            let spoken = Lang::of(lang);
            let rules = loaded.rules.iter().map(|rule| describe::rule(&loaded, rule, spoken));
            to_js(object! {
                "mistakes": Vec::<Json>::new(),
                "remarks": crate::answers::report::remarks(&loaded, lang),
                "rules": rules.collect::<Vec<_>>(),
                "examples": loaded.example_count(),
            })
        }
        Err(error) => {
            let mistakes: Vec<Json> = error.all().map(|one| mistake(one, lang)).collect();
            to_js(object! {
                "place": &error.place, "reason": error.reason.get(lang), "allowed": error.allowed.clone(),
                "mistakes": mistakes, "remarks": Vec::<Json>::new(),
            })
        }
    }
}

/// A first definition from a file: `{definition, remarks: [{field, question, said}]}`, the sentences in the language asked for.
///
/// # Errors
/// The file cannot be read: the sentence says why.
#[wasm_bindgen(js_name = draftDefinition)]
pub fn draft_definition(file: web_sys::Blob, name: &str, lang: &str) -> Result<JsValue, JsValue> {
    browser_letters::offer();
    let spoken = Lang::of(lang);
    let input = Input { name: name.to_owned(), ..Input::default() };
    let job = Job::new(Vec::new(), spoken).file(input, BlobSource::new(file));
    let draft = job.open(&mut |_, _, _| ControlFlow::Continue(())).draft(0).map_err(|error| {
        sentence(Wording { lang: spoken, layout: None, definition: None }.message(&error.finding()))
    })?;
    let remarks = draft.remarks.iter().map(|one| {
        object! { "field": &one.field, "question": one.question, "said": one.said.get(lang) }
    });
    to_js(object! { "definition": draft.definition, "remarks": remarks.collect::<Vec<Json>>() })
}

/// Opens a summary made for support as a report, in the given language, with the host's own texts.
///
/// # Errors
/// It is none: the sentence says so.
#[wasm_bindgen(js_name = openSummary)]
pub fn open_summary(text: &str, lang: &str, texts: JsValue) -> Result<JsValue, JsValue> {
    let lang = Lang::with_texts(lang, &from_js(&texts)?).map_err(sentence)?;
    to_js(product::open_summary(text, lang).map_err(sentence)?)
}

fn mistake(error: &DefinitionError, lang: &str) -> Json {
    object! { "place": &error.place, "reason": error.reason.get(lang), "allowed": error.allowed.clone() }
}

/// Files checked together. One session serves one check; its windows and files are asked from it afterwards.
#[wasm_bindgen]
pub struct Session {
    inner: session::Session<'static>,
    lang: Lang,
    /// What files are checked by where a request does not say.
    definitions: Vec<Arc<ImportDefinition>>,
    /// The files as they came, for their fingerprints.
    blobs: Vec<web_sys::Blob>,
    /// Cleaned files that were written along with the check.
    prepared_outputs: PreparedOutputs,
}

#[wasm_bindgen]
impl Session {
    /// A session that speaks a language.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(lang: &str) -> Session {
        browser_letters::offer();
        std::panic::set_hook(Box::new(|_| FAULT.store(true, Ordering::Relaxed)));
        let lang = Lang::of(lang);
        Session {
            inner: Job::new(Vec::new(), lang).open(&mut |_, _, _| ControlFlow::Continue(())),
            lang,
            definitions: Vec::new(),
            blobs: Vec::new(),
            prepared_outputs: PreparedOutputs::default(),
        }
    }

    /// Takes the definitions, `[{definition}]` as JSON, of checks that name none: well before the first file comes.
    ///
    /// # Errors
    /// A definition is wrong.
    pub fn prepare(&mut self, definitions: &str) -> Result<(), JsValue> {
        self.definitions = given(definitions)?;
        Ok(())
    }

    /// Checks files. `progress` is called with `{file, step, share, rows}`.
    ///
    /// # Errors
    /// The request is not of the expected shape, or a definition is wrong.
    pub fn check(&mut self, request: JsValue, progress: &Function) -> Result<JsValue, JsValue> {
        self.blobs = blobs(&request, "blob").into_iter().flatten().collect();
        let instead = blobs(&request, "instead");
        let asked = request;
        let request = CheckRequest::read(&from_js(&asked)?).map_err(sentence)?;
        let tables = request.tables.iter().map(|import| Ok((import.clone(), table(&asked, import)?)));
        let tables: Vec<_> = tables.collect::<Result<_, String>>().map_err(sentence)?;
        // What is written along with the check is no answer yet: whoever asks for the file says what becomes of these rows.
        let (page, rows_in_error) =
            (request.page, RowsInError::of(&request.rows_in_error).unwrap_or(RowsInError::Drop));
        let mut heard = Heard::new(progress);
        let source = |file: usize| {
            let instead = instead.get(file).cloned().flatten();
            let source = BlobSource::new(instead.map_or_else(|| self.blob(file), Ok)?);
            heard.passed.push(source.passed());
            Ok(source)
        };
        let (mut job, lang) = request.job(self.lang, &self.definitions, source).map_err(sentence)?;
        let bytes: f64 = self.blobs.iter().map(web_sys::Blob::size).sum();
        if page && bytes <= MOST_READY {
            let prepared_outputs = self.prepared_outputs.clone();
            job = job.prepared(rows_in_error, Box::new(move |file| prepared_outputs.empty(file)));
        }
        self.lang = lang;
        self.inner = job.open(&mut |file, step, count| heard.step(file, step, count));
        let tables: Vec<Json> = tables.iter().map(|(import, blob)| self.take_table(import, blob)).collect();
        if page && bytes >= WORTH_A_PREVIEW {
            (0..self.blobs.len()).for_each(|file| heard.preview(file, self.inner.preview(file)));
        }
        self.inner.check(&mut |file, step, rows| heard.step(file, step, rows));
        let batch = self.inner.batch_report(self.lang);
        if !page {
            let reports: Vec<Json> = self.inner.files().iter().map(|f| f.report(self.lang)).collect();
            return to_js(object! { "reports": reports, "batch": batch, "tables": tables });
        }
        let (mut reports, texts) = (Vec::new(), Array::new());
        for file in self.inner.files() {
            let parts = Array::new();
            let mut put = |part: &str| {
                parts.push(&part.into());
            };
            reports.push(file.report_in_parts(self.lang, &mut put));
            texts.push(&parts);
        }
        let mut json = JsonText::default();
        json.raw("{\"reports\":");
        json.list(&reports, |json, report| json.raw(report));
        json.raw(",\"batch\":");
        json.value(&batch);
        json.raw(",\"tables\":");
        json.value(&Json::Array(tables));
        json.raw("}");
        let answer = js_sys::JSON::parse(&json.finish())?;
        Reflect::set(&answer, &"findings".into(), &texts)?;
        Ok(answer)
    }

    /// Takes a table of what exists: `{import, isList, reason}`, the reason why it cannot be compared with.
    fn take_table(&mut self, import: &str, blob: &web_sys::Blob) -> Json {
        let name = get(blob, "name").as_string().unwrap_or_default();
        let there = self.inner.there(import, &name, || BlobSource::new(blob.clone()));
        let reason = there.error.map(|error| error.sentence(self.lang));
        object! { "import": import, "isList": there.is_list, "reason": reason }
    }

    fn blob(&self, file: usize) -> Result<web_sys::Blob, String> {
        self.blobs.get(file).cloned().ok_or_else(|| "there is no such file".to_owned())
    }

    /// Rows of the grid: `{total, rows}`.
    ///
    /// # Errors
    /// The filter is not of the expected shape.
    pub fn window(
        &mut self,
        file: usize,
        filter: JsValue,
        first: f64,
        count: f64,
    ) -> Result<JsValue, JsValue> {
        let filter = Filter::read(&from_js(&filter)?).map_err(sentence)?;
        to_js(self.inner.window(file, &filter, whole(first), whole(count)))
    }

    /// The next (1) or last (-1) cell that waits for a person, in one column if it is given: `{row, column, index, at, of}`
    /// or `null`.
    ///
    /// # Errors
    /// The filter or position is not of the expected shape.
    pub fn next(
        &mut self,
        file: usize,
        from: JsValue,
        direction: i32,
        filter: JsValue,
        within: Option<u32>,
    ) -> Result<JsValue, JsValue> {
        let from = request::place(&from_js(&from)?).map_err(sentence)?;
        let filter = Filter::read(&from_js(&filter)?).map_err(sentence)?;
        to_js(self.inner.next(file, from, direction >= 0, &filter, within))
    }

    /// What stands in each column of a file.
    ///
    /// # Errors
    /// The answer does not fit into JavaScript.
    pub fn profile(&mut self, file: usize) -> Result<JsValue, JsValue> {
        to_js(self.inner.profile(file))
    }

    /// The columns that no field was found for, each with the fields that it may be.
    ///
    /// # Errors
    /// The answer does not fit into JavaScript.
    pub fn suggestions(&self, file: usize) -> Result<JsValue, JsValue> {
        to_js(self.inner.suggestions(file))
    }

    /// A file at a glance: rows by kind, cells by column, the worst of each block of rows.
    ///
    /// # Errors
    /// The answer does not fit into JavaScript.
    pub fn overview(&mut self, file: usize) -> Result<JsValue, JsValue> {
        to_js(self.inner.overview(file))
    }

    /// How bad each block of the rows is that a filter shows, a letter for each.
    ///
    /// # Errors
    /// The filter is not of the expected shape.
    pub fn blocks(&mut self, file: usize, filter: JsValue) -> Result<String, JsValue> {
        let filter = Filter::read(&from_js(&filter)?).map_err(sentence)?;
        Ok(letters(&self.inner.blocks(file, &filter)))
    }

    /// The different texts that have a problem in a column, with their counts: `{values, more, cells}`.
    ///
    /// # Errors
    /// The answer does not fit into JavaScript.
    #[wasm_bindgen(js_name = wrongValues)]
    pub fn wrong_values(&mut self, file: usize, code: &str, column: u32) -> Result<JsValue, JsValue> {
        to_js(self.inner.wrong_values(file, code, column))
    }

    /// The SHA-256 of a file, in hexadecimal digits.
    ///
    /// # Errors
    /// The file is gone, or cannot be read any more.
    pub fn fingerprint(&self, file: usize) -> Result<String, JsValue> {
        product::fingerprint(&mut BlobSource::new(self.blob(file).map_err(sentence)?)).map_err(sentence)
    }

    /// Takes what the receiving system answered to the cleaned file of `files`, which went out as one table:
    /// `{reports, refused, others, unplaced, unnamed, wentIn}`, a report for each of them.
    ///
    /// # Errors
    /// It cannot be understood: the sentence says so.
    pub fn answer(
        &mut self,
        name: &str,
        answer: web_sys::Blob,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = from_js(&options)?;
        let files = files(&options);
        let bytes = Whole::Answer.read(BlobSource::new(answer)).map_err(sentence)?;
        let bytes = bytes.ok_or_else(|| sentence(Error::AnswerTooLong.sentence(self.lang)))?;
        let options = AnswerOptions {
            rows_in_error: options["rowsInError"].as_str().and_then(RowsInError::of).unwrap_or_default(),
            first_row: number(&options["firstRow"]),
            part: part(&options),
            earlier_went_in: options["earlierWentIn"].as_bool().unwrap_or_default(),
        };
        let answered = self.inner.answer_together(&files, name, &bytes, &options);
        let answered = answered.map_err(|error| sentence(error.sentence(self.lang)))?;
        let report = |file: &usize| self.inner.files().get(*file).map(|file| file.report(self.lang));
        let reports: Vec<Json> = files.iter().filter_map(report).collect();
        to_js(object! {
            "reports": reports, "refused": answered.refused, "others": answered.others,
            "unplaced": answered.unplaced, "unnamed": answered.unnamed, "wentIn": answered.went_in.map(|list| list.text()),
        })
    }

    /// Takes what this browser has seen before, as JSON. With `what` it answers with the list after that was done today;
    /// without, with the report after it says what of the file was here before. `rows_in_error` says what became of such rows
    /// when it went out.
    ///
    /// # Errors
    /// It is no such list, or the file is gone.
    pub fn seen(
        &mut self,
        file: usize,
        list: &str,
        day: &str,
        what: Option<String>,
        rows_in_error: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let refused = |error: Error| sentence(error.sentence(self.lang));
        let mut seen = Seen::parse(list).map_err(refused)?;
        let day = date::iso(day).ok_or_else(|| sentence("a day such as 2025-03-14 is expected"))?;
        let print = self.fingerprint(file)?;
        if let Some(what) = what.as_deref().and_then(Done::of) {
            let rows = rows_in_error.as_deref().and_then(RowsInError::of).unwrap_or_default();
            self.inner.note_seen(file, &mut seen, &print, what, day, rows).map_err(refused)?;
            return to_js(seen.text());
        }
        self.inner.recognise(file, &seen, &print, day).map_err(refused)?;
        to_js(self.inner.files().get(file).map(|file| file.report(self.lang)))
    }

    /// What was corrected elsewhere in rows in error of a file: `[{row, column, text}]`.
    ///
    /// # Errors
    /// Anything of it does not fit the file: the sentence says what.
    pub fn corrected(&mut self, file: usize, name: &str, rows: web_sys::Blob) -> Result<JsValue, JsValue> {
        let said = |error: &Error| sentence(error.sentence(self.lang));
        let bytes = Whole::Answer.read(BlobSource::new(rows)).map_err(sentence)?;
        let bytes = bytes.ok_or_else(|| said(&Error::CorrectedTooLong))?;
        let texts = self.inner.corrected(file, name, &bytes).map_err(|error| said(&error))?;
        let texts =
            texts.into_iter().map(|one| object! { "row": one.row, "column": one.column, "text": one.text });
        to_js(texts.collect::<Vec<Json>>())
    }

    /// Writes a file made from the check, in pieces; answers with the account of its rows. `parts` writes nothing, and answers
    /// in which files the cleaned rows of `files` go out as one table: `{head, most, parts: [{records, bytes, pieces: [{file,
    /// first, records, from, to}]}]}`, the places in bytes of each cleaned file; with `sent`, those that were answered to.
    ///
    /// # Errors
    /// It cannot be written: the sentence says why.
    pub fn write(
        &mut self,
        file: usize,
        what: &str,
        options: JsValue,
        piece: &Function,
    ) -> Result<JsValue, JsValue> {
        let options = from_js(&options)?;
        let rows = options["rowsInError"].as_str().and_then(RowsInError::of).unwrap_or_default();
        if what == "parts" {
            let of = files(&options);
            let sent = options["sent"] == true;
            let parts = if sent { self.inner.parts_sent(&of, rows) } else { self.inner.parts(&of, rows) };
            let parts = parts.map_err(|error| sentence(error.sentence(self.lang)))?;
            if options["single"] == true && parts.parts.len() > 1 {
                return Err(sentence(Error::SeveralParts.sentence(self.lang)));
            }
            return to_js(parts);
        }
        let what = match what {
            "summary" if options["withValues"] == true => Some(Product::SummaryWithValues),
            _ => Product::of(what),
        };
        let what = what.ok_or_else(|| sentence("no file of this name is made from a check"))?;
        if let Some(account) = self.inner.prepared(file, rows).filter(|_| what == Product::Cleaned) {
            self.prepared_outputs.hand_over(file, piece);
            return to_js(account);
        }
        if let Some(date) = options["date"].as_str() {
            self.inner.set_date(date.chars().take(LONGEST_DATE).collect());
        }
        if what.tells_fingerprint() {
            let sum = self.fingerprint(file)?;
            self.inner.set_fingerprint(file, sum);
        }
        self.inner.set_part(part(&options));
        let mut out = Pieces::new(|bytes: &[u8]| {
            // Who does not take it does not want it.
            let _ = piece.call1(&JsValue::NULL, &js_sys::Uint8Array::from(bytes));
            Ok(())
        });
        let account = self.inner.product(file, what, rows, &mut out).map_err(sentence)?;
        out.send().map_err(sentence)?;
        to_js(account)
    }
}

/// Files of fewer bytes, together, are checked before the first rows of them could be drawn and looked at.
const WORTH_A_PREVIEW: f64 = 300_000.0;

/// Characters of a date that are taken.
const LONGEST_DATE: usize = 80;

/// A number of an option.
fn number(option: &Json) -> Option<u64> {
    option.as_u64().or(option.as_f64().map(whole))
}

/// Files that go out as one table, by their places in the check.
fn files(options: &Json) -> Vec<usize> {
    let files = options["files"].as_array().into_iter().flatten();
    files.filter_map(number).filter_map(|place| place.try_into().ok()).collect()
}

/// Which records are meant, of those that go out: the first, and how many.
fn part(options: &Json) -> Option<(u64, u64)> {
    number(&options["part"][0]).zip(number(&options["part"][1]))
}

fn whole(number: f64) -> u64 {
    // Saturates, and NaN is 0: what a page sends by mistake asks for nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number as u64;
    whole
}

/// The files of a request, or what comes in place of them; they are no plain data.
fn blobs(request: &JsValue, name: &str) -> Vec<Option<web_sys::Blob>> {
    let files = get(request, "files").dyn_into::<Array>().unwrap_or_default();
    files.iter().map(|file| get(&file, name).dyn_into().ok()).collect()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or_default()
}

/// The table that a request gives of what exists of an import.
fn table(request: &JsValue, import: &str) -> Result<web_sys::Blob, String> {
    let given = get(&get(request, "existing"), import).dyn_into();
    given.map_err(|_| format!("existing.{import}: a list of references or a file is expected"))
}

/// Plain data from the page.
fn from_js(value: &JsValue) -> Result<Json, JsValue> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(sentence)
}

/// What the page shows when something cannot be done.
fn sentence(error: impl ToString) -> JsValue {
    JsValue::from_str(&error.to_string())
}

fn to_js(value: impl IntoJson) -> Result<JsValue, JsValue> {
    // One text across the border, made objects there: several times as fast as an object per value.
    let mut json = JsonText::default();
    json.value(&value.into_json());
    js_sys::JSON::parse(&json.finish())
}

/// Tells the page how far the work has come, not more often than it can show.
struct Heard<'a> {
    progress: &'a Function,
    last: f64,
    /// The file that was told of last.
    file: Option<usize>,
    /// How far the reading of each file has come.
    passed: Vec<Rc<Cell<f64>>>,
}

impl<'a> Heard<'a> {
    fn new(progress: &'a Function) -> Heard<'a> {
        Heard { progress, last: 0.0, file: None, passed: Vec::new() }
    }

    /// Tells the first rows of a file.
    fn preview(&self, file: usize, preview: Option<Preview>) {
        let Some(preview) = preview else { return };
        self.tell(object! { "file": file, "step": "open", "share": 1.0, "rows": 0_u64, "preview": preview });
    }

    fn tell(&self, said: Json) {
        if let Ok(said) = to_js(said) {
            // A page that does not listen is no reason to stop.
            let _ = self.progress.call1(&JsValue::NULL, &said);
        }
    }

    fn step(&mut self, file: usize, step: Step, rows: u64) -> ControlFlow<()> {
        // Asking for the time costs more than a row.
        if step != Step::Open && !rows.is_multiple_of(256) {
            return ControlFlow::Continue(());
        }
        let now = js_sys::Date::now();
        // Of a file that is silent from its beginning, the page has to know which it is.
        if now - self.last >= 100.0 || self.file != Some(file) {
            (self.last, self.file) = (now, Some(file));
            let share = match step {
                Step::Open => rows as f64 / 1000.0,
                _ => self.passed.get(file).map_or(0.0, |passed| passed.get()),
            };
            let rows = if step == Step::Open { 0 } else { rows };
            self.tell(object! { "file": file, "step": step.name(), "share": share, "rows": rows });
        }
        ControlFlow::Continue(())
    }
}
