//! What a person who waits sees and may do: a line that says how far it is, and Ctrl-C.

use super::Failure;
use super::own_process::{SHOWN, watch};
use import_checker::{Step, terminal};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

static STOP: AtomicBool = AtomicBool::new(false);

/// The input of the process that does the work; it stops when this goes.
static WORKER: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// A line that begins so says how far the work is, and is not shown as it is.
pub(super) const TOLD: &str = "\u{1e}";

/// How often that is said.
const PAUSE: Duration = Duration::from_millis(120);

/// Ends the work at the next step, so that nothing stays half written; asked for a second time, at once.
pub(super) fn end_at_ctrl_c() {
    // Where no handler can be set, the system ends the program as it always does.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        pass_on(None);
    });
}

/// Takes the input of a process that is to stop when this one is told to; or lets it go, so that it stops now.
pub(super) fn pass_on(worker: Option<ChildStdin>) {
    let stopped = worker.is_some() && go_on().is_break();
    *WORKER.lock().unwrap_or_else(PoisonError::into_inner) = worker.filter(|_| !stopped);
}

/// Ends the work at the next step when the process that began it is told to stop, or is gone.
pub(super) fn end_with_input() {
    let wait = || {
        // Nothing is ever written there.
        let _ = std::io::stdin().read(&mut [0]);
        STOP.store(true, Ordering::SeqCst);
    };
    // Where no thread can be had, the work goes on to its end.
    let _ = std::thread::Builder::new().stack_size(1 << 16).spawn(wait);
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

/// A line on the terminal; where there is none, nothing is shown. A process that works for another tells it.
pub(super) struct Progress(Line);

enum Line {
    Shown(ProgressBar),
    Told(Mutex<Instant>),
}

impl Progress {
    /// Work whose end is not known.
    pub(super) fn begin() -> Progress {
        if watch().is_some_and(|how| how == SHOWN) {
            return Progress(Line::Told(Mutex::new(Instant::now())));
        }
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(PAUSE);
        Progress(Line::Shown(bar))
    }

    /// So many pieces of work.
    pub(super) fn of(count: u64) -> Progress {
        let bar = ProgressBar::new(count);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Progress(Line::Shown(bar))
    }

    pub(super) fn say(&self, text: String) {
        match &self.0 {
            Line::Shown(bar) => bar.set_message(text),
            Line::Told(last) => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.elapsed() >= PAUSE {
                    *last = Instant::now();
                    let _ = writeln!(std::io::stderr(), "{TOLD}{}", terminal::line(&text));
                }
            }
        }
    }

    /// One more piece is done.
    pub(super) fn advance(&self, text: String) {
        self.say(text);
        if let Line::Shown(bar) = &self.0 {
            bar.inc(1);
        }
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
        if let Line::Shown(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
