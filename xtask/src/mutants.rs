//! `cargo xtask mutants`: small faults are put into the core one by one, and the native tests are to notice each. It is no
//! part of `test`: every fault takes a compilation. What comes out is a share, and the faults that nobody noticed.
//!
//! cargo-mutants works in a copy of the project; what it compiles lies in `target/mutants`, so that a second run takes over
//! what the first compiled.

use crate::run::{command, path};
use crate::tools;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::fs;

/// The folders that are asked of, where no other is named: what decides about a record.
const FOLDERS: &[&str] = &["src/check", "src/rules", "src/batch", "src/record"];

/// The native tests that must notice, the quick ones first: the first that fails ends it for a fault.
const TESTS: &[&str] = &[
    "rules",
    "ready",
    "batches",
    "cases",
    "edits",
    "outputs",
    "batch",
    "forecast",
    "result",
    "overview",
    "follows",
    "language",
    "parts",
    "mapping",
    "structure",
    "layouts",
    "counts",
    "acknowledged",
    "seen",
    "moved_over",
    "corrected",
];

/// One fault of so many is tried: some fifty of all.
const EVERY: usize = 65;

/// Seconds that the tests of one fault may take. Who is not done by then goes round in a circle, and was noticed.
const SECONDS: &str = "300";

/// What is to be tried.
struct Wishes {
    every: usize,
    /// Which of those: the second sample of the same size has no fault of the first.
    from: usize,
    folders: Vec<String>,
}

fn wishes(args: &[String]) -> Result<Wishes> {
    let mut wishes = Wishes { every: EVERY, from: 0, folders: Vec::new() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut number = || -> Result<usize> {
            let word = args.next().with_context(|| format!("{arg} needs a number"))?;
            word.parse().with_context(|| format!("`{word}` is no number"))
        };
        match arg.as_str() {
            "--every" => wishes.every = number()?.max(1),
            "--from" => wishes.from = number()?,
            folder if path(folder).exists() => wishes.folders.push(folder.to_owned()),
            odd => bail!("`mutants` does not know `{odd}`; it takes --every, --from, and files or folders"),
        }
    }
    if wishes.folders.is_empty() {
        wishes.folders = FOLDERS.iter().map(|folder| (*folder).to_owned()).collect();
    }
    ensure!(wishes.from < wishes.every, "--from is smaller than --every ({})", wishes.every);
    Ok(wishes)
}

/// Tries the faults and prints what became of them. That some were not noticed is what is asked for, and no failure.
pub fn mutants(args: &[String]) -> Result<()> {
    let Wishes { every, from, folders } = wishes(args)?;
    let out = path("target/mutants");
    fs::create_dir_all(&out)?;
    let mut mutants = command(tools::cargo_mutants()?);
    mutants.arg("mutants").env("CARGO_TARGET_DIR", out.join("build"));
    for folder in &folders {
        let pattern = if path(folder).is_dir() { format!("{folder}/**") } else { folder.clone() };
        mutants.args(["--file", &pattern]);
    }
    // In turn, and not in a row: neighbours are noticed by the same tests.
    mutants.args(["--sharding", "round-robin", "--shard", &format!("{from}/{every}"), "--no-shuffle"]);
    mutants.args(["--timeout", SECONDS, "--colors", "never", "--output"]).arg(&out);
    mutants.args(["--test-workspace", "true", "--", "--lib"]);
    for test in TESTS {
        mutants.args(["--test", test]);
    }
    // 2: some were not noticed. 3: some took too long.
    let status = mutants.status().context("cargo-mutants could not be started")?;
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo-mutants ended with {status}");
    let text = fs::read_to_string(out.join("mutants.out/outcomes.json")).context("it left no outcomes")?;
    println!("\n{}", said(&serde_json::from_str(&text)?)?);
    Ok(())
}

/// The outcomes in words.
fn said(outcomes: &Value) -> Result<String> {
    let of = |summary: &str| -> Vec<&str> {
        let all = outcomes["outcomes"].as_array().into_iter().flatten();
        let such = all.filter(|one| one["summary"] == summary);
        such.filter_map(|one| one["scenario"]["Mutant"]["name"].as_str()).collect()
    };
    let (missed, slow, unviable) = (of("MissedMutant"), of("Timeout"), of("Unviable").len());
    let caught = of("CaughtMutant").len() + slow.len();
    let viable = caught + missed.len();
    ensure!(viable > 0, "none of the faults compiles, or the tests fail without any");
    let share = caught * 1000 / viable;
    let mut said = format!(
        "{caught} of {viable} viable faults were noticed ({}.{} %); {unviable} do not compile.",
        share / 10,
        share % 10
    );
    // On a busy machine a fault may only have been slow: whoever reads the share is to know.
    for (how, all) in [("not noticed", missed), ("noticed by its time alone", slow)] {
        for one in all {
            said.push_str(&format!("\n  {how}: {one}"));
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_share_is_that_of_the_viable_faults() {
        let one = |summary: &str, name: &str| json!({ "summary": summary, "scenario": { "Mutant": { "name": name } } });
        let outcomes = json!({ "outcomes": [
            { "summary": "Success", "scenario": "Baseline" },
            one("CaughtMutant", "a"), one("Timeout", "b"), one("MissedMutant", "c"), one("Unviable", "d"),
        ] });
        let expected = "2 of 3 viable faults were noticed (66.6 %); 1 do not compile.\n  not noticed: c\n  \
                        noticed by its time alone: b";
        assert_eq!(said(&outcomes).unwrap(), expected);
        assert!(said(&json!({ "outcomes": [] })).is_err());
    }

    #[test]
    fn a_sample_is_named_by_two_numbers() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let taken = wishes(&words("--every 10 --from 3 src/rules")).unwrap();
        assert_eq!((taken.every, taken.from, taken.folders), (10, 3, vec!["src/rules".to_owned()]));
        assert!(wishes(&words("--every 10 --from 10")).is_err() && wishes(&words("src/nowhere")).is_err());
    }
}
