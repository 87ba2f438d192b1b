//! What can be wrong with headings, with all texts. Pairing is done in `header.rs`, judging in `rules/headings.rs`.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

pub(crate) static COLUMN_LEFT_OUT: Problem = Problem {
    code: "S410",
    family: Family::Sheet,
    name: "column-left-out",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S410,
    fr: texts::fr::S410,
    example: Example::NONE,
};

pub(crate) static MAPPED_COLUMN_ABSENT: Problem = Problem {
    code: "S420",
    family: Family::Sheet,
    name: "mapped-column-absent",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S420,
    fr: texts::fr::S420,
    example: Example::NONE,
};

pub(crate) static LATE_HEADER: Problem = Problem {
    code: "S110",
    family: Family::Headings,
    name: "late-header",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::S110,
    fr: texts::fr::S110,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "My list,\nname,city\nAna,Cork\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MISSING_COLUMN: Problem = Problem {
    code: "S120",
    family: Family::Headings,
    name: "missing-column",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S120,
    fr: texts::fr::S120,
    example: Example::of(
        r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"},{"name":"zip"}]}"#,
        "city,zip\nCork,1\n",
        "name,city,zip\nAna,Cork,1\n",
    ),
};

pub(crate) static NEEDED_COLUMN_MISSING: Problem = Problem {
    code: "S125",
    family: Family::Headings,
    name: "needed-column-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S125,
    fr: texts::fr::S125,
    example: Example::of(
        r#"{"fields":[{"name":"k"},{"name":"b"},{"name":"n"}],"rules":[{"rule":"required","fields":["n"],"when":{"k":"x"}}]}"#,
        "k,b\nx,1\n",
        "k,b\ny,1\n",
    ),
};

pub(crate) static UNKNOWN_COLUMN: Problem = Problem {
    code: "S130",
    family: Family::Headings,
    name: "unknown-column",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::S130,
    fr: texts::fr::S130,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city,shoe size\nAna,Cork,40\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static DUPLICATE_HEADING: Problem = Problem {
    code: "S140",
    family: Family::Headings,
    name: "duplicate-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::S140,
    fr: texts::fr::S140,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city,City\nAna,Cork,Kerry\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MOVED_COLUMNS: Problem = Problem {
    code: "S150",
    family: Family::Headings,
    name: "moved-columns",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::S150,
    fr: texts::fr::S150,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}],"dialect":{"order":"fixed"}}"#,
        "city,name\nCork,Ana\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MISSPELT_HEADING: Problem = Problem {
    code: "S160",
    family: Family::Headings,
    name: "misspelt-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::S160,
    fr: texts::fr::S160,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"country"}]}"#,
        "name,contry\nAna,IE\n",
        "name,country\nAna,IE\n",
    ),
};

pub(crate) static OPTIONAL_COLUMN_MISSING: Problem = Problem {
    code: "S170",
    family: Family::Headings,
    name: "optional-column-missing",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::S170,
    fr: texts::fr::S170,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"zip"}],"dialect":{"columns":"all"}}"#,
        "name,city\nAna,Cork\n",
        "name,city,zip\nAna,Cork,\n",
    ),
};

pub(crate) static RENAMED_HEADING: Problem = Problem {
    code: "C150",
    family: Family::Spelling,
    name: "renamed-heading",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C150,
    fr: texts::fr::C150,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,CITY\nAna,Cork\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EXTRA_COLUMNS_KEPT: Problem = Problem {
    code: "S180",
    family: Family::Headings,
    name: "extra-columns-kept",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S180,
    fr: texts::fr::S180,
    example: Example::NONE,
};

pub(crate) static COLUMN_WITHOUT_HEADING: Problem = Problem {
    code: "S510",
    family: Family::Sheet,
    name: "column-without-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::S510,
    fr: texts::fr::S510,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "name,,note\nAna,Cork,x\nBo,Kerry,y\n",
        "name,city,note\nAna,Cork,x\nBo,Kerry,y\n",
    ),
};

pub(crate) static BLANK_COLUMNS: Problem = Problem {
    code: "S530",
    family: Family::Sheet,
    name: "blank-columns",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::S530,
    fr: texts::fr::S530,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,,city\nAna,,Cork\nBo,,Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static HEADING_CUT: Problem = Problem {
    code: "S520",
    family: Family::Sheet,
    name: "heading-cut-in-two",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S520,
    fr: texts::fr::S520,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "na\nme,city,note\nAna,Cork,x\n",
        "name,city,note\nAna,Cork,x\n",
    ),
};

pub(crate) static COLUMN_ASKED_FOR: Problem = Problem {
    code: "S550",
    family: Family::Sheet,
    name: "column-asked-for",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S550,
    fr: texts::fr::S550,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"zip","constraints":{"required":true},"severity":{"required":"warning"}}]}"#,
        "name,city\nAna,Cork\n",
        "name,city,zip\nAna,Cork,1\n",
    ),
};

pub(crate) static FURTHER_HEADINGS: Problem = Problem {
    code: "S580",
    family: Family::Sheet,
    name: "second-heading-row",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::S580,
    fr: texts::fr::S580,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"size"}]}"#,
        "name,size\n(text),(cm)\nBox,12\n",
        "name,size\nBox,12 (cm)\nBag,20 (cm)\n",
    ),
};

pub(crate) static OLDER_TEMPLATE: Problem = Problem {
    code: "S600",
    family: Family::Sheet,
    name: "older-template",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S600,
    fr: texts::fr::S600,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}],"replaces":{"version":"2019","columns":{"town":"city"}}}"#,
        "name,town\nAna,Cork\n",
        "name,city\nAna,Cork\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &COLUMN_LEFT_OUT,
    &MAPPED_COLUMN_ABSENT,
    &LATE_HEADER,
    &MISSING_COLUMN,
    &NEEDED_COLUMN_MISSING,
    &UNKNOWN_COLUMN,
    &DUPLICATE_HEADING,
    &MOVED_COLUMNS,
    &MISSPELT_HEADING,
    &OPTIONAL_COLUMN_MISSING,
    &RENAMED_HEADING,
    &EXTRA_COLUMNS_KEPT,
    &COLUMN_WITHOUT_HEADING,
    &BLANK_COLUMNS,
    &HEADING_CUT,
    &COLUMN_ASKED_FOR,
    &FURTHER_HEADINGS,
    &OLDER_TEMPLATE,
];
