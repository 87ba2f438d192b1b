//! What holds for all files that are checked together, whatever they are.

use super::*;

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
