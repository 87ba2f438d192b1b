//! What a person who waits sees and may do: a line that says how far it is, and Ctrl-C.

use super::Failure;
use import_checker::Step;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

static STOP: AtomicBool = AtomicBool::new(false);

/// Ends the work at the next step, so that nothing stays half written; asked for a second time, at once.
pub(super) fn end_at_ctrl_c() {
    // Where no handler can be set, the system ends the program as it always does.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Whether the work goes on.
pub(super) fn go_on() -> ControlFlow<()> {
    if STOP.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Fails if the person has stopped the work.
pub(super) fn still_wanted() -> Result<(), Failure> {
    match go_on() {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Failure::stopped()),
    }
}

/// A line on the terminal; where there is none, nothing is shown.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Work whose end is not known.
    pub(super) fn begin() -> Progress {
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(bar)
    }

    /// So many pieces of work.
    pub(super) fn of(count: u64) -> Progress {
        let bar = ProgressBar::new(count);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Progress(bar)
    }

    pub(super) fn say(&self, text: String) {
        self.0.set_message(text);
    }

    /// One more piece is done.
    pub(super) fn advance(&self, text: String) {
        self.0.set_message(text);
        self.0.inc(1);
    }

    /// A step of the work on a file: rows, or while it is opened the thousandth parts of it.
    pub(super) fn step(&self, name: &str, step: Step, count: u64) -> ControlFlow<()> {
        match step {
            Step::Open => self.say(format!("{name}: reading, {} %", count / 10)),
            // A message for each row would take longer than the row.
            _ if !count.is_multiple_of(1024) => {}
            Step::Survey => self.say(format!("{name}: looking at row {}", HumanCount(count))),
            Step::Check => self.say(format!("{name}: checking row {}", HumanCount(count))),
            Step::Clean => self.say(format!("{name}: writing row {}", HumanCount(count))),
        }
        go_on()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
