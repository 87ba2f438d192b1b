//! How much a workbook may ask for. Each limit has its own message, and holds natively as in the browser.

/// Bytes of the file itself.
pub(super) const FILE_BYTES: u64 = 1 << 30;
/// Bytes of a file of the older formats, which is held in memory whole.
pub(super) const OLE_BYTES: u64 = 256 << 20;
/// Members of a packed workbook.
pub(super) const MEMBERS: usize = 20_000;
/// Bytes of all members that are read, unpacked.
pub(super) const UNPACKED_BYTES: u64 = 2 << 30;
/// A part above this size that was packed this many times over holds next to nothing, at great length.
pub(super) const DENSE_BYTES: u64 = 64 << 20;
pub(super) const RATIO: u64 = 200;
/// Bytes of one part that is kept in memory whole: the list of sheets, the styles.
pub(super) const PART_BYTES: u64 = 64 << 20;
/// Number of texts kept apart from the cells, and their bytes.
pub(super) const STRINGS: usize = 20_000_000;
pub(super) const STRING_BYTES: usize = 256 << 20;
/// Number of cell styles; spreadsheets stop at 65,490.
pub(super) const STYLES: usize = 1_000_000;
/// Number of sheets.
pub(super) const SHEETS: usize = 5_000;
/// Rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;
/// Cells of a sheet, counted as written.
pub(super) const CELLS: u64 = 50_000_000;
/// Places of a sheet up to the last cell of each row, empty ones included.
pub(super) const PLACES: u64 = 200_000_000;
/// Bytes of a sheet in compact form.
pub(super) const SPOOL_BYTES: usize = 512 << 20;
/// Bytes of one cell's text. Spreadsheets stop at 32,767 characters.
pub(super) const CELL_BYTES: usize = 1 << 20;
/// Bytes of the texts of one row, as shown: every later step holds a row whole.
pub(super) const ROW_BYTES: u64 = 64 << 20;
/// Bytes of all texts of a sheet, as shown.
pub(super) const SHOWN_BYTES: u64 = 2 << 30;
/// Rows shown of each sheet before one is chosen.
pub(super) const HEAD_ROWS: usize = 100;
