//! The file as a whole: converted encoding and delimiter, wrong or old template, nothing in it.

use crate::definition::{ImportDefinition, TranslatedText};
use crate::problem::{Detail, Example, Finding, Grade, Place, Problem, Prose, Severity};
use crate::read::{Book, Format};
use crate::record::context::{Reporter, RuleContext};
use crate::record::header::{KNOWN, Layout, fold_heading};
use crate::record::own_columns;
use crate::scalar::text::visible;
use crate::table::Row;

pub(crate) static OTHER_ENCODING: Problem = Problem {
    code: "F710",
    name: "other-encoding",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The file is written with another character set than the server needs",
        message: "The file is written in {encoding}; the server needs UTF-8. The cleaned file will be UTF-8. {samples}",
        why: "Accents would arrive broken.",
        remedy: "Look at the words above; if they are wrong, choose another character set in the reading card.",
    },
    fr: Prose {
        title: "Le fichier utilise un autre jeu de caractères que celui du serveur",
        message: "Le fichier est écrit en {encoding} ; le serveur attend de l’UTF-8. Le fichier nettoyé sera en UTF-8. {samples}",
        why: "Les accents arriveraient déformés.",
        remedy: "Regardez les mots ci-dessus ; s’ils sont faux, choisissez un autre jeu de caractères dans la carte de lecture.",
    },
    example: Example::NONE,
};

pub(crate) static OTHER_DELIMITER: Problem = Problem {
    code: "F720",
    name: "other-delimiter",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The columns are separated by another character than the server accepts",
        message: "The columns are separated by {delimiter}; the server accepts only {expected}. The cleaned file uses {expected}.",
        why: "The server would read each line as a single column.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Les colonnes sont séparées par un autre caractère que celui du serveur",
        message: "Les colonnes sont séparées par {delimiter} ; le serveur n’accepte que {expected}. Le fichier nettoyé utilise {expected}.",
        why: "Le serveur lirait chaque ligne comme une seule colonne.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name;city\nAna;Cork\nBo;Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static OTHER_FORMAT: Problem = Problem {
    code: "F730",
    name: "other-format",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "The file is not the kind of file that is uploaded",
        message: "The file is {format}. The cleaned file is a CSV, ready for the upload.",
        why: "The server takes a CSV.",
        remedy: "Upload the cleaned file.",
    },
    fr: Prose {
        title: "Le fichier n’est pas du type à envoyer",
        message: "Le fichier est {format}. Le fichier nettoyé est un CSV prêt à l’envoi.",
        why: "Le serveur prend un CSV.",
        remedy: "Envoyez le fichier nettoyé.",
    },
    example: Example::NONE,
};

pub(crate) static WRONG_IMPORT: Problem = Problem {
    code: "F740",
    name: "wrong-import",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file belongs to another import",
        message: "This looks like a file for “{other}”; you chose “{chosen}”.",
        why: "The server would put the data in the wrong place.",
        remedy: "Choose the other import, or another file.",
    },
    fr: Prose {
        title: "Le fichier appartient à un autre import",
        message: "Ce fichier semble destiné à « {other} » ; vous avez choisi « {chosen} ».",
        why: "Le serveur rangerait les données au mauvais endroit.",
        remedy: "Choisissez l’autre import, ou un autre fichier.",
    },
    example: Example::NONE,
};

pub(crate) static OBSOLETE_TEMPLATE: Problem = Problem {
    code: "F750",
    name: "obsolete-template",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is made from an old template",
        message: "The headings are those of an older template ({version}). Copy the data into the current one; delete the old files.",
        why: "The server expects the columns of the current template.",
        remedy: "Download the current template and copy your rows into it.",
    },
    fr: Prose {
        title: "Le fichier provient d’un ancien modèle",
        message: "Les intitulés sont ceux d’un ancien modèle ({version}). Recopiez les données dans le modèle actuel et supprimez les anciens fichiers.",
        why: "Le serveur attend les colonnes du modèle actuel.",
        remedy: "Téléchargez le modèle actuel et recopiez-y vos lignes.",
    },
    example: Example::NONE,
};

pub(crate) static UNKNOWN_TEMPLATE: Problem = Problem {
    code: "F760",
    name: "unknown-template",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The headings are not those of the import",
        message: "No row has the headings of “{chosen}”. The first row holds {headings}.",
        why: "Without the headings it cannot be known what the columns mean.",
        remedy: "Compare the first row with the template, or choose another import.",
    },
    fr: Prose {
        title: "Les intitulés ne sont pas ceux de l’import",
        message: "Aucune ligne ne porte les intitulés de « {chosen} ». La première ligne contient {headings}.",
        why: "Sans les intitulés, on ne peut pas savoir ce que sont les colonnes.",
        remedy: "Comparez la première ligne avec le modèle, ou choisissez un autre import.",
    },
    example: Example::of(
        r#"{"name":"x","title":"People","fields":[{"name":"name"},{"name":"city"}]}"#,
        "wheel,engine\n4,1\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static NO_RECORDS: Problem = Problem {
    code: "F770",
    name: "no-records",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "There are headings but no data",
        message: "There is no row below the headings (row {header}).",
        why: "There is nothing to import.",
        remedy: "Fill in the rows below the headings, or choose another file or sheet.",
    },
    fr: Prose {
        title: "Il y a des intitulés mais aucune donnée",
        message: "Il n’y a aucune ligne sous les intitulés (ligne {header}).",
        why: "Il n’y a rien à importer.",
        remedy: "Remplissez les lignes sous les intitulés, ou choisissez un autre fichier ou une autre feuille.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EMPTY_FILE: Problem = Problem {
    code: "F780",
    name: "empty-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file is empty",
        message: "There is nothing in the file.",
        why: "There is nothing to import.",
        remedy: "Choose another file; perhaps it was not saved yet.",
    },
    fr: Prose {
        title: "Le fichier est vide",
        message: "Il n’y a rien dans le fichier.",
        why: "Il n’y a rien à importer.",
        remedy: "Choisissez un autre fichier ; celui-ci n’a peut-être pas été enregistré.",
    },
    example: Example::NONE,
};

pub(crate) static OTHER_SHEETS: Problem = Problem {
    code: "S190",
    name: "other-sheets",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "There are further sheets that are not read",
        message: "“{sheet}” is read because its headings fit best. Not read: {others}.",
        why: "Only one sheet can be imported at a time.",
        remedy: "Choose another sheet in the reading card if this is not the one.",
    },
    fr: Prose {
        title: "D’autres feuilles ne sont pas lues",
        message: "« {sheet} » est lue parce que ses intitulés conviennent le mieux. Non lues : {others}.",
        why: "On ne peut importer qu’une feuille à la fois.",
        remedy: "Choisissez une autre feuille dans la carte de lecture si ce n’est pas la bonne.",
    },
    example: Example::NONE,
};

pub(crate) static SHEET_NOT_CHECKED: Problem = Problem {
    code: "S540",
    name: "sheet-not-checked",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Another sheet with the same headings was not checked",
        message: "The sheet “{sheet}” has the same headings, and {count} {count|row|rows}. It was not checked. Choose it in the reading card to check it as well; or choose the sheet that is meant, if it is only one.",
        why: "Records on a sheet that nobody looked at would be missing from the import, and nobody would notice.",
        remedy: "Choose the sheet in the reading card, one sheet after the other, and import each cleaned file.",
    },
    fr: Prose {
        title: "Une autre feuille aux mêmes intitulés n’a pas été vérifiée",
        message: "La feuille « {sheet} » a les mêmes intitulés, et {count} {count|ligne|lignes}. Elle n’a pas été vérifiée. Choisissez-la dans la carte de lecture pour la vérifier aussi ; ou choisissez la feuille voulue, s’il n’y en a qu’une.",
        why: "Les enregistrements d’une feuille que personne n’a regardée manqueraient à l’import sans que personne ne le remarque.",
        remedy: "Choisissez la feuille dans la carte de lecture, une feuille après l’autre, et importez chaque fichier nettoyé.",
    },
    example: Example::NONE,
};

pub(crate) static INSTRUCTIONS: Problem = Problem {
    code: "S390",
    name: "instructions-in-file",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "The file brings instructions with it",
        message: "The sheet “{sheet}” holds instructions and is not read as data. It says: {lines}",
        why: "The maker of the template says there what it expects.",
        remedy: "Read it, and compare it with your rows.",
    },
    fr: Prose {
        title: "Le fichier contient des consignes",
        message: "La feuille « {sheet} » contient des consignes et n’est pas lue comme des données. Elle dit : {lines}",
        why: "L’auteur du modèle y dit ce qu’il attend.",
        remedy: "Lisez-la et comparez-la à vos lignes.",
    },
    example: Example::NONE,
};

pub(crate) static FORMATTED: Problem = Problem {
    code: "S400",
    name: "formatted-cells",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Cells are formatted",
        message: "Cells have a font, a colour or a border of their own, for instance {example}. The cleaned file keeps their values only.",
        why: "An import reads values: what a colour or bold type was meant to say does not arrive, and some systems ask for sheets without any formatting.",
        remedy: "Nothing to do if it is only for the eye. If it means something, write it into a column. Clear Formatting makes the cells plain.",
    },
    fr: Prose {
        title: "Des cellules sont mises en forme",
        message: "Des cellules ont leur propre police, couleur ou bordure, par exemple {example}. Le fichier nettoyé ne garde que leurs valeurs.",
        why: "Un import lit des valeurs : ce qu’une couleur ou du gras devait dire n’arrive pas, et certains systèmes demandent des feuilles sans mise en forme.",
        remedy: "Rien à faire si ce n’est que pour l’œil. Si cela a un sens, écrivez-le dans une colonne. La commande Effacer la mise en forme rend les cellules ordinaires.",
    },
    example: Example::NONE,
};

pub(crate) static ENDED_EARLY: Problem = Problem {
    code: "F790",
    name: "ended-early",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file could not be read to its end",
        message: "The file could be read up to row {row} only. {reason}",
        why: "What comes after is not known.",
        remedy: "Open the file in its own program, save it again, and try once more.",
    },
    fr: Prose {
        title: "Le fichier n’a pas pu être lu jusqu’au bout",
        message: "Le fichier n’a pu être lu que jusqu’à la ligne {row}. {reason}",
        why: "La suite est inconnue.",
        remedy: "Ouvrez le fichier dans son programme, enregistrez-le de nouveau et réessayez.",
    },
    example: Example::NONE,
};
pub(crate) static READER_DIED: Problem = Problem {
    code: "F830",
    name: "reader-died",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The file could not be read: it is damaged in a way that is not known",
        message: "The file could not be read; its structure is damaged. Open it in its own program, save it under a new name, and try again.",
        why: "A reader of such files gave up on it.",
        remedy: "Save it anew, or as CSV, from its own program.",
    },
    fr: Prose {
        title: "Le fichier n’a pas pu être lu : il est endommagé d’une façon inconnue",
        message: "Le fichier n’a pas pu être lu ; sa structure est endommagée. Ouvrez-le dans son programme, enregistrez-le sous un autre nom et réessayez.",
        why: "Un lecteur de tels fichiers a abandonné.",
        remedy: "Enregistrez-le de nouveau, ou en CSV, depuis son programme.",
    },
    example: Example::NONE,
};

pub(crate) static NO_IMPORT: Problem = Problem {
    code: "F840",
    name: "no-import",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "It is not known what the file should be checked as",
        message: "No import is known that this file could be checked as. Choose one, or hand in a definition.",
        why: "Without a definition nothing is known of the columns.",
        remedy: "Choose the import in the page, or name it with the command.",
    },
    fr: Prose {
        title: "On ne sait pas comme quoi vérifier le fichier",
        message: "Aucun import connu ne permet de vérifier ce fichier. Choisissez-en un, ou fournissez une définition.",
        why: "Sans définition, on ne sait rien des colonnes.",
        remedy: "Choisissez l’import dans la page, ou nommez-le dans la commande.",
    },
    example: Example::NONE,
};

/// The row that was named as the header is none.
pub(crate) static NO_SUCH_ROW: Problem = Problem {
    code: "F850",
    name: "no-such-header-row",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The row chosen for the headings cannot be it",
        message: "Row {row} cannot be the row of headings: it is empty, or lies below the first 100 filled rows. Choose \
                  the row in which the names of the columns stand.",
        why: "The columns are known by their headings.",
        remedy: "Correct the header row in the reading card, or leave it to be found.",
    },
    fr: Prose {
        title: "La ligne choisie pour les en-têtes ne convient pas",
        message: "La ligne {row} ne peut pas être celle des en-têtes : elle est vide, ou se trouve après les 100 \
                  premières lignes remplies. Choisissez la ligne où se trouvent les noms des colonnes.",
        why: "Les colonnes se reconnaissent à leurs en-têtes.",
        remedy: "Corrigez la ligne d’en-têtes dans la fiche de lecture, ou laissez-la trouver.",
    },
    example: Example::NONE,
};

pub(crate) static READING_UNSURE: Problem = Problem {
    code: "F800",
    name: "reading-unsure",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Something about the reading should be confirmed",
        message: "Please look: {question}? The most likely answer was used.",
        why: "Two answers fit the file almost equally well.",
        remedy: "Confirm or change it in the reading card.",
    },
    fr: Prose {
        title: "Un point de la lecture est à confirmer",
        message: "À confirmer : {question} ? La réponse la plus probable a été utilisée.",
        why: "Deux réponses conviennent presque aussi bien.",
        remedy: "Confirmez ou changez-la dans la carte de lecture.",
    },
    example: Example::NONE,
};

pub(crate) static NOT_CHECKABLE: Problem = Problem {
    code: "F810",
    name: "not-checkable",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A part of the definition has no effect or cannot be checked here",
        message: "In the definition, {where}: {what} Ask whoever wrote the definition to correct it, or check this part yourself.",
        why: "What was not checked may be wrong: the file is not called ready.",
        remedy: "Ask the owner of the definition to correct it, or check this part yourself.",
    },
    fr: Prose {
        title: "Une partie de la définition n’a pas d’effet ou ne peut pas être vérifiée ici",
        message: "Dans la définition, {where}\u{a0}: {what} Demandez à la personne qui a écrit la définition de la corriger, ou vérifiez cette partie vous-même.",
        why: "Ce qui n’a pas été vérifié est peut-être faux\u{a0}: le fichier n’est pas dit prêt.",
        remedy: "Demandez au responsable de la définition de la corriger, ou vérifiez cette partie vous-même.",
    },
    example: Example::NONE,
};

pub(crate) static MAPPING_REFUSED: Problem = Problem {
    code: "F640",
    name: "mapping-refused",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The column mapping does not fit the import",
        message: "The file was not checked, because the column mapping does not fit the import: {what}. Correct the mapping.",
        why: "Columns that go to the wrong field, or to none, are not noticed later.",
        remedy: "Correct the mapping where it is named, or remove that part of it.",
    },
    fr: Prose {
        title: "La correspondance des colonnes ne convient pas à l’import",
        message: "Le fichier n’a pas été vérifié, car la correspondance des colonnes ne convient pas à l’import\u{a0}: {what}. Corrigez la correspondance.",
        why: "Une colonne qui va dans le mauvais champ, ou dans aucun, ne se remarque pas plus tard.",
        remedy: "Corrigez la correspondance à l’endroit indiqué, ou retirez cette partie.",
    },
    example: Example::NONE,
};

pub(crate) static NOT_READ_WHOLE: Problem = Problem {
    code: "F820",
    name: "not-read-whole",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Not all of the sheet could be read",
        message: "Parts of the sheet could not be read, and were not checked.",
        why: "Records may be missing from the cleaned file.",
        remedy: "Open the file in its own program, save it again, and try once more.",
    },
    fr: Prose {
        title: "Toute la feuille n’a pas pu être lue",
        message: "Des parties de la feuille n’ont pas pu être lues ni vérifiées.",
        why: "Des enregistrements manquent peut-être dans le fichier nettoyé.",
        remedy: "Ouvrez le fichier dans son programme, enregistrez-le de nouveau et réessayez.",
    },
    example: Example::NONE,
};

/// What is converted on the way to the cleaned file.
pub(crate) fn converted(book: &dyn Book, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
    if let Some(text) = book.text() {
        let utf8 = text.encoding.value.eq_ignore_ascii_case("utf-8");
        if !utf8 {
            reporter.add(&OTHER_ENCODING, None, || {
                let mut finding =
                    Finding::new(&OTHER_ENCODING, Place::File).with("encoding", text.encoding.value.as_str());
                finding
                    .details
                    .extend(text.encoding.details.iter().filter(|(n, _)| *n == "samples").cloned());
                finding
            });
        }
        let wanted = context.definition.dialect.delimiter;
        if text.delimiter.value != wanted && context.layout.headings.len() > 1 {
            reporter.add(&OTHER_DELIMITER, None, || {
                Finding::new(&OTHER_DELIMITER, Place::File)
                    .with("delimiter", delimiter_name(text.delimiter.value))
                    .expected(delimiter_name(wanted))
            });
        }
    }
    if book.format() != Format::Csv {
        reporter.add(&OTHER_FORMAT, None, || {
            Finding::new(&OTHER_FORMAT, Place::File).with("format", format_name(book.format()))
        });
    }
    other_sheets(book, context.layout, reporter);
}

/// What somebody gave the records that is not in a cleaned file. Headings may look as they like.
pub(crate) fn formatted(book: &dyn Book, layout: &Layout, reporter: &mut Reporter<'_>) {
    let dressed = book.dressed(layout.sheet).iter().find(|cell| cell.row > layout.header_row);
    if let Some(cell) = dressed {
        reporter.add(&FORMATTED, None, || {
            Finding::new(&FORMATTED, Place::File).with("example", cell.to_string())
        });
    }
}

fn other_sheets(book: &dyn Book, layout: &Layout, reporter: &mut Reporter<'_>) {
    let sheets = book.sheets();
    let filled = |i: &usize| {
        let sheet = &sheets[*i];
        *i != layout.sheet
            && sheet.refused.is_none()
            && !sheet.head.is_empty()
            && !own_columns::is_sheet(sheet)
    };
    let (told, others): (Vec<usize>, Vec<usize>) =
        (0..sheets.len()).filter(filled).partition(|i| is_instructions(&sheets[*i].name));
    for sheet in told.into_iter().filter_map(|i| sheets.get(i)) {
        reporter.add(&INSTRUCTIONS, None, || {
            Finding::new(&INSTRUCTIONS, Place::File)
                .with("sheet", sheet.name.as_str())
                // Longer than what is quoted from a cell: it is there to be read.
                .with(
                    "lines",
                    Detail::Said(TranslatedText {
                        plain: lines_of(&sheet.head),
                        ..TranslatedText::default()
                    }),
                )
        });
    }
    let others: Vec<String> = others.into_iter().map(|i| sheets[i].name.clone()).collect();
    if let (false, Some(sheet)) = (others.is_empty(), sheets.get(layout.sheet)) {
        reporter.add(&OTHER_SHEETS, None, || {
            Finding::new(&OTHER_SHEETS, Place::File)
                .with("sheet", sheet.name.as_str())
                .with("others", Detail::All(others))
        });
    }
}

/// Whether a sheet's name says that it explains the others.
pub(crate) fn is_instructions(name: &str) -> bool {
    let name = fold_heading(name);
    let words = [
        "instruction",
        "consigne",
        "read me",
        "readme",
        "lisez",
        "mode d emploi",
        "how to",
        "howto",
        "comment faire",
        "comment remplir",
    ];
    words.iter().any(|word| name.contains(word))
}

/// How much of a sheet of instructions is shown, in characters.
const TOLD: usize = 1_000;

/// The texts of a sheet's first rows, row by row.
fn lines_of(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let cells = row.cells().map(|cell| cell.shown.trim()).filter(|text| !text.is_empty());
        cells.collect::<Vec<&str>>().join(" · ")
    };
    let lines: Vec<String> = rows.iter().map(line).filter(|line| !line.is_empty()).collect();
    visible(&lines.join(" / "), TOLD)
}

/// How a delimiter is called in a sentence.
pub(crate) fn delimiter_name(delimiter: char) -> Detail {
    match delimiter {
        ',' => Detail::Phrase(["commas", "des virgules"]),
        ';' => Detail::Phrase(["semicolons", "des points-virgules"]),
        '\t' => Detail::Phrase(["tabs", "des tabulations"]),
        '|' => Detail::Phrase(["vertical bars", "des barres verticales"]),
        ':' => Detail::Phrase(["colons", "des deux-points"]),
        ' ' => Detail::Phrase(["blanks", "des espaces"]),
        other => Detail::Text(format!("“{other}”")),
    }
}

fn format_name(format: Format) -> Detail {
    match format {
        Format::Csv => Detail::Phrase(["a text file", "un fichier texte"]),
        Format::Xlsx => Detail::Phrase(["an Excel workbook (XLSX)", "un classeur Excel (XLSX)"]),
        Format::Xlsb => {
            Detail::Phrase(["a binary Excel workbook (XLSB)", "un classeur Excel binaire (XLSB)"])
        }
        Format::Xls => Detail::Phrase(["an old Excel workbook (XLS)", "un ancien classeur Excel (XLS)"]),
        Format::Ods => {
            Detail::Phrase(["an OpenDocument spreadsheet (ODS)", "un classeur OpenDocument (ODS)"])
        }
        Format::Html => Detail::Phrase(["a web page with a table", "une page web contenant un tableau"]),
        Format::Xml2003 => Detail::Phrase(["an XML spreadsheet of 2003", "un classeur XML de 2003"]),
    }
}

/// Whether the file belongs to the import at all: another may fit better, the template may be old, or nothing fits.
pub(crate) fn belongs(
    layout: &Layout,
    definition: &ImportDefinition,
    better: Option<&ImportDefinition>,
    lang: &str,
    reporter: &mut Reporter<'_>,
) {
    if let Some(other) = better {
        reporter.add(&WRONG_IMPORT, None, || {
            Finding::new(&WRONG_IMPORT, Place::File)
                .with("other", other.title.get(lang))
                .with("chosen", definition.title.get(lang))
        });
    }
    let headings: Vec<String> = layout.headings.iter().map(|h| fold_heading(&h.text)).collect();
    let old = definition.obsolete.iter().find(|(_, names)| {
        names.len() == headings.len() && names.iter().zip(&headings).all(|(n, h)| fold_heading(n) == *h)
    });
    if let Some((version, _)) = old {
        reporter.add(&OBSOLETE_TEMPLATE, None, || {
            Finding::new(&OBSOLETE_TEMPLATE, Place::File).with("version", version.as_str())
        });
    } else if layout.score < KNOWN && better.is_none() {
        reporter.add(&UNKNOWN_TEMPLATE, None, || {
            let first = layout.headings.iter().filter(|h| !h.text.trim().is_empty()).take(5);
            let first = first.map(|h| visible(h.text.trim(), 30)).collect();
            Finding::new(&UNKNOWN_TEMPLATE, Place::File)
                .with("chosen", definition.title.get(lang))
                .with("headings", Detail::All(first))
        });
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &OTHER_ENCODING,
    &OTHER_DELIMITER,
    &OTHER_FORMAT,
    &WRONG_IMPORT,
    &OBSOLETE_TEMPLATE,
    &UNKNOWN_TEMPLATE,
    &NO_RECORDS,
    &EMPTY_FILE,
    &OTHER_SHEETS,
    &SHEET_NOT_CHECKED,
    &INSTRUCTIONS,
    &FORMATTED,
    &ENDED_EARLY,
    &READER_DIED,
    &NO_IMPORT,
    &NO_SUCH_ROW,
    &READING_UNSURE,
    &NOT_CHECKABLE,
    &MAPPING_REFUSED,
    &NOT_READ_WHOLE,
];
