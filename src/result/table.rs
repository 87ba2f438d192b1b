//! An answer that is a table: a list of errors with the number of each row, or the rows themselves with a column that
//! says what became of them.

use super::sentences::{Fate, fate, is_by_the_way, is_only_well};
use super::words::{Counted, Role, counted_of, is_note, is_nothing_wrong, is_of_faults, number, role};
use super::{Read, Said};
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
    read: Read,
    /// Bytes of the texts that are held.
    held: u64,
}

/// The headings, and what they stand for.
struct Head {
    names: Vec<Rc<str>>,
    roles: Vec<Option<Role>>,
    /// What a column says beside that: nothing of how the row fared, what it counts, or what nobody understands.
    besides: Vec<Beside>,
    /// The columns of the cleaned file, where its rows come back.
    own: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// Nothing of how the row fared: a column of the cleaned file, or of what has a role.
    Nothing,
    /// A warning, for a row that went in all the same.
    Note,
    /// Whether the row went in, or what is wrong.
    Counted(Counted),
    /// Nobody knows.
    Unknown,
}

impl Reader<'_> {
    pub(super) fn new(is_own: &dyn Fn(&str) -> bool) -> Reader<'_> {
        Reader { is_own, before: 0, head: None, as_sent: false, read: Read::default(), held: 0 }
    }

    /// Takes the next row; ends the reading where nothing can come of it any more.
    pub(super) fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let cells: Vec<&str> = row.cells().map(|cell| trim(cell.shown)).collect();
        let Some(head) = &self.head else {
            self.head = roles(&cells, self.is_own).map(|roles| Head::new(&cells, roles, self.is_own));
            self.before += 1;
            let own = cells.iter().filter(|name| (self.is_own)(name)).count();
            self.as_sent |= own >= OF_RECORD && 2 * own > cells.len();
            return if self.head.is_none() && self.before == HEAD {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        };
        let before = self.read.said.len();
        head.of_row(&cells, &mut self.read);
        if self.read.said.len() > before {
            self.held += row.text().len() as u64;
        }
        if self.is_too_long() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether it says more than an answer may.
    pub(super) fn is_too_long(&self) -> bool {
        self.read.said.len() > LIMITS.answer_items || self.held > LIMITS.answer_bytes as u64
    }

    /// Whether it is a table as it was sent, in which nothing says what became of the rows.
    pub(super) fn is_as_sent(&self) -> bool {
        self.head.is_none() && self.as_sent
    }

    /// All of it; nothing where it has no headings by which it could be understood.
    pub(super) fn read(self) -> Option<Read> {
        self.head.map(|_| self.read)
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
    fn new(cells: &[&str], roles: Vec<Option<Role>>, is_own: &dyn Fn(&str) -> bool) -> Head {
        let beside = |(name, role): (&&str, &Option<Role>)| match counted_of(name) {
            _ if role.is_some() || name.is_empty() || is_own(name) => Beside::Nothing,
            _ if is_note(name) => Beside::Note,
            Some((_, counted)) => Beside::Counted(counted),
            None if is_by_the_way(name, "") => Beside::Nothing,
            None => Beside::Unknown,
        };
        let besides = cells.iter().zip(&roles).map(beside).collect();
        let is_cell = |at: &usize| {
            roles.get(*at).is_some_and(Option::is_none) && cells.get(*at).is_some_and(|name| is_own(name))
        };
        let own: Vec<usize> = (0..cells.len()).filter(is_cell).collect();
        let own = if own.len() < OF_RECORD { Vec::new() } else { own };
        Head { names: cells.iter().map(|name| Rc::from(*name)).collect(), roles, besides, own }
    }

    fn of_row(&self, row: &[&str], read: &mut Read) {
        let Head { names, roles, .. } = self;
        let cell = |at: usize| row.get(at).copied().unwrap_or_default();
        if (0..row.len()).all(|at| cell(at).is_empty()) {
            return;
        }
        let of = |role: Role| {
            let at = roles.iter().position(|own| *own == Some(role))?;
            Some(cell(at)).filter(|text| !text.is_empty())
        };
        let status = of(Role::Status);
        let messages = || {
            let all = roles.iter().enumerate().filter(|(_, role)| **role == Some(Role::Message));
            let all =
                all.map(|(at, _)| (cell(at), self.names.get(at).is_some_and(|name| is_of_faults(name))));
            all.filter(|(text, _)| !text.is_empty())
        };
        let mut message: Vec<&str> = messages()
            .filter(|(text, asked)| !is_nothing_wrong(text, *asked))
            .map(|(text, _)| text)
            .collect();
        let mut unclear = false;
        let mut fates: Vec<Fate> = status.map(fate).into_iter().collect();
        // "errors: 0"
        fates.extend(messages().filter(|(text, asked)| is_nothing_wrong(text, *asked)).map(|_| Fate::Well));
        for (at, beside) in self.besides.iter().enumerate().filter(|(at, _)| !cell(*at).is_empty()) {
            let yes = match cell(at) {
                text if is_nothing_wrong(text, true) && fate(text) != Fate::Well => Some(false),
                text if fate(text) == Fate::Well || text == "1" => Some(true),
                _ => None,
            };
            match (beside, yes) {
                (Beside::Nothing, _) => {}
                (Beside::Counted(Counted::Fine), Some(true))
                | (Beside::Counted(Counted::Fault), Some(false)) => {
                    fates.push(Fate::Well);
                }
                (Beside::Counted(_), Some(_)) => {
                    fates.push(Fate::Ill);
                    if message.is_empty() {
                        message.push(cell(at));
                    }
                }
                (Beside::Note, _) => unclear |= !fates.contains(&Fate::Well),
                (Beside::Counted(_) | Beside::Unknown, _) => {
                    unclear |= message.is_empty() || super::text::may_name_rows(cell(at));
                }
            }
        }
        // Nothing beside a row that came back as it was sent: nothing is wrong with it.
        if fates.is_empty() && message.is_empty() && !self.own.is_empty() {
            fates.push(Fate::Well);
        }
        // A column of a row that is named: something is wrong there.
        let at_column =
            of(Role::Column).or(of(Role::Cell)).filter(|_| fates.is_empty() && message.is_empty());
        if at_column.is_some() && self.own.is_empty() && !unclear {
            fates.push(Fate::Ill);
            message.extend(at_column);
        }
        let well = !fates.is_empty() && fates.iter().all(|fate| *fate == Fate::Well);
        let ill = fates.contains(&Fate::Ill);
        let address = of(Role::Cell).and_then(Address::read);
        let numbered = roles.iter().position(|own| *own == Some(Role::Row));
        let row_number = of(Role::Row).and_then(number).or(address.map(|cell| u64::from(cell.row)));
        let of_unread_row = row_number.is_none() && of(Role::Row).is_some();
        if message.is_empty() {
            unclear |= of_unread_row || !(well || ill);
            if well && !unclear {
                let own = self.own.iter().filter_map(|at| Some((names.get(*at)?, cell(*at))));
                return read.well.add(row_number, own);
            }
            message.extend(status.filter(|_| ill));
        } else {
            // "Created", and beside it in words that something is not well, or no more than what it was created as.
            let remarked = fates.contains(&Fate::Well)
                && !ill
                && messages().all(|(text, asked)| !asked || is_nothing_wrong(text, asked));
            if remarked && messages().all(|(text, _)| is_only_well(text)) && !unclear && !of_unread_row {
                let own = self.own.iter().filter_map(|at| Some((names.get(*at)?, cell(*at))));
                return read.well.add(row_number, own);
            }
            if remarked {
                unclear = true;
                message.clear();
            }
        }
        let all = || Rc::from(row.join(" | "));
        if unclear {
            read.said.push(Said { message: all(), unclear: true, ..Said::default() });
            if message.is_empty() {
                return;
            }
        }
        let column = of(Role::Column).map(Rc::from).or(address.map(|cell| letters(cell.column).into()));
        let is_cell = |at: usize| roles.get(at).is_none_or(Option::is_none);
        let cells = names.iter().enumerate().map(|(at, name)| (at, Rc::clone(name), cell(at).to_owned()));
        // A number that cannot be read names no row, and the record may all the same.
        let cells = cells.filter(|(at, ..)| is_cell(*at) && Some(*at) != numbered);
        read.said.push(Said {
            row: row_number,
            of_unread_row,
            listed: true,
            column,
            message: message.join(" ").into(),
            cells: cells.map(|(_, name, text)| (name, text)).collect(),
            ..Said::default()
        });
    }
}
