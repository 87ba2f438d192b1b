//! What can be wrong with headings, with all texts. Pairing is done in `header.rs`, judging in `rules/headings.rs`.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

pub(crate) static COLUMN_LEFT_OUT: Problem = Problem {
    code: "S410",
    name: "column-left-out",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A column is left out by the column mapping",
        message: "{at} is a column that the mapping leaves out. Nothing of it goes into the cleaned file.",
        why: "You, or the page, said that it does not belong to the import.",
        remedy: "Nothing to do; change the mapping if the column is needed.",
    },
    fr: Prose {
        title: "Une colonne est laissée de côté par la correspondance des colonnes",
        message: "{at} est une colonne que la correspondance laisse de côté. Rien n’en passe dans le fichier nettoyé.",
        why: "Vous, ou la page, avez dit qu’elle ne fait pas partie de l’import.",
        remedy: "Rien à faire\u{a0}; changez la correspondance si la colonne est nécessaire.",
    },
    example: Example::NONE,
};

pub(crate) static MAPPED_COLUMN_ABSENT: Problem = Problem {
    code: "S420",
    name: "mapped-column-absent",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "The column mapping names a column that is not in the file",
        message: "The mapping names the column “{column}”, which is not in this file. Look whether its heading has changed, and map it anew.",
        why: "What the mapping says of it has no effect.",
        remedy: "Correct the mapping, or the heading in the file.",
    },
    fr: Prose {
        title: "La correspondance nomme une colonne qui n’est pas dans le fichier",
        message: "La correspondance nomme la colonne «\u{a0}{column}\u{a0}», qui n’est pas dans ce fichier. Voyez si son intitulé a changé, et refaites la correspondance.",
        why: "Ce que la correspondance en dit n’a pas d’effet.",
        remedy: "Corrigez la correspondance, ou l’intitulé dans le fichier.",
    },
    example: Example::NONE,
};

pub(crate) static LATE_HEADER: Problem = Problem {
    code: "S110",
    name: "late-header",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: Prose {
        title: "The headings are not in the first row",
        message: "The headings are in row {header}. The {count} {count|row above it is|rows above it are} not data and {count|is|are} left out.",
        why: "The server expects the headings in the first row.",
        remedy: "Nothing to do: the cleaned file begins with the headings.",
    },
    fr: Prose {
        title: "Les intitulés ne sont pas en première ligne",
        message: "Les intitulés sont en ligne {header}. {count|La ligne|Les lignes} au-dessus ({count}) ne {count|est|sont} pas des données et {count|est laissée|sont laissées} de côté.",
        why: "Le serveur attend les intitulés en première ligne.",
        remedy: "Rien à faire : le fichier nettoyé commence par les intitulés.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "My list,\nname,city\nAna,Cork\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MISSING_COLUMN: Problem = Problem {
    code: "S120",
    name: "missing-column",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A column that is needed is not in the file",
        message: "The column “{column}” is missing. {near} Every file needs it.",
        why: "Without it no record can be imported.",
        remedy: "Add the column, or correct its heading in the file.",
    },
    fr: Prose {
        title: "Une colonne nécessaire manque dans le fichier",
        message: "La colonne « {column} » manque. {near} Elle est nécessaire.",
        why: "Sans elle aucun enregistrement ne peut être importé.",
        remedy: "Ajoutez la colonne, ou corrigez son intitulé dans le fichier.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"},{"name":"zip"}]}"#,
        "city,zip\nCork,1\n",
        "name,city,zip\nAna,Cork,1\n",
    ),
};

pub(crate) static NEEDED_COLUMN_MISSING: Problem = Problem {
    code: "S125",
    name: "needed-column-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Some rows need a column that is not in the file",
        message: "The column “{column}” is missing, but {count} {count|row needs|rows need} it (first in row {first}).",
        why: "These records cannot be imported without it.",
        remedy: "Add the column and fill it in for these rows.",
    },
    fr: Prose {
        title: "Certaines lignes ont besoin d’une colonne absente du fichier",
        message: "La colonne « {column} » manque, mais {count} {count|ligne en a|lignes en ont} besoin (d’abord la ligne {first}).",
        why: "Ces enregistrements ne peuvent pas être importés sans elle.",
        remedy: "Ajoutez la colonne et renseignez-la pour ces lignes.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"k"},{"name":"b"},{"name":"n"}],"rules":[{"rule":"required","fields":["n"],"when":{"k":"x"}}]}"#,
        "k,b\nx,1\n",
        "k,b\ny,1\n",
    ),
};

pub(crate) static UNKNOWN_COLUMN: Problem = Problem {
    code: "S130",
    name: "unknown-column",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "A column is not known to the import",
        message: "{at} is not a column of this import; the cleaned file leaves it out. {near}",
        why: "The server reads the columns it knows and no others.",
        remedy: "Rename the column if it is meant to be a known one, or keep it with the button.",
    },
    fr: Prose {
        title: "Une colonne n’est pas connue de cet import",
        message: "{at} n’est pas une colonne de cet import ; le fichier nettoyé l’omet. {near}",
        why: "Le serveur ne lit que les colonnes qu’il connaît.",
        remedy: "Renommez la colonne si elle doit être une colonne connue, ou gardez-la avec le bouton.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city,shoe size\nAna,Cork,40\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static DUPLICATE_HEADING: Problem = Problem {
    code: "S140",
    name: "duplicate-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "Two columns have one heading",
        message: "{at}: “{column}” and column {first}, “{other}”, are both taken for “{target}”. Choose which of the columns counts.",
        why: "Which of the two is meant cannot be known.",
        remedy: "Remove or rename one of the columns, or choose one.",
    },
    fr: Prose {
        title: "Deux colonnes portent le même intitulé",
        message: "{at} : « {column} » et la colonne {first}, « {other} », sont toutes deux prises pour « {target} ». Choisissez la colonne qui compte.",
        why: "On ne peut pas savoir laquelle est la bonne.",
        remedy: "Supprimez ou renommez l’une des colonnes, ou choisissez-en une.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city,City\nAna,Cork,Kerry\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MOVED_COLUMNS: Problem = Problem {
    code: "S150",
    name: "moved-columns",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: Prose {
        title: "The columns are not in the order of the template",
        message: "The columns are in another order than in the template: {order}. The cleaned file has them in the right order.",
        why: "The server reads the columns by their place.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Les colonnes ne sont pas dans l’ordre du modèle",
        message: "Les colonnes sont dans un autre ordre que le modèle : {order}. Le fichier nettoyé les remet dans l’ordre.",
        why: "Le serveur lit les colonnes d’après leur place.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}],"dialect":{"order":"fixed"}}"#,
        "city,name\nCork,Ana\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static MISSPELT_HEADING: Problem = Problem {
    code: "S160",
    name: "misspelt-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A heading looks like a known one with a slip",
        message: "{at} is not a known heading. Did you mean “{expected}”?",
        why: "The server knows the columns by their exact headings.",
        remedy: "Correct the heading in the file, or say yes with the button.",
    },
    fr: Prose {
        title: "Un intitulé ressemble à un intitulé connu, à une faute près",
        message: "{at} n’est pas un intitulé connu. Vouliez-vous dire « {expected} » ?",
        why: "Le serveur reconnaît les colonnes à leur intitulé exact.",
        remedy: "Corrigez l’intitulé dans le fichier, ou acceptez avec le bouton.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"country"}]}"#,
        "name,contry\nAna,IE\n",
        "name,country\nAna,IE\n",
    ),
};

pub(crate) static OPTIONAL_COLUMN_MISSING: Problem = Problem {
    code: "S170",
    name: "optional-column-missing",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: Prose {
        title: "Columns of the template are not in the file",
        message: "The template has {count} {count|column|columns} more: {columns}. The cleaned file has {count|it|them}, empty.",
        why: "The server expects every column of the template.",
        remedy: "Nothing to do if they may stay empty.",
    },
    fr: Prose {
        title: "Des colonnes du modèle manquent dans le fichier",
        message: "Le modèle a {count} {count|colonne|colonnes} de plus : {columns}. Le fichier nettoyé {count|la|les} contient, {count|vide|vides}.",
        why: "Le serveur attend toutes les colonnes du modèle.",
        remedy: "Rien à faire si elles peuvent rester vides.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"zip"}],"dialect":{"columns":"all"}}"#,
        "name,city\nAna,Cork\n",
        "name,city,zip\nAna,Cork,\n",
    ),
};

pub(crate) static RENAMED_HEADING: Problem = Problem {
    code: "C150",
    name: "renamed-heading",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "A heading is written in another way than in the template",
        message: "{at} is written as “{expected}” in the cleaned file.",
        why: "The server knows the columns by their exact headings.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Un intitulé est écrit autrement que dans le modèle",
        message: "{at} devient « {expected} » dans le fichier nettoyé.",
        why: "Le serveur reconnaît les colonnes à leur intitulé exact.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,CITY\nAna,Cork\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EXTRA_COLUMNS_KEPT: Problem = Problem {
    code: "S180",
    name: "extra-columns-kept",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Further columns are kept",
        message: "These columns are kept as they are: {columns}. {values} Make sure that the server knows them.",
        why: "They are not part of the template; only the server knows whether they exist there.",
        remedy: "Compare the names and values with those on the server.",
    },
    fr: Prose {
        title: "D’autres colonnes sont gardées",
        message: "Ces colonnes sont gardées telles quelles : {columns}. {values} Assurez-vous que le serveur les connaît.",
        why: "Elles ne font pas partie du modèle ; seul le serveur sait si elles y existent.",
        remedy: "Comparez les noms et les valeurs avec ceux du serveur.",
    },
    example: Example::NONE,
};

pub(crate) static COLUMN_WITHOUT_HEADING: Problem = Problem {
    code: "S510",
    name: "column-without-heading",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A column has values but no heading",
        message: "Column {column} has no heading, but {count} {count|value|values} (first: “{value}” in row {first}). Which column is it? Write its heading into the file, or confirm that it is left out.",
        why: "Without a heading nobody knows what its values are, and they would be left out.",
        remedy: "Write the heading into the cell above the values and save the file.",
    },
    fr: Prose {
        title: "Une colonne contient des valeurs mais n’a pas d’intitulé",
        message: "La colonne {column} n’a pas d’intitulé, mais {count} {count|valeur|valeurs} (première : « {value} » en ligne {first}). Quelle colonne est-ce ? Écrivez son intitulé dans le fichier, ou confirmez qu’elle est laissée de côté.",
        why: "Sans intitulé, on ne sait pas ce que sont ses valeurs, et elles seraient laissées de côté.",
        remedy: "Écrivez l’intitulé dans la cellule au-dessus des valeurs et enregistrez le fichier.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "name,,note\nAna,Cork,x\nBo,Kerry,y\n",
        "name,city,note\nAna,Cork,x\nBo,Kerry,y\n",
    ),
};

pub(crate) static BLANK_COLUMNS: Problem = Problem {
    code: "S530",
    name: "blank-columns",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: Prose {
        title: "Columns without heading and values stand between the others",
        message: "{count|Column|Columns} {columns} {count|has|have} neither heading nor values, and {count|was|were} probably inserted by mistake. The cleaned file leaves {count|it|them} out.",
        why: "The server counts on the columns of its template, in their order and with nothing between them.",
        remedy: "Nothing to do: the cleaned file holds no blank columns. Delete them in your own file as well.",
    },
    fr: Prose {
        title: "Des colonnes sans intitulé ni valeurs se trouvent entre les autres",
        message: "{count|La colonne|Les colonnes} {columns} {count|n’a|n’ont} ni intitulé ni valeurs, et {count|a|ont} sans doute été {count|insérée|insérées} par erreur. Le fichier nettoyé ne {count|la|les} reprend pas.",
        why: "Le serveur s’attend aux colonnes de son modèle, dans leur ordre et sans rien entre elles.",
        remedy: "Rien à faire\u{a0}: le fichier nettoyé ne contient pas de colonne vide. Supprimez-les aussi dans votre fichier.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,,city\nAna,,Cork\nBo,,Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static HEADING_CUT: Problem = Problem {
    code: "S520",
    name: "heading-cut-in-two",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A line break cuts the first heading in two",
        message: "The row above the headings holds only “{above}”, and the first heading is “{value}”: together they are a heading of the import. A line break probably cut it in two. Join the two lines in the file.",
        why: "Without its heading the first column would be left out.",
        remedy: "Open the file in a text editor and join the two lines; or export it again from a spreadsheet.",
    },
    fr: Prose {
        title: "Un saut de ligne coupe le premier intitulé en deux",
        message: "La ligne au-dessus des intitulés ne contient que « {above} », et le premier intitulé est « {value} » : ensemble, ils forment un intitulé de l’import. Un saut de ligne l’a sans doute coupé en deux. Recollez les deux lignes dans le fichier.",
        why: "Sans son intitulé, la première colonne serait laissée de côté.",
        remedy: "Ouvrez le fichier dans un éditeur de texte et recollez les deux lignes ; ou exportez-le de nouveau depuis un tableur.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#,
        "na\nme,city,note\nAna,Cork,x\n",
        "name,city,note\nAna,Cork,x\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &COLUMN_LEFT_OUT,
    &MAPPED_COLUMN_ABSENT,
    &LATE_HEADER,
    &MISSING_COLUMN,
    &NEEDED_COLUMN_MISSING,
    &UNKNOWN_COLUMN,
    &DUPLICATE_HEADING,
    &MOVED_COLUMNS,
    &MISSPELT_HEADING,
    &OPTIONAL_COLUMN_MISSING,
    &RENAMED_HEADING,
    &EXTRA_COLUMNS_KEPT,
    &COLUMN_WITHOUT_HEADING,
    &BLANK_COLUMNS,
    &HEADING_CUT,
];
