//! The words by which answers are understood, folded, and what names made of them stand for. Systems speak English, French and
//! now and then German.

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
const STATUS: &[&str] = &[
    "status",
    "state",
    "result",
    "outcome",
    "import status",
    "success",
    "ok",
    "valid",
    "statut",
    "état",
    "résultat",
];
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
    "complete",
    "completed",
    "finished",
    "passed",
    "valid",
    "no error",
    "no errors",
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
    "terminé",
    "terminée",
    "aucune erreur",
    "oui",
    "erfolgreich",
    "angelegt",
    "aktualisiert",
    "abgeschlossen",
    "importiert",
    "ja",
    "new",
    "nouveau",
    "neu",
];
/// In the place of what is wrong: that nothing is.
const NOTHING_WRONG: &[&str] = &["0", "none", "-", "–", "—", "aucun", "aucune", "keine", "keiner"];
/// The same under a heading that asks whether something is.
const NO: &[&str] = &["no", "false", "non", "faux", "nein", "falsch"];
/// In a status: that a row did not go in. A longer one is a sentence, and a number that of a protocol.
pub(super) const ILL: &str = "no not non nein false faux falsch failure denied bad unknown missing exists taken existing inconnu inconnue \
    manquant manquante existe doublon nicht pas unbekannt fehlt vorhanden ko nok";
/// Words of an answer about itself, of its numbers and times, and of the grade of an error. They say nothing of a row.
pub(super) const BY_THE_WAY: &str = "id uuid guid code codes type types kind severity level grade rule timestamp time date \
    datetime duration elapsed seconds ms started ended finished at created on by user author version url uri link href self lang \
    language locale trace request job import batch correlation file filename name key format api content path pointer source index \
    position sheet encoding size bytes hash checksum title durée fichier nom niveau datei dauer \
    ids token etag username email took headers headings columns mapping";
/// What an answer is wrapped in.
const WRAPPERS: &str = "data result results response responses row rows record records item items entry entries line lines summary \
    report import imports body payload meta metadata statistics stats counts totals output answer details per by list all \
    résultat résultats réponse données rapport bilan résumé statistiques ergebnis ergebnisse antwort daten bericht zusammenfassung";
/// In a sentence about one row: that it is about others, too.
pub(super) const OTHERS: &str = "others rest remaining remainder everything rows lines records entries lignes enregistrements zeilen datensätze \
    autres reste restantes restants restante übrigen übrige anderen restlichen restliche";
/// Behind the end of a sentence about one row: that the next is about the whole.
pub(super) const WHOLE: &str = "import importation importing file files fichier datei batch transaction upload job process processing aborted abort \
    stopped halted cancelled canceled rolled rollback reverted nothing none all every whole entire rien tout toute tous toutes annulé \
    annulée interrompu interrompue abandonné abandonnée lot traitement nichts alle alles ganze ganzen abgebrochen vorgang rückgängig \
    also too likewise other same idem aussi auch ebenso weitere";
/// In a sentence: that rows went in.
pub(super) const FINE: &str = "imported created updated inserted accepted added saved loaded unchanged success successful successfully succeeded ok \
    inchangé inchangée inchangés inchangées unverändert importé importée importés importées créé créée créés créées ajouté ajoutée ajoutés ajoutées modifié modifiée modifiés modifiées \
    accepté acceptée acceptés acceptées succès réussi réussie \
    importiert angelegt aktualisiert übernommen gespeichert erfolgreich \
    stored upserted merged enregistré enregistrée enregistrés enregistrées";
/// That rows did not, unless there are none of them.
pub(super) const FAULT: &str = "error errors failed failure failures rejected refused skipped ignored invalid warning warnings problem problems \
    duplicate duplicates duplicated conflict conflicts missing excluded omitted unprocessed pending queued dropped discarded deleted removed \
    doublon doublons conflit conflits supprimé supprimés supprimées exclu exclus exclues écarté écartés écartées omis duplikat duplikate gelöscht \
    erreur erreurs échec échecs échoué échouée échoués échouées rejeté rejetée rejetés rejetées refusé refusée refusés refusées \
    ignoré ignorée ignorés ignorées invalide invalides avertissement avertissements \
    fehler fehlgeschlagen abgelehnt übersprungen ungültig warnung warnungen \
    unmatched denied cancelled canceled aborted partial partially incomplete manquant manquants partiel partielle annulé annulée annulés annulées doppelt dubletten verworfen abgebrochen teilweise";
/// That there are none.
pub(super) const NONE: &str =
    "0 no none without zero aucun aucune sans pas kein keine keinen keinerlei ohne null";
/// What begins a further part of a sentence.
pub(super) const AND: &str = "and et und";
/// What begins one that says what there is none of.
pub(super) const WITHOUT: &str = "without sans ohne";
/// What says neither.
pub(super) const FILLER: &str = "the a all any of and have has been had was were are is row rows line lines record records entry entries item items \
    your import importing data with total count number completed complete finished done in into \
    found there processed received submitted encountered during my this \
    l d le la les un une des du de toutes tous tout toute ligne lignes enregistrement enregistrements nombre ont a été sont est et avec \
    importation terminé terminée données en \
    trouvé trouvée trouvés trouvées détecté détectée détectées rencontrée traité traitée traités traitées effectué effectuée il n y avec dans \
    der die das alle aller alles zeile zeilen datensatz datensätze anzahl wurde wurden sind ist und mit daten abgeschlossen war gefunden es gab verarbeitet beim gibt vom \
    totals counts read sent handled uploaded reçu reçue reçus reçues waren";
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

/// Whether what stands in the place of what is wrong says that nothing is.
pub(super) fn is_nothing_wrong(text: &str, asked: bool) -> bool {
    let text = plain(text.trim_end_matches(['.', '!']));
    is_well(&text) || NOTHING_WRONG.contains(&text.as_str()) || (asked && NO.contains(&text.as_str()))
}

/// Whether a heading is that of what is wrong, and not only of a sentence.
pub(super) fn is_of_faults(name: &str) -> bool {
    counted_of(name).is_some_and(|(_, kind)| kind == Counted::Fault)
}

/// Whether a name is one of what tells more of an error: its code, or what stood in the cell.
pub(super) fn is_of_error(name: &str) -> bool {
    let more = "value values given found expected actual rejected valeur wert error erreur fehler";
    spaced(name)
        .split(' ')
        .all(|word| is_among(more, word) || is_among(BY_THE_WAY, word) || is_among(FILLER, word))
}

/// The words of a name that counts all rows, or those of no kind: `totalRows`.
pub(super) fn counted_in_all(name: &str) -> Option<String> {
    let words = spaced(name);
    words.split(' ').all(|word| is_among(FILLER, word)).then_some(words)
}

/// Whether an answer, or the list of its rows, is often wrapped in a part of this name.
pub(super) fn is_wrapper(name: &str) -> bool {
    spaced(name).split(' ').all(|word| is_among(WRAPPERS, word))
}

/// What is counted in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Rows that went in.
    Fine,
    /// Rows that did not, or what is wrong.
    Fault,
}

pub(super) fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

/// A name in words: `errorCount`, `rows_imported`.
pub(super) fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for c in name.chars() {
        if c.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    plain(&spaced)
}

/// What the name of a number counts, and its words.
pub(super) fn counted_of(name: &str) -> Option<(String, Counted)> {
    let words = spaced(name);
    let kind = |list| words.split(' ').any(|word| is_among(list, word));
    let known = |word: &str| [FINE, FAULT, FILLER].iter().any(|list| is_among(list, word));
    let kind = match (kind(FAULT), kind(FINE)) {
        (true, _) => Counted::Fault,
        (false, true) => Counted::Fine,
        (false, false) => return None,
    };
    words.split(' ').all(known).then_some((words.clone(), kind))
}

/// Folded, with spaces where a program writes an underscore or a dash.
pub(super) fn plain(name: &str) -> String {
    fold(name).trim_end_matches(':').replace(['_', '-'], " ").trim().to_owned()
}

/// The number of a row.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
