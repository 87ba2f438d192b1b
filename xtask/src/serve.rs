//! `cargo xtask serve`: the site on this machine only, with the headers that a public host should send.

use crate::build::{self, CODINGS, Coding};
use crate::headers;
use crate::run::path;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;

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
    let mut accepted = String::new();
    // The connection is closed properly only when all that was sent has been read.
    while !header.trim().is_empty() {
        header.clear();
        reader.read_line(&mut header)?;
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("accept-encoding")
        {
            value.trim().clone_into(&mut accepted);
        }
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if log {
        println!("{method} {target}");
    }
    let address = target.split(['?', '#']).next().unwrap_or_default();
    let found = file_for(address, folder);
    let coding = found.as_deref().and_then(|file| coding_for(file, &accepted));
    let (status, kind, body) = match (method, found) {
        ("GET" | "HEAD", Some(file)) => {
            let body = coding.map_or(file.clone(), |coding| coding.beside(&file));
            ("200 OK", kind(&file), fs::read(body)?)
        }
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain; charset=utf-8", b"Not found\n".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", b"Only for reading\n".to_vec()),
    };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len())?;
    if let Some(coding) = coding {
        write!(stream, "Content-Encoding: {}\r\n", coding.name())?;
    }
    for (name, value) in headers::of(address) {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "Vary: Accept-Encoding\r\nConnection: close\r\n\r\n")?;
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

/// The tightest form that stands beside a file and that the browser takes.
fn coding_for(file: &Path, accepted: &str) -> Option<Coding> {
    CODINGS.into_iter().find(|coding| accepts(accepted, coding.name()) && coding.beside(file).is_file())
}

/// Whether `Accept-Encoding` names a coding, and not with the weight 0, which refuses it.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words.next().is_some_and(|name| name.eq_ignore_ascii_case(coding) || name == "*");
        let weight = words.find_map(|word| word.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f64>);
        named && weight.is_ok_and(|weight| weight > 0.0)
    })
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
    use super::*;

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
    fn a_browser_gets_the_tightest_form_that_it_takes() {
        for (header, coding, wanted) in [
            ("gzip, deflate, br, zstd", "br", true),
            ("gzip, deflate", "br", false),
            ("br;q=0, gzip", "br", false),
            ("br; q=0.5", "br", true),
            ("*", "gzip", true),
            ("BR", "br", true),
            ("br;q=x", "br", false),
            ("", "gzip", false),
            ("brotli", "br", false),
        ] {
            assert_eq!(accepts(header, coding), wanted, "{header}");
        }
    }

    /// The head and the body of an answer, asked for over a connection as a browser does.
    fn asked(folder: &Path, request: &str) -> (String, Vec<u8>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| answer(listener.accept().unwrap().0, folder, false).unwrap());
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut all = Vec::new();
            stream.read_to_end(&mut all).unwrap();
            let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
            (String::from_utf8(all[..end].to_vec()).unwrap(), all[end..].to_vec())
        })
    }

    #[test]
    fn answers_come_compressed_and_with_all_headers() {
        let folder = path("target/test-serve");
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in [("a.js", "plain"), ("a.js.gz", "gzip"), ("a.js.br", "brotli")] {
            fs::write(folder.join(name), text).unwrap();
        }
        for (accepted, body, told) in
            [("gzip, br", "brotli", Some("br")), ("gzip", "gzip", Some("gzip")), ("identity", "plain", None)]
        {
            let request = format!("GET /a.js HTTP/1.1\r\naccept-encoding: {accepted}\r\n\r\n");
            let (head, sent) = asked(&folder, &request);
            assert_eq!(sent, body.as_bytes(), "{accepted}");
            assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
            assert!(head.contains("Content-Type: text/javascript; charset=utf-8\r\n"), "{head}");
            assert!(head.contains("Vary: Accept-Encoding\r\n"), "{head}");
            let encoding = head.lines().find_map(|line| line.strip_prefix("Content-Encoding: "));
            assert_eq!(encoding, told);
            for (name, value) in headers::HEADERS {
                assert!(head.contains(&format!("{name}: {value}\r\n")), "without {name}: {head}");
            }
            assert_eq!(head.matches("Cache-Control").count(), 1);
        }
        let (head, body) = asked(&folder, "HEAD /a.js HTTP/1.1\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200") && body.is_empty(), "{head}");
        assert!(asked(&folder, "GET /b.js HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn broken_escapes_are_no_address() {
        assert_eq!(decode("a%20b"), Some("a b".to_owned()));
        for address in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decode(address), None, "{address}");
        }
    }
}
