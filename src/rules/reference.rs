//! Values that must exist in another file, or in another row of the same one. The work is done in `batch/`.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

pub(crate) static REFERENCE_NOT_FOUND: Problem = Problem {
    code: "X810",
    name: "reference-not-found",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A record names another one that does not exist",
        message: "{at}: “{value}” is not in {there}. {searched} {near} {without} {note}",
        why: "The record would hang in the air: the server cannot tell what it belongs to.",
        remedy: "Correct the value, or add the missing record. If it exists on the server already, say so or add the list of what exists there.",
    },
    fr: Prose {
        title: "Un enregistrement en désigne un autre qui n’existe pas",
        message: "{at} : « {value} » n’existe pas dans {there}. {searched} {near} {without} {note}",
        why: "L’enregistrement ne serait rattaché à rien : le serveur ne saurait pas à quoi il appartient.",
        remedy: "Corrigez la valeur, ou ajoutez l’enregistrement manquant. S’il existe déjà sur le serveur, dites-le ou ajoutez la liste de ce qui s’y trouve.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,parent\n100,\n101,200\n",
        "id,parent\n100,\n101,100\n",
    ),
};

pub(crate) static REFERENCE_OF_OTHER_LEVEL: Problem = Problem {
    code: "X820",
    name: "reference-of-other-level",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A reference belongs to another kind of record",
        message: "{at}: “{value}” is a reference of “{level}” ({other}), but one of “{wanted}” is needed. {without} {note}",
        why: "The record would be attached to nothing, or to the wrong record.",
        remedy: "Put in the reference of the right kind of record.",
    },
    fr: Prose {
        title: "Une référence appartient à un autre type d’enregistrement",
        message: "{at} : « {value} » est une référence de « {level} » ({other}), alors qu’il en faut une de « {wanted} ». {without} {note}",
        why: "L’enregistrement ne serait rattaché à rien, ou au mauvais enregistrement.",
        remedy: "Mettez la référence du bon type d’enregistrement.",
    },
    example: Example::NONE,
};

pub(crate) static CIRCULAR_REFERENCE: Problem = Problem {
    code: "X840",
    name: "circular-reference",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Records belong to each other in a circle",
        message: "{at}: following “{column}” from here leads back to this row: {path}. {note}",
        why: "No record of the circle can be created before the others.",
        remedy: "Empty or correct the reference in one row of the circle.",
    },
    fr: Prose {
        title: "Des enregistrements dépendent les uns des autres en rond",
        message: "{at} : en suivant « {column} » à partir d’ici, on revient à cette ligne : {path}. {note}",
        why: "Aucun enregistrement du cercle ne peut être créé avant les autres.",
        remedy: "Videz ou corrigez la référence dans une des lignes du cercle.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]},"noCycle":true}]}"#,
        "id,parent\n100,\n101,101\n",
        "id,parent\n100,\n101,100\n",
    ),
};

pub(crate) static REFERENCES_DISAGREE: Problem = Problem {
    code: "X850",
    name: "references-disagree",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Two references in one row do not belong together",
        message: "{at}: “{key}” belongs to “{theirs}” ({other}), not to “{value}”. {note}",
        why: "The record would belong to two different places at once.",
        remedy: "Correct one of the two references.",
    },
    fr: Prose {
        title: "Deux références d’une même ligne ne vont pas ensemble",
        message: "{at} : « {key} » dépend de « {theirs} » ({other}), et non de « {value} ». {note}",
        why: "L’enregistrement dépendrait de deux endroits différents à la fois.",
        remedy: "Corrigez l’une des deux références.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference","constraints":{"unique":true}},{"name":"group"},{"name":"parent","format":"reference"},{"name":"of"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}},{"fields":["parent","of"],"reference":{"resource":"","fields":["id","group"]}}]}"#,
        "id,group,parent,of\n1,A,,\n2,A,1,B\n",
        "id,group,parent,of\n1,A,,\n2,A,1,A\n",
    ),
};

pub(crate) static GROUP_NEEDS_FURTHER_FIELD: Problem = Problem {
    code: "X890",
    name: "group-needs-further-field",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A record names a group, and not the row of it that is meant",
        message: "{at} is empty, but “{value}” ({other}) has rows of its own. {note}",
        why: "The server takes such records on the rows below a group, not on the group.",
        remedy: "Fill in which row of the group is meant.",
    },
    fr: Prose {
        title: "Un enregistrement désigne un groupe, sans dire quelle ligne du groupe",
        message: "{at} est vide, alors que « {value} » ({other}) a ses propres lignes. {note}",
        why: "Le serveur accepte ces enregistrements sur les lignes d’un groupe, pas sur le groupe lui-même.",
        remedy: "Indiquez quelle ligne du groupe est visée.",
    },
    example: Example::NONE,
};

pub(crate) static REFERENCE_SPELLED_DIFFERENTLY: Problem = Problem {
    code: "X910",
    name: "reference-spelled-differently",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: Prose {
        title: "A reference is spelled in another way than where it is declared",
        message: "{at}: “{value}” is spelled “{expected}” in {other}. They are taken as the same here, because only capitals or blanks differ.",
        why: "The server may look for the exact spelling.",
        remedy: "Write the reference in the same way in both places.",
    },
    fr: Prose {
        title: "Une référence n’est pas écrite comme là où elle est déclarée",
        message: "{at} : « {value} » s’écrit « {expected} » en {other}. Les deux sont considérées ici comme identiques, car seules les majuscules ou les espaces diffèrent.",
        why: "Le serveur cherche peut-être l’écriture exacte.",
        remedy: "Écrivez la référence de la même façon aux deux endroits.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference"},{"name":"parent","format":"reference"}],"foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#,
        "id,parent\nC100,\nC101,c100\n",
        "id,parent\nC100,\nC101,C100\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &REFERENCE_NOT_FOUND,
    &REFERENCE_OF_OTHER_LEVEL,
    &CIRCULAR_REFERENCE,
    &REFERENCES_DISAGREE,
    &GROUP_NEEDS_FURTHER_FIELD,
    &REFERENCE_SPELLED_DIFFERENTLY,
];
