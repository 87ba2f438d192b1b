//! What can be wrong with a cell before it is a value of its field.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

pub(crate) static ERROR_VALUE: Problem = Problem {
    code: "T610",
    name: "error-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell shows an error of the spreadsheet",
        message: "{at} shows {value}, an error of the spreadsheet, instead of a value. Correct the formula or type the value in.",
        why: "The error would be imported as text.",
        remedy: "Correct the formula in the spreadsheet, or replace it by the value.",
    },
    fr: Prose {
        title: "Une cellule affiche une erreur du tableur",
        message: "{at} affiche {value}, une erreur du tableur, au lieu d’une valeur. Corrigez la formule ou saisissez la valeur.",
        why: "L’erreur serait importée comme du texte.",
        remedy: "Corrigez la formule dans le tableur, ou remplacez-la par la valeur.",
    },
    example: Example::NONE,
};

pub(crate) static NO_RESULT: Problem = Problem {
    code: "T620",
    name: "formula-not-calculated",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A formula has no stored result",
        message: "{at} holds a formula whose result is not stored in the file. Open the file in its spreadsheet program, let it calculate, and save it again.",
        why: "Only results can be imported, not formulas.",
        remedy: "Save the file once in the spreadsheet program.",
    },
    fr: Prose {
        title: "Une formule n’a pas de résultat enregistré",
        message: "{at} contient une formule dont le résultat n’est pas enregistré dans le fichier. Ouvrez le fichier dans son tableur, laissez-le calculer, puis enregistrez-le.",
        why: "Seuls les résultats peuvent être importés, pas les formules.",
        remedy: "Enregistrez une fois le fichier dans le tableur.",
    },
    example: Example::NONE,
};

pub(crate) static DATE_IN_TEXT: Problem = Problem {
    code: "T640",
    name: "date-in-text",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A text column holds a date",
        message: "{at} is stored as a date and shown as “{value}”. If you typed something else, the spreadsheet has changed it.",
        why: "Spreadsheets turn texts such as 1-2 or MAR1 into dates.",
        remedy: "Format the column as text, then type the value again.",
    },
    fr: Prose {
        title: "Une colonne de texte contient une date",
        message: "{at} est enregistrée comme une date et affichée « {value} ». Si vous aviez saisi autre chose, le tableur l’a modifié.",
        why: "Les tableurs changent des textes comme 1-2 ou MAR1 en dates.",
        remedy: "Mettez la colonne au format texte, puis saisissez de nouveau la valeur.",
    },
    example: Example::NONE,
};

pub(crate) static SHOWN_DIFFERS: Problem = Problem {
    code: "T650",
    name: "shown-differs",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "What is shown and what is stored differ",
        message: "{at} shows “{value}”, but {result} is stored, and that is what is imported.",
        why: "The number format rounds or scales what you see.",
        remedy: "Check which of the two is meant; type the other in if needed.",
    },
    fr: Prose {
        title: "La valeur affichée et la valeur enregistrée diffèrent",
        message: "{at} affiche « {value} », mais {result} est enregistré, et c’est ce qui est importé.",
        why: "Le format de nombre arrondit ou change l’échelle de ce que vous voyez.",
        remedy: "Vérifiez laquelle est voulue ; saisissez l’autre au besoin.",
    },
    example: Example::NONE,
};

pub(crate) static WRONG_SHAPE: Problem = Problem {
    code: "T510",
    name: "wrong-shape",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A value does not have the form it needs",
        message: "{at} holds “{value}”; {expected} is expected.",
        why: "The server cannot read it otherwise.",
        remedy: "Write the value in the expected form.",
    },
    fr: Prose {
        title: "Une valeur n’a pas la forme voulue",
        message: "{at} contient « {value} » ; {expected} est attendu.",
        why: "Le serveur ne peut pas la lire autrement.",
        remedy: "Écrivez la valeur sous la forme attendue.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"y","type":"year"},{"name":"n"}]}"#,
        "y,n\n20x5,a\n",
        "y,n\n2025,a\n",
    ),
};

pub(crate) static DATE_WRITTEN: Problem = Problem {
    code: "C160",
    name: "date-written",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "A date cell is written in the form the server needs",
        message: "{at} is a date; it is written as {result}.",
        why: "The server reads dates in one form only.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Une cellule de date est écrite sous la forme attendue",
        message: "{at} est une date ; elle est écrite {result}.",
        why: "Le serveur ne lit les dates que sous une forme.",
        remedy: "Rien à faire.",
    },
    example: Example::NONE,
};

pub(crate) static NUMBER_WRITTEN: Problem = Problem {
    code: "C170",
    name: "number-written",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "A number cell is written in the form the server needs",
        message: "{at} shows “{value}”; it is written as {result}.",
        why: "The server reads plain numbers only.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Une cellule de nombre est écrite sous la forme attendue",
        message: "{at} affiche « {value} » ; la valeur est écrite {result}.",
        why: "Le serveur ne lit que des nombres simples.",
        remedy: "Rien à faire.",
    },
    example: Example::NONE,
};

pub(crate) static CASE_CHANGED: Problem = Problem {
    code: "C180",
    name: "canonical-value",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "A value is written in its standard form",
        message: "{at} holds “{value}”; it is written as {result}.",
        why: "The server knows the value in this form.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Une valeur est écrite sous sa forme standard",
        message: "{at} contient « {value} » ; la valeur est écrite {result}.",
        why: "Le serveur connaît la valeur sous cette forme.",
        remedy: "Rien à faire.",
    },
    example: Example::NONE,
};

pub(crate) static ZEROS_LOST: Problem = Problem {
    code: "T660",
    name: "zeros-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Zeros at the start were probably lost",
        message: "{at}: {long} {long|value has|values have} {digits} digits and {short} {short|has|have} fewer, all stored as numbers (for example {value} in {sample}). The spreadsheet may have removed zeros at the start.",
        why: "Numbers have no zeros at the start; codes often do.",
        remedy: "Format the column as text and type the zeros in again, or take the data from its source.",
    },
    fr: Prose {
        title: "Des zéros initiaux ont sans doute été perdus",
        message: "{at} : {long} {long|valeur a|valeurs ont} {digits} chiffres et {short} {short|en a|en ont} moins, toutes enregistrées comme nombres (par exemple {value} en {sample}). Le tableur a peut-être supprimé les zéros initiaux.",
        why: "Les nombres n’ont pas de zéros initiaux ; les codes en ont souvent.",
        remedy: "Mettez la colonne au format texte et ressaisissez les zéros, ou reprenez les données à la source.",
    },
    example: Example::NONE,
};
/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &ERROR_VALUE,
    &NO_RESULT,
    &DATE_IN_TEXT,
    &SHOWN_DIFFERS,
    &WRONG_SHAPE,
    &DATE_WRITTEN,
    &NUMBER_WRITTEN,
    &CASE_CHANGED,
    &ZEROS_LOST,
];
