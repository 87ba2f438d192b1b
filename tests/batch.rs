//! Files checked together: what stands in no folder of `batches/`, and what holds for all of them.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{ImportDefinition, Job, Lang, Product, RowsInError, Session, Verdict};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::OnceLock;
use support::{How, input};

/// All built-in definitions, read once.
fn builtin() -> Vec<Arc<ImportDefinition>> {
    static DEFINITIONS: OnceLock<Vec<Arc<ImportDefinition>>> = OnceLock::new();
    DEFINITIONS.get_or_init(support::builtin).clone()
}

/// A file's name, its bytes and how it is checked.
type Named = (String, Vec<u8>, How);

fn session(
    files: &[Named],
    definitions: Vec<Arc<ImportDefinition>>,
    existing: &[(&str, &str)],
    lang: Lang,
) -> Session<'static> {
    let mut job = Job::new(definitions, lang);
    for (import, list) in existing {
        job = job.existing(import, list);
    }
    for (name, bytes, how) in files {
        let input = input(name, job.definitions(), how);
        job = job.file(input, Cursor::new(bytes.clone()));
    }
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    for file in session.files() {
        let r = file.records();
        assert_eq!(r.on_file, r.ready + r.in_error + r.skipped, "{}", file.input.name);
        as_many_as_are_counted(&file.report(lang));
    }
    session
}

/// Where every finding of a kind is listed, there are as many as are counted.
fn as_many_as_are_counted(report: &Json) {
    let mut listed: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in report["findings"].as_array().into_iter().flatten() {
        *listed.entry(finding["code"].as_str().unwrap()).or_default() += 1;
    }
    for (code, count) in report["counts"].as_object().into_iter().flatten() {
        let list = listed.get(code.as_str()).copied().unwrap_or(0);
        assert!(list == count.as_u64().unwrap() || list >= 1_000, "{code}: {list} listed, {count} counted");
    }
}

/// Tables as texts, each for an import of the hierarchy of customers.
fn tables(tables: &[(&str, &str)], existing: &[(&str, &str)], accept: &[&str]) -> Session<'static> {
    let named = tables.iter().map(|(import, text)| {
        let how = How {
            import: Some(format!("interpreter-intelligence/{import}")),
            accept: accept.iter().map(|a| (*a).to_owned()).collect(),
            ..How::default()
        };
        (format!("{import}.csv"), text.as_bytes().to_vec(), how)
    });
    let existing: Vec<(String, &str)> =
        existing.iter().map(|(i, l)| (format!("interpreter-intelligence/{i}"), *l)).collect();
    let existing: Vec<(&str, &str)> = existing.iter().map(|(i, l)| (i.as_str(), *l)).collect();
    session(&named.collect::<Vec<_>>(), builtin(), &existing, Lang::En)
}

/// The findings of the batch in one file: `code place`, in order.
fn found(session: &Session<'_>, file: usize) -> Vec<String> {
    let report = session.files()[file].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let text = |f: &Json| {
        let cell = f["cell"].as_str().map(str::to_owned);
        let place = cell.or_else(|| f["row"].as_u64().map(|r| r.to_string())).unwrap_or_default();
        format!("{} {place}", f["code"].as_str().unwrap_or_default()).trim_end().to_owned()
    };
    let own = |t: &String| t.starts_with('X') || t.starts_with("B320") || t.starts_with('U');
    findings.iter().map(text).filter(own).collect()
}

fn message(session: &Session<'_>, file: usize, code: &str) -> String {
    let report = session.files()[file].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let first = findings.iter().find(|f| f["code"] == code);
    first.and_then(|f| f["message"].as_str()).unwrap_or_default().to_owned()
}

fn unchecked(session: &Session<'_>, file: usize) -> usize {
    session.files()[file].report(Lang::En)["notChecked"].as_array().map_or(0, Vec::len)
}

fn cleaned(session: &mut Session<'_>, file: usize) -> String {
    let mut out = Vec::new();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    session.clean(file, RowsInError::Drop, &mut out, &mut |_| (), go_on).unwrap_or_else(|e| panic!("{e}"));
    String::from_utf8_lossy(&out).into_owned()
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let inside = |path: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut all: Vec<PathBuf> = entries.map(|e| e.unwrap_or_else(|e| panic!("{e}")).path()).collect();
        all.retain(|p| p.is_dir());
        all.sort();
        all
    };
    inside(root).iter().flat_map(|system| inside(system)).collect()
}

/// The files of a folder.
fn folder(path: &Path) -> Vec<Named> {
    let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut files: Vec<Named> = entries
        .map(|e| e.unwrap_or_else(|e| panic!("{e}")).path())
        .filter(|p| p.extension().is_some_and(|e| e == "csv"))
        .map(|p| {
            let name = p.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
            (name, fs::read(&p).unwrap_or_else(|e| panic!("{}: {e}", p.display())), How::default())
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The reports of all files by name, and what is said of all together.
fn told(files: &[Named], lang: Lang) -> String {
    let session = session(files, builtin(), &[], lang);
    let mut reports: Vec<String> = session.files().iter().map(|f| f.text_report(lang)).collect();
    reports.sort();
    let batch = session.batch_report(lang);
    let said = |key: &str| batch[key].as_str().unwrap_or_default().to_owned();
    format!("{}\n{}\n{}\n", reports.concat(), said("message"), said("orderMessage")).trim_end().to_owned()
        + "\n"
}

#[test]
fn the_order_in_which_files_are_dropped_makes_no_difference() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/batches");
    let folders = folders(&root);
    assert!(folders.len() > 15, "only {} folders were found", folders.len());
    for path in &folders {
        let mut files = folder(path);
        let found = told(&files, Lang::En);
        files.reverse();
        assert_eq!(found, told(&files, Lang::En), "{}", path.display());
        let french = told(&files, Lang::Fr);
        assert!(!french.contains('{') && french != found, "{}: {french}", path.display());
    }
}

const CUSTOMERS: &str = "Customer Name,Accounting Reference,Parent Accounting Reference,Status,Contract Type,\
    Billing Address,Billing City,Billing Country\n";
const CLIENTS: &str = "Customer Accounting Reference,Client Name,Client Accounting Reference\n";
const LOCATIONS: &str = "Client Accounting Reference,Customer Accounting Reference,Location Accounting Reference,\
    Place Name,Street Address,City,Country\n";

fn customers(references: &[&str]) -> String {
    let row = |r: &&str| format!("Hospital {r},{r},,Active,Standard,1 Main Street,Dublin,Ireland\n");
    CUSTOMERS.to_owned() + &references.iter().map(row).collect::<String>()
}

/// Each is customer and own reference.
fn clients(rows: &[(&str, &str)]) -> String {
    let row = |(i, (customer, own)): (usize, &(&str, &str))| format!("{customer},Client {i},{own}\n");
    CLIENTS.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

/// Each is client, customer and own reference.
fn locations(rows: &[(&str, &str, &str)]) -> String {
    let row = |(i, (client, customer, own)): (usize, &(&str, &str, &str))| {
        format!("{client},{customer},{own},Place {i},1 High Street,Dublin,Ireland\n")
    };
    LOCATIONS.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

#[test]
fn made_references_avoid_every_reference_in_use() {
    let files = [
        ("customers", customers(&["1234", "1234b", "9"])),
        ("clients", clients(&[("1234", ""), ("1234", "1234A"), ("1234", ""), ("9", ""), ("1234", "")])),
        ("service-locations", locations(&[("1234a", "", "1234c")])),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let existing = [("customers", "Accounting Reference\n1234E\n")];
    let offered = tables(&files, &existing, &[]);
    assert_eq!(found(&offered, 1), ["B320 C2", "B320 C4", "B320 C5", "B320 C6"]);
    let mut taken = tables(&files, &existing, &["B320"]);
    assert_eq!(found(&taken, 1), [""; 0]);
    let text = cleaned(&mut taken, 1);
    let own: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').nth(2)).collect();
    // a, b, c and e are in use: at another level, or on the server.
    assert_eq!(own, ["1234d", "1234A", "1234f", "9a", "1234g"]);
}

#[test]
fn made_references_go_on_after_z() {
    let rows: Vec<(&str, &str)> = (0..30).map(|_| ("1", "")).collect();
    let files = [("customers", customers(&["1"])), ("clients", clients(&rows))];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let mut session = tables(&files, &[], &["B320"]);
    let text = cleaned(&mut session, 1);
    let own: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').nth(2)).collect();
    assert_eq!(own[24..28], ["1y", "1z", "1aa", "1ab"]);
}

#[test]
fn a_reference_that_was_made_can_be_named_by_another_file() {
    let files = [
        ("customers", customers(&["1"])),
        ("clients", clients(&[("1", "")])),
        ("service-locations", locations(&[("1a", "1", "")])),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let before = tables(&files, &[], &[]);
    assert_eq!(found(&before, 2), ["X810 A2"]);
    assert!(message(&before, 2, "X810").contains("Row 2 of clients.csv has no reference yet"));
    let after = tables(&files, &[], &["B320"]);
    assert_eq!(found(&after, 2), [""; 0]);
}

#[test]
fn a_list_of_what_exists_satisfies_and_its_own_level_is_an_update() {
    let client = clients(&[("77", "77a"), ("78", "78a")]);
    let location = locations(&[("500a", "", "L78"), ("501a", "", "")]);
    let files = [("clients", client.as_str()), ("service-locations", location.as_str())];
    // The file of customers is missing, its list stands for it: 78 is not on it.
    let lists = [("customers", "77\n"), ("clients", "Client Reference\n500A\n77a\n")];
    let session = tables(&files, &lists, &[]);
    assert_eq!(found(&session, 0), ["X920", "X810 A3"]);
    assert_eq!(found(&session, 1), ["X810 A3"]);
    assert_eq!(unchecked(&session, 0), 0);
    let taken = tables(&files, &[("customers", "77,78,L78"), ("clients", "500a;501a")], &[]);
    assert_eq!(found(&taken, 1), ["X830 C2"], "a reference of the server at another level");
}

#[test]
fn what_the_user_says_exists_is_not_asked_again() {
    let client = clients(&[("77", "77a")]);
    let alone = tables(&[("clients", &client)], &[], &[]);
    assert_eq!((unchecked(&alone, 0), alone.files()[0].verdict()), (1, Verdict::Incomplete));
    for said in ["X860", "X860=exists"] {
        let confirmed = tables(&[("clients", &client)], &[], &[said]);
        assert_eq!((unchecked(&confirmed, 0), confirmed.files()[0].verdict()), (0, Verdict::Ready), "{said}");
    }
    let both = [("customers", customers(&["1"])), ("clients", client)];
    let both: Vec<(&str, &str)> = both.iter().map(|(i, t)| (*i, t.as_str())).collect();
    assert_eq!(found(&tables(&both, &[], &[]), 1), ["X810 A2"]);
    assert_eq!(found(&tables(&both, &[], &["X810=exists"]), 1), [""; 0]);
}

/// A list without the column that tells records apart was given all the same: that is what is said.
#[test]
fn a_list_that_lacks_the_column_is_not_told_as_a_missing_file() {
    let client = clients(&[("77", "77a")]);
    let lists = [("customers", "Customer Name,Phone\nAsh Hospital,1\n")];
    let session = tables(&[("clients", &client)], &lists, &[]);
    let report = session.files()[0].report(Lang::En);
    let said: Vec<&str> =
        report["notChecked"].as_array().unwrap().iter().filter_map(|one| one["message"].as_str()).collect();
    assert!(said.iter().any(|one| one.contains("has no column “Accounting Reference”")), "{said:?}");
    assert!(!said.iter().any(|one| one.contains("is among the files")), "{said:?}");
    assert_eq!(session.files()[0].verdict(), Verdict::Incomplete);
}

#[test]
fn two_files_of_one_import_are_compared_as_one() {
    let how = || How { import: Some("interpreter-intelligence/clients".to_owned()), ..How::default() };
    let first = clients(&[("1", "1a"), ("1", "1b")]).into_bytes();
    let second = clients(&[("1", "1A"), ("1", "1c")]).into_bytes();
    let customer = How { import: Some("interpreter-intelligence/customers".to_owned()), ..How::default() };
    let files = [
        ("b.csv".to_owned(), second, how()),
        ("a.csv".to_owned(), first, how()),
        ("customers.csv".to_owned(), customers(&["1"]).into_bytes(), customer),
    ];
    let session = session(&files, builtin(), &[], Lang::En);
    assert_eq!(found(&session, 1), ["X900"]);
    // Names may repeat, references may not.
    assert_eq!(found(&session, 0), ["X900", "X830 C2"]);
    assert!(message(&session, 0, "X900").contains("a.csv"));
    assert!(message(&session, 0, "X830").contains("C2 of a.csv"));
}

#[test]
fn files_of_one_table_are_not_told_that_there_are_several() {
    let definition = r#"{"name": "d", "fields": [{"name": "name"}]}"#;
    let told = |tables: &[Option<&str>]| {
        let mut job = Job::new(vec![Arc::new(ImportDefinition::parse(definition).unwrap())], Lang::En);
        for (index, table) in tables.iter().enumerate() {
            let mut input = input(&format!("{index}.csv"), job.definitions(), &How::default());
            input.one_table = table.map(str::to_owned);
            job = job.file(input, Cursor::new(format!("name\nAna {index}\n").into_bytes()));
        }
        let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        let others = |file: usize| {
            let said = if found(&session, file).is_empty() {
                String::new()
            } else {
                message(&session, file, "X900")
            };
            (0..tables.len()).filter(|other| said.contains(&format!("{other}.csv"))).collect::<Vec<_>>()
        };
        (0..tables.len()).map(others).collect::<Vec<_>>()
    };
    assert_eq!(told(&[Some("t"), Some("t")]), [[0; 0]; 2]);
    assert_eq!(told(&[None, None]), [vec![1], vec![0]]);
    assert_eq!(
        told(&[Some("t"), Some("t"), Some("u"), None]),
        [vec![2, 3], vec![2, 3], vec![0, 1, 3], vec![0, 1, 2]]
    );
}

/// Files for one import with a definition of its own: codes with their places, severities and verdicts, file by file.
fn of_one_import(definition: &str, files: &[&str]) -> Vec<String> {
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap_or_else(|e| panic!("{e}")));
    let mut job = Job::new(vec![definition], Lang::En);
    for (index, text) in files.iter().enumerate() {
        let how = How { import: Some("d".to_owned()), ..How::default() };
        let input = input(&format!("{}.csv", index + 1), job.definitions(), &how);
        job = job.file(input, Cursor::new(text.as_bytes().to_vec()));
    }
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let line = |file: &import_checker::File<'_>| {
        let report = file.report(Lang::En);
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        let told = |f: &Json| {
            format!("{} {} {}", f["code"], f["cell"], f["severity"]).replace(['"'], "").replace("null", "-")
        };
        let kept = findings.iter().filter(|f| f["code"] != "X900").map(told);
        format!("{:?}: {}", file.verdict(), kept.collect::<Vec<_>>().join(", "))
    };
    session.files().iter().map(line).collect()
}

#[test]
fn what_is_unique_in_combination_is_so_across_files() {
    let definition = r#"{"name":"d","fields":[{"name":"a"},{"name":"b","type":"number"},{"name":"c"}],
        "uniqueKeys":[["a","b"]]}"#;
    let files = ["a,b,c\nx,1,p\ny,2,q\n", "a,b,c\nx,2,p\nx,1.0,r\nx,1,s\n,1,t\n", "c,b,a\nz,1,x\n"];
    assert_eq!(
        of_one_import(definition, &files),
        ["Ready: ", "Errors: U620 B3 error, U620 B4 error", "Errors: U620 B2 error"]
    );
    let apart = ["a,b,c\nx,1,p\n", "a,b,c\nx,2,p\n"];
    assert_eq!(of_one_import(definition, &apart), ["Ready: ", "Ready: "]);
}

#[test]
fn rules_that_compare_rows_do_so_across_files() {
    let fields = r#""fields":[{"name":"who","format":"email"},{"name":"h","type":"number"},
        {"name":"from","type":"date"},{"name":"to","type":"date"}]"#;
    let rule = |rule: &str| format!(r#"{{"name":"d",{fields},"rules":[{{{rule}}}]}}"#);
    let header = "who,h,from,to\n";
    let first = format!("{header}ana@a.fr,20,2025-03-01,2025-03-04\nbo@a.fr,1,2025-03-01,2025-03-04\n");
    let second = format!("{header}cy@a.fr,20,2025-03-01,2025-03-04\nAna@A.fr,5,2025-03-04,2025-03-09\n");
    let files = [first.as_str(), second.as_str()];
    for (of, found) in [
        (r#""rule":"sum-limit","field":"h","by":["who"],"maximum":24"#, "Ready: B430 B3 warning"),
        (r#""rule":"sum-limit","field":"h","by":["who"],"maximum":25"#, "Ready: "),
        (
            r#""rule":"sum-limit","field":"h","by":["who"],"maximum":24,"severity":"error""#,
            "Errors: B430 B3 error",
        ),
        (r#""rule":"same-within","field":"h","by":["who"]"#, "Ready: B430 B3 warning"),
        (r#""rule":"no-overlap","from":"from","to":"to","by":["who"]"#, "Errors: B430 C3 error"),
        (r#""rule":"unique","fields":["who"]"#, "Errors: B430 A3 error"),
        (r#""rule":"unique","fields":["who"],"when":{"h":{"exclusiveMinimum":5}}"#, "Ready: "),
        (r#""rule":"unique","fields":["who","h"]"#, "Ready: "),
    ] {
        let [one, two] = of_one_import(&rule(of), &files).try_into().unwrap_or_default();
        assert_eq!((one.as_str(), two.as_str()), ("Ready: ", found), "{of}");
    }
}

#[test]
fn conditions_on_the_row_above_are_met_by_what_compares_files() {
    let definition = |more: &str| {
        format!(
            r#"{{"name":"d","fields":[{{"name":"root"}},{{"name":"kind"}},{{"name":"name"}},{{"name":"class"}},
            {{"name":"code"}}],"outline":{{"kind":"kind","name":"name","root":"root",
            "rows":{{"top":{{}},"part":{{"parents":["top"]}}}}}},{more}}}"#
        )
    };
    let file = |root: &str, class: &str| {
        format!("root,kind,name,class,code\n{root},top,{root},{class},\n{root},part,a,,\n{root},part,b,,7\n")
    };
    let unique = definition(r#""rules":[{"rule":"unique","fields":["code"],"when":{"@parent:class":"A"}}]"#);
    let (one, two) = (file("P", "A"), file("Q", "A"));
    assert_eq!(of_one_import(&unique, &[&one, &two]), ["Ready: ", "Errors: B430 E4 error"]);
    assert_eq!(of_one_import(&unique, &[&one, &file("Q", "B")]), ["Ready: ", "Ready: "]);
    let exists = definition(
        r#""foreignKeys":[{"fields":["code"],"reference":{"resource":"","fields":["name"]},
        "when":{"@parent:class":"A"}}]"#,
    );
    assert_eq!(of_one_import(&exists, &[&one]), ["Errors: X810 E4 error"]);
    assert_eq!(of_one_import(&exists, &[&file("P", "B")]), ["Ready: "]);
}

#[test]
fn a_list_of_what_exists_without_the_column_leaves_duplicates_unchecked() {
    let customers = customers(&["77"]);
    let client = clients(&[("77", "500a")]);
    let files = [("customers", customers.as_str()), ("clients", client.as_str())];
    // Clients share their references with service locations; this list has headings, but not that of the reference.
    let lists = [("service-locations", "Address Type,City\nMain,Cork\n")];
    let session = tables(&files, &lists, &[]);
    assert_eq!((unchecked(&session, 1), session.files()[1].verdict()), (1, Verdict::Incomplete));
    let report = session.files()[1].report(Lang::En);
    assert_eq!(report["notChecked"][0]["code"], "X930");
    let confirmed = tables(&files, &lists, &["X930"]);
    assert_eq!((unchecked(&confirmed, 1), confirmed.files()[1].verdict()), (0, Verdict::Ready));
}

#[test]
fn a_file_in_error_as_a_whole_takes_its_children_along() {
    // The column of the names is missing.
    let broken = "Accounting Reference,Status,Contract Type,Billing Address,Billing City,Billing Country\n\
        1,Active,Standard,1 Main Street,Dublin,Ireland\n";
    let files = [("customers", broken.to_owned()), ("clients", clients(&[("1", "1a"), ("2", "2a")]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let session = tables(&files, &[], &[]);
    assert_eq!(found(&session, 1), ["X880 2"]);
    assert!(message(&session, 1, "X880").contains("cannot be used as a whole"));
    assert_eq!(unchecked(&session, 1), 1, "whether the other exists is not known");
    assert_eq!(found(&session, 0), ["X870"]);
}

#[test]
fn an_unreadable_parent_leaves_references_unchecked_and_one_without_rows_does_not() {
    let client = clients(&[("1", "1a")]);
    let check = |parent: &str, existing: &[(&str, &str)]| {
        tables(&[("customers", parent), ("clients", &client)], existing, &[])
    };
    let session = check("", &[]);
    assert_eq!((found(&session, 1), unchecked(&session, 1)), (vec![], 1));
    assert_eq!(session.files()[1].verdict(), Verdict::Incomplete);
    let session = check(CUSTOMERS, &[]);
    assert_eq!((found(&session, 1), unchecked(&session, 1)), (vec!["X810 A2".to_owned()], 0));
    assert!(message(&session, 1, "X810").contains("There is no value in it yet"));
    // What exists on the server already needs no row.
    let session = check(CUSTOMERS, &[("customers", "1")]);
    assert_eq!((found(&session, 1), unchecked(&session, 1)), (vec![], 0));
}

#[test]
fn skipping_goes_down_all_levels_and_is_counted_at_the_top() {
    let mut customer = customers(&["1", "2"]);
    customer = customer.replacen("Hospital 1", "", 1);
    let client = clients(&[("1", "1a"), ("2", "2a")]);
    let location = locations(&[("1a", "", ""), ("2a", "", "")]);
    let files = [("service-locations", location.as_str()), ("clients", &client), ("customers", &customer)];
    let session = tables(&files, &[], &[]);
    assert_eq!(found(&session, 0), ["X880 2"]);
    assert_eq!(found(&session, 1), ["X880 2"]);
    assert_eq!(found(&session, 2), ["X870 2"]);
    assert!(message(&session, 2, "X870").contains("2 rows wait"), "{}", message(&session, 2, "X870"));
    let batch = session.batch_report(Lang::En);
    assert_eq!(batch["total"]["onFile"], 6);
    assert_eq!((&batch["total"]["ready"], &batch["total"]["skipped"]), (&Json::from(3), &Json::from(2)));
    let order: Vec<&str> =
        batch["order"].as_array().into_iter().flatten().filter_map(|o| o["title"].as_str()).collect();
    assert_eq!(order, ["Customers", "Clients", "Service locations"]);
}

#[test]
fn the_nearest_value_is_offered_and_taken_on_demand() {
    let files = [
        ("customers", customers(&["0123", "AB-7"])),
        ("clients", clients(&[("123", "1a"), ("ab7", "2a"), ("124", "3a")])),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let offered = tables(&files, &[], &[]);
    assert_eq!(found(&offered, 1), ["X810 A2", "X810 A3", "X810 A4"]);
    assert!(message(&offered, 1, "X810").contains("may have removed zeros at the start"));
    let mut taken = tables(&files, &[], &["X810=nearest"]);
    assert_eq!(found(&taken, 1), ["X810 A4"], "another number is another record");
    let text = cleaned(&mut taken, 1);
    assert!(text.contains("\n0123,Client 0,1a,") && text.contains("\nAB-7,Client 1,2a,"), "{text}");
}

#[test]
fn references_that_differ_by_zeros_between_levels_are_doubtful() {
    let files =
        [("customers", customers(&["0012"])), ("clients", clients(&[("0012", "12"), ("0012", "13")]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    let session = tables(&files, &[], &[]);
    assert_eq!(found(&session, 0), [""; 0]);
    assert_eq!(found(&session, 1), ["U640 C2"]);
    assert!(message(&session, 1, "U640").contains("B2 of customers.csv"), "{}", message(&session, 1, "U640"));
}

#[test]
fn each_tree_of_rows_has_its_account() {
    let text = "project name,resource type,resource name,task budget type\n\
        A,project,A,\nA,task,x,none\nB,project,B,\nB,task,y,wrong\nB,subtask,z,none\n";
    let how = How { import: Some("gryzzly/projects".to_owned()), ..How::default() };
    let session = session(&[("p.csv".to_owned(), text.as_bytes().to_vec(), how)], builtin(), &[], Lang::En);
    let report = session.files()[0].report(Lang::En);
    let line = |i: usize| {
        let s = &report["subtotals"][i];
        (s["name"].as_str().unwrap_or_default().to_owned(), s["onFile"].as_u64(), s["ready"].as_u64())
    };
    assert_eq!(line(0), ("A".to_owned(), Some(2), Some(2)));
    assert_eq!(line(1), ("B".to_owned(), Some(3), Some(1)));
}

/// A reference of few letters, so that they meet: spelled in different ways, some blank.
fn any_reference() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..6_u8).prop_map(|n| format!("R{n}")),
        2 => (0..6_u8).prop_map(|n| format!("R{n}a")),
        1 => (0..6_u8).prop_map(|n| format!("r{n}")),
        1 => (0..6_u8).prop_map(|n| format!(" R{n}")),
        1 => Just(String::new()),
        1 => Just("R 1".to_owned()),
    ]
}

fn column<'t>(text: &'t str, index: usize) -> impl Iterator<Item = String> + 't {
    text.lines().skip(1).filter_map(move |l| l.split(',').nth(index)).map(str::to_lowercase)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is dropped: what comes out names only what comes out, and no reference is there twice.
    #[test]
    fn cleaned_files_hold_together(
        top in prop::collection::vec((any_reference(), any_reference()), 1..8),
        middle in prop::collection::vec((any_reference(), any_reference()), 1..8),
        bottom in prop::collection::vec((any_reference(), any_reference(), any_reference()), 0..8),
        made in any::<bool>(),
    ) {
        let row = |(own, parent): &(String, String)| {
            format!("Hospital {own},{own},{parent},Active,Standard,1 Main Street,Dublin,Ireland\n")
        };
        let first = CUSTOMERS.to_owned() + &top.iter().map(row).collect::<String>();
        let second: Vec<(&str, &str)> = middle.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let third: Vec<(&str, &str, &str)> =
            bottom.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        let (second, third) = (clients(&second), locations(&third));
        let files = [("customers", first.as_str()), ("clients", &second), ("service-locations", &third)];
        let accept: &[&str] = if made { &["B320", "X810=nearest", "X910"] } else { &[] };
        let mut together = tables(&files, &[], accept);
        let reports: Vec<Json> = together.files().iter().map(|f| f.report(Lang::En)).collect();
        let turned = tables(&[files[2], files[0], files[1]], &[], accept);
        let other: Vec<Json> = [1, 2, 0].iter().map(|i| turned.files()[*i].report(Lang::En)).collect();
        prop_assert_eq!(&reports, &other);
        let text = |session: &mut Session<'_>, file: usize| {
            if session.files()[file].records().ready > 0 { cleaned(session, file) } else { String::new() }
        };
        let texts: Vec<String> = (0..3).map(|f| text(&mut together, f)).collect();
        let customers: Vec<String> = column(&texts[0], 1).collect();
        let clients: Vec<String> = column(&texts[1], 2).collect();
        for parent in column(&texts[0], 2).chain(column(&texts[1], 0)).chain(column(&texts[2], 1)) {
            prop_assert!(parent.is_empty() || customers.contains(&parent), "{parent}\n{}", texts.concat());
        }
        for client in column(&texts[2], 0) {
            prop_assert!(clients.contains(&client), "{client}\n{}", texts.concat());
        }
        let own = customers.iter().chain(&clients).cloned().chain(column(&texts[2], 2));
        let mut own: Vec<String> = own.filter(|t| !t.is_empty()).collect();
        let all = own.len();
        own.sort();
        own.dedup();
        prop_assert_eq!(own.len(), all, "{}", texts.concat());
    }
}

#[test]
fn a_reference_of_another_level_is_named_without_the_file_of_its_own() {
    let (customer, location) = (customers(&["1234"]), locations(&[("1234", "", ""), ("1234a", "", "")]));
    let session = tables(&[("customers", &customer), ("service-locations", &location)], &[], &[]);
    assert_eq!(found(&session, 1), ["X820 A2"]);
    assert!(message(&session, 1, "X820").contains("B2 of customers.csv"));
    assert_eq!(unchecked(&session, 1), 1);
}

#[test]
fn a_file_for_another_import_says_nothing_about_the_others() {
    let (customer, client) = (customers(&["1"]), clients(&[("1", "1a"), ("1", "1b")]));
    let how =
        |import: &str| How { import: Some(format!("interpreter-intelligence/{import}")), ..How::default() };
    let files = [
        ("customers.csv".to_owned(), customer.into_bytes(), how("customers")),
        ("clients.csv".to_owned(), client.into_bytes(), how("customers")),
    ];
    let session = session(&files, builtin(), &[], Lang::En);
    assert_eq!(found(&session, 0), [""; 0]);
    assert_eq!(found(&session, 1), [""; 0]);
    assert_eq!(session.files()[0].verdict(), Verdict::Ready);
    assert_eq!(session.files()[1].verdict(), Verdict::Errors);
}

#[test]
fn references_are_made_even_where_the_column_is_missing() {
    let client = "Customer Accounting Reference,Client Name\n1,Cardiology\n1,Oncology\n";
    let mut session = tables(&[("customers", &customers(&["1"])), ("clients", client)], &[], &["B320"]);
    let text = cleaned(&mut session, 1);
    let own: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').nth(2)).collect();
    assert_eq!(own, ["1a", "1b"]);
}

/// The list of findings is bounded; the rows in error are not, and each says which cell it stays behind for.
#[test]
fn references_beyond_those_that_are_listed_name_their_cell_as_well() {
    let wrong: Vec<String> = (0..1_300).map(|i| format!("X{i}")).collect();
    let rows: Vec<(&str, &str)> = wrong.iter().map(|w| (w.as_str(), "")).collect();
    let (above, below) = (customers(&["1"]), clients(&rows));
    let mut session = tables(&[("customers", &above), ("clients", &below)], &[], &[]);
    let mut out = Vec::new();
    session.product(1, Product::Rejected, RowsInError::Drop, &mut out).unwrap_or_else(|e| panic!("{e}"));
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let mut count = 0;
    for (record, wrong) in reader.records().map(|r| r.unwrap_or_else(|e| panic!("{e}"))).zip(&wrong) {
        let (row, said) = (record.get(record.len() - 2), record.get(record.len() - 1).unwrap_or_default());
        assert!(said.contains(&format!("A{}", row.unwrap_or_default())) && said.contains(wrong), "{said}");
        count += 1;
    }
    assert_eq!(count, 1_300);
}

#[test]
fn some_references_are_corrected_and_the_rest_exist_on_the_server() {
    let files = [("customers", customers(&["0123"])), ("clients", clients(&[("123", "1a"), ("9999", "2a")]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(i, t)| (*i, t.as_str())).collect();
    for accepted in [["X810=nearest", "X810=exists"], ["X810=exists", "X810=nearest"]] {
        let mut session = tables(&files, &[], &accepted);
        assert_eq!(found(&session, 1), [""; 0], "{accepted:?}");
        let text = cleaned(&mut session, 1);
        assert!(text.contains("\n0123,Client 0,1a,") && text.contains("\n9999,Client 1,2a,"), "{text}");
    }
}

#[test]
fn a_template_of_ones_own_changes_headings_and_order_and_nothing_else() {
    let mut definitions: Vec<Json> = ["customers", "clients"]
        .iter()
        .map(|name| {
            let path = format!("www/imports/interpreter-intelligence/{name}.json");
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
            serde_json::from_str(&text.unwrap_or_else(|e| panic!("{e}"))).unwrap_or_else(|e| panic!("{e}"))
        })
        .collect();
    let fields = definitions[0]["fields"].as_array_mut().unwrap_or_else(|| panic!("fields"));
    fields.swap(0, 1);
    fields[0]["heading"] = "Cust. Ref #".into();
    fields[2]["inTemplate"] = false.into();
    let own =
        definitions.iter().map(|d| Arc::new(ImportDefinition::load(d).unwrap_or_else(|e| panic!("{e}"))));
    let text = "Cust. Ref #,Customer Name,Status,Contract Type,Billing Address,Billing City,Billing Country\n\
        1234,City Hospital,Active,Standard,1 Main Street,Dublin,Ireland\n";
    let how =
        |import: &str| How { import: Some(format!("interpreter-intelligence/{import}")), ..How::default() };
    let files = [
        ("customers.csv".to_owned(), text.as_bytes().to_vec(), how("customers")),
        (
            "clients.csv".to_owned(),
            clients(&[("1234", "1234a"), ("1235", "1235a")]).into_bytes(),
            how("clients"),
        ),
    ];
    let mut session = session(&files, own.collect(), &[], Lang::En);
    assert_eq!(found(&session, 1), ["X810 A3"], "other imports find the field by its name");
    let written = cleaned(&mut session, 0);
    assert!(written.starts_with("Cust. Ref #,Customer Name,Status,"), "{written}");
}

/// Two imports, of which one names the references of the other.
fn by_reference(longest: &str) -> Vec<Arc<ImportDefinition>> {
    let owners = r#"{"name":"own/owners","fields":[{"name":"ref","format":"reference","constraints":{"required":true}},{"name":"name"}],"primaryKey":"ref"}"#;
    let parts = format!(
        r#"{{"name":"own/parts","fields":[{{"name":"owner","format":"reference"}},{{"name":"part","format":"reference","generateFrom":"owner"{longest}}}],
            "sharedKeys":[{{"group":"parts","field":"part"}}],
            "foreignKeys":[{{"fields":"owner","reference":{{"resource":"own/owners","fields":"ref"}}}}]}}"#
    );
    [owners, parts.as_str()]
        .map(|text| Arc::new(ImportDefinition::parse(text).unwrap_or_else(|e| panic!("{e}"))))
        .into()
}

#[test]
fn a_reference_is_one_however_its_accents_are_written() {
    for (owner, named) in [("Caf\u{e9}", "Cafe\u{301}"), ("Cafe\u{301}", "Caf\u{e9}")] {
        let files: Vec<Named> = [
            ("owners.csv", format!("ref,name\n{owner},x\n")),
            ("parts.csv", format!("owner,part\n{named},1\n")),
        ]
        .map(|(name, text)| (name.to_owned(), text.into_bytes(), How::default()))
        .into();
        let session = session(&files, by_reference(""), &[], Lang::En);
        let wrong: Vec<String> =
            found(&session, 1).into_iter().filter(|code| code.starts_with("X8")).collect();
        assert_eq!(wrong, [""; 0], "{owner} {named}");
        let other: Vec<Named> = [
            ("owners.csv", format!("ref,name\n{owner},x\n")),
            ("parts.csv", "owner,part\nCafe,1\n".to_owned()),
        ]
        .map(|(name, text)| (name.to_owned(), text.into_bytes(), How::default()))
        .into();
        let session = self::session(&other, by_reference(""), &[], Lang::En);
        assert!(found(&session, 1).contains(&"X810 A2".to_owned()), "without the accent it is another");
    }
}

#[test]
fn references_that_are_made_are_no_longer_than_allowed() {
    let how = How { accept: vec!["B320".to_owned()], ..How::default() };
    let rows = "ABCD,\n".repeat(28);
    let files: Vec<Named> = vec![
        ("owners.csv".to_owned(), b"ref,name\nABCD,x\n".to_vec(), How::default()),
        ("parts.csv".to_owned(), format!("owner,part\n{rows}").into_bytes(), how),
    ];
    let mut session =
        session(&files, by_reference(r#","constraints":{"required":true,"maxLength":5}"#), &[], Lang::En);
    let made = cleaned(&mut session, 1);
    let made: Vec<&str> = made.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!((made.len(), made.first(), made.last()), (26, Some(&"ABCDa"), Some(&"ABCDz")), "{made:?}");
}
