//! A small file with the faults of another and none of its values, for whoever helps.
//!
//! It is found by trying: first the rows that the findings need, by checking fewer and fewer of them as they are, then
//! other values, by checking these. Where a finding changes, the values at its place are drawn anew, nearer to what stood
//! there, until the check says the same of the same cells. Nothing here reads files or knows a rule: whoever asks for a
//! sample does the checks, on this machine, and hands over the reports.

mod made;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod rows;
mod said;
mod values;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod words;

use crate::base::json::Json;
use crate::base::limits::LIMITS;
use crate::check::error::Error;
use crate::definition::ImportDefinition;
use crate::record::header::KNOWN;
use crate::table::{Address, column_of};
use made::Written;
use said::{by_row, heading_of, list, lists, of_column, place, said_by_hand};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use words::{Pseudonyms, Way, folded};

/// What is said of a row: the column, and the code.
type Codes = BTreeSet<(Option<u32>, String)>;

/// What a sample came to.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAdamov,36\nBobrov,many\n"));
/// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// let sample = session.sample(0, b"a key that stays here").unwrap();
/// let text = String::from_utf8(sample.bytes).unwrap();
/// assert!(text.starts_with("name,age\n") && !text.contains("Adamov") && !text.contains("many"));
/// assert_eq!((sample.same, sample.lost.len()), (1, 0));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// The file.
    pub bytes: Vec<u8>,
    /// How its name ends: `csv` or `xlsx`.
    pub ending: &'static str,
    /// The row of the file that each row below the headings stands for.
    pub origin: Vec<u32>,
    /// Findings that stand at the same cells as in the file.
    pub same: usize,
    /// Findings of the file that the sample has not, as code and place in the file.
    pub lost: Vec<String>,
    /// Findings that only the sample has, as code and place in the sample.
    pub added: Vec<String>,
    /// Cells of the sample whose value had to stay, such as a number that adds up; never a word.
    pub kept: Vec<String>,
    /// Rows that were left out because a word of theirs could not be changed.
    pub dropped: usize,
    /// Whether there are rows that were not looked at.
    pub beyond: bool,
    /// The character set, where it is not that of the file.
    pub encoding: Option<&'static str>,
    /// Answers to settings with which the sample says what it says, as `NAME=VALUE`; none of them names the user's own words.
    pub settings: Vec<String>,
}

/// A row of the file.
struct Row {
    number: u32,
    cells: Vec<String>,
}

/// What is being looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The rows that are needed; their values are those of the file.
    Rows(u32),
    /// The rows are known; what they say by themselves.
    RowsKnown,
    /// The values.
    Values(u32),
    /// Values that stayed for the sake of others are drawn once more, one by one.
    Release,
    Done,
}

/// Looks for a sample: rows are pushed, then candidates are checked until one is right.
pub(crate) struct Sampler {
    names: Pseudonyms,
    written: Written,
    headings: Vec<String>,
    rows: Vec<Row>,
    characters: usize,
    beyond: bool,
    at: HashMap<u32, usize>,
    /// What the report says, by row.
    found: BTreeMap<u32, Codes>,
    of_file: Codes,
    /// Problems of which not all findings are listed.
    cut: BTreeSet<String>,
    chosen: BTreeSet<usize>,
    /// Rows that were added for the sake of others, and these.
    beside: BTreeMap<usize, BTreeSet<usize>>,
    /// What a check of the chosen rows says of them, by their place among all rows.
    base: BTreeMap<usize, Codes>,
    base_of_file: Codes,
    last: BTreeMap<usize, Codes>,
    last_of_file: Codes,
    ways: BTreeMap<String, Way>,
    /// What was drawn already, and in which way.
    drawn: RefCell<HashMap<String, (Way, String)>>,
    /// Rows in which digits stay, and how far around them.
    pinned: BTreeMap<usize, u8>,
    /// Values that may not have to stay; the last is being tried.
    held: Vec<(String, Way)>,
    before: Way,
    /// The findings that are others, before it was tried.
    wrong: BTreeSet<(usize, Option<u32>, String)>,
    dropped: usize,
    phase: Phase,
}

impl Sampler {
    /// Begins with the report of the file, and the key that only its owner has.
    ///
    /// # Errors
    /// There is no finding, or no table.
    pub(crate) fn new(definition: &ImportDefinition, report: &Json, key: &[u8]) -> Result<Sampler, Error> {
        let mut headings = Vec::new();
        let is_known = report["import"]["score"].as_f64().unwrap_or(0.0) >= KNOWN;
        let names = Pseudonyms::new(key, lists(definition));
        for column in list(&report["columns"]) {
            let Some(at) = column["letter"].as_str().and_then(column_of) else { continue };
            let at = at as usize;
            headings.resize(headings.len().max(at + 1), String::new());
            let heading = column["heading"].as_str().unwrap_or_default();
            let known = column["known"] == true;
            // Where no headings were found, what stands there may be data.
            headings[at] = match (known || is_known, column["field"].as_str()) {
                (true, Some(field)) if said_by_hand(report, heading) => heading_of(definition, field),
                (true, _) => heading.to_owned(),
                (false, _) => names.other(heading, Way::Shape(0)).unwrap_or_default(),
            };
        }
        let (found, of_file) = by_row(report);
        if headings.is_empty() || (found.is_empty() && of_file.is_empty()) {
            return Err(Error::NothingToSample);
        }
        let is_cut = |group: &&Json| group["count"].as_u64() > group["shown"].as_u64();
        let cut = list(&report["groups"]).iter().filter(is_cut).filter_map(|group| group["code"].as_str());
        Ok(Sampler {
            cut: cut.map(str::to_owned).collect(),
            written: Written::of(report),
            names,
            headings,
            rows: Vec::new(),
            characters: 0,
            beyond: false,
            at: HashMap::new(),
            found,
            of_file,
            chosen: BTreeSet::new(),
            beside: BTreeMap::new(),
            base: BTreeMap::new(),
            base_of_file: Codes::new(),
            last: BTreeMap::new(),
            last_of_file: Codes::new(),
            ways: BTreeMap::new(),
            drawn: RefCell::default(),
            pinned: BTreeMap::new(),
            held: Vec::new(),
            before: Way::DigitsStay,
            wrong: BTreeSet::new(),
            dropped: 0,
            phase: Phase::Rows(0),
        })
    }

    /// Takes the next row of the file; false where no more are wanted.
    pub(crate) fn push(&mut self, number: u32, cells: Vec<String>) -> bool {
        self.characters += cells.iter().map(String::len).sum::<usize>();
        if self.rows.len() >= LIMITS.sample_rows || self.characters > LIMITS.sample_characters {
            self.beyond = true;
            return false;
        }
        self.at.insert(number, self.rows.len());
        self.rows.push(Row { number, cells });
        true
    }

    /// What is to be checked, as a file.
    ///
    /// # Errors
    /// A workbook cannot hold it.
    pub(crate) fn candidate(&mut self) -> Result<Vec<u8>, Error> {
        if self.chosen.is_empty() && self.phase == Phase::Rows(0) {
            self.choose();
        }
        self.written.file(&self.headings, &self.lines())
    }

    /// The rows of the sample as they are now.
    fn lines(&self) -> Vec<Vec<String>> {
        let rows = self.chosen.iter().filter_map(|at| self.rows.get(*at));
        rows.map(|row| row.cells.iter().map(|text| self.answer(text)).collect()).collect()
    }

    fn other(&self, text: &str) -> String {
        let wanted = self.ways.get(&folded(text)).copied().unwrap_or(Way::Shape(0));
        if let Some((_, other)) = self.drawn.borrow().get(text).filter(|(way, _)| *way == wanted) {
            return other.clone();
        }
        let mut way = wanted;
        let other = loop {
            if let Some(other) = self.names.other(text, way) {
                break other;
            }
            way = way.next();
        };
        self.drawn.borrow_mut().insert(text.to_owned(), (wanted, other.clone()));
        other
    }

    /// Takes the report of the candidate; whether another is to be checked.
    pub(crate) fn judge(&mut self, report: &Json) -> bool {
        let (found, of_file) = by_row(report);
        let places: Vec<usize> = self.chosen.iter().copied().collect();
        // The headings stand in the first row.
        let place = |number: u32| places.get((number as usize).checked_sub(2)?).copied();
        // What is said of a heading is said of its column.
        self.last_of_file = of_file;
        self.last_of_file.extend(found.range(..2).flat_map(|(_, codes)| codes).cloned());
        self.last = found.into_iter().filter_map(|(number, codes)| Some((place(number)?, codes))).collect();
        match self.phase {
            Phase::Rows(round) => self.judge_rows(round),
            Phase::RowsKnown => {
                self.base.clone_from(&self.last);
                self.base_of_file.clone_from(&self.last_of_file);
                self.phase = Phase::Values(0);
                self.rows.iter().flat_map(|row| &row.cells).for_each(|text| self.names.learn(text));
            }
            Phase::Values(round) => self.judge_values(round),
            Phase::Release => self.judge_release(),
            Phase::Done => {}
        }
        self.phase != Phase::Done
    }

    fn expected(&self, at: usize) -> Codes {
        let all = self.rows.get(at).and_then(|row| self.found.get(&row.number));
        all.into_iter().flatten().filter(|(_, code)| !self.cut.contains(code)).cloned().collect()
    }

    fn is_as_in_file(&self, at: usize) -> bool {
        let got = self.last.get(&at).into_iter().flatten().filter(|(_, code)| !self.cut.contains(code));
        got.eq(self.expected(at).iter())
    }

    /// Whether a text of the file's own is the same in the sample.
    fn stays(&self, text: &str) -> bool {
        text.chars().any(char::is_alphanumeric)
            && !self.names.is_of_definition(text)
            && self.other(text) == text
    }

    /// What is said of records that the sample has none like: beyond the most that it holds.
    fn shown_nowhere(&self) -> Vec<String> {
        let mut shown: Codes = self.chosen.iter().flat_map(|at| self.expected(*at)).collect();
        let mut nowhere = Vec::new();
        for (row, codes) in self.found.iter().filter(|(row, _)| self.at.contains_key(row)) {
            for (column, code) in codes {
                if !self.cut.contains(code) && shown.insert((*column, code.clone())) {
                    nowhere.push(format!("{code} {}", place(*column, *row)));
                }
            }
        }
        nowhere
    }

    /// What the file says of itself, its columns and its headings, and of rows that are none of its records.
    fn said_of_file(&self) -> Codes {
        let last = self.rows.last().map_or(0, |row| row.number);
        let elsewhere = |row: u32| !self.at.contains_key(&row) && (row < last || !self.beyond);
        let rows = self.found.iter().filter(|(row, _)| elsewhere(**row)).flat_map(|(_, codes)| codes);
        let rows = rows.filter(|(_, code)| !self.cut.contains(code));
        self.of_file.iter().chain(rows).cloned().collect()
    }

    /// Whether three letters or digits in a row are those of the file, where it had to be like that.
    fn stays_in_part(&self, text: &str) -> bool {
        let way = self.ways.get(&folded(text)).copied().unwrap_or(Way::Shape(0));
        if way < Way::Near(0) || self.names.is_of_definition(text) {
            return false;
        }
        let mut same = 0;
        text.chars().zip(self.other(text).chars()).any(|(a, b)| {
            same = if a == b && a.is_alphanumeric() { same + 1 } else { 0 };
            same > 2
        })
    }

    /// The findings that are others than those of the chosen rows as they were.
    fn others(&self) -> BTreeSet<(usize, Option<u32>, String)> {
        let none = Codes::new();
        let of_row = |at: &usize| {
            let (wanted, got) = (self.base.get(at).unwrap_or(&none), self.last.get(at).unwrap_or(&none));
            wanted
                .symmetric_difference(got)
                .map(|(column, code)| (*at, *column, code.clone()))
                .collect::<Vec<_>>()
        };
        self.chosen.iter().flat_map(of_row).collect()
    }

    /// A text as it stands in the sample: where answers to settings list values of the user's own.
    pub(crate) fn answer(&self, text: &str) -> String {
        match self.phase {
            Phase::Rows(_) | Phase::RowsKnown => text.to_owned(),
            _ => self.other(text),
        }
    }

    /// Rows in which a word of the file still stands, and the text it is in.
    fn survivors(&self) -> Vec<(usize, String)> {
        let mut all = Vec::new();
        for at in &self.chosen {
            for text in self.rows.get(*at).into_iter().flat_map(|row| &row.cells) {
                let other = self.other(text);
                if self.names.tells(&other) {
                    all.push((*at, folded(text)));
                }
            }
        }
        all
    }

    /// The sample, once nothing is to be checked any more.
    ///
    /// # Errors
    /// There is none that would keep the values secret, or that shows anything.
    pub(crate) fn finish(&mut self) -> Result<Sample, Error> {
        if self.chosen.is_empty() || self.phase != Phase::Done || !self.survivors().is_empty() {
            return Err(Error::NoSample);
        }
        let mut sample = Sample { dropped: self.dropped, beyond: self.beyond, ..Sample::default() };
        (sample.ending, sample.encoding) = (self.written.ending(), self.written.other_encoding());
        let none = Codes::new();
        for (line, at) in self.chosen.iter().enumerate() {
            let Some(row) = self.rows.get(*at) else { continue };
            let number = u32::try_from(line).unwrap_or(u32::MAX).saturating_add(2);
            sample.origin.push(row.number);
            let (expected, got) = (self.expected(*at), self.last.get(at).unwrap_or(&none));
            let listed = |codes: &mut dyn Iterator<Item = &(Option<u32>, String)>, row: u32| -> Vec<String> {
                codes.map(|(column, code)| format!("{code} {}", place(*column, row))).collect()
            };
            sample.same += expected.intersection(got).count();
            sample.lost.extend(listed(&mut expected.difference(got), row.number));
            let new = |one: &&(Option<u32>, String)| !self.cut.contains(&one.1);
            sample.added.extend(listed(&mut got.difference(&expected).filter(new), number));
            for (column, text) in (0_u32..).zip(&row.cells) {
                if self.stays(text) || self.stays_in_part(text) {
                    sample.kept.push(Address { row: number, column }.name());
                }
            }
        }
        sample.lost.extend(self.shown_nowhere());
        let of_file = |codes: &Codes, others: &Codes| -> Vec<String> {
            codes.difference(others).map(|(column, code)| of_column(code, *column)).collect()
        };
        let said = self.said_of_file();
        sample.lost.extend(of_file(&said, &self.last_of_file));
        sample.added.extend(of_file(&self.last_of_file, &said));
        sample.same += said.intersection(&self.last_of_file).count();
        sample.bytes = self.candidate()?;
        if sample.same == 0 { Err(Error::NoSample) } else { Ok(sample) }
    }
}
