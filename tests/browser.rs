//! What is different in a browser: the engine in a dedicated worker of headless Chromium. Everything else is tested
//! natively. Run by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on should say so at once.

use import_checker::wasm::Session;
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use serde_json::{Value as Json, json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

fn to_js(value: &Json) -> JsValue {
    JSON::parse(&value.to_string()).unwrap()
}

fn from_js(value: &JsValue) -> Json {
    let text: String = JSON::stringify(value).unwrap().into();
    serde_json::from_str(&text).unwrap()
}

fn blob(bytes: &[u8]) -> Blob {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).unwrap()
}

fn definition() -> Json {
    json!({ "name": "people", "title": "People", "fields": [
        { "name": "name", "constraints": { "required": true } },
        { "name": "age", "type": "integer" },
    ]})
}

/// A check of one file against one definition, as the page asks for it.
fn check(session: &mut Session, bytes: &[u8], definition: Json) -> Result<Json, JsValue> {
    let request = json!({ "lang": "en", "files": [{ "name": "people.csv", "import": "people" }],
        "definitions": [{ "id": "people", "definition": definition }] });
    let request = to_js(&request);
    let files: Array = Reflect::get(&request, &"files".into())?.unchecked_into();
    Reflect::set(&files.get(0), &"blob".into(), &blob(bytes))?;
    Ok(from_js(&session.check(request, &Function::new_no_args(""))?))
}

/// What a written file consists of, piece by piece.
fn write(session: &mut Session, what: &str) -> Vec<u8> {
    let pieces = Array::new();
    let kept = pieces.clone();
    let hear = Closure::<dyn FnMut(JsValue)>::new(move |piece: JsValue| {
        kept.push(&piece);
    });
    session.write(0, what, Object::new().into(), hear.as_ref().unchecked_ref()).unwrap();
    pieces.iter().flat_map(|piece| piece.unchecked_into::<Uint8Array>().to_vec()).collect()
}

#[wasm_bindgen_test]
fn a_blob_is_checked_and_comes_out_cleaned() {
    let mut session = Session::new("en");
    let answer = check(&mut session, b"name;age\nAna;41\nB\xC3\xA9a; 7 \n", definition()).unwrap();
    let report = &answer["reports"][0];
    assert_eq!(report["verdict"], "ready", "{report}");
    assert_eq!(report["records"]["onFile"], 2);
    assert_eq!(String::from_utf8(write(&mut session, "cleaned")).unwrap(), "name,age\r\nAna,41\r\nBéa,7\r\n");
}

#[wasm_bindgen_test]
fn a_missing_value_is_a_finding_at_its_cell() {
    let mut session = Session::new("en");
    let answer = check(&mut session, b"name,age\nAna,41\n,7\n", definition()).unwrap();
    let report = &answer["reports"][0];
    assert_eq!(report["counts"], json!({ "B110": 1 }), "{report}");
    assert_eq!(report["findings"][0]["cell"], "A3");
    let window = session.window(0, to_js(&json!({ "kind": "all" })), 0.0, 10.0).unwrap();
    assert_eq!(from_js(&window)["total"], 2);
}

/// Blobs are read in pieces of 4 MiB: letters of two bytes stand across every border, wherever it falls.
#[wasm_bindgen_test]
fn letters_across_the_borders_of_pieces_stay_whole() {
    for shift in 0..2 {
        let row = format!("{},1\n", "é".repeat(500));
        let mut text = format!("name,age\n{},1\n", "x".repeat(shift));
        if shift == 0 {
            text = "name,age\n".to_owned();
        }
        let rows = 4_500_000 / row.len();
        text.push_str(&row.repeat(rows));
        let mut session = Session::new("en");
        let answer = check(&mut session, text.as_bytes(), definition()).unwrap();
        let report = &answer["reports"][0];
        assert_eq!(report["verdict"], "ready", "{}", report["findings"]);
        assert_eq!(report["records"]["onFile"], rows + shift);
        let (wanted, cleaned) = (text.replace('\n', "\r\n").into_bytes(), write(&mut session, "cleaned"));
        let first = wanted.iter().zip(&cleaned).position(|(one, other)| one != other);
        assert_eq!((cleaned.len(), first), (wanted.len(), None), "where the texts part, {shift} bytes later");
    }
}

#[wasm_bindgen_test]
fn a_wrong_definition_is_refused_with_a_sentence() {
    let wrong = json!({ "name": "people", "fields": [{ "name": "name", "type": "strin" }] });
    let error = check(&mut Session::new("en"), b"name\nAna\n", wrong).unwrap_err();
    let sentence = error.as_string().unwrap();
    assert!(sentence.contains("string"), "the allowed words are named: {sentence}");
}

#[wasm_bindgen_test]
fn bytes_that_are_no_table_are_an_answer_not_a_trap() {
    for bytes in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        let mut session = Session::new("fr");
        let answer = check(&mut session, bytes, definition()).unwrap();
        assert_eq!(answer["reports"][0]["verdict"], "unreadable", "{bytes:?}");
    }
}
