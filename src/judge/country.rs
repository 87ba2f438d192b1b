//! The country by which the states and postcodes of a row are judged.

use super::{Judge, Notation};
use crate::base::remembered::Remembered;
use crate::definition::Field;
use crate::problem::Findings;
use crate::record::context::{Reporter, RuleContext};
use crate::record::layout::Made;
use crate::record::values::Values;
use crate::scalar::places;
use crate::table::{CellSummary, Row};
use std::rc::Rc;

/// The field that says the country. Its value is what counts, not what its cell shows: a mapping may make it or put
/// another word in its place, a repair may have been taken, and a word may mean that there is none.
pub(super) struct CountryOf<'d> {
    judge: Judge<'d>,
    /// What plain texts came to.
    codes: Remembered<Option<&'static str>>,
}

impl<'d> CountryOf<'d> {
    /// The country of a field, if it has one. Fields that share it share what is remembered, too: `known` are those of
    /// the fields before.
    pub(super) fn new(
        field: &Field,
        context: &RuleContext<'d>,
        known: &[Judge<'d>],
    ) -> Option<Rc<CountryOf<'d>>> {
        let slot = field.country?;
        let mut known = known.iter().filter_map(|judge| judge.country.as_ref());
        let shared = known.find(|country| country.judge.slot == slot);
        Some(shared.map_or_else(
            || {
                let judge = Judge::alone(context, slot, Notation::default());
                Rc::new(CountryOf { judge, codes: Remembered::default() })
            },
            Rc::clone,
        ))
    }

    /// The code of the country of a row, where it is known.
    pub(super) fn code(&self, context: &RuleContext<'_>, row: &Row) -> Option<&'static str> {
        match self.judge.column.map(|column| row.summary(column)) {
            Some((CellSummary::Text, place)) => self.codes.of(row.part(place), |_| self.judged(context, row)),
            None => match self.judge.made {
                // The same in every row.
                Some(Made::Constant(text)) => self.codes.of(text, |_| self.judged(context, row)),
                Some(_) => self.judged(context, row),
                None => None,
            },
            Some(_) => self.judged(context, row),
        }
    }

    /// What is wrong with the country is told by its own judge.
    fn judged(&self, context: &RuleContext<'_>, row: &Row) -> Option<&'static str> {
        let (mut values, mut unheard) = (Values::default(), Findings::keeping(0));
        values.begin(row);
        let reporter = &mut Reporter::new(&mut unheard, &context.definition.severities);
        self.judge.value(context, row, &mut values, reporter);
        // A name that waits for a person says which country is meant as well.
        if values.is_filled(0) { places::country_code(values.text(0)) } else { None }
    }
}
