//! Files checked together: keys used twice, files that are missing, records left out with others. The work is done
//! in `batch/`.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

pub(crate) static DUPLICATE_ACROSS_FILES: Problem = Problem {
    code: "X830",
    family: Family::OtherFiles,
    name: "duplicate-across-files",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::X830,
    fr: texts::fr::X830,
    example: Example::NONE,
};

pub(crate) static OTHER_FILE_MISSING: Problem = Problem {
    code: "X860",
    family: Family::OtherFiles,
    name: "other-file-missing",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::X860,
    fr: texts::fr::X860,
    example: Example::NONE,
};

pub(crate) static CHILDREN_LEFT_OUT: Problem = Problem {
    code: "X870",
    family: Family::OtherFiles,
    name: "children-left-out",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::X870,
    fr: texts::fr::X870,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"name","constraints":{"maxLength":3}},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,name,parent\n1,Long name,\n2,B,1\n",
        "id,name,parent\n1,Long name,\n2,B,\n",
    ),
};

pub(crate) static LEFT_OUT_WITH_OTHER_FILE: Problem = Problem {
    code: "X880",
    family: Family::OtherFiles,
    name: "left-out-with-other-record",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::X880,
    fr: texts::fr::X880,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"name","constraints":{"maxLength":3}},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,name,parent\n1,Long name,\n2,B,1\n",
        "id,name,parent\n1,A,\n2,B,1\n",
    ),
};

pub(crate) static SAME_IMPORT_TWICE: Problem = Problem {
    code: "X900",
    family: Family::OtherFiles,
    name: "same-import-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::X900,
    fr: texts::fr::X900,
    example: Example::NONE,
};

pub(crate) static EXISTS_ON_SERVER: Problem = Problem {
    code: "X920",
    family: Family::OtherFiles,
    name: "exists-on-server",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::X920,
    fr: texts::fr::X920,
    example: Example::NONE,
};

pub(crate) static BLANK_MAY_BE_GENERATED: Problem = Problem {
    code: "B320",
    family: Family::Record,
    name: "reference-may-be-generated",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::B320,
    fr: texts::fr::B320,
    example: Example::of(
        r#"{"fields":[{"name":"parent","format":"reference"},{"name":"id","format":"reference","generateFrom":"parent"}],"sharedKeys":[{"field":"id","group":"references"}]}"#,
        "parent,id\n100,100a\n100,\n",
        "parent,id\n100,100a\n100,100b\n",
    ),
};

pub(crate) static LIST_WITHOUT_COLUMN: Problem = Problem {
    code: "X930",
    family: Family::OtherFiles,
    name: "list-without-column",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::X930,
    fr: texts::fr::X930,
    example: Example::NONE,
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &super::across::RULE_BROKEN_ACROSS_FILES,
    &LIST_WITHOUT_COLUMN,
    &DUPLICATE_ACROSS_FILES,
    &OTHER_FILE_MISSING,
    &CHILDREN_LEFT_OUT,
    &LEFT_OUT_WITH_OTHER_FILE,
    &SAME_IMPORT_TWICE,
    &EXISTS_ON_SERVER,
    &BLANK_MAY_BE_GENERATED,
];
