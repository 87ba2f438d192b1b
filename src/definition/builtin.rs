//! The definitions that ship with the program. The page has them as modules of its own.
//!
//! They are given by [`definitions`].

use crate::definition::{DefinitionError, ImportDefinition};
use include_dir::{Dir, include_dir};
use std::sync::Arc;

static IMPORTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/www/imports");

/// All built-in definitions: the files one folder down, in the order of their names.
///
/// ```
/// let definitions = import_checker::builtin::definitions()?;
/// assert!(definitions.iter().all(|definition| !definition.name.is_empty() && !definition.fields.is_empty()));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
///
/// # Errors
/// A built-in definition is wrong; the error's place begins with the file.
pub fn definitions() -> Result<Vec<Arc<ImportDefinition>>, DefinitionError> {
    let mut files: Vec<_> = IMPORTS.dirs().flat_map(Dir::files).collect();
    files.sort_by_key(|f| f.path());
    let texts = files.into_iter().filter(|f| f.path().extension().is_some_and(|e| e == "json"));
    texts
        .map(|file| {
            let text = file.contents_utf8().unwrap_or_default();
            ImportDefinition::parse(text).map(Arc::new).map_err(|error| DefinitionError {
                place: format!("{}: {}", file.path().display(), error.place),
                ..error
            })
        })
        .collect()
}
