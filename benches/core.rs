//! The core on this machine, without a browser: `cargo bench`. Nothing here is a test, and no time is a promise; `cargo
//! xtask bench` measures the product against its peers.

#![allow(clippy::pedantic, missing_docs, clippy::unwrap_used)] // A benchmark fails by panicking.

#[allow(dead_code, unreachable_pub)]
#[path = "../xtask/src/bench/data.rs"]
mod data;

use data::Dirt;
use divan::{Bencher, counter::ItemsCount};
use import_checker::{Filter, ImportDefinition, Input, Job, Lang, RowsInError, Session};
use std::io::{Cursor, sink};
use std::ops::ControlFlow;
use std::sync::Arc;

const ROWS: u64 = 10_000;

fn main() {
    divan::main();
}

fn table(dirt: Dirt) -> Vec<u8> {
    let mut bytes = Vec::new();
    data::orders(ROWS, dirt, &mut bytes).unwrap();
    bytes
}

fn job(bytes: Vec<u8>) -> Job<'static> {
    let definition = ImportDefinition::parse(include_str!("orders.json")).unwrap();
    let input = Input { name: "orders.csv".to_owned(), ..Input::default() };
    Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new(bytes))
}

fn checked(job: Job<'static>) -> Session<'static> {
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// From the bytes to all findings, the cleaned file written on the way, as the page asks for it.
#[divan::bench(args = [0, 30, 50, 1000])]
fn check(bencher: Bencher<'_, '_>, dirt: u64) {
    let bytes = table(Dirt(dirt));
    bencher.counter(ItemsCount::new(ROWS)).with_inputs(|| bytes.clone()).bench_values(|bytes| {
        checked(job(bytes).prepared(RowsInError::Include, Box::new(|_| Box::new(sink()))))
    });
}

/// The cleaned file in a pass of its own.
#[divan::bench(args = [0, 30])]
fn clean(bencher: Bencher<'_, '_>, dirt: u64) {
    let mut session = checked(job(table(Dirt(dirt))));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        session.clean(0, RowsInError::Include, &mut sink(), &mut |_| (), go_on).unwrap()
    });
}

/// The report with the findings as text.
#[divan::bench]
fn report(bencher: Bencher<'_, '_>) {
    let session = checked(job(table(Dirt(30))));
    bencher.bench_local(|| session.files()[0].report_in_parts(Lang::En, &mut |_| {}));
}

/// A screen of rows near the end of the file, as a grid asks for them.
#[divan::bench]
fn window(bencher: Bencher<'_, '_>) {
    let mut session = checked(job(table(Dirt(30))));
    bencher.bench_local(|| session.window(0, &Filter::All, ROWS - 100, 60));
}
