//! An answer that is a table: a list of errors with the number of each row, or the rows themselves with a column that
//! says what became of them.

use super::Said;
use super::words::{Role, is_done, is_fault, is_no, is_question, is_well, number, role, went_in};
use crate::base::limits::LIMITS;
use crate::scalar::text::trim;
use crate::table::{Address, Row, letters};
use std::ops::ControlFlow;
use std::rc::Rc;

/// Headings are looked for in so many rows.
const HEAD: usize = 20;

/// So many headings of the cleaned file show that rows come back as they were sent.
const OF_RECORD: usize = 2;

/// What a table says, row by row. `is_own` tells whether a heading is one of the cleaned file.
pub(super) struct Reader<'o> {
    is_own: &'o dyn Fn(&str) -> bool,
    /// Rows in which no headings were found.
    before: usize,
    head: Option<Head>,
    /// Before that, rows with the headings of the file that was sent and with nothing beside them.
    as_sent: bool,
    said: Vec<Said>,
    /// How many rows say that they went in, and how many say nothing.
    well: u64,
    silent: u64,
    /// Bytes of the texts that are held.
    held: u64,
}

/// The headings, and what they stand for.
struct Head {
    names: Vec<Rc<str>>,
    roles: Vec<Option<Role>>,
    /// Columns that ask whether all is well, and are answered by yes or no.
    questions: Vec<usize>,
}

/// What a row says.
enum Told {
    Wrong(Said),
    Well,
    /// Neither.
    Silent,
}

impl Reader<'_> {
    pub(super) fn new(is_own: &dyn Fn(&str) -> bool) -> Reader<'_> {
        Reader {
            is_own,
            before: 0,
            head: None,
            as_sent: false,
            said: Vec::new(),
            well: 0,
            silent: 0,
            held: 0,
        }
    }

    /// Takes the next row; ends the reading where nothing can come of it any more.
    pub(super) fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let cells: Vec<&str> = row.cells().map(|cell| trim(cell.shown)).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            return ControlFlow::Continue(());
        }
        let Some(head) = &self.head else {
            self.head = Head::new(&cells, self.is_own);
            self.before += 1;
            let own = cells.iter().filter(|name| (self.is_own)(name)).count();
            self.as_sent |= own >= OF_RECORD && 2 * own > cells.len();
            return if self.head.is_none() && self.before == HEAD {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        };
        match head.of_row(&cells) {
            Told::Wrong(one) => {
                self.held += row.text().len() as u64;
                self.said.push(one);
            }
            Told::Well => self.well += 1,
            Told::Silent => self.silent += 1,
        }
        if self.is_too_long() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether it says more than an answer may.
    pub(super) fn is_too_long(&self) -> bool {
        self.said.len() > LIMITS.answer_items || self.held > LIMITS.answer_bytes as u64
    }

    /// Whether it is a table as it was sent, in which nothing says what became of the rows.
    pub(super) fn is_as_sent(&self) -> bool {
        self.head.is_none() && self.as_sent
    }

    /// All of it; nothing where it has no headings by which it could be understood. Of rows that are not listed beside
    /// those that went in, and of those of which nothing is said, nobody knows what became.
    pub(super) fn said(self) -> Option<Vec<Said>> {
        let Head { names, roles, .. } = self.head?;
        let heading =
            names.iter().zip(&roles).find(|(_, role)| **role == Some(Role::Message)).map(|(name, _)| name);
        let silent = heading.map(|name| format!("{name}: – ({})", self.silent));
        let whole = [(self.well, Some(went_in(self.well))), (self.silent, silent)];
        let whole = whole.into_iter().filter_map(|(count, message)| message.filter(|_| count > 0));
        let whole = whole.map(|message| Said { message: message.into(), ..Said::default() });
        Some(self.said.into_iter().chain(whole).collect())
    }
}

/// What the headings of a row stand for, if it says at least what is wrong.
fn roles(row: &[&str], is_own: &dyn Fn(&str) -> bool) -> Option<Vec<Option<Role>>> {
    let returned = row.iter().filter(|name| is_own(name)).count() >= OF_RECORD;
    let role_of = |name: &&str| role(name).filter(|_| !(returned && is_own(name)));
    let mut roles: Vec<Option<Role>> = row.iter().map(role_of).collect();
    // Of several columns of one role, the first counts: the others may be columns of the record.
    for role in [Role::Row, Role::Column, Role::Cell, Role::Status] {
        let mut found = false;
        for own in roles.iter_mut().filter(|own| **own == Some(role)) {
            if std::mem::replace(&mut found, true) {
                *own = None;
            }
        }
    }
    let has = |role| roles.contains(&Some(role));
    let placed = has(Role::Row) || has(Role::Cell) || row.len() > 1;
    ((has(Role::Message) || has(Role::Status)) && placed).then_some(roles)
}

impl Head {
    fn new(row: &[&str], is_own: &dyn Fn(&str) -> bool) -> Option<Head> {
        let roles = roles(row, is_own)?;
        let questions =
            (0..).zip(row).filter(|(_, name)| is_question(name) && !is_own(name)).map(|(at, _)| at);
        Some(Head {
            names: row.iter().map(|name| Rc::from(*name)).collect(),
            roles,
            questions: questions.collect(),
        })
    }

    fn of_row(&self, row: &[&str]) -> Told {
        let Head { names, roles, questions } = self;
        let cell = |at: usize| row.get(at).copied().unwrap_or_default();
        let of = |role: Role| {
            let at = roles.iter().position(|own| *own == Some(role))?;
            Some(cell(at)).filter(|text| !text.is_empty())
        };
        let status = of(Role::Status);
        let places = || (0..).zip(names).filter(|(at, _)| roles.get(*at) == Some(&Some(Role::Message)));
        // "errors: 0"
        let says =
            |(at, name): &(usize, &Rc<str>)| !cell(*at).is_empty() && !(is_fault(name) && is_no(cell(*at)));
        let mut message: Vec<&str> = places().filter(says).map(|(at, _)| cell(at)).collect();
        let denied = questions.iter().find(|at| is_no(cell(**at))).and_then(|at| names.get(*at));
        let denied = denied.map(|name| format!("{name}: no"));
        // A row that went in, as its status says, has nothing under a heading such as “error”.
        let mut errors = places().filter(|(_, name)| is_fault(name));
        let contradicts = denied.is_some() || errors.clone().filter(says).any(|(at, _)| !is_well(cell(at)));
        let answered = errors.next().is_some() || questions.iter().any(|at| !cell(*at).is_empty());
        let all = row.join(", ");
        match status {
            Some(status) if is_done(status) && !contradicts => return Told::Well,
            Some(status) if message.is_empty() => message.push(status),
            Some(_) => {}
            None if denied.is_some() => {}
            // A cell that is named is not right, even without a word.
            None if message.is_empty() && (of(Role::Column).is_some() || of(Role::Cell).is_some()) => {
                message.push(&all)
            }
            None if message.is_empty() && answered => return Told::Well,
            None if message.is_empty() => return Told::Silent,
            None if message.iter().all(|text| is_well(text)) => return Told::Well,
            None => {}
        }
        message.extend(denied.as_deref());
        let address = of(Role::Cell).and_then(Address::read);
        let numbered = roles.iter().position(|own| *own == Some(Role::Row));
        let row_number = of(Role::Row).and_then(number).or(address.map(|cell| u64::from(cell.row)));
        let column = of(Role::Column).map(Rc::from).or(address.map(|cell| letters(cell.column).into()));
        let is_cell = |at: usize| roles.get(at).is_none_or(Option::is_none);
        let cells = names.iter().enumerate().map(|(at, name)| (at, Rc::clone(name), cell(at).to_owned()));
        // A number that cannot be read names no row, and the record may all the same.
        let cells = cells.filter(|(at, ..)| is_cell(*at) && Some(*at) != numbered);
        Told::Wrong(Said {
            row: row_number,
            of_unread_row: row_number.is_none() && of(Role::Row).is_some(),
            listed: true,
            column,
            message: message.join(" ").into(),
            cells: cells.map(|(_, name, text)| (name, text)).collect(),
        })
    }
}
