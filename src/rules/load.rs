//! From JSON to a definition, with every kind of rule there is.

use super::kinds::KINDS;
use crate::definition::{DefinitionError, ImportDefinition};
use serde_json::Value as Json;

impl ImportDefinition {
    /// Reads a definition from parsed JSON.
    ///
    /// # Errors
    /// Something in it is wrong; the error names the place, the reason and the allowed words.
    pub fn load(json: &Json) -> Result<ImportDefinition, DefinitionError> {
        ImportDefinition::load_with(json, KINDS)
    }

    /// Reads a definition from JSON text.
    ///
    /// # Errors
    /// The text is not JSON, or something in it is wrong.
    pub fn parse(text: &str) -> Result<ImportDefinition, DefinitionError> {
        let json: Json = serde_json::from_str(text).map_err(|e| DefinitionError {
            place: format!("line {}, column {}", e.line(), e.column()),
            reason: format!("this is not JSON: {e}"),
            allowed: Vec::new(),
        })?;
        ImportDefinition::load(&json)
    }
}
