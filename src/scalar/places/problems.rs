//! What can be wrong with a country, a state, a postcode, a time zone or a currency, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// Neither code nor name of a country.
pub(crate) static UNKNOWN_COUNTRY: Problem = Problem {
    code: "T450",
    family: Family::Kind,
    name: "unknown-country",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T450,
    fr: texts::fr::T450,
    example: Example::of(
        r#"{"fields":[{"name":"country","format":"country"},{"name":"note"}]}"#,
        "country,note\nAtlantis,x\n",
        "country,note\nFR,x\n",
    ),
};

/// No state or province of the country.
pub(crate) static UNKNOWN_STATE: Problem = Problem {
    code: "T460",
    family: Family::Kind,
    name: "unknown-state",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T460,
    fr: texts::fr::T460,
    example: Example::of(
        r#"{"fields":[{"name":"state","format":"state","country":"country"},{"name":"country","format":"country"}]}"#,
        "state,country\nQC,US\n",
        "state,country\nQC,CA\n",
    ),
};

/// A postcode that the country cannot have.
pub(crate) static WRONG_POSTCODE: Problem = Problem {
    code: "T470",
    family: Family::Kind,
    name: "wrong-postcode",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::T470,
    fr: texts::fr::T470,
    example: Example::of(
        r#"{"fields":[{"name":"postcode","format":"postcode","country":"country"},{"name":"country","format":"country"}]}"#,
        "postcode,country\nK1A,CA\n",
        "postcode,country\nK1A 0B1,CA\n",
    ),
};

/// Not the name of a time zone.
pub(crate) static UNKNOWN_TIME_ZONE: Problem = Problem {
    code: "T480",
    family: Family::Kind,
    name: "unknown-time-zone",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T480,
    fr: texts::fr::T480,
    example: Example::of(
        r#"{"fields":[{"name":"zone","format":"time-zone"},{"name":"note"}]}"#,
        "zone,note\nMars/Olympus,x\n",
        "zone,note\nEurope/Dublin,x\n",
    ),
};

/// A time zone under a name that leaves its summer time open.
pub(crate) static OTHER_TIME_ZONE_NAME: Problem = Problem {
    code: "T490",
    family: Family::Kind,
    name: "other-time-zone-name",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::T490,
    fr: texts::fr::T490,
    example: Example::of(
        r#"{"fields":[{"name":"zone","format":"time-zone"},{"name":"note"}]}"#,
        "zone,note\nEST,x\n",
        "zone,note\nAmerica/New_York,x\n",
    ),
};

/// Not the code of a currency.
pub(crate) static UNKNOWN_CURRENCY: Problem = Problem {
    code: "T500",
    family: Family::Kind,
    name: "unknown-currency",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T500,
    fr: texts::fr::T500,
    example: Example::of(
        r#"{"fields":[{"name":"currency","format":"currency"},{"name":"note"}]}"#,
        "currency,note\nXYZ,x\n",
        "currency,note\nEUR,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &UNKNOWN_COUNTRY,
    &UNKNOWN_STATE,
    &WRONG_POSTCODE,
    &UNKNOWN_TIME_ZONE,
    &OTHER_TIME_ZONE_NAME,
    &UNKNOWN_CURRENCY,
];
