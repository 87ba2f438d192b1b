//! The words by which answers are understood, folded. Systems speak English, French and now and then German.

use crate::scalar::text::fold;

const ROW: &[&str] = &[
    "row",
    "rows",
    "row number",
    "row no",
    "row nr",
    "row #",
    "rownumber",
    "line",
    "lines",
    "line number",
    "line no",
    "linenumber",
    "record",
    "record number",
    "recordnumber",
    "#",
    "no",
    "no.",
    "nr",
    "nr.",
    "ligne",
    "lignes",
    "no ligne",
    "no de ligne",
    "numero de ligne",
    "numéro de ligne",
    "n° de ligne",
    "n°",
    "nº",
    "rang",
    "enregistrement",
    "zeile",
    "zeilen",
    "zeilennummer",
];
const COLUMN: &[&str] = &[
    "column",
    "column name",
    "columnname",
    "field",
    "field name",
    "fieldname",
    "attribute",
    "property",
    "colonne",
    "champ",
    "nom du champ",
    "nom de la colonne",
    "attribut",
    "propriété",
    "feld",
    "spalte",
];
const CELL: &[&str] = &["cell", "cells", "cell address", "cellule", "zelle"];
const MESSAGE: &[&str] = &[
    "message",
    "messages",
    "error",
    "errors",
    "error message",
    "error messages",
    "errormessage",
    "error description",
    "import error",
    "import errors",
    "reason",
    "reasons",
    "description",
    "detail",
    "details",
    "problem",
    "problems",
    "issue",
    "issues",
    "what is wrong",
    "failure reason",
    "rejection reason",
    "erreur",
    "erreurs",
    "message d’erreur",
    "message d'erreur",
    "motif",
    "motif du rejet",
    "raison",
    "détail",
    "détails",
    "problème",
    "problèmes",
    "fehler",
    "fehlermeldung",
    "meldung",
    "grund",
];
const STATUS: &[&str] =
    &["status", "state", "result", "outcome", "import status", "success", "statut", "état", "résultat"];
const WELL: &[&str] = &[
    "ok",
    "okay",
    "success",
    "successful",
    "succeeded",
    "successfully imported",
    "created",
    "updated",
    "imported",
    "inserted",
    "accepted",
    "unchanged",
    "done",
    "passed",
    "valid",
    "no error",
    "no errors",
    "none",
    "yes",
    "true",
    "200",
    "201",
    "204",
    "réussi",
    "réussie",
    "succès",
    "créé",
    "créée",
    "modifié",
    "modifiée",
    "mis à jour",
    "mise à jour",
    "importé",
    "importée",
    "accepté",
    "acceptée",
    "inchangé",
    "inchangée",
    "aucune erreur",
    "oui",
    "erfolgreich",
    "angelegt",
    "aktualisiert",
];
const NOTE: &[&str] = &[
    "warning",
    "warnings",
    "notice",
    "notices",
    "info",
    "infos",
    "avertissement",
    "avertissements",
    "remarque",
    "remarques",
    "warnung",
    "warnungen",
    "hinweis",
    "hinweise",
];
const RECORD: &[&str] = &["record", "data", "values", "input", "row", "item", "ligne", "données", "valeurs"];

/// What a heading of an answer, or the name of a part of it, stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Row,
    Column,
    Cell,
    Message,
    Status,
}

/// The role of a name.
pub(super) fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    let roles = [
        (ROW, Role::Row),
        (COLUMN, Role::Column),
        (CELL, Role::Cell),
        (MESSAGE, Role::Message),
        (STATUS, Role::Status),
    ];
    roles.into_iter().find(|(words, _)| words.contains(&name.as_str())).map(|(_, role)| role)
}

/// Whether a name is that of what a record held.
pub(super) fn is_record(name: &str) -> bool {
    RECORD.contains(&plain(name).as_str())
}

/// Whether a name is that of what is said of rows that went in.
pub(super) fn is_note(name: &str) -> bool {
    NOTE.contains(&plain(name).as_str())
}

/// Whether a status, or a message, says that all went well.
pub(super) fn is_well(text: &str) -> bool {
    WELL.contains(&plain(text.trim_end_matches(['.', '!'])).as_str())
}

/// Folded, with spaces where a program writes an underscore or a dash.
fn plain(name: &str) -> String {
    fold(name).trim_end_matches(':').replace(['_', '-'], " ").trim().to_owned()
}

/// The number of a row.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
