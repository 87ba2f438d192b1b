#!/usr/bin/env python3
"""Compares the cells of workbooks with what other readers find in them.

    cells.py PROGRAM FOLDER [--shown] [--only TEXT]

PROGRAM prints the cells of a file (examples/cells.rs). Stored values are compared with openpyxl, xlrd and pyxlsb; with
`--shown`, the texts on the screen are compared with LibreOffice's. Files in which readers differ for a known reason
stand in `known-stored.tsv` and `known-shown.tsv`, with how many cells; the numbers may only shrink.
"""

import argparse
import json
import pathlib
import subprocess
import sys
from collections import Counter

import shown
import stored

HERE = pathlib.Path(__file__).parent


def ours(program, path):
    """Our cells by sheet, and the sheets that were not read whole.

    A cell is its kind, value, text shown, look of the format, and whether it is a formula.
    """
    run = subprocess.run([program, path], capture_output=True, timeout=300, check=True)
    sheets, refused = {}, {}
    for line in run.stdout.decode().split("\n"):
        if not line:
            continue
        sheet, row, *rest = json.loads(line)
        if row is None:
            refused[sheet] = rest[0]
        else:
            column, *cell = rest
            sheets.setdefault(sheet, {})[(row, column)] = cell
    return sheets, refused


def address(place):
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def known(name):
    """The files with known differences: how many, and why."""
    table = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
        path, count, why = line.split("\t")
        table[path] = (int(count), why)
    return table


def judge(listed, found, compared):
    """Prints what is not explained, and whether all is."""
    good = True
    for name in sorted(set(listed) | set(found)):
        differences = found.get(name, [])
        count, why = listed.get(name, (0, ""))
        if name not in compared and count:
            continue
        if len(differences) > count:
            good = False
            print(f"{name}: {len(differences)} cells differ, {count} known {why}")
            for text in differences[:6]:
                print(f"    {text}")
        elif len(differences) < count:
            good = False
            print(f"{name}: only {len(differences)} of {count} known differences are left: lower the number")
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--shown", action="store_true")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    paths = sorted(p for p in arguments.folder.rglob("*") if p.is_file() and arguments.only in str(p))
    side = shown if arguments.shown else stored
    found, compared, cells, silent = {}, set(), 0, Counter()
    for path, theirs in side.all_of(paths):
        name = str(path.relative_to(arguments.folder))
        mine, refused = ours(arguments.program, path)
        if theirs is None or None in refused:
            silent["they give up" if theirs is None else "refused by us"] += 1
            continue
        compared.add(name)
        count, differences = side.compare(mine, theirs, refused)
        cells += count
        if differences:
            found[name] = [f"{sheet}!{address(place)}: {text}" for sheet, place, text in differences]
    good = judge(known(f"known-{side.NAME}.tsv"), found, compared)
    print(f"{len(compared)} workbooks, {cells} cells compared; {dict(silent)}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
