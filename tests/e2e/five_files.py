"""Five files that refer to each other, each written by another program in another format; and a look at what came back.

    five_files.py make FOLDER ROWS      writes the five files, each with so many rows
    five_files.py check FOLDER ROWS     re-reads the cleaned files and follows every reference
"""

import csv
import pathlib
import sys

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

ADDRESS = ["1 Main Street", "Dublin", "Ireland"]


def customer(number):
    """Each third reference begins with a zero, each fourth has a letter."""
    return f"0{number}" if number % 3 == 0 else f"{number}-X" if number % 4 == 0 else str(1000 + number)


def client(number):
    return f"{customer(number // 2)}{'ab'[number % 2]}"


def tables(rows):
    """Children stand before their parents in some files, and several name one parent."""
    numbers = range(2, rows + 2)
    return {
        "customers": [
            ["Customer Name", "Accounting Reference", "Status", "Contract Type", "Billing Address", "Billing City", "Billing Country"],
            *[[f"Hôpital {n}", customer(n), "Active", "Standard", *ADDRESS] for n in range(1, rows + 1)],
        ],
        "clients": [
            ["Customer Accounting Reference", "Client Name", "Client Accounting Reference"],
            *[[customer(n // 2), f"Cardiology {n}", client(n)] for n in reversed(numbers)],
        ],
        "service-locations": [
            ["Client Accounting Reference", "Customer Accounting Reference", "Location Accounting Reference", "Place Name", "Street Address", "City", "Country"],
            *[[client(n), customer(n // 2), f"L{n:05}", f"Wing {n}", *ADDRESS] for n in numbers],
        ],
        "requestors": [
            ["Username", "First Name", "Last Name", "Phone Number", "Email", "Customer Accounting Reference", "Client Accounting Reference", "Location"],
            *[[f"user{n}", "Jo", "Doe", "+353 1 555 0100", f"user{n}@city.example", customer(n // 2), client(n), f"Wing {n}"] for n in numbers],
        ],
        "contacts": [
            ["First Name", "Last Name", "Gender", "Employment Category", "Assignment Tier", "Phone", "Phone Type", "Email", "Email Type", "Street Address", "City", "Country", "Language", "Language Rating"],
            *[["Ana", f"Ruiz {n}", "Female", "Contractor", "1", "+353 1 555 0100", "Mobile", f"ana{n}@words.example", "Business", *ADDRESS, "Spanish", "5"] for n in numbers],
        ],
    }


def write_xlsx(path, table):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in table:
        sheet.append(row)
    book.save(path)


def write_xls(path, table):
    book = xlwt.Workbook()
    book.add_sheet("Instructions").write(0, 0, "Fill in the other sheet.")
    sheet = book.add_sheet("Data")
    for y, row in enumerate(table):
        for x, text in enumerate(row):
            sheet.write(y, x, text)
    book.save(path)


def write_ods(path, table):
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Data")
    for row in table:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(path)


def write_text(path, table, delimiter, encoding):
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)


def make(folder, rows):
    table = tables(rows)
    write_text(folder / "customers.csv", table["customers"], ";", "cp1252")
    write_xlsx(folder / "clients.xlsx", table["clients"])
    write_xls(folder / "locations.xls", table["service-locations"])
    write_ods(folder / "requestors.ods", table["requestors"])
    write_text(folder / "interpreters.tsv", table["contacts"], "\t", "utf-16")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(folder, rows):
    names = ["customers", "clients", "locations", "requestors", "interpreters"]
    customers, clients, locations, requestors, contacts = (read(folder / f"{name}.cleaned.csv") for name in names)
    for name, table in zip(names, [customers, clients, locations, requestors, contacts]):
        assert len(table) == rows, f"{name}: {len(table)} rows"
    own, theirs = "Customer Accounting Reference", "Client Accounting Reference"
    known = {row["Accounting Reference"] for row in customers}
    owner = {row[theirs]: row[own] for row in clients}
    places = {(row[theirs], row["Place Name"]) for row in locations}
    assert len(known) == len(owner) == len(places) == rows, "references are unique"
    assert all(row["Customer Name"].startswith("Hôpital") for row in customers), "letters"
    for row in clients:
        assert row[own] in known, row
    for row in locations + requestors:
        assert row[own] in known and owner[row[theirs]] == row[own], row
    for row in requestors:
        assert (row[theirs], row["Location"]) in places, row
    levels = [known, set(owner), {row["Location Accounting Reference"] for row in locations}]
    assert sum(map(len, levels)) == len(set.union(*levels)), "unique across levels"


if __name__ == "__main__":
    work, folder, rows = sys.argv[1:]
    {"make": make, "check": check}[work](pathlib.Path(folder), int(rows))
