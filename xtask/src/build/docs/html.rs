//! One page: the document around its content.

use super::frame::{Frame, contents};

/// What stands between a name and what is said of it.
pub fn colon(lang: &str) -> &'static str {
    if lang == "fr" { "\u{a0}: " } else { ": " }
}

/// A page under `docs/`.
pub struct Page {
    /// Where it lies there.
    pub path: String,
    lang: String,
    title: String,
    body: String,
    /// Whether the same page exists in the other language.
    translated: bool,
    /// The way from the first page to this one.
    crumbs: String,
}

impl Page {
    /// A page that exists in both languages; `path` is that of the English one.
    pub fn new(lang: &str, path: &str, title: &str, body: String) -> Page {
        let path = if lang == "en" { path.to_owned() } else { format!("{lang}/{path}") };
        Page {
            path,
            lang: lang.to_owned(),
            title: title.to_owned(),
            body,
            translated: true,
            crumbs: String::new(),
        }
    }

    /// The same with the way that leads to it, each step with its address as seen from `docs/` in that language.
    pub fn below(mut self, steps: &[(String, &str)]) -> Page {
        let up = "../".repeat(self.path.strip_prefix("fr/").unwrap_or(&self.path).matches('/').count());
        let links: Vec<String> =
            steps.iter().map(|(to, said)| format!("<a href=\"{up}{to}\">{}</a>", escape(said))).collect();
        self.crumbs = format!("<p class=\"crumbs\">{}</p>\n", links.join(" › "));
        self
    }

    /// A page in English only.
    pub fn english(path: &str, title: &str, body: String) -> Page {
        Page { translated: false, ..Page::new("en", path, title, body) }
    }

    /// The whole document. No style of its own, and one script, which searches: it stands under the strict policy of the
    /// site.
    pub fn html(&self, frame: &Frame<'_>) -> String {
        let Page { lang, title, body, .. } = self;
        let up = "../".repeat(self.path.matches('/').count());
        let title = escape(title);
        let start = if lang == "fr" { "fr/index.html" } else { "index.html" };
        let brand = if lang == "fr" { "Vérification d’import" } else { "Import checker" };
        let side = frame.side(&self.path, lang, &up);
        let (body, here) = contents(body, lang);
        let crumbs = &self.crumbs;
        let languages = if self.translated { self.languages(&up) } else { String::new() };
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n  <head>\n    <meta charset=\"utf-8\">\n    \
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n    \
             <meta name=\"color-scheme\" content=\"light dark\">\n    \
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             form-action 'none'; base-uri 'none'\">\n    <title>{title} · {brand}</title>\n    \
             <link rel=\"icon\" href=\"data:,\">\n    <link rel=\"stylesheet\" href=\"{up}../page.css\">\n    \
             <link rel=\"stylesheet\" href=\"{up}../docs.css\">\n    \
             <script type=\"module\" src=\"{up}../docs.js\"></script>\n  </head>\n  <body class=\"docs-page\">\n    <header>\n      \
             <p class=\"brand\"><a href=\"{up}../index.html\">{brand}</a> · <a href=\"{up}{start}\">Documentation</a></p>\n\
             {languages}    </header>\n    <div class=\"docs-body\">\n{side}<main class=\"docs\">\n{crumbs}<h1>{title}</h1>\n{body}</main>\n{here}    </div>\n  </body>\n</html>\n"
        )
    }

    fn languages(&self, up: &str) -> String {
        let here = self.path.strip_prefix("fr/").unwrap_or(&self.path);
        let (name, lang, path) = match self.lang.as_str() {
            "fr" => ("English", "en", here.to_owned()),
            _ => ("Français", "fr", format!("fr/{here}")),
        };
        format!(
            "      <nav aria-label=\"Language / Langue\"><a lang=\"{lang}\" hreflang=\"{lang}\" href=\"{up}{path}\">{name}</a></nav>\n"
        )
    }
}

/// Text that no browser reads as markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The same, with what stands between backticks as code.
pub fn rich(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) })
        .collect()
}

/// A table that may be wider than the screen.
pub fn table(label: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    let row = |cells: &Vec<String>| -> String {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\n<thead><tr>{heads}</tr></thead>\n\
         <tbody>\n{rows}</tbody></table></div>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(rich("a `<b>` & \"c\""), "a <code>&lt;b&gt;</code> &amp; &quot;c&quot;");
    }

    #[test]
    fn a_page_links_to_its_other_language() {
        let english = Page::new("en", "codes/A100.html", "A", String::new());
        let catalogue = serde_json::json!({});
        let frame = Frame { catalogue: &catalogue };
        assert!(english.html(&frame).contains("href=\"../fr/codes/A100.html\""));
        let french = Page::new("fr", "codes/A100.html", "A", String::new());
        assert_eq!(french.path, "fr/codes/A100.html");
        assert!(french.html(&frame).contains("href=\"../../codes/A100.html\""));
        assert!(french.html(&frame).contains("href=\"../../../page.css\""));
    }
}
