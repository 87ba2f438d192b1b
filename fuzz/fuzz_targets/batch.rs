//! Two files that refer to each other.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let definitions = import_checker_fuzz::definitions();
    let mut session = import_checker::Session::new(definitions, import_checker::Lang::En);
    for (import, rows) in [("customers", input.0), ("clients", input.1)] {
        let name = format!("interpreter-intelligence/{import}");
        let Some(definition) = session.definitions().iter().find(|d| d.name == name) else { return };
        let header: Vec<&str> = definition.fields.iter().map(|field| field.name.as_str()).collect();
        let file = format!("{}\n{rows}", header.join(","));
        let input = import_checker::Input { name: format!("{import}.csv"), import: Some(name), ..Default::default() };
        let source = Box::new(std::io::Cursor::new(file.into_bytes()));
        session.open(input, source, &mut |_, _| std::ops::ControlFlow::Continue(()));
    }
    session.check(&mut |_, _, _| std::ops::ControlFlow::Continue(()));
    import_checker_fuzz::is_honest(&session);
});
