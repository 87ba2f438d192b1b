//! Other programs that open what we write. Where one is missing, the tests that need it say so and pass over it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python that has a module, if there is one.
pub(crate) fn python(module: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/python/bin/python");
    let named = std::env::var_os("PYTHON").map(PathBuf::from);
    let found = named.into_iter().chain([own, PathBuf::from("python3")]).find(|python| {
        Command::new(python)
            .args(["-c", &format!("import {module}")])
            .output()
            .is_ok_and(|o| o.status.success())
    });
    if found.is_none() {
        eprintln!("Skipped: no Python with {module} here (cargo xtask setup brings one).");
    }
    found
}

/// LibreOffice, if it is here.
pub(crate) fn office() -> Option<PathBuf> {
    let named = std::env::var_os("SOFFICE").map(PathBuf::from);
    let works = |p: &PathBuf| Command::new(p).arg("--version").output().is_ok_and(|o| o.status.success());
    let found = named.into_iter().chain(["soffice", "libreoffice"].map(PathBuf::from)).find(works);
    if found.is_none() {
        eprintln!("Skipped: no LibreOffice here (cargo xtask setup brings one).");
    }
    found
}

/// An empty folder of this name.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a program says that must succeed.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}
