//! Files that follow an older template are moved over where the definition says how: columns under other headings, words in
//! the place of other words; and it is said.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{
    Held, ImportDefinition, Input, Job, Lang, Mapping, Product, RowsInError, Session, Settings, Verdict,
    builtin,
};
use serde_json::json;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

/// An import whose older template called two columns otherwise, had one more, and other words.
const PEOPLE: &str = r#"{"name":"own/people","title":"People","version":"3","primaryKey":"id","fields":[{"name":"id"},
    {"name":"name","heading":"Full name","constraints":{"required":true}},
    {"name":"language","constraints":{"required":true,"enum":["de","fr"]}},
    {"name":"since","type":"date"}],
    "replaces":[
        {"version":"1","columns":{"Name":"name","Tongue":"language"}},
        {"version":"2019","columns":{"Surname and first name":"name","Spoken":"language","Fax":null},
         "values":{"language":{"German":"de","French":"fr"}}}]}"#;
const OLD: &str = "id,Surname and first name,Spoken,Fax,since\n1,Ada Byron,German,5,2019-01-02\n2,Bob Hale,french,6,2019-01-03\n";

/// The same of an import in which rows form trees.
const TASKS: &str = r#"{"name":"own/tasks","fields":[{"name":"project","constraints":{"required":true}},
    {"name":"kind","constraints":{"required":true,"enum":["project","task"]}},{"name":"title"}],
    "outline":{"kind":"kind","name":"title","root":"project","rows":{"project":{},"task":{"parents":["project"]}}},
    "replaces":{"version":"2","columns":{"type of row":"kind"},"values":{"kind":{"P":"project","T":"task"}}}}"#;
const OLD_TASKS: &str = "project,type of row,title\nAlpha,P,Alpha\nAlpha,T,Plan\n";

fn checked_with(definition: &str, table: &str, mapping: Mapping) -> Session<'static> {
    let input = Input { name: "table.csv".to_owned(), mapping, ..Input::default() };
    let mut definitions = builtin::definitions().unwrap();
    definitions.push(Arc::new(ImportDefinition::parse(definition).unwrap()));
    Job::new(definitions, Lang::En)
        .file(input, Cursor::new(table.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn checked(definition: &str, table: &str) -> Session<'static> {
    checked_with(definition, table, Mapping::default())
}

fn made(session: &mut Session<'_>, product: Product) -> String {
    let mut out = Vec::new();
    session.product(0, product, RowsInError::Drop, &mut out).unwrap();
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}

fn codes(session: &Session<'_>) -> Vec<String> {
    let report = session.files()[0].report(Lang::En);
    report["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_older_file_is_moved_over_and_told() {
    for (definition, table, version, cleaned, changes) in [
        (
            PEOPLE,
            OLD.replace("french", "French"),
            "2019",
            "id,Full name,language,since\n1,Ada Byron,de,2019-01-02\n2,Bob Hale,fr,2019-01-03\n",
            &[
                "1,C,C1,language,Spoken,language,C200",
                "2,C,C2,language,German,de,C200",
                "3,C,C3,language,French,fr,C200",
            ][..],
        ),
        (
            TASKS,
            OLD_TASKS.to_owned(),
            "2",
            "project,kind,title\nAlpha,project,Alpha\nAlpha,task,Plan\n",
            &["1,B,B1,kind,type of row,kind,C200", "3,B,B3,kind,T,task,C200"][..],
        ),
    ] {
        let mut session = checked(definition, &table);
        let file = &session.files()[0];
        let report = file.report(Lang::En);
        assert_eq!(file.verdict(), Verdict::Ready, "{report:#}");
        let said: Vec<&str> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["code"] == "S600")
            .map(|f| f["message"].as_str().unwrap())
            .collect();
        assert_eq!(said.len(), 1, "{:?}", codes(&session));
        assert!(said[0].contains(&format!("({version})")) && said[0].contains(" → "), "{said:?}");
        let entries = report["mapping"].as_array().unwrap();
        let older: Vec<_> = entries.iter().filter(|one| one["how"] == "version").collect();
        assert!(!older.is_empty(), "{entries:?}");
        assert!(file.report(Lang::Fr).to_string().contains("ancien modèle"));
        assert_eq!(made(&mut session, Product::Cleaned), cleaned);
        let log = made(&mut session, Product::Changes);
        for change in changes {
            assert!(log.contains(&format!("{change},moved-over")), "{change} in {log}");
        }
    }
}

#[test]
fn what_is_gone_is_named_and_is_no_unknown_column() {
    let session = checked(PEOPLE, &OLD.replace("french", "French"));
    assert_eq!(codes(&session), ["S600"]);
    let report = session.files()[0].report(Lang::En);
    let said = report["findings"][0]["message"].as_str().unwrap();
    assert!(
        said.contains("No longer there: Fax.") && said.contains("Older words are replaced in Spoken."),
        "{said}"
    );
    assert!(said.contains("Surname and first name → Full name and Spoken → language"), "{said}");
    // A word that the older template did not have is judged as any other.
    let session = checked(PEOPLE, &OLD.replace("french", "klingon"));
    assert_eq!(session.files()[0].verdict(), Verdict::Errors);
    // In another case it is the same word.
    assert_eq!(codes(&checked(PEOPLE, OLD)), ["S600"]);
}

/// A column that is gone may be gone already: only what somebody said of it themselves is missed.
#[test]
fn nobody_misses_a_column_that_is_gone() {
    let table = OLD.replace("french", "French").replace(",Fax", "").replace(",5,", ",").replace(",6,", ",");
    assert_eq!(codes(&checked(PEOPLE, &table)), ["S600"]);
    // Two columns for one field, of which the cells choose one: the headings are looked for once more.
    let twice = "id,Surname and first name,Spoken,since,since\n1,Ada,German,x,2019-01-02\n2,Bob,German,y,2019-01-03\n";
    assert!(
        !codes(&checked(PEOPLE, twice)).contains(&"S420".to_owned()),
        "{:?}",
        codes(&checked(PEOPLE, twice))
    );
    let said = Mapping::read(&json!({ "columns": [{ "from": "Fax", "to": null }] })).unwrap();
    assert!(codes(&checked_with(PEOPLE, &table, said)).contains(&"S420".to_owned()));
}

#[test]
fn words_that_are_swapped_are_swapped_in_every_case() {
    let definition = r#"{"name": "own/members", "fields": [{"name": "Name"}, {"name": "Status", "constraints": {"enum": ["active", "gone"]}}],
        "replaces": [{"version": "1", "columns": {"Stat": "Status"}, "values": {"Status": {"active": "gone", "gone": "active"}}}]}"#;
    let mut session = checked(definition, "Name,Stat\nA,active\nB,Active\nC,GONE\n");
    assert_eq!(made(&mut session, Product::Cleaned), "Name,Status\nA,gone\nB,gone\nC,active\n");
}

#[test]
fn files_of_today_and_of_neither_are_not_moved() {
    for (table, verdict) in [
        ("id,Full name,language\n1,Ada,de\n", Verdict::Ready),
        // Words of the older template are none of today's.
        ("id,Full name,language\n1,Ada,German\n", Verdict::Errors),
        // Some of the older headings are not all of them.
        ("id,Full name,Spoken\n1,Ada,German\n", Verdict::Errors),
        ("id,Surname and first name,language\n1,Ada,de\n", Verdict::Errors),
        // Where a field has its column of today, nothing takes its place.
        ("id,Full name,Surname and first name,Spoken\n1,Ada,Byron,German\n", Verdict::Errors),
    ] {
        let session = checked(PEOPLE, table);
        let found = codes(&session);
        assert!(!found.contains(&"S600".to_owned()), "{table}: {found:?}");
        assert_eq!(session.files()[0].verdict(), verdict, "{table}: {found:?}");
    }
}

#[test]
fn the_version_that_fits_is_taken_and_what_somebody_said_wins() {
    let session = checked(PEOPLE, "id,Name,Tongue\n1,Ada,de\n");
    let report = session.files()[0].report(Lang::En);
    assert!(report["findings"][0]["message"].as_str().unwrap().contains("(1)"), "{report:#}");
    // The words are those of the other version.
    let session = checked(PEOPLE, "id,Name,Tongue\n1,Ada,German\n");
    assert_eq!(session.files()[0].verdict(), Verdict::Errors);
    // Who says which word is which is heard.
    let mapping = Mapping::read(&json!({ "values": { "language": { "German": "fr" } } })).unwrap();
    let mut session = checked_with(PEOPLE, &OLD.replace("french", "German"), mapping);
    assert!(made(&mut session, Product::Cleaned).contains("Ada Byron,fr,"));
    assert!(made(&mut session, Product::Changes).contains("German,fr,C190,"));
    let mapping = Mapping::read(&json!({ "columns": [{ "from": "Fax", "to": "language" }] })).unwrap();
    let session = checked_with(PEOPLE, &OLD.replace(",5,", ",de,").replace(",6,", ",fr,"), mapping);
    let report = session.files()[0].report(Lang::En);
    let of =
        |from: &str| report["mapping"].as_array().unwrap().iter().find(|one| one["from"][0] == from).cloned();
    assert_eq!(of("Fax").unwrap()["how"], "you", "{report:#}");
    assert_eq!(of("Surname and first name").unwrap()["how"], "version");
    assert_eq!(of("Spoken"), None, "nobody says what that is");
}

fn said_of(columns: serde_json::Value) -> Mapping {
    Mapping::read(&json!({ "columns": columns })).unwrap()
}

/// The headings of an older template say what the words are, whoever says which column is which: all of them by `--map`, or
/// some by their places, as a page does.
#[test]
fn older_words_are_replaced_where_somebody_named_the_columns_as_well() {
    let people = OLD.replace("french", "French");
    let cleaned = "id,Full name,language,since\n1,Ada Byron,de,2019-01-02\n2,Bob Hale,fr,2019-01-03\n";
    let all =
        json!([{ "from": "Surname and first name", "to": "name" }, { "from": "Spoken", "to": "language" }]);
    let tasks = "project,kind,title\nAlpha,project,Alpha\nAlpha,task,Plan\n";
    for (definition, table, columns, cleaned, hows) in [
        (PEOPLE, people.as_str(), json!([]), cleaned, ["version", "version"]),
        (PEOPLE, &people, all, cleaned, ["you", "you"]),
        (PEOPLE, &people, json!([{ "from": "Spoken", "to": "language" }]), cleaned, ["version", "you"]),
        (
            PEOPLE,
            &people,
            json!([{ "from": { "column": 3 }, "to": "language" }]),
            cleaned,
            ["version", "you"],
        ),
        // What fills blank cells takes no column away.
        (
            PEOPLE,
            &people,
            json!([{ "value": "de", "to": "language", "only": "blank" }]),
            cleaned,
            ["version", "version"],
        ),
        (TASKS, OLD_TASKS, json!([{ "from": "type of row", "to": "kind" }]), tasks, ["exact", "you"]),
        (TASKS, OLD_TASKS, json!([{ "from": { "column": 2 }, "to": "kind" }]), tasks, ["exact", "you"]),
    ] {
        let columns = said_of(columns);
        let mut session = checked_with(definition, table, columns.clone());
        let report = session.files()[0].report(Lang::En);
        assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{columns:?}: {report:#}");
        assert_eq!(made(&mut session, Product::Cleaned), cleaned, "{columns:?}");
        let found: Vec<_> =
            report["mapping"].as_array().unwrap().iter().filter(|one| one["kind"] == "column").collect();
        let how =
            |field: &str| found.iter().find(|one| one["to"] == field).map(|one| one["how"].as_str().unwrap());
        let fields = if definition == PEOPLE { ["name", "language"] } else { ["project", "kind"] };
        assert_eq!(fields.map(|field| how(field).unwrap()), hows, "{columns:?}");
        // The sentence names what the older template says, whoever said the same.
        let said = report["findings"].to_string();
        let pair = if definition == PEOPLE {
            "Surname and first name → Full name and Spoken → language"
        } else {
            "type of row → kind"
        };
        assert!(said.contains(pair) && said.contains("Older words are replaced in"), "{said}");
        let log = made(&mut session, Product::Changes);
        let word = if definition == PEOPLE { "German,de,C200" } else { "T,task,C200" };
        assert!(log.contains(word), "{log}");
    }
}

/// What is not the older template's own column keeps its words; what somebody left out stays out.
#[test]
fn a_column_from_elsewhere_keeps_its_words() {
    // "Fax" is taken for the language: its words are none of the older template's.
    let other = OLD.replace("french", "French").replace(",5,", ",German,").replace(",6,", ",fr,");
    let session = checked_with(PEOPLE, &other, said_of(json!([{ "from": "Fax", "to": "language" }])));
    assert_eq!(session.files()[0].verdict(), Verdict::Errors, "{:?}", codes(&session));
    // By its place as by its heading.
    for from in [json!("Spoken"), json!({ "column": 3 })] {
        let mut session = checked_with(
            PEOPLE,
            OLD,
            said_of(json!([{ "from": from, "to": null }, { "value": "de", "to": "language" }])),
        );
        let cleaned = made(&mut session, Product::Cleaned);
        assert_eq!(
            cleaned,
            "id,Full name,language,since\n1,Ada Byron,de,2019-01-02\n2,Bob Hale,de,2019-01-03\n"
        );
    }
    // With the heading of today beside it the file is none of that template.
    let both = "id,Full name,Surname and first name,Spoken\n1,Ada,Byron,German\n";
    let columns =
        json!([{ "from": "Surname and first name", "to": "name" }, { "from": "Spoken", "to": "language" }]);
    let session = checked_with(PEOPLE, both, said_of(columns));
    assert!(!codes(&session).contains(&"S600".to_owned()), "{:?}", codes(&session));
    assert_eq!(session.files()[0].verdict(), Verdict::Errors);
}

/// Some words are said, the others are those of the older template; the change log tells which is which.
#[test]
fn words_that_somebody_said_stand_beside_those_of_the_older_template() {
    for (definition, table, words, cleaned, changes) in [
        (
            PEOPLE,
            OLD.replace("french", "French"),
            json!({ "language": { "german": "fr" } }),
            "id,Full name,language,since\n1,Ada Byron,fr,2019-01-02\n2,Bob Hale,fr,2019-01-03\n",
            ["German,fr,C190", "French,fr,C200"],
        ),
        (
            TASKS,
            "project,type of row,title\nAlpha,P,Alpha\nAlpha,todo,Plan\n".to_owned(),
            json!({ "kind": { "todo": "task" } }),
            "project,kind,title\nAlpha,project,Alpha\nAlpha,task,Plan\n",
            ["P,project,C200", "todo,task,C190"],
        ),
    ] {
        let mapping = Mapping::read(&json!({ "values": words })).unwrap();
        let mut session = checked_with(definition, &table, mapping);
        assert_eq!(made(&mut session, Product::Cleaned), cleaned);
        let log = made(&mut session, Product::Changes);
        assert!(changes.iter().all(|change| log.contains(change)), "{log}");
    }
}

/// Two older templates that one heading tells apart.
const TOWNS: &str = r#"{"name":"own/towns","fields":[{"name":"name"},{"name":"city"},{"name":"kind"}],
    "replaces":[{"version":"1","columns":{"Nom":"name","Ville":"city"},"values":{"kind":{"un":"A"}}},
        {"version":"2","columns":{"Nom":"name","Town":"city"},"values":{"kind":{"un":"C"}}}]}"#;

/// An answer about a column does not make the file one of a template whose heading it lacks.
#[test]
fn what_somebody_said_stands_for_no_heading_of_an_older_template() {
    for (mapping, cleaned) in [
        (json!({}), "name,city,kind\nx,y,C\n"),
        (json!({ "columns": [{ "from": "Town", "to": "city" }] }), "name,city,kind\nx,y,C\n"),
        (json!({ "columns": [{ "value": "Bern", "to": "city" }] }), "name,city,kind\nx,Bern,C\n"),
        (json!({ "columns": [{ "from": "Nom", "to": "name" }] }), "name,city,kind\nx,y,C\n"),
    ] {
        let mapping = Mapping::read(&mapping).unwrap();
        let mut session = checked_with(TOWNS, "Nom,Town,kind\nx,y,un\n", mapping.clone());
        let report = session.files()[0].report(Lang::En);
        assert!(report["findings"].to_string().contains("an older template (2)"), "{report:#}");
        assert_eq!(made(&mut session, Product::Cleaned), cleaned, "{mapping:?}");
    }
}

/// The order in which a definition lists its older templates decides nothing.
#[test]
fn a_file_that_fits_two_older_templates_is_moved_over_from_neither() {
    let both = "Nom,Ville,Town,kind\nx,q,y,un\n";
    let mut other_order: serde_json::Value = serde_json::from_str(TOWNS).unwrap();
    other_order["replaces"].as_array_mut().unwrap().reverse();
    let other_order = other_order.to_string();
    for definition in [TOWNS, &other_order] {
        let alone = vec![Arc::new(ImportDefinition::parse(definition).unwrap())];
        let session = Job::new(alone, Lang::En)
            .file(Input::default(), Cursor::new(both))
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        assert_eq!(session.files()[0].verdict(), Verdict::Errors);
        assert_eq!(codes(&session), ["F760", "S130", "S130", "S130"]);
        let mapping = json!({ "columns": [{ "from": "Town", "to": "city" }] });
        let session = checked_with(definition, both, Mapping::read(&mapping).unwrap());
        assert!(!codes(&session).contains(&"S600".to_owned()), "{:?}", codes(&session));
    }
    // The same comes of both where an answer settles in what they differ.
    let mapping =
        json!({ "columns": [{ "from": "Town", "to": "city" }], "values": { "kind": { "un": "B" } } });
    let mut session = checked_with(TOWNS, both, Mapping::read(&mapping).unwrap());
    assert_eq!(made(&mut session, Product::Cleaned), "name,city,kind\nx,y,B\n");
}

/// Of two that know as many of a file's headings, the one with more headings of its own is followed.
#[test]
fn the_older_template_with_more_headings_is_followed() {
    let fewer = json!({ "version": "1", "columns": { "Nom": "name" }, "values": { "kind": { "un": "A" } } });
    let more = json!({ "version": "2", "columns": { "Nom": "name", "Town": "city" }, "values": { "kind": { "un": "C" } } });
    for replaces in [json!([fewer, more]), json!([more, fewer])] {
        let fields = json!([{ "name": "name" }, { "name": "city" }, { "name": "kind" }]);
        let definition = json!({ "name": "own/towns", "fields": fields, "replaces": replaces }).to_string();
        let mapping = json!({ "columns": [{ "from": "Town", "to": "city" }] });
        let mapping = Mapping::read(&mapping).unwrap();
        let mut session = checked_with(&definition, "Nom,Town,kind\nx,y,un\n", mapping);
        assert_eq!(made(&mut session, Product::Cleaned), "name,city,kind\nx,y,C\n", "{replaces}");
    }
}

#[test]
fn a_heading_may_have_meant_another_field() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"title"},{"name":"city"}],
        "replaces":{"version":"1","columns":{"Name":"title","Called":"name"}}}"#;
    let mut session = checked(definition, "Name,Called,city\nDr,Ada,Cork\n");
    assert_eq!(codes(&session), ["S600"]);
    assert_eq!(made(&mut session, Product::Cleaned), "name,title,city\nAda,Dr,Cork\n");
    let mut session = checked(definition, "Name,title,city\nAda,Dr,Cork\n");
    assert_eq!(made(&mut session, Product::Cleaned), "name,title,city\nAda,Dr,Cork\n");
}

#[test]
fn an_older_export_is_compared_with_as_well() {
    let definition = Arc::new(ImportDefinition::parse(PEOPLE).unwrap());
    let there = Cursor::new(OLD.replace("french", "French"));
    let held = Held::read(&definition, &Settings::new(), "there.csv", there, Lang::En).unwrap();
    let session = Job::new(vec![definition], Lang::En)
        .held(Arc::new(held))
        .unwrap()
        .file(
            Input::default(),
            Cursor::new("id,Full name,language,since\n1,Ada Byron,de,2019-01-02\n2,Bob Hale,de,2019-01-03\n"),
        )
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let forecast = session.files()[0].forecast().unwrap();
    assert_eq!((forecast.unchanged, forecast.changed, forecast.new), (1, 1, 0));
}

#[test]
fn a_wrong_word_is_refused_with_its_place() {
    let with = |replaces: serde_json::Value| {
        let definition = json!({ "fields": [{ "name": "name", "aliases": ["nom"] }, { "name": "born", "type": "date" }],
            "replaces": replaces });
        match ImportDefinition::load(&definition) {
            Ok(loaded) => format!("{:?}", loaded.remarks.iter().map(|one| &one.place).collect::<Vec<_>>()),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(with(json!({ "version": 2, "columns": { "Called": "name" } })), "[]");
    assert_eq!(
        with(
            json!([{ "version": "2", "columns": { "Called": "name", "Fax": null }, "values": { "born": { "never": "" } } }])
        ),
        "[]"
    );
    // The same words for the same columns are no contradiction, and one more column tells two apart.
    let words = json!({ "born": { "never": "" } });
    for columns in [json!({ "Called": "name" }), json!({ "Called": "name", "Birth": "born" })] {
        let other = if columns.as_object().unwrap().len() == 1 { words.clone() } else { json!({}) };
        let both = json!([{ "version": "1", "columns": { "Called": "name" }, "values": words },
            { "version": "2", "columns": columns, "values": other }]);
        assert_eq!(with(both), "[]");
    }
    for (replaces, said) in [
        (json!([{ "columns": { "Called": "name" } }]), "replaces[0]: “version” is missing"),
        (json!([{ "version": "2" }]), "replaces[0]: “columns” is missing"),
        (
            json!({ "version": "2", "columns": {} }),
            "replaces.columns: a heading that only the older template has",
        ),
        (
            json!({ "version": "2", "columns": { "NOM": "born" } }),
            "replaces.columns: a heading that only the older",
        ),
        (
            json!({ "version": "2", "columns": { "Fax": null } }),
            "replaces.columns: a heading that only the older",
        ),
        (
            json!({ "version": "2", "columns": { "Called": "nom" } }),
            "replaces.columns.Called: there is no field “nom”",
        ),
        (json!({ "version": "2", "columns": { " ": "name" } }), "replaces.columns. : a heading of the older"),
        (
            json!({ "version": "2", "columns": { "A": "name", "B": "name" } }),
            "replaces.columns.B: this field has a column",
        ),
        (
            json!({ "version": "2", "columns": { "A": "name" }, "values": { "x": {} } }),
            "replaces.values.x: there is no field",
        ),
        (
            json!({ "version": "2", "columns": { "A": "name" }, "value": {} }),
            "replaces: “value” is not a word",
        ),
        (
            json!([{ "version": "2", "columns": { "A": "name" } }, { "version": 2, "columns": { "B": "name" } }]),
            "replaces[1].version: another older template is called so",
        ),
        (
            json!([
                { "version": "1", "columns": { "Called": "name", "Fax": null }, "values": { "born": { "never": "" } } },
                { "version": "2", "columns": { "called ": "name" } }
            ]),
            "replaces[1].columns: these are the columns of version “1”, with other values",
        ),
        (
            json!([{ "version": "2", "columns": { "A": "name" }, "values": { "born": { "then": "some day" } } }]),
            "replaces[0].values.born.then: the field itself refuses “some day”",
        ),
    ] {
        let found = with(replaces);
        assert!(found.starts_with(said), "{found}\n{said}");
    }
}

#[test]
fn the_command_moves_a_file_over() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("moved-over");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("people.csv"), OLD.replace("french", "French")).unwrap();
    std::fs::write(folder.join("own.json"), PEOPLE).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_import-checker"))
        .args([
            "check",
            "people.csv",
            "--definition",
            "own.json",
            "--out",
            "out",
            "--write",
            "cleaned,changes",
        ])
        .current_dir(&folder)
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{out}");
    assert!(out.contains("S600 older-template: The headings are those of an older template (2019)"), "{out}");
    assert!(std::fs::read_to_string(folder.join("out/people.cleaned.csv")).unwrap().contains("Bob Hale,fr,"));
    assert!(
        std::fs::read_to_string(folder.join("out/people.changes.csv"))
            .unwrap()
            .contains("French,fr,C200,moved-over")
    );
}

/// The example of the documentation says what its page says.
#[test]
fn the_example_of_the_documentation_holds() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/older-template");
    let definition = std::fs::read_to_string(folder.join("members.json")).unwrap();
    let mut session = checked(&definition, &std::fs::read_to_string(folder.join("members.csv")).unwrap());
    assert_eq!((session.files()[0].verdict(), codes(&session)), (Verdict::Ready, vec!["S600".to_owned()]));
    assert!(made(&mut session, Product::Cleaned).ends_with("3,Noir Cléa,fr,2020-05-06\n"));
}

/// The headings of a file are looked for in each older template, so there are so many and no more.
#[test]
fn older_templates_are_as_many_as_can_be_looked_through() {
    let older = |n: usize| format!(r#"{{"version":"v{n}","columns":{{"old {n}":"name"}}}}"#);
    let definition = |count: usize| {
        let all: Vec<String> = (0..count).map(older).collect();
        format!(r#"{{"fields":[{{"name":"name"}}],"replaces":[{}]}}"#, all.join(","))
    };
    assert!(ImportDefinition::parse(&definition(50)).is_ok());
    let refused = ImportDefinition::parse(&definition(51)).unwrap_err().to_string();
    assert!(refused.contains("50 older templates"), "{refused}");
}
