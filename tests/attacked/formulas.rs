//! Texts that a spreadsheet would run.

use super::*;

#[test]
fn what_a_spreadsheet_opens_is_guarded_and_numbers_are_not() {
    let definition = r#"{"name":"own","fields":[{"name":"a"},{"name":"n","type":"number"}],"dialect":{"guardFormulas":true}}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let text = "a,n,=1+1\n\"\t=cmd|x!A0\",-5,1\n=B1,x,@SUM(A1)\n+44 20 7946 0958,-5.50,z\n";
    let mut session = check("f.csv", text.into(), vec![definition], &How::default());
    for (what, guarded, plain) in [
        ("rejected", &["'=1+1", "'=B1", "'@SUM(A1)"][..], &["\n=", ",=", ",@"][..]),
        ("cleaned", &["'\t=cmd|x!A0", "+44 20 7946 0958", "-5"], &["\n\t=", "\"\t=", "'+44", "'-5"]),
    ] {
        let mut out = Vec::new();
        session.product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        for text in guarded {
            assert!(out.contains(text), "{text:?} in {what}: {out:?}");
        }
        for text in plain {
            assert!(!out.contains(text), "{text:?} in {what}: {out:?}");
        }
    }
}

#[test]
fn the_change_log_is_guarded() {
    let definition = r#"{"name":"own","fields":[{"name":"a"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let mut session = check("f.csv", "a\n\"=A1(\u{a0}x) \"\n".into(), vec![definition], &How::default());
    let mut out = Vec::new();
    session.product(0, Product::Changes, RowsInError::Drop, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("'=A1(") && !out.contains(",=A1"), "{out}");
}
