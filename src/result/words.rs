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
const FINE: &str = "imported created updated inserted accepted added saved loaded success successful successfully succeeded ok \
    importé importée importés importées créé créée créés créées ajouté ajoutée ajoutés ajoutées modifié modifiée modifiés modifiées \
    accepté acceptée acceptés acceptées succès réussi réussie \
    importiert angelegt aktualisiert übernommen gespeichert erfolgreich";
/// That rows did not, unless there are none of them.
const FAULT: &str = "error errors failed failure failures rejected refused skipped ignored invalid warning warnings problem problems \
    erreur erreurs échec échecs échoué échouée échoués échouées rejeté rejetée rejetés rejetées refusé refusée refusés refusées \
    ignoré ignorée ignorés ignorées invalide invalides avertissement avertissements \
    fehler fehlgeschlagen abgelehnt übersprungen ungültig warnung warnungen";
/// That there are none.
const NONE: &str = "0 no none without zero aucun aucune sans kein keine keinen ohne null";
/// What says neither.
const FILLER: &str = "the a all any of and have has been had was were are is row rows line lines record records entry entries item items \
    your file import importing data with total count number completed complete finished done in into \
    l d le la les un une des du de toutes tous tout toute ligne lignes enregistrement enregistrements nombre ont a été sont est et avec \
    fichier importation terminé terminée données en \
    der die das alle aller alles zeile zeilen datensatz datensätze anzahl wurde wurden sind ist und mit datei daten abgeschlossen";
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

/// What is counted in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Rows that went in.
    Fine,
    /// Rows that did not, or what is wrong.
    Fault,
}

fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

/// What the name of a number counts, and its words: `errorCount`, `rows_imported`.
pub(super) fn counted_of(name: &str) -> Option<(String, Counted)> {
    let mut spaced = String::new();
    for c in name.chars() {
        if c.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    let words = plain(&spaced);
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

/// Whether sentences say that all of so many rows went in, and nothing else: each of their words is known, whatever is
/// wrong is said to be none, and where rows are counted they are all of them.
pub(super) fn all_went_in<'t>(texts: impl Iterator<Item = &'t str>, sent: u64) -> bool {
    let (mut fine, mut counts) = (false, Vec::new());
    for text in texts {
        if is_well(text) {
            fine = true;
            continue;
        }
        let tokens = tokens(text);
        let mut none = vec![false; tokens.len()];
        for (at, token) in tokens.iter().enumerate() {
            let Token::Word(word) = token else { continue };
            if is_among(FINE, word) {
                fine = true;
            } else if is_among(FAULT, word) {
                match none_of(&tokens, at) {
                    Some(said) => none[said] = true,
                    None => return false,
                }
                fine = true;
            } else if !is_among(FILLER, word) && !is_among(NONE, word) {
                return false;
            }
        }
        for (token, none) in tokens.iter().zip(none) {
            match token {
                Token::Number(count) if *count > 0 => counts.push(*count),
                // What else is none may be the rows that went in.
                Token::Number(_) if !none => return false,
                Token::Word(word) if !none && is_among(NONE, word) => return false,
                _ => {}
            }
        }
    }
    // The number of all rows may stand beside those of their kinds.
    counts.retain(|count| *count != sent);
    let sum = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    fine && (counts.is_empty() || sum == Some(sent))
}

/// Where it is said that there is none of what the word at a place means: before it ("0 errors", "no rows were refused"),
/// or as its value ("errors: 0").
fn none_of(tokens: &[Token], at: usize) -> Option<usize> {
    let is_none = |token: &Token| match token {
        Token::Number(count) => *count == 0,
        Token::Word(word) => is_among(NONE, word),
        Token::Is | Token::Mark => false,
    };
    let is_filler = |token: &Token| matches!(token, Token::Word(word) if is_among(FILLER, word));
    let before = (0..at).rev().find(|before| tokens.get(*before).is_none_or(|token| !is_filler(token)));
    let is_value =
        |place: usize| place.checked_sub(1).and_then(|before| tokens.get(before)) == Some(&Token::Is);
    if let Some(before) =
        before.filter(|before| tokens.get(*before).is_some_and(is_none) && !is_value(*before))
    {
        return Some(before);
    }
    let value =
        (at + 1..tokens.len()).find(|next| tokens.get(*next).is_none_or(|token| !is_filler(token)))?;
    (tokens.get(value) == Some(&Token::Is) && tokens.get(value + 1).is_some_and(is_none)).then_some(value + 1)
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
            _ => tokens.push(Token::Mark),
        }
    }
    put_word(&mut word, &mut tokens);
    tokens
}

fn put_word(word: &mut String, tokens: &mut Vec<Token>) {
    let word = std::mem::take(word);
    if !word.is_empty() {
        tokens.push(word.parse().map_or(Token::Word(word), Token::Number));
    }
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
    use super::all_went_in;

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
        ] {
            assert!(!all_went_in([text].into_iter(), 4), "{text}");
        }
        assert!(!all_went_in(["0 errors", "Bob is taken"].into_iter(), 4));
    }
}
