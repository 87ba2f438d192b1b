//! `cargo xtask serve`: the site on this machine only, with the headers that a public host should send.

use crate::build;
use crate::run::path;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;

/// No request may leave the page, nor its worker, nor any script, not even to its own host.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; \
    img-src data: blob:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'; trusted-types import-checker";

/// The demo is an upload form: it may send itself to its own host.
const DEMO: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'; trusted-types import-checker";

const PORT: u16 = 8080;

struct Options {
    port: u16,
    build: Option<build::Options>,
    log: bool,
}

impl Options {
    fn from_args(args: &[String]) -> Result<Options> {
        let mut options = Options { port: PORT, build: Some(build::Options::default()), log: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--quick" => {
                    options.build = Some(build::Options { quick: true, ..build::Options::default() })
                }
                "--no-build" => options.build = None,
                "--log" => options.log = true,
                "--port" => {
                    let number = args.next().context("--port needs a number")?;
                    options.port = number.parse().with_context(|| format!("`{number}` is not a port"))?;
                }
                other => {
                    bail!("`serve` does not know `{other}`; it takes --port N, --quick, --no-build and --log")
                }
            }
        }
        Ok(options)
    }
}

/// Builds the site and serves it until interrupted.
pub fn serve(args: &[String]) -> Result<()> {
    let options = Options::from_args(args)?;
    let folder = match options.build {
        Some(how) => build::site(how)?,
        None => path("dist"),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .with_context(|| format!("port {} is taken; name another one with --port", options.port))?;
    println!("Serving http://{}/ (Ctrl+C ends it)", listener.local_addr()?);
    for stream in listener.incoming() {
        let folder = folder.clone();
        let log = options.log;
        // A visitor who hangs up is no reason to stop.
        thread::spawn(move || {
            stream.map_err(anyhow::Error::from).and_then(|stream| answer(stream, &folder, log))
        });
    }
    Ok(())
}

fn answer(stream: TcpStream, folder: &Path, log: bool) -> Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?.take(64 * 1024));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::from("-");
    // The connection is closed properly only when all that was sent has been read.
    while !header.trim().is_empty() {
        header.clear();
        reader.read_line(&mut header)?;
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if log {
        println!("{method} {target}");
    }
    let address = target.split(['?', '#']).next().unwrap_or_default();
    let found = file_for(address, folder);
    let (status, kind, body) = match (method, found) {
        ("GET" | "HEAD", Some(file)) => ("200 OK", kind(&file), fs::read(&file)?),
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain; charset=utf-8", b"Not found\n".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", b"Only for reading\n".to_vec()),
    };
    let mut stream = stream;
    let policy = if address.starts_with("/demo/") { DEMO } else { STRICT };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {policy}\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    Ok(stream.flush()?)
}

/// The file behind an address; never one outside the folder.
fn file_for(address: &str, folder: &Path) -> Option<PathBuf> {
    let relative = PathBuf::from(decode(address.trim_start_matches('/'))?);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(relative);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    file.is_file().then_some(file)
}

/// `%20` and its like; `None` when that is no text.
fn decode(address: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{STRICT, decode, file_for};
    use std::path::Path;

    #[test]
    fn addresses_never_leave_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(file_for("/main.rs", &folder).is_some());
        for address in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd/../passwd", "/build/../../Cargo.toml"]
        {
            assert_eq!(file_for(address, &folder), None, "{address}");
        }
    }

    #[test]
    fn the_guides_name_the_policy_that_is_served() {
        let guides = [include_str!("../../README.md"), include_str!("build/docs/pages/embed.html")];
        for guide in guides {
            assert!(guide.matches(STRICT).count() >= 2, "another policy than {STRICT}");
        }
    }

    #[test]
    fn broken_escapes_are_no_address() {
        assert_eq!(decode("a%20b"), Some("a b".to_owned()));
        for address in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decode(address), None, "{address}");
        }
    }
}
