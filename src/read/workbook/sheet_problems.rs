//! What can be wrong with a sheet of a workbook, or with one of its cells before anyone judges it.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// Cells hold formulas.
pub(crate) static FORMULAS: Problem = Problem {
    code: "S210",
    name: "formulas-in-sheet",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Cells of the sheet are computed",
        message: "{count} {count|cell holds|cells hold} a formula; the result that was saved last is used.",
        why: "The file keeps only the result of the last calculation; if the program that wrote it did not calculate, the result is old.",
        remedy: "Recalculate and save the workbook, or paste the cells as values.",
    },
    fr: Prose {
        title: "Des cellules de la feuille sont calculées",
        message: "{count} {count|cellule contient|cellules contiennent} une formule ; le dernier résultat enregistré est utilisé.",
        why: "Le fichier ne garde que le résultat du dernier calcul ; si le programme qui l'a écrit n'a pas calculé, ce résultat est ancien.",
        remedy: "Recalculez puis enregistrez le classeur, ou collez les cellules en valeurs.",
    },
    example: Example::NONE,
};

/// An area of merged cells.
pub(crate) static MERGED: Problem = Problem {
    code: "S220",
    name: "merged-cells",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Cells are merged",
        message: "{at}: the cells {range} are merged. Only the first of them holds the value; the others count as empty.",
        why: "An import reads each cell on its own and knows nothing of merged ones.",
        remedy: "Unmerge the cells and fill in the value in every row it applies to.",
    },
    fr: Prose {
        title: "Des cellules sont fusionnées",
        message: "{at} : les cellules {range} sont fusionnées. Seule la première contient la valeur ; les autres comptent comme vides.",
        why: "Un import lit chaque cellule séparément et ignore les fusions.",
        remedy: "Défusionnez les cellules et saisissez la valeur dans chaque ligne concernée.",
    },
    example: Example::NONE,
};

/// Rows that the user does not see.
pub(crate) static HIDDEN_ROWS: Problem = Problem {
    code: "S230",
    name: "hidden-rows",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Rows of the sheet are hidden",
        message: "{count} {count|row is|rows are} hidden in the sheet (the first is row {first}); {count|it is|they are} checked and imported like all others.",
        why: "Hidden rows are easily forgotten, and an import takes them too.",
        remedy: "Show the rows (select all, then Unhide, and clear filters), delete those that are not wanted, and save.",
    },
    fr: Prose {
        title: "Des lignes de la feuille sont masquées",
        message: "{count} {count|ligne est masquée|lignes sont masquées} dans la feuille (la première est la ligne {first}) ; {count|elle est vérifiée et importée|elles sont vérifiées et importées} comme les autres.",
        why: "On oublie facilement les lignes masquées, et un import les prend aussi.",
        remedy: "Affichez les lignes (tout sélectionner, Afficher, effacer les filtres), supprimez celles qui sont en trop, puis enregistrez.",
    },
    example: Example::NONE,
};

/// Columns that the user does not see.
pub(crate) static HIDDEN_COLUMN: Problem = Problem {
    code: "S240",
    name: "hidden-columns",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Columns of the sheet are hidden",
        message: "The columns {range} are hidden in the sheet; they are read like all others.",
        why: "Hidden columns are easily forgotten, and an import takes them too.",
        remedy: "Show the columns and check that they are wanted.",
    },
    fr: Prose {
        title: "Des colonnes de la feuille sont masquées",
        message: "Les colonnes {range} sont masquées dans la feuille ; elles sont lues comme les autres.",
        why: "On oublie facilement les colonnes masquées, et un import les prend aussi.",
        remedy: "Affichez les colonnes et vérifiez qu'elles sont voulues.",
    },
    example: Example::NONE,
};

/// The sheet has a filter.
pub(crate) static FILTER: Problem = Problem {
    code: "S250",
    name: "filter-in-sheet",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "The sheet has a filter",
        message: "The sheet has a filter; rows that it leaves out are read all the same.",
        why: "A filter hides rows from you, not from an import.",
        remedy: "Clear the filter to see all rows that will be imported.",
    },
    fr: Prose {
        title: "La feuille a un filtre",
        message: "La feuille a un filtre ; les lignes qu'il masque sont lues malgré tout.",
        why: "Un filtre masque des lignes pour vous, pas pour un import.",
        remedy: "Effacez le filtre pour voir toutes les lignes qui seront importées.",
    },
    example: Example::NONE,
};

/// The sheet that is read is hidden.
pub(crate) static HIDDEN_SHEET: Problem = Problem {
    code: "S260",
    name: "hidden-sheet",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "The sheet is hidden",
        message: "The sheet “{sheet}” is hidden in the workbook, so you may be looking at another one.",
        why: "What you see when you open the file is not what is read here.",
        remedy: "Show the sheet (right click on the tabs, Unhide), or choose another one.",
    },
    fr: Prose {
        title: "La feuille est masquée",
        message: "La feuille « {sheet} » est masquée dans le classeur : vous en regardez peut-être une autre.",
        why: "Ce que vous voyez en ouvrant le fichier n'est pas ce qui est lu ici.",
        remedy: "Affichez la feuille (clic droit sur les onglets, Afficher), ou choisissez-en une autre.",
    },
    example: Example::NONE,
};

/// A chart, macro or dialog sheet.
pub(crate) static NOT_CELLS: Problem = Problem {
    code: "S270",
    name: "sheet-without-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet is not a table",
        message: "The sheet “{sheet}” is {kind}, not a table of cells. Choose another sheet.",
        why: "Only tables have rows that can be imported.",
        remedy: "Choose another sheet.",
    },
    fr: Prose {
        title: "La feuille n'est pas un tableau",
        message: "La feuille « {sheet} » est {kind}, pas un tableau de cellules. Choisissez une autre feuille.",
        why: "Seuls les tableaux ont des lignes à importer.",
        remedy: "Choisissez une autre feuille.",
    },
    example: Example::NONE,
};

/// The sheet's part is damaged.
pub(crate) static SHEET_UNREADABLE: Problem = Problem {
    code: "S280",
    name: "sheet-unreadable",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet cannot be read",
        message: "The sheet “{sheet}” cannot be read to its end ({reason}). Save the workbook again from your spreadsheet program.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "La feuille est illisible",
        message: "La feuille « {sheet} » ne peut pas être lue jusqu'au bout ({reason}). Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// The part of a sheet is not there.
pub(crate) static SHEET_MISSING: Problem = Problem {
    code: "S290",
    name: "sheet-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet is named but not there",
        message: "The workbook names the sheet “{sheet}”, but its content is not in the file. Save the workbook again from your spreadsheet program.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "La feuille est annoncée mais absente",
        message: "Le classeur annonce la feuille « {sheet} », mais son contenu n'est pas dans le fichier. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// Cells seen are not cells delivered.
pub(crate) static NOT_WHOLE: Problem = Problem {
    code: "S300",
    name: "sheet-not-read-whole",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet was not read whole",
        message: "Some cells of the sheet could not be taken over, so the result is not complete. Save the workbook again from your spreadsheet program.",
        why: "A value that is missing here would be missing after the import as well, without a word.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "La feuille n'a pas été lue en entier",
        message: "Certaines cellules de la feuille n'ont pas pu être reprises : le résultat n'est pas complet. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Une valeur qui manque ici manquerait aussi après l'import, sans un mot.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// Rows do not follow each other.
pub(crate) static ROWS_OUT_OF_ORDER: Problem = Problem {
    code: "S310",
    name: "sheet-rows-out-of-order",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The rows of the sheet are out of order",
        message: "Row {number} comes after a later row in the file. Spreadsheet programs never write that, so the sheet is damaged. Save the workbook again from your spreadsheet program.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Les lignes de la feuille sont en désordre",
        message: "La ligne {number} vient après une ligne suivante dans le fichier. Aucun tableur n'écrit cela : la feuille est endommagée. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// Two cells in the same place.
pub(crate) static CELL_TWICE: Problem = Problem {
    code: "S320",
    name: "cell-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A cell is in the file twice",
        message: "{at}: a cell of this row is in the file twice; the later one counts.",
        why: "Programs may disagree about which of the two is right.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Une cellule figure deux fois dans le fichier",
        message: "{at} : une cellule de cette ligne figure deux fois dans le fichier ; la dernière compte.",
        why: "Deux programmes pourraient ne pas retenir la même.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// A value that cannot be told.
pub(crate) static CELL_LOST: Problem = Problem {
    code: "S380",
    name: "cell-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell cannot be read",
        message: "{at}: the file's value for this cell (“{value}”) makes no sense, so the cell is missing here. Type it again and save.",
        why: "A value that is missing here would be missing after the import as well, without a word.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Une cellule est illisible",
        message: "{at} : la valeur de cette cellule dans le fichier (« {value} ») n'a pas de sens ; la cellule manque donc ici. Saisissez-la de nouveau et enregistrez.",
        why: "Une valeur qui manque ici manquerait aussi après l'import, sans un mot.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// More cells than are read.
pub(crate) static TOO_MANY_CELLS: Problem = Problem {
    code: "S330",
    name: "too-many-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet has too many cells",
        message: "The sheet has more than {limit} cells, which is more than is read here. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "La feuille a trop de cellules",
        message: "La feuille a plus de {limit} cellules, plus que ce qui est lu ici. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// More rows than a spreadsheet has.
pub(crate) static TOO_LONG: Problem = Problem {
    code: "S350",
    name: "row-beyond-sheet",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet has a row that cannot be",
        message: "The sheet has a row 0 or a row beyond {limit}, the last row of a spreadsheet. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "La feuille a une ligne impossible",
        message: "La feuille a une ligne 0 ou une ligne au-delà de {limit}, la dernière d'un tableur. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// The cells of the sheet together.
pub(crate) static TOO_MUCH_DATA: Problem = Problem {
    code: "S370",
    name: "too-much-data",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The sheet holds too much data",
        message: "The cells of the sheet, taken together, are larger than what is read here. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "La feuille contient trop de données",
        message: "Les cellules de la feuille dépassent ensemble ce qui est lu ici. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// One row is larger than what a machine can hold several times over.
pub(crate) static ROW_TOO_LARGE: Problem = Problem {
    code: "S430",
    name: "row-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A row is too large for this machine",
        message: "The sheet is too large for this machine: row {row} would need {needed} MB or more, and {limit} MB is the most for one row. Delete the cells of that row that are repeated or overlong, and save the file again.",
        why: "A few bytes of a workbook can stand for gigabytes of cells; reading on could exhaust the machine’s memory.",
        remedy: "Look at that row in a spreadsheet program, delete what does not belong there, and save the file again.",
    },
    fr: Prose {
        title: "Une ligne est trop grande pour cette machine",
        message: "La feuille est trop grande pour cette machine : la ligne {row} demanderait {needed} Mo ou plus, et {limit} Mo sont le maximum pour une ligne. Supprimez dans cette ligne les cellules répétées ou démesurées, puis enregistrez de nouveau le fichier.",
        why: "Quelques octets d’un classeur peuvent représenter des gigaoctets de cellules ; continuer pourrait épuiser la mémoire de la machine.",
        remedy: "Regardez cette ligne dans un tableur, supprimez ce qui n’a rien à y faire, et enregistrez de nouveau le fichier.",
    },
    example: Example::NONE,
};

/// Two sheets are one and the same part of the file.
pub(crate) static SHEET_TWICE: Problem = Problem {
    code: "S440",
    name: "sheet-listed-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Two sheets are the same part of the file",
        message: "The sheet “{sheet}” was not read: the workbook gives it the same cells as another sheet. Look at the other sheet, or save the workbook again.",
        why: "No spreadsheet program writes this. The file was damaged or made by a faulty program.",
        remedy: "Open the workbook in a spreadsheet program and save it again.",
    },
    fr: Prose {
        title: "Deux feuilles sont la même partie du fichier",
        message: "La feuille « {sheet} » n’a pas été lue : le classeur lui donne les mêmes cellules qu’à une autre feuille. Regardez l’autre feuille ou enregistrez de nouveau le classeur.",
        why: "Aucun tableur n’écrit cela. Le fichier a été abîmé ou créé par un programme défectueux.",
        remedy: "Ouvrez le classeur dans un tableur et enregistrez-le de nouveau.",
    },
    example: Example::NONE,
};

/// A formula without a stored result.
pub(crate) static NO_RESULT: Problem = Problem {
    code: "T800",
    name: "formula-without-result",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A formula has no saved result",
        message: "{at}: the cell holds a formula, but the file does not hold its result, so the cell counts as empty.",
        why: "Programs that write workbooks without calculating leave formulas without results.",
        remedy: "Open the workbook in a spreadsheet program, let it calculate, and save it; or paste the cells as values.",
    },
    fr: Prose {
        title: "Une formule n'a pas de résultat enregistré",
        message: "{at} : la cellule contient une formule, mais le fichier n'en contient pas le résultat ; la cellule compte comme vide.",
        why: "Les programmes qui écrivent des classeurs sans calculer laissent des formules sans résultat.",
        remedy: "Ouvrez le classeur dans un tableur, laissez-le calculer et enregistrez ; ou collez les cellules en valeurs.",
    },
    example: Example::NONE,
};

/// A number under a date format that is no certain date.
pub(crate) static DOUBTFUL_DATE: Problem = Problem {
    code: "T810",
    name: "doubtful-date-cell",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A cell holds a date that is hardly meant",
        message: "{at}: “{value}” as a date is before March 1900, after the year 2100 or none at all. It is probably a slip, or a number that is no date; programs read it differently. Type the date again.",
        why: "Spreadsheet programs disagree about days before 1 March 1900 and know no dates before 1900 or after 9999.",
        remedy: "Type the date again, or format the cell as a number or as text.",
    },
    fr: Prose {
        title: "Une cellule contient une date sans doute non voulue",
        message: "{at} : « {value} » comme date est antérieur à mars 1900, postérieur à l'an 2100 ou n'en est pas une. C'est sans doute une faute de frappe, ou un nombre qui n'est pas une date ; les programmes le lisent différemment. Saisissez la date de nouveau.",
        why: "Les tableurs ne s'accordent pas sur les jours avant le 1er mars 1900 et ne connaissent pas de dates avant 1900 ni après 9999.",
        remedy: "Saisissez la date de nouveau, ou mettez la cellule au format nombre ou texte.",
    },
    example: Example::NONE,
};

/// A whole number of 16 or more digits.
pub(crate) static DIGITS_LOST: Problem = Problem {
    code: "T820",
    name: "digits-lost-in-workbook",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A long number may have lost its last digits",
        message: "{at}: “{value}” has more than 15 digits and is stored as a number, so its last digits may already be wrong.",
        why: "Spreadsheets keep 15 digits of a number; the rest becomes zeros.",
        remedy: "Format the column as text first, then type or paste the number again from its source.",
    },
    fr: Prose {
        title: "Un long nombre a peut-être perdu ses derniers chiffres",
        message: "{at} : « {value} » a plus de 15 chiffres et est enregistré comme nombre ; ses derniers chiffres sont peut-être déjà faux.",
        why: "Les tableurs gardent 15 chiffres d'un nombre ; le reste devient des zéros.",
        remedy: "Mettez d'abord la colonne au format texte, puis saisissez ou collez de nouveau le nombre depuis sa source.",
    },
    example: Example::NONE,
};

/// A number format that could not be rendered.
pub(crate) static SHOWN_UNKNOWN: Problem = Problem {
    code: "T830",
    name: "display-not-known",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "What the spreadsheet shows is not known here",
        message: "{at}: the number format of cells in this column is not known here, so the plain numbers are used.",
        why: "What you see in your spreadsheet may look different from what is checked and written here.",
        remedy: "Give the column a simple number format and save.",
    },
    fr: Prose {
        title: "Ce que le tableur affiche n'est pas connu ici",
        message: "{at} : le format de nombre de cellules de cette colonne n'est pas connu ici ; les nombres simples sont utilisés.",
        why: "Ce que vous voyez dans votre tableur peut différer de ce qui est vérifié et écrit ici.",
        remedy: "Donnez à la colonne un format de nombre simple, puis enregistrez.",
    },
    example: Example::NONE,
};

/// All of them.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &FORMULAS,
    &MERGED,
    &HIDDEN_ROWS,
    &HIDDEN_COLUMN,
    &FILTER,
    &HIDDEN_SHEET,
    &NOT_CELLS,
    &SHEET_UNREADABLE,
    &SHEET_MISSING,
    &NOT_WHOLE,
    &ROWS_OUT_OF_ORDER,
    &CELL_TWICE,
    &CELL_LOST,
    &TOO_MANY_CELLS,
    &TOO_LONG,
    &TOO_MUCH_DATA,
    &ROW_TOO_LARGE,
    &SHEET_TWICE,
    &NO_RESULT,
    &DOUBTFUL_DATE,
    &DIGITS_LOST,
    &SHOWN_UNKNOWN,
];
