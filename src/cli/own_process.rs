//! What reads files of strangers runs in a process of its own. Where memory ends, the language ends the process with a line
//! that tells nobody what to do; this process is still there then, says the cause, and removes what was left half written.

use super::folder::{ENDED, NO_MEMORY};
use super::outputs::remove_unfinished;
use super::progress::{Progress, TOLD};
use super::stop;
use super::{Failure, failure};
use import_checker::problem::Detail;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{ChildStderr, Command, ExitCode, ExitStatus, Stdio};

/// The variable that tells a process that it is the one for the work, and how it is watched.
pub(super) const OWN: &str = "IMPORT_CHECKER_OWN_PROCESS";

/// Nobody watches: the process was begun for one piece of work, and ends by itself.
pub(super) const ALONE: &str = "alone";

/// The process that began it holds the other end of its input; when that goes, the work stops.
const WATCHED: &str = "watched";

/// It also says how far it is, for somebody at a terminal.
pub(super) const SHOWN: &str = "shown";

/// The file that a program is given as its input, which a process of its own would not have.
const INPUTS: [&str; 3] = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// What the language says when the machine gives no more, be it for a value or for a thread.
const NO_MORE: [&str; 2] = ["memory allocation of", "failed to spawn thread"];

/// Bytes of what a process says that are kept until it has ended.
const LONGEST: usize = 1 << 20;

/// Whether a line that a process left behind says that memory has ended.
pub(super) fn lacks_memory(line: &str) -> bool {
    let of_system = line.starts_with("Fatal glibc error") && line.contains("out of memory");
    of_system || NO_MORE.iter().any(|begin| line.starts_with(begin))
}

/// How this process is watched, if it is the one for the work.
pub(super) fn watch() -> Option<String> {
    std::env::var(OWN).ok()
}

/// Runs this very command once more in a process of its own, and ends as that ends. Absent where the work is to be done
/// here: this is that process, or there can be no other.
pub(super) fn run(out: Option<&Path>) -> Option<Result<ExitCode, Failure>> {
    if let Some(how) = watch() {
        if how != ALONE {
            stop::end_with_input();
        }
        return None;
    }
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if arguments.iter().any(|word| INPUTS.iter().any(|input| word.to_string_lossy().ends_with(input))) {
        return None;
    }
    let at_terminal = std::io::stderr().is_terminal();
    let begun = Command::new(std::env::current_exe().ok()?)
        .args(arguments)
        .env(OWN, if at_terminal { SHOWN } else { WATCHED })
        // Where memory ends while a trace is made, the process would wait for itself.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match begun {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::OutOfMemory => return Some(Err(no_memory())),
        Err(_) => return None,
    };
    stop::end_at_ctrl_c();
    stop::pass_on(child.stdin.take());
    let said = child.stderr.take().map(hand_on).unwrap_or_default();
    let status = match child.wait() {
        Ok(status) => status,
        Err(error) => return Some(Err(error.into())),
    };
    let lacks_memory = said.lacks_memory && !has_ended_by_itself(status);
    if !lacks_memory {
        say(&said.kept);
    }
    let code = status.code().filter(|_| !lacks_memory).and_then(|code| u8::try_from(code).ok());
    if let Some(code) = code {
        return Some(Ok(ExitCode::from(code)));
    }
    out.into_iter().for_each(|folder| remove_unfinished(folder, child.id()));
    let ended = || failure(ENDED, &[("status", Detail::from(status.to_string()))]);
    Some(Err(if lacks_memory { no_memory() } else { ended() }))
}

/// Whether a process ended with a code of ours. Then its words are its own, and not those of the system: a file of a stranger
/// may be called like the line by which memory ends.
pub(super) fn has_ended_by_itself(status: ExitStatus) -> bool {
    matches!(status.code(), Some(0 | 1 | 2 | 130 | 141))
}

fn no_memory() -> Failure {
    failure(NO_MEMORY, &[])
}

/// What a process has said that was not handed on yet.
#[derive(Default)]
struct Said {
    kept: Vec<u8>,
    lacks_memory: bool,
}

/// Shows how far a process is. What it says is kept until it has ended: what the language says where memory ends would only
/// confuse.
fn hand_on(said: ChildStderr) -> Said {
    let mut said = BufReader::new(said);
    let (mut line, mut all, mut bar) = (Vec::new(), Said::default(), None);
    // A line of somebody who writes without end is taken in pieces.
    while said.by_ref().take(1 << 16).read_until(b'\n', &mut line).is_ok_and(|bytes| bytes > 0) {
        match line.strip_prefix(TOLD.as_bytes()) {
            Some(text) => {
                let text = String::from_utf8_lossy(text).trim_end().to_owned();
                bar.get_or_insert_with(Progress::begin).say(text);
            }
            None => {
                all.lacks_memory |= lacks_memory(&String::from_utf8_lossy(&line));
                all.kept.extend_from_slice(&line);
            }
        }
        if all.kept.len() > LONGEST {
            say(&all.kept);
            all.kept.clear();
        }
        line.clear();
    }
    all
}

fn say(kept: &[u8]) {
    // Nothing more can be done if even that fails.
    let _ = std::io::stderr().write_all(kept);
}

#[cfg(test)]
mod tests {
    use super::lacks_memory;

    #[test]
    fn what_a_process_says_where_memory_ends_is_known() {
        assert!(lacks_memory("memory allocation of 4096 bytes failed"));
        assert!(lacks_memory("Fatal glibc error: failed to register TLS destructor: out of memory"));
        assert!(!lacks_memory("Fatal glibc error: cannot get entropy for arc4random"));
        assert!(!lacks_memory("a.csv: out of memory"));
    }
}
