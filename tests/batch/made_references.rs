//! References that are made where the user has none.

use super::*;

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
fn references_are_made_even_where_the_column_is_missing() {
    let client = "Customer Accounting Reference,Client Name\n1,Cardiology\n1,Oncology\n";
    let mut session = tables(&[("customers", &customers(&["1"])), ("clients", client)], &[], &["B320"]);
    let text = cleaned(&mut session, 1);
    let own: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').nth(2)).collect();
    assert_eq!(own, ["1a", "1b"]);
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
