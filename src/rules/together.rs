//! Files checked together: keys used twice, files that are missing, records left out with others. The work is done
//! in `batch/`.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

pub(crate) static DUPLICATE_ACROSS_FILES: Problem = Problem {
    code: "X830",
    name: "duplicate-across-files",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A reference is already used in another file",
        message: "{at}: “{value}” is already used in {other}. Each reference may be used once in all files together.",
        why: "The server tells records of all kinds apart by their references.",
        remedy: "Give this record a reference of its own.",
    },
    fr: Prose {
        title: "Une référence est déjà utilisée dans un autre fichier",
        message: "{at} : « {value} » est déjà utilisé en {other}. Chaque référence ne sert qu’une fois, tous fichiers confondus.",
        why: "Le serveur distingue les enregistrements de tous types par leurs références.",
        remedy: "Donnez à cet enregistrement une référence qui lui est propre.",
    },
    example: Example::NONE,
};

pub(crate) static OTHER_FILE_MISSING: Problem = Problem {
    code: "X860",
    name: "other-file-missing",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "The file that references point to is missing",
        message: "{lack} So “{column}” in {count} {count|row|rows} was not checked. Add that file, a list of what exists on the server, or confirm that all of them exist there.",
        why: "Whether the records exist can only be seen in that file, or by the server.",
        remedy: "Check both files together.",
    },
    fr: Prose {
        title: "Le fichier auquel renvoient les références manque",
        message: "{lack} La colonne « {column} » n’a donc pas été vérifiée dans {count} {count|ligne|lignes}. Ajoutez ce fichier, une liste de ce qui existe sur le serveur, ou confirmez que tout y existe.",
        why: "Seul ce fichier, ou le serveur, dit si les enregistrements existent.",
        remedy: "Vérifiez les deux fichiers ensemble.",
    },
    example: Example::NONE,
};

pub(crate) static CHILDREN_LEFT_OUT: Problem = Problem {
    code: "X870",
    name: "children-left-out",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Other records are left out with a row in error",
        message: "{at}: {count} {count|record that depends|records that depend} on this {thing} {count|is|are} left out with it: {files}.",
        why: "They would be attached to something that does not exist.",
        remedy: "Repair this first: what depends on it then goes along.",
    },
    fr: Prose {
        title: "D’autres enregistrements sont laissés de côté avec une ligne en erreur",
        message: "{at} : {count} {count|enregistrement qui dépend|enregistrements qui dépendent} de {thing} {count|est laissé|sont laissés} de côté : {files}.",
        why: "Ils seraient rattachés à quelque chose qui n’existe pas.",
        remedy: "Corrigez ceci d’abord : ce qui en dépend suivra.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"name","constraints":{"maxLength":3}},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,name,parent\n1,Long name,\n2,B,1\n",
        "id,name,parent\n1,Long name,\n2,B,\n",
    ),
};

pub(crate) static LEFT_OUT_WITH_OTHER_FILE: Problem = Problem {
    code: "X880",
    name: "left-out-with-other-record",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A record is left out because one it depends on is",
        message: "{at} has no fault of its own, but it is left out: “{value}” is {other}, which is {state}.",
        why: "Alone it would be attached to nothing.",
        remedy: "Repair the other record; this one then goes along.",
    },
    fr: Prose {
        title: "Un enregistrement est laissé de côté avec un autre dont il dépend",
        message: "{at} n’a pas de défaut, mais reste de côté : « {value} » est {other}, qui est {state}.",
        why: "Seul, il ne serait rattaché à rien.",
        remedy: "Corrigez l’autre enregistrement ; celui-ci suivra.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"name","constraints":{"maxLength":3}},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,name,parent\n1,Long name,\n2,B,1\n",
        "id,name,parent\n1,A,\n2,B,1\n",
    ),
};

pub(crate) static SAME_IMPORT_TWICE: Problem = Problem {
    code: "X900",
    name: "same-import-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Two files are for the same import",
        message: "This file and {files} are all taken for “{import}”. Their rows are compared as one set, and each file is cleaned on its own. If one of them is meant for another import, choose that import for it.",
        why: "A file in the wrong place makes every check of it misleading.",
        remedy: "Choose the right import for each file, or go on if the records really come in several files.",
    },
    fr: Prose {
        title: "Deux fichiers sont destinés au même import",
        message: "Ce fichier ainsi que {files} sont pris pour « {import} ». Leurs lignes sont comparées ensemble, et chaque fichier est nettoyé séparément. Si l’un d’eux est destiné à un autre import, choisissez cet import pour lui.",
        why: "Un fichier mal attribué fausse toutes ses vérifications.",
        remedy: "Choisissez le bon import pour chaque fichier, ou continuez si les données sont vraiment réparties.",
    },
    example: Example::NONE,
};

pub(crate) static EXISTS_ON_SERVER: Problem = Problem {
    code: "X920",
    name: "exists-on-server",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Records exist on the server already and would be updated",
        message: "{count} {count|reference|references} in “{column}” {count|is|are} on the list of what exists on the server: {count|that record|those records} would be updated, not created.",
        why: "The import would change what is there.",
        remedy: "Remove those rows if nothing should change there.",
    },
    fr: Prose {
        title: "Des enregistrements existent déjà sur le serveur et seraient mis à jour",
        message: "{count} {count|référence|références} de la colonne « {column} » {count|figure|figurent} dans la liste de ce qui existe sur le serveur : {count|cet enregistrement serait mis à jour|ces enregistrements seraient mis à jour}, et non {count|créé|créés}.",
        why: "L’import modifierait ce qui s’y trouve.",
        remedy: "Retirez ces lignes si rien ne doit y changer.",
    },
    example: Example::NONE,
};

pub(crate) static BLANK_MAY_BE_GENERATED: Problem = Problem {
    code: "B320",
    name: "reference-may-be-generated",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "A reference is empty; one can be made",
        message: "{at} is empty. “{expected}” is free and can be filled in: “{stem}” and the next free letter. {note}",
        why: "Without a reference no other file can name this record, unless the server makes one.",
        remedy: "Use the button that fills such references in, or give the record a reference of your own.",
    },
    fr: Prose {
        title: "Une référence est vide ; elle peut être créée",
        message: "{at} est vide. « {expected} » est libre et peut être inséré : « {stem} » et la prochaine lettre libre. {note}",
        why: "Sans référence, aucun autre fichier ne peut désigner cet enregistrement, à moins que le serveur n’en crée une.",
        remedy: "Utilisez le bouton qui complète ces références, ou donnez une référence à l’enregistrement.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"parent","format":"reference"},{"name":"id","format":"reference","generateFrom":"parent"}],"sharedKeys":[{"field":"id","group":"references"}]}"#,
        "parent,id\n100,100a\n100,\n",
        "parent,id\n100,100a\n100,100b\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &DUPLICATE_ACROSS_FILES,
    &OTHER_FILE_MISSING,
    &CHILDREN_LEFT_OUT,
    &LEFT_OUT_WITH_OTHER_FILE,
    &SAME_IMPORT_TWICE,
    &EXISTS_ON_SERVER,
    &BLANK_MAY_BE_GENERATED,
];
