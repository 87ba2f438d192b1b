//! The one helper: a file and a definition in, a session that has checked it out.

#![allow(dead_code)] // Each test crate uses its own part.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr)] // A test fails by panicking, and says what it skips.

pub(crate) mod golden;
pub(crate) mod programs;

use import_checker::{Decision, Edits, ImportDefinition, Input, Job, Lang, RowsInError, Session, Settings};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How a file is checked.
#[derive(Clone, Default)]
pub(crate) struct How {
    pub(crate) import: Option<String>,
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) accept: Vec<String>,
    pub(crate) keep: Vec<String>,
    pub(crate) lang: Lang,
}

/// All built-in definitions.
pub(crate) fn builtin() -> Vec<Arc<ImportDefinition>> {
    import_checker::builtin::definitions().unwrap_or_else(|e| panic!("{e}"))
}

fn decision(text: &str, accept: bool) -> Decision {
    let (code, choice) = text.split_once('=').map_or((text, None), |(c, x)| (c, Some(x.to_owned())));
    Decision { code: code.to_owned(), field: None, value: None, choice, accept }
}

/// The input that `how` describes.
pub(crate) fn input(name: &str, definitions: &[Arc<ImportDefinition>], how: &How) -> Input {
    let accept = how.accept.iter().map(|t| decision(t, true));
    let keep = how.keep.iter().map(|t| decision(t, false));
    let mut settings = Settings::new();
    for (key, value) in &how.settings {
        let declared = definitions.iter().flat_map(|d| &d.settings).find(|s| s.name == *key);
        let answer = declared.and_then(|s| s.default.parse(value));
        settings.insert(key.clone(), answer.unwrap_or_else(|| panic!("setting {key}={value}")));
    }
    Input {
        name: name.to_owned(),
        import: how.import.clone(),
        edits: Edits { decisions: accept.chain(keep).collect(), ..Edits::default() },
        settings,
        ..Input::default()
    }
}

/// Checks one file.
pub(crate) fn check(
    name: &str,
    bytes: Vec<u8>,
    definitions: Vec<Arc<ImportDefinition>>,
    how: &How,
) -> Session<'static> {
    let input = input(name, &definitions, how);
    let job = Job::new(definitions, how.lang).file(input, Cursor::new(bytes));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// Checks a text file under a definition given as JSON.
pub(crate) fn check_text(definition: &str, text: &str) -> Session<'static> {
    let definition = ImportDefinition::parse(definition).unwrap_or_else(|e| panic!("{e}\n{definition}"));
    check("file.csv", text.as_bytes().to_vec(), vec![Arc::new(definition)], &How::default())
}

/// The codes of all findings, in the order of the report.
pub(crate) fn codes(session: &Session<'_>) -> Vec<String> {
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    findings.iter().map(|f| f["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The cleaned file; empty when there is none.
pub(crate) fn cleaned(session: &mut Session<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let result =
        session.clean(0, RowsInError::Drop, &mut out, &mut |_| (), &mut |_, _| ControlFlow::Continue(()));
    if result.is_err() {
        out.clear();
    }
    out
}
