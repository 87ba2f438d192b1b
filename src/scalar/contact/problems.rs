//! What can be wrong with an address or a number to reach somebody by, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// A name to log in with that has blanks in it.
pub(crate) static NOT_A_USERNAME: Problem = Problem {
    code: "T400",
    family: Family::Kind,
    name: "not-a-username",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T400,
    fr: texts::fr::T400,
    example: Example::of(
        r#"{"fields":[{"name":"user","format":"username"},{"name":"note"}]}"#,
        "user,note\nj doe,x\n",
        "user,note\njdoe,x\n",
    ),
};

/// Not the form of an e-mail address.
pub(crate) static NOT_AN_EMAIL: Problem = Problem {
    code: "T410",
    family: Family::Kind,
    name: "not-an-email",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T410,
    fr: texts::fr::T410,
    example: Example::of(
        r#"{"fields":[{"name":"email","format":"email"},{"name":"note"}]}"#,
        "email,note\nana.acme.fr,x\n",
        "email,note\nana@acme.fr,x\n",
    ),
};

/// More than one address in a cell.
pub(crate) static SEVERAL_EMAILS: Problem = Problem {
    code: "T420",
    family: Family::Kind,
    name: "several-emails",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T420,
    fr: texts::fr::T420,
    example: Example::of(
        r#"{"fields":[{"name":"email","format":"email"},{"name":"note"}]}"#,
        "email,note\nana@acme.fr; bob@acme.fr,x\n",
        "email,note\nana@acme.fr,x\n",
    ),
};

/// Not the form of a telephone number.
pub(crate) static NOT_A_PHONE: Problem = Problem {
    code: "T430",
    family: Family::Kind,
    name: "not-a-phone",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T430,
    fr: texts::fr::T430,
    example: Example::of(
        r#"{"fields":[{"name":"phone","format":"phone"},{"name":"note"}]}"#,
        "phone,note\ncall me,x\n",
        "phone,note\n+1 555 010 0100,x\n",
    ),
};

/// Not the form of a web address.
pub(crate) static NOT_A_WEB_ADDRESS: Problem = Problem {
    code: "T440",
    family: Family::Kind,
    name: "not-a-web-address",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T440,
    fr: texts::fr::T440,
    example: Example::of(
        r#"{"fields":[{"name":"site","format":"uri"},{"name":"note"}]}"#,
        "site,note\ncity hall,x\n",
        "site,note\nhttps://city.example.org,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&NOT_A_USERNAME, &NOT_AN_EMAIL, &SEVERAL_EMAILS, &NOT_A_PHONE, &NOT_A_WEB_ADDRESS];
