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
    "complete",
    "completed",
    "finished",
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
    "terminé",
    "terminée",
    "aucune erreur",
    "oui",
    "erfolgreich",
    "angelegt",
    "aktualisiert",
    "abgeschlossen",
];
/// In a sentence: that rows went in.
const FINE: &str = "imported created updated inserted accepted added saved loaded stored upserted merged success successful successfully succeeded ok \
    importé importée importés importées créé créée créés créées ajouté ajoutée ajoutés ajoutées modifié modifiée modifiés modifiées \
    accepté acceptée acceptés acceptées succès réussi réussie \
    enregistré enregistrée enregistrés enregistrées \
    importiert angelegt aktualisiert übernommen gespeichert erfolgreich";
/// That rows did not, unless there are none of them.
const FAULT: &str = "error errors failed failure failures rejected refused skipped ignored invalid warning warnings problem problems \
    duplicate duplicates conflict conflicts dropped discarded omitted excluded missing unmatched denied cancelled canceled aborted partial \
    partially incomplete \
    erreur erreurs échec échecs échoué échouée échoués échouées rejeté rejetée rejetés rejetées refusé refusée refusés refusées \
    ignoré ignorée ignorés ignorées invalide invalides avertissement avertissements doublon doublons manquant manquants partiel partielle \
    annulé annulée annulés annulées \
    fehler fehlgeschlagen abgelehnt übersprungen ungültig warnung warnungen doppelt dubletten verworfen abgebrochen teilweise";
/// That there are none.
const NONE: &str = "0 no none without zero aucun aucune sans pas kein keine keinen ohne null";
/// What begins a further part of a sentence.
const AND: &str = "and et und";
/// What begins one that says what there is none of.
const WITHOUT: &str = "without sans ohne";
/// What says neither.
const FILLER: &str = "the a all any of and have has been had was were are is row rows line lines record records entry entries item items \
    your import importing data with total totals count counts number completed complete finished done in into there found \
    processed received read submitted sent handled uploaded summary result results response payload body meta stats statistics details \
    l d le la les un une des du de toutes tous tout toute ligne lignes enregistrement enregistrements nombre ont a été sont est et avec \
    importation terminé terminée données en il n y trouvé trouvée trouvés trouvées détecté détectée traité traitée traités \
    traitées reçu reçue reçus reçues \
    der die das alle aller alles zeile zeilen datensatz datensätze anzahl wurde wurden sind ist war waren und mit daten abgeschlossen es \
    gefunden verarbeitet";
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

/// Whether a name may be that of several rows: `rows`, `lines`.
pub(super) fn is_several(name: &str) -> bool {
    role(name) == Some(Role::Row) && plain(name).ends_with(['s', 'n'])
}

/// Whether a name is that of what a record held.
pub(super) fn is_record(name: &str) -> bool {
    RECORD.contains(&plain(name).as_str())
}

/// Whether a name is that of what is said of rows that went in.
pub(super) fn is_note(name: &str) -> bool {
    NOTE.contains(&plain(name).as_str())
}

/// What names a thing, a time or a place, and counts nothing: the last word of a name, such as `importId`, `created_at`.
const ASIDE: &str = "id ids uuid guid key token hash checksum etag version url uri link href path file filename user username email date time timestamp \
    at on by duration elapsed took ms seconds locale language columns headers headings mapping";
/// Names of a number that stands for how a request ended.
const CODE: &[&str] = &["code", "status code", "statuscode", "http status", "http code", "http status code"];

/// Whether a name is that of something that says nothing of rows.
pub(super) fn is_aside(name: &str) -> bool {
    let name = spaced(name);
    name.rsplit(' ').next().is_some_and(|last| is_among(ASIDE, last))
        && !name.split(' ').any(|word| is_among(FAULT, word))
}

/// Whether a name is that of the number with which a request ends: `"code": 200`.
pub(super) fn is_code(name: &str) -> bool {
    CODE.contains(&spaced(name).as_str())
}

/// Whether a name asks whether all is well, and is answered by yes or no: `valid`, `imported`.
pub(super) fn is_question(name: &str) -> bool {
    let name = spaced(name);
    (WELL.contains(&name.as_str()) || is_among(FINE, &name)) && !is_among(NONE, &name)
}

/// Whether an answer to such a question is no.
pub(super) fn is_no(text: &str) -> bool {
    ["no", "n", "false", "0", "non", "faux", "nein", "falsch", "not"].contains(&plain(text).as_str())
}

/// Whether a status says that a row went in.
pub(super) fn is_done(text: &str) -> bool {
    is_well(text) && !is_among(NONE, &plain(text))
}

/// Whether a status, or a message, says that all went well.
pub(super) fn is_well(text: &str) -> bool {
    WELL.contains(&plain(text.trim_end_matches(['.', '!'])).as_str())
}

/// Whether a sentence begins with a word for what went in: "was created".
pub(super) fn begins_well(text: &str) -> bool {
    let fine = |token: &Token| matches!(token, Token::Word(word) if is_among(FINE, word));
    tokens(text).iter().take(2).any(fine)
}

/// What is counted in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Rows that went in.
    Fine,
    /// Rows that did not, or what is wrong.
    Fault,
}

/// The words for so many rows that are listed as gone in: the same in every language.
pub(super) fn went_in(rows: u64) -> String {
    format!("ok: {rows}")
}

/// Whether a name is that of what is wrong: `error`, `failedRows`.
pub(super) fn is_fault(name: &str) -> bool {
    spaced(name).split(' ').any(|word| is_among(FAULT, word))
}

fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

/// What the name of a number counts, and its words: `errorCount`, `rows_imported`.
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

/// A word, a number, or a mark of a sentence.
#[derive(PartialEq)]
enum Token {
    Word(String),
    Number(u64),
    /// `:` or `=`: what follows is the value of what came before.
    Is,
    Mark,
}

/// What is known of an answer when its words about the whole are read.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// Records that were sent, and how many of them the answer refuses.
    pub(super) sent: u64,
    pub(super) refused: u64,
    /// Sentences that it says about these.
    pub(super) sentences: u64,
}

/// Whether all that is said of the whole is understood, and agrees with what is known: each word is, what went in is
/// counted as those that are not refused, and what is wrong as the rows that are, or as what is said of them. Where no
/// row is refused it has to be said that rows went in, or that nothing is wrong.
pub(super) fn sum_up<'t>(texts: impl Iterator<Item = &'t str>, known: Known) -> bool {
    let went_in = known.sent.saturating_sub(known.refused);
    let (mut fine, mut counts, mut faults) = (known.refused > 0, Vec::new(), Vec::new());
    for text in texts {
        // "Errors:" announces the rows that follow.
        if known.refused > 0 && role(text) == Some(Role::Message) {
            continue;
        }
        if is_well(text) && !is_among(NONE, &plain(text)) {
            fine = true;
            continue;
        }
        let tokens = tokens(text);
        for clause in tokens.split(|token| *token == Token::Mark) {
            let Some(clause) = clause_of(clause, known.sent) else { return false };
            match clause {
                (Some(Counted::Fine), Some(count)) => {
                    fine = true;
                    counts.push(count);
                }
                // "All rows imported"
                (Some(Counted::Fine), None) if known.refused == 0 => fine = true,
                (Some(Counted::Fault), Some(count)) => {
                    fine = true;
                    faults.push(count);
                }
                (None, None) => {}
                (None, Some(count)) if [known.sent, known.refused, known.sentences].contains(&count) => {}
                _ => return false,
            }
        }
    }
    // "1 failed, 0 skipped"
    let wrong = faults.iter().any(|count| *count > 0);
    let agrees =
        |count: &u64| *count == 0 || (known.refused > 0 && [known.refused, known.sentences].contains(count));
    if !faults.iter().all(agrees) || (known.refused > 0 && !faults.is_empty() && !wrong) {
        return false;
    }
    // The number of all of them may stand beside those of their kinds.
    let all = counts.contains(&went_in);
    counts.retain(|count| *count != went_in);
    let sum = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    fine && (sum == Some(went_in) || (sum == Some(0) && (all || counts.is_empty())))
}

/// Whether a line does nothing but count rows by what became of them: "Rows: 6, imported: 4, rejected: 2".
pub(super) fn is_count(text: &str) -> bool {
    let tokens = tokens(text);
    let clauses: Option<Vec<_>> =
        tokens.split(|token| *token == Token::Mark).map(|clause| clause_of(clause, u64::MAX)).collect();
    clauses.is_some_and(|clauses| clauses.iter().any(|(kind, count)| kind.is_some() && count.is_some()))
}

/// What is counted in one part of a sentence, and how many there are: "3 of 4 rows imported", "errors: 0", "no errors".
/// Nothing where a word is unknown, or where it is not one thing that is counted once.
fn clause_of(clause: &[Token], sent: u64) -> Option<(Option<Counted>, Option<u64>)> {
    let (mut kind, mut counts) = (None, Vec::new());
    for token in clause {
        let counted = match token {
            Token::Number(count) => {
                counts.push(*count);
                continue;
            }
            Token::Word(word) if is_among(NONE, word) => {
                counts.push(0);
                continue;
            }
            Token::Word(word) if is_among(FINE, word) => Counted::Fine,
            Token::Word(word) if is_among(FAULT, word) => Counted::Fault,
            Token::Word(word) if is_among(FILLER, word) => continue,
            Token::Is => continue,
            Token::Word(_) | Token::Mark => return None,
        };
        if kind.is_some_and(|kind| kind != counted) {
            return None;
        }
        kind = Some(counted);
    }
    match *counts {
        [] => Some((kind, None)),
        [count] => Some((kind, Some(count))),
        // "3 of 4"
        [count, all] if all == sent && count > 0 => Some((kind, Some(count))),
        _ => None,
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let text = fold(text);
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        // "1,204" and "1 204" are one number.
        let next: String = rest.clone().take(4).collect();
        let is_group = |next: &str| next.len() >= 3 && next.bytes().take(3).all(|b| b.is_ascii_digit());
        let ends = next.chars().nth(3).is_none_or(|c| !c.is_ascii_digit());
        let number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        if number && matches!(c, ',' | '.' | ' ' | '\'' | '’') && is_group(&next) && ends {
            continue;
        }
        put_word(&mut word, &mut tokens);
        match c {
            ':' | '=' => tokens.push(Token::Is),
            // "erreur(s)"
            '(' if next.starts_with("s)") => rest.by_ref().take(2).for_each(drop),
            ' ' | '\'' | '’' => {}
            // A number below nought counts nothing.
            '-' | '−' if next.starts_with(|c: char| c.is_ascii_digit()) => word.push('-'),
            _ => tokens.push(Token::Mark),
        }
    }
    put_word(&mut word, &mut tokens);
    tokens
}

fn put_word(word: &mut String, tokens: &mut Vec<Token>) {
    let word = std::mem::take(word);
    if is_among(AND, &word) || is_among(WITHOUT, &word) {
        tokens.push(Token::Mark);
    }
    if !word.is_empty() && !is_among(AND, &word) {
        tokens.push(word.parse().map_or(Token::Word(word), Token::Number));
    }
}

/// The words of a name that a program gives: `errorCount`, `rows_imported`.
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

/// Folded, with spaces where a program writes an underscore or a dash.
fn plain(name: &str) -> String {
    fold(name).trim_end_matches(':').replace(['_', '-'], " ").trim().to_owned()
}

/// The number of a row.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_went_in<'t>(texts: impl Iterator<Item = &'t str>, sent: u64) -> bool {
        sum_up(texts, Known { sent, refused: 0, sentences: 0 })
    }

    #[test]
    fn beside_rows_that_are_refused_the_words_about_the_whole_agree_with_them() {
        let agrees = |text| sum_up([text].into_iter(), Known { sent: 4, refused: 1, sentences: 2 });
        for text in [
            "1 row failed",
            "2 errors",
            "Errors:",
            "3 of 4 rows imported, 1 failed",
            "imported: 3, skipped: 0, failed: 1",
        ] {
            assert!(agrees(text), "{text}");
        }
        for text in [
            "3 errors",
            "0 errors",
            "4 rows imported",
            "All rows imported",
            "All other rows were rejected as well.",
            "All rows were rejected",
            "Nothing was imported",
            "The import was rolled back.",
            "Thank you",
        ] {
            assert!(!agrees(text), "{text}");
        }
    }

    #[test]
    fn that_all_went_in_is_said_in_many_words() {
        for text in [
            "0 errors",
            "No errors.",
            "OK",
            "All rows imported",
            "All 4 records have been imported successfully.",
            "Import completed without errors",
            "4 of 4 rows imported, 0 failed",
            "Imported: 4, failed: 0",
            "Created 3, updated 1, errors: 0",
            "imported: 4, error count: 0",
            "No rows were rejected.",
            "0 erreur(s)",
            "Toutes les lignes ont été importées.",
            "Import terminé avec succès\u{a0}: 4 lignes importées, aucune erreur",
            "Alle Zeilen wurden importiert, 0 Fehler",
        ] {
            assert!(all_went_in([text].into_iter(), 4), "{text}");
        }
        assert!(all_went_in(["1,204 rows imported", "0 errors"].into_iter(), 1204));
        assert!(all_went_in(["1\u{202f}204 lignes importées"].into_iter(), 1204));
    }

    #[test]
    fn whatever_may_mean_that_a_row_did_not_go_in_is_not_that() {
        for text in [
            "",
            "4",
            "4 rows",
            "Import completed",
            "3 rows imported",
            "3 of 4 rows imported",
            "0 rows imported",
            "No rows imported",
            "0 rows imported, 0 errors",
            "4 rows, 0 imported, 0 errors",
            "1 error",
            "4 rows imported, 1 failed",
            "0 errors, 2 skipped",
            "failed 0 errors 2",
            "failed: 0 errors: 4",
            "4 errors, 0 warnings",
            "All rows imported except Bob",
            "Not all rows imported",
            "Import partially successful",
            "imported: 0, errors: 0",
            "4 lignes importées, 1 erreur",
            "Todas las filas importadas",
            "The import is late.",
            "None",
            "File saved",
            "-4 rows imported",
            "zero rows with errors imported",
            "3-4 rows imported",
        ] {
            assert!(!all_went_in([text].into_iter(), 4), "{text}");
        }
        assert!(!all_went_in(["0 errors", "Bob is taken"].into_iter(), 4));
    }
}
