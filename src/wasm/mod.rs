//! The calls a page may make; the only place with JavaScript types. Each is the same three moves: value in, one call
//! into the core, value out.

mod blob;
pub(crate) mod letters;
mod pieces;
mod warm;

use crate::definition::{DefinitionError, ImportDefinition};
use crate::edits::Edits;
use crate::read::Wishes;
use crate::{Filter, Input, Lang, RowsInError, Settings, Step};
use blob::BlobSource;
use js_sys::{Array, Function, Reflect};
use pieces::{Pieces, Shelves};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// The version of the engine, for "about" lines and reports of faults.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Has the browser translate the engine well before the first file comes, by a check of made-up tables.
#[wasm_bindgen]
pub fn warm() {
    warm::warm();
}

/// A definition's mistake, if it has one: `null`, or place, reason and allowed words.
///
/// # Errors
/// The value is not plain data.
#[wasm_bindgen(js_name = checkDefinition)]
pub fn check_definition(definition: JsValue) -> Result<JsValue, JsValue> {
    let json: Json = from_js(&definition)?;
    match ImportDefinition::load(&json) {
        Ok(loaded) => to_js(&json!({ "ignored": loaded.ignored, "unchecked": loaded.unchecked })),
        Err(error) => to_js(&mistake(&error)),
    }
}

/// Opens a summary made for support as a report, in the given language.
///
/// # Errors
/// It is none: the sentence says so.
#[wasm_bindgen(js_name = openSummary)]
pub fn open_summary(text: &str, lang: &str) -> Result<JsValue, JsValue> {
    to_js(&crate::open_summary(text, Lang::of(lang)).map_err(|e| JsValue::from_str(&e))?)
}

fn mistake(error: &DefinitionError) -> Json {
    json!({ "place": error.place, "reason": error.reason, "allowed": error.allowed })
}

#[derive(Deserialize)]
struct FileRequest {
    name: String,
    #[serde(default)]
    import: Option<String>,
    #[serde(default)]
    wishes: Wishes,
    #[serde(default)]
    edits: Edits,
    #[serde(default)]
    settings: BTreeMap<String, Json>,
}

#[derive(Deserialize)]
struct BuiltIn {
    definition: Json,
}

#[derive(Deserialize)]
struct CheckRequest {
    files: Vec<FileRequest>,
    definitions: Vec<BuiltIn>,
    #[serde(default)]
    lang: String,
    /// Asked by a page, which wants the findings as texts that it takes apart when somebody looks at them, and the
    /// cleaned files as blobs, written along with the check.
    #[serde(default)]
    page: bool,
    /// What those cleaned files do with rows in error.
    #[serde(default, rename = "rowsInError")]
    rows_in_error: String,
    /// References that exist on the server, by import.
    #[serde(default)]
    existing: BTreeMap<String, Vec<String>>,
}

/// Which rows a view shows, as the page says it.
#[derive(Deserialize)]
struct View {
    kind: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    column: u32,
}

impl View {
    fn filter(self) -> Result<Filter, JsValue> {
        Ok(match self.kind.as_str() {
            "all" => Filter::All,
            "errors" => Filter::Errors,
            "warnings" => Filter::Warnings,
            "changed" => Filter::Changed,
            "code" => Filter::Code { code: self.code },
            "column" => Filter::Column { column: self.column },
            other => return Err(JsValue::from_str(&format!("there is no view “{other}”"))),
        })
    }
}

/// Files checked together. One session serves one check; its windows and files are asked from it afterwards.
#[wasm_bindgen]
pub struct Session {
    inner: crate::Session<'static>,
    lang: Lang,
    /// The files as they came, for their fingerprints.
    blobs: Vec<web_sys::Blob>,
    /// Cleaned files that were written along with the check.
    shelves: Shelves,
}

#[wasm_bindgen]
impl Session {
    /// A session that speaks a language.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(lang: &str) -> Session {
        let lang = Lang::of(lang);
        Session {
            inner: crate::Session::new(Vec::new(), lang),
            lang,
            blobs: Vec::new(),
            shelves: Shelves::default(),
        }
    }

    /// Checks files. `progress` is called with `{file, step, share, rows}`.
    ///
    /// # Errors
    /// The request is not of the expected shape, or a definition is wrong.
    pub fn check(&mut self, request: JsValue, progress: &Function) -> Result<JsValue, JsValue> {
        let value = request;
        let request: CheckRequest = from_js(&value)?;
        self.blobs = blobs(&value)?;
        if !request.lang.is_empty() {
            self.lang = Lang::of(&request.lang);
        }
        let mut definitions = Vec::new();
        for built_in in &request.definitions {
            let loaded = ImportDefinition::load(&built_in.definition);
            definitions.push(Arc::new(loaded.map_err(|e| JsValue::from_str(&e.to_string()))?));
        }
        self.inner = crate::Session::new(definitions, self.lang);
        for (import, texts) in &request.existing {
            self.inner.existing().add(import, &texts.join("\n"));
        }
        let bytes: f64 = self.blobs.iter().map(web_sys::Blob::size).sum();
        if request.page && bytes <= MOST_PREPARED {
            let rows = RowsInError::of(&request.rows_in_error).unwrap_or_default();
            let shelves = self.shelves.clone();
            self.inner.prepare(rows, Box::new(move |file| shelves.empty(file)));
        }
        let mut heard = Heard::new(progress);
        for (index, file) in request.files.into_iter().enumerate() {
            self.open(index, file, &mut heard)?;
        }
        if request.page {
            (0..self.blobs.len()).for_each(|file| heard.preview(file, self.inner.preview(file)));
        }
        self.inner.check(&mut |file, step, rows| heard.step(file, step, rows));
        if !request.page {
            let reports: Vec<Json> = self.inner.files().iter().map(|f| f.report(self.lang)).collect();
            return to_js(&json!({ "reports": reports, "batch": self.inner.batch_report(self.lang) }));
        }
        let parts = self.inner.files().iter().map(|f| f.report_in_parts(self.lang));
        let (reports, findings): (Vec<Json>, Vec<String>) = parts.unzip();
        let answer = to_js(&json!({ "reports": reports, "batch": self.inner.batch_report(self.lang) }))?;
        let texts: Array = findings.iter().map(|text| JsValue::from_str(text)).collect();
        Reflect::set(&answer, &"findings".into(), &texts)?;
        Ok(answer)
    }

    fn open(&mut self, index: usize, file: FileRequest, heard: &mut Heard<'_>) -> Result<(), JsValue> {
        let source = Box::new(BlobSource::new(self.blob(index)?));
        heard.passed.push(source.passed());
        let declared = self.inner.definitions().iter().flat_map(|d| &d.settings);
        let mut settings = Settings::new();
        for setting in declared {
            if let Some(answer) = file.settings.get(&setting.name).and_then(|a| setting.default.like(a)) {
                settings.insert(setting.name.clone(), answer);
            }
        }
        let input = Input {
            name: file.name,
            import: file.import.filter(|name| !name.is_empty()),
            wishes: file.wishes,
            edits: file.edits,
            settings,
        };
        self.inner.open(input, source, &mut |step, rows| heard.step(index, step, rows));
        Ok(())
    }

    fn blob(&self, file: usize) -> Result<web_sys::Blob, JsValue> {
        self.blobs.get(file).cloned().ok_or_else(|| JsValue::from_str("there is no such file"))
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
        let filter = from_js::<View>(&filter)?.filter()?;
        to_js(&self.inner.window(file, &filter, whole(first), whole(count)))
    }

    /// The next (1) or last (-1) marked cell: `{row, column, index}` or `null`.
    ///
    /// # Errors
    /// The filter or position is not of the expected shape.
    pub fn next(
        &mut self,
        file: usize,
        from: JsValue,
        direction: i32,
        filter: JsValue,
    ) -> Result<JsValue, JsValue> {
        #[derive(Deserialize)]
        struct Position {
            row: u32,
            column: u32,
        }
        let from: Position = from_js(&from)?;
        let filter = from_js::<View>(&filter)?.filter()?;
        to_js(&self.inner.next(file, (from.row, from.column), direction >= 0, &filter))
    }

    /// What stands in each column of a file.
    ///
    /// # Errors
    /// The answer does not fit into JavaScript.
    pub fn profile(&mut self, file: usize) -> Result<JsValue, JsValue> {
        to_js(&self.inner.profile(file))
    }

    /// The SHA-256 of a file, in hexadecimal digits.
    ///
    /// # Errors
    /// The file is gone, or cannot be read any more.
    pub fn fingerprint(&self, file: usize) -> Result<String, JsValue> {
        crate::fingerprint(&mut BlobSource::new(self.blob(file)?))
            .map_err(|e| JsValue::from_str(&e.to_string()))
    }

    /// Writes a file made from the check, in pieces; answers with the account of its rows.
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
        #[derive(Default, Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        struct Options {
            rows_in_error: String,
            with_values: bool,
        }
        let options: Options = from_js(&options).unwrap_or_default();
        let rows = RowsInError::of(&options.rows_in_error).unwrap_or_default();
        if let Some(account) = self.inner.prepared(file, rows).filter(|_| what == "cleaned") {
            self.shelves.hand_over(file, piece);
            return to_js(&account);
        }
        let mut what = what;
        if what == "summary" {
            let sum = self.fingerprint(file)?;
            self.inner.set_fingerprint(file, sum);
            what = if options.with_values { "summary-with-values" } else { what };
        }
        let mut out = Pieces::new(|bytes| {
            // Who does not take it does not want it.
            let _ = piece.call1(&JsValue::NULL, &bytes);
            Ok(())
        });
        let account = self.inner.product(file, what, rows, &mut out).map_err(|e| JsValue::from_str(&e))?;
        out.send().map_err(|e| JsValue::from_str(&e.to_string()))?;
        to_js(&account)
    }
}

fn whole(number: f64) -> u64 {
    // Saturates, and NaN is 0: what a page sends by mistake asks for nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number as u64;
    whole
}

/// The files of a request of the right shape; only they do not pass as text.
fn blobs(request: &JsValue) -> Result<Vec<web_sys::Blob>, JsValue> {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &JsValue::from_str(key));
    let files = Array::from(&get(request, "files")?);
    files.iter().map(|file| get(&file, "blob")?.dyn_into()).collect()
}

/// Plain data from the page, as one text, the way answers go back.
fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, JsValue> {
    let text = js_sys::JSON::stringify(value)?.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|e| JsValue::from_str(&e.to_string()))
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    // One text across the border, made objects there: several times as fast as an object per value.
    let text = serde_json::to_string(value).map_err(|e| JsValue::from_str(&e.to_string()))?;
    js_sys::JSON::parse(&text)
}

/// Together, in bytes, files above this are not written along with their check: the output would lie ready for nothing
/// in the memory of the browser.
const MOST_PREPARED: f64 = 268_435_456.0;

/// Tells the page how far the work has come, not more often than it can show.
struct Heard<'a> {
    progress: &'a Function,
    last: f64,
    /// How far the reading of each file has come.
    passed: Vec<Rc<Cell<f64>>>,
}

impl<'a> Heard<'a> {
    fn new(progress: &'a Function) -> Heard<'a> {
        Heard { progress, last: 0.0, passed: Vec::new() }
    }

    /// Tells the first rows of a file.
    fn preview(&self, file: usize, preview: Option<crate::Preview>) {
        let Some(preview) = preview else { return };
        self.tell(&json!({ "file": file, "step": "open", "share": 1, "rows": 0, "preview": preview }));
    }

    fn tell(&self, said: &Json) {
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
        if now - self.last >= 50.0 {
            self.last = now;
            #[allow(clippy::cast_precision_loss)] // Rows are far below 2^52.
            let share = match step {
                Step::Open => rows as f64 / 1000.0,
                _ => self.passed.get(file).map_or(0.0, |passed| passed.get()),
            };
            let rows = if step == Step::Open { 0 } else { rows };
            self.tell(&json!({ "file": file, "step": step.name(), "share": share, "rows": rows }));
        }
        ControlFlow::Continue(())
    }
}
