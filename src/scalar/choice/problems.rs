//! What can be wrong with a value from a list, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// None of the values allowed in the column.
pub(crate) static NOT_IN_LIST: Problem = Problem {
    code: "T310",
    name: "not-in-list",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not one of those allowed",
        message: "{at} holds “{value}”. Allowed here: {expected}.{hint}",
        why: "The server knows only these values in this column and refuses others.",
        remedy: "Choose one of the allowed values. The same correction can be applied to all equal cells at \
            once.",
    },
    fr: Prose {
        title: "La valeur ne fait pas partie de celles qui sont permises",
        message: "{at} contient « {value} ». Valeurs permises ici : {expected}.{hint}",
        why: "Le serveur ne connaît que ces valeurs dans cette colonne et refuse les autres.",
        remedy: "Choisissez une des valeurs permises. La même correction peut s’appliquer d’un coup à \
            toutes les cellules égales.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["public","private"]}},{"name":"note"}]}"#,
        "kind,note\nsecret,x\n",
        "kind,note\nprivate,x\n",
    ),
};

/// A name by which people know a value, but not the value.
pub(crate) static OTHER_NAME: Problem = Problem {
    code: "T320",
    name: "other-name-for-value",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is another name of an allowed value",
        message: "{at} holds “{value}”, which the server does not know. It probably stands for {result}. \
            Replace it?",
        why: "The server knows its own names only, not those shown on its screens or used in everyday \
            language.",
        remedy: "Accept the replacement if it is what you mean; otherwise enter one of the allowed values.",
    },
    fr: Prose {
        title: "La valeur est un autre nom d’une valeur permise",
        message: "{at} contient « {value} », que le serveur ne connaît pas. C’est sans doute {result}. \
            Faut-il remplacer ?",
        why: "Le serveur ne connaît que ses propres noms, pas ceux affichés à l’écran ni ceux de la langue \
            courante.",
        remedy: "Acceptez le remplacement si c’est bien le sens voulu ; sinon saisissez une des valeurs \
            permises.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["detailed","global"]},"askSynonyms":{"fixed fees":"detailed"}},{"name":"note"}]}"#,
        "kind,note\nfixed fees,x\n",
        "kind,note\ndetailed,x\n",
    ),
};

/// Neither yes nor no.
pub(crate) static NOT_YES_OR_NO: Problem = Problem {
    code: "T330",
    name: "not-yes-or-no",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The value is neither yes nor no",
        message: "{at} holds “{value}”. Only yes or no can be entered here: {expected}.{hint}",
        why: "The server stores yes or no in this column and refuses anything else.",
        remedy: "Enter one of the two values.",
    },
    fr: Prose {
        title: "La valeur n’est ni oui ni non",
        message: "{at} contient « {value} ». Seul oui ou non peut être saisi ici : {expected}.{hint}",
        why: "Le serveur enregistre oui ou non dans cette colonne et refuse le reste.",
        remedy: "Saisissez une des deux valeurs.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"active","type":"boolean"},{"name":"note"}]}"#,
        "active,note\nperhaps,x\n",
        "active,note\ntrue,x\n",
    ),
};

/// An allowed value in another spelling.
pub(crate) static SPELLING_OF_VALUE: Problem = Problem {
    code: "C130",
    name: "spelling-of-value",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "The spelling of the value was made the server’s",
        message: "{at} holds “{value}”; it is written as {result}.",
        why: "Capital letters, brackets and blanks do not change the meaning, but the server compares \
            letter by letter.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "L’écriture de la valeur a été alignée sur celle du serveur",
        message: "{at} contient « {value} » ; la valeur est écrite {result}.",
        why: "Les majuscules, crochets et espaces ne changent pas le sens, mais le serveur compare lettre \
            par lettre.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["public","private"]}},{"name":"note"}]}"#,
        "kind,note\nPrivate,x\n",
        "kind,note\nprivate,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[&NOT_IN_LIST, &OTHER_NAME, &NOT_YES_OR_NO, &SPELLING_OF_VALUE];
