//! Files that are not read: each kind is refused by its name, with what to do instead.

use super::ReadError;
use crate::problem::{Detail, Example, Grade, Problem, Prose, Severity};

/// Refuses a file, saying what it is in English and French.
pub(crate) fn refuse(problem: &'static Problem, kind: [&'static str; 2]) -> ReadError {
    let mut error = ReadError::new(problem);
    error.details.push(("kind", Detail::Phrase(kind)));
    error
}

/// No byte at all.
pub(crate) static EMPTY_FILE: Problem = Problem {
    code: "F010",
    name: "empty-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is empty",
        message: "The file is empty: it has no content at all. Choose another file, or export it again.",
        why: "There is nothing to check.",
        remedy: "Export the file again and look at its size before you choose it.",
    },
    fr: Prose {
        title: "Le fichier est vide",
        message: "Le fichier est vide : il n'a aucun contenu. Choisissez un autre fichier ou exportez-le de nouveau.",
        why: "Il n'y a rien à contrôler.",
        remedy: "Exportez de nouveau le fichier et regardez sa taille avant de le choisir.",
    },
    example: Example::NONE,
};

/// An encrypted Office file.
pub(crate) static PASSWORD: Problem = Problem {
    code: "F020",
    name: "password-protected",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file has a password",
        message: "The file is protected by a password and cannot be read. Open it in your spreadsheet, remove the password, and save it again.",
        why: "The content of a protected file is unreadable without its password, also for the server.",
        remedy: "In Excel: File, Info, Protect Workbook, Encrypt with Password, clear the password, then save.",
    },
    fr: Prose {
        title: "Le fichier a un mot de passe",
        message: "Le fichier est protégé par un mot de passe et ne peut pas être lu. Ouvrez-le dans votre tableur, supprimez le mot de passe et enregistrez-le de nouveau.",
        why: "Le contenu d'un fichier protégé est illisible sans son mot de passe, pour le serveur aussi.",
        remedy: "Dans Excel : Fichier, Informations, Protéger le classeur, Chiffrer avec mot de passe, effacez le mot de passe, puis enregistrez.",
    },
    example: Example::NONE,
};

/// Numbers and its siblings.
pub(crate) static NUMBERS: Problem = Problem {
    code: "F030",
    name: "apple-numbers",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file comes from Apple Numbers",
        message: "The file is {kind} from Numbers, Pages or Keynote. In Numbers choose File, Export To, Excel or CSV, then choose the exported file here.",
        why: "Only Apple's own programs read this kind of file; the server does not either.",
        remedy: "In Numbers: File, Export To, Excel (.xlsx).",
    },
    fr: Prose {
        title: "Le fichier vient d'Apple Numbers",
        message: "Le fichier est {kind} de Numbers, Pages ou Keynote. Dans Numbers, choisissez Fichier, Exporter vers, Excel ou CSV, puis choisissez ici le fichier exporté.",
        why: "Seuls les programmes d'Apple lisent ce type de fichier ; le serveur ne le lit pas non plus.",
        remedy: "Dans Numbers : Fichier, Exporter vers, Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// Spreadsheets in rare or very old forms.
pub(crate) static OLD_WORKBOOK: Problem = Problem {
    code: "F040",
    name: "old-workbook",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is a spreadsheet in a form that is not read",
        message: "The file is {kind}. Open it in a spreadsheet and save it as an Excel workbook (.xlsx) or as CSV UTF-8, then choose the new file.",
        why: "This form is very old or rare, and importing systems do not take it.",
        remedy: "Open it in Excel or LibreOffice, then Save As, Excel workbook (.xlsx).",
    },
    fr: Prose {
        title: "Le fichier est un tableau sous une forme qui n'est pas lue",
        message: "Le fichier est {kind}. Ouvrez-le dans un tableur et enregistrez-le comme classeur Excel (.xlsx) ou CSV UTF-8, puis choisissez le nouveau fichier.",
        why: "Cette forme est très ancienne ou rare, et les systèmes d'import ne l'acceptent pas.",
        remedy: "Ouvrez-le dans Excel ou LibreOffice, puis Enregistrer sous, Classeur Excel (.xlsx).",
    },
    example: Example::NONE,
};

/// Archives.
pub(crate) static COMPRESSED: Problem = Problem {
    code: "F050",
    name: "compressed-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is compressed",
        message: "The file is {kind}. Unpack it and choose the table that is inside.",
        why: "Only the table itself can be checked and imported.",
        remedy: "Double-click the archive, or use Extract All, then choose the table inside.",
    },
    fr: Prose {
        title: "Le fichier est compressé",
        message: "Le fichier est {kind}. Décompressez-le et choisissez le tableau qu'il contient.",
        why: "Seul le tableau lui-même peut être contrôlé et importé.",
        remedy: "Double-cliquez sur l'archive, ou utilisez Extraire tout, puis choisissez le tableau qu'elle contient.",
    },
    example: Example::NONE,
};

/// Texts and presentations.
pub(crate) static DOCUMENT: Problem = Problem {
    code: "F060",
    name: "document-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is a document, not a table",
        message: "The file is {kind}, not a spreadsheet. Copy its table into a spreadsheet, save it as .xlsx or CSV, and choose that file.",
        why: "A document has no cells that could be imported.",
        remedy: "Copy the table into Excel or LibreOffice Calc and save it there.",
    },
    fr: Prose {
        title: "Le fichier est un document, pas un tableau",
        message: "Le fichier est {kind}, pas un tableur. Copiez son tableau dans un tableur, enregistrez-le en .xlsx ou en CSV, et choisissez ce fichier.",
        why: "Un document n'a pas de cellules à importer.",
        remedy: "Copiez le tableau dans Excel ou LibreOffice Calc et enregistrez-le là.",
    },
    example: Example::NONE,
};

/// Pictures.
pub(crate) static PICTURE: Problem = Problem {
    code: "F070",
    name: "picture-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is a picture",
        message: "The file is {kind}. A picture of a table cannot be imported; choose the spreadsheet it was taken from.",
        why: "A picture holds no text that could be read as cells.",
        remedy: "Ask for the spreadsheet itself, or type the table into one.",
    },
    fr: Prose {
        title: "Le fichier est une image",
        message: "Le fichier est {kind}. L'image d'un tableau ne peut pas être importée ; choisissez le tableau d'où elle vient.",
        why: "Une image ne contient pas de texte lisible comme des cellules.",
        remedy: "Demandez le tableau lui-même, ou saisissez-le dans un tableur.",
    },
    example: Example::NONE,
};

/// Databases and columnar files.
pub(crate) static DATABASE: Problem = Problem {
    code: "F080",
    name: "database-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is a database",
        message: "The file is {kind}. Export the table you need as CSV or as an Excel workbook, and choose that file.",
        why: "A database may hold many tables; which one is meant is not known, and the server takes none.",
        remedy: "Use the export of the program the file came from: CSV UTF-8 or .xlsx.",
    },
    fr: Prose {
        title: "Le fichier est une base de données",
        message: "Le fichier est {kind}. Exportez la table voulue en CSV ou en classeur Excel, et choisissez ce fichier.",
        why: "Une base de données peut contenir beaucoup de tables ; on ne sait pas laquelle est voulue, et le serveur n'en accepte aucune.",
        remedy: "Utilisez l'export du programme d'où vient le fichier : CSV UTF-8 ou .xlsx.",
    },
    example: Example::NONE,
};

/// JSON and XML.
pub(crate) static DATA_FILE: Problem = Problem {
    code: "F090",
    name: "data-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file holds data, but not as a table",
        message: "The file is {kind}, which has no rows and columns. Export the data as CSV or as an Excel workbook, and choose that file.",
        why: "Data of this kind is nested; how it would become a table is not known.",
        remedy: "Use the export of the program the file came from: CSV UTF-8 or .xlsx.",
    },
    fr: Prose {
        title: "Le fichier contient des données, mais pas sous forme de tableau",
        message: "Le fichier est {kind}, sans lignes ni colonnes. Exportez les données en CSV ou en classeur Excel, et choisissez ce fichier.",
        why: "Ces données sont imbriquées ; on ne sait pas comment en faire un tableau.",
        remedy: "Utilisez l'export du programme d'où vient le fichier : CSV UTF-8 ou .xlsx.",
    },
    example: Example::NONE,
};

/// Anything else that is no text.
pub(crate) static NOT_A_TABLE: Problem = Problem {
    code: "F180",
    name: "not-a-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is not a table",
        message: "The file is neither a spreadsheet nor a text file. Choose a CSV file or an Excel workbook.",
        why: "Its content is unknown; nothing in it can be read as cells.",
        remedy: "Open the file in the program it came from and export it as CSV UTF-8 or .xlsx.",
    },
    fr: Prose {
        title: "Le fichier n'est pas un tableau",
        message: "Le fichier n'est ni un tableur ni un fichier texte. Choisissez un fichier CSV ou un classeur Excel.",
        why: "Son contenu est inconnu ; rien ne peut y être lu comme des cellules.",
        remedy: "Ouvrez le fichier dans le programme d'où il vient et exportez-le en CSV UTF-8 ou .xlsx.",
    },
    example: Example::NONE,
};

/// A container without its end.
pub(crate) static CUT_OFF: Problem = Problem {
    code: "F190",
    name: "cut-off-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The end of the file is missing",
        message: "The end of the file is missing: its download or copy was probably interrupted. Download or copy it again.",
        why: "A workbook keeps its table of contents at the end; without it nothing can be read reliably.",
        remedy: "Download the file again, or copy it again from where it was.",
    },
    fr: Prose {
        title: "La fin du fichier manque",
        message: "La fin du fichier manque : son téléchargement ou sa copie a sans doute été interrompu. Téléchargez-le ou copiez-le de nouveau.",
        why: "Un classeur garde sa table des matières à la fin ; sans elle, rien ne peut être lu de façon fiable.",
        remedy: "Téléchargez de nouveau le fichier, ou copiez-le encore depuis son emplacement.",
    },
    example: Example::NONE,
};

/// A wish that names nothing.
pub(crate) static UNKNOWN_ENCODING: Problem = Problem {
    code: "F300",
    name: "unknown-encoding",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The encoding asked for is not known",
        message: "There is no encoding named {encoding}. Use a name such as utf-8, windows-1252 or ibm850.",
        why: "Without a known encoding the letters of the file cannot be read.",
        remedy: "Choose another name, or leave the choice to the program.",
    },
    fr: Prose {
        title: "L'encodage demandé est inconnu",
        message: "Il n'y a pas d'encodage nommé {encoding}. Utilisez un nom comme utf-8, windows-1252 ou ibm850.",
        why: "Sans encodage connu, les lettres du fichier ne peuvent pas être lues.",
        remedy: "Choisissez un autre nom, ou laissez le programme décider.",
    },
    example: Example::NONE,
};

/// A wish that cannot separate cells.
pub(crate) static UNUSABLE_DELIMITER: Problem = Problem {
    code: "F310",
    name: "unusable-delimiter",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The separator asked for cannot be used",
        message: "The character {delimiter} cannot separate cells. Use a comma, a semicolon, a tab or another plain character.",
        why: "Quotation marks, line breaks and accented letters have another part to play in the file.",
        remedy: "Choose another separator, or leave the choice to the program.",
    },
    fr: Prose {
        title: "Le séparateur demandé est inutilisable",
        message: "Le caractère {delimiter} ne peut pas séparer des cellules. Utilisez une virgule, un point-virgule, une tabulation ou un autre caractère simple.",
        why: "Les guillemets, les sauts de ligne et les lettres accentuées ont un autre rôle dans le fichier.",
        remedy: "Choisissez un autre séparateur, ou laissez le programme décider.",
    },
    example: Example::NONE,
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &EMPTY_FILE,
    &PASSWORD,
    &NUMBERS,
    &OLD_WORKBOOK,
    &COMPRESSED,
    &DOCUMENT,
    &PICTURE,
    &DATABASE,
    &DATA_FILE,
    &NOT_A_TABLE,
    &CUT_OFF,
    &UNKNOWN_ENCODING,
    &UNUSABLE_DELIMITER,
];
