//! Values that must exist in another file, or in another row of the same one. The work is done in `batch/`.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

pub(crate) static REFERENCE_NOT_FOUND: Problem = Problem {
    code: "X810",
    family: Family::OtherFiles,
    name: "reference-not-found",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::X810,
    fr: texts::fr::X810,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,parent\n100,\n101,200\n",
        "id,parent\n100,\n101,100\n",
    ),
};

pub(crate) static REFERENCE_OF_OTHER_LEVEL: Problem = Problem {
    code: "X820",
    family: Family::OtherFiles,
    name: "reference-of-other-level",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::X820,
    fr: texts::fr::X820,
    example: Example::NONE,
};

pub(crate) static CIRCULAR_REFERENCE: Problem = Problem {
    code: "X840",
    family: Family::OtherFiles,
    name: "circular-reference",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::X840,
    fr: texts::fr::X840,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]},"noCycle":true}]}"#,
        "id,parent\n100,\n101,101\n",
        "id,parent\n100,\n101,100\n",
    ),
};

pub(crate) static REFERENCES_DISAGREE: Problem = Problem {
    code: "X850",
    family: Family::OtherFiles,
    name: "references-disagree",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::X850,
    fr: texts::fr::X850,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference","constraints":{"unique":true}},{"name":"group"},{"name":"parent","format":"reference"},{"name":"of"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}},{"fields":["parent","of"],"reference":{"resource":"","fields":["id","group"]}}]}"#,
        "id,group,parent,of\n1,A,,\n2,A,1,B\n",
        "id,group,parent,of\n1,A,,\n2,A,1,A\n",
    ),
};

pub(crate) static REFERENCE_SPELLED_DIFFERENTLY: Problem = Problem {
    code: "X910",
    family: Family::OtherFiles,
    name: "reference-spelled-differently",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::X910,
    fr: texts::fr::X910,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,parent\nC100,\nC101,c100\n",
        "id,parent\nC100,\nC101,C100\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &REFERENCE_NOT_FOUND,
    &REFERENCE_OF_OTHER_LEVEL,
    &CIRCULAR_REFERENCE,
    &REFERENCES_DISAGREE,
    &REFERENCE_SPELLED_DIFFERENTLY,
];
