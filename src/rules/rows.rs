//! Whole rows: blank, ragged, repeated headings, left-over samples, totals, identical rows.

use super::uniqueness::Kept;
use crate::base::first_seen::{First, FirstSeen, fingerprints};
use crate::problem::{Detail, Example, Finding, Grade, Place, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::header::{Pairing, fold_heading, same_heading};
use crate::record::values::Values;
use crate::table::{Row, letters};
use memchr::memchr;
use std::hash::{Hash, Hasher};

pub(crate) static REPEATED_HEADER: Problem = Problem {
    code: "R110",
    name: "repeated-header",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "The headings are repeated among the data",
        message: "{at} repeats the headings; it is left out.",
        why: "It is not a record.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Les intitulés sont répétés parmi les données",
        message: "{at} répète les intitulés ; elle est laissée de côté.",
        why: "Ce n’est pas un enregistrement.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nname,city\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EXTRA_CELLS: Problem = Problem {
    code: "R120",
    name: "extra-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A row has values beyond the last heading",
        message: "{at} has a value in column {last} (“{value}”), where there is no heading. The cells of this row may have slipped to the right.",
        why: "A value without a heading cannot be imported, and the others may stand under the wrong heading.",
        remedy: "Compare the row with its neighbours; often a text with a delimiter in it needs quotes.",
    },
    fr: Prose {
        title: "Une ligne contient des valeurs au-delà du dernier intitulé",
        message: "{at} contient une valeur en colonne {last} (« {value} »), où il n’y a pas d’intitulé. Les cellules de cette ligne ont peut-être glissé à droite.",
        why: "Une valeur sans intitulé ne peut pas être importée, et les autres sont peut-être sous le mauvais intitulé.",
        remedy: "Comparez la ligne avec ses voisines ; souvent un texte contenant un séparateur a besoin de guillemets.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork,x\n",
        "name,city\nAna,Cork,\n",
    ),
};

pub(crate) static SAMPLE_ROW: Problem = Problem {
    code: "R140",
    name: "sample-row",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A sample row of the template was left in",
        message: "{at} is a sample row of the template. It is kept; delete it if it is not yours.",
        why: "It would be imported like your own data.",
        remedy: "Delete the row if it is not meant.",
    },
    fr: Prose {
        title: "Une ligne d’exemple du modèle est restée",
        message: "{at} est une ligne d’exemple du modèle. Elle est gardée ; supprimez-la si elle n’est pas à vous.",
        why: "Elle serait importée comme vos données.",
        remedy: "Supprimez la ligne si elle n’est pas voulue.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}],"samples":[{"name":"Jane Sample","city":"Town"}]}"#,
        "name,city\nJane Sample,Town\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static IDENTICAL_ROWS: Problem = Problem {
    code: "R150",
    name: "identical-rows",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Two rows are the same",
        message: "{at} is the same as row {first} in every cell. Both are kept.",
        why: "One of them may have been pasted twice.",
        remedy: "Delete one of the two if it is a repetition.",
    },
    fr: Prose {
        title: "Deux lignes sont identiques",
        message: "{at} est identique à la ligne {first} dans toutes les cellules. Les deux sont gardées.",
        why: "L’une d’elles a peut-être été collée deux fois.",
        remedy: "Supprimez l’une des deux si c’est une répétition.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nAna,Cork\n",
        "name,city\nAna,Cork\nAna,Kerry\n",
    ),
};

pub(crate) static BLANK_ROWS: Problem = Problem {
    code: "R160",
    name: "blank-rows",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "There are empty rows",
        message: "{count} {count|row is|rows are} empty and left out (first: row {first}).",
        why: "They are not records.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Il y a des lignes vides",
        message: "{count} {count|ligne est vide et laissée|lignes sont vides et laissées} de côté (première : ligne {first}).",
        why: "Ce ne sont pas des enregistrements.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\n\nBo,Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static TOTAL_ROW: Problem = Problem {
    code: "R170",
    name: "total-row",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A row looks like a total",
        message: "{at} begins with “{value}” and looks like a total, not a record. It is kept; delete it if it is a total.",
        why: "It would be imported like a record.",
        remedy: "Delete the row if it is a total.",
    },
    fr: Prose {
        title: "Une ligne ressemble à un total",
        message: "{at} commence par « {value} » et ressemble à un total, pas à un enregistrement. Elle est gardée ; supprimez-la si c’est un total.",
        why: "Elle serait importée comme un enregistrement.",
        remedy: "Supprimez la ligne si c’est un total.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"n","type":"number"}]}"#,
        "name,n\nAna,1\nTotal,1\n",
        "name,n\nAna,1\nTotalis,1\n",
    ),
};
/// Whether a row only repeats the headings: at least two cells, and every filled one equal to its heading.
pub(crate) fn repeats_header(row: &Row, context: &RuleContext<'_>) -> bool {
    let mut equal = 0;
    for (index, heading) in context.layout.headings.iter().enumerate().take(row.len()) {
        let shown = row.shown(index);
        if shown.is_empty() || heading.pairing == Pairing::Ours {
            continue;
        }
        // Almost every row ends here, at its first filled cell.
        if !same_heading(shown, &heading.text) {
            return false;
        }
        equal += 1;
    }
    equal >= 2 || (equal == 1 && context.layout.headings.len() == 1)
}

/// Looks at the shape of a row.
pub(crate) fn check(
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let width = context.layout.headings.len();
    for index in width..at.row.len() {
        let cell = at.row.cell(index);
        if cell.is_blank() {
            continue;
        }
        let column = u32::try_from(index).unwrap_or(u32::MAX);
        reporter.add(&EXTRA_CELLS, None, || {
            Finding::new(&EXTRA_CELLS, Place::cell(at.row.number, column))
                .value(cell.shown)
                .with("last", letters(column))
        });
        break;
    }
    unnamed(context, at, reporter);
    samples(context, at, values, reporter);
    total(at, values, reporter);
}

/// A value under an empty heading is as homeless as one beyond the last heading.
fn unnamed(context: &RuleContext<'_>, at: &RecordContext<'_>, reporter: &mut Reporter<'_>) {
    for heading in context.layout.headings.iter().filter(|h| h.pairing == Pairing::Empty) {
        let cell = at.row.cell(heading.column as usize);
        if !cell.is_blank() {
            reporter.add(&EXTRA_CELLS, Some(Severity::Warning), || {
                Finding::new(&EXTRA_CELLS, Place::cell(at.row.number, heading.column))
                    .value(cell.shown)
                    .with("last", letters(heading.column))
            });
        }
    }
}

fn samples(context: &RuleContext<'_>, at: &RecordContext<'_>, values: &Values, reporter: &mut Reporter<'_>) {
    let same = |sample: &litemap::LiteMap<usize, String>| {
        !sample.is_empty()
            && (0..context.definition.fields.len())
                .all(|slot| sample.get(&slot).map_or("", String::as_str) == values.text(slot))
    };
    if context.definition.samples.iter().any(same) {
        reporter.add(&SAMPLE_ROW, None, || Finding::new(&SAMPLE_ROW, Place::Row(at.row.number)));
    }
}

const TOTALS: &[&str] =
    &["total", "totals", "grand total", "sum", "subtotal", "somme", "sous-total", "total général"];

fn total(at: &RecordContext<'_>, values: &Values, reporter: &mut Reporter<'_>) {
    let solid = |i: &usize| at.row.is_solid(*i) || !at.row.cell(*i).is_blank();
    let Some(first) = (0..at.row.len()).find(solid).map(|i| at.row.cell(i)) else { return };
    // Long texts are no totals; most rows end here.
    if first.shown.len() > 16
        || !matches!(
            first.shown.trim_start().as_bytes().first(),
            Some(b't' | b'T' | b's' | b'S' | b'g' | b'G')
        )
    {
        return;
    }
    let word = fold_heading(first.shown);
    if TOTALS.contains(&word.as_str()) && values.len() > 1 {
        let shown = first.shown;
        reporter.add(&TOTAL_ROW, None, || {
            Finding::new(&TOTAL_ROW, Place::Row(at.row.number)).value(shown.trim())
        });
    }
}

/// Makes the fingerprints of rows.
#[derive(Default)]
pub(crate) struct Prints {
    /// Stands between the texts: the delimiter of a text file, so that most lines are looked at as they are.
    pub(crate) separator: u8,
    joined: Vec<u8>,
}

impl Prints {
    /// The fingerprint of a row's texts. Rows of an outline are compared with rows that belong to the same row: the same
    /// step in two tasks is no repetition.
    pub(crate) fn of(&mut self, at: &RecordContext<'_>) -> u64 {
        let mut hasher = fingerprints();
        at.node.map(|n| n.parent).hash(&mut hasher);
        match at.row.as_line(self.separator) {
            Some(line) if at.row.is_all_plain() => hasher.write(line.as_bytes()),
            line => {
                self.joined.clear();
                match line {
                    Some(line) => self.trim(line, at.row),
                    None => self.join(at.row),
                }
                hasher.write(&self.joined);
            }
        }
        hasher.finish()
    }

    /// The line of a row with its texts trimmed.
    fn trim(&mut self, line: &str, row: &Row) {
        let mut from = 0;
        for index in (0..row.len()).filter(|index| !row.is_plain(*index)) {
            let (start, end) = row.place(index);
            self.joined.extend_from_slice(line.as_bytes().get(from..start).unwrap_or_default());
            self.joined.extend_from_slice(trimmed(row.shown(index)).as_bytes());
            from = end;
        }
        self.joined.extend_from_slice(line.as_bytes().get(from..).unwrap_or_default());
    }

    /// The texts as they would stand in a line. A separator inside a text is marked by a byte that no text has.
    fn join(&mut self, row: &Row) {
        for index in 0..row.len() {
            if index > 0 {
                self.joined.push(self.separator);
            }
            let text = trimmed(row.shown(index)).as_bytes();
            if memchr(self.separator, text).is_none() {
                self.joined.extend_from_slice(text);
                continue;
            }
            for (part, text) in text.split(|b| *b == self.separator).enumerate() {
                if part > 0 {
                    self.joined.extend([0xff, self.separator]);
                }
                self.joined.extend_from_slice(text);
            }
        }
    }
}

fn trimmed(text: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_none_or(|b| (0x21..0x7f).contains(b));
    if solid(text.as_bytes().first()) && solid(text.as_bytes().last()) { text } else { text.trim() }
}

/// Remembers rows to find identical ones, by fingerprint and row number.
#[derive(Default)]
pub(crate) struct Identical {
    seen: FirstSeen,
}

impl Identical {
    /// `kept` is what a key of the file says of the row: rows with different keys are not identical, so that most rows
    /// of a file with a key need not be remembered here.
    pub(crate) fn record(
        &mut self,
        at: &RecordContext<'_>,
        print: u64,
        kept: Kept,
        reporter: &mut Reporter<'_>,
    ) {
        let row = at.row;
        let this = First { row: row.number, print: low_half(print) };
        let first = match kept {
            Kept::First => return,
            Kept::Before(first) if first.print == this.print => Some(first),
            _ => self.seen.note(print, this),
        };
        if let Some(first) = first {
            reporter.add(&IDENTICAL_ROWS, None, || {
                Finding::new(&IDENTICAL_ROWS, Place::Row(row.number)).with("first", u64::from(first.row))
            });
        }
    }
}

/// Half of a fingerprint: enough to compare two rows that have the same key.
pub(crate) fn low_half(print: u64) -> u32 {
    #[allow(clippy::cast_possible_truncation)] // The half is what is wanted.
    let half = print as u32;
    half
}

/// Says how many rows are empty.
pub(crate) fn blank(count: u64, first: u32, reporter: &mut Reporter<'_>) {
    if count > 0 {
        reporter.add(&BLANK_ROWS, None, || {
            Finding::new(&BLANK_ROWS, Place::File)
                .with("count", Detail::Count(count))
                .with("first", u64::from(first))
        });
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&REPEATED_HEADER, &EXTRA_CELLS, &SAMPLE_ROW, &IDENTICAL_ROWS, &BLANK_ROWS, &TOTAL_ROW];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{BETWEEN, Marks};
    use proptest::prelude::*;

    fn print(row: &Row) -> u64 {
        let mut prints = Prints { separator: BETWEEN, joined: Vec::new() };
        prints.of(&RecordContext { row, node: None, parent: None })
    }

    proptest! {
        #[test]
        fn rows_have_the_same_print_when_their_trimmed_texts_are_the_same(
            rows in proptest::array::uniform2(proptest::collection::vec("[ab, \"\u{a0}\n]{0,2}", 1..3))
        ) {
            let [mut line, mut single] = [Row::new(), Row::new()];
            line.begin_line(1);
            rows[0].iter().for_each(|text| line.push_text(text, Marks::default()));
            rows[1].iter().for_each(|text| single.push_text(text, Marks::default()));
            let [one, other] = rows.map(|row| row.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>());
            prop_assert_eq!(print(&line) == print(&single), one == other, "{:?} {:?}", one, other);
        }
    }
}
