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
        message: "{at} holds a date, shown as “{value}”. If you typed something else, the spreadsheet has changed it.",
        why: "Spreadsheets turn texts such as 1-2 or MAR1 into dates.",
        remedy: "Format the column as text, then type the value again.",
    },
    fr: Prose {
        title: "Une colonne de texte contient une date",
        message: "{at} contient une date, affichée « {value} ». Si vous aviez saisi autre chose, le tableur l’a modifié.",
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

pub(crate) static WRONG_ITEM: Problem = Problem {
    code: "T520",
    name: "wrong-item",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "One of several values in a cell is wrong",
        message: "{at} holds “{value}”. Its item {item}, “{part}”, is wrong: {reason}. Correct this item.",
        why: "The server reads each item of the list on its own, and refuses the row for one of them.",
        remedy: "Correct the item that is named; the others can stay.",
    },
    fr: Prose {
        title: "Une des valeurs d’une cellule est fausse",
        message: "{at} contient «\u{a0}{value}\u{a0}». Son élément {item}, «\u{a0}{part}\u{a0}», est faux\u{a0}: {reason}. Corrigez cet élément.",
        why: "Le serveur lit chaque élément de la liste séparément et refuse la ligne pour un seul.",
        remedy: "Corrigez l’élément indiqué\u{a0}; les autres peuvent rester.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"years","type":"list","delimiter":";","items":{"type":"year"}},{"name":"n"}]}"#,
        "years,n\n2024;20x5,a\n",
        "years,n\n2024;2025,a\n",
    ),
};

pub(crate) static WRONG_COUNT: Problem = Problem {
    code: "T530",
    name: "wrong-number-of-items",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell holds too few or too many values",
        message: "{at} holds {count} {count|value|values}; it has to hold {expected}. Add or remove some.",
        why: "The server takes only so many values in this column.",
        remedy: "Add the values that are missing, or remove those that are too many.",
    },
    fr: Prose {
        title: "Une cellule contient trop peu ou trop de valeurs",
        message: "{at} contient {count} {count|valeur|valeurs}\u{a0}; il en faut {expected}. Ajoutez-en ou retirez-en.",
        why: "Le serveur ne prend qu’un certain nombre de valeurs dans cette colonne.",
        remedy: "Ajoutez les valeurs qui manquent, ou retirez celles qui sont en trop.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"tags","type":"list","delimiter":";","constraints":{"maxItems":2}},{"name":"n"}]}"#,
        "tags,n\na;b;c,x\n",
        "tags,n\na;b,x\n",
    ),
};

pub(crate) static REPEATED_ITEM: Problem = Problem {
    code: "T540",
    name: "repeated-item",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A value stands twice in one cell",
        message: "{at} holds “{value}”, in which “{part}” stands more than once. Leave it there once.",
        why: "Each value may occur once in this list.",
        remedy: "Remove the repetition, or accept that it is removed.",
    },
    fr: Prose {
        title: "Une valeur figure deux fois dans une cellule",
        message: "{at} contient «\u{a0}{value}\u{a0}», où «\u{a0}{part}\u{a0}» figure plus d’une fois. Laissez-le une seule fois.",
        why: "Chaque valeur ne peut figurer qu’une fois dans cette liste.",
        remedy: "Retirez la répétition, ou acceptez qu’elle soit retirée.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"tags","type":"list","delimiter":";","constraints":{"uniqueItems":true}},{"name":"n"}]}"#,
        "tags,n\na;b;a,x\n",
        "tags,n\na;b,x\n",
    ),
};

pub(crate) static NOT_SPLIT: Problem = Problem {
    code: "T550",
    name: "not-the-parts-expected",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A value cannot be taken apart as the column mapping says",
        message: "{at} holds “{value}”, which is not {count} parts with “{mark}” between them. Correct the cell, or map the column otherwise.",
        why: "Where a value is taken apart is never guessed.",
        remedy: "Write the parts with the mark between them, or change the mapping.",
    },
    fr: Prose {
        title: "Une valeur ne se découpe pas comme le dit la correspondance des colonnes",
        message: "{at} contient «\u{a0}{value}\u{a0}», qui n’est pas fait de {count} parties séparées par «\u{a0}{mark}\u{a0}». Corrigez la cellule, ou changez la correspondance.",
        why: "L’endroit où une valeur se découpe n’est jamais deviné.",
        remedy: "Écrivez les parties avec le signe entre elles, ou changez la correspondance.",
    },
    example: Example::NONE,
};

pub(crate) static MAPPED: Problem = Problem {
    code: "C190",
    name: "mapped",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A value comes from the column mapping",
        message: "{at} is written as {result}, as the column mapping says.",
        why: "You, or the page, said which column is which and which values are the same in every row.",
        remedy: "Nothing to do; change the mapping if it is wrong.",
    },
    fr: Prose {
        title: "Une valeur vient de la correspondance des colonnes",
        message: "{at} est écrite {result}, comme le dit la correspondance des colonnes.",
        why: "Vous, ou la page, avez dit quelle colonne est laquelle et quelles valeurs sont les mêmes partout.",
        remedy: "Rien à faire\u{a0}; changez la correspondance si elle est fausse.",
    },
    example: Example::NONE,
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

/// A date cell where a number belongs.
pub(crate) static DATE_FOR_NUMBER: Problem = Problem {
    code: "T840",
    name: "date-for-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A spreadsheet has turned a number into a date",
        message: "{at} holds the date {date}, shown as “{value}”, where a number belongs. A spreadsheet probably took the number that was typed for a date. Compare it with the original, and give the cell the number format before typing it again.",
        why: "The number that was typed is no longer in the file; only a date is.",
        remedy: "Take the number shown if it is the one that was typed; otherwise set the column to the format “Number” or “Text” and type the values again.",
    },
    fr: Prose {
        title: "Un tableur a changé un nombre en date",
        message: "{at} contient la date {date}, affichée « {value} », là où il faut un nombre. Un tableur a sans doute pris pour une date le nombre saisi. Comparez avec l’original, et donnez à la cellule le format nombre avant de le saisir de nouveau.",
        why: "Le nombre saisi n’est plus dans le fichier ; il n’y a plus qu’une date.",
        remedy: "Prenez le nombre affiché si c’est bien celui qui a été saisi ; sinon mettez la colonne au format « Nombre » ou « Texte » et saisissez les valeurs de nouveau.",
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
        message: "{at}: {long} {long|value has|values have} {digits} digits and {short} {short|has|have} fewer, all numbers (for example {value} in {sample}). The spreadsheet may have removed zeros at the start.",
        why: "Numbers have no zeros at the start; codes often do.",
        remedy: "Format the column as text and type the zeros in again, or take the data from its source.",
    },
    fr: Prose {
        title: "Des zéros initiaux ont sans doute été perdus",
        message: "{at} : {long} {long|valeur a|valeurs ont} {digits} chiffres et {short} {short|en a|en ont} moins, toutes des nombres (par exemple {value} en {sample}). Le tableur a peut-être supprimé les zéros initiaux.",
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
    &WRONG_ITEM,
    &WRONG_COUNT,
    &REPEATED_ITEM,
    &NOT_SPLIT,
    &MAPPED,
    &DATE_WRITTEN,
    &DATE_FOR_NUMBER,
    &NUMBER_WRITTEN,
    &CASE_CHANGED,
    &ZEROS_LOST,
];
