//! Faults of delimited text: quotes that do not pair up, line ends of several kinds, characters that cannot be.
//!
//! Readers of such files forgive all of these silently, and each forgives in its own way. Here the text is read as
//! most readers do, and every place where another reader may see something else is named.

use crate::problem::{Example, Finding, Findings, Grade, Place, Problem, Prose, Severity};
use crate::table::Row;

/// Findings kept of each fault.
const KEEP: u64 = 1000;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    CrLf,
    Lf,
    Cr,
}

/// A character that never belongs in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// The character of number 0.
    Nul,
    /// A byte order mark in the middle of the text.
    Mark,
    /// Bytes that mean nothing in the encoding.
    Undecodable,
    /// U+FFFD written in the file: a letter was lost before.
    Replacement,
}

/// The faults of a file, collected while its records are read.
pub(crate) struct Faults {
    findings: Findings,
    /// Rows that end in a lone carriage return; a fault only if other rows end otherwise.
    lone: Findings,
    /// Faults of the record at hand, which may be read again once more of it has arrived.
    pending: Vec<Finding>,
    ends: [u64; 3],
    /// The last cell with an odd character, as each is named once.
    last_odd: Option<(Odd, Place)>,
}

impl Faults {
    pub(crate) fn new() -> Faults {
        Faults {
            findings: Findings::keeping(KEEP),
            lone: Findings::keeping(KEEP),
            pending: Vec::new(),
            ends: [0; 3],
            last_odd: None,
        }
    }

    /// All findings, those about the file as a whole included.
    pub(crate) fn finish(mut self) -> Findings {
        let [crlf, lf, cr] = self.ends;
        if self.ends.iter().filter(|count| **count > 0).count() > 1 {
            let finding = Finding::new(&MIXED_LINE_ENDS, Place::File);
            self.findings.add(finding.with("crlf", crlf).with("lf", lf).with("cr", cr));
            if cr < crlf + lf {
                self.findings.absorb(self.lone);
            }
        }
        self.findings
    }

    /// The record at hand is complete.
    pub(crate) fn keep_record(&mut self) {
        for finding in self.pending.drain(..) {
            self.findings.add(finding);
        }
    }

    /// The record at hand will be read again.
    pub(crate) fn forget_record(&mut self) {
        self.pending.clear();
    }

    pub(crate) fn line_end(&mut self, end: LineEnd, row: u32) {
        if let Some(count) = self.ends.get_mut(end as usize) {
            *count += 1;
        }
        if end == LineEnd::Cr {
            self.lone.add_with(&LONE_RETURN, || Finding::new(&LONE_RETURN, Place::Row(row)));
        }
    }

    /// Text between a closing quote and the next delimiter, in the cell that will be pushed next.
    pub(crate) fn text_after_quote(&mut self, row: &Row, text: &str) {
        self.pending.push(at_next_cell(&TEXT_AFTER_QUOTE, row).with("line", row.line).value(text));
    }

    /// A quote in a cell that does not begin with one.
    pub(crate) fn quote_inside(&mut self, row: &Row, text: &str) {
        self.pending.push(at_next_cell(&QUOTE_INSIDE, row).with("line", row.line).value(text));
    }

    /// A quote that opens on `line` at character `position` and is never closed.
    pub(crate) fn unterminated(&mut self, row: &Row, line: u64, position: u64, breaks: u64) {
        let finding = at_next_cell(&UNTERMINATED, row);
        self.pending.push(finding.with("line", line).with("position", position).with("lines", breaks));
    }

    pub(crate) fn many_breaks(&mut self, row: &Row, breaks: u64) {
        self.pending.push(at_next_cell(&MANY_BREAKS, row).with("line", row.line).with("lines", breaks));
    }

    /// An odd character in column `column` of a row that was read.
    pub(crate) fn odd(&mut self, odd: Odd, column: u32, row: &Row) {
        let problem = match odd {
            Odd::Nul => &NUL,
            Odd::Mark => &MARK_INSIDE,
            Odd::Undecodable => &UNDECODABLE,
            Odd::Replacement => &LOST_LETTER,
        };
        let place = Place::cell(row.number, column);
        if self.last_odd.replace((odd, place)) == Some((odd, place)) {
            return;
        }
        self.findings.add_with(problem, || {
            Finding::new(problem, place).with("line", row.line).value(row.cell(column as usize).shown)
        });
    }
}

fn at_next_cell(problem: &'static Problem, row: &Row) -> Finding {
    let column = u32::try_from(row.len()).unwrap_or(u32::MAX);
    Finding::new(problem, Place::cell(row.number, column))
}

/// A quote without its partner.
pub(crate) static UNTERMINATED: Problem = Problem {
    code: "F200",
    name: "quote-not-closed",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A quotation mark is never closed",
        message: "{at}: a quotation mark opens in line {line}, character {position}, and is never closed. The rest of the file, {lines} {lines|line break|line breaks}, became one cell. Close or remove the quotation mark.",
        why: "Everything after an open quotation mark belongs to one cell, so all rows behind it are lost.",
        remedy: "Open the file in a text editor, go to that line, and close or remove the quotation mark.",
    },
    fr: Prose {
        title: "Un guillemet n'est jamais fermé",
        message: "{at} : un guillemet s'ouvre à la ligne {line} du fichier, caractère {position}, et n'est jamais fermé. Le reste du fichier, {lines} {lines|saut de ligne|sauts de ligne}, est devenu une seule cellule. Fermez ou supprimez ce guillemet.",
        why: "Tout ce qui suit un guillemet ouvert appartient à une seule cellule : les lignes suivantes sont perdues.",
        remedy: "Ouvrez le fichier dans un éditeur de texte, allez à cette ligne, et fermez ou supprimez le guillemet.",
    },
    example: Example::of("", "name,city\nAnn,\"Bath\nBob,Bonn\n", "name,city\nAnn,\"Bath\"\nBob,Bonn\n"),
};

/// `"a"b`.
pub(crate) static TEXT_AFTER_QUOTE: Problem = Problem {
    code: "F210",
    name: "text-after-closing-quote",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Text follows a closing quotation mark",
        message: "{at}: after the closing quotation mark there is more text, {value}. It was read as part of the cell; other programs may read it otherwise. Write quotation marks inside a cell twice.",
        why: "Programs disagree on what such a cell holds, so the server may store something else than you see.",
        remedy: "Write a quotation mark that belongs to the text twice (\"\"), or export the file again from a spreadsheet.",
    },
    fr: Prose {
        title: "Du texte suit un guillemet fermant",
        message: "{at} : après le guillemet fermant, il y a encore du texte, {value}. Il a été lu comme faisant partie de la cellule ; d'autres programmes peuvent le lire autrement. Doublez les guillemets à l'intérieur d'une cellule.",
        why: "Les programmes ne s'accordent pas sur le contenu d'une telle cellule ; le serveur peut enregistrer autre chose que ce que vous voyez.",
        remedy: "Doublez un guillemet qui fait partie du texte (\"\"), ou exportez de nouveau le fichier depuis un tableur.",
    },
    example: Example::of("", "name,note\nAnn,\"Bath\" north\n", "name,note\nAnn,\"Bath \"\"north\"\"\"\n"),
};

/// `5" pipe`.
pub(crate) static QUOTE_INSIDE: Problem = Problem {
    code: "F220",
    name: "quote-in-unquoted-cell",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A quotation mark stands inside a cell that does not begin with one",
        message: "{at}: {value} contains a quotation mark but does not begin with one. It was kept as part of the text. If it was meant to open the cell, remove what stands before it.",
        why: "Usually such a mark is meant (5\" pipe). But after a stray blank it no longer protects the separators behind it.",
        remedy: "Nothing if the mark belongs to the text. Otherwise remove the blank before it.",
    },
    fr: Prose {
        title: "Un guillemet se trouve dans une cellule qui ne commence pas par un guillemet",
        message: "{at} : {value} contient un guillemet sans commencer par un guillemet. Il a été gardé comme texte. S'il devait ouvrir la cellule, supprimez ce qui le précède.",
        why: "Le plus souvent, ce signe est voulu (tube de 5\"). Mais après une espace en trop, il ne protège plus les séparateurs qui suivent.",
        remedy: "Rien si le guillemet fait partie du texte. Sinon, supprimez l'espace qui le précède.",
    },
    example: Example::of("", "name,size\npipe,5\" wide\n", "name,size\npipe,\"5\"\" wide\"\n"),
};

/// A quoted cell over very many lines.
pub(crate) static MANY_BREAKS: Problem = Problem {
    code: "F230",
    name: "many-lines-in-one-cell",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A cell goes over very many lines",
        message: "{at}: this cell holds {lines} line breaks. A quotation mark is probably missing or too many near line {line} of the file, and rows were swallowed by it.",
        why: "A stray quotation mark joins all rows up to the next one into a single cell.",
        remedy: "Open the file in a text editor and look at that line. If the text is really that long, nothing needs to be done.",
    },
    fr: Prose {
        title: "Une cellule s'étend sur un très grand nombre de lignes",
        message: "{at} : cette cellule contient {lines} sauts de ligne. Il manque sans doute un guillemet, ou il y en a un de trop, vers la ligne {line} du fichier, et des lignes ont été avalées.",
        why: "Un guillemet isolé réunit toutes les lignes jusqu'au guillemet suivant en une seule cellule.",
        remedy: "Ouvrez le fichier dans un éditeur de texte et regardez cette ligne. Si le texte est vraiment aussi long, il n'y a rien à faire.",
    },
    example: Example::of(
        "",
        "name,note\nAnn,\"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\"\n",
        "name,note\nAnn,\"1\n2\n3\"\n",
    ),
};

/// A carriage return without a line feed among other line ends.
pub(crate) static LONE_RETURN: Problem = Problem {
    code: "F240",
    name: "lone-carriage-return",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A row ends in an unusual line break",
        message: "{at} ends in a single carriage return while other rows do not. It was read as the end of the row. If the row was cut there, join it again.",
        why: "Some programs see the end of a row there, others a break inside a cell.",
        remedy: "Open the file in a spreadsheet, look at that row and the next one, and save it again.",
    },
    fr: Prose {
        title: "Une ligne finit par un saut de ligne inhabituel",
        message: "{at} finit par un simple retour chariot, les autres lignes non. Il a été lu comme une fin de ligne. Si la ligne a été coupée à cet endroit, recollez-la.",
        why: "Certains programmes y voient la fin d'une ligne, d'autres un saut de ligne dans une cellule.",
        remedy: "Ouvrez le fichier dans un tableur, regardez cette ligne et la suivante, et enregistrez-le de nouveau.",
    },
    example: Example::of(
        "",
        "name,city\nAnn,Bath\rBob,Bonn\nCid,Cork\n",
        "name,city\nAnn,Bath\nBob,Bonn\nCid,Cork\n",
    ),
};

/// Rows end in different ways.
pub(crate) static MIXED_LINE_ENDS: Problem = Problem {
    code: "F250",
    name: "mixed-line-ends",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Rows end in different ways",
        message: "The rows of the file end in different ways: {crlf} as on Windows, {lf} as on Linux and Mac, {cr} as on very old Macs. All were read as ends of rows.",
        why: "Such a file was put together from several parts or edited by several programs; a part may be missing.",
        remedy: "Nothing needs to be done if the number of rows is right.",
    },
    fr: Prose {
        title: "Les lignes finissent de plusieurs façons",
        message: "Les lignes du fichier finissent de plusieurs façons : {crlf} comme sous Windows, {lf} comme sous Linux et Mac, {cr} comme sur les très anciens Mac. Toutes ont été lues comme des fins de ligne.",
        why: "Un tel fichier a été assemblé à partir de plusieurs morceaux ou modifié par plusieurs programmes ; il peut en manquer un.",
        remedy: "Il n'y a rien à faire si le nombre de lignes est juste.",
    },
    example: Example::of("", "name,city\r\nAnn,Bath\nBob,Bonn\r\n", "name,city\r\nAnn,Bath\r\nBob,Bonn\r\n"),
};

/// The character of number 0.
pub(crate) static NUL: Problem = Problem {
    code: "F260",
    name: "nul-character",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell holds a character that no text has",
        message: "{at}: {value} contains the character number 0, which never occurs in text. The file was damaged, or saved by a faulty program. Type the cell again.",
        why: "Programs cut the text at such a character, so the server may store half of it.",
        remedy: "Type the cell again, or export the file again from the program it came from.",
    },
    fr: Prose {
        title: "Une cellule contient un caractère qu'aucun texte ne contient",
        message: "{at} : {value} contient le caractère numéro 0, qui n'existe dans aucun texte. Le fichier a été abîmé ou enregistré par un programme défectueux. Saisissez de nouveau la cellule.",
        why: "Les programmes coupent le texte à ce caractère ; le serveur pourrait n'en enregistrer que la moitié.",
        remedy: "Saisissez de nouveau la cellule, ou exportez de nouveau le fichier depuis le programme d'où il vient.",
    },
    example: Example::of("", "name,city\nAnn,Ba\0th\n", "name,city\nAnn,Bath\n"),
};

/// A byte order mark in the middle.
pub(crate) static MARK_INSIDE: Problem = Problem {
    code: "F270",
    name: "file-mark-inside",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "An invisible mark that belongs at the start of a file stands inside it",
        message: "{at}: {value} contains an invisible mark that belongs at the very start of a file. Two files were probably joined; look whether a row of headings stands there too.",
        why: "The mark is invisible but makes the value differ from the one you see.",
        remedy: "Remove the mark by typing the cell again; remove a repeated row of headings.",
    },
    fr: Prose {
        title: "Une marque invisible de début de fichier se trouve au milieu",
        message: "{at} : {value} contient une marque invisible qui n'a sa place qu'au tout début d'un fichier. Deux fichiers ont sans doute été réunis ; regardez si une ligne d'en-têtes se trouve là aussi.",
        why: "La marque ne se voit pas, mais la valeur n'est plus celle que vous voyez.",
        remedy: "Saisissez de nouveau la cellule ; supprimez une ligne d'en-têtes répétée.",
    },
    example: Example::of(
        "",
        "name,city\nAnn,Bath\n\u{feff}Bob,Bonn\n",
        "\u{feff}name,city\nAnn,Bath\nBob,Bonn\n",
    ),
};

/// Bytes that mean nothing in the encoding.
pub(crate) static UNDECODABLE: Problem = Problem {
    code: "F280",
    name: "letters-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A cell holds letters that cannot be read",
        message: "{at}: {value} contains something that is not a letter in the way the rest of the file is written; it is shown as “�”. Type the cell again, or choose another encoding above.",
        why: "Parts of the file were written by different programs. The letter at this place is not known.",
        remedy: "Type the cell again, or save the whole file as “CSV UTF-8” from a spreadsheet.",
    },
    fr: Prose {
        title: "Une cellule contient des lettres illisibles",
        message: "{at} : {value} contient quelque chose qui n'est pas une lettre dans l'écriture du reste du fichier, affiché « � ». Saisissez de nouveau la cellule, ou choisissez un autre encodage plus haut.",
        why: "Des parties du fichier ont été écrites par des programmes différents. La lettre à cet endroit est inconnue.",
        remedy: "Saisissez de nouveau la cellule, ou enregistrez tout le fichier en « CSV UTF-8 » depuis un tableur.",
    },
    example: Example::NONE,
};

/// U+FFFD written in the file.
pub(crate) static LOST_LETTER: Problem = Problem {
    code: "F290",
    name: "letter-already-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A letter was lost before the file came here",
        message: "{at}: {value} contains “�”, which programs write where they could not read a letter. The letter is gone from the file. Type the cell again.",
        why: "The file went through a program that did not understand its letters.",
        remedy: "Type the cell again, or go back to the file from before that program.",
    },
    fr: Prose {
        title: "Une lettre a été perdue avant d'arriver ici",
        message: "{at} : {value} contient « � », que les programmes écrivent à la place d'une lettre qu'ils n'ont pas su lire. La lettre n'est plus dans le fichier. Saisissez de nouveau la cellule.",
        why: "Le fichier est passé par un programme qui n'a pas compris ses lettres.",
        remedy: "Saisissez de nouveau la cellule, ou reprenez le fichier d'avant ce programme.",
    },
    example: Example::of("", "name,city\nAnn,M\u{fffd}nster\n", "name,city\nAnn,Münster\n"),
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &UNTERMINATED,
    &TEXT_AFTER_QUOTE,
    &QUOTE_INSIDE,
    &MANY_BREAKS,
    &LONE_RETURN,
    &MIXED_LINE_ENDS,
    &NUL,
    &MARK_INSIDE,
    &UNDECODABLE,
    &LOST_LETTER,
];
