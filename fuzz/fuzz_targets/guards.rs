//! No repair makes a formula of a text that was none.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|cell: &str| {
    let text = format!("a,b\nx,\"{}\"\n", cell.replace('"', "\"\""));
    let definition = r#"{"name":"own","fields":[{"name":"a"},{"name":"b"}]}"#;
    let Ok(definition) = import_checker::ImportDefinition::parse(definition) else { return };
    let mut session = import_checker::Session::new(vec![definition.into()], import_checker::Lang::En);
    let mut go_on = |_, _| std::ops::ControlFlow::Continue(());
    let wishes = import_checker::read::Wishes { delimiter: Some(','), encoding: Some("utf-8".to_owned()), ..Default::default() };
    let input = import_checker::Input { name: "f.csv".to_owned(), wishes, ..Default::default() };
    session.open(input, Box::new(std::io::Cursor::new(text.into_bytes())), &mut go_on);
    session.check(&mut |_, _, _| std::ops::ControlFlow::Continue(()));
    let mut changes = Vec::new();
    let rows = import_checker::RowsInError::Include;
    let _ = session.clean(0, rows, &mut std::io::sink(), &mut |c| changes.push(c()), &mut go_on);
    for change in changes {
        let live = |text: &str| text.starts_with('=') && text.len() > 1;
        assert!(!live(&change.after) || live(&change.before), "{change:?}");
    }
});
