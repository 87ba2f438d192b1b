//! Twice as many rows take about twice the work, counted: in beats of the pulse, which mark stretches of bytes, of cells and
//! each search for a near text, and in bytes of memory that were asked for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cap::Cap;
use import_checker_fuzz::growth::cases;
use std::alloc::System;
use std::cell::Cell;
use std::rc::Rc;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// What is asked for whatever the size of a file; less than this tells nothing of growth.
const AT_LEAST: usize = 1 << 20;

/// Beats and bytes of a piece of work.
fn counted(work: impl FnOnce()) -> (usize, usize) {
    let beats = Rc::new(Cell::new(0));
    let own = Rc::clone(&beats);
    import_checker::pulse::listen(Box::new(move |_| own.set(own.get() + 1)));
    let before = MEMORY.total_allocated();
    work();
    let bytes = MEMORY.total_allocated() - before;
    import_checker::pulse::listen(Box::new(|_| ()));
    (beats.get(), bytes)
}

/// One test for all: the bytes are counted for the whole program.
#[test]
fn twice_the_rows_take_about_twice_the_work() {
    let mut tried = 0;
    let mut worse = Vec::new();
    for case in cases() {
        // The first time, what is kept for good is asked for as well.
        counted(case.at(10));
        let (once, twice) = (counted(case.at(case.size)), counted(case.at(case.size * 2)));
        tried += 1;
        let grows = |once: usize, twice: usize, least: usize| twice > least && twice * 2 > once.max(1) * 5;
        if grows(once.0, twice.0, 100) || grows(once.1, twice.1, AT_LEAST) {
            worse.push(format!("{}: {once:?}, then {twice:?}", case.name));
        }
    }
    assert!(tried > 200, "only {tried} cases");
    assert!(worse.is_empty(), "beats and bytes of\n{}", worse.join("\n"));
}
