//! The texts of all problems: one folder for each language, in it one file for each family.
//!
//! `build.rs` makes a constant of each, named by language and code (`texts::fr::O720`), so that nothing is parsed when
//! the program runs and a text that is missing does not compile.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
