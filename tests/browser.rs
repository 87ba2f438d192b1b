//! What is different in a browser: the engine in a dedicated worker of headless Chromium, files as blobs, values across
//! the boundary. Everything else is tested natively. Run by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::pedantic, clippy::unwrap_used)] // A test that cannot go on should say so at once.

use import_checker::wasm::Session;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, FileReaderSync};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const DEFINITION: &str = r#"{"name": "x/people", "fields": [
    {"name": "id", "constraints": {"unique": true}},
    {"name": "name", "constraints": {"required": true}},
    {"name": "hours", "type": "number"}
]}"#;

fn blob(bytes: &[u8]) -> Blob {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).unwrap()
}

fn get(value: &JsValue, path: &[&str]) -> JsValue {
    path.iter().fold(value.clone(), |at, key| match key.parse::<u32>() {
        Ok(index) => Array::from(&at).get(index),
        Err(_) => Reflect::get(&at, &JsValue::from_str(key)).unwrap(),
    })
}

fn text(value: &JsValue, path: &[&str]) -> String {
    get(value, path).as_string().unwrap_or_default()
}

fn number(value: &JsValue, path: &[&str]) -> f64 {
    get(value, path).as_f64().unwrap_or(f64::NAN)
}

fn request(bytes: &[u8]) -> JsValue {
    let file = js_sys::JSON::parse(
        r#"{"name": "people.csv", "import": null, "wishes": {}, "settings": {},
        "edits": {"texts": [], "deleted": [], "moved": [], "added": [], "decisions": []}}"#,
    )
    .unwrap();
    Reflect::set(&file, &"blob".into(), &blob(bytes)).unwrap();
    let built_in =
        js_sys::JSON::parse(&format!(r#"{{"id": "x/people", "definition": {DEFINITION}}}"#)).unwrap();
    let request = js_sys::JSON::parse(r#"{"lang": "en"}"#).unwrap();
    Reflect::set(&request, &"files".into(), &Array::of1(&file)).unwrap();
    Reflect::set(&request, &"definitions".into(), &Array::of1(&built_in)).unwrap();
    request
}

fn checked(bytes: &[u8]) -> (Session, JsValue) {
    let mut session = Session::new("en");
    let answer = session.check(request(bytes), &Function::new_no_args("")).unwrap();
    (session, answer)
}

#[wasm_bindgen_test]
fn the_engine_starts_in_a_worker() {
    assert_eq!(import_checker::wasm::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn a_blob_is_checked_and_its_report_has_the_published_shape() {
    let (_, answer) = checked("id,name,hours\n1,Zoë,\"7,5\"\n1,,3\n".as_bytes());
    let report = get(&answer, &["reports", "0"]);
    assert_eq!(text(&report, &["verdict"]), "errors");
    assert_eq!(number(&report, &["records", "onFile"]), 2.0);
    assert_eq!(number(&report, &["records", "ready"]), 1.0);
    assert_eq!(number(&report, &["counts", "U610"]), 1.0);
    assert_eq!(text(&report, &["reading", "encoding", "value"]), "utf-8");
    let findings = Array::from(&get(&report, &["findings"]));
    let codes: Vec<String> = findings.iter().map(|f| text(&f, &["code"])).collect();
    assert!(codes.contains(&"T120".to_owned()) && codes.contains(&"U610".to_owned()), "{codes:?}");
}

#[wasm_bindgen_test]
fn rows_of_a_file_larger_than_one_piece_come_by_window() {
    let mut bytes = b"id,name,hours\n".to_vec();
    for row in 0..150_000 {
        bytes.extend_from_slice(format!("{row},Name of number {row} né,{}\n", row % 9).as_bytes());
    }
    assert!(bytes.len() > 1 << 22);
    let (mut session, answer) = checked(&bytes);
    assert_eq!(text(&answer, &["reports", "0", "verdict"]), "ready");
    let filter = js_sys::JSON::parse(r#"{"kind": "all"}"#).unwrap();
    let window = session.window(0, filter, 149_990.0, 20.0).unwrap();
    assert_eq!(number(&window, &["total"]), 150_000.0);
    assert_eq!(Array::from(&get(&window, &["rows"])).length(), 10);
    assert_eq!(text(&window, &["rows", "9", "cells", "1"]), "Name of number 149999 né");
}

#[wasm_bindgen_test]
fn the_cleaned_file_leaves_in_pieces() {
    let (mut session, _) = checked("id;name;hours\n1;Ana;7,5\n".as_bytes());
    let pieces = Array::new();
    let kept = pieces.clone();
    let keep = Closure::<dyn FnMut(JsValue)>::new(move |piece: JsValue| {
        kept.push(&piece);
    });
    let options = js_sys::JSON::parse(r#"{"rowsInError": "drop"}"#).unwrap();
    let account = session.write(0, "cleaned", options, keep.as_ref().unchecked_ref()).unwrap();
    assert_eq!(number(&account, &["written"]), 1.0);
    // Pieces are bytes, or blobs where the file lay ready.
    let whole = Blob::new_with_blob_sequence(&pieces).unwrap();
    let text = FileReaderSync::new().unwrap().read_as_text(&whole).unwrap();
    assert_eq!(text, "id,name,hours\r\n1,Ana,7.5\r\n");
}

#[wasm_bindgen_test]
fn the_browser_knows_east_asian_letters_also_where_a_piece_ends_within_one() {
    let mut bytes = b"id,name,hours\n".to_vec();
    for row in 0..60_000 {
        bytes.extend_from_slice(format!("{row},").as_bytes());
        bytes.extend_from_slice(b"\x93\xfa\x96{ \x83A\x83\x81\x83\x8a\x83J \x93\x8c\x8b\x9e\x93s,1\n");
    }
    let (mut session, answer) = checked(&bytes);
    assert_eq!(text(&answer, &["reports", "0", "reading", "encoding", "value"]), "shift_jis");
    assert_eq!(text(&answer, &["reports", "0", "verdict"]), "ready");
    let filter = js_sys::JSON::parse(r#"{"kind": "all"}"#).unwrap();
    let window = session.window(0, filter, 59_999.0, 1.0).unwrap();
    assert_eq!(text(&window, &["rows", "0", "cells", "1"]), "日本 アメリカ 東京都");
}

#[wasm_bindgen_test]
fn definitions_are_given_once_and_wrong_ones_take_the_place_of_none() {
    let given = format!(r#"[{{"id": "x/people", "definition": {DEFINITION}}}]"#);
    let without = || {
        let request = request(b"id,name,hours\n1,Ana,7\n");
        Reflect::set(&request, &"definitions".into(), &JsValue::UNDEFINED).unwrap();
        request
    };
    let none = Function::new_no_args("");
    let mut session = Session::new("en");
    assert!(session.check(without(), &none).is_err());
    session.prepare(&given).unwrap();
    for _ in 0..2 {
        let answer = session.check(without(), &none).unwrap();
        assert_eq!(text(&answer, &["reports", "0", "verdict"]), "ready");
    }
    assert!(session.prepare(r#"[{"definition": {"fields": 1}}]"#).is_err());
}

#[wasm_bindgen_test]
fn the_engine_is_warmed_by_what_definitions_show_and_by_none() {
    let given = |definition: &str| format!(r#"[{{"definition": {definition}}}]"#);
    for definition in [
        DEFINITION,
        r#"{"fields": []}"#,
        r#"{"fields": [{"name": "a", "example": "x"}], "samples": [{"a": "y"}]}"#,
    ] {
        let _ = import_checker::wasm::warm(&given(definition));
    }
    import_checker::wasm::warm("[]").unwrap();
    import_checker::wasm::warm(&given(DEFINITION)).unwrap();
    assert!(import_checker::wasm::warm("?").is_err());
}

#[wasm_bindgen_test]
fn a_wrong_request_is_an_error_and_not_a_trap() {
    let mut session = Session::new("fr");
    assert!(session.check(JsValue::from_str("?"), &Function::new_no_args("")).is_err());
    assert!(session.write(7, "cleaned", JsValue::NULL, &Function::new_no_args("")).is_err());
}

#[wasm_bindgen_test]
fn bytes_that_are_no_table_are_an_answer_and_not_a_trap() {
    for bytes in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        let (_, answer) = checked(bytes);
        assert_eq!(text(&answer, &["reports", "0", "verdict"]), "unreadable", "{bytes:?}");
    }
}

#[wasm_bindgen_test]
fn a_text_is_read_twice_by_the_letters_of_the_browser_too() {
    use import_checker::second_reader::{read_instead, read_twice};
    let none = r#"{"compared":4,"different":0,"cells":[],"notCompared":[]}"#;
    assert_eq!(read_twice("name;city\nAna;Cork\n".as_bytes(), "utf-8", ";"), none);
    assert_eq!(read_twice(b"name,city\n\x93\xfa\x96{,\x93\x8c\x8b\x9e\n", "Shift_JIS", ","), none);
    let blank = read_twice(b"name,city\n \"Ana\",Cork\n", "utf-8", ",");
    assert!(blank.contains(r#""compared":4,"different":1,"cells":[{"sheet":"","cell":"A2""#), "{blank}");
    assert!(read_instead(b"name;city\n").is_none());
}
