//! What is said once a file was sent. The work is done in `check/went_in.rs`, `check/seen.rs` and `result/`.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// A problem that only an answer of the receiving system shows.
macro_rules! of_answer {
    ($name:ident, $code:ident, $kebab:literal, $severity:ident) => {
        pub(crate) static $name: Problem = Problem {
            code: stringify!($code),
            family: Family::Answer,
            name: $kebab,
            severity: Severity::$severity,
            repair: Grade::None,
            en: texts::en::$code,
            fr: texts::fr::$code,
            example: Example::NONE,
        };
    };
}

of_answer!(WENT_IN_ALREADY, A110, "went-in-already", Notice);
of_answer!(REFUSED, A120, "refused-by-server", Error);
of_answer!(NAMES_NO_ROW, A130, "answer-without-row", Notice);
of_answer!(ROW_NOT_SENT, A140, "answer-about-other-row", Error);
of_answer!(NONE_WENT_IN, A150, "went-in-list-of-other-file", Warning);
of_answer!(FILE_SEEN, A160, "file-seen-before", Notice);
of_answer!(ROW_SEEN, A170, "row-seen-before", Notice);

of_answer!(STILL_REFUSED, A180, "refused-as-it-is", Warning);
of_answer!(NOT_UNDERSTOOD, A190, "answer-not-understood", Error);

pub(crate) static PROBLEMS: &[&Problem] = &[
    &WENT_IN_ALREADY,
    &REFUSED,
    &NAMES_NO_ROW,
    &ROW_NOT_SENT,
    &NONE_WENT_IN,
    &FILE_SEEN,
    &ROW_SEEN,
    &STILL_REFUSED,
    &NOT_UNDERSTOOD,
];
