//! Signs of life: long work says that it goes on, and on which sheet.
//!
//! Who waits cannot tell work that is long from work that hangs. So whatever goes over bytes, cells or rows beats after
//! each stretch it has put behind it, also where no row comes of it (a million blank cells). Work that goes on is heard
//! however long it takes; work that goes round in a circle is not, and a page ends it.
//!
//! The listener belongs to the thread and not to the calls: readers, products and windows all beat, and none of them
//! has to hand a listener on.
//!
//! Here the listener is called by a check:
//!
//! ```
//! use import_checker::{ImportDefinition, Input, Job, Lang, pulse};
//! use std::{cell::Cell, io::Cursor, ops::ControlFlow, rc::Rc, sync::Arc};
//!
//! let heard = Rc::new(Cell::new(0));
//! let counted = Rc::clone(&heard);
//! pulse::listen(Box::new(move |_sheet| counted.set(counted.get() + 1)));
//! let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "city"}]}"#)?;
//! let rows = format!("name,city\n{}", "Ada,Cork\n".repeat(20_000));
//! let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new(rows));
//! let _session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
//! assert!(heard.get() > 0);
//! # Ok::<(), import_checker::DefinitionError>(())
//! ```

use std::cell::RefCell;

/// Cells that are a stretch: less than a hundredth of a second's work.
pub(crate) const CELLS: u64 = 16_384;
/// Bytes of text that are one: cells may share long texts, which then cost nothing to read and much to look at.
pub(crate) const BYTES: u64 = 1 << 20;

/// Hears each beat with the sheet at hand; empty where there is none.
pub type Listener = Box<dyn FnMut(&str)>;

#[derive(Default)]
struct Pulse {
    listener: Option<Listener>,
    sheet: String,
}

thread_local! {
    static PULSE: RefCell<Pulse> = RefCell::default();
}

/// Has the beats of this thread heard, in place of who heard them before.
pub fn listen(listener: Listener) {
    PULSE.with_borrow_mut(|pulse| pulse.listener = Some(listener));
}

/// A stretch of work is done.
pub(crate) fn beat() {
    PULSE.with_borrow_mut(|Pulse { listener, sheet }| {
        if let Some(listener) = listener {
            listener(sheet);
        }
    });
}

/// Work on a sheet begins; on none, if the name is empty.
pub(crate) fn sheet(name: &str) {
    PULSE.with_borrow_mut(|pulse| {
        pulse.sheet.clear();
        pulse.sheet.push_str(name);
    });
    beat();
}
