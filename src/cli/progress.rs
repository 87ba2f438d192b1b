//! What a person who waits sees: a line that says how far the work is.

use super::own_process::{SHOWN, watch};
use super::stop::go_on;
use import_checker::{Step, terminal};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A line that begins so says how far the work is, and is not shown as it is.
pub(super) const TOLD: &str = "\u{1e}";

/// How often that is said.
const PAUSE: Duration = Duration::from_millis(120);

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
