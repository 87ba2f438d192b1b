//! Ctrl-C: the work ends at its next step, also where another process does it.

use super::Failure;
use std::io::Read;
use std::ops::ControlFlow;
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

static STOP: AtomicBool = AtomicBool::new(false);

/// The input of the process that does the work; it stops when this goes.
static WORKER: Mutex<Option<ChildStdin>> = Mutex::new(None);

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
