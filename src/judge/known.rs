//! Judges texts of kinds that are known from tables or shapes: addresses, phones, countries, time zones, currencies.

use super::{CASE_CHANGED, Case, Judge, Outcome};
use crate::definition::{Field, FieldKind, TextFormat};
use crate::problem::{Detail, Finding, Grade, Problem, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::scalar::contact::{
    self, Contact, NOT_A_PHONE, NOT_A_USERNAME, NOT_A_WEB_ADDRESS, NOT_AN_EMAIL, SEVERAL_EMAILS,
};
use crate::scalar::places::{
    self, OTHER_TIME_ZONE_NAME, Place, UNKNOWN_COUNTRY, UNKNOWN_CURRENCY, UNKNOWN_STATE,
};
use crate::scalar::places::{UNKNOWN_TIME_ZONE, WRONG_POSTCODE};
use crate::scalar::text::{is_blank, trim};
use std::borrow::Cow;

/// A tidy text that is not empty, on its way to a value.
pub(super) struct Tidy<'a, 'c, 'r> {
    pub(super) judge: &'a Judge<'a>,
    pub(super) case: &'a Case<'c, 'r>,
    pub(super) text: Cow<'c, str>,
    pub(super) cause: Option<&'static Problem>,
}

/// Judges a text by its format.
pub(super) fn judge<'c>(
    tidy: Tidy<'_, 'c, '_>,
    format: TextFormat,
    field: &Field,
    reporter: &mut Reporter<'_>,
) -> Outcome<'c> {
    match format {
        TextFormat::Email => tidy.contact(contact::email, &NOT_AN_EMAIL, reporter),
        TextFormat::Url => tidy.contact(contact::web_address, &NOT_A_WEB_ADDRESS, reporter),
        TextFormat::Username => tidy.contact(user_name, &NOT_A_USERNAME, reporter),
        TextFormat::Phone if !contact::is_phone(&tidy.text) => {
            tidy.judge.refuse(&NOT_A_PHONE, tidy.case, reporter, |finding| finding)
        }
        TextFormat::Country => {
            let near = |text: &str| places::near_country(text);
            let place = places::country(&tidy.text);
            tidy.place(place, &UNKNOWN_COUNTRY, near, reporter, |finding| finding)
        }
        TextFormat::Currency => {
            let place = places::currency(&tidy.text);
            let dollar = places::is_dollar(&tidy.text);
            tidy.place(
                place,
                &UNKNOWN_CURRENCY,
                |_| None,
                reporter,
                |finding| {
                    let hint = [" It may be AUD, CAD or USD.", " Ce peut être AUD, CAD ou USD."];
                    if dollar { finding.with("hint", Detail::Phrase(hint)) } else { finding }
                },
            )
        }
        TextFormat::TimeZone => tidy.time_zone(reporter),
        TextFormat::State => tidy.state(field, reporter),
        TextFormat::Postcode => tidy.postcode(field, reporter),
        TextFormat::Plain | TextFormat::Reference | TextFormat::Phone => Outcome::good(tidy.text, tidy.cause),
    }
}

/// Names the country by which a value was judged.
fn of_country(finding: Finding, code: &str, field: &Field, case: &Case<'_, '_>) -> Finding {
    let at = RecordContext { file: case.context, row: case.row, node: None, parent: None };
    finding
        .with("country", Detail::Phrase(places::country_title(code)))
        .with("country_cell", field.country.map_or_else(String::new, |slot| at.cell_name(slot)))
}

/// A user name as a contact: without its blanks it was probably meant.
fn user_name(text: &str) -> Contact {
    if contact::is_username(text) {
        return Contact::Good;
    }
    let joined: String = text.chars().filter(|c| !is_blank(*c)).collect();
    if contact::is_username(&joined) { Contact::Near(joined) } else { Contact::Not }
}

impl<'c> Tidy<'_, 'c, '_> {
    fn contact(
        self,
        read: fn(&str) -> Contact,
        problem: &'static Problem,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let meant = match read(&self.text) {
            Contact::Good => return Outcome::good(self.text, self.cause),
            Contact::Several => {
                // Another row with the same key would be refused.
                let keys = &self.case.context.definition.unique_keys;
                let others = if keys.iter().any(|key| !key.contains(&self.judge.slot)) {
                    ["take the others out", "retirez les autres"]
                } else {
                    ["copy the row for each of the others", "recopiez la ligne pour chacune des autres"]
                };
                return self.judge.refuse(&SEVERAL_EMAILS, self.case, reporter, |finding| {
                    finding.with("others", Detail::Phrase(others))
                });
            }
            Contact::Near(meant) => Some(meant),
            Contact::Not => None,
        };
        self.wrong(problem, |_| meant.clone(), reporter, |finding| finding)
    }

    fn place(
        self,
        place: Place,
        problem: &'static Problem,
        near: impl Fn(&str) -> Option<&'static str>,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        match place {
            Place::Good | Place::NotJudged => Outcome::good(self.text, self.cause),
            Place::Spelling(text) => {
                self.judge.convert(&CASE_CHANGED, self.case, text, reporter, |finding| finding)
            }
            Place::Suggestion(text) => self.wrong(problem, |_| Some(text.clone()), reporter, details),
            Place::Unknown => self.wrong(problem, |text| near(text).map(str::to_owned), reporter, details),
        }
    }

    fn time_zone(self, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        match places::time_zone(&self.text) {
            Place::Suggestion(zone) => self.wrong(
                &OTHER_TIME_ZONE_NAME,
                |_| Some(zone.clone()),
                reporter,
                |f| f.with("result", zone.as_str()),
            ),
            place => {
                self.place(place, &UNKNOWN_TIME_ZONE, places::near_time_zone, reporter, |finding| finding)
            }
        }
    }

    fn state(self, field: &Field, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let Some(code) = self.country() else { return Outcome::good(self.text, self.cause) };
        let place = places::state(code, &self.text);
        let case = self.case;
        let sample = places::state_sample(code).unwrap_or("");
        self.place(
            place,
            &UNKNOWN_STATE,
            |text| places::near_state(code, text),
            reporter,
            |finding| {
                let enter = Detail::Phrase(["its code, such as {sample}", "son code, par exemple {sample}"]);
                of_country(finding, code, field, case).with("sample", sample).with("enter", enter)
            },
        )
    }

    fn postcode(self, field: &Field, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let Some(code) = self.country() else { return Outcome::good(self.text, self.cause) };
        let case = self.case;
        let place = match places::postcode(code, &self.text) {
            Place::Suggestion(_) if !places::may_begin_with_zero(self.state_beside(field)) => Place::Unknown,
            place => place,
        };
        let sample = places::postcode_sample(code).unwrap_or("");
        self.place(
            place,
            &WRONG_POSTCODE,
            |_| None,
            reporter,
            |finding| of_country(finding, code, field, case).with("sample", sample),
        )
    }

    /// What the row says of the state that belongs to the same country.
    fn state_beside(&self, field: &Field) -> &str {
        let context = self.case.context;
        let mut fields = context.definition.fields.iter();
        let slot =
            fields.position(|f| f.kind == FieldKind::Text(TextFormat::State) && f.country == field.country);
        let column = slot.and_then(|slot| context.layout.slots.get(slot)).and_then(|slot| slot.column);
        column.map_or("", |column| trim(self.case.row.cell(column as usize).shown))
    }

    /// The code of the country of the row, where it is known.
    fn country(&self) -> Option<&'static str> {
        self.judge.country(self.case.context, self.case.row)
    }

    /// Says what is wrong and offers what was probably meant, which is looked for only when it is needed.
    fn wrong(
        self,
        problem: &'static Problem,
        meant: impl Fn(&str) -> Option<String>,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        let case = self.case;
        if case.context.decisions.accepted(problem, self.judge.name(case), case.cell.shown).is_some()
            && let Some(text) = meant(&self.text)
        {
            return Outcome::good(text, Some(problem));
        }
        reporter.add(problem, None, || {
            let finding = self.judge.finding(problem, case);
            details(match meant(&self.text) {
                Some(text) => {
                    let hint =
                        Detail::Phrase([" Did you mean “{near}”?", " Vouliez-vous dire « {near} »\u{a0}?"]);
                    let finding = finding.with("near", text.as_str()).with("enter", text.as_str());
                    finding.with("hint", hint).fix(Grade::Ask, "", Some(text))
                }
                None => finding,
            })
        });
        if problem.severity == Severity::Error {
            Outcome::bad(case.cell.shown)
        } else {
            Outcome::good(self.text, self.cause)
        }
    }
}
