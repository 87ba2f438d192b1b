//! The scanner against texts cut at every byte.

use super::*;

/// Hands out one byte at a time, so that every token is cut everywhere.
struct Drops<'a>(&'a [u8]);
impl Read for Drops<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
        out[0] = *first;
        self.0 = rest;
        Ok(1)
    }
}

fn events(source: impl Read) -> io::Result<String> {
    let mut xml = Xml::new(source)?;
    let mut out = String::new();
    let mut text = String::new();
    loop {
        let event = xml.next()?;
        if !matches!(event, Event::Text(_) | Event::Raw(_)) && !text.is_empty() {
            out.push_str(&format!("{text:?} "));
            text.clear();
        }
        match event {
            Event::Start(tag) => {
                out.push_str(&format!("<{}", String::from_utf8_lossy(tag.name)));
                for a in tag.attributes() {
                    let (name, value) = (String::from_utf8_lossy(a.name), decoded(a.value));
                    out.push_str(&format!(" {name}={}", value.unwrap_or_default()));
                }
                out.push_str(if tag.empty { "/> " } else { "> " });
            }
            Event::End(name) => out.push_str(&format!("</{}> ", String::from_utf8_lossy(name))),
            Event::Text(t) => decode(t, &mut text)?,
            Event::Raw(t) => text.push_str(&String::from_utf8_lossy(t)),
            Event::Eof => return Ok(out),
        }
    }
}

#[test]
fn tags_and_texts_wherever_the_bytes_are_cut() {
    let cases = [
        ("<?xml version='1.0'?><a><!-- <b> --><x:c r=\"A1\" t='>' /></a>", "<a> <c r=A1 t=>/> </a> "),
        ("<t>a&lt;b&#233;&#x20AC;</t>", "<t> \"a<bé€\" </t> "),
        ("<t><![CDATA[<&]]> x</t>", "<t> \"<& x\" </t> "),
        ("<a b='1\"2' c=\"x&amp;y\"></a >", "<a b=1\"2 c=x&y> </a> "),
        ("<t>1\r\n2\r3</t>", "<t> \"1\\n2\\n3\" </t> "),
        ("", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(events(source.as_bytes()).unwrap_or_default(), expected);
        assert_eq!(events(Drops(source.as_bytes())).unwrap_or_default(), expected);
    }
}

#[test]
fn what_cannot_be_taken_apart_is_an_error() {
    for source in
        ["<a", "<a b='", "<!-- x", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>&b;</a>", "<a>&b"]
    {
        assert!(events(source.as_bytes()).is_err(), "{source}");
    }
    assert!(events(&b"<a>\xff</a>"[..]).is_err());
}

#[test]
fn other_encodings_are_read_as_declared() {
    let utf16: Vec<u8> = "\u{feff}<?xml version='1.0' encoding='UTF-16'?><a>é</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(events(&utf16[..]).unwrap_or_default(), "<a> \"é\" </a> ");
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>";
    assert_eq!(events(&latin[..]).unwrap_or_default(), "<a> \"é\" </a> ");
}

#[test]
fn a_long_text_comes_in_pieces_and_whole() {
    let long = "é&amp;".repeat(WINDOW);
    let expected = format!("<t> {:?} </t> ", "é&".repeat(WINDOW));
    assert!(events(format!("<t>{long}</t>").as_bytes()).unwrap_or_default() == expected);
}
