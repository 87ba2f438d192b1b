//! The contract of `docs/messages.md`: every sentence about a finding ends with what to do, in words for customers.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::problem::{Finding, Place};
use import_checker::{File, Lang, Wording, languages, problems};
use serde_json::Value as Json;
use support::{check, check_text, golden};

/// The words of the contract, by language; `tests/e2e/words.test.mjs` holds the page's own texts to them.
struct Words {
    /// What a sentence may begin with that says what to do.
    imperatives: Vec<String>,
    /// Words that no sentence uses: other words are the customer's.
    never: Vec<String>,
}

impl Words {
    fn of(lang: Lang) -> Words {
        let all: Json = serde_json::from_str(include_str!("words.json")).unwrap();
        let own = &all[lang.tag()];
        let imperatives =
            own["imperatives"].as_str().unwrap().split_whitespace().map(str::to_owned).collect();
        let never =
            own["never"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
        Words { imperatives, never }
    }
}

/// Every language that texts are there for, with its words.
fn languages() -> Vec<(Lang, Words)> {
    let tags = languages::all().into_iter().map(|language| language.tag);
    tags.map(|tag| languages::find(&tag).unwrap().unwrap()).map(|lang| (lang, Words::of(lang))).collect()
}

/// A sentence without what it quotes of a file.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    // The marks that are open. What is quoted may hold marks of its own, also such as close nothing.
    let mut open: Vec<char> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let closes: &[char] = match c {
            // German closes with the mark with which English opens, but never after a space.
            '“' if before != ' ' => &['„'],
            '”' => &['“'],
            '»' => &['«'],
            _ => &[],
        };
        match open.iter().rposition(|mark| closes.contains(mark)) {
            Some(at) => {
                open.truncate(at);
                out.push_str(if open.is_empty() { "…" } else { "" });
            }
            None if matches!(c, '„' | '“' | '«') => open.push(c),
            None if open.is_empty() => out.push(c),
            None => {}
        }
        before = c;
    }
    out
}

/// What a text is to be changed for; nothing where it keeps the contract.
fn faults(text: &str, lang: Lang, words: &Words) -> Vec<String> {
    let bare = unquoted(text);
    let mut faults = Vec::new();
    // German begins every noun with a capital letter: behind a colon, only what asks somebody to do something tells that
    // a sentence begins.
    let asks = |rest: &str| rest.split_whitespace().nth(1) == Some("Sie");
    let last = bare
        .match_indices(['.', '?', '!', ':'])
        .map(|(at, mark)| (mark, bare[at + mark.len()..].trim_start_matches(['\u{a0}', ' '])))
        .filter(|(mark, rest)| *mark != ":" || lang.tag() != "de" || asks(rest))
        .map(|(_, rest)| rest)
        .rfind(|rest| rest.starts_with(|c: char| c.is_uppercase()))
        .unwrap_or(&bare);
    let verb = last.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !words.imperatives.iter().any(|known| known == verb) {
        faults.push(format!("its last sentence does not say what to do: {last}"));
    }
    if !text.ends_with('.') {
        faults.push("it has no full stop".to_owned());
    }
    faults.extend(faults_of_words(text, lang, words));
    faults
}

/// The same without its end: for titles, questions and parts of sentences.
fn faults_of_words(text: &str, lang: Lang, words: &Words) -> Vec<String> {
    let bare = unquoted(text);
    let mut faults = Vec::new();
    let spoken = format!(" {} ", bare.to_lowercase());
    for word in &words.never {
        let whole = |(at, _): (usize, &str)| {
            let before = spoken[..at].chars().next_back();
            let after = spoken[at + word.len()..].chars().next();
            [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric() && c != '_')
        };
        if spoken.match_indices(word.as_str()).any(whole) {
            faults.push(format!("it says “{word}”"));
        }
    }
    let words: Vec<&str> = bare.split_whitespace().collect();
    for pair in words.windows(2) {
        let singular = ["has", "is", "was", "less", "fois", "puis", "sans", "dans"].contains(&pair[1]);
        if pair[0] == "1" && pair[1].trim_end_matches(['.', ',', ';']).ends_with('s') && !singular {
            faults.push(format!("one of many: {} {}", pair[0], pair[1]));
        }
    }
    if lang.tag() == "fr" && [" :", " ;", " ?", " !", "« ", " »"].iter().any(|mark| text.contains(mark)) {
        faults.push("a plain space stands where a no-break space belongs".to_owned());
    }
    if bare.contains(['{', '}', '\'']) || bare.contains("  ") {
        faults.push("it has braces, a straight apostrophe or two spaces".to_owned());
    }
    faults
}

/// All that is said of the files of a session, as `CODE: sentence`.
fn said(report: &Json) -> Vec<(String, String)> {
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let all = list("findings").into_iter().chain(list("notChecked"));
    all.map(|f| (text(&f["code"]), text(&f["message"]))).collect()
}

fn tell(mut wrong: Vec<String>, of: usize) {
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} of {of}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sentence_ends_with_what_to_do_though_nothing_is_known_of_the_place() {
    let languages = languages();
    let mut wrong = Vec::new();
    for problem in problems::all() {
        for (lang, words) in &languages {
            let wording = Wording { lang: *lang, layout: None, definition: None };
            let message = wording.message(&Finding::new(problem, Place::cell(7, 1)));
            for text in [message.as_str(), lang.prose(problem).remedy] {
                wrong.extend(
                    faults(text, *lang, words)
                        .iter()
                        .map(|f| format!("{} {}: {f}\n    {text}", problem.code, lang.tag())),
                );
            }
        }
    }
    tell(wrong, problems::all().len());
}

#[test]
fn no_title_or_reason_says_it_in_words_of_ours() {
    let languages = languages();
    let mut wrong = Vec::new();
    for problem in problems::all() {
        for (lang, words) in &languages {
            let prose = lang.prose(problem);
            for text in [prose.title, prose.why] {
                let found = faults_of_words(text, *lang, words).into_iter();
                wrong.extend(found.map(|f| format!("{} {}: {f}: {text}", problem.code, lang.tag())));
            }
        }
    }
    tell(wrong, problems::all().len());
}

#[test]
fn the_sentences_of_examples_and_golden_cases_end_with_what_to_do() {
    let languages = languages();
    let in_all =
        |file: &File<'_>| -> Vec<_> { languages.iter().map(|(lang, _)| said(&file.report(*lang))).collect() };
    let mut all = Vec::new();
    for problem in problems::all().iter().filter(|p| !p.example.definition.is_empty()) {
        let session = check_text(problem.example.definition, problem.example.bad);
        all.push((problem.code.to_owned(), in_all(&session.files()[0])));
    }
    for path in golden::inputs() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let session = check(&name, bytes, golden::definitions(&path), &golden::how(&path));
        all.push((name, in_all(&session.files()[0])));
    }
    for session in support::batches::sessions() {
        for file in session.files() {
            all.push(("batch".to_owned(), in_all(file)));
        }
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for (from, of_languages) in &all {
        for ((lang, words), sentences) in languages.iter().zip(of_languages) {
            count += sentences.len();
            for (code, text) in sentences {
                wrong.extend(
                    faults(text, *lang, words).iter().map(|f| format!("{code} ({from}): {f}\n    {text}")),
                );
            }
        }
    }
    assert!(count > 1_000, "only {count} sentences were read");
    tell(wrong, count);
}

/// What a sentence shows as right: after “such as”, “for example”, “form:” or “Enter”, with the marks around it.
fn shown_as_right(sentence: &str) -> Option<String> {
    let after = ["(for example ", "such as ", "for example ", "this form: ", "Enter it as ", "Enter "]
        .iter()
        .filter_map(|mark| sentence.rsplit_once(mark))
        .map(|(_, rest)| rest)
        .next()?;
    let end = [")", ", or empty", " or ", " (", ", ", "."].iter().filter_map(|end| match *end {
        "." => after.strip_suffix('.').map(str::len),
        end => after.find(end),
    });
    Some(after[..end.min()?].trim_matches(['“', '”']).to_owned())
}

#[test]
fn what_a_sentence_shows_as_right_is_right_for_its_own_field() {
    let fields = [
        (r#""type":"number","constraints":{"exclusiveMinimum":0}"#, "0"),
        (r#""type":"number","constraints":{"exclusiveMinimum":0,"maximum":0.75}"#, "0"),
        (r#""type":"integer","constraints":{"exclusiveMinimum":0}"#, "0"),
        (r#""type":"integer","constraints":{"exclusiveMaximum":10}"#, "10"),
        (r#""type":"number","decimalChar":",","constraints":{"exclusiveMinimum":0}"#, "0"),
        (r#""type":"number","constraints":{"minimum":5}"#, "1"),
        (r#""type":"number""#, "many"),
        (r#""type":"integer""#, "many"),
        (r#""type":"number","constraints":{"maximum":20}"#, "many"),
        (r#""type":"number","constraints":{"maximum":1}"#, "many"),
        (r#""type":"number","decimalChar":",""#, "many"),
        (r#""type":"number","constraints":{"pattern":"[0-9]{2}"}"#, "many"),
        (r#""type":"date""#, "soon"),
        (r#""type":"date","format":"%d/%m/%Y""#, "soon"),
        (r#""type":"date","constraints":{"minimum":"2030-01-01"}"#, "soon"),
        (r#""type":"date","constraints":{"maximum":"2020-12-31"}"#, "soon"),
        (r#""type":"date","constraints":{"minimum":"2030-01-01"}"#, "2031-02-30"),
        (r#""type":"boolean","trueValues":["oui"],"falseValues":["non"]"#, "perhaps"),
        (r#""type":"string","constraints":{"enum":["fixed","open"]}"#, "shut"),
        (r#""type":"string","constraints":{"pattern":"[A-Z]{2}-[0-9]{2}"}"#, "ab#12"),
        (r#""type":"string","format":"email""#, "nobody"),
        (r#""type":"string","format":"phone""#, "12345"),
        (r#""type":"string","format":"time-zone""#, "Somewhere"),
        (r#""type":"string","format":"currency""#, "XQX"),
        (r#""type":"time""#, "25:00:00"),
        (r#""type":"yearmonth""#, "2025-13"),
        (r#""type":"duration""#, "long"),
    ];
    for (field, wrong) in fields {
        let definition = format!(r#"{{"fields": [{{"name": "a", {field}}}, {{"name": "z"}}]}}"#);
        let sentences = |cell: &str| {
            let session = check_text(&definition, &format!("a,z\n\"{cell}\",x\n"));
            let all = said(&session.files()[0].report(Lang::En));
            all.into_iter().map(|(_, message)| message).collect::<Vec<_>>()
        };
        let found = sentences(wrong);
        assert_eq!(found.len(), 1, "{field}: {wrong}: {found:?}");
        let right = shown_as_right(&found[0]);
        let right = right.unwrap_or_else(|| panic!("{field}: nothing is shown as right: {}", found[0]));
        let again = sentences(&right);
        assert!(again.is_empty(), "{field}: “{right}” is shown as right and is not: {} {again:?}", found[0]);
    }
}

#[test]
fn a_cell_may_be_emptied_only_where_nothing_asks_for_it() {
    let says_so = |definition: &str| {
        let session = check_text(definition, "a,b\nmany,x\n");
        said(&session.files()[0].report(Lang::En))[0].1.contains("or empty the cell")
    };
    let fields = r#"{"fields":[{"name":"a","type":"number"},{"name":"b"}]"#;
    assert!(says_so(&format!("{fields}}}")));
    let required =
        r#"{"fields":[{"name":"a","type":"number","constraints":{"required":true}},{"name":"b"}]}"#;
    assert!(!says_so(required));
    for rule in [
        r#"{"rule":"required","fields":["a"],"when":{"b":"y"}}"#,
        r#"{"rule":"at-least","count":1,"fields":["a","b"]}"#,
        r#"{"rule":"together","fields":["a","b"]}"#,
    ] {
        assert!(!says_so(&format!(r#"{fields},"rules":[{rule}]}}"#)), "{rule}");
    }
}

/// Every text of a JSON, but for what is taken from a file or is no word of ours.
fn texts_of(json: &Json, out: &mut Vec<String>) {
    match json {
        Json::String(text) => out.push(text.clone()),
        Json::Array(all) => all.iter().for_each(|one| texts_of(one, out)),
        Json::Object(all) => {
            for (key, one) in all {
                if !matches!(
                    key.as_str(),
                    "samples" | "value" | "headings" | "sheets" | "name" | "code" | "severity"
                ) {
                    texts_of(one, out);
                }
            }
        }
        _ => {}
    }
}

/// How a file is read, what it comes to and what several come to together: in the customer's words as well.
#[test]
fn reading_cards_and_verdicts_say_it_in_words_for_customers() {
    let languages = languages();
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut hold = |from: &str, lang: Lang, words: &Words, texts: Vec<String>| {
        count += texts.len();
        for text in texts {
            wrong.extend(
                faults_of_words(&text, lang, words).iter().map(|f| format!("{from}: {f}\n    {text}")),
            );
        }
    };
    for path in golden::inputs() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let mut session = check(&name, bytes, golden::definitions(&path), &golden::how(&path));
        for (lang, words) in &languages {
            let mut texts = vec![session.files()[0].report(*lang)["summary"].as_str().unwrap().to_owned()];
            texts_of(&session.card(0, *lang), &mut texts);
            hold(&name, *lang, words, texts);
        }
    }
    for session in support::batches::sessions() {
        for (lang, words) in &languages {
            let mut texts = session.batch_text(*lang).lines().map(str::to_owned).collect::<Vec<_>>();
            texts.retain(|line| !line.trim_start().starts_with(|c: char| c.is_lowercase()));
            hold("batch", *lang, words, texts);
        }
    }
    assert!(count > 1_000, "only {count} texts were read");
    tell(wrong, count);
}
