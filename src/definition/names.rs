//! The fields of a definition by their names.

use super::Field;
use super::node::{Loaded, Node};
use crate::problem::lang::Lang;

/// Looks field names up and complains with the nearest one.
pub(crate) struct Names<'a>(pub(crate) &'a [Field]);

impl Names<'_> {
    pub(super) fn find(&self, node: &Node<'_>) -> Loaded<usize> {
        let name = node.text()?;
        self.named(node, name)
    }

    pub(super) fn named(&self, node: &Node<'_>, name: &str) -> Loaded<usize> {
        match self.0.iter().position(|f| f.name == name) {
            // What is said of a name would be true of the first of them only.
            Some(index) if self.0.iter().skip(index + 1).any(|other| other.name == name) => node.wrong([
                format!("two fields are called “{name}”; give them names of their own"),
                format!(
                    "deux champs s’appellent «\u{a0}{name}\u{a0}»\u{a0}; donnez-leur des noms différents"
                ),
            ]),
            Some(index) => Ok(index),
            None => {
                let names: Vec<&str> = self.0.iter().map(|f| f.name.as_str()).collect();
                node.wrong_word(format!("there is no field “{name}”"), &names)
            }
        }
    }

    pub(super) fn list(&self, node: &Node<'_>) -> Loaded<Vec<usize>> {
        let found: Loaded<Vec<usize>> = node.list_or_one()?.iter().map(|n| self.find(n)).collect();
        match found {
            Ok(list) if list.is_empty() => node.wrong("at least one field is expected"),
            other => other,
        }
    }

    /// A field in quotation marks: `“amount”`.
    pub(crate) fn quoted(&self, field: usize, lang: Lang) -> String {
        lang.quoted(self.0.get(field).map_or("", |f| f.name.as_str()))
    }

    /// Several fields in quotation marks: `“a”, “b” and “c”`.
    pub(crate) fn all(&self, fields: &[usize], lang: Lang) -> String {
        let quoted: Vec<String> = fields.iter().map(|f| self.quoted(*f, lang)).collect();
        match quoted.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{}{}{last}", before.join(", "), lang.pick([" and ", " et "]))
            }
            _ => quoted.concat(),
        }
    }
}
