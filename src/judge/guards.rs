//! Guards against what other programs made of a value: one table, for the cells of workbooks and of text files alike.

use super::{Case, DATE_IN_TEXT, ERROR_VALUE, Judge, Outcome};
use crate::definition::Field;
use crate::problem::{Example, Family, Finding, Grade, Problem, Severity, texts};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::damage;
use crate::scalar::number::DIGITS_LOST;
use crate::scalar::text::{self, LEADING_APOSTROPHE, fold};
use crate::table::{Cell, CellFormat, Stored};
use std::borrow::Cow;

pub(crate) static EMPTY_WORD: Problem = Problem {
    code: "T710",
    family: Family::Kind,
    name: "word-for-empty",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T710,
    fr: texts::fr::T710,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"task"}]}"#,
        "name,task\nAna,NULL\nBo,x\n",
        "name,task\nAna,\nNull,x\n",
    ),
};

pub(crate) static TEXT_IN_FORMULA: Problem = Problem {
    code: "T720",
    family: Family::Kind,
    name: "text-in-formula",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::T720,
    fr: texts::fr::T720,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"code"}]}"#,
        "name,code\nAna,\"=\"\"0612\"\"\"\n",
        "name,code\nAna,0612\n",
    ),
};

pub(crate) static POINT_ZERO: Problem = Problem {
    code: "T730",
    family: Family::Kind,
    name: "code-ends-in-point-zero",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T730,
    fr: texts::fr::T730,
    example: Example::NONE,
};

pub(crate) static MARKUP: Problem = Problem {
    code: "V420",
    family: Family::Limit,
    name: "signs-of-web-pages",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::V420,
    fr: texts::fr::V420,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nSmith &amp; Sons,x\n",
        "name,note\nSmith & Sons,x\n",
    ),
};

/// One guard: its problem, and whether a cell needs it.
struct Guard {
    problem: &'static Problem,
    finds: fn(&Cell<'_>) -> bool,
}

/// What is wrong in a column of any kind.
static OF_ALL: &[Guard] = &[Guard {
    problem: &ERROR_VALUE,
    finds: |cell| match cell.stored {
        Stored::Error(_) => true,
        Stored::Text(text) => damage::is_error_value(text),
        _ => false,
    },
}];

/// What is doubtful in a column of texts and codes.
static OF_TEXTS: &[Guard] = &[
    Guard {
        problem: &DATE_IN_TEXT,
        finds: |cell| match cell.stored {
            Stored::Moment(_) | Stored::Duration(_) => true,
            Stored::Text(text) => damage::is_turned_date(text::trim(text)),
            _ => false,
        },
    },
    Guard {
        problem: &DIGITS_LOST,
        finds: |cell| match cell.stored {
            Stored::Text(text) => damage::is_shortened(text::trim(text)),
            // Not every kind of file says how a number is formatted.
            Stored::Number(_) if damage::is_shortened(text::trim(cell.shown)) => true,
            _ => cell.look == CellFormat::Scientific && cell.shown.contains(['E', 'e']),
        },
    },
];

impl Judge<'_> {
    /// Looks at a cell before its kind does. Absent when it may go on as it is.
    pub(super) fn guard<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Option<Outcome<'c>> {
        if let Some(guard) = OF_ALL.iter().find(|guard| (guard.finds)(&case.cell)) {
            return Some(self.refuse(guard.problem, case, reporter, |f| f));
        }
        if let Stored::Text(text) = case.cell.stored {
            if damage::is_empty_word(text) && !self.means_something(text) {
                return self.asked_word(case, reporter);
            }
            if let Some(inner) = damage::unwrapped(text) {
                reporter.add(&TEXT_IN_FORMULA, None, || {
                    self.finding(&TEXT_IN_FORMULA, case).fix(Grade::Safe, "", Some(inner.to_string()))
                });
                return Some(self.judged_as(&inner, &TEXT_IN_FORMULA, case, reporter));
            }
            // In a text it is taken off with the other signs that nobody means.
            let typed = self.field.is_some_and(|field| !field.kind.is_text());
            let kept = || case.context.decisions.kept(&LEADING_APOSTROPHE, self.name(case), text);
            if let Some(inner) = text::behind_apostrophe(text).filter(|_| typed && !kept()) {
                reporter.add(&LEADING_APOSTROPHE, None, || {
                    let finding = self.finding(&LEADING_APOSTROPHE, case).with("result", inner);
                    finding.fix(Grade::Unambiguous, "", Some(inner.to_owned()))
                });
                return Some(self.judged_as(inner, &LEADING_APOSTROPHE, case, reporter));
            }
        }
        let text = case.cell.shown;
        let digits = self.notation.point_zero.then(|| damage::without_point_zero(text)).flatten()?;
        match case.context.decisions.accepted(&POINT_ZERO, self.name(case), case.cell.shown) {
            Some("keep") => None,
            Some(_) => Some(self.judged_as(digits, &POINT_ZERO, case, reporter)),
            None => {
                let choices = [("remove", digits.to_owned()), ("keep", text.to_owned())];
                Some(self.ask(&POINT_ZERO, case, &choices, reporter, |f| f))
            }
        }
    }

    /// Whether the column gives the word a meaning of its own.
    fn means_something(&self, text: &str) -> bool {
        let word = fold(text);
        let known = |list: &[(String, String)]| list.iter().any(|(one, _)| fold(one) == word);
        self.allowed.iter().any(|value| fold(value) == word) || known(&self.safe) || known(&self.ask)
    }

    /// A word for "empty": asked about once per column.
    fn asked_word<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Option<Outcome<'c>> {
        let shown = case.cell.shown;
        match case.context.decisions.accepted(&EMPTY_WORD, self.name(case), shown) {
            Some("text") => None,
            Some(_) => Some(Outcome::blank("", Some(&EMPTY_WORD))),
            None => {
                let choices = [("empty", String::new()), ("text", shown.to_owned())];
                Some(self.ask(&EMPTY_WORD, case, &choices, reporter, |f| f))
            }
        }
    }

    /// Judges a cell as if another text stood in it.
    fn judged_as<'c>(
        &self,
        text: &str,
        cause: &'static Problem,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let cell = Cell { stored: Stored::Text(text), shown: text, ..case.cell };
        let inner = Case { cell, row: case.row, context: case.context, plain: false, typed: case.typed };
        let outcome = self.judge(&inner, reporter);
        let cause = outcome.cause.or(Some(cause));
        if outcome.state == State::Bad {
            return Outcome::bad(case.cell.shown);
        }
        Outcome { text: outcome.text.into_owned().into(), state: outcome.state, cause, plain: outcome.plain }
    }

    /// Says what is doubtful about a text or a code.
    pub(super) fn doubt(&self, field: &Field, case: &Case<'_, '_>, reporter: &mut Reporter<'_>) {
        if !self.allowed.is_empty() || matches!(field.kind, crate::definition::FieldKind::Boolean(..)) {
            return;
        }
        for guard in OF_TEXTS.iter().filter(|guard| (guard.finds)(&case.cell)) {
            reporter.add(guard.problem, None, || self.finding(guard.problem, case));
        }
    }

    /// Signs of web pages: said, and turned into letters when a person agrees.
    pub(super) fn markup<'c>(
        &self,
        case: &Case<'c, '_>,
        text: Cow<'c, str>,
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
    ) -> (Cow<'c, str>, Option<&'static Problem>) {
        let Some(plain) = damage::without_markup(&text) else { return (text, cause) };
        if case.context.decisions.accepted(&MARKUP, self.name(case), case.cell.shown).is_some() {
            return (Cow::Owned(plain), Some(&MARKUP));
        }
        reporter.add(&MARKUP, None, || -> Finding {
            let finding = self.finding(&MARKUP, case).with("result", text::visible(&plain, 60));
            finding.fix(Grade::Ask, "", Some(plain.clone()))
        });
        (text, cause)
    }
}

/// The problems of the guards that no other list has.
pub(crate) static PROBLEMS: &[&Problem] = &[&EMPTY_WORD, &TEXT_IN_FORMULA, &POINT_ZERO, &MARKUP];
