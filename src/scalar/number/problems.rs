//! What can be wrong with a number, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// Text where a number belongs.
pub(crate) static NOT_A_NUMBER: Problem = Problem {
    code: "T110",
    name: "not-a-number",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The value is not a number",
        message: "{at} holds “{value}”, which is not a number. Enter digits only, with a point before \
            decimals, such as 1200.50.",
        why: "The column is read as numbers; a text there is refused or read as nothing.",
        remedy: "Replace the text with a number, or empty the cell if there is none. Put remarks into a \
            column of their own.",
    },
    fr: Prose {
        title: "La valeur n’est pas un nombre",
        message: "{at} contient « {value} », qui n’est pas un nombre. Saisissez uniquement des chiffres, \
            avec un point avant les décimales, par exemple 1200.50.",
        why: "La colonne est lue comme une suite de nombres ; un texte y est refusé ou lu comme s’il n’y \
            avait rien.",
        remedy: "Remplacez le texte par un nombre, ou videz la cellule s’il n’y en a pas. Mettez les \
            remarques dans une colonne à part.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\nten,x\n",
        "amount,note\n10,x\n",
    ),
};

/// A number with a comma, a currency sign or separated thousands.
pub(crate) static OTHER_NUMBER_NOTATION: Problem = Problem {
    code: "T120",
    name: "number-in-other-notation",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The number is written in another way than the server reads",
        message: "{at} holds “{value}”, a number {how}. It is read as {result}.",
        why: "The server expects digits with a point before decimals and nothing else; otherwise 9,99 may \
            become 999.",
        remedy: "Nothing to do if the number shown is right. To write it that way yourself, show the cells \
            as plain numbers without a currency or a thousands separator.",
    },
    fr: Prose {
        title: "Le nombre est écrit autrement que le serveur ne le lit",
        message: "{at} contient « {value} », un nombre {how}. Il est lu comme {result}.",
        why: "Le serveur attend des chiffres avec un point avant les décimales, et rien d’autre ; sinon \
            9,99 peut devenir 999.",
        remedy: "Rien à faire si le nombre affiché est juste. Pour l’écrire ainsi vous-même, affichez les \
            cellules comme de simples nombres, sans monnaie ni séparateur de milliers.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n\"52,50\",x\n80,x\n",
        "amount,note\n52.50,x\n80,x\n",
    ),
};

/// One mark before three digits and no help from the column.
pub(crate) static AMBIGUOUS_NUMBER: Problem = Problem {
    code: "T130",
    name: "ambiguous-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The number can be read in two ways",
        message: "{at} holds “{value}”, which can mean {decimal} or {thousands}; the other cells of the \
            column do not settle which. Choose one.",
        why: "A comma or point before three digits marks decimals in some countries and thousands in \
            others; a wrong guess is wrong by a factor of a thousand.",
        remedy: "Choose the reading for the whole column, or enter the number without a thousands separator \
            and with a point before decimals.",
    },
    fr: Prose {
        title: "Le nombre peut se lire de deux façons",
        message: "{at} contient « {value} », ce qui peut vouloir dire {decimal} ou {thousands} ; les autres \
            cellules de la colonne ne permettent pas de trancher. Choisissez.",
        why: "Devant trois chiffres, la virgule ou le point annonce des décimales dans certains pays et des \
            milliers dans d’autres ; se tromper, c’est se tromper d’un facteur mille.",
        remedy: "Choisissez la lecture pour toute la colonne, ou saisissez le nombre sans séparateur de \
            milliers et avec un point avant les décimales.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n\"1,200\",x\n",
        "amount,note\n1200,x\n",
    ),
};

/// A percentage where a plain number belongs.
pub(crate) static PERCENT: Problem = Problem {
    code: "T140",
    name: "percent",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The number is a percentage",
        message: "{at} holds “{value}”. The server reads no percent sign: choose {points} or {ratio}.",
        why: "A spreadsheet stores 12 % as 0.12 and shows 12; which of the two is wanted depends on the \
            column.",
        remedy: "Choose one of the two, or show the column as a plain number in your spreadsheet and look \
            at what it holds.",
    },
    fr: Prose {
        title: "Le nombre est un pourcentage",
        message: "{at} contient « {value} ». Le serveur ne lit pas le signe pour cent : choisissez {points} \
            ou {ratio}.",
        why: "Un tableur enregistre 12 % comme 0,12 et affiche 12 ; lequel des deux est attendu dépend de \
            la colonne.",
        remedy: "Choisissez l’un des deux, ou affichez la colonne comme un simple nombre dans votre tableur \
            et regardez ce qu’elle contient.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n12 %,x\n",
        "amount,note\n12,x\n",
    ),
};

/// Hours and minutes where decimal hours belong.
pub(crate) static DURATION: Problem = Problem {
    code: "T150",
    name: "time-as-duration",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The duration is written in hours and minutes",
        message: "{at} holds “{value}”. Durations are entered in decimal hours, here {result}.",
        why: "The server reads a number of hours; 7:30 is seven and a half hours, which is 7.5 and not 7.30.",
        remedy: "Accept the converted value if it is a duration. If it is a time of day, it does not belong \
            in this column.",
    },
    fr: Prose {
        title: "La durée est écrite en heures et minutes",
        message: "{at} contient « {value} ». Les durées se saisissent en heures décimales, ici {result}.",
        why: "Le serveur lit un nombre d’heures ; 7:30 vaut sept heures et demie, soit 7.5 et non 7.30.",
        remedy: "Acceptez la valeur convertie s’il s’agit d’une durée. S’il s’agit d’une heure de la \
            journée, elle n’a pas sa place dans cette colonne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"time","type":"number","format":"hours"},{"name":"note"}]}"#,
        "time,note\n7h30,x\n",
        "time,note\n7.5,x\n",
    ),
};

/// A number in scientific notation or too long for a spreadsheet.
pub(crate) static DIGITS_LOST: Problem = Problem {
    code: "T160",
    name: "digits-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Digits of the number were probably lost",
        message: "{at} holds “{value}”. A spreadsheet shortened this number, so that its last digits may be \
            gone. Compare it with the original.",
        why: "Spreadsheets keep 15 digits and show long numbers with an exponent; what is saved that way \
            cannot be recovered from the file.",
        remedy: "Format the column as text, enter the number again in full, and save.",
    },
    fr: Prose {
        title: "Des chiffres du nombre ont sans doute été perdus",
        message: "{at} contient « {value} ». Un tableur a abrégé ce nombre ; ses derniers chiffres peuvent \
            avoir disparu. Comparez-le à l’original.",
        why: "Les tableurs gardent 15 chiffres et affichent les longs nombres avec un exposant ; ce qui est \
            enregistré ainsi ne peut plus être retrouvé dans le fichier.",
        remedy: "Mettez la colonne au format texte, saisissez de nouveau le nombre en entier, puis \
            enregistrez.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n1.23457E+15,x\n",
        "amount,note\n1234567890123456,x\n",
    ),
};

/// Decimals where a whole number belongs.
pub(crate) static NOT_WHOLE: Problem = Problem {
    code: "T170",
    name: "not-a-whole-number",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The number has decimals where a whole number is expected",
        message: "{at} holds “{value}”. A whole number is expected here, without decimals.",
        why: "The server stores whole numbers in this column; it refuses the rest or cuts it off.",
        remedy: "Enter the number without decimals.",
    },
    fr: Prose {
        title: "Le nombre a des décimales alors qu’un nombre entier est attendu",
        message: "{at} contient « {value} ». Un nombre entier, sans décimales, est attendu ici.",
        why: "Le serveur enregistre des nombres entiers dans cette colonne ; il refuse le reste ou le coupe.",
        remedy: "Saisissez le nombre sans décimales.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"days","type":"integer"},{"name":"note"}]}"#,
        "days,note\n30.5,x\n",
        "days,note\n30,x\n",
    ),
};

/// A number below the smallest allowed.
pub(crate) static BELOW_MINIMUM: Problem = Problem {
    code: "V110",
    name: "below-minimum",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The number is smaller than allowed",
        message: "{at} holds {value}; the smallest allowed value is {limit}{because}.",
        why: "The server refuses smaller values here.",
        remedy: "Correct the number. If it is meant as a deduction, look whether this import has a row or a \
            column for that.",
    },
    fr: Prose {
        title: "Le nombre est plus petit que permis",
        message: "{at} contient {value} ; la plus petite valeur permise est {limit}{because}.",
        why: "Le serveur refuse ici les valeurs plus petites.",
        remedy: "Corrigez le nombre. S’il s’agit d’une déduction, voyez si cet import prévoit une ligne ou \
            une colonne pour cela.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number","constraints":{"minimum":0}},{"name":"note"}]}"#,
        "amount,note\n-1,x\n",
        "amount,note\n0,x\n",
    ),
};

/// A number above the largest allowed.
pub(crate) static ABOVE_MAXIMUM: Problem = Problem {
    code: "V120",
    name: "above-maximum",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The number is larger than allowed",
        message: "{at} holds {value}; the largest allowed value is {limit}{because}.",
        why: "The server refuses larger values here. Often another unit was used, such as minutes for hours.",
        remedy: "Correct the number, and check the unit of the column.",
    },
    fr: Prose {
        title: "Le nombre est plus grand que permis",
        message: "{at} contient {value} ; la plus grande valeur permise est {limit}{because}.",
        why: "Le serveur refuse ici les valeurs plus grandes. Souvent une autre unité a été utilisée, par \
            exemple des minutes au lieu d’heures.",
        remedy: "Corrigez le nombre et vérifiez l’unité de la colonne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"hours","type":"number","constraints":{"maximum":24}},{"name":"note"}]}"#,
        "hours,note\n30,x\n",
        "hours,note\n24,x\n",
    ),
};

/// More decimals than the server keeps.
pub(crate) static TOO_MANY_DECIMALS: Problem = Problem {
    code: "V130",
    name: "too-many-decimals",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "The number has more decimals than the server keeps",
        message: "{at} holds {value}; at most {limit} {limit|decimal|decimals} are kept. Round it to \
            {result}?",
        why: "The server rounds or cuts off further decimals, so that sums may differ from those in your \
            spreadsheet.",
        remedy: "Round the column in your spreadsheet, or accept the rounded value here.",
    },
    fr: Prose {
        title: "Le nombre a plus de décimales que le serveur n’en garde",
        message: "{at} contient {value} ; au plus {limit} {limit|décimale est gardée|décimales sont \
            gardées}. Faut-il arrondir à {result} ?",
        why: "Le serveur arrondit ou coupe les décimales de trop ; les sommes peuvent alors différer de \
            celles de votre tableur.",
        remedy: "Arrondissez la colonne dans votre tableur, ou acceptez ici la valeur arrondie.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number","decimals":2},{"name":"note"}]}"#,
        "amount,note\n10.0055,x\n",
        "amount,note\n10.50,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &NOT_A_NUMBER,
    &OTHER_NUMBER_NOTATION,
    &AMBIGUOUS_NUMBER,
    &PERCENT,
    &DURATION,
    &DIGITS_LOST,
    &NOT_WHOLE,
    &BELOW_MINIMUM,
    &ABOVE_MAXIMUM,
    &TOO_MANY_DECIMALS,
];
