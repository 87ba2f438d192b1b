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
const ILL: &str = "no not non nein false faux falsch failure denied bad unknown missing exists taken existing inconnu inconnue \
    manquant manquante existe doublon nicht pas unbekannt fehlt vorhanden ko nok";
/// Words of an answer about itself, of its numbers and times, and of the grade of an error. They say nothing of a row.
const BY_THE_WAY: &str = "id uuid guid code codes type types kind severity level grade rule timestamp time date \
    datetime duration elapsed seconds ms started ended finished at created on by user author version url uri link href self lang \
    language locale trace request job import batch correlation file filename name key format api content path pointer source index \
    position sheet encoding size bytes hash checksum title durée fichier nom niveau datei dauer \
    ids token etag username email took headers headings columns mapping";
/// What an answer is wrapped in.
const WRAPPERS: &str = "data result results response responses row rows record records item items entry entries line lines summary \
    report import imports body payload meta metadata statistics stats counts totals output answer details per by list all \
    résultat résultats réponse données rapport bilan résumé statistiques ergebnis ergebnisse antwort daten bericht zusammenfassung";
/// In a sentence about one row: that it is about others, too.
const OTHERS: &str = "others rest remaining remainder everything rows lines records entries lignes enregistrements zeilen datensätze \
    autres reste restantes restants restante übrigen übrige anderen restlichen restliche";
/// Behind the end of a sentence about one row: that the next is about the whole.
const WHOLE: &str = "import importation importing file files fichier datei batch transaction upload job process processing aborted abort \
    stopped halted cancelled canceled rolled rollback reverted nothing none all every whole entire rien tout toute tous toutes annulé \
    annulée interrompu interrompue abandonné abandonnée lot traitement nichts alle alles ganze ganzen abgebrochen vorgang rückgängig \
    also too likewise other same idem aussi auch ebenso weitere";
/// In a sentence: that rows went in.
const FINE: &str = "imported created updated inserted accepted added saved loaded unchanged success successful successfully succeeded ok \
    inchangé inchangée inchangés inchangées unverändert importé importée importés importées créé créée créés créées ajouté ajoutée ajoutés ajoutées modifié modifiée modifiés modifiées \
    accepté acceptée acceptés acceptées succès réussi réussie \
    importiert angelegt aktualisiert übernommen gespeichert erfolgreich \
    stored upserted merged enregistré enregistrée enregistrés enregistrées";
/// That rows did not, unless there are none of them.
const FAULT: &str = "error errors failed failure failures rejected refused skipped ignored invalid warning warnings problem problems \
    duplicate duplicates duplicated conflict conflicts missing excluded omitted unprocessed pending queued dropped discarded deleted removed \
    doublon doublons conflit conflits supprimé supprimés supprimées exclu exclus exclues écarté écartés écartées omis duplikat duplikate gelöscht \
    erreur erreurs échec échecs échoué échouée échoués échouées rejeté rejetée rejetés rejetées refusé refusée refusés refusées \
    ignoré ignorée ignorés ignorées invalide invalides avertissement avertissements \
    fehler fehlgeschlagen abgelehnt übersprungen ungültig warnung warnungen \
    unmatched denied cancelled canceled aborted partial partially incomplete manquant manquants partiel partielle annulé annulée annulés annulées doppelt dubletten verworfen abgebrochen teilweise";
/// That there are none.
const NONE: &str = "0 no none without zero aucun aucune sans pas kein keine keinen keinerlei ohne null";
/// What begins a further part of a sentence.
const AND: &str = "and et und";
/// What begins one that says what there is none of.
const WITHOUT: &str = "without sans ohne";
/// What says neither.
const FILLER: &str = "the a all any of and have has been had was were are is row rows line lines record records entry entries item items \
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

/// What a status says of a row, or of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It went in.
    Well,
    /// It did not.
    Ill,
    /// Nobody knows.
    Unknown,
}

/// What a status says. One of several words is a sentence about what is wrong, unless it says that some of it is well.
pub(super) fn fate(status: &str) -> Fate {
    if is_well(status) {
        return Fate::Well;
    }
    let tokens = tokens(status);
    let has =
        |list: &str| tokens.iter().any(|token| matches!(token, Token::Word(word) if is_among(list, word)));
    let words = tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    match tokens.as_slice() {
        [Token::Number(code)] if (400..600).contains(code) => Fate::Ill,
        _ if has("pending queued processing processed partial partially partiel partiellement teilweise") => {
            Fate::Unknown
        }
        _ if has(ILL) || has(FAULT) => Fate::Ill,
        _ if words > 2 && !has(FINE) => Fate::Ill,
        _ => Fate::Unknown,
    }
}

/// Whether a sentence about one row may be about others, or about the whole.
pub(super) fn is_of_others(text: &str) -> bool {
    let mut further = false;
    let mut last = "";
    tokens(text).iter().any(|token| match token {
        Token::Word(word) => {
            let found = is_among(OTHERS, word) || (further && is_among(WHOLE, word));
            last = word;
            found
        }
        Token::Mark => {
            further |= !last.is_empty();
            false
        }
        Token::Number(_) | Token::Is => false,
    })
}

/// Whether a part of an answer says nothing of how rows fared.
pub(super) fn is_by_the_way(name: &str, value: &str) -> bool {
    let name = spaced(name);
    let word =
        |token: &Token| matches!(token, Token::Word(word) if is_among(ILL, word) || is_among(FAULT, word));
    let told = tokens(value).iter().any(word) || (is_among(&name, "code") && fate(value) == Fate::Ill);
    !told && name.split(' ').all(|word| is_among(BY_THE_WAY, word) || is_among(FILLER, word))
}

/// Whether a name is one of what tells more of an error: its code, or what stood in the cell.
pub(super) fn is_of_error(name: &str) -> bool {
    let more = "value values given found expected actual rejected valeur wert error erreur fehler";
    spaced(name)
        .split(' ')
        .all(|word| is_among(more, word) || is_among(BY_THE_WAY, word) || is_among(FILLER, word))
}

/// Whether a sentence beside a row that went in says no more than that: "with number 7".
pub(super) fn is_only_well(text: &str) -> bool {
    let known = |word: &str| [FINE, FILLER, BY_THE_WAY].iter().any(|list| is_among(list, word));
    tokens(text).iter().all(|token| match token {
        Token::Word(word) => known(word) && !is_among(NONE, word),
        Token::Number(count) => *count > 0,
        Token::Is | Token::Mark => true,
    })
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

fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

/// A name in words: `errorCount`, `rows_imported`.
fn spaced(name: &str) -> String {
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
    // "success: false" beside rows that were refused: whether the others went in is only told by their count.
    let mut ill = false;
    for text in texts {
        // "Errors:" announces the rows that follow.
        if known.refused > 0 && role(text) == Some(Role::Message) {
            continue;
        }
        if is_well(text) && !is_among(NONE, &plain(text)) {
            fine = true;
            continue;
        }
        if known.refused > 0 && fate(text) == Fate::Ill && !text.contains(char::is_whitespace) {
            ill = true;
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
                // "Completed with errors"
                (Some(Counted::Fault), None) if known.refused > 0 => ill = true,
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
    if ill && !all && counts.iter().copied().try_fold(0, u64::checked_add) != Some(went_in) {
        return false;
    }
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
        // "0 errors in 4 rows"
        [0, all] | [all, 0]
            if all == sent && kind == Some(Counted::Fault) && !clause.contains(&Token::Is) =>
        {
            Some((kind, Some(0)))
        }
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
