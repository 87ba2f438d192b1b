//! Values with an inner form: yes or no, identifiers, encoded bytes, geometries, JSON, and several values in one cell.

use super::trial::{Trial, try_texts, try_texts_as};
use super::{CASE_CHANGED, Case, Judge, Notation, Outcome, REPEATED_ITEM, WRONG_COUNT, WRONG_ITEM};
use crate::definition::{Field, FieldKind, ImportDefinition, TextFormat};
use crate::edits::Decision;
use crate::problem::{Detail, Problem};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::date::{self, Order};
use crate::scalar::geo::{self, PointReading};
use crate::scalar::{check_digit, shape, text};
use crate::table::Stored;
use serde_json::Value as Json;
use std::borrow::Cow;

/// Marks that people put between the values of a list.
const DELIMITERS: [&str; 5] = [";", ",", "|", "/", "\n"];

const AN_IDENTIFIER: [&str; 2] =
    ["an identifier of 32 digits in five groups", "un identifiant de 32 chiffres en cinq groupes"];
const NO_IDENTIFIER: [&str; 2] = [
    "The identifier has another form than its kind, or its check digit does not fit",
    "L’identifiant a une autre forme que son type, ou sa clé de contrôle ne correspond pas",
];
const BASE64: [&str; 2] =
    ["Base64 with its padding, such as aGVsbG8=", "du Base64 avec son remplissage, comme aGVsbG8="];
const A_GEOMETRY: [&str; 2] =
    ["a geometry as text, such as POINT (2.35 48.85)", "une géométrie en texte, comme POINT (2.35 48.85)"];
const AN_INTERVAL: [&str; 2] = [
    "a start and an end, such as 2024/2025 or 2025-01-01/2025-03-31",
    "un début et une fin, comme 2024/2025 ou 2025-01-01/2025-03-31",
];
const AN_OBJECT: [&str; 2] = ["a JSON object such as {\"a\": 1}", "un objet JSON comme {\"a\": 1}"];
const AN_ARRAY: [&str; 2] = ["a JSON array such as [\"a\", \"b\"]", "un tableau JSON comme [\"a\", \"b\"]"];
const GEOJSON: [&str; 2] = [
    "GeoJSON, such as {\"type\": \"Point\", \"coordinates\": [2.35, 48.85]}",
    "du GeoJSON, comme {\"type\": \"Point\", \"coordinates\": [2.35, 48.85]}",
];
const TOPOJSON: [&str; 2] =
    ["TopoJSON, an object of the type “Topology”", "du TopoJSON, un objet de type «\u{a0}Topology\u{a0}»"];

/// Judges an item as an identifier with a check digit, which a rule does of values that stand alone.
fn as_identifier(trial: &mut Trial, format: &str) {
    if trial.state != State::Good {
        return;
    }
    let tidy = check_digit::tidy(&trial.text);
    match check_digit::fault(format, &tidy) {
        None => trial.text = tidy,
        Some(_) => trial.state = State::Bad,
    }
}

impl<'d> Judge<'d> {
    pub(super) fn structure<'c>(
        &self,
        field: &'d Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        // What a spreadsheet shows of a day or a number is no text that somebody wrote as the rest of the column.
        let is_text = matches!(case.cell.stored, Stored::Text(_) | Stored::Empty);
        if !is_text && field.items.is_some() && self.notation != Notation::default() {
            return Judge::new(case.context, self.slot, Notation::default()).structure(field, case, reporter);
        }
        if field.kind == FieldKind::Binary {
            let shown = case.cell.shown;
            return match shape::base64_meant(shown) {
                Some(text) if text == shown => Outcome::good(shown, None),
                Some(text) => self.convert(&CASE_CHANGED, case, text, reporter, |f| f),
                None => self.wrong_shape(BASE64, None, case, reporter),
            };
        }
        // Line breaks are a part of JSON, and no part of the others.
        let json = matches!(field.kind, FieldKind::Object | FieldKind::Array | FieldKind::GeoJson(_));
        let (text, cause) = self.tidy(case, !json, reporter);
        if text.is_empty() {
            return Outcome::blank(text, cause);
        }
        match &field.kind {
            FieldKind::Boolean(..) => self.boolean(field, case, text, cause, reporter),
            FieldKind::Uuid if shape::is_uuid(&text) => Outcome::good(text, cause),
            FieldKind::Uuid => match shape::uuid_meant(&text) {
                Some(meant) => self.convert(&CASE_CHANGED, case, meant, reporter, |f| f),
                None => self.wrong_shape(AN_IDENTIFIER, None, case, reporter),
            },
            FieldKind::Wkt => self.held((text, cause), shape::is_wkt, A_GEOMETRY, case, reporter),
            FieldKind::Interval(single) => {
                let single = *single;
                self.held((text, cause), |text| shape::is_interval(text, single), AN_INTERVAL, case, reporter)
            }
            FieldKind::GeoPoint(form) => match geo::point(&text, *form) {
                PointReading::AsIs => Outcome::good(text, cause),
                PointReading::Converted(meant) => self.convert(&CASE_CHANGED, case, meant, reporter, |f| f),
                PointReading::Swapped(meant) => self.wrong_shape(a_point(*form), Some(meant), case, reporter),
                PointReading::Not => self.wrong_shape(a_point(*form), None, case, reporter),
            },
            FieldKind::GeoJson(topology) => {
                let (fits, expected): (fn(&Json) -> bool, _) =
                    if *topology { (geo::is_topojson, TOPOJSON) } else { (geo::is_geojson, GEOJSON) };
                let fits = |text: &str| serde_json::from_str(text).is_ok_and(|json| fits(&json));
                self.held((text, cause), fits, expected, case, reporter)
            }
            FieldKind::Object => match serde_json::from_str::<Json>(&text) {
                Ok(Json::Object(map)) => match self.counted(field, map.len(), case, reporter) {
                    Some(refused) => refused,
                    None => Outcome::good(text, cause),
                },
                _ => self.wrong_shape(AN_OBJECT, None, case, reporter),
            },
            FieldKind::Array => self.array(field, case, (text, cause), reporter),
            FieldKind::List(delimiter) => self.list(field, delimiter, case, (text, cause), reporter),
            // Judged elsewhere, each by a function of its own.
            FieldKind::Text(_)
            | FieldKind::Any
            | FieldKind::Binary
            | FieldKind::Number
            | FieldKind::Integer
            | FieldKind::Hours
            | FieldKind::Date(_)
            | FieldKind::DateTime(_)
            | FieldKind::Time(_)
            | FieldKind::Year
            | FieldKind::YearMonth
            | FieldKind::Duration => Outcome::good(text, cause),
        }
    }

    fn held<'c>(
        &self,
        (text, cause): (Cow<'c, str>, Option<&'static Problem>),
        fits: impl Fn(&str) -> bool,
        expected: [&'static str; 2],
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if fits(&text) {
            Outcome::good(text, cause)
        } else {
            self.wrong_shape(expected, None, case, reporter)
        }
    }

    /// Refuses a number of items, or of keys, outside the limits.
    fn counted<'c>(
        &self,
        field: &Field,
        count: usize,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Option<Outcome<'c>> {
        let word = if field.length.0.is_some_and(|least| count < least) { "minLength" } else { "maxLength" };
        let few = field.length.0.filter(|least| count < *least);
        let many = field.length.1.filter(|most| count > *most);
        let (limit, expected, act) = match (few, many) {
            (Some(limit), _) => (
                limit,
                ["at least {limit}", "au moins {limit}"],
                ["add {missing} more", "ajoutez-en {missing}"],
            ),
            (None, Some(limit)) => {
                (limit, ["at most {limit}", "au plus {limit}"], ["remove {missing}", "retirez-en {missing}"])
            }
            (None, None) => return None,
        };
        self.broken(word, &WRONG_COUNT, case, reporter, |f| {
            f.with("count", count as u64)
                .with("limit", limit as u64)
                .with("missing", count.abs_diff(limit) as u64)
                .with("act", Detail::Phrase(act))
                .expected(Detail::Phrase(expected))
        })
    }

    fn array<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        (text, cause): (Cow<'c, str>, Option<&'static Problem>),
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let Ok(Json::Array(items)) = serde_json::from_str::<Json>(&text) else {
            return self.wrong_shape(AN_ARRAY, array_meant(field, &text), case, reporter);
        };
        if let Some(refused) = self.counted(field, items.len(), case, reporter) {
            return refused;
        }
        let texts: Vec<String> = items.iter().map(item_text).collect();
        if let Some(refused) = self.repeated(field, &texts, None, case, reporter) {
            return refused;
        }
        let Some(definition) = &field.items else { return Outcome::good(text, cause) };
        let rebuilt = |written: &[&str]| {
            if written.iter().eq(&texts) {
                return text.to_string();
            }
            let each = items.iter().zip(&texts).zip(written);
            let each = each.map(
                |((item, before), after)| {
                    if before == after { item.clone() } else { Json::from(*after) }
                },
            );
            Json::Array(each.collect()).to_string()
        };
        self.each_item(definition, &texts, (&text, cause), &rebuilt, case, reporter)
    }

    fn list<'c>(
        &self,
        field: &Field,
        delimiter: &str,
        case: &Case<'c, '_>,
        (text, cause): (Cow<'c, str>, Option<&'static Problem>),
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let items = split(&text, delimiter);
        if let Some(refused) = self.counted(field, items.len(), case, reporter) {
            return refused;
        }
        if let Some(refused) = self.repeated(field, &items, Some(delimiter), case, reporter) {
            return refused;
        }
        let Some(definition) = &field.items else {
            let joined = items.join(delimiter);
            if joined == text {
                return Outcome::good(text, cause);
            }
            return self.convert(&CASE_CHANGED, case, joined, reporter, |f| f);
        };
        if let Some(meant) = self.other_delimiter(definition, &text, delimiter) {
            reporter.leaned.insert(self.slot);
            return self.wrong_shape(WITH_ANOTHER_MARK, Some(meant), case, reporter);
        }
        let joined = |written: &[&str]| written.join(delimiter);
        self.each_item(definition, &items, (&text, cause), &joined, case, reporter)
    }

    /// What is written of all items, or the first that is wrong. `text` is the cell as it is, and `write` puts items together.
    fn each_item<'c>(
        &self,
        definition: &ImportDefinition,
        items: &[String],
        (text, cause): (&str, Option<&'static Problem>),
        write: &dyn Fn(&[&str]) -> String,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let trials = self.tried(definition, items);
        if trials.iter().any(|trial| trial.problem.is_some()) {
            reporter.leaned.insert(self.slot);
        }
        let put =
            |trials: &[Trial]| write(&trials.iter().map(|trial| trial.text.as_str()).collect::<Vec<_>>());
        if let Some(asked) = self.ask_of_items(definition, (items, &trials), &put, case, reporter) {
            return asked;
        }
        for (index, (trial, item)) in trials.iter().zip(items).enumerate() {
            if trial.state != State::Bad {
                continue;
            }
            let identifier = definition.fields.first().and_then(|field| field.identifier);
            let reason = match (trial.problem, identifier) {
                (Some(problem), _) => [problem.en.title, problem.fr.title],
                (None, Some(_)) => NO_IDENTIFIER,
                (None, None) => ["", ""],
            };
            return self.refuse(&WRONG_ITEM, case, reporter, |f| {
                f.with("item", index as u64 + 1)
                    .with("part", text::visible(item, 60))
                    .with("reason", Detail::Phrase(reason))
            });
        }
        let written = put(&trials);
        if written == text {
            return Outcome::good(written, cause);
        }
        // A day that the column tells is said as one that stands alone.
        let days = trials.iter().zip(items).filter(|(trial, _)| trial.problem.is_some_and(is_of_days));
        let first =
            days.min_by_key(|(trial, _)| trial.problem.is_some_and(|p| *p != date::TWO_DIGIT_YEAR)).and_then(
                |(trial, item)| trial.problem.zip(date::written(&date::read_as(item, self.notation.order))),
            );
        let (problem, order) =
            first.map_or((&CASE_CHANGED, Order::YearMonthDay), |(problem, day)| (problem, day.order));
        self.convert(problem, case, written, reporter, |f| f.with("order", Detail::Phrase(order.phrase())))
    }

    /// Asks about a cell what is to be asked about its days, where nothing else is wrong with its items.
    fn ask_of_items<'c>(
        &self,
        definition: &ImportDefinition,
        (items, trials): (&[String], &[Trial]),
        put: &dyn Fn(&[Trial]) -> String,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Option<Outcome<'c>> {
        let asked = |problem: &Problem| *problem == date::AMBIGUOUS_DATE || *problem == date::HALF_SWAPPED;
        let problem = trials.iter().find(|trial| trial.state == State::Bad)?.problem.filter(|p| asked(p))?;
        let mut choices = Vec::new();
        for name in problem.choices()? {
            let decision = Decision {
                code: problem.code.to_owned(),
                field: None,
                value: None,
                choice: Some((*name).to_owned()),
                accept: true,
            };
            let texts = items.iter().map(String::as_str);
            let tried = try_texts_as(definition, 0, self.notation, &[decision], texts);
            if tried.iter().any(|trial| trial.state == State::Bad) {
                return None;
            }
            choices.push((*name, put(&tried)));
        }
        let texts = [choices.first()?.1.clone(), choices.last()?.1.clone()];
        Some(self.ask(problem, case, &choices, reporter, |f| {
            if *problem == date::AMBIGUOUS_DATE {
                return self.either(f, [None, None], texts);
            }
            let [other, result] = texts;
            f.with("other", other).with("result", result)
        }))
    }

    /// Items that occur twice where each may occur once; leaving out the later ones is asked about.
    fn repeated<'c>(
        &self,
        field: &Field,
        items: &[String],
        delimiter: Option<&str>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Option<Outcome<'c>> {
        let mut once: Vec<&str> = Vec::new();
        let mut twice = None;
        for item in items.iter().filter(|_| field.unique_items) {
            if once.contains(&item.as_str()) { twice = twice.or(Some(item)) } else { once.push(item) }
        }
        let twice = twice?;
        let choices: Vec<(&'static str, String)> =
            delimiter.map(|delimiter| ("", once.join(delimiter))).into_iter().collect();
        let severity = self.lowered("uniqueItems");
        reporter.at_most = severity;
        let asked =
            self.ask(&REPEATED_ITEM, case, &choices, reporter, |f| f.with("part", text::visible(twice, 60)));
        reporter.at_most = None;
        // A person may have chosen what is written.
        (severity.is_none() || asked.state == State::Good).then_some(asked)
    }

    /// What each item comes to, read as its column is written.
    fn tried(&self, definition: &ImportDefinition, items: &[String]) -> Vec<Trial> {
        let mut trials = try_texts(definition, 0, self.notation, items.iter().map(String::as_str));
        let identifier = definition.fields.first().and_then(|field| field.identifier);
        if let Some(format) = identifier {
            trials.iter_mut().for_each(|trial| as_identifier(trial, format));
        }
        trials
    }

    /// The text with the declared delimiter, where it can only be meant with another one: taken together it is no item, taken
    /// apart all of it is right.
    fn other_delimiter(&self, definition: &ImportDefinition, text: &str, declared: &str) -> Option<String> {
        let right =
            |items: &[String]| self.tried(definition, items).iter().all(|trial| trial.state == State::Good);
        if text.contains(declared) || right(&[text.to_owned()]) {
            return None;
        }
        let others = DELIMITERS.iter().filter(|other| **other != declared && text.contains(**other));
        let mut meant = others.filter_map(|other| {
            let items = split(text, other);
            right(&items).then(|| items.join(declared))
        });
        meant.next()
    }
}

/// Whether a problem says how a day was read.
fn is_of_days(problem: &Problem) -> bool {
    [&date::TWO_DIGIT_YEAR, &date::OTHER_DATE_NOTATION, &date::DATE_WITH_TIME].contains(&problem)
}

const WITH_ANOTHER_MARK: [&str; 2] = ["another mark between the values", "un autre signe entre les valeurs"];

fn a_point(form: crate::definition::PointForm) -> [&'static str; 2] {
    use crate::definition::PointForm;
    match form {
        PointForm::Text => {
            ["longitude and latitude such as 2.35, 48.85", "la longitude et la latitude comme 2.35, 48.85"]
        }
        PointForm::Array => [
            "longitude and latitude such as [2.35, 48.85]",
            "la longitude et la latitude comme [2.35, 48.85]",
        ],
        PointForm::Object => [
            "longitude and latitude such as {\"lon\": 2.35, \"lat\": 48.85}",
            "la longitude et la latitude comme {\"lon\": 2.35, \"lat\": 48.85}",
        ],
    }
}

fn item_text(item: &Json) -> String {
    match item {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The items between the delimiters, without blanks around them and without empty ones.
fn split(text: &str, delimiter: &str) -> Vec<String> {
    let items = text.split(delimiter).map(text::trim);
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// `["a", "b"]` for `a, b`, where items are texts.
fn array_meant(field: &Field, text: &str) -> Option<String> {
    let items_are_texts = field
        .items
        .as_ref()
        .is_some_and(|d| d.fields.iter().all(|f| f.kind == FieldKind::Text(TextFormat::Plain)));
    if !items_are_texts || text.contains(['[', ']', '{', '}', '"']) {
        return None;
    }
    Some(Json::from(split(text, if text.contains(';') { ";" } else { "," })).to_string())
}
