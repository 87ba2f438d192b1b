//! Columns under other headings, constants, columns put together and taken apart.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::{Change, ImportDefinition, Input, Job, Lang, Mapping, RowsInError, Session};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

const PEOPLE: &str = r#"{"name": "people", "fields": [
    {"name": "name", "constraints": {"required": true}}, {"name": "phone"}, {"name": "country"},
    {"name": "start", "type": "date"}, {"name": "end", "type": "date"}, {"name": "street"},
    {"name": "status", "constraints": {"enum": ["open", "done"]}}]}"#;

fn checked(definition: Arc<ImportDefinition>, text: &[u8], mapping: &Json) -> Session<'static> {
    let name = definition.name.clone();
    let mapping = Mapping::read(mapping).unwrap_or_else(|e| panic!("{e}"));
    let input = Input { name: "file.csv".to_owned(), import: Some(name), mapping, ..Input::default() };
    let job = Job::new(vec![definition], Lang::En).file(input, Cursor::new(text.to_vec()));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn people(text: &str, mapping: &Json) -> Session<'static> {
    checked(Arc::new(ImportDefinition::parse(PEOPLE).unwrap()), text.as_bytes(), mapping)
}

fn written(session: &mut Session<'_>) -> (String, Vec<Change>) {
    let (mut out, mut changes) = (Vec::new(), Vec::new());
    let mut go_on = |_, _| ControlFlow::Continue(());
    session.clean(0, RowsInError::Drop, &mut out, &mut |make| changes.push(make()), &mut go_on).unwrap();
    (String::from_utf8(out).unwrap(), changes)
}

#[test]
fn columns_are_renamed_left_out_made_joined_and_split() {
    let mapping = json!({
        "columns": [
            { "from": "Kundenname", "to": "name" },
            { "from": { "column": 2 }, "to": "phone" },
            { "from": "Notiz", "to": null },
            { "value": "France", "to": "country" },
            { "join": ["Rue", "Nr"], "with": " ", "to": "street" },
            { "split": "Zeit", "at": " / ", "to": ["start", "end"] },
        ],
        "values": { "status": { "en cours": "open" } },
    });
    let text = "Kundenname,,Notiz,Rue,Nr,Zeit,status\n\
        Ana,12,x,Main,3,14/03/2025 / 2025-03-15,en cours\n\
        Bob,34,y,,7,,done\n";
    let mut session = people(text, &mapping);
    let codes = support::codes(&session);
    assert_eq!(session.files()[0].verdict().name(), "ready", "{codes:?}");
    assert!(!codes.iter().any(|code| code == "S130" || code == "S160" || code == "S170"), "{codes:?}");
    let (out, changes) = written(&mut session);
    assert_eq!(
        out,
        "name,phone,country,start,end,street,status\r\n\
         Ana,12,France,2025-03-14,2025-03-15,Main 3,open\r\n\
         Bob,34,France,,,7,done\r\n"
    );
    let mapped: Vec<_> = changes
        .iter()
        .filter(|c| c.code == "C190")
        .map(|c| (c.row, c.field.as_str(), c.before.as_str(), c.after.as_str()))
        .collect();
    assert_eq!(mapped[..2], [(1, "name", "Kundenname", "name"), (1, "phone", "", "phone")]);
    assert!(mapped.contains(&(2, "country", "", "France")) && mapped.contains(&(3, "street", "", "7")));
    assert!(mapped.contains(&(2, "status", "en cours", "open")));
    let report = session.files()[0].report(Lang::En);
    let entry =
        |to: &str| report["mapping"].as_array().unwrap().iter().find(|e| e["to"] == to).cloned().unwrap();
    assert_eq!(
        entry("name"),
        json!({ "from": ["Kundenname"], "to": "name", "how": "you", "kind": "column" })
    );
    assert_eq!(entry("street")["from"], json!(["Rue", "Nr"]));
    assert_eq!(entry("status")["how"], "exact");
}

#[test]
fn a_constant_for_blanks_fills_blanks_only() {
    let mapping = json!({ "columns": [{ "value": "France", "to": "country", "only": "blank" }] });
    let mut session = people("name,country\nAna,\nBob,Peru\n", &mapping);
    assert_eq!(written(&mut session).0, "name,country\r\nAna,France\r\nBob,Peru\r\n");
}

#[test]
fn a_made_value_is_judged_like_any_other() {
    let session = people("name\nAna\n", &json!({ "columns": [{ "value": "soon", "to": "start" }] }));
    assert_eq!(support::codes(&session), ["T210"]);
    let report = session.files()[0].report(Lang::En);
    assert_eq!(report["findings"][0]["value"], "soon");
    let other = json!({ "columns": [{ "split": "Zeit", "at": "/", "to": ["start", "end"] }] });
    let session = people("name,Zeit\nAna,2025-03-14\n", &other);
    assert_eq!(support::codes(&session), ["T550"]);
}

/// States and postcodes are judged by the country that the row has, wherever it comes from.
#[test]
fn a_country_that_is_made_or_meant_is_the_one_that_counts() {
    let codes = |words: &str, text: &str, mapping: &Json| {
        let definition = format!(
            r#"{{"name": "addresses", "fields": [
                {{"name": "state", "format": "state", "country": "country"}},
                {{"name": "postcode", "format": "postcode", "country": "country"}},
                {{"name": "country", "format": "country"{words}}}]}}"#
        );
        let definition = Arc::new(ImportDefinition::parse(&definition).unwrap());
        support::codes(&checked(definition, text.as_bytes(), mapping))
    };
    let made = json!({ "columns": [{ "value": "US", "to": "country" }] });
    let wrong = ["T460", "T470"];
    assert_eq!(codes("", "state,postcode\nQC,K1A 0B1\n", &made), wrong);
    assert_eq!(codes("", "state,postcode\nMA,02108\n", &made), [""; 0]);
    let word = json!({ "values": { "country": { "overseas": "US" } } });
    assert_eq!(codes("", "state,postcode,country\nQC,K1A 0B1,overseas\n", &word), wrong);
    let none = r#", "missingValues": ["US"]"#;
    let text = "state,postcode,country\nQC,K1A 0B1,US\n";
    assert_eq!(codes(none, text, &json!({})), [""; 0]);
    assert_eq!(codes("", text, &json!({})), wrong);
    // It may name itself, of which nothing follows.
    let own =
        r#"{"name": "own", "fields": [{"name": "a", "format": "state", "country": "a"}, {"name": "b"}]}"#;
    let own = Arc::new(ImportDefinition::parse(own).unwrap());
    assert_eq!(support::codes(&checked(own, b"a,b\nParis,x\n", &json!({}))), [""; 0]);
}

#[test]
fn a_mapping_wins_over_names_and_one_that_does_not_fit_is_refused() {
    let mut session =
        people("name,Kunde\nAna,Bob\n", &json!({ "columns": [{ "from": "Kunde", "to": "name" }] }));
    assert_eq!(written(&mut session).0, "name\r\nBob\r\n");
    let session = people("name\nAna\n", &json!({ "columns": [{ "from": "name", "to": "nom" }] }));
    assert_eq!(
        (session.files()[0].verdict().name(), &support::codes(&session)[..]),
        ("unreadable", &["F640".to_owned()][..])
    );
    let session = people("name\nAna\n", &json!({ "columns": [{ "from": "Kunde", "to": "phone" }] }));
    assert_eq!(support::codes(&session), ["S420"]);
}

/// Headings written in another way, at random, with a mapping that leads back: byte for byte the same cleaned file, for
/// files of every built-in definition.
#[test]
fn renamed_headings_and_a_mapping_give_the_same_bytes() {
    let mut random = Random(15);
    let mut compared = BTreeMap::new();
    for path in support::golden::inputs() {
        let definitions = support::golden::definitions(&path);
        let how = support::golden::how(&path);
        let [definition] = &definitions
            .iter()
            .filter(|d| how.import.as_ref().is_none_or(|name| d.name == *name))
            .cloned()
            .collect::<Vec<_>>()[..]
        else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Plain files with their headings in the first line, so that renaming them changes nothing else.
        let mut lines = text.splitn(2, '\n');
        let (Some(head), Some(rest)) = (lines.next(), lines.next()) else { continue };
        let headings: Vec<&str> = head.trim_end_matches('\r').split(',').collect();
        let plain = !head.contains('"') && headings.len() > 1;
        let fields: Option<Vec<&str>> = headings
            .iter()
            .map(|h| definition.fields.iter().find(|f| f.heading == *h).map(|f| f.name.as_str()))
            .collect();
        let (true, Some(fields)) = (plain, fields) else { continue };
        let mut before = checked(Arc::clone(definition), text.as_bytes(), &json!({}));
        // A row that repeats the headings does so no more under other ones.
        let counts = before.files()[0].report(Lang::En)["counts"].clone();
        let named = ["S140", "R110"].iter().any(|code| counts[*code].is_number());
        if before.files()[0].verdict().name() == "unreadable" || named {
            continue;
        }
        let bytes = |session: &mut Session<'static>| String::from_utf8(support::cleaned(session)).unwrap();
        let wanted = bytes(&mut before);
        for _ in 0..4 {
            let renamed = random.headings(headings.len());
            let columns: Vec<Json> =
                renamed.iter().zip(&fields).map(|(from, to)| json!({ "from": from, "to": to })).collect();
            let file = format!("{}\n{rest}", renamed.join(","));
            let mut after = checked(Arc::clone(definition), file.as_bytes(), &json!({ "columns": columns }));
            assert_eq!(bytes(&mut after), wanted, "{}: {renamed:?}", path.display());
            *compared.entry(definition.name.clone()).or_insert(0) += usize::from(!wanted.is_empty());
        }
    }
    for definition in support::builtin() {
        assert!(compared.contains_key(&definition.name), "{}: {compared:?}", definition.name);
    }
    assert!(compared.values().sum::<usize>() > 80, "{compared:?}");
}

/// Numbers that look like chance, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// So many different headings, in letters, digits, blanks and signs of several scripts.
    fn headings(&mut self, count: usize) -> Vec<String> {
        const LETTERS: [char; 16] =
            ['q', 'X', 'z', 'K', 'ß', 'é', 'ł', 'Ж', '名', '7', '0', '-', '/', '_', '(', ' '];
        let mut all: Vec<String> = Vec::new();
        while all.len() < count {
            let length = 3 + self.below(20);
            let text: String = (0..length).map(|_| LETTERS[self.below(LETTERS.len())]).collect();
            // A heading is a word: numbers and dates alone are data.
            let text = format!("W{}q", text.trim());
            let folded = text.to_lowercase();
            if !all.iter().any(|other| other.to_lowercase() == folded) {
                all.push(text);
            }
        }
        all
    }
}

#[test]
fn unknown_columns_come_with_the_fields_that_they_may_be() {
    let text = "name,Telephone,Started on,Odd\nAna,12,2025-03-14,x\nBob,34,2025-03-15,y\n";
    let session = people(text, &json!({}));
    let found = session.suggestions(0);
    let first =
        |column: u32| found.iter().find(|s| s.column == column).map(|s| (s.field.as_str(), s.samples.len()));
    assert_eq!(first(1), Some(("phone", 2)), "by the likeness of the names");
    assert_eq!(first(2), Some(("start", 2)), "by the likeness of the names and by what its cells are");
    assert_eq!(first(3), None, "{found:?}");
    let dates: Vec<_> = found.iter().filter(|s| s.column == 2).map(|s| (s.field.as_str(), s.fits)).collect();
    assert!(dates.contains(&("end", 1.0)), "{dates:?}");
    let mapped = people(text, &json!({ "columns": [{ "from": "Telephone", "to": "phone" }] }));
    assert!(mapped.suggestions(0).iter().all(|s| s.column != 1));
}
