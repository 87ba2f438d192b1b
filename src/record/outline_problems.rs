//! What can be wrong with the order of rows and with whom they belong to, with all texts. The tree is built in
//! `outline.rs`, judged in `rules/order.rs`.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::outline::Cause;

pub(crate) static ROOT_NOT_DECLARED: Problem = Problem {
    code: "O710",
    family: Family::Order,
    name: "root-not-declared",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::O710,
    fr: texts::fr::O710,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nB,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static CHILD_BEFORE_PARENT: Problem = Problem {
    code: "O720",
    family: Family::Order,
    name: "child-before-parent",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::O720,
    fr: texts::fr::O720,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"S":{"parents":["T"]}}}}"#,
        "p,t,n\nA,P,A\nA,S,x\n",
        "p,t,n\nA,P,A\nA,T,y\nA,S,x\n",
    ),
};

pub(crate) static ROOT_DECLARED_TWICE: Problem = Problem {
    code: "O730",
    family: Family::Order,
    name: "root-declared-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::O730,
    fr: texts::fr::O730,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nA,P,A\n",
        "p,t,n\nA,P,A\nB,P,B\n",
    ),
};

pub(crate) static BLOCK_INTERRUPTED: Problem = Problem {
    code: "O740",
    family: Family::Order,
    name: "block-interrupted",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::O740,
    fr: texts::fr::O740,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nB,P,B\nA,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\nB,P,B\n",
    ),
};

pub(crate) static LEFT_OUT_WITH_PARENT: Problem = Problem {
    code: "O760",
    family: Family::Order,
    name: "left-out-with-parent",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::O760,
    fr: texts::fr::O760,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n","constraints":{"maxLength":3}}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,Aaaa\nA,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static ATTACHED_TO_LEAF: Problem = Problem {
    code: "O770",
    family: Family::Order,
    name: "attached-to-leaf",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::O770,
    fr: texts::fr::O770,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"S":{"parents":["T"]},"X":{"parents":["T","P"],"attached":true}}}}"#,
        "p,t,n\nA,P,A\nA,T,y\nA,X,x\n",
        "p,t,n\nA,P,A\nA,T,y\nA,X,x\nA,S,s\n",
    ),
};

pub(crate) static OWNER_BY_POSITION: Problem = Problem {
    code: "O780",
    family: Family::Order,
    name: "owner-by-position",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::O780,
    fr: texts::fr::O780,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"X":{"parents":["P"],"attached":true}}}}"#,
        "p,t,n\nA,P,A\nA,X,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static UNKNOWN_KIND_OF_ROW: Problem = Problem {
    code: "O790",
    family: Family::Order,
    name: "unknown-kind-of-row",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::O790,
    fr: texts::fr::O790,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nA,X,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static LEFT_OUT_WITH_BARRIER: Problem = Problem {
    code: "O800",
    family: Family::Order,
    name: "left-out-with-unplaced-row",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::O800,
    fr: texts::fr::O800,
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t","constraints":{"enum":["P","T","S"]}},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"S":{"parents":["T"]}}}}"#,
        "p,t,n\nA,P,A\nA,Q,x\nA,S,s\n",
        "p,t,n\nA,P,A\nA,T,x\nA,S,s\n",
    ),
};

/// The problem that says why a row is skipped.
pub(crate) fn of_cause(cause: Cause) -> &'static Problem {
    if cause.barrier { &LEFT_OUT_WITH_BARRIER } else { &LEFT_OUT_WITH_PARENT }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &ROOT_NOT_DECLARED,
    &CHILD_BEFORE_PARENT,
    &ROOT_DECLARED_TWICE,
    &BLOCK_INTERRUPTED,
    &LEFT_OUT_WITH_PARENT,
    &ATTACHED_TO_LEAF,
    &OWNER_BY_POSITION,
    &UNKNOWN_KIND_OF_ROW,
    &LEFT_OUT_WITH_BARRIER,
];
