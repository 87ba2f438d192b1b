//! What can be wrong with a text, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// Characters that steer machines and are no text.
pub(crate) static CONTROL_CHARACTERS: Problem = Problem {
    code: "V210",
    name: "control-characters",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The text has control characters in it",
        message: "{at} holds “{value}”, with characters that are not text. They are left out: “{result}”.",
        why: "Such characters come along when text is copied from other programs; the server may refuse \
            them or cut the text there.",
        remedy: "Nothing to do if the text shown is right. Otherwise type it again.",
    },
    fr: Prose {
        title: "Le texte contient des caractères de commande",
        message: "{at} contient « {value} », avec des caractères qui ne sont pas du texte. Ils sont retirés \
            : « {result} ».",
        why: "De tels caractères accompagnent un texte copié depuis un autre programme ; le serveur peut \
            les refuser ou couper le texte à cet endroit.",
        remedy: "Rien à faire si le texte affiché est juste. Sinon, saisissez-le de nouveau.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nJo\u{1}hn,x\n",
        "name,note\nJohn,x\n",
    ),
};

/// Characters without width, or that turn the direction of writing.
pub(crate) static INVISIBLE_CHARACTERS: Problem = Problem {
    code: "V220",
    name: "invisible-characters",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The text has invisible characters in it",
        message: "{at} holds “{value}”, with characters that nobody sees. They are left out: “{result}”.",
        why: "Two texts that look the same are then different to the server, so that a name is not found or \
            appears twice.",
        remedy: "Nothing to do if the text shown is right. Otherwise type it again instead of copying it.",
    },
    fr: Prose {
        title: "Le texte contient des caractères invisibles",
        message: "{at} contient « {value} », avec des caractères que personne ne voit. Ils sont retirés : « \
            {result} ».",
        why: "Deux textes d’apparence identique sont alors différents pour le serveur : un nom n’est pas \
            retrouvé ou apparaît deux fois.",
        remedy: "Rien à faire si le texte affiché est juste. Sinon, saisissez-le de nouveau au lieu de le \
            copier.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nJo\u{200b}hn,x\n",
        "name,note\nJohn,x\n",
    ),
};

/// Accents saved in one way and read in another.
pub(crate) static MOJIBAKE: Problem = Problem {
    code: "V230",
    name: "misread-accents",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "Accents in the text were misread by another program",
        message: "{at} holds “{value}”, which probably was “{result}”. Repair it?",
        why: "The file was saved with one character set and opened with another; the server would store the \
            wrong letters.",
        remedy: "Accept the repaired text. Better still, export the file again from where it came from, as \
            “CSV UTF-8”.",
    },
    fr: Prose {
        title: "Des accents du texte ont été mal lus par un autre programme",
        message: "{at} contient « {value} », sans doute mis pour « {result} ». Faut-il le réparer ?",
        why: "Le fichier a été enregistré avec un jeu de caractères et ouvert avec un autre ; le serveur \
            enregistrerait de mauvaises lettres.",
        remedy: "Acceptez le texte réparé. Mieux encore, exportez de nouveau le fichier depuis son \
            programme d’origine, au format « CSV UTF-8 ».",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nMÃ¼ller,x\n",
        "name,note\nMüller,x\n",
    ),
};

/// Several lines in one cell.
pub(crate) static LINE_BREAKS: Problem = Problem {
    code: "V240",
    name: "line-breaks",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "The text has several lines",
        message: "{at} holds “{value}”. The lines are joined with blanks: “{result}”.",
        why: "The server reads one line per cell here; a line break may cut the row in two.",
        remedy: "Nothing to do if the text shown is right.",
    },
    fr: Prose {
        title: "Le texte a plusieurs lignes",
        message: "{at} contient « {value} ». Les lignes sont réunies par des espaces : « {result} ».",
        why: "Le serveur lit ici une ligne par cellule ; un retour à la ligne peut couper l’enregistrement \
            en deux.",
        remedy: "Rien à faire si le texte affiché est juste.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name","singleLine":true},{"name":"note"}]}"#,
        "name,note\n\"Main\nbuilding\",x\n",
        "name,note\nMain building,x\n",
    ),
};

/// The mark that programs put where a letter could not be read.
pub(crate) static REPLACEMENT_CHARACTER: Problem = Problem {
    code: "V250",
    name: "lost-characters",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A letter of the text was lost before the file came here",
        message: "{at} holds “{value}”. The mark � stands where another program could not read a letter. \
            Type the letter again.",
        why: "The letter cannot be recovered from the file; the server would store the mark.",
        remedy: "Correct the text, or export the file again from where it came from, as “CSV UTF-8”.",
    },
    fr: Prose {
        title: "Une lettre du texte a été perdue avant l’arrivée du fichier",
        message: "{at} contient « {value} ». Le signe � se trouve là où un autre programme n’a pas su lire \
            une lettre. Saisissez-la de nouveau.",
        why: "La lettre ne peut plus être retrouvée dans le fichier ; le serveur enregistrerait le signe.",
        remedy: "Corrigez le texte, ou exportez de nouveau le fichier depuis son programme d’origine, au \
            format « CSV UTF-8 ».",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nM\u{fffd}ller,x\n",
        "name,note\nMüller,x\n",
    ),
};

/// A spreadsheet would run the text as a formula.
pub(crate) static FORMULA_LIKE: Problem = Problem {
    code: "V260",
    name: "formula-like",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "The text looks like a formula",
        message: "{at} holds “{value}”. A spreadsheet that opens the server’s export would take this text \
            for a formula.",
        why: "Text that begins with =, +, - or @ is calculated by spreadsheets, which can hide it or do \
            harm.",
        remedy: "If it is meant as text, begin it with another character. If it is a formula, enter its \
            result.",
    },
    fr: Prose {
        title: "Le texte ressemble à une formule",
        message: "{at} contient « {value} ». Un tableur qui ouvre l’export du serveur prendrait ce texte \
            pour une formule.",
        why: "Un texte qui commence par =, +, - ou @ est calculé par les tableurs, ce qui peut le masquer \
            ou causer des dégâts.",
        remedy: "S’il s’agit d’un texte, faites-le commencer par un autre caractère. S’il s’agit d’une \
            formule, saisissez son résultat.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n=A1+B1,x\n",
        "name,note\n-12.50,x\n",
    ),
};

/// Typographic quotation marks or apostrophes.
pub(crate) static CURLY_QUOTES: Problem = Problem {
    code: "V270",
    name: "curly-quotes",
    severity: Severity::Notice,
    repair: Grade::Ask,
    en: Prose {
        title: "The text has typographic quotation marks",
        message: "{at} holds “{value}”. With straight marks it would be “{result}”.",
        why: "Text processors turn straight marks into curved ones; a name with the one is another name \
            than the same with the other.",
        remedy: "Keep the marks if the text is written that way everywhere, or accept the straight ones.",
    },
    fr: Prose {
        title: "Le texte contient des guillemets ou apostrophes typographiques",
        message: "{at} contient « {value} ». Avec des signes droits, ce serait « {result} ».",
        why: "Les traitements de texte courbent les signes droits ; un nom écrit avec les uns n’est pas le \
            même nom qu’avec les autres.",
        remedy: "Gardez-les si le texte est écrit ainsi partout, ou acceptez les signes droits.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nO’Brien,x\n",
        "name,note\nO'Brien,x\n",
    ),
};

/// The apostrophe by which spreadsheets are told to keep a text.
pub(crate) static LEADING_APOSTROPHE: Problem = Problem {
    code: "V280",
    name: "leading-apostrophe",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "An apostrophe stands before the value",
        message: "{at} holds “{value}”. The apostrophe before it is left out: “{result}”.",
        why: "In a spreadsheet the apostrophe says that the cell is text and is not shown; in a text file \
            it becomes a part of the value.",
        remedy: "Nothing to do if the value shown is right.",
    },
    fr: Prose {
        title: "Une apostrophe précède la valeur",
        message: "{at} contient « {value} ». L’apostrophe du début est retirée : « {result} ».",
        why: "Dans un tableur, l’apostrophe indique que la cellule est du texte et ne s’affiche pas ; dans \
            un fichier texte, elle devient une partie de la valeur.",
        remedy: "Rien à faire si la valeur affichée est juste.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n'0123,x\n",
        "name,note\n0123,x\n",
    ),
};

/// Fewer characters than needed.
pub(crate) static TOO_SHORT: Problem = Problem {
    code: "V310",
    name: "too-short",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The text is too short",
        message: "{at} holds “{value}”, which has {length} {length|character|characters}; at least {limit} \
            {limit|is|are} needed{because}.",
        why: "The server refuses shorter texts here.",
        remedy: "Enter the text in full.",
    },
    fr: Prose {
        title: "Le texte est trop court",
        message: "{at} contient « {value} », soit {length} {length|caractère|caractères} ; il en faut au \
            moins {limit}{because}.",
        why: "Le serveur refuse ici les textes plus courts.",
        remedy: "Saisissez le texte en entier.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"minLength":3}},{"name":"note"}]}"#,
        "code,note\nAB,x\n",
        "code,note\nABC,x\n",
    ),
};

/// More characters than allowed.
pub(crate) static TOO_LONG: Problem = Problem {
    code: "V320",
    name: "too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The text is too long",
        message: "{at} holds “{value}”, which has {length} {length|character|characters}; at most {limit} \
            {limit|is|are} allowed{because}.",
        why: "The server refuses longer texts or cuts them off.",
        remedy: "Shorten the text, or move a part of it into another column.",
    },
    fr: Prose {
        title: "Le texte est trop long",
        message: "{at} contient « {value} », soit {length} {length|caractère|caractères} ; {limit} au plus \
            {limit|est permis|sont permis}{because}.",
        why: "Le serveur refuse les textes plus longs ou les coupe.",
        remedy: "Raccourcissez le texte, ou déplacez-en une partie dans une autre colonne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"maxLength":3}},{"name":"note"}]}"#,
        "code,note\nABCD,x\n",
        "code,note\nABC,x\n",
    ),
};

/// The text does not have the form the column asks for.
pub(crate) static PATTERN_NOT_MATCHED: Problem = Problem {
    code: "V330",
    name: "pattern-not-matched",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The text does not have the expected form",
        message: "{at} holds “{value}”, which does not have the expected form: {expected}.",
        why: "The server accepts only values of that form here.",
        remedy: "Correct the value. Look for blanks, missing characters or characters that are not allowed.",
    },
    fr: Prose {
        title: "Le texte n’a pas la forme attendue",
        message: "{at} contient « {value} », qui n’a pas la forme attendue : {expected}.",
        why: "Le serveur n’accepte ici que des valeurs de cette forme.",
        remedy: "Corrigez la valeur. Cherchez des espaces, des caractères manquants ou des caractères non \
            permis.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"code","constraints":{"pattern":"[A-Z]{2}[0-9]+"},"example":"AB12"},{"name":"note"}]}"#,
        "code,note\n12AB,x\n",
        "code,note\nAB12,x\n",
    ),
};

/// Blanks around a value were cut.
pub(crate) static TRIMMED: Problem = Problem {
    code: "C110",
    name: "blanks-trimmed",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "Blanks around the value were left out",
        message: "{at} holds “{value}”. The blanks around it are left out: “{result}”.",
        why: "Blanks at the ends are not seen but make a value different to the server.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Des espaces autour de la valeur ont été retirés",
        message: "{at} contient « {value} ». Les espaces qui l’entourent sont retirés : « {result} ».",
        why: "Les espaces au début et à la fin ne se voient pas, mais rendent une valeur différente pour le \
            serveur.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\n Ann,x\n",
        "name,note\nAnn,x\n",
    ),
};

/// Blanks of another kind became plain blanks.
pub(crate) static BLANKS_REPLACED: Problem = Problem {
    code: "C120",
    name: "blanks-replaced",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "Blanks of another kind were replaced by plain ones",
        message: "{at} holds “{value}”. Its non-breaking blanks or tabs become plain blanks: “{result}”.",
        why: "They look the same but make a value different to the server.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Des espaces d’une autre sorte ont été remplacés par des espaces simples",
        message: "{at} contient « {value} ». Ses espaces insécables ou tabulations deviennent des espaces \
            simples : « {result} ».",
        why: "Ils ont la même apparence, mais rendent une valeur différente pour le serveur.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"note"}]}"#,
        "name,note\nMain\u{a0}building,x\n",
        "name,note\nMain building,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &CONTROL_CHARACTERS,
    &INVISIBLE_CHARACTERS,
    &MOJIBAKE,
    &LINE_BREAKS,
    &REPLACEMENT_CHARACTER,
    &FORMULA_LIKE,
    &CURLY_QUOTES,
    &LEADING_APOSTROPHE,
    &TOO_SHORT,
    &TOO_LONG,
    &PATTERN_NOT_MATCHED,
    &TRIMMED,
    &BLANKS_REPLACED,
];
