//! The names of the repairs that a person chooses from, by problem: what is none of them is no answer.

use super::Problem;

/// What stands for a choice that is no word of ours: a column by its letters, a field, a value of a list. Whoever asks
/// looks whether there is such a one.
const OPEN: &[&str] = &["*"];

/// The choices of every problem that has more than one repair without a name.
const CHOICES: &[(&str, &[&str])] = &[
    ("B110", &["above"]),
    ("R140", LEAVE_OUT),
    ("R170", LEAVE_OUT),
    ("S140", OPEN),
    ("S510", OPEN),
    ("S580", LEAVE_OUT),
    ("T130", &["decimal", "thousands"]),
    ("T140", &["points", "ratio"]),
    ("T240", &["day-first", "month-first"]),
    ("T310", OPEN),
    // Of a year in two digits and of a length of time; a cell of any other kind has one repair.
    ("T510", &["", "20", "19", "hours", "minutes"]),
    ("T710", &["empty", "text"]),
    ("T730", &["remove", "keep"]),
    ("T740", &["next-day", "as-written"]),
    ("T750", &["exchange", "keep"]),
    ("X810", &["nearest", "exists"]),
    // What lies in a file that is not there: whoever knows says that it exists.
    ("X860", &["", "exists"]),
];

const LEAVE_OUT: &[&str] = &["leave-out"];

impl Problem {
    /// The names of its repairs, from which a person chooses; one of them is empty, or there is none, where a repair goes
    /// without a name. Absent where what is chosen is no word but a column, a field or a value.
    ///
    /// ```
    /// let date = import_checker::problems::find("T240").unwrap();
    /// assert_eq!(date.choices(), Some(["day-first", "month-first"].as_slice()));
    /// assert!(date.takes("day-first") && !date.takes("day") && !date.takes(""));
    /// ```
    #[must_use]
    pub fn choices(&self) -> Option<&'static [&'static str]> {
        let named = CHOICES.iter().find(|(code, _)| *code == self.code).map_or(&[][..], |(_, names)| *names);
        (named != OPEN).then_some(named)
    }

    /// Whether a repair goes by this name. No name will do where there is one repair.
    #[must_use]
    pub fn takes(&self, choice: &str) -> bool {
        let Some(names) = self.choices() else { return true };
        names.contains(&choice) || (choice.is_empty() && names.len() < 2)
    }
}
