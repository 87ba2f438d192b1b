//! The rows of a sheet inside a sound OpenDocument spreadsheet.
#![no_main]

use libfuzzer_sys::fuzz_target;

const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &[u8] = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
const HEAD: &str = r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">"#;
const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

fuzz_target!(|rows: &str| {
    let content = format!("{HEAD}{rows}{TAIL}");
    let files = [("mimetype", KIND), ("META-INF/manifest.xml", MANIFEST), ("content.xml", content.as_bytes())];
    import_checker_fuzz::check(import_checker_fuzz::archive(&files), None);
});
