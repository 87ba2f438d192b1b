//! What can be wrong with the order of rows and with whom they belong to, with all texts. The tree is built in
//! `outline.rs`, judged in `rules/order.rs`.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

pub(crate) static ROOT_NOT_DECLARED: Problem = Problem {
    code: "O710",
    name: "root-not-declared",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A row names something that is not declared above it",
        message: "{at}: “{value}” is not declared above this row. {hint}",
        why: "Every row belongs to a row further up that declares it.",
        remedy: "Correct the name, add the row that declares it, or move the row below it.",
    },
    fr: Prose {
        title: "Une ligne nomme un élément qui n’est pas déclaré au-dessus",
        message: "{at} : « {value} » n’est pas déclaré au-dessus de cette ligne. {hint}",
        why: "Chaque ligne dépend d’une ligne plus haut qui la déclare.",
        remedy: "Corrigez le nom, ajoutez la ligne qui le déclare, ou déplacez la ligne au-dessous.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nB,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static CHILD_BEFORE_PARENT: Problem = Problem {
    code: "O720",
    name: "child-before-parent",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A row stands above the row it belongs to",
        message: "{at}, “{kind}” has no {parents} above it in “{root}”. {hint}",
        why: "What a row belongs to is told by the rows above it.",
        remedy: "Move the row below the one it belongs to.",
    },
    fr: Prose {
        title: "Une ligne est placée au-dessus de celle dont elle dépend",
        message: "{at}, « {kind} » n’a pas de {parents} au-dessus d’elle dans « {root} ». {hint}",
        why: "Ce sont les lignes du dessus qui disent de quoi une ligne dépend.",
        remedy: "Déplacez la ligne sous celle dont elle dépend.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"S":{"parents":["T"]}}}}"#,
        "p,t,n\nA,P,A\nA,S,x\n",
        "p,t,n\nA,P,A\nA,T,y\nA,S,x\n",
    ),
};

pub(crate) static ROOT_DECLARED_TWICE: Problem = Problem {
    code: "O730",
    name: "root-declared-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The same thing is declared twice",
        message: "{at}: “{value}” is already declared in row {first}. Which of the two the rows below belong to cannot be known.",
        why: "The server would create it twice, or refuse the second.",
        remedy: "Remove one of the two rows, or give it another name.",
    },
    fr: Prose {
        title: "Le même élément est déclaré deux fois",
        message: "{at} : « {value} » est déjà déclaré en ligne {first}. On ne peut pas savoir duquel dépendent les lignes suivantes.",
        why: "Le serveur le créerait deux fois, ou refuserait le second.",
        remedy: "Supprimez l’une des deux lignes, ou donnez-lui un autre nom.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nA,P,A\n",
        "p,t,n\nA,P,A\nB,P,B\n",
    ),
};

pub(crate) static BLOCK_INTERRUPTED: Problem = Problem {
    code: "O740",
    name: "block-interrupted",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A row stands among the rows of another block",
        message: "{at}: this row belongs to “{value}”, which ends above; here are the rows of “{current}”. Move it up to the rows of “{value}”.",
        why: "The rows of one block must stand together.",
        remedy: "Move the row, or use the button that brings such rows together.",
    },
    fr: Prose {
        title: "Une ligne se trouve parmi celles d’un autre bloc",
        message: "{at} : cette ligne dépend de « {value} », qui se termine plus haut ; ici se trouvent les lignes de « {current} ». Remontez-la parmi celles de « {value} ».",
        why: "Les lignes d’un bloc doivent se suivre.",
        remedy: "Déplacez la ligne, ou utilisez le bouton qui regroupe ces lignes.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,A\nB,P,B\nA,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\nB,P,B\n",
    ),
};

pub(crate) static LEFT_OUT_WITH_PARENT: Problem = Problem {
    code: "O760",
    name: "left-out-with-parent",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "A row is left out because a row it depends on is",
        message: "{at} has no fault of its own, but it is left out with row {cause}.",
        why: "Alone it would be attached to nothing, or to the wrong row.",
        remedy: "Repair row {cause}; this row then goes along.",
    },
    fr: Prose {
        title: "Une ligne est laissée de côté avec une ligne dont elle dépend",
        message: "{at} n’a pas de défaut, mais elle est laissée de côté avec la ligne {cause}.",
        why: "Seule, elle ne serait rattachée à rien, ou à la mauvaise ligne.",
        remedy: "Corrigez la ligne {cause} ; celle-ci suivra.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n","constraints":{"maxLength":3}}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]}}}}"#,
        "p,t,n\nA,P,Aaaa\nA,T,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

pub(crate) static ATTACHED_TO_LEAF: Problem = Problem {
    code: "O770",
    name: "attached-to-leaf",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A row belongs to a row without subdivisions",
        message: "{at} belongs to “{owner}” (row {above}) because of where it stands. Moved above the first such row it would belong to “{root}”.",
        why: "Where such a row stands decides what it belongs to.",
        remedy: "Move the row if it should belong to “{root}”.",
    },
    fr: Prose {
        title: "Une ligne dépend d’une ligne sans subdivision",
        message: "{at} dépend de « {owner} » (ligne {above}) du fait de sa place. Au-dessus de la première ligne de ce type, elle dépendrait de « {root} ».",
        why: "La place d’une telle ligne décide de ce dont elle dépend.",
        remedy: "Déplacez la ligne si elle doit dépendre de « {root} ».",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"S":{"parents":["T"]},"X":{"parents":["T","P"],"attached":true}}}}"#,
        "p,t,n\nA,P,A\nA,T,y\nA,X,x\n",
        "p,t,n\nA,P,A\nA,T,y\nA,X,x\nA,S,s\n",
    ),
};

pub(crate) static OWNER_BY_POSITION: Problem = Problem {
    code: "O780",
    name: "owner-by-position",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Where a row stands decides what it belongs to",
        message: "{at} belongs to “{owner}” (row {above}), because of where it stands.",
        why: "Nothing else in the row says so.",
        remedy: "Move the row if it should belong to something else.",
    },
    fr: Prose {
        title: "La place d’une ligne décide de ce dont elle dépend",
        message: "{at} dépend de « {owner} » (ligne {above}), du fait de sa place.",
        why: "Rien d’autre dans la ligne ne le dit.",
        remedy: "Déplacez la ligne si elle doit dépendre d’autre chose.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"p"},{"name":"t"},{"name":"n"}],"outline":{"kind":"t","name":"n","root":"p","rows":{"P":{},"T":{"parents":["P"]},"X":{"parents":["P"],"attached":true}}}}"#,
        "p,t,n\nA,P,A\nA,X,x\n",
        "p,t,n\nA,P,A\nA,T,x\n",
    ),
};

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &ROOT_NOT_DECLARED,
    &CHILD_BEFORE_PARENT,
    &ROOT_DECLARED_TWICE,
    &BLOCK_INTERRUPTED,
    &LEFT_OUT_WITH_PARENT,
    &ATTACHED_TO_LEAF,
    &OWNER_BY_POSITION,
];
