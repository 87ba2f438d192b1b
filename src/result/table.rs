//! An answer that is a table: a list of errors with the number of each row, or the rows themselves with a column that
//! says what became of them.

use super::Said;
use super::words::{Role, is_well, number, role};
use crate::scalar::text::trim;
use crate::table::{Address, letters};

/// Headings are looked for in so many rows.
const HEAD: usize = 20;

/// So many headings of the cleaned file show that rows come back as they were sent.
const OF_RECORD: usize = 2;

/// What a table says; nothing where it has no headings by which it could be understood. `is_own` tells whether a
/// heading is one of the cleaned file.
pub(super) fn read(rows: &[Vec<String>], is_own: &dyn Fn(&str) -> bool) -> Option<Vec<Said>> {
    let headings = rows.iter().take(HEAD).enumerate();
    let (at, roles) = headings.filter_map(|(at, row)| Some((at, roles(row, is_own)?))).next()?;
    let head = rows.get(at)?;
    let mut said = Vec::new();
    for row in rows.iter().skip(at + 1).filter(|row| row.iter().any(|cell| !trim(cell).is_empty())) {
        said.extend(one(head, &roles, row));
    }
    Some(said)
}

/// What the headings of a row stand for, if it says at least what is wrong.
fn roles(row: &[String], is_own: &dyn Fn(&str) -> bool) -> Option<Vec<Option<Role>>> {
    let returned = row.iter().filter(|name| is_own(name)).count() >= OF_RECORD;
    let role_of = |name: &String| role(name).filter(|_| !(returned && is_own(name)));
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

fn one(head: &[String], roles: &[Option<Role>], row: &[String]) -> Option<Said> {
    let cell = |at: usize| row.get(at).map_or("", |cell| trim(cell));
    let of = |role: Role| {
        let at = roles.iter().position(|own| *own == Some(role))?;
        Some(cell(at)).filter(|text| !text.is_empty())
    };
    let status = of(Role::Status);
    let messages =
        roles.iter().enumerate().filter(|(_, role)| **role == Some(Role::Message)).map(|(at, _)| cell(at));
    let mut message: Vec<&str> = messages.filter(|text| !text.is_empty()).collect();
    match status {
        Some(status) if is_well(status) => return None,
        Some(status) if message.is_empty() => message.push(status),
        Some(_) => {}
        None if message.iter().all(|text| is_well(text)) => return None,
        None => {}
    }
    let address = of(Role::Cell).and_then(Address::read);
    let numbered = roles.iter().position(|own| *own == Some(Role::Row));
    let row_number = of(Role::Row).and_then(number).or(address.map(|cell| u64::from(cell.row)));
    let column = of(Role::Column).map(str::to_owned).or(address.map(|cell| letters(cell.column)));
    let is_cell = |at: usize| roles.get(at).is_none_or(Option::is_none);
    let cells = |at: usize| (trim(&head[at]).to_owned(), cell(at).to_owned());
    // A number that cannot be read names no row, and the record may all the same.
    let cells = (0..head.len()).filter(|at| is_cell(*at) && Some(*at) != numbered).map(cells).collect();
    Some(Said { row: row_number, column, message: message.join(" "), cells })
}
