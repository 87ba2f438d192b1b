//! The headers that a host should send the site with: one list, which `cargo xtask serve` sends, and which the README and
//! the documentation show in the words of the common hosts.

/// No request may leave the page, nor its worker, nor any script, not even to its own host.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; \
    img-src data: blob:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'; trusted-types import-checker";

/// All of them, in the order in which they are sent. `no-cache` means: kept, and asked about before it is used again.
pub const HEADERS: [(&str, &str); 5] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cache-Control", "no-cache"),
];

/// The headers of a page. The demo is an upload form, which may send itself to its own host.
pub fn of(address: &str) -> Vec<(&'static str, String)> {
    let demo = address.starts_with("/demo/");
    let value = |value: &str| {
        if demo { value.replace("form-action 'none'", "form-action 'self'") } else { value.to_owned() }
    };
    HEADERS.iter().map(|(name, text)| (*name, value(text))).collect()
}

/// For nginx: the headers, the types of the files, and the compressed form where there is one.
pub fn nginx() -> String {
    let lines: String =
        HEADERS.iter().map(|(name, value)| format!("  add_header {name} \"{value}\" always;\n")).collect();
    format!(
        "location /import-checker/ {{\n  \
         types {{ text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json; }}\n\
         {lines}  gzip_static on;\n  gzip_vary on;\n  # brotli_static on;  with the module ngx_brotli\n}}\n"
    )
}

/// For Apache, in the `.htaccess` of the folder (`mod_headers`, `mod_rewrite`): the same.
pub fn apache() -> String {
    let lines: String =
        HEADERS.iter().map(|(name, value)| format!("Header always set {name} \"{value}\"\n")).collect();
    // A compressed form is sent under the type of what it holds, whatever the host knows `.gz` for.
    let compressed: String = [("br", "br"), ("gzip", "gz")]
        .iter()
        .map(|(coding, ending)| {
            format!(
                "RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n\
                 RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
                 RewriteRule \\.(js|css|html|json|wasm)$ %{{REQUEST_URI}}.{ending} [E=no-gzip:1,L]\n\
                 <FilesMatch \"\\.{ending}$\">\n  \
                 Header set Content-Encoding {coding}\n\
                 </FilesMatch>\n"
            )
        })
        .collect();
    let types: String = [
        ("js", "text/javascript"),
        ("css", "text/css"),
        ("html", "text/html"),
        ("json", "application/json"),
        ("wasm", "application/wasm"),
    ]
    .iter()
    .map(|(ending, kind)| {
        format!("<FilesMatch \"\\.{ending}(\\.br|\\.gz)?$\">\n  ForceType {kind}\n</FilesMatch>\n")
    })
    .collect();
    format!("{lines}{types}Header append Vary Accept-Encoding\nRewriteEngine On\n{compressed}")
}

/// For hosts that read a file `_headers`.
pub fn lines() -> String {
    let lines: String = HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("/import-checker/*\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_what_is_served() {
        let readme = include_str!("../../README.md");
        for (host, block) in [("nginx", nginx()), ("Apache", apache()), ("_headers", lines())] {
            assert!(readme.contains(&block), "for {host} README.md has to say:\n{block}");
        }
    }

    /// What cannot stand in a page are the frames that it may be in.
    #[test]
    fn the_pages_carry_the_same_policy() {
        let own = POLICY.replace("frame-ancestors 'self'; ", "");
        for page in [include_str!("../../www/index.html"), include_str!("../../www/define.html")] {
            assert!(page.contains(&format!("content=\"{own}\"")), "another policy than {own}");
        }
    }

    #[test]
    fn only_the_demo_may_send_its_form() {
        let policy = |address: &str| of(address).remove(0).1;
        assert!(policy("/demo/index.html").contains("form-action 'self'"));
        assert_eq!(policy("/index.html"), POLICY);
        assert_eq!(policy("/demonstration.html"), POLICY);
    }
}
