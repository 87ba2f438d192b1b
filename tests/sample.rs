//! A sample for support: the findings of a file, and none of its values.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/mod.rs"]
mod support;

use import_checker::read::{self, Wishes};
use import_checker::table::column_of;
use import_checker::{Error, ImportDefinition, Lang, Sample, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::process::Command;
use std::sync::Arc;
use support::{How, check, golden};

const KEY: &[u8] = b"a key of the user";

/// The cells of all rows, by row number.
fn cells(bytes: &[u8]) -> BTreeMap<u32, Vec<String>> {
    let mut rows = BTreeMap::new();
    let Ok(mut book) = read::open(Box::new(Cursor::new(bytes.to_vec())), &Wishes::default(), &mut |_| {
        ControlFlow::Continue(())
    }) else {
        return rows;
    };
    for sheet in 0..book.sheets().len() {
        let _ = book.rows(sheet, &mut |row| {
            rows.insert(row.number, (0..row.len()).map(|at| row.cell(at).shown.to_owned()).collect());
            ControlFlow::Continue(())
        });
    }
    rows
}

/// The codes by row and column.
fn codes(session: &Session<'_>) -> BTreeMap<u32, BTreeSet<(Option<u32>, String)>> {
    let report = session.files()[0].report(Lang::En);
    let mut all: BTreeMap<u32, BTreeSet<_>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let Some(row) = finding["row"].as_u64() else { continue };
        let column = finding["column"].as_str().and_then(column_of);
        all.entry(row as u32).or_default().insert((column, finding["code"].as_str().unwrap().to_owned()));
    }
    all
}

/// Checks the sample apart from the program that made it: the findings are those that it says, and no text survives.
fn hold_to_its_word(
    name: &str,
    bytes: &[u8],
    sample: &Sample,
    (definitions, how): (&[Arc<ImportDefinition>], &How),
    listed: &str,
) {
    let original = check(name, bytes.to_vec(), definitions.to_vec(), how);
    let import = original.files()[0].definition().unwrap().name.clone();
    let mut again = How { import: Some(import), ..how.clone() };
    again.settings = sample
        .settings
        .iter()
        .filter_map(|s| s.split_once('='))
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect();
    let ending = sample.ending;
    let made = check(&format!("sample.{ending}"), sample.bytes.clone(), definitions.to_vec(), &again);
    let (before, after) = (codes(&original), codes(&made));
    let (mut lost, mut added) = (0, 0);
    for (number, row) in (2_u32..).zip(&sample.origin) {
        let nothing = BTreeSet::new();
        let (before, after) = (before.get(row).unwrap_or(&nothing), after.get(&number).unwrap_or(&nothing));
        lost += before.difference(after).count();
        added += after.difference(before).count();
    }
    let at_rows = |all: &[String]| {
        all.iter()
            .filter(|one| one.split(' ').nth(1).is_some_and(|at| at.ends_with(|c: char| c.is_ascii_digit())))
            .count()
    };
    assert_eq!((lost, added), (at_rows(&sample.lost), at_rows(&sample.added)), "{name}: {sample:?}");
    let (old, new) = (cells(bytes), cells(&sample.bytes));
    let texts: BTreeSet<&String> = old.values().flatten().collect();
    for (number, _) in (2_u32..).zip(&sample.origin) {
        for (column, text) in new.get(&number).into_iter().flatten().enumerate() {
            let is_text = text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
            let cell = import_checker::table::Address { row: number, column: column as u32 }.name();
            let allowed = listed.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
                || sample.kept.contains(&cell);
            assert!(
                !is_text || allowed || !texts.contains(text),
                "{name}: “{text}” survives at {cell}: {:?} {:?}",
                sample.kept,
                sample.origin
            );
        }
    }
}

#[test]
fn every_golden_file_has_a_sample_with_its_findings_and_without_its_texts() {
    let (mut made, mut same, mut other) = (0, 0, 0);
    for path in golden::inputs() {
        let (how, definitions) = (golden::how(&path), golden::definitions(&path));
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut session = check(&name, bytes.clone(), definitions.clone(), &how);
        let Ok(sample) = session.sample(0, KEY) else { continue };
        let import = session.files()[0].definition().unwrap().name.clone();
        let file = format!("{}/www/imports/{import}.json", env!("CARGO_MANIFEST_DIR"));
        let own = path.with_file_name("definition.json");
        let listed =
            std::fs::read_to_string(file).or_else(|_| std::fs::read_to_string(own)).unwrap().to_lowercase();
        hold_to_its_word(&name, &bytes, &sample, (&definitions, &how), &listed);
        made += 1;
        same += sample.same;
        other += sample.lost.len() + sample.added.len();
    }
    assert!(made > 90, "{made}");
    assert!(other * 20 < same, "{other} of {same} findings are others");
}

/// The parts of random files: a key, a reference to it, a date, a number, a list, an e-mail address, free text.
const DEFINITION: &str = r#"{"name":"own/people","fields":[
  {"name":"id","constraints":{"required":true,"unique":true,"pattern":"[A-Z]{2}-[0-9]{3}"}},
  {"name":"name","constraints":{"required":true,"maxLength":24}},
  {"name":"born","type":"date"},{"name":"died","type":"date"},
  {"name":"age","type":"integer","constraints":{"minimum":18,"maximum":99}},
  {"name":"state","constraints":{"enum":["active","retired"]}},
  {"name":"mail","type":"string","format":"email"},{"name":"account","format":"iban"},
  {"name":"boss"},{"name":"notes"}],
  "foreignKeys":[{"fields":"boss","reference":{"resource":"","fields":"id"}}],
  "rules":[{"rule":"compare","field":"died","op":">=","other":"born"}]}"#;

/// Numbers that look drawn and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

fn word(draw: &mut Draw) -> String {
    let letters = [
        "a", "b", "ch", "d", "é", "f", "i", "ka", "lo", "mi", "na", "or", "ü", "sz", "ta", "ve", "Я", "ж",
        "ö",
    ];
    let mut text: String = (0..3 + draw.below(4)).map(|_| draw.one(&letters)).collect();
    text.push_str("quart");
    text
}

fn random_file(seed: u64) -> String {
    let mut draw = Draw(seed * 7919 + 13);
    let mut text = "id,name,born,died,age,state,mail,account,boss,notes\n".to_owned();
    for row in 0..30 {
        let id = if draw.below(8) == 0 {
            draw.one(&["", "AB-100", "wrongid", "ab-12"]).to_owned()
        } else {
            format!("AB-{}", 100 + row)
        };
        let name = if draw.below(9) == 0 {
            String::new()
        } else {
            format!("{} {}", word(&mut draw), word(&mut draw))
        };
        let born = draw.one(&["1980-02-29", "1999-12-31", "31/02/1990", "1975-06-01", "yesterdays", ""]);
        let died = draw.one(&["2001-05-05", "1970-01-01", "", ""]);
        let age = draw.one(&["20", "45", "7", "130", "many", "33.0", ""]);
        let state = draw.one(&["active", "retired", "Active", "gone away", ""]);
        let mail = if draw.below(4) == 0 {
            "not.an.address".to_owned()
        } else {
            format!("{}@mail.example", word(&mut draw))
        };
        let account = draw.one(&["FR1420041010050500013M02606", "FR1420041010050500013M02607", "", ""]);
        let boss = draw.one(&["AB-100", "AB-101", "ZZ-999", ""]);
        let notes =
            format!("\"{}, {}\"", word(&mut draw), draw.one(&["see below", " spaces ", "line", "12,5"]));
        text += &format!("{id},{name},{born},{died},{age},{state},{mail},{account},{boss},{notes}\n");
    }
    text
}

#[test]
fn random_files_keep_their_findings_and_lose_their_texts() {
    let definition = ImportDefinition::parse(DEFINITION).unwrap_or_else(|e| panic!("{e}"));
    let definitions = [Arc::new(definition)];
    let (mut same, mut other, mut kept) = (0, 0, 0);
    for seed in 0..40 {
        let text = random_file(seed);
        let mut session =
            check("people.csv", text.clone().into_bytes(), definitions.to_vec(), &How::default());
        let sample = session.sample(0, KEY).unwrap();
        hold_to_its_word("people.csv", text.as_bytes(), &sample, (&definitions, &How::default()), DEFINITION);
        same += sample.same;
        other += sample.lost.len() + sample.added.len();
        kept += sample.kept.len();
    }
    assert!(same > 1000, "{same}");
    assert_eq!(other, 0);
    // A day between two others may find no other that is between them, and short words stay where the finding wants them.
    assert!(kept < 50, "{kept}");
}

fn sample_of(text: &str, key: &[u8]) -> Result<Sample, Error> {
    let definition = Arc::new(ImportDefinition::parse(DEFINITION).unwrap());
    check("people.csv", text.as_bytes().to_vec(), vec![definition], &How::default()).sample(0, key)
}

#[test]
fn a_key_gives_always_the_same_sample_and_another_key_another() {
    let text = random_file(3);
    let [one, again, other] = [KEY, KEY, b"another"].map(|key| sample_of(&text, key).unwrap());
    assert_eq!(one, again);
    assert_ne!(one.bytes, other.bytes);
    assert_eq!(one.origin, other.origin);
}

#[test]
fn equal_values_stay_equal_and_delimiter_and_character_set_stay() {
    let text = "id;name;boss;age\nAB-100;Françoise Quartier;;many\nAB-101;FRANÇOISE QUARTIER;AB-100;many\nAB-100;Jean;AB-101;20\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let definition = Arc::new(ImportDefinition::parse(DEFINITION).unwrap());
    let mut session = check("people.csv", bytes.to_vec(), vec![definition], &How::default());
    let sample = session.sample(0, KEY).unwrap();
    assert_eq!(
        (sample.encoding, sample.lost.as_slice(), sample.added.as_slice()),
        (None, &[][..], &[][..]),
        "{sample:?}"
    );
    let (made, _, wrong) = encoding_rs::WINDOWS_1252.decode(&sample.bytes);
    assert!(!wrong && String::from_utf8(sample.bytes.clone()).is_err(), "{made}");
    let rows: Vec<Vec<&str>> = made.lines().map(|line| line.split(';').collect()).collect();
    assert_eq!(rows[0], ["id", "name", "boss", "age"]);
    assert_eq!(rows[1][0], rows[2][2], "a reference leads where it led");
    assert_eq!(rows[1][0], rows[3][0], "what comes twice comes twice");
    assert_eq!(rows[1][1].to_uppercase(), rows[2][1]);
    assert!(
        rows[1][1]
            .chars()
            .zip("Françoise Quartier".chars())
            .all(|(a, b)| a.is_uppercase() == b.is_uppercase() && (a == ' ') == (b == ' '))
    );
}

#[test]
fn where_there_is_nothing_to_show_there_is_no_sample() {
    assert!(matches!(
        sample_of("id,name\nAB-100,Jean\n", KEY),
        Err(Error::NothingToSample | Error::NoSample)
    ));
    let error = sample_of("id,name\n", KEY).unwrap_err();
    for lang in [Lang::En, Lang::Fr] {
        assert!(error.sentence(lang).contains(". "), "{}", error.sentence(lang));
    }
}

#[test]
fn the_example_of_the_documentation_shows_what_it_says() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample/customers.csv")).unwrap();
    let how = How { import: Some("interpreter-intelligence/customers".to_owned()), ..How::default() };
    let sample = check("customers.csv", bytes, support::builtin(), &how).sample(0, KEY).unwrap();
    assert_eq!(
        (sample.origin.len(), sample.same, sample.lost.len() + sample.added.len() + sample.kept.len()),
        (5, 8, 0)
    );
}

#[test]
fn the_command_line_writes_one_and_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (import, name) in
        [("gryzzly/projects", "two-of-three.csv"), ("interpreter-intelligence/customers", "parents.csv")]
    {
        let file = format!("{}/tests/cases/{import}/{name}", env!("CARGO_MANIFEST_DIR"));
        let output = folder.path().join(name);
        let run = || {
            Command::new(env!("CARGO_BIN_EXE_import-checker"))
                .args(["sample", &file, "--import", import, "--key", "only mine", "--output"])
                .arg(&output)
                .output()
                .unwrap()
        };
        let done = run();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        assert!(said.contains("at the same cells with other values; it was checked again."), "{said}");
        assert!(done.stdout.is_empty());
        assert!(!output.metadata().unwrap().permissions().readonly());
        // What is there is not written over, and nothing is half written.
        assert_eq!(run().status.code(), Some(2));
    }
}

/// A definition whose second column holds no whole numbers, and files with what tells who it is in digits and in signs.
#[test]
fn numbers_and_names_of_every_script_become_others_or_their_cells_are_named() {
    let definition =
        r#"{"name":"own/people","fields":[{"name":"Name"},{"name":"Age","type":"integer"},{"name":"Note"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let rows = [
        ("Ada Lovelace", "many", "FR-7630-0060-0001"),
        ("Bob Miller", "x", "card 4111-1111-1111-1111"),
        ("Cleo Faber", "y", "555-123-4567"),
        ("山田太郎", "z", "tel ０６１２３４５６７８"),
        ("김철수", "w", "٠١٢٣٤٥٦٧"),
        ("王小明 Smith", "v", "१२३४५६"),
        ("たなか", "u", "タナカ"),
    ];
    for (name, age, note) in rows {
        let text = format!("Name,Age,Note\n{name},{age},{note}\n");
        let mut session =
            check("people.csv", text.into_bytes(), vec![Arc::clone(&definition)], &How::default());
        let sample = session.sample(0, KEY).unwrap();
        let made = cells(&sample.bytes);
        assert_eq!(sample.kept, [""; 0], "{made:?}");
        let signs = |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        for (other, text) in [(&made[&2][0], name), (&made[&2][2], note)] {
            assert_eq!(other.chars().count(), text.chars().count(), "{other} for {text}");
            let pairs = signs(text).into_iter().zip(signs(other)).collect::<Vec<_>>();
            // Here and there a digit is drawn that was there, and zeros in front stay; three others in a row tell something.
            let same = pairs.windows(3).any(|three| three.iter().all(|(a, b)| a == b && *a != '0'));
            let told = pairs.iter().any(|(a, b)| a == b && u32::from(*a) >= 0x3041 && a.is_alphabetic());
            assert!(!same && !told, "{other} for {text}");
        }
    }
}

#[test]
fn a_cell_that_keeps_a_part_of_its_text_is_named() {
    let definition = r#"{"name":"own/people","fields":[{"name":"Ref","constraints":{"required":true,"pattern":"[A-Z][a-z]+ (471100|471200)( [A-Z][a-z]{2})?"}},{"name":"Age","type":"integer"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let text = "Ref,Age\nMeierling 471100 Bob,many\nSchulze 471200,x\nFaltig 471200 Ann,3\n";
    let mut session = check("people.csv", text.as_bytes().to_vec(), vec![definition], &How::default());
    let sample = session.sample(0, KEY).unwrap();
    let made = String::from_utf8(sample.bytes.clone()).unwrap();
    let known = ["471100", "471200"].into_iter().any(|number| made.contains(number));
    assert_eq!(known, sample.kept.iter().any(|cell| cell.starts_with('A')), "{:?}: {made}", sample.kept);
    assert!(known, "the pattern wants one of two numbers: {made}");
}

#[test]
fn what_the_sample_has_no_row_for_is_named() {
    let fields: Vec<String> = (0..150).map(|at| format!(r#"{{"name":"C{at}","type":"integer"}}"#)).collect();
    let wide = format!(r#"{{"name":"own/wide","fields":[{}]}}"#, fields.join(","));
    let names: Vec<String> = (0..150).map(|at| format!("C{at}")).collect();
    let row =
        |wrong: usize| (0..150).map(|at| if at == wrong { "bad" } else { "1" }).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = (0..150).map(row).collect();
    let text = format!("{}\n{}\n", names.join(","), rows.join("\n"));
    let definition = Arc::new(ImportDefinition::parse(&wide).unwrap());
    let mut session = check("wide.csv", text.into_bytes(), vec![definition], &How::default());
    let sample = session.sample(0, KEY).unwrap();
    assert!(sample.lost.len() + sample.same >= 150, "{} and {}", sample.lost.len(), sample.same);
}

#[test]
fn what_is_said_of_a_heading_and_not_by_the_sample_is_named() {
    let definition = r#"{"name":"own/p","fields":[{"name":"Name"},{"name":"Age","type":"integer"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    for text in [
        "Name,Age,Name\nAdamov,x,Borisov\n",
        "Name,Age,\nAdamov,x,Borisov\n",
        "Name,,Age\nAdamov,Borisov,x\n",
    ] {
        let how = How { import: Some("own/p".to_owned()), ..How::default() };
        let mut session = check("p.csv", text.as_bytes().to_vec(), vec![definition.clone()], &how);
        let all: BTreeSet<String> = session.files()[0].report(Lang::En)["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["row"] == 1)
            .map(|one| {
                format!("{} {}", one["code"].as_str().unwrap(), one["column"].as_str().unwrap_or_default())
            })
            .collect();
        let Ok(sample) = session.sample(0, KEY) else { continue };
        let made = check("s.csv", sample.bytes.clone(), vec![definition.clone()], &how);
        let kept = codes(&made).remove(&1).unwrap_or_default();
        for one in all {
            let (code, column) = one.split_once(' ').unwrap();
            let is_kept = kept.iter().any(|(at, own)| own == code && *at == column_of(column));
            assert_eq!(is_kept, !sample.lost.contains(&one), "{text}: {one} {:?} {kept:?}", sample.lost);
        }
    }
}
