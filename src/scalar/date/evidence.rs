//! What a whole column says about the order of day and month, for the cells that do not say it themselves.

use super::{DateReading, Notation, Order, Written, is_late, iso, read};
use crate::scalar::SHOWN;
use crate::table::{Date, Moment};

/// Whether day and month of a date could be taken for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exchange {
    /// Another day would come of it.
    Open,
    /// There is no such month.
    Settled,
    /// It would be the same day.
    Same,
}

impl Exchange {
    pub(crate) fn of(date: Date) -> Exchange {
        match date.day {
            day if day > 12 => Exchange::Settled,
            day if day != date.month => Exchange::Open,
            _ => Exchange::Same,
        }
    }
}

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
    /// Of these and of date cells: those whose day could be a month, and those that tell that nothing was exchanged.
    pub exchangeable: u64,
    pub settled: u64,
    /// Cells with a time of day, and those of them in which it looks like midnight elsewhere.
    pub times: u64,
    pub late: u64,
    /// The first cells that leave both readings.
    pub open: Vec<String>,
}

impl DateEvidence {
    /// Takes one cell into account.
    pub(crate) fn note(&mut self, text: &str) {
        if let Some(day) = iso(text) {
            self.note_day(day);
            return;
        }
        let reading = read(text);
        if let DateReading::WithTime { time, .. } = reading {
            self.times += 1;
            self.late += u64::from(is_late(time.seconds));
        }
        match reading {
            DateReading::Iso(day) => self.note_day(day),
            DateReading::WithTime { day, .. } if day.is_iso() => self.note_day(day.date),
            DateReading::Ambiguous { .. } | DateReading::WithTime { month_first: Some(_), .. } => {
                self.ambiguous += 1;
                if self.open.len() < SHOWN {
                    self.open.push(text.to_owned());
                }
            }
            DateReading::Converted(written) | DateReading::WithTime { day: written, .. } => {
                self.count(written);
            }
            _ => {}
        }
    }

    /// Takes a text into account that is this day in the pattern of its field: of this one nothing is open.
    pub(crate) fn note_in_pattern(&mut self, text: &str, day: Option<Date>) {
        let reading = read(text);
        if is_open(&reading)
            || day.is_some_and(|day| written(&reading).is_some_and(|other| other.date != day))
        {
            // Nor did a spreadsheet leave only days above the twelfth as texts.
            self.settled += 1;
        } else {
            self.note(text);
        }
    }

    /// Takes a day into account that is written with the year first.
    pub(crate) fn note_day(&mut self, day: Date) {
        self.note_exchange(Exchange::of(day));
    }

    /// The same of a day of which nothing else counts.
    pub(crate) fn note_exchange(&mut self, exchange: Exchange) {
        self.iso += 1;
        self.settled += u64::from(exchange == Exchange::Settled);
        self.exchangeable += u64::from(exchange == Exchange::Open);
    }

    /// Takes a date cell into account.
    pub(crate) fn note_moment(&mut self, moment: Moment) {
        let Some(day) = moment.date else { return };
        self.note_day(day);
        // Not counted as text with the year first.
        self.iso -= 1;
        if moment.seconds > 0.0 {
            self.times += 1;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "Below 86,400.")]
            let seconds = moment.seconds as u32;
            self.late += u64::from(is_late(seconds));
        }
    }

    /// Whether a spreadsheet probably took the days of some dates for months: all dates that it understood have a day of
    /// 12 at most, and all that it left as texts one above.
    pub(crate) fn is_half_swapped(&self) -> bool {
        let texts = self.day_only.max(self.month_only);
        let one_order = self.day_only.min(self.month_only) == 0;
        let both = self.exchangeable >= 1 && texts >= 2 && self.exchangeable + texts >= 5;
        both && one_order && self.settled == 0 && self.ambiguous == 0
    }

    /// Whether nearly all times of day look like midnight elsewhere.
    pub(crate) fn is_late(&self) -> bool {
        self.times >= 2 && self.late * 10 >= self.times * 9
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
        self.exchangeable += other.exchangeable;
        self.settled += other.settled;
        self.times += other.times;
        self.late += other.late;
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

/// The one day that a text says, and how; absent where it says none or leaves two.
#[must_use]
pub(crate) fn written(reading: &DateReading) -> Option<Written> {
    match *reading {
        DateReading::Iso(date) => {
            let (order, notation) = (Order::YearMonthDay, Notation::Dashes);
            Some(Written { date, order, notation, short_year: false })
        }
        DateReading::Converted(day) | DateReading::WithTime { day, month_first: None, .. } => Some(day),
        _ => None,
    }
}

/// The day of a text with the day first, and with the month first, where a pattern makes one of them of it: this one.
#[must_use]
pub(crate) fn both(text: &str, in_pattern: Date) -> Option<[Date; 2]> {
    let reading = read(text);
    let days = match reading {
        DateReading::Ambiguous { day_first: day, month_first: month }
        | DateReading::WithTime { day, month_first: Some(month), .. } => [day.date, month.date],
        // Behind the year, the day is first where the pattern has it so.
        _ => [in_pattern, written(&reading).filter(|other| other.order == Order::YearMonthDay)?.date],
    };
    let [a, b] = days;
    (days.contains(&in_pattern) && Date::new(a.year, a.day, a.month) == Some(b) && a != b).then_some(days)
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
