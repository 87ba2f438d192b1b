//! The look at all rows that comes before the check of a tree: what their columns say about themselves, and who belongs to
//! whom.
//!
//! Two values of a record make its place in the tree. Where both are plainly right, a line of a text need not be made a row
//! for them. A test compares the two ways.

use super::survey::Survey;
use crate::edits::Overlay;
use crate::judge::{Judge, Notation};
use crate::problem::Findings;
use crate::read::{Book, LineReporter, ReadError, WantedLines, Wishes};
use crate::record::context::{Reporter, RuleContext};
use crate::record::outline::{Names, RowWords, Tree};
use crate::record::outline_problems::ROOT_NOT_DECLARED;
use crate::record::values::{Seen, Values};
use crate::rules::no_record::{Beginning, reason};
use crate::table::{Lines, Row};
use std::collections::BTreeMap;
use std::iter::repeat;
use std::ops::{ControlFlow, Range};

/// Goes through all rows once.
pub(super) fn look(
    book: &mut dyn Book,
    context: &RuleContext<'_>,
    overlay: &Overlay,
    wishes: &Wishes,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Survey, ReadError> {
    let layout = context.layout;
    let survey = Survey::new(context.definition, layout).with_edits(overlay);
    let mut looking = Looking { context, survey, outliner: Outliner::new(context), progress };
    if let Some(mut lines) = LookingAtLines::new(&mut looking, overlay) {
        book.rows_or_lines(layout.sheet, lines.wanted, &mut lines)?;
    } else {
        overlay.rows(book, layout.sheet, layout.header_row, &mut |row, _| looking.row(row))?;
    }
    let Looking { mut survey, outliner, .. } = looking;
    survey.tree = outliner.map(|outliner| outliner.tree);
    survey.decide(wishes);
    Ok(survey)
}

/// What takes part in the look.
struct Looking<'l, 'd> {
    context: &'l RuleContext<'d>,
    survey: Survey,
    outliner: Option<Outliner<'d>>,
    progress: &'l mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl Looking<'_, '_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let (context, layout) = (self.context, self.context.layout);
        self.survey.take(layout, row, None);
        if let Some(outliner) = &mut self.outliner
            && row.number > layout.header_row
            && !row.is_blank()
            && reason(row, context).is_none()
        {
            outliner.note(context, row);
        }
        (self.progress)(self.survey.rows)
    }
}

/// The same where lines need no row.
struct LookingAtLines<'r, 'l, 'd> {
    looking: &'r mut Looking<'l, 'd>,
    beginning: Beginning<'d>,
    wanted: WantedLines,
    /// The row that is made of a line.
    row: Row,
}

impl<'r, 'l, 'd> LookingAtLines<'r, 'l, 'd> {
    /// Absent where more may be asked of a row than lines can tell.
    fn new(looking: &'r mut Looking<'l, 'd>, overlay: &Overlay) -> Option<LookingAtLines<'r, 'l, 'd>> {
        let context = looking.context;
        let width = context.layout.headings.len();
        let takes = |outliner: &Outliner<'_>| outliner.judges.iter().all(|judge| judge.is_of_cell(width));
        let takes = overlay.is_empty() && looking.outliner.as_ref().is_some_and(takes);
        // What a mapping makes says something of its column, too.
        let takes = takes && context.layout.slots.iter().all(|slot| slot.made.is_none());
        #[cfg(test)]
        let takes = takes && !tests::ROW_BY_ROW.get();
        let beginning = Beginning::new(context).filter(|_| takes)?;
        let wanted = WantedLines { width, above: Beginning::last_row_above(context) };
        Some(LookingAtLines { looking, beginning, wanted, row: Row::new() })
    }

    /// Takes a line as the next row of the tree. False where it must be looked at as a row.
    fn line(&mut self, lines: &Lines<'_>, line: usize, row: u32) -> bool {
        let first = lines.cell(line, 0);
        let taken = first.is_plain() && self.beginning.is_of_record(lines, line);
        let Some(outliner) = self.looking.outliner.as_mut().filter(|_| taken) else { return false };
        outliner.note_line(self.looking.context, lines, line, row)
    }

    /// Notes lines that follow each other and were taken.
    fn note(&mut self, lines: &Lines<'_>, which: Range<usize>, first: u32) -> ControlFlow<()> {
        if which.is_empty() {
            return ControlFlow::Continue(());
        }
        let looking = &mut *self.looking;
        #[cfg(test)]
        tests::TAKEN.set(tests::TAKEN.get() + which.len());
        let before = looking.survey.rows;
        let of_lines = (lines, which);
        looking.survey.take_lines(looking.context.layout, of_lines, first, |_| repeat(Seen::Other));
        (before + 1..=looking.survey.rows).try_for_each(&mut *looking.progress)
    }
}

impl LineReporter for LookingAtLines<'_, '_, '_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.looking.row(row)
    }

    fn look_ahead(&mut self, _: &Lines<'_>) {}

    fn lines(&mut self, lines: &Lines<'_>, which: Range<usize>, first: (u32, u64)) -> ControlFlow<()> {
        let mut taken = which.start..which.start;
        let row_of = |line: usize| first.0 + u32::try_from(line - which.start).unwrap_or(0);
        for line in which.clone() {
            let row = row_of(line);
            let follows = !taken.is_empty() || self.looking.survey.goes_on_with(row);
            if follows && self.line(lines, line, row) {
                taken.end = line + 1;
                continue;
            }
            self.note(lines, taken.clone(), row_of(taken.start))?;
            self.row.clear(row, first.1 + (line - which.start) as u64);
            self.row.push_found(lines, line);
            self.looking.row(&self.row)?;
            taken = line + 1..line + 1;
        }
        self.note(lines, taken.clone(), row_of(taken.start))
    }
}

/// Reads the two fields that the tree is made of.
struct Outliner<'d> {
    /// Those of the kind and of the root.
    judges: [Judge<'d>; 2],
    values: Values,
    findings: Findings,
    tree: Tree,
}

impl<'d> Outliner<'d> {
    fn new(context: &RuleContext<'d>) -> Option<Outliner<'d>> {
        let outline = context.definition.outline.as_ref()?;
        let decided = context.decisions.accepted(&ROOT_NOT_DECLARED, context.field_name(outline.root), "");
        let names = Names {
            rename: decided.is_some(),
            needed: context.definition.fields.get(outline.root).is_some_and(|f| f.required),
            listed: context.definition.fields.get(outline.kind).is_some_and(|f| !f.allowed.is_empty()),
            there: context.layout.has(outline.kind) && context.layout.has(outline.root),
        };
        Some(Outliner {
            judges: [outline.kind, outline.root].map(|slot| Judge::new(context, slot, Notation::default())),
            values: Values::default(),
            findings: Findings::keeping(0),
            tree: Tree::new(outline, names),
        })
    }

    fn note(&mut self, context: &RuleContext<'_>, row: &Row) {
        let Some(outline) = &context.definition.outline else { return };
        // Judged again, and told, in the check; here only the canonical texts count.
        let severities = BTreeMap::default();
        let mut reporter = Reporter::new(&mut self.findings, &severities);
        self.values.begin(row);
        Judge::all(&self.judges, context, row, None, &mut self.values, &mut reporter);
        let words = RowWords { row: row.number, kind: self.values.good(0), root: self.values.text(1) };
        self.tree.push(outline, &words);
    }

    /// The same of a line. False where one of its values is not plainly right.
    fn note_line(&mut self, context: &RuleContext<'_>, lines: &Lines<'_>, line: usize, row: u32) -> bool {
        let [kind, root] = self.judges.each_ref().map(|judge| judge.plain_text(lines, line));
        let (Some(outline), Some(kind), Some(root)) = (&context.definition.outline, kind, root) else {
            return false;
        };
        let kind = Some(kind).filter(|kind| !kind.is_empty());
        self.tree.push(outline, &RowWords { row, kind, root });
        true
    }
}

#[cfg(test)]
mod tests;
