//! Finds the sheet and the header row that fit a definition best. What its headings are paired with is known in
//! `pairing.rs`.

use crate::definition::ImportDefinition;
use crate::edits::{Decision, Mapping};
use crate::read::{SheetInfo, Wishes};
use crate::record::heading_names::Names;
use crate::record::heading_rows::{self, Above};
use crate::record::layout::Layout;
use crate::record::own_columns;
use crate::record::pairing::{Extra, paired};
use crate::table::Row;

/// How many non-blank rows at the top may come before the header.
const LOOK_DOWN: usize = 30;

/// Where none of those rows has the headings of an import, one further down has them if it has at least this share of them:
/// the rows of data that are looked at then must not be taken for headings.
const CLEAR: f64 = 0.8;

/// Below this share of matched headings a row is not taken for the header of an import.
pub(crate) const KNOWN: f64 = 0.4;

/// Among which rows the headings are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// Those at the top.
    Top,
    /// Those below them, as far as they are kept; only what is clearly a header counts. For files in which no import has its
    /// headings at the top.
    FarDown,
}

/// Where the headings of a definition are looked for, and what the user said of them.
#[derive(Clone, Copy)]
pub(crate) struct HeadingSearch<'a> {
    pub(crate) sheets: &'a [SheetInfo],
    pub(crate) definition: &'a ImportDefinition,
    pub(crate) wishes: &'a Wishes,
    /// Headings of columns that are kept although no field stands for them.
    pub(crate) extra: &'a [String],
    pub(crate) decisions: &'a [Decision],
    pub(crate) mapping: &'a Mapping,
}

impl HeadingSearch<'_> {
    /// Finds the sheet and row that fit the definition best, within the user's wishes.
    #[must_use]
    pub(crate) fn find(&self, among: Among) -> Option<Layout> {
        let HeadingSearch { sheets, definition, wishes, extra, decisions, mapping } = *self;
        if among == Among::FarDown && wishes.header_row.is_some() {
            return None;
        }
        let names = Names::new(definition, mapping);
        let extra = &Extra::of(extra);
        let mut best: Option<(f64, Layout, (&Row, Above<'_>))> = None;
        for (index, sheet) in sheets.iter().enumerate() {
            let named = wishes.sheet.as_ref().is_none_or(|name| *name == sheet.name);
            let ours = wishes.sheet.is_none() && own_columns::is_sheet(sheet);
            if sheet.refused.is_some() || !named || ours {
                continue;
            }
            for (depth, row) in sheet.head.iter().enumerate() {
                let (chosen, far_down) = (wishes.header_row.is_some(), depth >= LOOK_DOWN);
                if !chosen && far_down != (among == Among::FarDown) {
                    continue;
                }
                if wishes.header_row.is_some_and(|wanted| wanted != row.number) {
                    continue;
                }
                let row = (row, Above::of(&sheet.head, depth));
                let layout = paired(row, index, &names, extra, decisions, !decisions.is_empty());
                // Hidden sheets, later sheets and later rows must be better, not as good.
                let rank = layout.score - if sheet.hidden { 0.05 } else { 0.0 };
                let matched = layout.headings.iter().filter(|h| h.field.is_some()).count();
                // One matching word in a title row is chance; a header has at least two, or all it needs.
                let likely = matched >= 2 || layout.score >= 0.99;
                if among == Among::FarDown && !(matched >= 2 && layout.score >= CLEAR) {
                    continue;
                }
                let rank = if likely { rank } else { rank - 1.0 };
                if best.as_ref().is_none_or(|(r, ..)| rank > *r) {
                    best = Some((rank, layout, row));
                }
            }
        }
        best.map(|(_, layout, row)| {
            let mut layout = paired(row, layout.sheet, &names, extra, decisions, true);
            let head = sheets.get(layout.sheet).map_or(&[][..], |sheet| &sheet.head);
            heading_rows::find(head, &mut layout, &names);
            layout
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::pairing::tests::{definition, row};

    fn at_the_top(sheets: &[SheetInfo]) -> Option<Layout> {
        let (wishes, mapping) = (&Wishes::default(), &Mapping::default());
        let definition = &definition();
        HeadingSearch { sheets, definition, wishes, extra: &[], decisions: &[], mapping }.find(Among::Top)
    }

    #[test]
    fn headings_far_down_are_found_where_they_are_clear() {
        let d = definition();
        let sheet = |filled: u32, headings: &[&str]| {
            let mut head: Vec<Row> = (1..=filled).map(|n| row(n, &["Note", "city of the year"])).collect();
            head.push(row(filled + 1, headings));
            head.push(row(filled + 2, &["Ada", "Cork"]));
            SheetInfo { name: String::new(), hidden: false, head, refused: None }
        };
        let found = |sheet: SheetInfo| {
            let (wishes, mapping, sheets) = (Wishes::default(), Mapping::default(), [sheet]);
            let search = HeadingSearch {
                sheets: &sheets,
                definition: &d,
                wishes: &wishes,
                extra: &[],
                decisions: &[],
                mapping: &mapping,
            };
            let top = search.find(Among::Top).filter(|layout| layout.score >= KNOWN);
            let below = || search.find(Among::FarDown);
            top.or_else(below).map(|layout| layout.header_row)
        };
        for filled in [0, 3, 29, 30, 45, 90] {
            assert_eq!(found(sheet(filled, &["First name", "City"])), Some(filled + 1), "{filled}");
        }
        // A row with one name among others is a row.
        assert_eq!(found(sheet(45, &["First name", "City", "Phone", "Remark"])), None);
        // Headings at the top win over a row that says the same further down.
        let mut twice = sheet(60, &["First name", "City"]);
        twice.head.insert(0, row(1, &["first name", "city"]));
        assert_eq!(found(twice), Some(1));
    }

    #[test]
    fn of_sheets_with_the_same_headings_the_first_is_taken_whatever_stands_above_them() {
        let sheet = |titles: u32, hidden: bool, headings: &[&str]| {
            let mut head: Vec<Row> = (1..=titles).map(|n| row(n, &["Plan of the year"])).collect();
            head.push(row(titles + 1, headings));
            SheetInfo { name: String::new(), hidden, head, refused: None }
        };
        let chosen =
            |sheets: [SheetInfo; 2]| at_the_top(&sheets).map(|layout| (layout.sheet, layout.header_row));
        let all = ["First name", "City"];
        assert_eq!(chosen([sheet(3, false, &all), sheet(0, false, &all)]), Some((0, 4)));
        // One that fits better is taken all the same, and one that is seen before one that is hidden.
        assert_eq!(chosen([sheet(0, false, &["City", "Phone"]), sheet(3, false, &all)]), Some((1, 4)));
        assert_eq!(chosen([sheet(0, true, &all), sheet(3, false, &all)]), Some((1, 4)));
    }

    #[test]
    fn the_header_below_a_title() {
        let sheet = SheetInfo {
            name: String::new(),
            hidden: false,
            head: vec![row(1, &["My city list"]), row(3, &["Prénom", "City"]), row(4, &["Ana", "Cork"])],
            refused: None,
        };
        assert_eq!(at_the_top(&[sheet]).map(|layout| layout.header_row), Some(3));
    }
}
