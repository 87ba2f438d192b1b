//! Writes workbooks: marked copies and cleaned rows from [pieces](crate::xlsx_out::pieces), templates from a definition.
//!
//! Nothing here reads files. XLSX and not XLS: the old format holds 65,536 rows, has no safe way to say that a cell is
//! a text and not a formula, and every program of the last fifteen years that opens it opens XLSX as well.
//!
//! ```
//! # #[cfg(feature = "xlsx-out")] {
//! use import_checker::xlsx_out::Book;
//! use import_checker::xlsx_out::pieces::{Content, Line, Piece, Sheet};
//! let mut book = Book::new();
//! book.add(Piece::Sheet(Sheet { name: "People".to_owned(), header: 1, ..Sheet::default() }))?;
//! book.add(Piece::Line(Line { row: 1, cells: vec![Content::text("name")], ..Line::default() }))?;
//! assert!(book.finish()?.starts_with(b"PK"));
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```

#[cfg(feature = "xlsx-out")]
mod book;
pub mod pieces;
#[cfg(feature = "xlsx-out")]
mod template;
#[cfg(all(target_arch = "wasm32", feature = "xlsx-out"))]
pub mod wasm;

#[cfg(feature = "xlsx-out")]
pub use book::Book;
#[cfg(feature = "xlsx-out")]
pub use template::template;

#[cfg(feature = "xlsx-out")]
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

#[cfg(feature = "xlsx-out")]
/// Properties without a clock: the same input gives the same bytes.
fn properties(kind: &str, value: &str) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_author("Import Checker")
        .set_creation_datetime(&day)
        .set_custom_property(kind, value))
}
