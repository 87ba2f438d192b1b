//! References from one level to the next, and what is left out with a parent in error.

use super::*;

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
