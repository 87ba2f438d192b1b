//! Which records a view shows, by their place in the pass. A view is made once: its windows are asked one by one.

use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::File;
use crate::check::file::Filter;
use crate::check::file::View;
use crate::check::forecast::Effect;
use crate::check::retell;
use crate::check::subject::Subject;
use crate::check::walk::data_rows;
use crate::definition::NumberDialect;
use crate::definition::value::Class;
use crate::edits::Overlay;
use crate::judge::Notation;
use crate::problem::Finding;
use crate::problem::lang::Lang;
use crate::read::Book;
use crate::record::outline::RowState;
use crate::scalar::date;
use crate::scalar::moment::{self, MomentReading};
use crate::scalar::number::{self, NumberReading};
use crate::table::{Cell, Date, Stored};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What would become of records, in the order that a person looks at it.
const BY_EFFECT: [Effect; 5] =
    [Effect::Emptied, Effect::Changed, Effect::Unclear, Effect::New, Effect::Unchanged];

impl File<'_> {
    /// The records of a view.
    pub(crate) fn view(&mut self, filter: &Filter, lang: Lang) -> View {
        if let Some((of, view)) = &self.last_view
            && of == filter
        {
            return Arc::clone(view);
        }
        let found = match filter {
            Filter::Sorted { rows, column, descending } => {
                let view = self.view(rows, lang);
                self.with_subject(lang, |book, subject, checked| {
                    in_order(book, subject, checked, &view, *column, *descending)
                })
            }
            Filter::Effect { effect } => {
                let records = self.checked.as_ref().map_or(0, |checked| checked.rows.len());
                Some((0..records).filter(|record| self.beside.effect(*record) == Some(*effect)).collect())
            }
            Filter::ByEffect { rows } => {
                let mut order = self.view(rows, lang).to_vec();
                let effect = |record: &usize| self.beside.effect(*record);
                let place = |record: &usize| BY_EFFECT.iter().position(|one| effect(record) == Some(*one));
                sorting::sort_by_key(&mut order, |record| place(record).unwrap_or(BY_EFFECT.len()));
                Some(order)
            }
            _ => self.with_subject(lang, |book, subject, checked| find(book, subject, checked, filter)),
        };
        let view = Arc::new(found.unwrap_or_default());
        self.last_view = Some((filter.clone(), Arc::clone(&view)));
        view
    }
}

fn find(book: &mut dyn Book, subject: &Subject<'_>, checked: &Checked, filter: &Filter) -> Vec<usize> {
    let all = 0..checked.rows.len();
    match filter {
        // Known without another look at the rows.
        Filter::All | Filter::Effect { .. } | Filter::Sorted { .. } | Filter::ByEffect { .. } => {
            all.collect()
        }
        Filter::Errors => all.filter(|i| checked.states.get(*i) == Some(&RowState::Error)).collect(),
        Filter::Waiting => all.filter(|i| checked.states.get(*i) == Some(&RowState::Skipped)).collect(),
        Filter::ByHand => {
            let overlay = Overlay::new(&checked.edits);
            all.filter(|i| checked.rows.get(*i).is_some_and(|row| overlay.is_by_hand(*row))).collect()
        }
        Filter::Warnings => all.filter(|i| checked.warned.get(*i) == Some(&true)).collect(),
        Filter::Changed => all.filter(|i| checked.is_changed(*i)).collect(),
        Filter::Code { code } => {
            let kept = !checked.findings.cut().any(|cause| cause.problem.code == code);
            with(book, subject, checked, kept, &|f| f.problem.code == code)
        }
        Filter::Column { column } => {
            let here = |f: &Finding| f.place.column() == Some(*column);
            let kept = !checked.findings.cut().any(|cause| cause.column == Some(*column));
            with(book, subject, checked, kept, &here)
        }
        Filter::Value { column, text } => of_value(book, subject, checked, *column, text),
    }
}

/// The records with a finding of a kind: from those that are kept, or where there are more, by judging all again.
fn with(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    kept: bool,
    wanted: &dyn Fn(&Finding) -> bool,
) -> Vec<usize> {
    let listed = checked.findings.kept().iter().filter(|f| wanted(f)).filter_map(|f| f.place.row());
    let mut rows: BTreeSet<u32> = sorting::gathered(listed);
    if !kept {
        rows.extend(retell::rows_with(book, subject, checked, wanted));
    }
    let places = checked.rows.iter().enumerate();
    places.filter(|(_, row)| rows.contains(row)).map(|(at, _)| at).collect()
}

/// The records that show a text in a column, edits applied.
fn of_value(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    column: u32,
    text: &str,
) -> Vec<usize> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let (mut found, mut at) = (Vec::new(), 0);
    let read = data_rows(book, &context, &overlay, &mut |row, _| {
        if row.cell(column as usize).shown == text {
            found.push(at);
        }
        at += 1;
        ControlFlow::Continue(())
    });
    // What could not be read a second time is not shown.
    if read.is_err() {
        found.clear();
    }
    found
}

/// How many characters of a text decide where it stands.
const COMPARED: usize = 40;

/// What a cell is ordered by: cells without a text after the others, numbers and days before texts.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Number(f64),
    Text(String),
    Blank,
}

impl Key {
    fn of_text(text: &str) -> Key {
        let text = text.trim();
        if text.is_empty() {
            return Key::Blank;
        }
        Key::Text(text.chars().take(COMPARED).flat_map(char::to_lowercase).collect())
    }

    fn compare(&self, other: &Key, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        match (self, other) {
            (Key::Blank, Key::Blank) => Ordering::Equal,
            (Key::Blank, _) => Ordering::Greater,
            (_, Key::Blank) => Ordering::Less,
            (Key::Number(a), Key::Number(b)) => turned(a.total_cmp(b)),
            (Key::Text(a), Key::Text(b)) => turned(a.cmp(b)),
            (Key::Number(_), _) => turned(Ordering::Less),
            (_, Key::Number(_)) => turned(Ordering::Greater),
        }
    }
}

/// How the cells of a column are read for their order: as the check reads them, so that `1.234,56` and `14/03/2025` stand
/// where they are meant to.
struct Reading<'a> {
    /// What its values are; absent where no field stands for the column.
    class: Option<Class>,
    dialect: Option<&'a NumberDialect>,
    notation: Notation,
}

impl<'a> Reading<'a> {
    fn new(subject: &Subject<'a>, checked: &Checked, column: u32) -> Reading<'a> {
        let slot = subject.layout.slots.iter().position(|slot| slot.column == Some(column));
        let field = slot.and_then(|slot| subject.layout.slots.get(slot)?.field);
        let field = field.and_then(|field| subject.definition.fields.get(field));
        let evidence = slot.and_then(|slot| checked.survey.evidence.get(slot)?.as_ref());
        Reading {
            class: field.map(|field| field.class()),
            dialect: field.map(|field| &field.number).filter(|number| !number.is_default()),
            notation: evidence.map(|evidence| evidence.notation).unwrap_or_default(),
        }
    }

    fn key(&self, cell: Cell<'_>) -> Key {
        let number = match (self.class, cell.stored) {
            (_, Stored::Number(number)) => Some(number),
            (_, Stored::Duration(seconds)) => Some(seconds / SECONDS_OF_HOUR),
            (_, Stored::Moment(moment)) => Some(match moment.date {
                Some(day) => days(day, moment.seconds),
                None => moment.seconds / SECONDS_OF_HOUR,
            }),
            (Some(Class::Day | Class::Moment), _) => self.day(cell.shown),
            (Some(Class::Time), _) => {
                moment::read_time(cell.shown).map(|time| f64::from(time.seconds) / SECONDS_OF_HOUR)
            }
            (None | Some(Class::Number | Class::Year | Class::Month | Class::Truth | Class::Text), _) => {
                self.number(cell.shown)
            }
        };
        number.filter(|number| number.is_finite()).map_or_else(|| Key::of_text(cell.shown), Key::Number)
    }

    /// A day in days, unless it is open which part of it is the month.
    fn day(&self, shown: &str) -> Option<f64> {
        match moment::read(shown, self.notation.order) {
            MomentReading::Day(day) => Some(days(day, 0.0)),
            MomentReading::One(at) => {
                at.date.map(|day| days(day, at.time.map_or(0.0, |time| f64::from(time.seconds))))
            }
            MomentReading::Either(..) | MomentReading::NotReal | MomentReading::Not => None,
        }
    }

    /// A number; a mark of which nothing tells what it means is taken for the decimal one, as the question proposes.
    fn number(&self, shown: &str) -> Option<f64> {
        if let Some(number) = self.dialect.and_then(|dialect| dialect.read(shown)) {
            return number.parse().ok();
        }
        match number::settle(number::read(shown), shown, self.notation.decimal) {
            NumberReading::Plain { text, .. } => text.parse().ok(),
            NumberReading::Converted { canonical: text, .. }
            | NumberReading::Ambiguous { decimal: text, .. }
            | NumberReading::Percent { ratio: text, .. }
            | NumberReading::Hours { canonical: text }
            | NumberReading::Scientific { canonical: Some(text), .. } => text.parse().ok(),
            NumberReading::Scientific { canonical: None, .. } | NumberReading::Not => None,
        }
    }
}

const SECONDS_OF_HOUR: f64 = 3_600.0;

/// A day and the seconds in it, in days.
fn days(day: Date, seconds: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "Below four millions.")]
    let whole = date::day_number(day) as f64;
    whole + seconds / (24.0 * SECONDS_OF_HOUR)
}

/// The records of a view in the order of what the file holds in a column. Edits do not move a row: whoever corrects a
/// cell finds it where it was.
fn in_order(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    view: &View,
    column: u32,
    descending: bool,
) -> Vec<usize> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let reading = Reading::new(subject, checked, column);
    let mut keys = Vec::with_capacity(checked.rows.len());
    let read = data_rows(book, &context, &overlay, &mut |row, original| {
        keys.push(reading.key(original.unwrap_or(row).cell(column as usize)));
        ControlFlow::Continue(())
    });
    let mut order = view.to_vec();
    // What could not be read a second time stays in the order of the file.
    if read.is_ok() {
        sorting::sort_by(&mut order, |a, b| match (keys.get(*a), keys.get(*b)) {
            (Some(a), Some(b)) => a.compare(b, descending),
            _ => Ordering::Equal,
        });
    }
    order
}
