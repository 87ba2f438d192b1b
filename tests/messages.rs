//! The contract of `docs/messages.md`: every sentence about a finding ends with what to do, in words for customers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::problem::{Finding, Place};
use import_checker::{Lang, Wording, problems};
use serde_json::Value as Json;
use support::{check, check_text, golden};

/// What a sentence may begin with that says what to do.
const IMPERATIVES: [&str; 2] = [
    "Accept Add Ask Change Check Choose Close Compare Confirm Copy Correct Delete Double Download Empty Enter Export \
     Fill Find Format Give Join Keep Leave Look Make Move Open Paste Put Read Recalculate Remove Rename Replace Save \
     Set Shorten Show Split Start Type Undo Unmerge Unpack Upload Use Write",
    "Acceptez Affichez Ajoutez Annulez Arrondissez Changez Choisissez Collez Comparez Complétez Confirmez Convertissez \
     Copiez Corrigez Demandez Déplacez Divisez Donnez Doublez Décompressez Défusionnez Effacez Enregistrez Envoyez \
     Exportez Fermez Gardez Laissez Lisez Mettez Ouvrez Partagez Raccourcissez Recollez Recopiez Relancez Relisez \
     Remontez Remplacez Remplissez Renommez Renseignez Reprenez Retirez Saisissez Supprimez Téléchargez Utilisez \
     Vérifiez Videz Écartez Écrivez",
];

/// Words that no sentence uses: other words are the customer's.
const NEVER: [&[&str]; 2] = [
    &[
        "declared",
        "blank",
        "blanks",
        "stored",
        "record",
        "records",
        "in error",
        "searched",
        "repair",
        "repaired",
        "please",
        "this is because",
        "reading card",
        "no fault of its own",
        "smallest allowed",
        "largest allowed",
        "skipped",
        "settle which",
        "delimiter",
        "delimiters",
    ],
    &[
        "déclaré",
        "déclarée",
        "vaut",
        "valent",
        "enregistrement",
        "enregistrements",
        "en erreur",
        "examinée",
        "examinées",
        "laissé de côté",
        "laissée de côté",
        "laissés de côté",
        "laissées de côté",
        "c’est parce que",
        "plus petite valeur permise",
        "plus grande valeur permise",
        "intitulé",
        "intitulés",
        "carte de lecture",
        "fiche de lecture",
        "monnaie",
        "doit être identique",
        "réparer",
        "n’a pas de défaut",
        "tous fichiers confondus",
        "délimiteur",
        "délimiteurs",
    ],
];

const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Fr];

/// A sentence without what it quotes of a file.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '“' | '«' => depth += 1,
            '”' | '»' => {
                depth = depth.saturating_sub(1);
                out.push('…');
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What a text is to be changed for; nothing where it keeps the contract.
fn faults(text: &str, lang: usize) -> Vec<String> {
    let bare = unquoted(text);
    let mut faults = Vec::new();
    let last = bare
        .match_indices(['.', '?', '!', ':'])
        .map(|(at, mark)| bare[at + mark.len()..].trim_start_matches(['\u{a0}', ' ']))
        .rfind(|rest| rest.starts_with(|c: char| c.is_uppercase()))
        .unwrap_or(&bare);
    let verb = last.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !IMPERATIVES[lang].split_whitespace().any(|known| known == verb) {
        faults.push(format!("its last sentence does not say what to do: {last}"));
    }
    if !text.ends_with('.') {
        faults.push("it has no full stop".to_owned());
    }
    let spoken = format!(" {} ", bare.to_lowercase());
    for word in NEVER[lang] {
        let whole = |(at, _): (usize, &str)| {
            let before = spoken[..at].chars().next_back();
            let after = spoken[at + word.len()..].chars().next();
            [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric() && c != '_')
        };
        if spoken.match_indices(word).any(whole) {
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
    if lang == 1 && [" :", " ;", " ?", " !", "« ", " »"].iter().any(|mark| text.contains(mark)) {
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
    let mut wrong = Vec::new();
    for problem in problems::all() {
        for (index, lang) in LANGUAGES.into_iter().enumerate() {
            let words = Wording { lang, layout: None, definition: None };
            let message = words.message(&Finding::new(problem, Place::cell(7, 1)));
            for text in [message.as_str(), lang.prose(problem).remedy] {
                wrong.extend(
                    faults(text, index)
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
    let mut wrong = Vec::new();
    for problem in problems::all() {
        for (index, lang) in LANGUAGES.into_iter().enumerate() {
            let prose = lang.prose(problem);
            for text in [prose.title, prose.why] {
                let found = faults(text, index)
                    .into_iter()
                    .filter(|f| f.starts_with("it says") || f.starts_with("it has braces"));
                wrong.extend(found.map(|f| format!("{} {}: {f}: {text}", problem.code, lang.tag())));
            }
        }
    }
    tell(wrong, problems::all().len());
}

#[test]
fn the_sentences_of_examples_and_golden_cases_end_with_what_to_do() {
    let mut all = Vec::new();
    for problem in problems::all().iter().filter(|p| !p.example.definition.is_empty()) {
        let session = check_text(problem.example.definition, problem.example.bad);
        all.push((problem.code.to_owned(), LANGUAGES.map(|lang| said(&session.files()[0].report(lang)))));
    }
    for path in golden::inputs() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let session = check(&name, bytes, golden::definitions(&path), &golden::how(&path));
        all.push((name, LANGUAGES.map(|lang| said(&session.files()[0].report(lang)))));
    }
    for session in support::batches::sessions() {
        for file in session.files() {
            all.push(("batch".to_owned(), LANGUAGES.map(|lang| said(&file.report(lang)))));
        }
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for (from, languages) in &all {
        for (index, sentences) in languages.iter().enumerate() {
            count += sentences.len();
            for (code, text) in sentences {
                wrong.extend(faults(text, index).iter().map(|f| format!("{code} ({from}): {f}\n    {text}")));
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
