//! What can be wrong with a workbook as a file.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// More bytes than are read.
pub(crate) static FILE_TOO_LARGE: Problem = Problem {
    code: "F500",
    name: "workbook-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook is too large",
        message: "The workbook is larger than the {limit} MiB that are read here. Copy the rows you want to import into a new workbook or save the sheet as CSV.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "Le classeur est trop volumineux",
        message: "Le classeur dépasse les {limit} Mio qui sont lus ici. Copiez les lignes à importer dans un nouveau classeur ou enregistrez la feuille en CSV.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// The zip directory cannot be read.
pub(crate) static PACKAGE_DAMAGED: Problem = Problem {
    code: "F510",
    name: "workbook-damaged",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook is damaged",
        message: "The workbook is damaged or was not saved or sent completely, so it cannot be opened. Fetch or save it again.",
        why: "A workbook is a packed folder; without its table of contents nothing in it can be found safely.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Le classeur est endommagé",
        message: "Le classeur est endommagé, ou n'a pas été enregistré ou transmis en entier : il ne peut pas être ouvert. Récupérez-le ou enregistrez-le de nouveau.",
        why: "Un classeur est un dossier compressé ; sans sa table des matières, rien ne peut y être trouvé avec certitude.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// More members than a workbook has.
pub(crate) static TOO_MANY_MEMBERS: Problem = Problem {
    code: "F520",
    name: "too-many-parts",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook holds far too many parts",
        message: "The workbook is a packed folder of {count} parts; up to {limit} are read. No spreadsheet program writes such a file. Save the workbook again from your spreadsheet program.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Le classeur contient beaucoup trop d'éléments",
        message: "Le classeur est un dossier compressé de {count} éléments ; {limit} au plus sont lus. Aucun tableur n'écrit un tel fichier. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// A member inflates beyond the budget.
pub(crate) static UNPACKS_TOO_LARGE: Problem = Problem {
    code: "F530",
    name: "unpacks-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook unpacks to more than can be read",
        message: "The workbook unpacks to more than {limit} MiB (in the part “{part}”), which is more than is read here. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "Le classeur décompressé dépasse ce qui peut être lu",
        message: "Une fois décompressé, le classeur dépasse {limit} Mio (élément « {part} »), plus que ce qui est lu ici. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// Two members share a name.
pub(crate) static MEMBER_TWICE: Problem = Problem {
    code: "F540",
    name: "part-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook holds two parts of the same name",
        message: "The workbook holds the part “{part}” twice, so programs may disagree about what it says. Save it again from your spreadsheet program.",
        why: "One program could show you one table and another program import a different one.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Le classeur contient deux éléments du même nom",
        message: "Le classeur contient deux fois l'élément « {part} » : deux programmes pourraient y lire des choses différentes. Enregistrez-le de nouveau depuis votre tableur.",
        why: "Un programme pourrait vous montrer un tableau et un autre en importer un différent.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// A member's bytes are not those that were packed.
pub(crate) static WRONG_CHECKSUM: Problem = Problem {
    code: "F550",
    name: "part-damaged",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A part of the workbook is damaged",
        message: "The part “{part}” of the workbook is damaged, so its values cannot be trusted. Fetch or save the file again.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Une partie du classeur est endommagée",
        message: "L'élément « {part} » du classeur est endommagé : ses valeurs ne sont pas fiables. Récupérez ou enregistrez de nouveau le fichier.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// The table of texts is beyond the budget.
pub(crate) static TOO_MANY_TEXTS: Problem = Problem {
    code: "F560",
    name: "too-many-texts",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook holds more text than can be read",
        message: "The workbook holds more than {count} different texts or {limit} MiB of text, which is more than is read here. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "Le classeur contient plus de texte que ce qui peut être lu",
        message: "Le classeur contient plus de {count} textes différents ou {limit} Mio de texte, plus que ce qui est lu ici. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// The table of styles is beyond the budget.
pub(crate) static TOO_MANY_STYLES: Problem = Problem {
    code: "F570",
    name: "too-many-styles",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook holds far too many cell styles",
        message: "The workbook holds more than {limit} cell styles; spreadsheet programs stop at 65,490. Copy the values, without formats, into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the values (not the formats) into a new workbook.",
    },
    fr: Prose {
        title: "Le classeur contient beaucoup trop de styles de cellule",
        message: "Le classeur contient plus de {limit} styles de cellule ; les tableurs s'arrêtent à 65 490. Copiez les valeurs, sans les formats, dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les valeurs (sans les formats) dans un nouveau classeur.",
    },
    example: Example::NONE,
};

/// The part that names the sheets is not there.
pub(crate) static PART_MISSING: Problem = Problem {
    code: "F590",
    name: "part-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook lacks a part that it needs",
        message: "The workbook does not hold the part “{part}”, without which its sheets cannot be found. Save the workbook again from your spreadsheet program.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Il manque au classeur un élément nécessaire",
        message: "Le classeur ne contient pas l'élément « {part} », sans lequel ses feuilles sont introuvables. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// A part does not follow its format.
pub(crate) static PART_UNREADABLE: Problem = Problem {
    code: "F600",
    name: "part-unreadable",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A part of the workbook cannot be read",
        message: "The part “{part}” of the workbook does not follow the rules of its format ({reason}). Save the workbook again from your spreadsheet program.",
        why: "Reading on could give you wrong values without anyone noticing.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Une partie du classeur est illisible",
        message: "L'élément « {part} » du classeur ne respecte pas les règles de son format ({reason}). Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Continuer la lecture pourrait donner des valeurs fausses sans que personne ne le remarque.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// More sheets than are listed.
pub(crate) static TOO_MANY_SHEETS: Problem = Problem {
    code: "F610",
    name: "too-many-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook holds far too many sheets",
        message: "The workbook holds {count} sheets; up to {limit} are read. Copy the rows you need into a new workbook.",
        why: "A limit keeps your browser and your machine usable whatever the file asks for.",
        remedy: "Copy the rows you want to import into a new workbook, or save the sheet as CSV.",
    },
    fr: Prose {
        title: "Le classeur contient beaucoup trop de feuilles",
        message: "Le classeur contient {count} feuilles ; {limit} au plus sont lues. Copiez les lignes voulues dans un nouveau classeur.",
        why: "Cette limite garde votre navigateur et votre machine utilisables, quel que soit le fichier.",
        remedy: "Copiez les lignes à importer dans un nouveau classeur, ou enregistrez la feuille en CSV.",
    },
    example: Example::NONE,
};

/// The workbook names no sheet.
pub(crate) static NO_SHEETS: Problem = Problem {
    code: "F620",
    name: "no-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The workbook has no sheet",
        message: "The workbook does not hold a single sheet, so there is nothing to check. Save the workbook again from your spreadsheet program.",
        why: "Without a sheet there are no rows.",
        remedy: "Open the file in your spreadsheet program and save it again under a new name as an Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Le classeur n'a aucune feuille",
        message: "Le classeur ne contient aucune feuille : il n'y a rien à vérifier. Enregistrez de nouveau le classeur depuis votre tableur.",
        why: "Sans feuille, il n'y a pas de lignes.",
        remedy: "Ouvrez le fichier dans votre tableur et enregistrez-le de nouveau, sous un autre nom, comme classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// All of them.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &FILE_TOO_LARGE,
    &PACKAGE_DAMAGED,
    &TOO_MANY_MEMBERS,
    &UNPACKS_TOO_LARGE,
    &MEMBER_TWICE,
    &WRONG_CHECKSUM,
    &TOO_MANY_TEXTS,
    &TOO_MANY_STYLES,
    &PART_MISSING,
    &PART_UNREADABLE,
    &TOO_MANY_SHEETS,
    &NO_SHEETS,
];
