//! Values of a list, and yes or no.

use super::{Case, Judge, Outcome};
use crate::problem::{Detail, Finding, Grade, Problem};
use crate::record::context::Reporter;
use crate::scalar::choice::{self, Choice, NOT_IN_LIST, NOT_YES_OR_NO, OTHER_NAME, SPELLING_OF_VALUE};
use std::borrow::Cow;

impl Judge<'_> {
    pub(super) fn choice<'c>(
        &self,
        case: &Case<'c, '_>,
        text: Cow<'c, str>,
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let expected = || Detail::Either(self.allowed.iter().take(12).cloned().collect());
        match choice::find(&text, &self.allowed, &self.safe, &self.ask) {
            Choice::Exact(_) => Outcome::good(text, cause),
            Choice::Spelling(value) | Choice::Safe(value) => {
                self.convert(&SPELLING_OF_VALUE, case, value.to_owned(), reporter, |f| f)
            }
            Choice::Ask(value) => self.ask(&OTHER_NAME, case, &[("", value.to_owned())], reporter, |f| {
                f.with("result", value).expected(expected())
            }),
            Choice::None => self.mapped(case, &text, reporter, |f| f.expected(expected())),
        }
    }

    /// A wrong value: the user may have said what it stands for wherever it appears. The near miss is looked for
    /// only when it is shown or taken.
    pub(super) fn mapped<'c>(
        &self,
        case: &Case<'c, '_>,
        text: &str,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        let near = || choice::near(text, self.allowed.iter().map(String::as_str));
        let chosen = case.context.decisions.accepted(&NOT_IN_LIST, self.name(case), case.cell.shown);
        let listed = |choice: &str| self.allowed.iter().map(String::as_str).find(|value| *value == choice);
        if let Some(value) = chosen.and_then(|c| if c.is_empty() { near() } else { listed(c) }) {
            return Outcome::good(value.to_owned(), Some(&NOT_IN_LIST));
        }
        self.refuse(&NOT_IN_LIST, case, reporter, |finding| {
            let finding = details(finding);
            let Some(value) = near() else { return finding };
            let hint = Detail::Phrase([" Did you mean “{near}”?", " Vouliez-vous dire « {near} » ?"]);
            finding.with("near", value).with("hint", hint).fix(Grade::Ask, "", Some(value.to_owned()))
        })
    }

    pub(super) fn boolean<'c>(
        &self,
        case: &Case<'c, '_>,
        text: Cow<'c, str>,
        pair: (&str, &str),
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if text == pair.0 || text == pair.1 {
            return Outcome::good(text, cause);
        }
        let words = [pair.0, pair.1];
        let alike = words.iter().position(|word| choice::alike(&text, word));
        match alike.map(|i| i == 0).or_else(|| choice::yes_or_no(&text)) {
            Some(yes) => {
                let value = if yes { pair.0 } else { pair.1 };
                self.convert(&SPELLING_OF_VALUE, case, value.to_owned(), reporter, |f| f)
            }
            None => self.refuse(&NOT_YES_OR_NO, case, reporter, |f| {
                f.expected(Detail::Either(words.map(str::to_owned).to_vec()))
            }),
        }
    }
}
