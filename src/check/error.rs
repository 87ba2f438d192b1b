//! Why something asked of a check could not be given.

use crate::definition::DefinitionError;
use crate::problem::lang::Lang;
use crate::read::ReadError;
use crate::wording::Wording;
use std::io;

/// What should be a list of records that went in is none.
pub(crate) const NOT_A_LIST: [&str; 2] = [
    "this is no list of records that went in; give one that “result” wrote",
    "ce n’est pas une liste d’enregistrements importés\u{a0}; donnez-en une que « result » a écrite",
];

/// Why something that was asked for could not be given. Bad data is never an error but a finding.
///
/// A definition, which may have many mistakes at once, is refused with a [`DefinitionError`]; `?` makes this of it.
///
/// ```
/// use import_checker::{Error, Lang, WentIn};
///
/// let error = WentIn::parse("{}").unwrap_err();
/// assert!(matches!(error, Error::NotAList));
/// assert_eq!(error.sentence(Lang::En), "this is no list of records that went in; give one that “result” wrote");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A definition has mistakes.
    Definition(DefinitionError),
    /// A file cannot be read, or not to its end.
    Read(ReadError),
    /// The output did not take what was written.
    Write(io::Error),
    /// The file is in error as a whole, or rows in error block it.
    Blocked,
    /// A workbook cannot hold it.
    TooLarge,
    /// Files that should go out as one have other columns than the first.
    OtherColumns,
    /// What belongs together is more than the import takes at a time.
    TooMuchAtATime,
    /// The file is more than the import takes at a time, and must not be divided.
    Undividable,
    /// The import takes so little at a time that nobody would import all the files.
    TooManyParts,
    /// More than one file goes out, and one is all that is taken.
    SeveralParts,
    /// Nothing in the definition tells the records of an import apart, so nothing can be compared.
    NoKey,
    /// A table to compare with has no headings of the import, or not the column that tells records apart.
    NoColumn,
    /// Not all of a table to compare with could be read.
    NotWhole,
    /// A table to compare with is more than can be kept in memory.
    TooLargeToCompare,
    /// Another table of the import is compared with already.
    SecondTable,
    /// A server's answer holds nothing that could be understood.
    NothingUnderstood,
    /// Differences are asked for, and there is no table of what is there.
    NothingThere,
    /// What should be a server's answer is a file as it was sent.
    SentFile,
    /// There is no cleaned file that a server's answer could be about.
    NothingSent,
    /// A server's answer is longer than any list of errors that a person would go through.
    AnswerTooLong,
    /// What should be a list of records that went in is none.
    NotAList,
    /// What should be a list of files that were seen before is none.
    NothingSeen,
    /// A file has no finding that a sample could show.
    NothingToSample,
    /// No sample shows anything without the values of the file.
    NoSample,
    /// Corrected rows have no column with their numbers.
    NoRowNumbers,
    /// Corrected rows are more than what is held at once.
    CorrectedTooLong,
    /// Corrected rows, or the file that they are of, could not be read.
    CorrectedUnreadable,
    /// Where the number of a corrected row should be stands something else.
    NoRowNumber(String),
    /// Two corrected rows have one number.
    RowTwice(u32),
    /// The file has no row of data with the number of a corrected one.
    NoSuchRow(u32),
    /// The file has no column of the name that one of corrected rows has.
    NoSuchColumn(String),
}

impl Error {
    /// The reason, and what to do; of an output that failed, what the system said of it.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let words = Wording { lang, layout: None, definition: None };
        let phrase = match self {
            Error::Definition(error) => return error.lines(lang.tag()).join("\n"),
            Error::Read(error) => return words.message(&error.finding()),
            Error::Write(error) => return error.to_string(),
            Error::Blocked => [
                "There is nothing to write: the file as a whole, or rows in it, have errors. Correct them first.",
                "Il n’y a rien à écrire\u{a0}: le fichier entier, ou des lignes du fichier, ont des erreurs. Corrigez-les d’abord.",
            ],
            Error::TooLarge => [
                "This is more than a workbook can hold. Take the rows with errors, or the cleaned rows, as CSV instead.",
                "C’est plus qu’un classeur ne peut contenir. Prenez plutôt les lignes avec erreurs, ou les lignes nettoyées, en CSV.",
            ],
            Error::OtherColumns => [
                "These files cannot go out as one, for their columns differ. Take them one by one, or give all of them the same columns.",
                "Ces fichiers ne peuvent pas être réunis, car leurs colonnes diffèrent. Prenez-les un par un, ou donnez à tous les mêmes colonnes.",
            ],
            Error::TooMuchAtATime => [
                "Rows that belong together are more than this import takes at a time. Take some of them out, or divide them.",
                "Des lignes qui vont ensemble dépassent ce que cet import accepte à la fois. Retirez-en, ou divisez-les.",
            ],
            Error::Undividable => [
                "The cleaned file is more than this import takes at a time, and may not be divided. Take rows out of it.",
                "Le fichier nettoyé dépasse ce que cet import accepte à la fois, et ne peut pas être divisé. Retirez-en des lignes.",
            ],
            Error::TooManyParts => [
                "The import takes so little at a time that this would be more than 10,000 files. Divide the file first.",
                "L’import accepte si peu à la fois que cela ferait plus de 10\u{202f}000 fichiers. Divisez d’abord le fichier.",
            ],
            Error::SeveralParts => [
                "The import takes less at a time than this file has, so it goes out in several files, and only one can be sent here. Divide the file, and send the parts one by one.",
                "L’import accepte moins à la fois que ce fichier n’a, il sort donc en plusieurs fichiers, et un seul peut être envoyé ici. Divisez le fichier, et envoyez les parties une par une.",
            ],
            Error::NoKey => [
                "Nothing in the definition tells the records of this import apart, so they cannot be compared. Give the definition a key.",
                "Rien dans la définition ne distingue les enregistrements de cet import, ils ne peuvent donc pas être comparés. Donnez une clé à la définition.",
            ],
            Error::NoColumn => [
                "This table lacks the column that tells the records of the import apart. Export it with that column and its heading.",
                "Il manque à ce tableau la colonne qui distingue les enregistrements de l’import. Exportez-le avec cette colonne et son en-tête.",
            ],
            Error::NotWhole => [
                "Not all of this table can be read, so nothing can be compared with it. Export it again.",
                "Ce tableau ne peut pas être lu en entier, et rien ne peut donc lui être comparé. Exportez-le de nouveau.",
            ],
            Error::TooLargeToCompare => [
                "This table is too large to be compared with. Export fewer columns, or fewer records.",
                "Ce tableau est trop grand pour la comparaison. Exportez moins de colonnes, ou moins d’enregistrements.",
            ],
            Error::SecondTable => [
                "This import has a table to compare with already, and there can be one only. Give all of its records in one table.",
                "Cet import a déjà un tableau de comparaison, et il ne peut y en avoir qu’un. Donnez tous ses enregistrements dans un seul tableau.",
            ],
            Error::NothingUnderstood => [
                "Nothing in this answer could be understood. Give a table with the columns “row” and “message”, JSON, or sentences such as “Row 3: …”.",
                "Rien n’a pu être compris dans cette réponse. Donnez un tableau avec les colonnes «\u{a0}ligne\u{a0}» et «\u{a0}message\u{a0}», du JSON, ou des phrases comme «\u{a0}Ligne 3\u{a0}: …\u{a0}».",
            ],
            Error::NothingThere => [
                "There is no table of what is there that this import could be compared with, so there are no differences. Give one with the headings of the import, and with the column that tells its records apart.",
                "Il n’y a pas de tableau de ce qui est là auquel cet import pourrait être comparé, donc pas de différences. Donnez-en un avec les en-têtes de l’import, et avec la colonne qui distingue ses enregistrements.",
            ],
            Error::SentFile => [
                "This is the file as it was sent, or one like it: no column says what became of its rows. Give what the server answered.",
                "Ceci est le fichier tel qu’il a été envoyé, ou un fichier semblable\u{a0}: aucune colonne ne dit ce que ses lignes sont devenues. Donnez ce que le serveur a répondu.",
            ],
            Error::NothingSent => [
                "There is no cleaned file that this could be the answer to. Choose the file whose cleaned file was sent.",
                "Il n’y a pas de fichier nettoyé dont ce serait la réponse. Choisissez le fichier dont le fichier nettoyé a été envoyé.",
            ],
            Error::AnswerTooLong => [
                "This answer is too long: it may say 100,000 things in 64 MB. Give the part of it that names the rows.",
                "Cette réponse est trop longue\u{a0}: elle peut dire 100\u{202f}000 choses en 64\u{a0}Mo. Donnez la partie qui nomme les lignes.",
            ],
            Error::NotAList => NOT_A_LIST,
            Error::NothingSeen => [
                "This is no list of files that were seen before. Give one that was written with --seen, or a name that is not taken.",
                "Ce n’est pas une liste de fichiers déjà vus. Donnez-en une qui a été écrite avec --seen, ou un nom encore libre.",
            ],
            Error::NothingToSample => [
                "There is no finding in this file that a sample could show. Send the summary for support instead.",
                "Il n’y a aucun constat dans ce fichier qu’un échantillon pourrait montrer. Envoyez plutôt le résumé pour l’assistance.",
            ],
            Error::NoSample => [
                "No sample could be made that shows the findings without the values of the file. Send the summary for support instead.",
                "Aucun échantillon ne peut montrer les constats sans les valeurs du fichier. Envoyez plutôt le résumé pour l’assistance.",
            ],
            Error::NoRowNumbers => [
                "This has no column “Row (import check)”. Give the rows in error as they were written, corrected in place.",
                "Il manque la colonne «\u{a0}Ligne (contrôle d’import)\u{a0}». Donnez les lignes en erreur telles qu’elles ont été écrites, corrigées sur place.",
            ],
            Error::CorrectedTooLong => [
                "These corrected rows are too many: they may have 64 MB. Give them in parts.",
                "Ces lignes corrigées sont trop nombreuses\u{a0}: elles peuvent avoir 64\u{a0}Mo. Donnez-les en plusieurs parties.",
            ],
            Error::CorrectedUnreadable => [
                "These rows cannot be read beside their file. Check each of the two by itself.",
                "Ces lignes ne peuvent pas être lues avec leur fichier. Vérifiez chacun des deux à part.",
            ],
            Error::NoRowNumber(text) => {
                let phrase = [
                    "“{text}” is no row number, and nothing was taken. Leave the column of row numbers as it was.",
                    "«\u{a0}{text}\u{a0}» n’est pas un numéro de ligne, et rien n’a été repris. Laissez la colonne des numéros telle quelle.",
                ];
                return words.phrase(phrase, &[("text", text.as_str().into())]);
            }
            Error::RowTwice(row) => {
                let phrase = [
                    "Row {row} stands here twice, and nothing was taken. Leave one of the two.",
                    "La ligne {row} figure ici deux fois, et rien n’a été repris. N’en laissez qu’une.",
                ];
                return words.phrase(phrase, &[("row", row.to_string().into())]);
            }
            Error::NoSuchRow(row) => {
                let phrase = [
                    "The file has no row {row} of data, and nothing was taken. Give the rows of this very file.",
                    "Le fichier n’a pas de ligne de données {row}, et rien n’a été repris. Donnez les lignes de ce fichier même.",
                ];
                return words.phrase(phrase, &[("row", row.to_string().into())]);
            }
            Error::NoSuchColumn(text) => {
                let phrase = [
                    "The file has no column “{text}”, and nothing was taken. Leave the headings as they were.",
                    "Le fichier n’a pas de colonne «\u{a0}{text}\u{a0}», et rien n’a été repris. Laissez les en-têtes tels quels.",
                ];
                return words.phrase(phrase, &[("text", text.as_str().into())]);
            }
        };
        lang.pick(phrase).to_owned()
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Definition(error) => Some(error),
            Error::Read(error) => Some(error),
            Error::Write(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DefinitionError> for Error {
    fn from(error: DefinitionError) -> Error {
        Error::Definition(error)
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Error {
        Error::Read(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        // Said by what makes workbooks of a text that no cell can hold.
        if error.kind() == io::ErrorKind::FileTooLarge { Error::TooLarge } else { Error::Write(error) }
    }
}
