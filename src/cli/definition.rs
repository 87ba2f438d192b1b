//! `check --definition FILE` without files: what a definition says, and whether its own examples bear it out.

use super::{Failure, language, say};
use import_checker::problem::Detail;
use import_checker::{ImportDefinition, Wording, describe, terminal};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// The rules of each definition as sentences, then each example that says otherwise. Exit 0: all of it is understood, and
/// every example holds.
pub(super) fn run(definitions: &[Arc<ImportDefinition>]) -> Result<ExitCode, Failure> {
    let lang = language();
    let words = Wording { lang, layout: None, definition: None };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut holds = true;
    for definition in definitions {
        let title = definition.title.get(lang.tag());
        let mut lines = format!("{title}\n");
        for rule in &definition.rules {
            lines += &format!("  {}\n", describe::rule(definition, rule, lang));
        }
        let contradictions = definition.run_examples();
        let facts = [("count", Detail::Count(definition.example_count() as u64))];
        let counted =
            words.phrase(["{count} {count|example|examples}", "{count} {count|exemple|exemples}"], &facts);
        lines += &format!("  {counted}\n");
        out.write_all(terminal::lines(&lines).as_bytes())?;
        for remark in &contradictions {
            say(&format!("{title}: {}: {}", remark.place, remark.reason.get(lang.tag())));
        }
        holds &= contradictions.is_empty() && definition.open_remarks().next().is_none();
    }
    out.flush()?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
