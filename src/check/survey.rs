//! The look at all rows before any is judged: what columns say about their own notation, and the tree of rows.
//!
//! A cell such as `04/05/2025` has two readings; its column often has only one. And whether a row is a group is told
//! by rows below it, which needs a pass of its own. Without a tree the first rows say what a column probably means; the
//! check goes on from there, looks at all rows on its way, and begins again in the rare case that they say otherwise.

use crate::base::sorting;
use crate::definition::value::Class;
use crate::definition::{Field, FieldKind, ImportDefinition, TextFormat};
use crate::edits::{Edits, Overlay};
use crate::judge::{Notation, ZEROS_LOST};
use crate::problem::{Detail, Finding, Place};
use crate::read::{Confidence, Decided, Wishes};
use crate::record::context::{Reporter, RuleContext};
use crate::record::layout::{Layout, Made};
use crate::record::outline::Tree;
use crate::record::values::{Seen, Values};
use crate::scalar::date::{DateEvidence, Order, pattern};
use crate::scalar::number::NumberEvidence;
use crate::scalar::{damage, moment, shape, text};
use crate::table::{Cell, CellFormat, Lines, Row, Stored, letters};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a column is asked about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asked {
    /// Its decimal mark.
    Number,
    /// Its order of day and month.
    Date,
    /// The same of days with a time.
    Moment,
    /// Only whether its codes lost zeros.
    #[default]
    Code,
}

/// What a column says about itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    asked: Asked,
    /// The pattern that its days have; empty where it has none of its own.
    pattern: String,
    /// What stands between the values of a cell, where it holds several.
    between: Option<Between>,
    pub(crate) numbers: NumberEvidence,
    pub(crate) dates: DateEvidence,
    /// Of these the ones that are not in the pattern.
    strays: DateEvidence,
    /// What follows for the reading of its cells.
    pub(crate) notation: Notation,
    /// Cells that are whole numbers, by number of digits; the last counts all longer ones.
    digits: [u32; 17],
    /// The first such cell by number of digits: row and text.
    first: Vec<(usize, u32, String)>,
    /// Codes written as texts, and those of them that end in `.0`.
    codes: u64,
    point_zero: u64,
}

/// How several values stand in one cell.
#[derive(Clone, Debug)]
enum Between {
    Mark(String),
    Json,
}

/// Numbers of one column that probably lost zeros: digits of most, how many have them and how many fewer, and the
/// first of the short ones.
struct LostZeros<'e> {
    digits: usize,
    long: u32,
    short: u32,
    row: u32,
    text: &'e str,
}

/// What was learned about a file before the check.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// By slot; absent for columns that need none.
    pub(crate) evidence: Vec<Option<Evidence>>,
    pub(crate) tree: Option<Tree>,
    /// Rows of the file below the header that are not blank.
    pub(crate) rows: u64,
    pub(crate) last_row: u32,
    /// The first number below the header that no row has; 0 where every one has one, so far.
    first_gap: u32,
    /// The last row that came in the order of the file.
    in_order: u32,
    /// Rows of the file that a person left out or moved: where they stood is no gap.
    elsewhere: BTreeSet<u32>,
    /// Rows above the header.
    pub(crate) titles: u64,
}

fn wanted(definition: &ImportDefinition, layout: &Layout) -> Vec<Option<Evidence>> {
    let slots = layout.slots.iter();
    slots
        .map(|slot| {
            let field = slot.field.and_then(|f| definition.fields.get(f));
            field.filter(|_| slot.column.is_some() || slot.made.is_some()).and_then(Evidence::wanted)
        })
        .collect()
}

impl Survey {
    /// A survey that has seen no row.
    pub(crate) fn new(definition: &ImportDefinition, layout: &Layout) -> Survey {
        let start = layout.header_row;
        Survey { evidence: wanted(definition, layout), last_row: start, in_order: start, ..Survey::default() }
    }

    /// One that is told the rows as edited.
    pub(crate) fn with_edits(self, overlay: &Overlay) -> Survey {
        Survey { elsewhere: overlay.elsewhere(), ..self }
    }

    /// What the first rows of a sheet say: enough to begin the check with, to be borne out by the rest.
    pub(crate) fn of_head(
        head: &[Row],
        definition: &ImportDefinition,
        layout: &Layout,
        wishes: &Wishes,
    ) -> Survey {
        let mut survey = Survey::new(definition, layout);
        head.iter().for_each(|row| survey.take(layout, row, None));
        survey.decide(wishes);
        survey
    }

    /// Whether this survey reads the values of a column as another does.
    pub(crate) fn agrees(&self, other: &Survey, slot: usize) -> bool {
        let notation = |survey: &Survey| {
            let evidence = survey.evidence.get(slot).and_then(Option::as_ref);
            evidence.map(|e| e.notation)
        };
        notation(self) == notation(other)
    }

    /// The slots about whose columns these rows raise a doubt: others may settle it.
    pub(crate) fn doubtful(&self) -> impl Iterator<Item = usize> {
        let in_doubt =
            |n: Notation| n.open_groups || n.point_zero || n.half_swapped || n.late || n.off_pattern;
        let evidence = self.evidence.iter().enumerate();
        evidence.filter(move |(_, e)| e.as_ref().is_some_and(|e| in_doubt(e.notation))).map(|(slot, _)| slot)
    }

    /// Whether a doubt about a column arises only once all of its rows are known, or goes away then.
    pub(crate) fn doubts_otherwise(&self, other: &Survey) -> bool {
        let doubts = |evidence: &Option<Evidence>| {
            let n = evidence.as_ref().map(|e| e.notation).unwrap_or_default();
            (n.open_groups, n.point_zero, n.half_swapped, n.late, n.off_pattern)
        };
        !self.evidence.iter().map(doubts).eq(other.evidence.iter().map(doubts))
    }

    /// Looks at the next row, those above the header included; `values` are its values, if it was judged.
    pub(crate) fn take(&mut self, layout: &Layout, row: &Row, values: Option<&Values>) {
        if row.number > layout.header_row {
            self.note(layout, row, values);
        } else {
            self.titles += u64::from(row.number < layout.header_row && !row.is_blank());
        }
    }

    fn note(&mut self, layout: &Layout, row: &Row, values: Option<&Values>) {
        let blank = row.is_blank();
        if row.number < crate::edits::ADDED {
            self.rows += u64::from(!blank);
            if !self.elsewhere.contains(&row.number) {
                if self.first_gap == 0 {
                    self.first_gap = self.gap_before(row.number + u32::from(blank));
                }
                self.in_order = row.number;
            }
            self.last_row = self.last_row.max(row.number);
        }
        for (slot, evidence) in self.evidence.iter_mut().enumerate() {
            let Some(evidence) = evidence else { continue };
            match values.map_or(Seen::Other, |values| values.seen(slot)) {
                Seen::Whole => {}
                Seen::Fraction => evidence.numbers.decimal_point += 1,
                Seen::IsoDay(exchange) => evidence.dates.note_exchange(exchange),
                Seen::Other => {
                    if let Some(slot) = layout.slots.get(slot) {
                        evidence.note(row, slot.column, slot.made.as_ref());
                    }
                }
            }
        }
    }

    /// Whether a row with this number has its place right below the last one.
    pub(crate) fn goes_on_with(&self, row: u32) -> bool {
        self.first_gap != 0 || row == self.in_order.saturating_add(1)
    }

    /// Looks at lines that follow each other below the header and are no blank rows; `first` is the number of the first row.
    /// `seen` gives what was seen of the cells of a slot before, line by line.
    pub(crate) fn take_lines<S: Iterator<Item = Seen>>(
        &mut self,
        layout: &Layout,
        (lines, which): (&Lines<'_>, Range<usize>),
        first: u32,
        seen: impl Fn(usize) -> S,
    ) {
        let last = first.saturating_add(u32::try_from(which.len()).unwrap_or(u32::MAX)).saturating_sub(1);
        self.rows += which.len() as u64;
        self.in_order = last;
        self.last_row = self.last_row.max(last);
        for (slot, evidence) in self.evidence.iter_mut().enumerate() {
            let column = layout.slots.get(slot).and_then(|slot| slot.column);
            let (Some(evidence), Some(column)) = (evidence, column) else { continue };
            for ((line, row), seen) in which.clone().zip(first..).zip(seen(slot)) {
                match seen {
                    Seen::Whole => {}
                    Seen::Fraction => evidence.numbers.decimal_point += 1,
                    Seen::IsoDay(exchange) => evidence.dates.note_exchange(exchange),
                    Seen::Other => {
                        evidence.note_text(row, lines.cell(line, column as usize).text);
                    }
                }
            }
        }
    }

    /// Decides what the columns mean by what was seen so far.
    pub(crate) fn decide(&mut self, wishes: &Wishes) {
        // A column that does not tell its decimal mark has the one of the file.
        let mut numbers = NumberEvidence::default();
        self.evidence.iter().flatten().for_each(|evidence| numbers.absorb(evidence.numbers.clone()));
        let of_file = numbers.decide();
        for evidence in self.evidence.iter_mut().flatten() {
            let open = evidence.numbers.is_open();
            let mark = evidence.numbers.decide().or(of_file.filter(|_| open));
            evidence.notation.decimal = wishes.decimal.or(mark);
            evidence.notation.open_groups = open && evidence.notation.decimal.is_none();
            evidence.notation.point_zero = evidence.codes > 0 && evidence.codes == evidence.point_zero;
            evidence.notation.half_swapped = evidence.dates.is_half_swapped();
            evidence.notation.late =
                evidence.asked == Asked::Date && evidence.between.is_none() && evidence.dates.is_late();
            evidence.notation.order = match wishes.date_order.as_deref() {
                Some("dmy") => Some(Order::DayMonthYear),
                Some("mdy") => Some(Order::MonthDayYear),
                Some("ymd") => Some(Order::YearMonthDay),
                _ => evidence.dates.decide(),
            };
            evidence.notation.off_pattern = evidence.is_off_pattern(evidence.notation.order);
            evidence.notation.mixed = evidence.dates.is_mixed();
            // What is in the pattern and what is not say different things.
            if evidence.notation.off_pattern && wishes.date_order.is_none() {
                evidence.notation.order = None;
            }
        }
    }

    /// The first number from the last row in order up to another that no row has; 0 where there is none.
    fn gap_before(&self, end: u32) -> u32 {
        (self.in_order.saturating_add(1)..end).find(|number| !self.elsewhere.contains(number)).unwrap_or(0)
    }

    /// The number of the first blank row between the header and the last row; 0 where there is none.
    pub(crate) fn first_blank(&self) -> u32 {
        if self.first_gap == 0 { self.gap_before(self.last_row) } else { self.first_gap }
    }

    /// Blank rows between the header and the last row. Those that a person left out are not among them.
    pub(crate) fn blank(&self, layout: &Layout, edits: &Edits) -> u64 {
        let below = layout.header_row + 1..=self.last_row;
        let gone: BTreeSet<u32> =
            sorting::gathered(edits.deleted.iter().copied().filter(|row| below.contains(row)));
        let places = u64::from(self.last_row.saturating_sub(layout.header_row));
        places.saturating_sub(self.rows + gone.len() as u64)
    }
}

impl Evidence {
    /// Evidence that has seen nothing, for a field whose values may have several readings.
    fn wanted(field: &Field) -> Option<Evidence> {
        let of_items = field.items.as_ref().and_then(|items| items.fields.first());
        let (field, between) = match (&field.kind, of_items) {
            (FieldKind::List(mark), Some(item)) => (item, Some(Between::Mark(mark.clone()))),
            (FieldKind::Array, Some(item)) => (item, Some(Between::Json)),
            _ => (field, None),
        };
        let kind = field.kind.type_kind();
        let asked = match kind.class {
            Class::Number => Asked::Number,
            Class::Day => Asked::Date,
            Class::Moment => Asked::Moment,
            Class::Text if kind.zeros && between.is_none() => Asked::Code,
            Class::Text | Class::Time | Class::Year | Class::Month | Class::Truth => return None,
        };
        let pattern = match &field.kind {
            FieldKind::Date(format) | FieldKind::DateTime(format)
                if format.contains('%') && format != "%Y-%m-%d" =>
            {
                format.as_str()
            }
            _ => "",
        };
        Some(Evidence { asked, pattern: pattern.to_owned(), between, ..Evidence::default() })
    }

    fn note(&mut self, row: &Row, column: Option<u32>, made: Option<&Made>) {
        let cell = column.map_or(Cell::EMPTY, |column| row.cell(column as usize));
        if let Some(made) = made.filter(|made| cell.is_blank() && made.is_of_texts(row)) {
            // What a person typed says nothing of how others write.
            if matches!(made, Made::Constant(_)) {
                return;
            }
            return self.note_text(row.number, &made.of_row(row).unwrap_or_default());
        }
        match cell.stored {
            Stored::Text(text) => self.note_text(row.number, text),
            Stored::Moment(moment) if matches!(self.asked, Asked::Date | Asked::Moment) => {
                self.dates.note_moment(moment);
            }
            Stored::Number(n)
                if self.asked == Asked::Code
                    && matches!(cell.look, CellFormat::General | CellFormat::Plain)
                    && n >= 0.0 =>
            {
                self.note_code(row.number, cell.shown);
            }
            _ => {}
        }
    }

    fn note_text(&mut self, row: u32, text: &str) {
        match self.between.take() {
            None => self.note_value(row, text),
            Some(between) => {
                match &between {
                    Between::Mark(mark) => {
                        text.split(mark.as_str()).for_each(|item| self.note_value(row, text::trim(item)));
                    }
                    Between::Json => {
                        let items = serde_json::from_str::<Json>(text).unwrap_or_default();
                        let items = items.as_array().into_iter().flatten().filter_map(Json::as_str);
                        items.for_each(|item| self.note_value(row, item));
                    }
                }
                self.between = Some(between);
            }
        }
    }

    fn note_value(&mut self, row: u32, text: &str) {
        if text.is_empty() || text.len() > 40 {
            return;
        }
        match self.asked {
            Asked::Number => self.numbers.note(text),
            Asked::Date | Asked::Moment if !self.pattern.is_empty() => {
                let day = match self.asked {
                    Asked::Date => shape::read_date(text, &self.pattern).map(Some),
                    _ => pattern::read(text, &self.pattern).map(|moment| moment.date),
                };
                match day {
                    Some(day) => self.dates.note_in_pattern(text, day),
                    None => {
                        self.strays.note(text);
                        self.dates.note(text);
                    }
                }
            }
            Asked::Date => self.dates.note(text),
            Asked::Moment => match moment::standard_date_time(text).and_then(|moment| moment.date) {
                Some(day) => self.dates.note_day(day),
                None => self.dates.note(text),
            },
            Asked::Code => self.note_code(row, text),
        }
    }

    /// Whether days that are not in the pattern are written with day and month the other way round, as far as one can tell or
    /// a person said.
    fn is_off_pattern(&self, order: Option<Order>) -> bool {
        let Some((day_first, year_first)) = pattern::order(&self.pattern) else { return false };
        let strays = &self.strays;
        let (clear, other) = match (day_first, year_first) {
            (true, false) => (strays.month_only, Order::MonthDayYear),
            (false, false) => (strays.day_only, Order::DayMonthYear),
            (true, true) => (strays.iso, Order::MonthDayYear),
            (false, true) => return false,
        };
        clear > 0 || strays.ambiguous > 0 && order == Some(other)
    }

    fn note_code(&mut self, row: u32, text: &str) {
        self.codes += u64::from(!text.is_empty());
        self.point_zero += u64::from(damage::without_point_zero(text).is_some());
        self.note_digits(row, text);
    }

    fn note_digits(&mut self, row: u32, text: &str) {
        if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
            let index = text.len().min(16);
            self.digits[index] += 1;
            if self.digits[index] == 1 {
                self.first.push((index, row, text.to_owned()));
            }
        }
    }

    /// Most numbers have one length and a few are shorter: their zeros were probably lost. Source: postcodes and
    /// references that went through a spreadsheet.
    /// Postcodes of a country have one length, so that there a few long ones are enough.
    fn zeros(&self, postcode: bool) -> Option<LostZeros<'_>> {
        let total: u32 = self.digits.iter().sum();
        let (longest, count) = self.digits.iter().enumerate().rev().find(|(_, n)| **n > 0)?;
        let shorter: u32 = self.digits[..longest].iter().sum();
        let most = postcode && *count >= 2 || *count >= shorter * 3;
        let clear = longest >= 3 && shorter > 0 && total >= 5 && most;
        let near = self.digits[..longest.saturating_sub(2)].iter().all(|n| *n == 0);
        let sample = self.first.iter().find(|(digits, ..)| *digits < longest)?;
        let (_, row, text) = sample;
        (clear && near).then_some(LostZeros {
            digits: longest,
            long: *count,
            short: shorter,
            row: *row,
            text,
        })
    }
}

/// Warns about columns of codes whose zeros were probably lost.
pub(crate) fn zeros_lost(survey: &Survey, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    for (slot, evidence) in survey.evidence.iter().enumerate() {
        let kind =
            context.layout.slots.get(slot).and_then(|s| s.field).map(|f| &context.definition.fields[f].kind);
        let code = matches!(kind, Some(FieldKind::Text(TextFormat::Reference | TextFormat::Postcode)));
        let column = context.layout.slots.get(slot).and_then(|s| s.column);
        let (true, Some(evidence), Some(column)) = (code, evidence, column) else { continue };
        if let Some(lost) = evidence.zeros(matches!(kind, Some(FieldKind::Text(TextFormat::Postcode)))) {
            reporter.add(&ZEROS_LOST, None, || {
                Finding::new(&ZEROS_LOST, Place::Column(column))
                    .field(slot)
                    .value(lost.text)
                    .with("digits", lost.digits as u64)
                    .with("long", u64::from(lost.long))
                    .with("short", u64::from(lost.short))
                    .with("sample", format!("{}{}", letters(column), lost.row))
            });
        }
    }
}

/// The lines of the reading card that the columns decide: decimal mark and date order.
pub(crate) fn card(survey: &Survey, wishes: &Wishes) -> (Decided<String>, Decided<String>) {
    let mut numbers = NumberEvidence::default();
    let mut dates = DateEvidence::default();
    for evidence in survey.evidence.iter().flatten() {
        numbers.absorb(evidence.numbers.clone());
        dates.absorb(evidence.dates.clone());
    }
    (decimal_card(&numbers, wishes), date_card(&dates, wishes))
}

const TOLD: [&str; 2] = ["you chose it", "vous l’avez choisi"];

pub(crate) fn decimal_card(numbers: &NumberEvidence, wishes: &Wishes) -> Decided<String> {
    if let Some(mark) = wishes.decimal {
        return Decided::new(mark.to_string(), Confidence::Sure, TOLD);
    }
    let (comma, point) = (numbers.decimal_comma, numbers.decimal_point);
    let all = comma + point + numbers.ambiguous;
    let decided = match (numbers.decide(), numbers.ambiguous) {
        (Some(mark), _) => Decided::new(
            mark.to_string(),
            Confidence::Sure,
            [
                "{clear} of {all} {all|number|numbers} with a mark can only be read this way",
                "{clear} {clear|nombre|nombres} à virgule ou point sur {all} ne {clear|se lit|se lisent} que de cette façon",
            ],
        ),
        (None, 0) if comma + point == 0 => Decided::new(
            ".".to_owned(),
            Confidence::Sure,
            ["no number has a decimal mark", "aucun nombre n’a de partie décimale"],
        ),
        (None, 0) => Decided::new(
            ".".to_owned(),
            Confidence::Likely,
            [
                "both marks occur, each with one meaning only",
                "les deux signes apparaissent, chacun avec un seul sens",
            ],
        ),
        (None, _) => Decided::new(
            ".".to_owned(),
            Confidence::Ask,
            [
                "{all} {all|number|numbers} can be read in two ways",
                "{all} {all|nombre se lit|nombres se lisent} de deux façons",
            ],
        ),
    };
    let mut decided = decided.with("clear", comma.max(point)).with("all", all);
    let asked = decided.confidence == Confidence::Ask;
    for mark in ['.', ','].into_iter().filter(|_| all > 0) {
        if asked || !decided.value.starts_with(mark) {
            let shown = if asked { numbers.shown_as(mark) } else { Vec::new() };
            decided.others.push((mark.to_string(), shown));
        }
    }
    decided
}

pub(crate) fn date_card(dates: &DateEvidence, wishes: &Wishes) -> Decided<String> {
    if let Some(order) = &wishes.date_order {
        return Decided::new(order.clone(), Confidence::Sure, TOLD);
    }
    let clear = dates.day_only.max(dates.month_only);
    let all = dates.day_only + dates.month_only + dates.ambiguous;
    let (name, confidence, evidence) = match (dates.decide(), dates.ambiguous, dates.is_mixed()) {
        (Some(order), ..) => {
            let name = if order == Order::MonthDayYear { "mdy" } else { "dmy" };
            (
                name,
                Confidence::Sure,
                [
                    "{clear} of {all} {all|date|dates} can only be read this way",
                    "{clear} {clear|date|dates} sur {all} ne {clear|se lit|se lisent} que de cette façon",
                ],
            )
        }
        (None, 0, false) => (
            "ymd",
            Confidence::Sure,
            ["no date leaves day and month open", "aucune date ne laisse de doute entre jour et mois"],
        ),
        (None, 0, true) => (
            "ymd",
            Confidence::Likely,
            [
                "some dates have the day first, some the month; each has one meaning only",
                "certaines dates commencent par le jour, d’autres par le mois\u{a0}; chacune n’a qu’un sens",
            ],
        ),
        (None, _, true) => (
            "dmy",
            Confidence::Ask,
            [
                "some dates can only have the day first, some only the month",
                "certaines dates commencent forcément par le jour, d’autres par le mois",
            ],
        ),
        (None, _, false) => (
            "dmy",
            Confidence::Ask,
            [
                "{all} {all|date|dates} can be read with the day or with the month first",
                "{all} {all|date se lit|dates se lisent} avec le jour ou le mois en premier",
            ],
        ),
    };
    let mut decided =
        Decided::new(name.to_owned(), confidence, evidence).with("clear", clear).with("all", all);
    let asked = confidence == Confidence::Ask;
    let orders = [("dmy", Order::DayMonthYear), ("mdy", Order::MonthDayYear)];
    for (other, order) in orders.into_iter().filter(|(other, _)| all > 0 && (asked || *other != name)) {
        let shown = if asked { dates.shown_as(order) } else { Vec::new() };
        decided.others.push((other.to_owned(), shown));
    }
    decided.details.push(("dates", Detail::Count(all)));
    decided
}
