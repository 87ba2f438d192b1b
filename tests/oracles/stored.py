"""What other libraries find stored in the cells of a workbook: openpyxl, xlrd and pyxlsb.

Each reader gives `{sheet: {(row, column): value}}`, rows from 1 and columns from 0, or nothing where it gives up.
Values are `("text", str)`, `("number", float)`, `("bool", bool)`, `("error", None)`, `("moment", days)`:
days since the end of 1899, the time of day as their fraction; `("serial", number)` where it is open whether a number
is a date, and from which year days are counted; and `("unknown", None)`.
"""

import datetime
import re
import warnings

warnings.filterwarnings("ignore")

DAY = datetime.datetime(1899, 12, 30)


def days(moment):
    """A date or time of day of Python as days since the end of 1899."""
    if isinstance(moment, datetime.timedelta):
        return moment.total_seconds() / 86400
    if isinstance(moment, datetime.time):
        whole = datetime.timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
        return (whole + datetime.timedelta(microseconds=moment.microsecond)).total_seconds() / 86400
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time())
    return (moment - DAY).total_seconds() / 86400


def of_openpyxl(path):
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    sheets = {}
    for sheet in book.worksheets:
        cells = sheets.setdefault(sheet.title, {})
        for cell in list(sheet._cells.values()):
            value = cell.value
            if isinstance(cell, openpyxl.cell.MergedCell) or value is None and cell.hyperlink:
                # It drops what stands in a merged cell.
                cells[(cell.row, cell.column - 1)] = ("unknown", None)
                continue
            if value is None:
                continue
            if cell.data_type == "e":
                found = ("error", None)
            elif isinstance(value, bool):
                found = ("bool", value)
            elif isinstance(value, (int, float)):
                found = ("number", float(value))
            elif isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
                found = ("moment", days(value))
            else:
                found = ("text", str(value))
            cells[(cell.row, cell.column - 1)] = found
    return sheets


def of_xlrd(path):
    import xlrd

    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        book = xlrd.open_workbook(path, logfile=nowhere)
    sheets = {}
    for sheet in book.sheets():
        cells = sheets.setdefault(sheet.name, {})
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                if cell.ctype == xlrd.XL_CELL_TEXT:
                    found = ("text", cell.value)
                elif cell.ctype == xlrd.XL_CELL_NUMBER:
                    found = ("number", cell.value)
                elif cell.ctype == xlrd.XL_CELL_DATE:
                    found = ("serial", cell.value)
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    found = ("bool", bool(cell.value))
                elif cell.ctype == xlrd.XL_CELL_ERROR:
                    found = ("error", None)
                else:
                    continue
                cells[(row + 1, column)] = found
    return sheets


def of_pyxlsb(path):
    import pyxlsb

    sheets = {}
    with pyxlsb.open_workbook(path) as book:
        for name in book.sheets:
            cells = sheets.setdefault(name, {})
            with book.get_sheet(name) as sheet:
                for row in sheet.rows(sparse=True):
                    for cell in row:
                        if cell.v is None:
                            continue
                        if isinstance(cell.v, bool):
                            found = ("bool", cell.v)
                        elif isinstance(cell.v, float):
                            found = ("serial", cell.v)
                        elif re.fullmatch(r"0x[0-9a-f]+|#.*", cell.v):
                            found = ("error", None)
                        else:
                            found = ("text", cell.v)
                        cells[(cell.r + 1, cell.c)] = found
    return sheets


def reader_for(path, head):
    """The library that reads this kind of file, by content."""
    if head.startswith(b"PK"):
        return of_pyxlsb if path.suffix == ".xlsb" else of_openpyxl if path.suffix != ".ods" else None
    return of_xlrd if head.startswith(b"\xd0\xcf\x11\xe0") else None


NAME = "stored"


def all_of(paths):
    """Every workbook among the files, with what its library finds in it."""
    for path in paths:
        with open(path, "rb") as file:
            reader = reader_for(path, file.read(8))
        if reader is None:
            continue
        try:
            yield path, reader(str(path))
        except Exception:  # pylint: disable=broad-except
            # Whatever makes another reader fail is not for us to say.
            yield path, None


def same(mine, theirs):
    """Whether our cell says what theirs says."""
    kind, value = mine[0], mine[1]
    if theirs[0] == "text":
        return kind in ("text", "error") and lines(mine[2]) in (lines(theirs[1]), lines(unescaped(theirs[1])))
    if theirs[0] in ("bool", "error"):
        return kind == theirs[0] and (kind == "error" or value == theirs[1])
    if kind == "number":
        # Days that a calendar does not have stay numbers, with a warning.
        return (theirs[0] in ("number", "serial") or mine[3] == "Moment") and close(value, theirs[1])
    if kind not in ("moment", "duration") or theirs[0] not in ("moment", "serial"):
        return False
    # Spreadsheets have a 29 February 1900, which shifts the days before; in 1904 books all days are shifted.
    shifts = [0, 1, 1462] if theirs[0] == "serial" else [0]
    return any(abs(our_days(kind, value) - shift - theirs[1]) < 1.5 / 86400 for shift in shifts)


def unescaped(text):
    """Characters that XML cannot hold; openpyxl leaves most of them as they are written: `_x000D_`."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def close(a, b):
    return a == b or abs(a - b) <= 1e-14 * max(abs(a), abs(b))


def our_days(kind, value):
    if kind == "duration":
        return value / 86400
    day, seconds = value
    whole = (datetime.datetime.fromisoformat(day) - DAY).days if day else 0
    return whole + seconds / 86400


def compare(mine, theirs, refused):
    """How many cells were compared, and those that differ."""
    count, differences = 0, []
    for sheet, cells in theirs.items():
        if sheet in refused:
            continue
        own = mine.get(sheet, {})
        for place in sorted(cells.keys() | own.keys()):
            count += 1
            a, b = own.get(place), cells.get(place)
            nothing = b is None and (a[0] == "no-result" or a[:2] == ["text", ""]) or a is None and b[1] == ""
            if nothing or b is not None and b[0] == "unknown":
                continue
            if a is None or b is None or not same(a, b):
                differences.append((sheet, place, f"{a and a[:3]} is not {b}"))
    return count, differences
