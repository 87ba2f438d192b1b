//! What sentences say: which clauses count rows, what became of these, and whether it agrees with what was sent.

use super::words::{
    AND, BY_THE_WAY, Counted, FAULT, FILLER, FINE, ILL, NONE, OTHERS, Role, WHOLE, WITHOUT, is_among,
    is_well, plain, role, spaced,
};
use crate::scalar::text::fold;

/// A word, a number, or a mark of a sentence.
#[derive(PartialEq)]
enum Token {
    Word(String),
    Number(u64),
    /// `:` or `=`: what follows is the value of what came before.
    Is,
    Mark,
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

/// Whether a part of an answer says nothing of how rows fared.
pub(super) fn is_by_the_way(name: &str, value: &str) -> bool {
    let name = spaced(name);
    let word =
        |token: &Token| matches!(token, Token::Word(word) if is_among(ILL, word) || is_among(FAULT, word));
    let told = tokens(value).iter().any(word) || (is_among(&name, "code") && fate(value) == Fate::Ill);
    !told && name.split(' ').all(|word| is_among(BY_THE_WAY, word) || is_among(FILLER, word))
}

/// Whether a sentence begins with a word for what went in: "was created".
pub(super) fn begins_well(text: &str) -> bool {
    let fine = |token: &Token| matches!(token, Token::Word(word) if is_among(FINE, word));
    tokens(text).iter().take(2).any(fine)
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

/// Whether a sentence about one row may be about others, or about the whole.
pub(super) fn is_of_others(text: &str) -> bool {
    let mut further = false;
    let mut last = "";
    let tokens = tokens(text);
    // "the first of 4 errors", "and 3 more"
    let counted = |pair: &[Token]| matches!(pair, [Token::Number(count), Token::Word(word)] if *count > 1 && is_among("errors erreurs fehler more weitere", word));
    tokens.windows(2).any(counted)
        || tokens.iter().any(|token| match token {
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

/// The words, numbers and marks of a text.
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
