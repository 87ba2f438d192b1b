//! Lines against rows: the tree is the same, and so is all that is said.

use crate::ImportDefinition;
use crate::check::file::Input;
use crate::problem::lang::Lang;
use crate::read::RECORD_BY_RECORD;
use crate::session::Job;
use proptest::prelude::*;
use std::cell::Cell;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

thread_local! {
    /// Every line is made a row.
    pub(super) static ROW_BY_ROW: Cell<bool> = const { Cell::new(false) };
    /// How many lines were taken without.
    pub(super) static TAKEN: Cell<usize> = const { Cell::new(0) };
}

const DEFINITION: &str = r#"{"fields":[
    {"name":"root","constraints":{"required":true}},
    {"name":"kind","constraints":{"required":true,"enum":["box","part"]},"synonyms":{"piece":"part"}},
    {"name":"name"},{"name":"day","type":"date"},{"name":"price","type":"number"},{"name":"code","format":"reference"}],
    "outline":{"kind":"kind","name":"name","root":"root","rows":{"box":{},"part":{"parents":["box"]}}},
    "rules":[{"rule":"required","fields":["price"],"when":{"kind":"box","@group":true}}]SAMPLES}"#;

const SAMPLES: &str =
    r#","samples":[{"root":"Try","kind":"box","name":"Try"},{"root":"A","kind":"part","name":"x"}]"#;

/// Everything that the check of a file tells, and what it was told by.
fn told(text: &str, samples: bool, row_by_row: bool) -> Vec<String> {
    ROW_BY_ROW.set(row_by_row);
    RECORD_BY_RECORD.set(row_by_row);
    let definition = DEFINITION.replace("SAMPLES", if samples { SAMPLES } else { "" });
    let definition = Arc::new(ImportDefinition::parse(&definition).unwrap());
    let input = Input { name: "file.csv".to_owned(), ..Input::default() };
    let job = Job::new(vec![definition], Lang::En).file(input, Cursor::new(text.as_bytes().to_vec()));
    let mut steps = Vec::new();
    let session = job.check(&mut |_, step, count| {
        steps.push((step, count));
        ControlFlow::Continue(())
    });
    let file = &session.files()[0];
    let mut all = vec![format!("{steps:?}"), file.report(Lang::En).to_string()];
    if let Some(checked) = &file.checked {
        let tree = checked.survey.tree.as_ref().map(|tree| &tree.nodes);
        all.push(format!("{:?} {tree:?}", checked.survey.evidence));
        all.push(format!("{} {}", checked.survey.rows, checked.survey.first_blank()));
        all.push(format!("{:?} {:?} {:?}", checked.rows, checked.states, checked.nodes));
    }
    all
}

fn line() -> impl Strategy<Value = String> {
    let odd = vec![
        "Try", "a", "root", "Total", " A", "=A", "\"A\"", "\"A, B\"", "A\u{a0}", "9", "-", "Zoé", "", "Ã©",
    ];
    let root = prop_oneof![8 => "[AB]", 1 => proptest::sample::select(odd).prop_map(str::to_owned)];
    let kinds =
        vec!["box", "box", "part", "part", "part", "Part", "piece", "", "\u{a0}", "\"part\"", "crate"];
    let day = prop_oneof![3 => "|2025-0[1-9]-1[0-9]", 1 => "0[1-9]/0[1-9]/2025|31/01/2025"];
    let price = prop_oneof![3 => "|[1-9]|[1-9]\\.[0-9]{2}", 1 => "1,5|1\\.200"];
    let cells = (root, proptest::sample::select(kinds), "[xy]|A|Try", day, price, "|0?[1-9]{3}");
    let whole = cells.prop_map(|(root, kind, name, day, price, code)| {
        format!("{root},{kind},{name},{day},{price},{code}")
    });
    let others =
        vec!["", ",,,,,", " ,,,,,", "root,kind,name,day,price,code", "A,box", "----", "(2 rows affected)"];
    prop_oneof![20 => whole, 3 => proptest::sample::select(others).prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn lines_make_the_tree_that_rows_make(
        lines in proptest::collection::vec(line(), 1..40), samples in any::<bool>(),
        ending in proptest::sample::select(vec!["\n", "\r\n"]),
    ) {
        let text = format!("root,kind,name,day,price,code{ending}{}{ending}", lines.join(ending));
        prop_assert_eq!(told(&text, samples, false), told(&text, samples, true));
    }
}

#[test]
fn plain_lines_are_taken_without_rows() {
    let text =
        format!("root,kind,name,day,price,code\nA,box,A,,1,\n{}", "A,part,x,2025-01-14,,\n".repeat(50));
    TAKEN.set(0);
    let by_lines = told(&text, false, false);
    assert_eq!(TAKEN.get(), 51);
    assert_eq!(by_lines, told(&text, false, true));
    assert_eq!(TAKEN.get(), 51);
}
