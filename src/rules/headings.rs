//! Headings: missing, unknown, duplicate, moved, misspelt columns. They were paired in `header.rs`.

use crate::problem::{Detail, Finding, Grade, Place, Severity};
use crate::record::context::{Reporter, RuleContext};
use crate::record::heading_problems::{
    COLUMN_ASKED_FOR, COLUMN_LEFT_OUT, DUPLICATE_HEADING, EXTRA_COLUMNS_KEPT, LATE_HEADER,
    MAPPED_COLUMN_ABSENT, MISSING_COLUMN, MISSPELT_HEADING, MOVED_COLUMNS, NEEDED_COLUMN_MISSING,
    OLDER_TEMPLATE, OPTIONAL_COLUMN_MISSING, RENAMED_HEADING, UNKNOWN_COLUMN,
};
use crate::record::layout::{Heading, Layout, Pairing};
use crate::scalar::text::visible;
use crate::table::letters;
use std::collections::HashMap;

/// Judges the header row of a file.
pub(crate) fn check(context: &RuleContext<'_>, titles: u64, reporter: &mut Reporter<'_>) {
    let layout = context.layout;
    let titles = titles.saturating_sub(u64::from(layout.over_two_rows));
    if layout.header_row > 1 && titles > 0 {
        reporter.add(&LATE_HEADER, None, || {
            Finding::new(&LATE_HEADER, Place::Row(layout.header_row))
                .with("header", u64::from(layout.header_row))
                .with("count", titles)
        });
    }
    moved_over(context, reporter);
    missing(context, reporter);
    for heading in &layout.headings {
        judge(heading, context, reporter);
    }
    moved(context, reporter);
    for column in &layout.absent {
        reporter.add(&MAPPED_COLUMN_ABSENT, None, || {
            Finding::new(&MAPPED_COLUMN_ABSENT, Place::File).with("column", column.as_str())
        });
    }
}

/// What the definition moves over from an older template, in one sentence.
fn moved_over(context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    let layout = context.layout;
    let Some(moved) = &layout.moved_over else { return };
    reporter.add(&OLDER_TEMPLATE, None, || {
        let named = |column: &u32| visible(layout.heading(*column).trim(), 30);
        let pair = |column: &u32| {
            let slot = layout.slots.iter().find(|slot| slot.column == Some(*column));
            format!("{} → {}", named(column), slot.map_or("", |slot| slot.name.as_str()))
        };
        let mut columns: Vec<u32> = moved.columns.iter().chain(&moved.said).copied().collect();
        columns.sort_unstable();
        let columns: Vec<String> = columns.iter().map(pair).collect();
        let mut finding = Finding::new(&OLDER_TEMPLATE, Place::File)
            .with("version", moved.version.as_str())
            .with("columns", Detail::All(columns));
        if !moved.gone.is_empty() {
            let phrase = ["No longer there: {gonecolumns}.", "N’y figurent plus\u{a0}: {gonecolumns}."];
            let gone = moved.gone.iter().map(named).collect();
            finding = finding.with("gonecolumns", Detail::All(gone)).with("gone", Detail::Phrase(phrase));
        }
        if !moved.fields.is_empty() {
            let fields = moved.fields.iter().map(|(field, _)| context.title(*field)).collect();
            let phrase = [
                "Older words are replaced in {wordcolumns}.",
                "Les anciens mots sont remplacés dans {wordcolumns}.",
            ];
            finding = finding.with("wordcolumns", Detail::All(fields)).with("words", Detail::Phrase(phrase));
        }
        finding
    });
}

fn missing(context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    let layout = context.layout;
    let mut optional: Vec<String> = Vec::new();
    // The first of several headings counts, so it is put in last.
    let field_near = |heading| match heading {
        &Heading { pairing: Pairing::Near(field), .. } => Some((field, heading)),
        _ => None,
    };
    let nearby: HashMap<usize, &Heading> = layout.headings.iter().rev().filter_map(field_near).collect();
    for (index, field) in context.definition.fields.iter().enumerate().filter(|(i, _)| !layout.has(*i)) {
        let near = nearby.get(&index).copied();
        let needed = (field.required || field.required_column) && field.in_template;
        if needed && field.missing != Severity::Error && near.is_none() {
            asked_for(index, field.missing, context, reporter);
            continue;
        }
        if !context.definition.is_mandatory(index) {
            optional.extend((near.is_none() && field.in_template).then(|| field.heading.clone()));
            continue;
        }
        reporter.add(&MISSING_COLUMN, None, || {
            let finding = Finding::new(&MISSING_COLUMN, Place::File)
                .field(index)
                .with("column", field.heading.as_str());
            match near {
                Some(heading) => finding.with("nearby", heading.text.trim()).with(
                    "near",
                    Detail::Phrase(["Is it the column “{nearby}”?", "Est-ce la colonne « {nearby} »\u{a0}?"]),
                ),
                None => finding,
            }
        });
    }
    if context.definition.dialect.all_columns && !optional.is_empty() {
        reporter.add(&OPTIONAL_COLUMN_MISSING, None, || {
            Finding::new(&OPTIONAL_COLUMN_MISSING, Place::File)
                .with("count", optional.len() as u64)
                .with("columns", Detail::All(optional))
        });
    }
}

/// A column that only a form asks for is not there.
fn asked_for(field: usize, severity: Severity, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    reporter.add(&COLUMN_ASKED_FOR, Some(severity), || {
        Finding::new(&COLUMN_ASKED_FOR, Place::File).field(field).with("column", context.title(field))
    });
}

fn judge(heading: &Heading, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    let place = Place::cell(context.layout.header_row, heading.column);
    let name = |field: usize| context.definition.fields.get(field).map_or("", |f| f.heading.as_str());
    match heading.pairing {
        Pairing::Alias => reporter.add(&RENAMED_HEADING, None, || {
            let field = heading.field.unwrap_or(0);
            Finding::new(&RENAMED_HEADING, place).value(&heading.text).field(field).expected(name(field))
        }),
        Pairing::Near(field) => {
            reporter.add(&MISSPELT_HEADING, near_severity(context, heading, field), || {
                Finding::new(&MISSPELT_HEADING, place)
                    .value(&heading.text)
                    .field(field)
                    .expected(name(field))
                    .fix(Grade::Ask, "", Some(name(field).to_owned()))
            });
        }
        Pairing::Unknown => reporter.add(&UNKNOWN_COLUMN, None, || {
            Finding::new(&UNKNOWN_COLUMN, place).value(&heading.text).fix(Grade::Ask, "", None)
        }),
        Pairing::LeftOut if !context.layout.is_gone(heading.column) => {
            reporter
                .add(&COLUMN_LEFT_OUT, None, || Finding::new(&COLUMN_LEFT_OUT, place).value(&heading.text));
        }
        Pairing::Duplicate => duplicate(heading, context, reporter),
        _ => {}
    }
}

/// A doubtful heading of a column that may be missing anyway keeps no record back: it is left out like an unknown one.
/// One with a line break in it was probably cut in two, and nobody knows what else was.
fn near_severity(context: &RuleContext<'_>, heading: &Heading, field: usize) -> Option<Severity> {
    let cut = heading.text.contains(['\n', '\r']);
    let strict = cut || context.definition.is_mandatory(field) || context.definition.dialect.all_columns;
    if strict { None } else { Some(Severity::Warning) }
}

fn duplicate(heading: &Heading, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    let Some(field) = heading.field else { return };
    let name = context.definition.fields.get(field).map_or("", |f| f.name.as_str());
    let first = context.layout.slots.get(field).and_then(|s| s.column).unwrap_or(0);
    // A letter of none of these columns chooses nothing.
    let chosen = context.decisions.accepted(&DUPLICATE_HEADING, name, "");
    if chosen.is_some_and(|chosen| chosen.is_empty() || chosen.eq_ignore_ascii_case(&letters(first))) {
        return;
    }
    let by_cells = context.layout.by_cells.contains(&field);
    reporter.add(&DUPLICATE_HEADING, by_cells.then_some(Severity::Warning), || {
        // The place is the whole column: nothing can be imported until one is chosen.
        let finding = Finding::new(&DUPLICATE_HEADING, Place::Column(heading.column)).field(field);
        let other = context.layout.heading(first).trim();
        let target = context.definition.fields.get(field).map_or("", |f| f.heading.as_str());
        let finding = finding.with("column", heading.text.trim()).with("other", other).with("target", target);
        let finding = if by_cells {
            let then = [
                "The cells of column {first} fit, so it was taken.",
                "Les cellules de la colonne {first} conviennent, elle a donc été retenue.",
            ];
            finding.with("then", Detail::Phrase(then))
        } else {
            finding
        };
        finding.with("first", letters(first)).fix(Grade::Ask, "", None)
    });
}

fn moved(context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    let Layout { slots, .. } = context.layout;
    let columns: Vec<u32> =
        slots.iter().take(context.definition.fields.len()).filter_map(|s| s.column).collect();
    if !context.definition.dialect.fixed_order || columns.is_sorted() {
        return;
    }
    reporter.add(&MOVED_COLUMNS, None, || {
        let order = context.layout.headings.iter().filter(|h| h.field.is_some());
        let order = order.map(|h| h.text.trim().to_owned()).collect();
        Finding::new(&MOVED_COLUMNS, Place::File).with("order", Detail::All(order))
    });
}

/// Columns that some records turned out to need and the file lacks.
pub(crate) fn lacking(context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    for (slot, (count, first, severity)) in std::mem::take(&mut reporter.lacking) {
        if context.definition.fields.get(slot).is_some_and(|field| field.required || field.required_column) {
            continue;
        }
        if severity != Severity::Error {
            asked_for(slot, severity, context, reporter);
            continue;
        }
        reporter.add(&NEEDED_COLUMN_MISSING, None, || {
            Finding::new(&NEEDED_COLUMN_MISSING, Place::File)
                .field(slot)
                .with("column", context.title(slot))
                .with("count", count)
                .with("first", u64::from(first))
        });
    }
}

/// Names the extra columns and some of their values, so that they can be compared with those of the server.
pub(crate) fn extra_columns(samples: &[(String, Vec<String>)], reporter: &mut Reporter<'_>) {
    if samples.is_empty() {
        return;
    }
    reporter.add(&EXTRA_COLUMNS_KEPT, None, || {
        let names = samples.iter().map(|(name, _)| name.clone()).collect();
        let found: Vec<String> = samples.iter().flat_map(|(_, values)| values.iter().cloned()).collect();
        let finding = Finding::new(&EXTRA_COLUMNS_KEPT, Place::File).with("columns", Detail::All(names));
        if found.is_empty() {
            return finding;
        }
        finding
            .with("found", Detail::All(found))
            .with("values", Detail::Phrase(["Values found: {found}.", "Valeurs trouvées\u{a0}: {found}."]))
    });
}
