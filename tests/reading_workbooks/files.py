#!/usr/bin/env python3
"""Writes the small binary workbooks in files/. Needs xlwt; run only to change them."""

import datetime
import pathlib

import xlwt

FOLDER = pathlib.Path(__file__).parent / "files"


def style(code):
    return xlwt.easyxf(num_format_str=code)


def sheet(book):
    page = book.add_sheet("Data")
    for column, heading in enumerate(["name", "code", "share", "day", "sum", "flag", "long"]):
        page.write(0, column, heading)
    page.write(1, 0, "Zoé € œ")
    page.write(1, 1, 12, style("00000"))
    page.write(1, 2, 0.125, style("0.0%"))
    page.write(1, 3, datetime.date(2025, 3, 14), style("dd/mm/yyyy"))
    page.write(1, 4, 1234.5, style("#,##0.00"))
    page.write(1, 5, True)
    page.write(1, 6, "x" * 9000)
    page.write(3, 0, 1e15 + 1)
    page.write(3, 2, 0.000012, style("0.00E+00"))
    page.write(3, 3, 0.5, style("h:mm"))
    page.write(3, 4, 1.5, style("[h]:mm"))
    page.write(3, 6, "y" * 9000)
    page.row(3).hidden = True
    page.write_merge(5, 6, 0, 1, "merged")
    page.col(5).hidden = True


def main():
    FOLDER.mkdir(exist_ok=True)
    book = xlwt.Workbook()
    sheet(book)
    book.add_sheet("Second").write(0, 0, 5)
    book.save(str(FOLDER / "small.xls"))
    epoch = xlwt.Workbook()
    epoch.dates_1904 = True
    epoch.add_sheet("Data").write(0, 0, 1, style("yyyy-mm-dd"))
    epoch.save(str(FOLDER / "from-1904.xls"))


if __name__ == "__main__":
    main()
