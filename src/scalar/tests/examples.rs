//! Every example of a value's problem is run: the bad one has the problem once, the good one not at all.

use super::super::PROBLEMS;
use crate::check::file::Input;
use crate::definition::ImportDefinition;
use crate::problem::Problem;
use crate::problem::lang::Lang;
use crate::session::Job;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The codes that are found in a text file judged by the example's definition.
fn codes(problem: &Problem, text: &str) -> Vec<String> {
    let json = serde_json::from_str(problem.example.definition).unwrap_or_default();
    let definition = match ImportDefinition::load(&json) {
        Ok(definition) => definition,
        Err(error) => return vec![format!("{error:?}")],
    };
    let input = Input { name: "example.csv".to_owned(), ..Input::default() };
    let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new(text.as_bytes()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let reports = session.files().iter().map(|file| file.report(Lang::En));
    let codes = reports.flat_map(|report| {
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        findings.into_iter().map(|finding| finding["code"].as_str().unwrap_or("").to_owned())
    });
    codes.collect()
}

#[test]
fn bad_examples_are_found_and_good_ones_pass() {
    for problem in PROBLEMS.iter().copied().flatten() {
        assert!(!problem.example.definition.is_empty(), "{} has no example", problem.code);
        let bad = codes(problem, problem.example.bad);
        let times = bad.iter().filter(|code| *code == problem.code).count();
        assert_eq!(times, 1, "{} in its bad example, where {bad:?} was found", problem.code);
        let good = codes(problem, problem.example.good);
        assert!(good.is_empty(), "{} has a good example with {good:?}", problem.code);
    }
}
