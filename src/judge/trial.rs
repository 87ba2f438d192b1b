//! One text tried as a value of a field, without a file around it: items of lists, examples, cells of columns that nobody
//! has paired yet.

use super::{Judge, Notation};
use crate::definition::ImportDefinition;
use crate::edits::{Decision, Decisions, Fills};
use crate::problem::{Findings, Problem};
use crate::record::context::{Reporter, RuleContext, Settings};
use crate::record::layout::{Layout, Slot};
use crate::record::values::{State, Values};
use crate::table::{Marks, Row};
use std::collections::BTreeMap;

/// What a text comes to as a value.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    pub(crate) state: State,
    /// What would be written.
    pub(crate) text: String,
    /// The first that is said of it.
    pub(crate) problem: Option<&'static Problem>,
}

/// Tries texts as values of a field. `notation` is what their column says of itself.
pub(crate) fn try_texts<'t>(
    definition: &ImportDefinition,
    field: usize,
    notation: Notation,
    texts: impl Iterator<Item = &'t str>,
) -> Vec<Trial> {
    try_texts_as(definition, field, notation, &[], texts)
}

/// The same where a person decided something.
pub(crate) fn try_texts_as<'t>(
    definition: &ImportDefinition,
    field: usize,
    notation: Notation,
    decisions: &[Decision],
    texts: impl Iterator<Item = &'t str>,
) -> Vec<Trial> {
    let slots = definition.fields.iter().enumerate();
    let slots = slots.map(|(index, f)| Slot::new(Some(index), (index == field).then_some(0), f.name.clone()));
    let layout = Layout { header_row: 1, slots: slots.collect(), score: 1.0, ..Layout::default() };
    let (settings, fills, severities) = (Settings::new(), Fills::default(), BTreeMap::default());
    let context = RuleContext {
        definition,
        layout: &layout,
        settings: &settings,
        decisions: Decisions(decisions),
        tree: None,
        fills: &fills,
        today: None,
        goes_on: false,
    };
    let judges = [Judge::new(&context, field, notation)];
    let (mut row, mut values) = (Row::new(), Values::default());
    texts
        .map(|text| {
            row.clear(2, 0);
            row.push_text(text, Marks::default());
            values.begin(&row);
            let mut findings = Findings::keeping(1);
            let mut reporter = Reporter::new(&mut findings, &severities);
            Judge::all(&judges, &context, &row, None, &mut values, &mut reporter);
            Trial {
                state: values.state(0),
                text: values.text(0).to_owned(),
                problem: findings.kept().first().map(|finding| finding.problem),
            }
        })
        .collect()
}

/// Tries one text as a value of a field.
pub(crate) fn try_text(definition: &ImportDefinition, field: usize, text: &str) -> Trial {
    let mut trials = try_texts(definition, field, Notation::default(), std::iter::once(text));
    trials.pop().unwrap_or(Trial { state: State::Blank, text: String::new(), problem: None })
}
