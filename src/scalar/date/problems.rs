//! What can be wrong with a date, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// Text where a date belongs.
pub(crate) static NOT_A_DATE: Problem = Problem {
    code: "T210",
    name: "not-a-date",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The value is not a date",
        message: "{at} holds “{value}”, which is not a date. Enter it in this form: {sample}.",
        why: "The column is read as dates; a text there is refused or read as nothing.",
        remedy: "Replace the text with a date, or empty the cell if there is none. Put remarks into a \
            column of their own.",
    },
    fr: Prose {
        title: "La valeur n’est pas une date",
        message: "{at} contient « {value} », qui n’est pas une date. Saisissez-la sous cette forme : \
            {sample}.",
        why: "La colonne est lue comme une suite de dates ; un texte y est refusé ou lu comme s’il n’y \
            avait rien.",
        remedy: "Remplacez le texte par une date, ou videz la cellule s’il n’y en a pas. Mettez les \
            remarques dans une colonne à part.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\nsoon,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// The shape of a date without a day behind it.
pub(crate) static NO_SUCH_DAY: Problem = Problem {
    code: "T220",
    name: "date-does-not-exist",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "There is no such day in the calendar",
        message: "{at} holds “{value}”, a day that does not exist. Look at the day, the month and the year, \
            and enter it in this form: {sample}.",
        why: "The server cannot store a day that is not in the calendar. Usually a digit is wrong, or the \
            month is shorter.",
        remedy: "Correct the date.",
    },
    fr: Prose {
        title: "Ce jour n’existe pas dans le calendrier",
        message: "{at} contient « {value} », un jour qui n’existe pas. Vérifiez le jour, le mois et \
            l’année, et saisissez la date sous cette forme : {sample}.",
        why: "Le serveur ne peut pas enregistrer un jour absent du calendrier. Le plus souvent un chiffre \
            est faux, ou le mois est plus court.",
        remedy: "Corrigez la date.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n2025-02-30,x\n",
        "day,note\n2025-02-28,x\n",
    ),
};

/// A date with one reading only, not in the server's form.
pub(crate) static OTHER_DATE_NOTATION: Problem = Problem {
    code: "T230",
    name: "date-in-other-notation",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The date is written in another way than the server reads",
        message: "{at} holds “{value}”, written as {order}. It is read as {result}.",
        why: "The server expects year, month, day with dashes, such as 2025-03-14.",
        remedy: "Nothing to do if the date shown is right. To write it that way yourself, give the cells \
            the date format yyyy-mm-dd.",
    },
    fr: Prose {
        title: "La date est écrite autrement que le serveur ne la lit",
        message: "{at} contient « {value} », écrit dans l’ordre {order}. La date est lue comme {result}.",
        why: "Le serveur attend l’année, le mois et le jour séparés par des tirets, par exemple 2025-03-14.",
        remedy: "Rien à faire si la date affichée est juste. Pour l’écrire ainsi vous-même, donnez aux \
            cellules le format de date aaaa-mm-jj.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n14/03/2025,x\n2025-03-15,x\n",
        "day,note\n2025-03-14,x\n2025-03-15,x\n",
    ),
};

/// Day and month could change places and no cell of the column tells.
pub(crate) static AMBIGUOUS_DATE: Problem = Problem {
    code: "T240",
    name: "ambiguous-date",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "Day and month of the date could change places",
        message: "{at} holds “{value}”, which can mean {day_first} or {month_first}; the other cells of the \
            column do not settle which. Choose one.",
        why: "Some countries write the day first, others the month; a wrong guess shifts the date by months \
            without anybody noticing.",
        remedy: "Choose the order for the whole column, or enter the dates as year, month, day, such as \
            2025-03-14.",
    },
    fr: Prose {
        title: "Le jour et le mois de la date pourraient être inversés",
        message: "{at} contient « {value} », ce qui peut vouloir dire {day_first} ou {month_first} ; les \
            autres cellules de la colonne ne permettent pas de trancher. Choisissez.",
        why: "Certains pays écrivent le jour en premier, d’autres le mois ; une erreur décale la date de \
            plusieurs mois sans que personne ne le voie.",
        remedy: "Choisissez l’ordre pour toute la colonne, ou saisissez les dates sous la forme année, \
            mois, jour, par exemple 2025-03-14.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n04/05/2025,x\n",
        "day,note\n2025-05-04,x\n",
    ),
};

/// A time of day behind the date.
pub(crate) static DATE_WITH_TIME: Problem = Problem {
    code: "T250",
    name: "date-has-time",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The date has a time of day",
        message: "{at} holds “{value}”. Only the date is kept: {result}.",
        why: "The server expects a date without a time; with one it may refuse the date or move it to \
            another day.",
        remedy: "Nothing to do if the date shown is right. To leave out the time yourself, give the cells \
            the date format yyyy-mm-dd.",
    },
    fr: Prose {
        title: "La date est suivie d’une heure",
        message: "{at} contient « {value} ». Seule la date est gardée : {result}.",
        why: "Le serveur attend une date sans heure ; avec une heure, il peut refuser la date ou la décaler \
            d’un jour.",
        remedy: "Rien à faire si la date affichée est juste. Pour retirer l’heure vous-même, donnez aux \
            cellules le format de date aaaa-mm-jj.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n2025-03-14 10:30,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// The century of a date is assumed.
pub(crate) static TWO_DIGIT_YEAR: Problem = Problem {
    code: "T260",
    name: "two-digit-year",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The year of the date has two digits only",
        message: "{at} holds “{value}”, without the century. It is read as {result}.",
        why: "Programs supply the century in different ways: a year 30 may become 1930 or 2030.",
        remedy: "Check the year shown. To be sure, enter it with four digits.",
    },
    fr: Prose {
        title: "L’année de la date n’a que deux chiffres",
        message: "{at} contient « {value} », sans le siècle. La date est lue comme {result}.",
        why: "Les programmes complètent le siècle de façons différentes : une année 30 peut devenir 1930 ou \
            2030.",
        remedy: "Vérifiez l’année affichée. Pour être sûr, saisissez-la avec quatre chiffres.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n31/03/25,x\n",
        "day,note\n2025-03-31,x\n",
    ),
};

/// A month without a day, a day without a year.
pub(crate) static INCOMPLETE_DATE: Problem = Problem {
    code: "T270",
    name: "incomplete-date",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A part of the date is missing",
        message: "{at} holds “{value}”, which lacks the day, the month or the year. Enter the whole date, \
            such as {sample}.",
        why: "The server needs a certain day.",
        remedy: "Enter the whole date. If a whole month is meant, take its first or last day.",
    },
    fr: Prose {
        title: "Il manque une partie de la date",
        message: "{at} contient « {value} », où il manque le jour, le mois ou l’année. Saisissez la date \
            entière, par exemple {sample}.",
        why: "Le serveur a besoin d’un jour précis.",
        remedy: "Saisissez la date entière. S’il s’agit de tout un mois, prenez son premier ou son dernier \
            jour.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\nMarch 2025,x\n",
        "day,note\n2025-03-01,x\n",
    ),
};

/// The number by which spreadsheets store a day.
pub(crate) static DATE_AS_NUMBER: Problem = Problem {
    code: "T280",
    name: "date-as-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The cell shows the number by which a spreadsheet stores a date",
        message: "{at} holds “{value}”. If a date lost its format there, it is {result}.",
        why: "Spreadsheets count days since 1900 and show the count when a cell is not formatted as a date; \
            the server cannot read it.",
        remedy: "Give the cells the date format yyyy-mm-dd, or accept the date shown.",
    },
    fr: Prose {
        title: "La cellule montre le nombre par lequel un tableur enregistre une date",
        message: "{at} contient « {value} ». Si une date y a perdu son format, il s’agit du {result}.",
        why: "Les tableurs comptent les jours depuis 1900 et affichent ce compte quand la cellule n’est pas \
            au format date ; le serveur ne sait pas le lire.",
        remedy: "Donnez aux cellules le format de date aaaa-mm-jj, ou acceptez la date affichée.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n45730,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &NOT_A_DATE,
    &NO_SUCH_DAY,
    &OTHER_DATE_NOTATION,
    &AMBIGUOUS_DATE,
    &DATE_WITH_TIME,
    &TWO_DIGIT_YEAR,
    &INCOMPLETE_DATE,
    &DATE_AS_NUMBER,
];
