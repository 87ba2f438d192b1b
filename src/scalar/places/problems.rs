//! What can be wrong with a country, a state, a postcode, a time zone or a currency, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// Neither code nor name of a country.
pub(crate) static UNKNOWN_COUNTRY: Problem = Problem {
    code: "T450",
    name: "unknown-country",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not a country",
        message: "{at} holds “{value}”, which is not a known country. Enter its name or its two-letter \
            code, such as FR or US.{hint}",
        why: "State and postcode are judged by the country, and the server may not find the address.",
        remedy: "Enter the name of the country or its two-letter code.",
    },
    fr: Prose {
        title: "La valeur n’est pas un pays",
        message: "{at} contient « {value} », qui n’est pas un pays connu. Saisissez son nom ou son code à \
            deux lettres, par exemple FR ou US.{hint}",
        why: "L’État et le code postal dépendent du pays, et le serveur peut ne pas trouver l’adresse.",
        remedy: "Saisissez le nom du pays ou son code à deux lettres.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"country","format":"country"},{"name":"note"}]}"#,
        "country,note\nAtlantis,x\n",
        "country,note\nFR,x\n",
    ),
};

/// No state or province of the country.
pub(crate) static UNKNOWN_STATE: Problem = Problem {
    code: "T460",
    name: "unknown-state",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not a state of the country",
        message: "{at} holds “{value}”, which is not a state or province of {country}. Enter its code, such \
            as {sample}.{hint}",
        why: "The server needs the code to find the address.",
        remedy: "Enter the code of the state, and check the country of the row.",
    },
    fr: Prose {
        title: "La valeur n’est pas un État du pays",
        message: "{at} contient « {value} », qui n’est pas un État ou une province de ce pays ({country}). \
            Saisissez son code, par exemple {sample}.{hint}",
        why: "Le serveur a besoin du code pour trouver l’adresse.",
        remedy: "Saisissez le code de l’État et vérifiez le pays de la ligne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"state","format":"state","country":"country"},{"name":"country","format":"country"}]}"#,
        "state,country\nQC,US\n",
        "state,country\nQC,CA\n",
    ),
};

/// A postcode that the country cannot have.
pub(crate) static WRONG_POSTCODE: Problem = Problem {
    code: "T470",
    name: "wrong-postcode",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "The postcode does not have the form used in the country",
        message: "{at} holds “{value}”. Postcodes of {country} look like {sample}.{hint}",
        why: "Mail and maps may not find the address. Spreadsheets often remove zeros at the start.",
        remedy: "Correct the postcode, and check the country of the row. Format the column as text so that \
            zeros stay.",
    },
    fr: Prose {
        title: "Le code postal n’a pas la forme en usage dans le pays",
        message: "{at} contient « {value} ». Dans ce pays ({country}), un code postal ressemble à \
            {sample}.{hint}",
        why: "Le courrier et les cartes peuvent ne pas trouver l’adresse. Les tableurs retirent souvent les \
            zéros du début.",
        remedy: "Corrigez le code postal et vérifiez le pays de la ligne. Mettez la colonne au format texte \
            pour garder les zéros.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"postcode","format":"postcode","country":"country"},{"name":"country","format":"country"}]}"#,
        "postcode,country\nK1A,CA\n",
        "postcode,country\nK1A 0B1,CA\n",
    ),
};

/// Not the name of a time zone.
pub(crate) static UNKNOWN_TIME_ZONE: Problem = Problem {
    code: "T480",
    name: "unknown-time-zone",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not a time zone",
        message: "{at} holds “{value}”, which is not a known time zone. Enter area and city, such as \
            Europe/Dublin.{hint}",
        why: "Appointments would be shown at a wrong time.",
        remedy: "Enter the area and the largest city of the time zone with a slash between them.",
    },
    fr: Prose {
        title: "La valeur n’est pas un fuseau horaire",
        message: "{at} contient « {value} », qui n’est pas un fuseau horaire connu. Saisissez la région et \
            la ville, par exemple Europe/Paris.{hint}",
        why: "Les rendez-vous s’afficheraient à une mauvaise heure.",
        remedy: "Saisissez la région et la plus grande ville du fuseau, séparées par une barre oblique.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"zone","format":"time-zone"},{"name":"note"}]}"#,
        "zone,note\nMars/Olympus,x\n",
        "zone,note\nEurope/Dublin,x\n",
    ),
};

/// A time zone under a name that leaves its summer time open.
pub(crate) static OTHER_TIME_ZONE_NAME: Problem = Problem {
    code: "T490",
    name: "other-time-zone-name",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "The time zone has a name that the server may not know",
        message: "{at} holds “{value}”, which probably means {result}. Replace it?",
        why: "Short names such as EST are used for several places and say nothing about summer time.",
        remedy: "Accept the replacement if the place is right; otherwise enter area and city, such as \
            Europe/Dublin.",
    },
    fr: Prose {
        title: "Le fuseau horaire porte un nom que le serveur ne connaît peut-être pas",
        message: "{at} contient « {value} », qui veut sans doute dire {result}. Faut-il remplacer ?",
        why: "Les noms courts comme EST servent à plusieurs endroits et ne disent rien de l’heure d’été.",
        remedy: "Acceptez le remplacement si l’endroit est le bon ; sinon saisissez la région et la ville, \
            par exemple Europe/Paris.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"zone","format":"time-zone"},{"name":"note"}]}"#,
        "zone,note\nEST,x\n",
        "zone,note\nAmerica/New_York,x\n",
    ),
};

/// Not the code of a currency.
pub(crate) static UNKNOWN_CURRENCY: Problem = Problem {
    code: "T500",
    name: "unknown-currency",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not the code of a currency",
        message: "{at} holds “{value}”, which is not the code of a currency. Enter three letters, such as \
            EUR or USD.{hint}",
        why: "The server knows currencies by their three-letter code only.",
        remedy: "Enter the three-letter code of the currency.",
    },
    fr: Prose {
        title: "La valeur n’est pas le code d’une monnaie",
        message: "{at} contient « {value} », qui n’est pas le code d’une monnaie. Saisissez trois lettres, \
            par exemple EUR ou USD.{hint}",
        why: "Le serveur ne reconnaît les monnaies qu’à leur code de trois lettres.",
        remedy: "Saisissez le code de trois lettres de la monnaie.",
    },
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
