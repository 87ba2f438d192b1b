//! `cargo bench --package import-checker-fuzz`: each case at a size and at twice that, by the time of the processor, with a
//! report of how much longer the larger one took. Nothing here is a test: on a busy machine a short time says little, so
//! that what looks too steep is measured again, at sizes that take longer.

#![allow(missing_docs, clippy::print_stdout, clippy::panic)]

use import_checker_fuzz::growth::{Case, cases};
use std::process::ExitCode;

/// The larger file may take so many times as long.
const MOST: f64 = 2.5;
/// Shorter than this says nothing, in seconds.
const LEAST: f64 = 0.02;

/// Seconds that this thread had a processor for, where the system counts them; elsewhere those on the clock.
fn now() -> f64 {
    #[cfg(unix)]
    let now = {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        std::time::Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
    };
    #[cfg(not(unix))]
    let now = {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        START.get_or_init(std::time::Instant::now).elapsed()
    };
    now.as_secs_f64()
}

/// The best of three.
fn seconds(case: &Case, size: usize) -> f64 {
    let once = |_| {
        let work = case.at(size);
        let begun = now();
        work();
        now() - begun
    };
    (0..3).map(once).fold(f64::MAX, f64::min)
}

/// Size, seconds and how many times as long twice the size took; the size grows until that says something.
fn measured(case: &Case) -> (usize, f64, f64) {
    let mut size = case.size;
    loop {
        let once = seconds(case, size);
        let twice = seconds(case, size * 2);
        // What is over at once however much there is, as a file that is refused for its first bytes, does not grow.
        let times = if twice < LEAST { 1.0 } else { twice / once };
        if (once >= LEAST && times <= MOST)
            || once >= LEAST * 20.0
            || size >= case.size * 4096
            || size * 4 > case.most
        {
            return (size, once, times);
        }
        size *= 2;
    }
}

fn main() -> ExitCode {
    let mut rows: Vec<(f64, String)> = Vec::new();
    // `cargo bench --package import-checker-fuzz -- O740` takes those with that in their names.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted =
        |case: &Case| wanted.is_empty() || wanted.iter().any(|word| case.name.contains(word.as_str()));
    for case in cases().into_iter().filter(is_wanted) {
        let (size, once, times) = measured(&case);
        rows.push((times, format!("| {} | {size} | {:.0} ms | {times:.2} × |", case.name, once * 1000.0)));
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("| what grows | size | time | twice the size |\n|---|---|---|---|");
    rows.iter().for_each(|(_, row)| println!("{row}"));
    let steep = rows.iter().filter(|(times, _)| *times > MOST).count();
    println!("\n{} cases, {steep} above {MOST} ×", rows.len());
    if steep == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
