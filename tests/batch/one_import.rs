//! Several files for one import.

use super::*;

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
