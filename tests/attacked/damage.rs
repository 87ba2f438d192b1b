//! Files of every kind with bytes changed, repeated or gone.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_text_file_is_ready_with_an_error(
        at in 0..SMALL.len(),
        cut in 0_usize..3,
        put in prop_oneof![
            Just("\""), Just("\0"), Just("\n"), Just("\r"), Just(","), Just(";"), Just("\t"), Just("\u{b}"),
            Just("\u{85}"), Just("\u{2028}"), Just("\u{200b}"), Just("\u{1a}"), Just("\u{fffd}"), Just("'"),
            Just("\u{feff}"), Just("\\"), Just("\"\""), Just(""),
        ],
    ) {
        let mut bytes = SMALL.as_bytes().to_vec();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        is_honest(&report(&check("damaged.csv", bytes, builtin(), &projects())));
    }

    #[test]
    fn no_damaged_workbook_is_ready_with_an_error(
        name in prop_oneof![Just("table.xlsx"), Just("table.ods"), Just("table.xls")],
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
        let mut bytes = std::fs::read(path).unwrap();
        *at.get_mut(&mut bytes) = byte;
        is_honest(&report(&check(name, bytes, builtin(), &projects())));
    }

    /// In front of a formula stands whatever hides it; what comes out is none that was not one before.
    #[test]
    fn no_repair_makes_a_formula_of_a_text(
        front in "['\u{200b}\u{feff}\u{1}\u{a0}\t \u{b}\u{200e}\u{3000}]{0,3}",
        sign in prop_oneof![Just("="), Just("@"), Just("＝"), Just("＠")],
        rest in "[a-z]{2}\\(1\\)|[a-z]{2}\\|x!A0",
    ) {
        let cell = format!("{front}{sign}{rest}");
        let definition = r#"{"name":"own","fields":[{"name":"a"},{"name":"b","type":"string"}]}"#;
        let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let text = format!("a,b\nx,{quoted}\n{quoted},y\n");
        let mut session = check("f.csv", text.into_bytes(), vec![definition], &How::default());
        let mut cleaned = Vec::new();
        let mut go_on = |_, _| ControlFlow::Continue(());
        let done = session.clean(0, RowsInError::Include, &mut cleaned, &mut |_| (), &mut go_on);
        prop_assert!(done.is_ok());
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(cleaned.as_slice());
        for cleaned in table.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let live = |text: &str| text.starts_with(['=', '@', '＝', '＠']);
            prop_assert!(!live(&cleaned) || live(&cell), "{:?} became {:?}", cell, cleaned);
        }
    }
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// The same bytes with a few of them changed, repeated or gone.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(12)).min(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = dice.below(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, again));
            }
            3 => bytes[at] ^= 1 << dice.below(8),
            _ => {
                let odd = [&b"\""[..], b"\0", b"<", b"999999999", b"\r", b"\xff\xfe", b"&#x0;", b"-1"]
                    [dice.below(8)];
                drop(bytes.splice(at..at, odd.iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn damaged_files_of_every_kind_get_an_honest_answer_and_all_outputs_are_made() {
    let mut dice = Dice(16);
    let mut answered = 0;
    for (name, bytes) in seeds() {
        for _ in 0..40 {
            let mut session = check(name, damaged(&bytes, &mut dice), builtin(), &projects());
            is_honest(&report(&session));
            for what in ["cleaned", "changes", "rejected", "annotated", "xlsx", "report", "html", "summary"] {
                let mut out = Vec::new();
                if session.product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out).is_ok() {
                    answered += usize::from(!out.is_empty());
                }
            }
        }
    }
    assert!(answered > 600, "only {answered} outputs were made");
}

#[test]
fn a_damaged_summary_or_definition_is_taken_or_refused() {
    let mut dice = Dice(17);
    let summary = summary().to_string();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/imports/gryzzly/projects.json");
    let definition = std::fs::read(path).unwrap();
    for _ in 0..300 {
        let text = String::from_utf8_lossy(&damaged(summary.as_bytes(), &mut dice)).into_owned();
        if let Ok(opened) = open_summary(&text, Lang::En) {
            assert!(opened["records"]["onFile"].is_u64() && opened["verdict"].is_string());
        }
        let text = String::from_utf8_lossy(&damaged(&definition, &mut dice)).into_owned();
        let _ = ImportDefinition::parse(&text);
    }
}
