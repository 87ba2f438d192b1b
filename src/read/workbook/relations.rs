//! The lists that say which part of a packed workbook belongs to which.

use super::ReadError;
use super::package::{Package, part_error};
use super::xml::{Event, Xml};

/// One line of such a list.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of the kind's address: `worksheet`, `styles`, …
    pub(super) kind: String,
    /// The part's name, from the top of the package.
    pub(super) target: String,
}

/// The relations of a part; none if the part has no list.
pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
    if !package.has(&list) {
        return Ok(Vec::new());
    }
    let bytes = package.whole(&list)?;
    parse(&bytes, folder).map_err(|e| part_error(&e, &list))
}

fn parse(bytes: &[u8], folder: &str) -> std::io::Result<Vec<Relation>> {
    let mut xml = Xml::new(bytes)?;
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == b"Relationship" => {
                let kind = tag.text(b"Type").unwrap_or_default();
                if tag.raw(b"TargetMode") == Some(b"External") {
                    continue;
                }
                relations.push(Relation {
                    id: tag.text(b"Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                    target: resolve(folder, &tag.text(b"Target").unwrap_or_default()),
                });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A part's name from the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_found_from_their_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/worksheets", "../x.xml"), "xl/x.xml");
        assert_eq!(resolve("", "../../etc/x"), "etc/x");
    }
}
