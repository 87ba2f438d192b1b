//! What is too much, and what stops the reading: each with its own sentence.

use super::ReadError;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::table::{Row, letters};

/// Largest file of any kind.
pub(crate) const FILE_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Most rows of a text file.
pub(crate) const ROWS: u32 = 5_000_000;
/// Most columns, as in a spreadsheet.
pub(crate) const COLUMNS: usize = 16_384;
/// Longest cell, in characters.
pub(crate) const CELL_CHARACTERS: usize = 1_000_000;
/// Longest row, in bytes of text.
pub(crate) const ROW_BYTES: usize = 64 * 1024 * 1024;
/// Cells and bytes of text that are kept of the first rows of a file.
const HEAD_CELLS: usize = 2_000_000;
const HEAD_BYTES: usize = 128 * 1024 * 1024;
/// Line breaks in one cell that are still plausible.
pub(crate) const CELL_BREAKS: u64 = 20;

/// What the first rows of all tables of a file may take together: a few kilobytes can have thousands of tables, and a
/// few letters can span many columns.
pub(crate) struct HeadRoom {
    cells: usize,
    bytes: usize,
}

impl HeadRoom {
    pub(crate) fn new() -> HeadRoom {
        HeadRoom { cells: HEAD_CELLS, bytes: HEAD_BYTES }
    }

    pub(crate) fn is_left(&self) -> bool {
        self.cells > 0 && self.bytes > 0
    }

    /// A row is kept.
    pub(crate) fn take(&mut self, row: &Row) {
        self.cells = self.cells.saturating_sub(row.len());
        self.bytes = self.bytes.saturating_sub(row.text().len());
    }
}

/// The source failed.
pub(crate) fn failed(_: &std::io::Error) -> ReadError {
    ReadError::new(&READ_FAILED)
}

pub(crate) fn too_many_rows() -> ReadError {
    ReadError::new(&TOO_MANY_ROWS).with("limit", u64::from(ROWS))
}

pub(crate) fn too_many_columns(row: u32, columns: usize) -> ReadError {
    ReadError::new(&TOO_MANY_COLUMNS)
        .with("row", u64::from(row))
        .with("columns", columns as u64)
        .with("limit", COLUMNS as u64)
}

/// The cell that would be pushed next is too long.
pub(crate) fn cell_too_long(row: &Row) -> ReadError {
    ReadError::new(&CELL_TOO_LONG).with("cell", next_cell(row)).with("limit", CELL_CHARACTERS as u64)
}

/// The same where a quote that is never closed is the likely cause.
pub(crate) fn quote_too_long(row: &Row, line: u64, position: u64) -> ReadError {
    ReadError::new(&QUOTE_TOO_LONG)
        .with("cell", next_cell(row))
        .with("line", line)
        .with("position", position)
        .with("limit", CELL_CHARACTERS as u64)
}

pub(crate) fn row_too_long(row: u64) -> ReadError {
    ReadError::new(&ROW_TOO_LONG).with("row", row).with("limit", (ROW_BYTES / 1024 / 1024) as u64)
}

/// Refuses a file that is too big.
pub(crate) fn check_size(bytes: u64) -> Result<(), ReadError> {
    if bytes <= FILE_BYTES {
        return Ok(());
    }
    Err(ReadError::new(&FILE_TOO_BIG).with("megabytes", bytes >> 20).with("limit", FILE_BYTES >> 30))
}

fn next_cell(row: &Row) -> String {
    format!("{}{}", letters(u32::try_from(row.len()).unwrap_or(u32::MAX)), row.number)
}

/// The reading was cancelled.
pub(crate) static STOPPED: Problem = Problem {
    code: "F100",
    name: "reading-stopped",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The reading was stopped",
        message: "The reading of the file was stopped before its end. Start the check again to see all of it.",
        why: "What was not read could not be checked.",
        remedy: "Start the check again.",
    },
    fr: Prose {
        title: "La lecture a été interrompue",
        message: "La lecture du fichier a été interrompue avant la fin. Relancez le contrôle pour le voir en entier.",
        why: "Ce qui n'a pas été lu n'a pas pu être contrôlé.",
        remedy: "Relancez le contrôle.",
    },
    example: Example::NONE,
};

/// The machine did not hand over the file, or handed over something else than before.
pub(crate) static READ_FAILED: Problem = Problem {
    code: "F110",
    name: "file-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file could not be read from the disk",
        message: "The file could not be read to its end. It may have been changed, moved or locked by another program. \
                  Close it there and choose it again.",
        why: "A file that changes while it is read would be checked half old and half new.",
        remedy: "Close the file in other programs, then choose it again.",
    },
    fr: Prose {
        title: "Le fichier n'a pas pu être lu sur le disque",
        message: "Le fichier n'a pas pu être lu jusqu'au bout. Il a peut-être été modifié, déplacé ou verrouillé par un \
                  autre programme. Fermez-le dans ce programme et choisissez-le de nouveau.",
        why: "Un fichier modifié pendant la lecture serait contrôlé à moitié ancien, à moitié nouveau.",
        remedy: "Fermez le fichier dans les autres programmes, puis choisissez-le de nouveau.",
    },
    example: Example::NONE,
};

/// Over the limit of bytes.
pub(crate) static FILE_TOO_BIG: Problem = Problem {
    code: "F120",
    name: "file-too-big",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is too big",
        message: "The file has {megabytes} MB; at most {limit} GB can be checked at once. Split it into smaller files \
                  with the same headings.",
        why: "Bigger files do not fit into the memory of many browsers.",
        remedy: "Split the file into smaller ones, each with the row of headings.",
    },
    fr: Prose {
        title: "Le fichier est trop volumineux",
        message: "Le fichier fait {megabytes} Mo ; au plus {limit} Go peuvent être contrôlés à la fois. Partagez-le en \
                  fichiers plus petits avec les mêmes en-têtes.",
        why: "Des fichiers plus gros ne tiennent pas dans la mémoire de beaucoup de navigateurs.",
        remedy: "Partagez le fichier en plusieurs, chacun avec la ligne d'en-têtes.",
    },
    example: Example::NONE,
};

/// Over the limit of rows.
pub(crate) static TOO_MANY_ROWS: Problem = Problem {
    code: "F130",
    name: "too-many-rows",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file has too many rows",
        message: "The file has more than {limit} rows; the rows after that were not read. Split it into smaller files.",
        why: "No spreadsheet shows that many rows, and no import takes them at once.",
        remedy: "Split the file into smaller ones, each with the row of headings.",
    },
    fr: Prose {
        title: "Le fichier a trop de lignes",
        message: "Le fichier a plus de {limit} lignes ; les suivantes n'ont pas été lues. Partagez-le en fichiers plus \
                  petits.",
        why: "Aucun tableur n'affiche autant de lignes, et aucun import ne les accepte d'un coup.",
        remedy: "Partagez le fichier en plusieurs, chacun avec la ligne d'en-têtes.",
    },
    example: Example::NONE,
};

/// Over the limit of columns.
pub(crate) static TOO_MANY_COLUMNS: Problem = Problem {
    code: "F140",
    name: "too-many-columns",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A row has too many columns",
        message: "Row {row} has more than {limit} columns, more than any spreadsheet can show. Look for a row that was \
                  damaged, or for a wrong separator.",
        why: "Rows like this come from damaged files; reading on could exhaust the machine's memory.",
        remedy: "Open the file in a text editor, look at that row, and export the file again.",
    },
    fr: Prose {
        title: "Une ligne a trop de colonnes",
        message: "La ligne {row} a plus de {limit} colonnes, plus qu'aucun tableur n'en affiche. Cherchez une ligne \
                  abîmée ou un mauvais séparateur.",
        why: "De telles lignes viennent de fichiers abîmés ; continuer pourrait épuiser la mémoire de la machine.",
        remedy: "Ouvrez le fichier dans un éditeur de texte, regardez cette ligne et exportez de nouveau le fichier.",
    },
    example: Example::NONE,
};

/// Over the limit of characters in a cell.
pub(crate) static CELL_TOO_LONG: Problem = Problem {
    code: "F150",
    name: "cell-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell is too long",
        message: "Cell {cell} has more than {limit} characters; the file was not read any further. Shorten it.",
        why: "A spreadsheet holds 32,767 characters in a cell; much longer ones come from damaged files.",
        remedy: "Look at the cell in a text editor: often a line break or a separator is missing.",
    },
    fr: Prose {
        title: "Une cellule est trop longue",
        message: "La cellule {cell} a plus de {limit} caractères ; la lecture s'est arrêtée là. Raccourcissez-la.",
        why: "Un tableur accepte 32 767 caractères par cellule ; au-delà, le fichier est presque toujours abîmé.",
        remedy: "Regardez la cellule dans un éditeur de texte : il manque souvent un saut de ligne ou un séparateur.",
    },
    example: Example::NONE,
};

/// Over that limit within quotes.
pub(crate) static QUOTE_TOO_LONG: Problem = Problem {
    code: "F160",
    name: "quoted-cell-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A quotation mark opens a cell that does not end",
        message: "In cell {cell} a quotation mark opens in line {line}, character {position}, and more than {limit} \
                  characters follow before it is closed. A closing quotation mark is probably missing there.",
        why: "Everything between two quotation marks is one cell: a missing one swallows the rows that follow.",
        remedy: "Open the file in a text editor, go to that line, and close or remove the quotation mark.",
    },
    fr: Prose {
        title: "Un guillemet ouvre une cellule qui ne finit pas",
        message: "Dans la cellule {cell}, un guillemet s'ouvre à la ligne {line} du fichier, caractère {position}, et plus \
                  de {limit} caractères suivent avant sa fermeture. Un guillemet fermant manque sans doute à cet endroit.",
        why: "Tout ce qui est entre deux guillemets forme une seule cellule : s'il en manque un, les lignes suivantes \
              sont avalées.",
        remedy: "Ouvrez le fichier dans un éditeur de texte, allez à cette ligne, et fermez ou supprimez le guillemet.",
    },
    example: Example::NONE,
};

/// Over the limit of bytes in a row.
pub(crate) static ROW_TOO_LONG: Problem = Problem {
    code: "F170",
    name: "row-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A row is too long",
        message: "Row {row} is longer than {limit} MB; the file was not read any further. It is probably damaged, or \
                  not a table.",
        why: "A row of this length does not come from a spreadsheet.",
        remedy: "Export the file again from the program it came from.",
    },
    fr: Prose {
        title: "Une ligne est trop longue",
        message: "La ligne {row} dépasse {limit} Mo ; la lecture s'est arrêtée là. Le fichier est sans doute abîmé, ou \
                  n'est pas un tableau.",
        why: "Une ligne de cette longueur ne vient pas d'un tableur.",
        remedy: "Exportez de nouveau le fichier depuis le programme d'où il vient.",
    },
    example: Example::NONE,
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &STOPPED,
    &READ_FAILED,
    &FILE_TOO_BIG,
    &TOO_MANY_ROWS,
    &TOO_MANY_COLUMNS,
    &CELL_TOO_LONG,
    &QUOTE_TOO_LONG,
    &ROW_TOO_LONG,
];
