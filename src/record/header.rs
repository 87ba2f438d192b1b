//! Finds the sheet and the header row that fit a definition best. What its headings are paired with is known in
//! `pairing.rs`.

use crate::definition::ImportDefinition;
use crate::edits::Mapping;
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

/// Finds the sheet and row that fit a definition best, within the user's wishes, among the rows at the top.
#[must_use]
pub(crate) fn find(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
) -> Option<Layout> {
    find_in(sheets, definition, wishes, extra, decisions, mapping, false)
}

/// The same among the rows below those, as far as they are kept; only what is clearly a header counts. For files in which no
/// import has its headings at the top.
pub(crate) fn find_far_down(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
) -> Option<Layout> {
    let found = || find_in(sheets, definition, wishes, extra, decisions, mapping, true);
    wishes.header_row.is_none().then(found).flatten()
}

fn find_in(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
    look_far_down: bool,
) -> Option<Layout> {
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
            if !chosen && far_down != look_far_down {
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
            if look_far_down && !(matched >= 2 && layout.score >= CLEAR) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::pairing::tests::{definition, row};

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
            let top = find(&sheets, &d, &wishes, &[], &[], &mapping).filter(|layout| layout.score >= KNOWN);
            let below = || find_far_down(&sheets, &d, &wishes, &[], &[], &mapping);
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
        let chosen = |sheets: [SheetInfo; 2]| {
            let found = find(&sheets, &definition(), &Wishes::default(), &[], &[], &Mapping::default());
            found.map(|layout| (layout.sheet, layout.header_row))
        };
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
        let layout = find(&[sheet], &definition(), &Wishes::default(), &[], &[], &Mapping::default())
            .map(|l| l.header_row);
        assert_eq!(layout, Some(3));
    }
}
