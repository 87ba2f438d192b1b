//! The page with what `cargo xtask bench` measured last.

use super::html::{Page, rich, table};
use crate::run::path;
use std::fs;

/// The page; absent before anything was measured.
pub fn page() -> Option<Page> {
    let text = fs::read_to_string(path("benches/RESULTS.md")).ok()?;
    let mut body = String::new();
    for block in text.split("\n\n").filter(|block| !block.starts_with('#')) {
        body += &if block.starts_with('|') { rows(block) } else { format!("<p>{}</p>\n", rich(block)) };
    }
    Some(Page::english("measured.html", "What was measured", body))
}

/// A table as it is written in Markdown: headings, a line of dashes, rows.
fn rows(block: &str) -> String {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| rich(&cell.trim().replace("**", ""))).collect()
    };
    let mut lines = block.lines();
    let heads = cells(lines.next().unwrap_or_default());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table("Measurements", &heads, &lines.skip(1).map(cells).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_table_keeps_its_cells() {
        let html = super::rows("| a | b |\n|---|--:|\n| 1 < 2 | **no** |");
        assert!(html.contains("1 &lt; 2") && html.contains("no") && !html.contains("**"), "{html}");
        assert_eq!(html.matches("<tr>").count(), 2, "{html}");
    }
}
