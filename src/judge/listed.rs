//! Values of a list, and yes or no.

use super::{Case, Judge, Outcome};
use crate::definition::Field;
use crate::problem::{Detail, Finding, Grade, Problem};
use crate::record::context::Reporter;
use crate::scalar::choice::{self, Choice, NOT_IN_LIST, NOT_YES_OR_NO, OTHER_NAME, SPELLING_OF_VALUE};
use std::borrow::Cow;

const YES_OR_NO: [&str; 2] = ["{yes} (yes) or {no} (no)", "{yes} (oui) ou {no} (non)"];

/// So many other values of a list are named one by one.
const MOST_NAMED: usize = 8;

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
                let others: Vec<String> =
                    self.allowed.iter().filter(|other| *other != value).cloned().collect();
                let named = (1..=MOST_NAMED).contains(&others.len());
                let another = ["another value of the list", "une autre valeur de la liste"];
                let others = if named { Detail::Either(others) } else { Detail::Phrase(another) };
                f.with("result", value).with("others", others).expected(expected())
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
            let hint = Detail::Phrase([" Did you mean “{near}”?", " Vouliez-vous dire « {near} »\u{a0}?"]);
            finding.with("near", value).with("hint", hint).fix(Grade::Ask, "", Some(value.to_owned()))
        })
    }

    /// Every listed word stays as it is. Another spelling of one, or a common word, is written as the first of its list.
    pub(super) fn boolean<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        text: Cow<'c, str>,
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if field.truth(&text).is_some() {
            return Outcome::good(text, cause);
        }
        let [yes, no] = &field.truths;
        let spelt = |words: &[String]| words.iter().any(|word| choice::alike(&text, word));
        let meant = match (spelt(yes), spelt(no)) {
            (true, false) => Some(yes),
            (false, true) => Some(no),
            // Two words that differ in case only: no other spelling can stand for one of them.
            (true, true) => None,
            (false, false) => choice::yes_or_no(&text).map(|is_yes| if is_yes { yes } else { no }),
        };
        match meant.and_then(|words| words.first()) {
            Some(value) => self.convert(&SPELLING_OF_VALUE, case, value.clone(), reporter, |f| f),
            None => self.refuse(&NOT_YES_OR_NO, case, reporter, |f| {
                let word = |words: &[String]| words.first().cloned().unwrap_or_default();
                let (yes, no) = (word(yes), word(no));
                // Where the value is the word itself, it is not explained by it.
                let english = if yes.eq_ignore_ascii_case("yes") { "{yes} or {no}" } else { YES_OR_NO[0] };
                let french = if yes.eq_ignore_ascii_case("oui") { "{yes} ou {no}" } else { YES_OR_NO[1] };
                f.with("yes", yes).with("no", no).expected(Detail::Phrase([english, french]))
            }),
        }
    }
}
