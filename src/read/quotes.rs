//! Faults of delimited text: quotes that do not pair up, line ends of several kinds, characters that cannot be.
//!
//! Readers of such files forgive all of these silently, and each forgives in its own way. Here the text is read as
//! most readers do, and every place where another reader may see something else is named.

use crate::problem::{Example, Finding, Findings, Grade, Place, Problem, Prose, Severity};
use crate::table::{Marks, Row};

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
    /// Cells with a quote inside, or one that is not doubled: a habit of the file, or a slip where it is the only one.
    inside: Findings,
    undoubled: Findings,
    /// Faults of the record at hand, which may be read again once more of it has arrived.
    pending: Vec<Finding>,
    /// The first cell of the record at hand that goes over several lines.
    over_lines: Option<u32>,
    /// There are cells in quotes.
    quoted: bool,
    ends: [u64; 3],
    /// The last cell with an odd character, as each is named once.
    last_odd: Option<(Odd, Place)>,
}

impl Faults {
    pub(crate) fn new() -> Faults {
        Faults {
            findings: Findings::keeping(KEEP),
            lone: Findings::keeping(KEEP),
            inside: Findings::keeping(KEEP),
            undoubled: Findings::keeping(KEEP),
            pending: Vec::new(),
            over_lines: None,
            quoted: false,
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
        // What one row has is a slip, what several have is a habit of the program that wrote them.
        let inside = self.inside.kept();
        let alone = inside.iter().all(|f| f.place.row() == inside.first().and_then(|f| f.place.row()));
        let doubtful = self.quoted || inside.iter().any(|f| is_doubtful(&f.value));
        match inside.first() {
            Some(first) if alone && doubtful => self.findings.add(instead(first, &STRAY_QUOTE)),
            _ => self.findings.absorb(self.inside),
        }
        // One slip makes one such cell; what many have is said of the file as a whole.
        if let [only] = self.undoubled.kept() {
            self.findings.add(instead(only, &UNDOUBLED_QUOTE));
        }
        self.findings
    }

    /// The record at hand is complete; `breaks` are the line breaks in it.
    pub(crate) fn keep_record(&mut self, row: &Row, breaks: u64, delimiter: u8) {
        let over_lines = self.over_lines.take().filter(|_| breaks > 0);
        let loose = |f: &Finding| *f.problem == TEXT_AFTER_QUOTE || *f.problem == QUOTE_INSIDE;
        let swallowed =
            || (0..row.len()).find(|i| holds_rows(row.shown(*i), *i, row.len(), char::from(delimiter)));
        let joined = over_lines.and_then(|column| {
            let loose = self.pending.iter().any(loose).then_some(column);
            loose.or_else(|| u32::try_from(swallowed()?).ok())
        });
        if let Some(column) = joined {
            self.pending.retain(|f| !loose(f));
            let finding = Finding::new(&ROWS_JOINED, Place::cell(row.number, column));
            let finding = finding.with("line", row.line).with("last", row.line + breaks);
            self.pending.push(finding.value(row.cell(column as usize).shown));
        }
        self.quoted = self.quoted || row.cells().any(|cell| cell.marks.has(Marks::QUOTED));
        for finding in self.pending.drain(..) {
            let list = match finding.problem {
                p if *p == QUOTE_INSIDE => &mut self.inside,
                p if *p == UNDOUBLED_QUOTE => &mut self.undoubled,
                _ => &mut self.findings,
            };
            list.add(finding);
        }
    }

    /// The record at hand will be read again.
    pub(crate) fn forget_record(&mut self) {
        self.pending.clear();
        self.over_lines = None;
    }

    /// The cell that will be pushed next goes over several lines.
    pub(crate) fn goes_over_lines(&mut self, row: &Row) {
        let column = u32::try_from(row.len()).unwrap_or(u32::MAX);
        self.over_lines.get_or_insert(column);
    }

    /// A quote that is not doubled inside a quoted cell, in a file that seems to do so throughout.
    pub(crate) fn undoubled(&mut self, row: &Row, text: &str) {
        self.pending.push(at_next_cell(&UNDOUBLED_QUOTE, row).with("line", row.line).value(text));
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

/// Another problem at the place of a finding.
fn instead(found: &Finding, problem: &'static Problem) -> Finding {
    let finding = Finding::new(problem, found.place).value(&found.value);
    Finding { details: found.details.clone(), ..finding }
}

/// Whether the only quote in the cells of a file is more likely a slip than meant: an odd number of them, none behind a
/// number (inches, seconds) or inside a Hebrew abbreviation.
fn is_doubtful(text: &str) -> bool {
    let mut before = None;
    let mut count = 0;
    for c in text.chars() {
        let hebrew = before.is_some_and(|b| ('\u{5d0}'..='\u{5ea}').contains(&b));
        if c == '"' {
            if before.is_some_and(char::is_numeric) || hebrew {
                return false;
            }
            count += 1;
        }
        before = Some(c);
    }
    count % 2 == 1
}

/// Whether a cell over several lines holds the end of its row, whole rows, and the start of another up to the same
/// column: what stands between two quotes when one was forgotten in each of two rows.
fn holds_rows(text: &str, column: usize, width: usize, delimiter: char) -> bool {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let whole = width.saturating_sub(1);
    let count = |line: &str| line.matches(delimiter).count();
    let first = lines.next().map_or(0, count);
    let last = if column == 0 { Some("") } else { lines.next_back() };
    let ends = last.is_some_and(|last| count(last) == column && (column == 0 || last.ends_with(delimiter)));
    let closed = column > 0 || text.ends_with(['\n', '\r']);
    whole > 0 && ends && closed && first + column == whole && lines.all(|line| count(line) == whole)
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
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Text follows a closing quotation mark",
        message: "{at}: after the closing quotation mark there is more text, {value}. It was read as part of the cell, but other programs read it otherwise, and the cells behind it may stand in the wrong columns. Write quotation marks inside a cell twice.",
        why: "Programs disagree on what such a cell holds, so the server may store something else than you see.",
        remedy: "Write a quotation mark that belongs to the text twice (\"\"), or export the file again from a spreadsheet.",
    },
    fr: Prose {
        title: "Du texte suit un guillemet fermant",
        message: "{at} : après le guillemet fermant, il y a encore du texte, {value}. Il a été lu comme faisant partie de la cellule, mais d'autres programmes le lisent autrement, et les cellules suivantes sont peut-être dans les mauvaises colonnes. Doublez les guillemets à l'intérieur d'une cellule.",
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

/// Rows in one cell: they show in it, or text behind its closing quote gives them away.
pub(crate) static ROWS_JOINED: Problem = Problem {
    code: "F410",
    name: "rows-joined-by-quote",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Rows were joined by a quotation mark",
        message: "{at}: a quotation mark opens here, in line {line} of the file or below, and closes in a later line. So lines {line} to {last} became one row, and their values stand in the wrong cells. Close the quotation mark or remove it.",
        why: "All text between two quotation marks belongs to one cell, line ends and delimiters included.",
        remedy: "Open the file in a text editor, go to that line, and close or remove the quotation mark.",
    },
    fr: Prose {
        title: "Des lignes ont été réunies par un guillemet",
        message: "{at} : un guillemet s'ouvre ici, à la ligne {line} du fichier ou plus bas, et se ferme dans une ligne suivante. Les lignes {line} à {last} n'en font donc plus qu'une, et leurs valeurs sont dans les mauvaises cellules. Fermez ou supprimez ce guillemet.",
        why: "Tout ce qui se trouve entre deux guillemets appartient à une seule cellule, fins de ligne et séparateurs compris.",
        remedy: "Ouvrez le fichier dans un éditeur de texte, allez à cette ligne, et fermez ou supprimez le guillemet.",
    },
    example: Example::of(
        "",
        "name,note\nAnn,\"first\nBob,\"second\"\n",
        "name,note\nAnn,\"first\"\nBob,\"second\"\n",
    ),
};

/// The only row of a file with a quote inside a cell, where that is not likely meant.
pub(crate) static STRAY_QUOTE: Problem = Problem {
    code: "F420",
    name: "stray-quote",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A single quotation mark stands inside a cell",
        message: "{at}: {value} contains a quotation mark but does not begin with one, unlike the cells of all other rows. A mark is probably missing or too many. Remove it, or put the whole cell between quotation marks and write the inner one twice.",
        why: "If the mark was to open or to close the cell, the cells of this row stand in the wrong columns.",
        remedy: "Open the file in a text editor and look at that line; or export it again from a spreadsheet.",
    },
    fr: Prose {
        title: "Un guillemet isolé se trouve dans une cellule",
        message: "{at} : {value} contient un guillemet sans commencer par un guillemet, à la différence des cellules de toutes les autres lignes. Il manque sans doute un guillemet, ou il y en a un de trop. Supprimez-le, ou mettez toute la cellule entre guillemets et doublez celui de l'intérieur.",
        why: "Si ce guillemet devait ouvrir ou fermer la cellule, les cellules de cette ligne sont dans les mauvaises colonnes.",
        remedy: "Ouvrez le fichier dans un éditeur de texte et regardez cette ligne ; ou exportez-le de nouveau depuis un tableur.",
    },
    example: Example::of(
        "",
        "name,city\nAnn,\"Bath\"\nBob,Bonn\"\n",
        "name,city\nAnn,\"Bath\"\nBob,\"Bonn\"\n",
    ),
};

/// The only quoted cell of a file with a quote that is not doubled.
pub(crate) static UNDOUBLED_QUOTE: Problem = Problem {
    code: "F430",
    name: "quote-not-doubled",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A quotation mark inside a quoted cell is not doubled",
        message: "{at}: the cell holds a quotation mark that is not doubled. It was read as {value}, which nothing else in the file bears out. Write the mark twice, or remove it.",
        why: "Programs disagree on where such a cell ends, so text may move to another column.",
        remedy: "Open the file in a text editor and look at that line; or export it again from a spreadsheet.",
    },
    fr: Prose {
        title: "Un guillemet à l'intérieur d'une cellule entre guillemets n'est pas doublé",
        message: "{at} : la cellule contient un guillemet qui n'est pas doublé. Elle a été lue comme {value}, ce que rien d'autre dans le fichier ne confirme. Doublez ce guillemet ou supprimez-le.",
        why: "Les programmes ne s'accordent pas sur la fin d'une telle cellule ; du texte peut passer dans une autre colonne.",
        remedy: "Ouvrez le fichier dans un éditeur de texte et regardez cette ligne ; ou exportez-le de nouveau depuis un tableur.",
    },
    example: Example::of(
        "",
        "name,city\n\"Ann\",\"Ba\"th\"\n\"Bob\",\"Bonn\"\n",
        "name,city\n\"Ann\",\"Bath\"\n\"Bob\",\"Bonn\"\n",
    ),
};

/// The file quotes its cells in another way than most.
pub(crate) static OTHER_QUOTING: Problem = Problem {
    code: "F440",
    name: "other-quoting",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "The file writes quotation marks in its own way",
        message: "The file writes quotation marks in its own way: {how}. All rows were read like that, and each has the same number of cells. Look at a few rows to see whether it is right.",
        why: "Most programs read such cells otherwise; the cleaned file writes them as all programs read them.",
        remedy: "Nothing to do if the rows look right. Otherwise export the file again from a spreadsheet.",
    },
    fr: Prose {
        title: "Le fichier écrit les guillemets à sa façon",
        message: "Le fichier écrit les guillemets à sa façon : {how}. Toutes les lignes ont été lues ainsi, et chacune a le même nombre de cellules. Regardez quelques lignes pour voir si c'est juste.",
        why: "La plupart des programmes lisent ces cellules autrement ; le fichier nettoyé les écrit comme tous les programmes les lisent.",
        remedy: "Rien à faire si les lignes semblent justes. Sinon, exportez de nouveau le fichier depuis un tableur.",
    },
    example: Example::of(
        "",
        "name,note\n\"Ann\",\"said \\\"yes\\\", then left\"\n",
        "name,note\n\"Ann\",\"said \"\"yes\"\", then left\"\n",
    ),
};

/// A byte order mark that was turned into letters.
pub(crate) static MARK_AS_TEXT: Problem = Problem {
    code: "F450",
    name: "file-mark-as-letters",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "The mark at the start of the file was turned into letters",
        message: "The file begins with “ï»¿”: a mark that says how its letters are written, read as letters by another program. It is left out. Look whether accents in the file are as they should be.",
        why: "The letters would stick to the first heading, which nobody would recognise.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "La marque au début du fichier a été changée en lettres",
        message: "Le fichier commence par « ï»¿ » : une marque qui dit comment ses lettres sont écrites, lue comme des lettres par un autre programme. Elle est laissée de côté. Regardez si les accents du fichier sont comme il faut.",
        why: "Ces lettres colleraient au premier intitulé, que personne ne reconnaîtrait.",
        remedy: "Rien à faire.",
    },
    example: Example::of("", "ï»¿name,city\nAnn,Bath\n", "\u{feff}name,city\nAnn,Bath\n"),
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
    &ROWS_JOINED,
    &STRAY_QUOTE,
    &UNDOUBLED_QUOTE,
    &OTHER_QUOTING,
    &MARK_AS_TEXT,
];
