//! What can be wrong with a text, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// Characters that steer machines and are no text.
pub(crate) static CONTROL_CHARACTERS: Problem = Problem {
    code: "V210",
    family: Family::Limit,
    name: "control-characters",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::V210,
    fr: texts::fr::V210,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nJo\u{1}hn,x\n",
        "name,note\nJohn,x\n",
    ),
};

/// Signs of Windows-1252 that were taken over as bytes.
pub(crate) static MISREAD_SIGNS: Problem = Problem {
    code: "V410",
    family: Family::Limit,
    name: "misread-signs",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::V410,
    fr: texts::fr::V410,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n8h \u{96} 18h,x\n",
        "name,note\n8h – 18h,x\n",
    ),
};

/// Characters without width, or that turn the direction of writing.
pub(crate) static INVISIBLE_CHARACTERS: Problem = Problem {
    code: "V220",
    family: Family::Limit,
    name: "invisible-characters",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::V220,
    fr: texts::fr::V220,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nJo\u{200b}hn,x\n",
        "name,note\nJohn,x\n",
    ),
};

/// Accents saved in one way and read in another.
pub(crate) static MOJIBAKE: Problem = Problem {
    code: "V230",
    family: Family::Limit,
    name: "misread-accents",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::V230,
    fr: texts::fr::V230,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nMÃ¼ller,x\n",
        "name,note\nMüller,x\n",
    ),
};

/// Several lines in one cell.
pub(crate) static LINE_BREAKS: Problem = Problem {
    code: "V240",
    family: Family::Limit,
    name: "line-breaks",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::V240,
    fr: texts::fr::V240,
    example: Example::of(
        r#"{"fields":[{"name":"name","singleLine":true},{"name":"note"}]}"#,
        "name,note\n\"Main\nbuilding\",x\n",
        "name,note\nMain building,x\n",
    ),
};

/// The mark that programs put where a letter could not be read.
pub(crate) static REPLACEMENT_CHARACTER: Problem = Problem {
    code: "V250",
    family: Family::Limit,
    name: "lost-characters",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::V250,
    fr: texts::fr::V250,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nM\u{fffd}ller,x\n",
        "name,note\nMüller,x\n",
    ),
};

/// A spreadsheet would run the text as a formula.
pub(crate) static FORMULA_LIKE: Problem = Problem {
    code: "V260",
    family: Family::Limit,
    name: "formula-like",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::V260,
    fr: texts::fr::V260,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n=A1+B1,x\n",
        "name,note\n-12.50,x\n",
    ),
};

/// Typographic quotation marks or apostrophes.
pub(crate) static CURLY_QUOTES: Problem = Problem {
    code: "V270",
    family: Family::Limit,
    name: "curly-quotes",
    severity: Severity::Notice,
    repair: Grade::Ask,
    en: texts::en::V270,
    fr: texts::fr::V270,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nO’Brien,x\n",
        "name,note\nO'Brien,x\n",
    ),
};

/// The apostrophe by which spreadsheets are told to keep a text.
pub(crate) static LEADING_APOSTROPHE: Problem = Problem {
    code: "V280",
    family: Family::Limit,
    name: "leading-apostrophe",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::V280,
    fr: texts::fr::V280,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n'0123,x\n",
        "name,note\n0123,x\n",
    ),
};

/// Fewer characters than needed.
pub(crate) static TOO_SHORT: Problem = Problem {
    code: "V310",
    family: Family::Limit,
    name: "too-short",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::V310,
    fr: texts::fr::V310,
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"minLength":3}},{"name":"note"}]}"#,
        "code,note\nAB,x\n",
        "code,note\nABC,x\n",
    ),
};

/// More characters than allowed.
pub(crate) static TOO_LONG: Problem = Problem {
    code: "V320",
    family: Family::Limit,
    name: "too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::V320,
    fr: texts::fr::V320,
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"maxLength":3}},{"name":"note"}]}"#,
        "code,note\nABCD,x\n",
        "code,note\nABC,x\n",
    ),
};

/// The text does not have the form the column asks for.
pub(crate) static PATTERN_NOT_MATCHED: Problem = Problem {
    code: "V330",
    family: Family::Limit,
    name: "pattern-not-matched",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::V330,
    fr: texts::fr::V330,
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"pattern":"[A-Z]{2}[0-9]+"},"example":"AB12"},{"name":"note"}]}"#,
        "code,note\n12AB,x\n",
        "code,note\nAB12,x\n",
    ),
};

/// Blanks around a value were cut.
pub(crate) static TRIMMED: Problem = Problem {
    code: "C110",
    family: Family::Spelling,
    name: "blanks-trimmed",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C110,
    fr: texts::fr::C110,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n Ann,x\n",
        "name,note\nAnn,x\n",
    ),
};

/// Blanks of another kind became plain blanks.
pub(crate) static BLANKS_REPLACED: Problem = Problem {
    code: "C120",
    family: Family::Spelling,
    name: "blanks-replaced",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C120,
    fr: texts::fr::C120,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nMain\u{a0}building,x\n",
        "name,note\nMain building,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &CONTROL_CHARACTERS,
    &MISREAD_SIGNS,
    &INVISIBLE_CHARACTERS,
    &MOJIBAKE,
    &LINE_BREAKS,
    &REPLACEMENT_CHARACTER,
    &FORMULA_LIKE,
    &CURLY_QUOTES,
    &LEADING_APOSTROPHE,
    &TOO_SHORT,
    &TOO_LONG,
    &PATTERN_NOT_MATCHED,
    &TRIMMED,
    &BLANKS_REPLACED,
];
