//! What a forecast comes to: what becomes of a record, how many records have that in store, of one file and of several
//! that go out as one table, the questions that are open, and a single difference.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What would become of a record.
///
/// ```
/// use import_checker::Effect;
/// assert_eq!(Effect::OF_RECORDS.map(Effect::name), ["new", "changed", "emptied", "unchanged", "unclear"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The system has no record with its key.
    New,
    /// Some of its fields would say something else.
    Changed,
    /// At least one field that says something would be empty.
    Emptied,
    /// All that is compared is there already.
    Unchanged,
    /// The system has several records with its key: which one is meant is open.
    Unclear,
    /// The system has a record that the file has not; an import leaves it as it is.
    NotInFile,
}

impl Effect {
    /// What a record of the file may have.
    pub const OF_RECORDS: [Effect; 5] =
        [Effect::New, Effect::Changed, Effect::Emptied, Effect::Unchanged, Effect::Unclear];

    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Effect::New => "new",
            Effect::Changed => "changed",
            Effect::Emptied => "emptied",
            Effect::Unchanged => "unchanged",
            Effect::Unclear => "unclear",
            Effect::NotInFile => "not-in-file",
        }
    }
}

/// How often a field would say something else.
///
/// See [`Held::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldForecast {
    /// Its name in the cleaned file.
    pub name: String,
    /// Records in which it would say something else, and not nothing.
    pub changed: u64,
    /// Records in which it would be empty and is not.
    pub emptied: u64,
}

/// What an import would do to what the receiving system has, in numbers.
///
/// Records that go out = new + changed + emptied + unchanged + unclear. Without those that went in already.
///
/// See [`Held::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Records that the system has.
    pub held: u64,
    /// Records of the file that it has not.
    pub new: u64,
    /// Records with fields that would say something else, none of them nothing.
    pub changed: u64,
    /// Records with a field that would be emptied.
    pub emptied: u64,
    /// Records of which all that is compared is there already.
    pub unchanged: u64,
    /// Records of whose key the system has several.
    pub unclear: u64,
    /// Records of the system that the file has not. Of files that go out as one table this stands at
    /// [`ForecastTogether::sum`], as it is no matter of one of them.
    pub not_in_file: u64,
    /// Records of the file that do not go out, and so are not compared.
    pub in_error: u64,
    /// Records of the file that went in already and stay out of its next cleaned file.
    pub went_in: u64,
    /// Records among the new ones without a key: nobody knows whether the system has them.
    pub without_key: u64,
    /// Fields with differences, in the order of the cleaned file.
    pub fields: Vec<FieldForecast>,
    /// Columns of the cleaned file that the table of what is there lacks: of these nothing is known.
    pub unknown: Vec<String>,
    /// Which of several records is meant, for the first of those that are unclear.
    pub questions: Vec<WhichIsMeant>,
    /// Which was said to be meant.
    pub meant: Vec<IsMeant>,
}

/// What the import of files that go out as one table would do to what the receiving system has.
///
/// Given by [`File::forecast_together`].
///
/// [`File::forecast_together`]: crate::File::forecast_together
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastTogether {
    /// How many files.
    pub files: u64,
    /// Those among them that are not compared, as nothing goes out of them: then nobody knows what none of them has.
    pub not_compared: u64,
    /// Over all of them. The questions and answers stand at the files.
    pub sum: Forecast,
}

/// Where the names of fields stand in a [`ForecastTogether`], by name.
#[derive(Default)]
pub(crate) struct NamesOfSum {
    fields: BTreeMap<String, usize>,
    unknown: BTreeSet<String>,
}

impl ForecastTogether {
    /// Adds what is said of one of the files; `known` goes from one of them to the next.
    pub(crate) fn add(&mut self, one: &Forecast, known: &mut NamesOfSum) {
        let sum = &mut self.sum;
        sum.held = one.held;
        let counts = [
            (&mut sum.new, one.new),
            (&mut sum.changed, one.changed),
            (&mut sum.emptied, one.emptied),
            (&mut sum.unchanged, one.unchanged),
            (&mut sum.unclear, one.unclear),
            (&mut sum.in_error, one.in_error),
            (&mut sum.went_in, one.went_in),
            (&mut sum.without_key, one.without_key),
        ];
        counts.into_iter().for_each(|(sum, count)| *sum += count);
        for field in &one.fields {
            let at = known.fields.get(&field.name).copied();
            match at.and_then(|at| sum.fields.get_mut(at)) {
                Some(known) => {
                    known.changed += field.changed;
                    known.emptied += field.emptied;
                }
                None => {
                    known.fields.insert(field.name.clone(), sum.fields.len());
                    sum.fields.push(field.clone());
                }
            }
        }
        let new = one.unknown.iter().filter(|name| known.unknown.insert((*name).clone()));
        sum.unknown.extend(new.cloned());
    }
}

/// Which of several records of the system is meant, asked of a record of the file.
///
/// ```
/// use import_checker::{Edits, Held, ImportDefinition, Input, Job, Lang, Meant, Settings};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
/// let definition = Arc::new(ImportDefinition::parse(definition)?);
/// let there = Cursor::new("id,phone\n1,555\n1,556\n");
/// let held = Held::read(&definition, &Settings::new(), "export.csv", there, Lang::En).unwrap();
/// let held = Arc::new(held);
/// let forecast = |meant: Vec<Meant>| {
///     let input = Input { edits: Edits { meant, ..Edits::default() }, ..Input::default() };
///     let job = Job::new(vec![definition.clone()], Lang::En).held(held.clone()).unwrap();
///     let session = job.file(input, Cursor::new("id,phone\n1,556\n")).check(&mut |_, _, _| ControlFlow::Continue(()));
///     session.files()[0].forecast().unwrap().clone()
/// };
/// let asked = forecast(Vec::new());
/// let rows: Vec<u32> = asked.questions[0].there.iter().map(|one| one.row).collect();
/// assert_eq!((asked.unclear, &asked.questions[0].fields[0], rows), (1, &"phone".to_owned(), vec![2, 3]));
/// let answered = forecast(vec![Meant { record: "1".to_owned(), row: 3, print: None }]);
/// assert_eq!((answered.unclear, answered.unchanged, answered.not_in_file), (0, 1, 1));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhichIsMeant {
    /// The first row of the user's file with this key.
    pub row: u32,
    /// The next ones, for all of which the answer counts; 20 at most.
    pub also: Vec<u32>,
    /// What the record is known by.
    pub record: String,
    /// How many the system has.
    pub of: u64,
    /// The fields in which these differ.
    pub fields: Vec<String>,
    /// What the user's file says in each of them; nothing where it lacks the column.
    pub here: Vec<Option<String>>,
    /// The first of them.
    pub there: Vec<OneOfThem>,
}

/// A record of the system that may be meant.
///
/// A part of [`WhichIsMeant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfThem {
    /// Its row in the table of what is there.
    pub row: u32,
    /// A short fingerprint of what it says.
    pub print: String,
    /// Its texts in the fields that differ.
    pub texts: Vec<String>,
}

/// A question that was answered: which record of the system is meant.
///
/// See [`WhichIsMeant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IsMeant {
    /// What the record is known by.
    pub record: String,
    /// The row of the one that is meant, in the table of what is there.
    pub row: u32,
    /// How many have the key.
    pub of: u64,
}

/// One difference between the cleaned file and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForecastEntry<'a> {
    /// The row in the user's file; absent for what only the system has.
    pub(crate) row: Option<u32>,
    /// What the record is known by.
    pub(crate) record: &'a str,
    /// What would become of the record.
    pub(crate) effect: Effect,
    /// The field that differs; empty where the record as a whole is meant.
    pub(crate) field: &'a str,
    /// What is there.
    pub(crate) before: &'a str,
    /// What would be.
    pub(crate) after: &'a str,
}

/// Takes the differences one after the other.
pub(crate) type Put<'a> = &'a mut dyn FnMut(&ForecastEntry<'_>) -> io::Result<()>;
