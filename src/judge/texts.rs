//! Text cells: what nobody meant to write is taken away, then length, pattern and form are looked at.

use super::{Case, DATE_IN_TEXT, Judge, Outcome};
use crate::definition::{Field, FieldKind};
use crate::judge::shape;
use crate::problem::{Detail, Grade, Problem};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::number::DIGITS_LOST;
use crate::scalar::text::{self, Oddities, PATTERN_NOT_MATCHED, TOO_LONG, TOO_SHORT, oddities};
use crate::table::{CellFormat, Stored};
use std::borrow::Cow;

/// What is expected where a pattern comes without words.
const SUCH_AS: [&str; 2] = ["for example “{sample}”", "par exemple « {sample} »"];
const ANOTHER_FORM: [&str; 2] = [
    "another one; whoever describes the import knows it",
    "une autre ; la personne qui décrit l’import la connaît",
];

impl<'d> Judge<'d> {
    pub(super) fn free_text<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let (text, cause) = self.tidy(case, false, reporter);
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
        for (oddity, problem) in text::REMOVABLE {
            let asked_for = *oddity != Oddities::LINE_BREAKS || one_line;
            if !found.any(*oddity) || !asked_for {
                continue;
            }
            if case.context.decisions.kept(problem, self.name(case), case.cell.shown) {
                continue;
            }
            let cleaned = match &text {
                Cow::Borrowed(text) => text::without(text, *oddity),
                Cow::Owned(text) => Cow::Owned(text::without(text, *oddity).into_owned()),
            };
            if cleaned == text {
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

    #[inline(never)]
    pub(super) fn text_kind<'c>(
        &self,
        field: &'d Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if matches!(case.cell.stored, Stored::Moment(_) | Stored::Duration(_)) && self.allowed.is_empty() {
            reporter.add(&DATE_IN_TEXT, None, || self.finding(&DATE_IN_TEXT, case));
        }
        if case.cell.look == CellFormat::Scientific && case.cell.shown.contains(['E', 'e']) {
            reporter.add(&DIGITS_LOST, None, || self.finding(&DIGITS_LOST, case));
        }
        let one_line = field.single_line || field.kind != FieldKind::Text || !self.allowed.is_empty();
        let (text, cause) = self.tidy(case, one_line, reporter);
        if text.is_empty() {
            return Outcome { text, state: State::Blank, cause };
        }
        if !self.allowed.is_empty() {
            return self.choice(case, text, cause, reporter);
        }
        if let FieldKind::Boolean(yes, no) = &field.kind {
            return self.boolean(case, text, (yes, no), cause, reporter);
        }
        let Some(outcome) = self.length_and_pattern(field, case, &text, reporter) else {
            return shape::judge(self, field, case, text, cause, reporter);
        };
        outcome
    }

    fn length_and_pattern<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        text: &str,
        reporter: &mut Reporter<'_>,
    ) -> Option<Outcome<'c>> {
        let length = || text.chars().count();
        let long = field.length.1.filter(|max| text.len() > *max && length() > *max);
        let short = field.length.0.filter(|min| text.len() < min.saturating_mul(4) && length() < *min);
        if let Some((problem, limit)) = long.map(|l| (&TOO_LONG, l)).or(short.map(|l| (&TOO_SHORT, l))) {
            return Some(self.refuse(problem, case, reporter, |f| {
                f.with("length", length() as u64).with("limit", limit as u64)
            }));
        }
        let pattern = field.pattern.as_ref().filter(|p| !p.matches(text))?;
        Some(self.refuse(&PATTERN_NOT_MATCHED, case, reporter, |f| {
            if !pattern.words.plain.is_empty() {
                return f.expected(Detail::Said(pattern.words.clone()));
            }
            match Some(field.example.clone()).filter(|e| !e.is_empty()).or_else(|| pattern.example()) {
                Some(sample) => f.with("sample", sample).expected(Detail::Phrase(SUCH_AS)),
                None => f.expected(Detail::Phrase(ANOTHER_FORM)),
            }
        }))
    }
}
