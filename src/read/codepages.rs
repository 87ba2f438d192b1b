//! Code pages that the web does not know but old files use, as the characters of the bytes 128 to 255 in order.

/// A code page of one byte per character whose first half is ASCII.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    /// The name used in reports.
    pub(crate) name: &'static str,
    /// Other names, letters and digits only.
    pub(crate) aliases: &'static [&'static str],
    upper: &'static str,
}

impl Page {
    /// The characters of the bytes 128 to 255.
    pub(crate) fn table(&self) -> [char; 128] {
        let mut table = ['\u{fffd}'; 128];
        for (place, c) in table.iter_mut().zip(self.upper.chars()) {
            *place = c;
        }
        table
    }
}

/// All of them.
pub(crate) static PAGES: &[Page] = &[
    // CP437, the first PC and DOS in the United States.
    Page {
        name: "ibm437",
        aliases: &["cp437", "ibm437", "437", "dos437", "oem437", "dosus"],
        upper: "\
            ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
            áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
            └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
            αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    // CP850, DOS in Western Europe.
    Page {
        name: "ibm850",
        aliases: &["cp850", "ibm850", "850", "dos850", "oem850", "dos"],
        upper: "\
            ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
            áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
            └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
            ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    // CP852, DOS in Central Europe.
    Page {
        name: "ibm852",
        aliases: &["cp852", "ibm852", "852", "dos852", "oem852"],
        upper: "\
            ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
            áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
            └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
            ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
    },
    // CP855, DOS with Cyrillic letters.
    Page {
        name: "ibm855",
        aliases: &["cp855", "ibm855", "855", "dos855", "oem855"],
        upper: "\
            ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪ\
            аАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐\
            └┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀\
            ЯрРсСтТуУжЖвВьЬ№\u{ad}ыЫзЗшШэЭщЩчЧ§■\u{a0}",
    },
    // CP858, CP850 with the euro sign.
    Page {
        name: "ibm858",
        aliases: &["cp858", "ibm858", "858", "ibm00858"],
        upper: "\
            ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
            áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
            └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀\
            ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    // Mac OS Central European.
    Page {
        name: "x-mac-ce",
        aliases: &[
            "xmacce",
            "maccentraleurope",
            "maclatin2",
            "maccentraleuropean",
            "macce",
            "xmaccentraleurroman",
        ],
        upper: "\
            ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü\
            †°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ\
            ņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖ\
            ŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_whole() {
        for page in PAGES {
            assert_eq!(page.upper.chars().count(), 128, "{}", page.name);
        }
    }
}
