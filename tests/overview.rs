//! A file at a glance, the different wrong values of a column, and the way from cell to cell: the counts are exact, also
//! where more is found than is listed, and across the files of a batch.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used)]

mod support;

use import_checker::{
    AddedRow, Block, Edits, Filter, ImportDefinition, Input, Job, Lang, Overview, Session, TextEdit,
    WrongValues,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use support::{How, builtin, check_text, input};

const STAFF: &str = r#"{"name":"own/staff","fields":[
    {"name":"name","constraints":{"required":true}},
    {"name":"kind","constraints":{"enum":["detailed","global","time"]}},
    {"name":"amount","type":"number"}]}"#;

/// A changed cell, an empty one that is needed, a wrong one with a suggestion, one without, and a good row.
const MIXED: &str = "name,kind,amount\nAda,detailed,\"12,5\"\n,global,3\nBob,detaild,4\nCy,round,5\nDan,,\n";

const NOT_IN_LIST: &str = "T310";

fn edited(text: &str, edits: Edits) -> Session<'static> {
    let definition = ImportDefinition::parse(STAFF).unwrap();
    let input = Input { name: "file.csv".to_owned(), edits, ..Input::default() };
    let job = Job::new(vec![definition.into()], Lang::En).file(input, Cursor::new(text.to_owned()));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// Rows of three cells each, by how often they come; every row has a name of its own.
fn staff(kinds: &[(&str, usize)]) -> String {
    let kinds = kinds.iter().flat_map(|(kind, times)| std::iter::repeat_n(*kind, *times));
    let rows = kinds.enumerate().map(|(at, kind)| format!("Person {at},{kind},1\n"));
    "name,kind,amount\n".to_owned() + &rows.collect::<String>()
}

/// Filled, wrong, question, changed, by hand, column by column.
fn columns(overview: &Overview) -> Vec<(Option<u64>, u64, u64, u64, u64)> {
    let columns = overview.columns.iter();
    columns.map(|one| (one.filled, one.errors, one.questions, one.changed, one.by_hand)).collect()
}

/// A different text, how many cells hold it, and what is offered.
type Told<'a> = (&'a str, u64, Option<&'a str>);

/// Each different text, how many there are besides, and how many cells in all.
fn told(found: &WrongValues) -> (Vec<Told<'_>>, u64, u64) {
    let values = found.values.iter().map(|one| (one.text.as_str(), one.count, one.suggestion.as_deref()));
    (values.collect(), found.more, found.cells)
}

#[test]
fn each_cell_and_each_row_is_counted_once_by_its_worst() {
    let overview = check_text(STAFF, MIXED).overview(0);
    assert_eq!(columns(&overview), [(Some(4), 1, 0, 0, 0), (Some(4), 1, 1, 0, 0), (Some(4), 0, 0, 1, 0)]);
    let blocks = [Block::Changed, Block::Error, Block::Question, Block::Error, Block::Plain];
    assert_eq!(
        (overview.changed, overview.by_hand, overview.exact, &*overview.blocks),
        (1, 0, true, &blocks[..])
    );
}

#[test]
fn what_was_typed_is_counted_by_hand_and_what_was_deleted_is_not() {
    let text = |row: u32, column: u32, text: &str| TextEdit { row, column, text: text.to_owned() };
    let edits = Edits {
        texts: vec![text(3, 0, "Eve"), text(5, 1, "time"), text(6, 0, "Gone"), text(6, 1, "time")],
        deleted: vec![6],
        added: vec![AddedRow { id: 0x8000_0000, after: 2, cells: vec!["New".to_owned()] }],
        ..Edits::default()
    };
    let overview = edited(MIXED, edits).overview(0);
    let by_hand: Vec<u64> = overview.columns.iter().map(|one| one.by_hand).collect();
    assert_eq!(by_hand, [1, 1, 0]);
    assert_eq!(overview.by_hand, 3, "two rows that were typed into, and the added one");
    let blocks = [Block::Changed, Block::ByHand, Block::ByHand, Block::Question, Block::ByHand];
    assert_eq!(&*overview.blocks, &blocks[..]);
}

#[test]
fn rows_that_wait_are_blocks_of_their_own() {
    let text = "project name,resource type,resource name,task budget type,budget amount,task hourly rate mode,task hourly rate\n\
        Alpha,project,Alpha,,,,\nAlpha,task,Build,global,8000,task,abc\nAlpha,subtask,Front end,global,,task,95\n";
    let how = How { import: Some("gryzzly/projects".to_owned()), ..How::default() };
    let mut session = support::check("projects.csv", text.into(), builtin(), &how);
    let states: Vec<&str> = session.window(0, &Filter::All, 0, 9).rows.iter().map(|row| row.state).collect();
    assert_eq!(states, ["ready", "error", "skipped"]);
    assert_eq!(session.overview(0).blocks.last(), Some(&Block::Waiting));
}

#[test]
fn the_blocks_of_a_filter_are_of_its_rows_in_its_order() {
    let mut session = check_text(STAFF, MIXED);
    assert_eq!(session.blocks(0, &Filter::Errors), [Block::Error, Block::Question, Block::Error]);
    let sorted = Filter::Sorted { rows: Box::new(Filter::All), column: 0, descending: true };
    let all = session.blocks(0, &Filter::All);
    assert_eq!(all, session.overview(0).blocks);
    let names: Vec<u32> = session.window(0, &sorted, 0, 9).rows.iter().map(|row| row.number).collect();
    let by_name: Vec<Block> = names.iter().map(|row| all[*row as usize - 2]).collect();
    assert_eq!(session.blocks(0, &sorted), by_name);
    assert!(session.blocks(7, &Filter::All).is_empty(), "there is no such file");
}

#[test]
fn the_blocks_of_a_long_file_are_bounded_and_each_shows_its_worst_row() {
    let mut session = check_text(STAFF, &staff(&[("time", 4_321), ("round", 1), ("time", 678)]));
    let overview = session.overview(0);
    assert!(overview.blocks.len() <= 2_000 && overview.blocks.len() > 1_000, "{}", overview.blocks.len());
    let bad: Vec<usize> =
        (0..).zip(&overview.blocks).filter(|(_, b)| **b != Block::Plain).map(|(at, _)| at).collect();
    let rows_per_block = 5_000_usize.div_ceil(overview.blocks.len());
    assert_eq!(bad, [4_321 / rows_per_block]);
    assert_eq!(overview.columns[0].filled, Some(5_000));
}

#[test]
fn what_is_counted_from_a_cut_list_says_that_it_is_not_exact() {
    let mut session = check_text(STAFF, &staff(&[("round", 1_500)]));
    assert!(!session.overview(0).exact);
    assert!(check_text(STAFF, &staff(&[("round", 900)])).overview(0).exact);
}

#[test]
fn without_a_table_or_a_file_there_is_nothing_to_tell() {
    let mut session = check_text(STAFF, "");
    for file in [0, 7] {
        assert_eq!(session.overview(file), Overview::default());
        assert_eq!(session.wrong_values(file, NOT_IN_LIST, 1), WrongValues::default());
        assert_eq!(session.next(file, (0, 0), true, &Filter::All, None), None);
    }
}

#[test]
fn the_most_frequent_wrong_value_comes_first_with_what_is_offered_for_it() {
    let mut session = check_text(STAFF, &staff(&[("detaild", 2), ("round", 3), ("globall", 2), ("time", 5)]));
    let found = session.wrong_values(0, NOT_IN_LIST, 1);
    let values = vec![("round", 3, None), ("detaild", 2, Some("detailed")), ("globall", 2, Some("global"))];
    assert_eq!(told(&found), (values, 0, 7));
    for (code, column) in [(NOT_IN_LIST, 0), (NOT_IN_LIST, 99), ("B110", 1), ("", 1)] {
        assert_eq!(session.wrong_values(0, code, column), WrongValues::default(), "{code} in {column}");
    }
}

#[test]
fn wrong_values_are_counted_in_full_where_more_were_found_than_are_listed() {
    let mut session =
        check_text(STAFF, &staff(&[("detaild", 1_500), ("time", 10), ("round", 1_700), ("globall", 1)]));
    let found = session.wrong_values(0, NOT_IN_LIST, 1);
    let values =
        vec![("round", 1_700, None), ("detaild", 1_500, Some("detailed")), ("globall", 1, Some("global"))];
    assert_eq!(told(&found), (values, 0, 3_201));
}

#[test]
fn many_different_wrong_values_are_told_up_to_a_bound_and_the_others_by_their_number() {
    let kinds: Vec<String> = (0..1_300).map(|at| format!("kind {at}")).collect();
    let each: Vec<(&str, usize)> =
        kinds.iter().map(|kind| (kind.as_str(), 1)).chain([("round", 2)]).collect();
    let found = check_text(STAFF, &staff(&each)).wrong_values(0, NOT_IN_LIST, 1);
    assert_eq!((found.values.len(), found.more, found.cells), (200, 1_101, 1_302));
    assert_eq!((found.values[0].text.as_str(), found.values[0].count), ("round", 2));
}

/// Customers, and clients of which many name a customer that is in no file.
fn batch(unknown: &[(&str, usize)]) -> Session<'static> {
    let customers = "Customer Name,Accounting Reference,Parent Accounting Reference,Status,Contract Type,\
        Billing Address,Billing City,Billing Country\nMercy,1234,,Active,Standard,1 Main Street,Dublin,Ireland\n";
    let names = unknown.iter().flat_map(|(name, times)| std::iter::repeat_n(*name, *times));
    let rows = names.enumerate().map(|(at, name)| format!("{name},Client {at},own{at}\n"));
    let clients = "Customer Accounting Reference,Client Name,Client Accounting Reference\n".to_owned()
        + &rows.collect::<String>();
    let mut job = Job::new(builtin(), Lang::En);
    for (import, text) in [("customers", customers.to_owned()), ("clients", clients)] {
        let how = How { import: Some(format!("interpreter-intelligence/{import}")), ..How::default() };
        let input = input(&format!("{import}.csv"), job.definitions(), &how);
        job = job.file(input, Cursor::new(text));
    }
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

#[test]
fn references_to_other_files_are_counted_by_their_text_also_beyond_those_that_are_listed() {
    const NO_SUCH: &str = "X810";
    for times in [3, 900] {
        let mut session = batch(&[("nobody", 2 * times), ("1234", 5), ("elsewhere", times)]);
        let found = session.wrong_values(1, NO_SUCH, 0);
        let values: Vec<(&str, u64)> =
            found.values.iter().map(|one| (one.text.as_str(), one.count)).collect();
        let times = times as u64;
        assert_eq!(values, [("nobody", 2 * times), ("elsewhere", times)]);
        assert_eq!((found.more, found.cells), (0, 3 * times));
        assert_eq!(session.window(1, &Filter::Code { code: NO_SUCH.to_owned() }, 0, 0).total, 3 * times);
        assert_eq!(session.wrong_values(0, NO_SUCH, 0), WrongValues::default(), "the other file has none");
    }
}

#[test]
fn the_way_leads_through_the_cells_that_wait_and_within_a_column_if_wanted() {
    let mut session = check_text(STAFF, MIXED);
    let mut way = |from: (u32, u32), forward: bool, within: Option<u32>| {
        let found = session.next(0, from, forward, &Filter::All, within)?;
        Some((found.row, found.column, found.at, found.of))
    };
    // The empty name, the two wrong kinds, and round the end.
    assert_eq!(way((0, 0), true, None), Some((3, 0, Some(1), Some(3))));
    assert_eq!(way((3, 0), true, None), Some((4, 1, Some(2), Some(3))));
    assert_eq!(way((5, 1), true, None), Some((3, 0, Some(1), Some(3))));
    assert_eq!(way((3, 0), false, None), Some((5, 1, Some(3), Some(3))));
    assert_eq!(way((5, 1), true, Some(1)), Some((4, 1, Some(1), Some(2))));
    assert_eq!(way((4, 1), true, Some(0)), Some((3, 0, Some(1), Some(1))));
    // A changed cell waits for nobody.
    assert_eq!(way((0, 0), true, Some(2)), None);
}

#[test]
fn a_step_is_told_without_a_number_where_more_waits_than_is_listed() {
    let mut session = check_text(STAFF, &staff(&[("round", 1_500)]));
    let found = session.next(0, (0, 0), true, &Filter::All, None).unwrap();
    assert_eq!((found.row, found.column, found.at, found.of), (2, 1, None, None));
    let names = session.next(0, (0, 0), true, &Filter::All, Some(0));
    assert_eq!(names, None);
}

/// What is said of a row as a whole leads to the first cell that it names, and not to the row's beginning.
#[test]
fn a_row_that_lacks_values_leads_to_the_first_cell_to_fill() {
    let definition = r#"{"name":"own/offers","fields":[{"name":"name"},{"name":"hours"},{"name":"rate"},{"name":"sum"}],
        "rules":[{"rule":"at-least","count":2,"fields":["hours","rate","sum"]}]}"#;
    let mut session = check_text(definition, "name,hours,rate,sum\nAna,1,2,\nBo,3,,\n");
    let found = session.next(0, (1, 0), true, &Filter::All, None).unwrap();
    assert_eq!((found.row, found.column), (3, 2));
}
