//! Filled or not: what is needed, what must stay empty, and how many of several.

use super::{explained, holds};
use crate::definition::{Demand, Rule};
use crate::problem::{Detail, Example, Finding, Grade, Place, Problem, Prose, Severity};
use crate::record::context::{ParentValues, RecordContext, Reporter, RuleContext};
use crate::record::values::Values;

pub(crate) static MISSING_VALUE: Problem = Problem {
    code: "B110",
    name: "missing-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A value that is needed is not there",
        message: "{at} is empty. {because} {note} Please fill it in{example}.",
        why: "The server refuses a record without it.",
        remedy: "Fill the cell in, or remove the row if it is not meant to be imported.",
    },
    fr: Prose {
        title: "Une valeur nécessaire manque",
        message: "{at} est vide. {because} {note} Renseignez cette cellule{example}.",
        why: "Le serveur refuse un enregistrement sans cette valeur.",
        remedy: "Renseignez la cellule, ou supprimez la ligne si elle n’est pas à importer.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"}]}"#,
        "name,city\nAna,Cork\n,Galway\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static FORBIDDEN_VALUE: Problem = Problem {
    code: "B120",
    name: "forbidden-value",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A cell must be empty but is filled",
        message: "{at} must be empty, but holds “{value}”. {because} {note} Empty the cell.",
        why: "The server would refuse the record or count the value twice.",
        remedy: "Empty the cell, or use the button that empties all of them.",
    },
    fr: Prose {
        title: "Une cellule doit rester vide mais elle est remplie",
        message: "{at} doit rester vide, mais contient « {value} ». {because} {note} Videz la cellule.",
        why: "Le serveur refuserait l’enregistrement ou compterait la valeur deux fois.",
        remedy: "Videz la cellule, ou utilisez le bouton qui les vide toutes.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"forbidden","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static UNUSED_VALUE: Problem = Problem {
    code: "B130",
    name: "unused-value",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "A value is not used in this kind of row",
        message: "{at} holds “{value}”, which is not used here. {because} {note} {outcome}",
        why: "The server ignores the value, or stores it where you do not expect it.",
        remedy: "Nothing to do if the value may go; otherwise choose to keep it.",
    },
    fr: Prose {
        title: "Une valeur n’est pas utilisée dans ce type de ligne",
        message: "{at} contient « {value} », qui n’est pas utilisé ici. {because} {note} {outcome}",
        why: "Le serveur ignore la valeur, ou la range ailleurs que prévu.",
        remedy: "Rien à faire si la valeur peut disparaître ; sinon choisissez de la garder.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unused","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static TOO_FEW_VALUES: Problem = Problem {
    code: "B140",
    name: "too-few-values",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Fewer values are filled in than are needed",
        message: "{at} needs {needed} of {fields}; {filled}. {because} {note} Fill in {lacking} more.",
        why: "The server works the missing value out from the others, and cannot with fewer.",
        remedy: "Fill in enough of the named cells in this row.",
    },
    fr: Prose {
        title: "Il y a moins de valeurs remplies que nécessaire",
        message: "{at} : il faut {needed} {needed|valeur|valeurs} parmi {fields} ; {filled}. {because} {note} Renseignez-en encore {lacking}.",
        why: "Le serveur calcule la valeur manquante à partir des autres, ce qui est impossible avec moins.",
        remedy: "Renseignez assez de cellules parmi celles citées.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"rules":[{"rule":"at-least","count":2,"fields":["a","b","c"]}]}"#,
        "a,b,c\n1,,\n",
        "a,b,c\n1,2,\n",
    ),
};

pub(crate) static INCOMPLETE_SET: Problem = Problem {
    code: "B150",
    name: "incomplete-set",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Values that belong together are only partly filled in",
        message: "{at} is empty, but {fields} belong together: fill in all of them or none. {because} {note}",
        why: "One without the other means nothing to the server.",
        remedy: "Fill in the missing cell or empty the others.",
    },
    fr: Prose {
        title: "Des valeurs qui vont ensemble ne sont que partiellement remplies",
        message: "{at} est vide, mais {fields} vont ensemble : remplissez-les toutes ou aucune. {because} {note}",
        why: "L’une sans l’autre n’a pas de sens pour le serveur.",
        remedy: "Renseignez la cellule manquante ou videz les autres.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"x"},{"name":"y"}],"rules":[{"rule":"together","fields":["x","y"]}]}"#,
        "x,y\n1,\n",
        "x,y\n1,2\n,\n3,4\n",
    ),
};

pub(crate) static INHERITED_VALUE: Problem = Problem {
    code: "B190",
    name: "inherited-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "An empty value will be taken from the row above it",
        message: "{at} is empty, so the value of row {above} will be used. {because} {note}",
        why: "The server takes the value from the row this one belongs to.",
        remedy: "Nothing to do if that is what you want; otherwise fill the cell in.",
    },
    fr: Prose {
        title: "Une valeur vide sera reprise de la ligne dont elle dépend",
        message: "{at} est vide : la valeur de la ligne {above} sera utilisée. {because} {note}",
        why: "Le serveur reprend la valeur de la ligne à laquelle celle-ci appartient.",
        remedy: "Rien à faire si c’est voulu ; sinon renseignez la cellule.",
    },
    example: Example::NONE,
};

pub(crate) static UNAVAILABLE_VALUE: Problem = Problem {
    code: "B270",
    name: "unavailable-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Something is used that your settings say is not available",
        message: "{at} cannot be used. {because} {note}",
        why: "The server refuses or ignores it.",
        remedy: "Check the setting above the file, or remove the value or row.",
    },
    fr: Prose {
        title: "Un élément n’est pas disponible d’après vos réglages",
        message: "{at} ne peut pas être utilisé. {because} {note}",
        why: "Le serveur le refuse ou l’ignore.",
        remedy: "Vérifiez le réglage au-dessus du fichier, ou retirez la valeur ou la ligne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unavailable","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nsale,5\n",
    ),
};

pub(crate) static UNVERIFIABLE_VALUES: Problem = Problem {
    code: "B280",
    name: "unverifiable-values",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Whether the values exist can only be known by the server",
        message: "“{column}” is filled in {count} {count|row|rows}. Whether these values exist on the server cannot be known here. {note}",
        why: "A file alone does not tell what the server already has.",
        remedy: "Compare the values with the list on the server.",
    },
    fr: Prose {
        title: "Seul le serveur sait si ces valeurs existent",
        message: "« {column} » est renseignée dans {count} {count|ligne|lignes}. Leur existence sur le serveur ne peut pas être vérifiée ici. {note}",
        why: "Un fichier seul ne dit pas ce que le serveur contient déjà.",
        remedy: "Comparez les valeurs avec la liste du serveur.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"unverifiable","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

pub(crate) static DEFAULT_APPLIES: Problem = Problem {
    code: "B290",
    name: "default-applies",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "The server fills in a default where the cell is empty",
        message: "“{column}” is empty in {count} {count|row|rows}. {note}",
        why: "The server chooses the value.",
        remedy: "Fill the cells in if you want another value.",
    },
    fr: Prose {
        title: "Le serveur met une valeur par défaut où la cellule est vide",
        message: "« {column} » est vide dans {count} {count|ligne|lignes}. {note}",
        why: "Le serveur choisit la valeur.",
        remedy: "Renseignez les cellules si vous voulez une autre valeur.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"default-applies","fields":["b"],"note":"Today is used."}]}"#,
        "a,b\n1,\n",
        "a,b\n1,2\n",
    ),
};

pub(crate) static SENSITIVE_COLUMN: Problem = Problem {
    code: "B300",
    name: "sensitive-column",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Other people can read this column",
        message: "“{column}” is filled in {count} {count|row|rows} and may be read by others. {note}",
        why: "Personal details should not stand where others read them.",
        remedy: "Look through the column before the upload.",
    },
    fr: Prose {
        title: "D’autres personnes peuvent lire cette colonne",
        message: "« {column} » est renseignée dans {count} {count|ligne|lignes} et peut être lue par d’autres. {note}",
        why: "Des données personnelles ne doivent pas s’y trouver.",
        remedy: "Relisez la colonne avant l’envoi.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"sensitive","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};
/// Looks at one record under one rule of this family; rules of other families pass.
pub(crate) fn check(
    rule: &Rule,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    match &rule.demand {
        Demand::Required(fields) => required(rule, fields, context, at, values, reporter),
        Demand::Forbidden(fields) => forbidden(rule, fields, context, at, values, reporter),
        Demand::Unused(fields) => unused(rule, fields, context, at, values, reporter),
        Demand::AtLeast(count, fields) => at_least(rule, *count, fields, context, at, values, reporter),
        Demand::Together(fields) => together(rule, fields, context, at, values, reporter),
        Demand::Inherited(fields) => inherited(rule, fields, context, at, values, reporter),
        Demand::Unavailable(fields) => unavailable(rule, fields, context, at, values, reporter),
        _ => {}
    }
}

/// Fields that every record fills. A column that is not there at all is told once, not row by row.
pub(crate) fn mandatory(
    required: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    for slot in required.iter().copied() {
        if !values.is_filled(slot) && context.layout.has(slot) {
            reporter.add(&MISSING_VALUE, None, || {
                let finding = context.about(&MISSING_VALUE, at.row, slot).with("column", context.title(slot));
                with_example(finding, context, slot)
            });
        }
    }
}

/// What a needed value looks like, said at the end of the sentence.
pub(crate) fn with_example(finding: Finding, context: &RuleContext<'_>, slot: usize) -> Finding {
    let field =
        context.layout.slots.get(slot).and_then(|s| s.field).and_then(|f| context.definition.fields.get(f));
    match field.map(|f| f.example.as_str()) {
        Some(example) if !example.is_empty() => {
            let phrase = Detail::Phrase([", for example “{sample}”", ", par exemple « {sample} »"]);
            finding.with("sample", example).with("example", phrase).expected(example)
        }
        _ => finding,
    }
}

fn required(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    for slot in fields.iter().filter(|slot| !values.is_filled(**slot)) {
        if !context.layout.has(*slot) && rule.severity.is_none() {
            reporter.lacking.entry(*slot).or_insert((0, at.row.number)).0 += 1;
        }
        reporter.add(&MISSING_VALUE, rule.severity, || {
            let finding = context.about(&MISSING_VALUE, at.row, *slot).with("column", context.title(*slot));
            with_example(explained(finding, rule, context, at, values), context, *slot)
        });
    }
}

fn forbidden(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    for slot in fields {
        if !values.is_filled(*slot) {
            continue;
        }
        let shown = values.text(*slot);
        if context.decisions.accepted(&FORBIDDEN_VALUE, context.field_name(*slot), shown).is_some() {
            values.replace(*slot, "", &FORBIDDEN_VALUE);
            continue;
        }
        reporter.add(&FORBIDDEN_VALUE, rule.severity, || {
            let finding = context.about(&FORBIDDEN_VALUE, at.row, *slot);
            explained(finding, rule, context, at, values).fix(Grade::Ask, "", Some(String::new()))
        });
    }
}

fn unused(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    for slot in fields {
        if !values.is_filled(*slot) {
            continue;
        }
        let keep = context.decisions.kept(&UNUSED_VALUE, context.field_name(*slot), values.text(*slot));
        reporter.add(&UNUSED_VALUE, rule.severity, || {
            let outcome = if keep {
                ["It is kept, as you chose.", "Elle est gardée, comme vous l’avez choisi."]
            } else {
                ["The cleaned file leaves this cell empty.", "Le fichier nettoyé laisse cette cellule vide."]
            };
            let finding = context.about(&UNUSED_VALUE, at.row, *slot);
            let finding = finding.with("outcome", Detail::Phrase(outcome));
            let finding = explained(finding, rule, context, at, values);
            if keep { finding } else { finding.fix(Grade::Unambiguous, "", Some(String::new())) }
        });
        if !keep {
            values.replace(*slot, "", &UNUSED_VALUE);
        }
    }
}

fn at_least(
    rule: &Rule,
    count: usize,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let filled: Vec<usize> = fields.iter().copied().filter(|slot| values.is_filled(*slot)).collect();
    if filled.len() >= count {
        return;
    }
    reporter.add(&TOO_FEW_VALUES, rule.severity, || {
        let cell = |slot: &usize| match context.place(at.row.number, *slot) {
            Place::Cell(address) => format!("{} ({address})", context.title(*slot)),
            _ => context.title(*slot),
        };
        let finding = Finding::new(&TOO_FEW_VALUES, Place::Row(at.row.number))
            .with("needed", count as u64)
            .with("lacking", (count - filled.len()) as u64)
            .with("fields", Detail::All(fields.iter().map(|s| context.title(*s)).collect()));
        let finding = if filled.is_empty() {
            finding.with("filled", Detail::Phrase(["none is filled in", "aucune n’est remplie"]))
        } else {
            finding
                .with("given", Detail::All(filled.iter().map(cell).collect()))
                .with("filled", Detail::Phrase(["only {given} is filled in", "seule {given} est remplie"]))
        };
        explained(finding, rule, context, at, values)
    });
}

/// Repeated columns (`Language 2`, `Rating 2`) belong together by their number.
fn together(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    incomplete(rule, fields, context, at, values, reporter);
    if fields.iter().any(|f| context.definition.fields.get(*f).is_some_and(|f| f.repeats)) {
        for set in context.layout.repeats(fields).values() {
            incomplete(rule, set, context, at, values, reporter);
        }
    }
}

fn incomplete(
    rule: &Rule,
    slots: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    if !slots.iter().any(|slot| values.is_filled(*slot)) {
        return;
    }
    // What every record must fill is told by `mandatory`.
    let told = |slot: usize| context.definition.fields.get(slot).is_some_and(|f| f.required);
    for slot in slots.iter().filter(|slot| !values.is_filled(**slot) && !told(**slot)) {
        reporter.add(&INCOMPLETE_SET, rule.severity, || {
            let finding = context
                .about(&INCOMPLETE_SET, at.row, *slot)
                .with("fields", Detail::All(slots.iter().map(|s| context.title(*s)).collect()));
            explained(finding, rule, context, at, values)
        });
    }
}

fn inherited(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let above = at.parent.map_or(0, |p: &ParentValues| p.row);
    for slot in fields.iter().filter(|slot| !values.is_filled(**slot)) {
        reporter.add(&INHERITED_VALUE, rule.severity, || {
            let finding = context.about(&INHERITED_VALUE, at.row, *slot).with("above", u64::from(above));
            explained(finding, rule, context, at, values)
        });
    }
}

fn unavailable(
    rule: &Rule,
    fields: &[usize],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    if fields.is_empty() {
        reporter.add(&UNAVAILABLE_VALUE, rule.severity, || {
            let finding = Finding::new(&UNAVAILABLE_VALUE, Place::Row(at.row.number));
            explained(finding, rule, context, at, values)
        });
    }
    for slot in fields.iter().filter(|slot| values.is_filled(**slot)) {
        reporter.add(&UNAVAILABLE_VALUE, rule.severity, || {
            let finding = context.about(&UNAVAILABLE_VALUE, at.row, *slot);
            explained(finding, rule, context, at, values)
        });
    }
}

/// Rules that are said once per column, however many rows they concern.
#[derive(Default)]
pub(crate) struct Once<'d> {
    pub(crate) rules: Vec<&'d Rule>,
    /// Rows concerned, by rule and field.
    counts: litemap::LiteMap<(usize, usize), u64>,
}

impl Once<'_> {
    pub(crate) fn record(&mut self, context: &RuleContext<'_>, at: &RecordContext<'_>, values: &Values) {
        for (index, rule) in self.rules.iter().enumerate() {
            let (fields, filled) = match &rule.demand {
                Demand::Unverifiable(fields) | Demand::Sensitive(fields) => (fields, true),
                Demand::DefaultApplies(fields) => (fields, false),
                _ => continue,
            };
            if !holds(&rule.when, context, at, values) {
                continue;
            }
            for slot in fields.iter().filter(|slot| values.is_filled(**slot) == filled) {
                *self.counts.entry((index, *slot)).or_insert(0) += 1;
            }
        }
    }

    pub(crate) fn finish(&self, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
        for ((index, slot), count) in self.counts.iter() {
            let Some(rule) = self.rules.get(*index) else { continue };
            let problem = match rule.demand {
                Demand::Unverifiable(_) => &UNVERIFIABLE_VALUES,
                Demand::Sensitive(_) => &SENSITIVE_COLUMN,
                _ => &DEFAULT_APPLIES,
            };
            reporter.add(problem, rule.severity, || {
                let column = context.layout.slots.get(*slot).and_then(|s| s.column);
                let place = column.map_or(Place::File, Place::Column);
                let finding = Finding::new(problem, place)
                    .with("column", context.title(*slot))
                    .with("count", *count)
                    .with("note", Detail::Said(rule.note.clone()));
                Finding { field: Some(*slot), ..finding }
            });
        }
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &MISSING_VALUE,
    &FORBIDDEN_VALUE,
    &UNUSED_VALUE,
    &TOO_FEW_VALUES,
    &INCOMPLETE_SET,
    &INHERITED_VALUE,
    &UNAVAILABLE_VALUE,
    &UNVERIFIABLE_VALUES,
    &DEFAULT_APPLIES,
    &SENSITIVE_COLUMN,
];
