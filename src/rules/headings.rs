//! Headings: missing, unknown, repeated, moved, misspelt columns. They were paired in `header.rs`.

use super::{Scene, Sink};
use crate::finding::{Detail, Example, Finding, Grade, Place, Problem, Prose, Severity};
use crate::header::{Heading, Layout, Pairing};
use crate::table::letters;

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
        message: "{at}: “{column}” is also the heading of column {first}. Choose which of the columns counts.",
        why: "Which of the two is meant cannot be known.",
        remedy: "Remove or rename one of the columns, or choose one.",
    },
    fr: Prose {
        title: "Deux colonnes portent le même intitulé",
        message: "{at} : « {column} » est aussi l’intitulé de la colonne {first}. Choisissez la colonne qui compte.",
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
/// Judges the header row of a file.
pub(crate) fn check(scene: &Scene<'_>, titles: u64, sink: &mut Sink<'_>) {
    let layout = scene.layout;
    if layout.header_row > 1 && titles > 0 {
        sink.add(&LATE_HEADER, None, || {
            Finding::new(&LATE_HEADER, Place::Row(layout.header_row))
                .with("header", u64::from(layout.header_row))
                .with("count", titles)
        });
    }
    missing(scene, sink);
    for heading in &layout.headings {
        judge(heading, scene, sink);
    }
    moved(scene, sink);
}

fn missing(scene: &Scene<'_>, sink: &mut Sink<'_>) {
    let layout = scene.layout;
    let mut optional: Vec<String> = Vec::new();
    for (index, field) in scene.definition.fields.iter().enumerate().filter(|(i, _)| !layout.has(*i)) {
        let near = layout.headings.iter().find(|h| h.pairing == Pairing::Near(index));
        if !scene.definition.is_mandatory(index) {
            optional.extend((near.is_none() && field.in_template).then(|| field.heading.clone()));
            continue;
        }
        sink.add(&MISSING_COLUMN, None, || {
            let finding = Finding::new(&MISSING_COLUMN, Place::File)
                .field(index)
                .with("column", field.heading.as_str());
            match near {
                Some(heading) => finding.with("nearby", heading.text.trim()).with(
                    "near",
                    Detail::Phrase(["Is it the column “{nearby}”?", "Est-ce la colonne « {nearby} » ?"]),
                ),
                None => finding,
            }
        });
    }
    if scene.definition.dialect.all_columns && !optional.is_empty() {
        sink.add(&OPTIONAL_COLUMN_MISSING, None, || {
            Finding::new(&OPTIONAL_COLUMN_MISSING, Place::File)
                .with("count", optional.len() as u64)
                .with("columns", Detail::All(optional))
        });
    }
}

fn judge(heading: &Heading, scene: &Scene<'_>, sink: &mut Sink<'_>) {
    let place = Place::cell(scene.layout.header_row, heading.column);
    let name = |field: usize| scene.definition.fields.get(field).map_or("", |f| f.heading.as_str());
    match heading.pairing {
        Pairing::Alias => sink.add(&RENAMED_HEADING, None, || {
            let field = heading.field.unwrap_or(0);
            Finding::new(&RENAMED_HEADING, place).value(&heading.text).field(field).expected(name(field))
        }),
        Pairing::Near(field) => sink.add(&MISSPELT_HEADING, near_severity(scene, field), || {
            Finding::new(&MISSPELT_HEADING, place)
                .value(&heading.text)
                .field(field)
                .expected(name(field))
                .fix(Grade::Ask, "", Some(name(field).to_owned()))
        }),
        Pairing::Unknown => sink.add(&UNKNOWN_COLUMN, None, || {
            Finding::new(&UNKNOWN_COLUMN, place).value(&heading.text).fix(Grade::Ask, "", None)
        }),
        Pairing::Duplicate => duplicate(heading, scene, sink),
        _ => {}
    }
}

/// A doubtful heading of a column that may be missing anyway keeps no record back: it is left out like an unknown one.
fn near_severity(scene: &Scene<'_>, field: usize) -> Option<Severity> {
    let strict = scene.definition.is_mandatory(field) || scene.definition.dialect.all_columns;
    if strict { None } else { Some(Severity::Warning) }
}

fn duplicate(heading: &Heading, scene: &Scene<'_>, sink: &mut Sink<'_>) {
    let Some(field) = heading.field else { return };
    let name = scene.definition.fields.get(field).map_or("", |f| f.name.as_str());
    let chosen = scene.decisions.accepted(&DUPLICATE_HEADING, name, "").is_some();
    if chosen {
        return;
    }
    let first = scene.layout.slots.get(field).and_then(|s| s.column).unwrap_or(0);
    sink.add(&DUPLICATE_HEADING, None, || {
        // The place is the whole column: nothing can be imported until one is chosen.
        let finding = Finding::new(&DUPLICATE_HEADING, Place::Column(heading.column)).field(field);
        finding.with("column", heading.text.trim()).with("first", letters(first)).fix(Grade::Ask, "", None)
    });
}

fn moved(scene: &Scene<'_>, sink: &mut Sink<'_>) {
    let Layout { slots, .. } = scene.layout;
    let columns: Vec<u32> =
        slots.iter().take(scene.definition.fields.len()).filter_map(|s| s.column).collect();
    if !scene.definition.dialect.fixed_order || columns.is_sorted() {
        return;
    }
    sink.add(&MOVED_COLUMNS, None, || {
        let order = scene.layout.headings.iter().filter(|h| h.field.is_some());
        let order = order.map(|h| h.text.trim().to_owned()).collect();
        Finding::new(&MOVED_COLUMNS, Place::File).with("order", Detail::All(order))
    });
}

/// Columns that some records turned out to need and the file lacks.
pub(crate) fn lacking(scene: &Scene<'_>, sink: &mut Sink<'_>) {
    for (slot, (count, first)) in std::mem::take(&mut sink.lacking) {
        if scene.definition.is_mandatory(slot) {
            continue;
        }
        sink.add(&NEEDED_COLUMN_MISSING, None, || {
            Finding::new(&NEEDED_COLUMN_MISSING, Place::File)
                .field(slot)
                .with("column", scene.title(slot))
                .with("count", count)
                .with("first", u64::from(first))
        });
    }
}

/// Names the extra columns and some of their values, so that they can be compared with those of the server.
pub(crate) fn extra_columns(samples: &[(String, Vec<String>)], sink: &mut Sink<'_>) {
    if samples.is_empty() {
        return;
    }
    sink.add(&EXTRA_COLUMNS_KEPT, None, || {
        let names = samples.iter().map(|(name, _)| name.clone()).collect();
        let found: Vec<String> = samples.iter().flat_map(|(_, values)| values.iter().cloned()).collect();
        let finding = Finding::new(&EXTRA_COLUMNS_KEPT, Place::File).with("columns", Detail::All(names));
        if found.is_empty() {
            return finding;
        }
        finding
            .with("found", Detail::All(found))
            .with("values", Detail::Phrase(["Values found: {found}.", "Valeurs trouvées : {found}."]))
    });
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
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
];
