//! The page with what `cargo xtask bench` measured last.

use super::html::{Page, rich, table};
use crate::bench::publish::{self, Table};
use serde_json::Value as Json;

/// The page; absent before anything was measured.
pub fn page() -> Option<Page> {
    publish::measured().map(|all| Page::english("measured.html", "What was measured", body(&all)))
}

fn body(all: &Json) -> String {
    let mut body = format!("<p>{}</p>\n", rich(&publish::circumstances(all)));
    let tables = [
        publish::musts(all),
        publish::side_by_side(all),
        publish::in_the_page(all),
        publish::growth(all),
        publish::by_kind(all),
    ];
    for Table { title, heads, rows } in tables.into_iter().filter(|table| !table.rows.is_empty()) {
        let plain = |row: &Vec<String>| row.iter().map(|cell| rich(&cell.replace("**", ""))).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(plain).collect();
        body += &format!("<h2>{title}</h2>\n{}", table(title, &heads, &rows));
    }
    body
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_measured_is_text_and_not_markup() {
        let all = serde_json::json!({ "musts": [{ "what": "1 < 2", "must": "3", "holds": false }] });
        let html = super::body(&all);
        assert!(html.contains("1 &lt; 2") && html.contains("<td>no</td>"), "{html}");
    }
}
