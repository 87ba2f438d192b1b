//! Text cells: what nobody meant to write is taken away, then length, pattern and form are looked at.

use super::{CASE_CHANGED, Case, Judge, Outcome};
use crate::definition::types::Form;
use crate::definition::{Field, Pattern, TextFormat};
use crate::judge::known::{self, Tidy};
use crate::problem::{Detail, Grade, Problem};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::text::{self, Oddities, PATTERN_NOT_MATCHED, TOO_LONG, TOO_SHORT, oddities};
use crate::table::Stored;
use std::borrow::Cow;

/// What is expected where a pattern comes without words.
const SUCH_AS: [&str; 2] = ["for example “{sample}”", "par exemple « {sample} »"];
const ANOTHER_FORM: [&str; 2] =
    ["whoever describes the import knows it", "la personne qui décrit l’import la connaît"];
const CULPRIT: [&str; 2] =
    [" “{character}” is not possible there.", " « {character} » n’y est pas possible."];

/// The sign without which a text would fit its pattern.
fn culprit(pattern: &Pattern, text: &str) -> Option<char> {
    let signs = text.chars().filter(|c| !c.is_alphanumeric()).take(8);
    signs.into_iter().find(|sign| pattern.matches(&text.replace(*sign, "")))
}

impl<'d> Judge<'d> {
    pub(super) fn free_text<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let (text, cause) = self.tidy(case, false, reporter);
        let (text, cause) = self.markup(case, text, cause, reporter);
        Outcome::good(text, cause)
    }

    /// Takes away what nobody meant to write, each kind with its own finding; the last one is the cause.
    pub(super) fn tidy<'c>(
        &self,
        case: &Case<'c, '_>,
        one_line: bool,
        reporter: &mut Reporter<'_>,
    ) -> (Cow<'c, str>, Option<&'static Problem>) {
        let mut text = Cow::Borrowed(case.cell.shown);
        let mut cause = None;
        if case.plain {
            return (text, cause);
        }
        let found = oddities(case.cell.shown);
        if found.is_empty() {
            return (text, cause);
        }
        // A value of the list is written as the list has it, be there a space at its end.
        let listed = !self.allowed.is_empty() && self.allowed.has(case.cell.shown);
        for (oddity, problem) in text::REMOVABLE.iter().filter(|_| !listed) {
            // Where a text may have lines, those that keyboards do not make are joined all the same.
            let of_lines = *oddity == Oddities::LINE_BREAKS && !one_line;
            let oddity = if of_lines { Oddities::RARE_BREAKS } else { *oddity };
            if !found.any(oddity) {
                continue;
            }
            if case.context.decisions.kept(problem, self.name(case), case.cell.shown) {
                continue;
            }
            let cleaned = match &text {
                Cow::Borrowed(text) => text::without(text, oddity),
                Cow::Owned(text) => Cow::Owned(text::without(text, oddity).into_owned()),
            };
            if cleaned == text || text::makes_formula(case.cell.shown, &cleaned) {
                continue;
            }
            reporter.add(problem, None, || {
                let finding = self.finding(problem, case).with("result", text::visible(&cleaned, 60));
                finding.fix(problem.repair, "", Some(cleaned.to_string()))
            });
            cause = Some(*problem);
            text = cleaned;
        }
        self.damage(case, found, &mut text, &mut cause, reporter);
        (text, cause)
    }

    /// Damage by other programs: said always, repaired when a person agrees.
    fn damage<'c>(
        &self,
        case: &Case<'c, '_>,
        found: Oddities,
        text: &mut Cow<'c, str>,
        cause: &mut Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) {
        if found.has(Oddities::REPLACEMENT) {
            let problem = &text::REPLACEMENT_CHARACTER;
            reporter.add(problem, None, || self.finding(problem, case));
        }
        let typed = matches!(case.cell.stored, Stored::Text(_));
        if found.has(Oddities::FORMULA) && typed {
            reporter.add(&text::FORMULA_LIKE, None, || self.finding(&text::FORMULA_LIKE, case));
        }
        let mut offer = |problem: &'static Problem, repaired: String| {
            if text::makes_formula(case.cell.shown, &repaired) {
                return;
            }
            if case.context.decisions.accepted(problem, self.name(case), case.cell.shown).is_some() {
                *text = Cow::Owned(repaired);
                *cause = Some(problem);
                return;
            }
            reporter.add(problem, None, || {
                let finding = self.finding(problem, case).with("result", text::visible(&repaired, 60));
                finding.fix(Grade::Ask, "", Some(repaired.clone()))
            });
        };
        let mojibake = found.has(Oddities::MAYBE_MOJIBAKE).then(|| text::repair_mojibake(case.cell.shown));
        if let Some(repaired) = mojibake.flatten() {
            offer(&text::MOJIBAKE, text::trim(&repaired).to_owned());
        } else if found.has(Oddities::CURLY_QUOTES) {
            let straight = text::without(text::trim(case.cell.shown), Oddities::CURLY_QUOTES).into_owned();
            offer(&text::CURLY_QUOTES, straight);
        }
    }

    pub(super) fn text_kind<'c>(
        &self,
        format: TextFormat,
        field: &'d Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        self.doubt(field, case, reporter);
        let one_line = field.single_line || format != TextFormat::Plain || !self.allowed.is_empty();
        let (text, cause) = self.tidy(case, one_line, reporter);
        let (text, cause) = self.markup(case, text, cause, reporter);
        if text.is_empty() {
            return Outcome::blank(text, cause);
        }
        let (text, cause) = self.in_letters(field, case, text, cause, reporter);
        if !self.allowed.is_empty() {
            let outcome = self.softly("enum", text, cause, reporter, |text, reporter| {
                self.choice(case, text, cause, reporter)
            });
            let refused = (outcome.state == State::Good)
                .then(|| self.length_and_pattern(field, case, &outcome.text, reporter))
                .flatten();
            return refused.unwrap_or(outcome);
        }
        let Some(outcome) = self.length_and_pattern(field, case, &text, reporter) else {
            return self.softly("format", text, cause, reporter, |text, reporter| {
                known::judge(Tidy { judge: self, case, text, cause }, format, field, reporter)
            });
        };
        outcome
    }

    /// A text in the letters that its field is written in.
    fn in_letters<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        text: Cow<'c, str>,
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) -> (Cow<'c, str>, Option<&'static Problem>) {
        let Some(written) = field.letters.map(|letters| letters.of(&text)).filter(|written| *written != text)
        else {
            return (text, cause);
        };
        if case.context.decisions.kept(&CASE_CHANGED, self.name(case), case.cell.shown) {
            return (text, cause);
        }
        reporter.add(&CASE_CHANGED, None, || {
            let finding = self.finding(&CASE_CHANGED, case).with("result", written.as_str());
            finding.fix(CASE_CHANGED.repair, "", Some(written.clone()))
        });
        (Cow::Owned(written), Some(&CASE_CHANGED))
    }

    pub(super) fn length_and_pattern<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        text: &str,
        reporter: &mut Reporter<'_>,
    ) -> Option<Outcome<'c>> {
        let counts_items = matches!(field.kind.type_kind().form, Form::Items | Form::Keys);
        let length = || text.chars().count();
        let long = field.length.1.filter(|max| !counts_items && text.len() > *max && length() > *max);
        let short = field
            .length
            .0
            .filter(|min| !counts_items && text.len() < min.saturating_mul(4) && length() < *min);
        let long = long.map(|limit| (&TOO_LONG, limit, "maxLength"));
        if let Some((problem, limit, word)) = long.or(short.map(|limit| (&TOO_SHORT, limit, "minLength"))) {
            let refused = self.broken(word, problem, case, reporter, |f| {
                f.with("length", length() as u64).with("limit", limit as u64)
            });
            if refused.is_some() {
                return refused;
            }
        }
        let pattern = field.pattern.as_ref().filter(|p| !p.matches(text))?;
        self.broken("pattern", &PATTERN_NOT_MATCHED, case, reporter, |f| {
            let f = match culprit(pattern, text) {
                Some(c) => f.with("character", c.to_string()).with("culprit", Detail::Phrase(CULPRIT)),
                None => f,
            };
            if !pattern.words.plain.is_empty() {
                return f.expected(Detail::Said(pattern.words.clone()));
            }
            match Some(field.example.clone())
                .filter(|e| !e.is_empty() && pattern.matches(e))
                .or_else(|| pattern.example())
            {
                Some(sample) => f.with("sample", sample).expected(Detail::Phrase(SUCH_AS)),
                None => f.expected(Detail::Phrase(ANOTHER_FORM)),
            }
        })
    }
}
