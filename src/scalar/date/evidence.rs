//! What a whole column says about the order of day and month, for the cells that do not say it themselves.

use super::{DateReading, Notation, Order, Written, iso, read};
use crate::scalar::SHOWN;

/// Counts over the cells of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateEvidence {
    /// Cells that can only be day before month: `14/03/2025`.
    pub day_only: u64,
    /// Cells that can only be month before day: `03/14/2025`.
    pub month_only: u64,
    /// Cells that leave both readings: `04/05/2025`.
    pub ambiguous: u64,
    /// Cells with the year first.
    pub iso: u64,
    /// The first cells that leave both readings.
    pub open: Vec<String>,
}

impl DateEvidence {
    /// Takes one cell into account.
    pub(crate) fn note(&mut self, text: &str) {
        if iso(text).is_some() {
            self.iso += 1;
            return;
        }
        match read(text) {
            DateReading::Iso(_) => self.iso += 1,
            DateReading::Ambiguous { .. } | DateReading::WithTime { month_first: Some(_), .. } => {
                self.ambiguous += 1;
                if self.open.len() < SHOWN {
                    self.open.push(text.to_owned());
                }
            }
            DateReading::Converted(written) | DateReading::WithTime { day: written, .. } => {
                self.count(written)
            }
            _ => {}
        }
    }

    fn count(&mut self, written: Written) {
        let count = match written.order {
            // A month with a name says nothing about months with numbers.
            _ if written.notation == Notation::Named => return,
            Order::DayMonthYear => &mut self.day_only,
            Order::MonthDayYear => &mut self.month_only,
            Order::YearMonthDay => {
                self.iso += 1;
                return;
            }
            Order::Either => return,
        };
        *count += 1;
    }

    /// Adds what another part of the column said.
    pub(crate) fn absorb(&mut self, other: DateEvidence) {
        self.day_only += other.day_only;
        self.month_only += other.month_only;
        self.ambiguous += other.ambiguous;
        self.iso += other.iso;
        self.open.extend(other.open);
        self.open.truncate(SHOWN);
    }

    /// The order of day and month, when the column leaves one reading only.
    #[must_use]
    pub(crate) fn decide(&self) -> Option<Order> {
        match (self.day_only > 0, self.month_only > 0) {
            (true, false) => Some(Order::DayMonthYear),
            (false, true) => Some(Order::MonthDayYear),
            _ => None,
        }
    }

    /// The cells that are shown with a question, each with the day that it is in this order.
    #[must_use]
    pub(crate) fn shown_as(&self, order: Order) -> Vec<String> {
        let day = |text: &String| match read_as(text, Some(order)) {
            DateReading::Converted(day) | DateReading::WithTime { day, .. } => {
                Some(format!("{text} → {}", day.date))
            }
            _ => None,
        };
        self.open.iter().filter_map(day).collect()
    }

    /// Whether cells of the column contradict each other.
    #[must_use]
    pub(crate) fn is_mixed(&self) -> bool {
        self.day_only > 0 && self.month_only > 0
    }
}

/// Reads a date in a column whose order is known: what is ambiguous alone has one reading here.
#[must_use]
pub(crate) fn read_as(text: &str, order: Option<Order>) -> DateReading {
    settle(read(text), order)
}

/// Whether the reading of a date depends on what its column says.
#[must_use]
pub(crate) fn is_open(reading: &DateReading) -> bool {
    matches!(reading, DateReading::Ambiguous { .. } | DateReading::WithTime { month_first: Some(_), .. })
}

/// The reading of a text in a column whose order is known.
#[must_use]
pub(crate) fn settle(reading: DateReading, order: Option<Order>) -> DateReading {
    match (reading, order) {
        (DateReading::Ambiguous { day_first, .. }, Some(Order::DayMonthYear)) => {
            DateReading::Converted(day_first)
        }
        (DateReading::Ambiguous { month_first, .. }, Some(Order::MonthDayYear)) => {
            DateReading::Converted(month_first)
        }
        (DateReading::WithTime { day, time, .. }, Some(Order::DayMonthYear)) => {
            DateReading::WithTime { day, month_first: None, time }
        }
        (DateReading::WithTime { month_first: Some(day), time, .. }, Some(Order::MonthDayYear)) => {
            DateReading::WithTime { day, month_first: None, time }
        }
        (reading, _) => reading,
    }
}
