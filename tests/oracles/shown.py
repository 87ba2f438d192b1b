"""What LibreOffice shows in the cells of a workbook, as it saves every sheet as text.

A file is converted in a profile of its own that is thrown away, in English (US), several at a time.
"""

import csv
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

NAME = "shown"

# Comma, quotation mark, UTF-8, from line 1, no column formats, English (US), quote all texts, no detection,
# as shown, no formulas, no blanks removed, every sheet in a file of its own.
FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,true,false,false,-1'

# Bytes and seconds for one run. Some files make the office ask for all there is.
BYTES = 4 << 30
SECONDS = 40

# Files converted by one run of the office; one that it dies on takes the others with it.
TOGETHER = 24


def office():
    return os.environ.get("SOFFICE", "soffice")


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def convert(paths, folder):
    """Converts copies of files; what comes out lies in the folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office(), profile, "--headless", "--norestore", "--convert-to", FILTER, "--outdir", str(folder)]
    try:
        run = subprocess.run(command + paths, capture_output=True, timeout=SECONDS, check=False, preexec_fn=limited)
        return run.returncode == 0
    except subprocess.TimeoutExpired:
        return False


def tables(folder, stem):
    """The sheets that were written for a file."""
    sheets = {}
    for path in folder.glob(f"{stem}-*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            csv.field_size_limit(1 << 30)
            rows = list(csv.reader(file))
        sheets[path.stem[len(stem) + 1 :]] = {
            (r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row) if text
        }
    return sheets or None


def all_of(paths):
    """Every workbook among the files, with what is shown in it."""
    books = []
    for path in paths:
        with open(path, "rb") as file:
            if file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
                books.append(path)
    for start in range(0, len(books), TOGETHER):
        group = books[start : start + TOGETHER]
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            names = [copy(path, folder, i) for i, path in enumerate(group)]
            if not convert(names, folder):
                for name in names:
                    convert([name], folder)
            print(f"{start + len(group)} of {len(books)} converted", file=sys.stderr)
            for i, path in enumerate(group):
                yield path, tables(folder, f"book{i:03}")


def copy(path, folder, number):
    """A copy whose name says nothing but the kind, so that names of sheets can be told from it."""
    name = folder / f"book{number:03}{path.suffix}"
    name.write_bytes(path.read_bytes())
    return str(name)


def file_name(sheet):
    """A sheet's name as LibreOffice writes it into the name of a file."""
    return re.sub(r'[/\\:*?"<>|]', "_", sheet)


def plain(text):
    """A text without what a line of a table may say in several ways."""
    return re.sub(r"\s+", " ", text.replace("\u2212", "-")).strip()


def spelled_alike(cell, theirs):
    """Whether texts differ only by what is a matter of the place: order of a date, decimal mark, 12 hours or 24.

    It gives the truth values of old workbooks as numbers.
    """
    kind, value, own, look = cell[:4]
    if kind in ("number", "moment") and re.sub(r"[.,]", "", own) == re.sub(r"[.,]", "", theirs):
        return True
    if kind == "number" and look == "General":
        # The fifteenth digit of a number on the edge.
        return re.fullmatch(r"-?\d+\.\d+", theirs) is not None and abs(float(theirs) - value) <= 1e-14 * abs(value)
    if kind == "bool":
        return theirs == str(int(value))
    if kind != "moment":
        return False
    if sorted(re.findall(r"\d+", own)) == sorted(re.findall(r"\d+", theirs)):
        return True
    day, seconds = value
    parts = sorted(int(part) for part in re.findall(r"\d+", theirs.partition(" ")[0]))
    if day and re.match(r"\d{4}-\d\d-\d\d", own) and len(parts) == 3:
        year, month, date = (int(part) for part in day.split("-"))
        return sorted([month, date]) == parts[:2] and parts[2] in (year, year % 100)
    time = re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?( [AP]M)?", theirs)
    if time is None:
        return False
    hour = int(time[1]) % 12 + (12 if time[4] == " PM" else 0) if time[4] else int(time[1])
    return hour * 60 + int(time[2]) == int(seconds // 60)


def compare(mine, theirs, refused):
    """How many cells were compared, and those that differ. It calculates anew what formulas give."""
    count, differences = 0, []
    for sheet, own in mine.items():
        cells = theirs.get(file_name(sheet))
        if sheet in refused or cells is None:
            continue
        for place in sorted(cells.keys() | own.keys()):
            a, b = own.get(place, ("", None, "", "", False)), cells.get(place, "")
            if a[4] or a[0] in ("no-result", "error") or a[3] == "Unknown":
                continue
            count += 1
            if plain(a[2]) != plain(b) and not spelled_alike(a, plain(b)):
                differences.append((sheet, place, f"{a[2]!r} ({a[1]!r}, {a[3]}) is not {b!r}"))
    return count, differences
