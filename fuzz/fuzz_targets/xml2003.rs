//! The rows of a sheet in the XML form of spreadsheets.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rows: &str| {
    let head = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook \
        xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"S\"><Table>";
    let book = format!("{head}{rows}</Table></Worksheet></Workbook>");
    import_checker_fuzz::check(book.into_bytes(), None);
});
