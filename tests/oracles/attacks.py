#!/usr/bin/env python3
"""Writes small files that ask for much: a few kilobytes that become gigabytes when they are read, shown, marked or compared.

    attacks.py OUT

Each is named by what it aims at. The same files every time.
"""

import io
import os
import random
import sys
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PROJECTS = ("project name", "resource type", "resource name")


def xlsx(rows, strings=(), sheets=1, styles="", names=()):
    """A workbook of one part for all its sheets: rows and shared strings are XML, given in pieces."""
    names = names or [f"S{n}" for n in range(1, sheets + 1)]
    sheets = len(names)
    entries = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    links += f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    links += f'<Relationship Id="t" Type="{OFFICE}/styles" Target="styles.xml"/>'
    top = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "_rels/.rels": [f'<Relationships xmlns="{PACKAGE}">{top}</Relationships>'],
        "xl/workbook.xml": [f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>'],
        "xl/_rels/workbook.xml.rels": [f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'],
        "xl/styles.xml": [f'<styleSheet xmlns="{SHEETS}">{styles}</styleSheet>'],
        "xl/sharedStrings.xml": [f'<sst xmlns="{SHEETS}">', *strings, "</sst>"],
    }
    for n in range(1, sheets + 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = [f'<worksheet xmlns="{SHEETS}"><sheetData>', *rows, "</sheetData></worksheet>"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, pieces in parts.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in pieces:
                    part.write(piece.encode())
    return out.getvalue()


def ods(rows):
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", (2020, 1, 1, 0, 0, 0)), "application/vnd.oasis.opendocument.spreadsheet")
        entry = zipfile.ZipInfo("content.xml", (2020, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(
            entry,
            f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='S'>"
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def string(text):
    return f"<si><t>{text}</t></si>"


def cells(numbers):
    return "".join(f'<c t="s"><v>{n}</v></c>' for n in numbers)


def row(numbers):
    return f"<row>{cells(numbers)}</row>"


def long_name(n, length):
    """A text that is not packed more tightly than is believed of a table."""
    dice = random.Random(n)
    return f"{n:06}" + "".join("n" * 98 + dice.choice("abcdefghijklmnop") + dice.choice("qrstuvwxyz") for _ in range(length // 100))


HEADINGS = [string(text) for text in PROJECTS]


def files():
    """Name and bytes of each."""
    kind = string("project")
    # Each row is near the limit of a row: whoever keeps a hundred of them keeps a hundred files.
    yield "rows-near-the-limit.xlsx", xlsx(
        [row(range(3)), *[row([4, 3, 4, *[4] * 57])] * 25], [*HEADINGS, kind, string("x" * 1_000_000)]
    )
    # All cells of it go into the marked copy.
    yield "marked-copy-of-1600-MB.xlsx", xlsx(
        [row(range(3)), *[row([4, 3, 4])] * 16_000], [*HEADINGS, kind, string("y" * 32_000)]
    )
    # Names that rows below look for.
    yield "names-of-a-megabyte.xlsx", xlsx(
        [row(range(3)), *[row([n, 3, n]) for n in range(4, 164)]],
        [*HEADINGS, kind, *[string(long_name(n, 1_000_000)) for n in range(160)]],
    )
    # Rows that belong to none of them, each with a long name of its own.
    yield "orphans-of-half-a-megabyte.xlsx", xlsx(
        [row(range(3)), *[row([n, 3, n]) for n in range(4, 404)]],
        [*HEADINGS, string("task"), *[string(long_name(n, 500_000)) for n in range(400)]],
    )
    yield "heading-row-of-60-MB.xlsx", xlsx(
        [row([*range(3), *[4] * 15_000]), row([3, 3, 3])], [*HEADINGS, kind, string("h" * 4_000)]
    )
    yield "four-hundred-sheets-of-one-long-row.xlsx", xlsx([row([*range(3), *[4] * 50])], [*HEADINGS, kind, string("z" * 1_000_000)], sheets=400)
    # The text comes from the number format.
    literal = "&quot;" + "f" * 200_000 + "&quot;"
    styles = (
        f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{literal}0"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200" applyNumberFormat="1"/></cellXfs>'
    )
    numbers = "<row>" + '<c s="1"><v>1</v></c>' * 250 + "</row>"
    yield "format-of-200-kB.xlsx", xlsx([row(range(3)), *[numbers] * 40], HEADINGS, styles=styles)
    far = row([4, 3, 4]).replace("</row>", '<c r="XFD{}"><v>1</v></c></row>')
    yield "a-cell-at-the-far-end-of-12000-rows.xlsx", xlsx(
        [row(range(3)), *[far.format(n) for n in range(2, 12_002)]], [*HEADINGS, kind, string("x")]
    )
    head = "".join(f"<th>{text}</th>" for text in PROJECTS)
    spans = f"<tr><td rowspan=65534 colspan=900>{'s' * 60_000}</td></tr>" + "<tr><td>x</td></tr>" * 50_000
    yield "spans.html", f"<html><body><table><tr>{head}</tr>{spans}</table></body></html>".encode()
    repeated = "<table:table-cell office:value-type='string' table:number-columns-repeated='{}'><text:p>{}</text:p></table:table-cell>"
    named = "".join(repeated.format(1, text) for text in PROJECTS)
    yield "repeated-rows.ods", ods(
        f"<table:table-row>{named}</table:table-row>"
        f"<table:table-row table:number-rows-repeated='1048575'>{repeated.format(16_000, 'r' * 60)}</table:table-row>"
    )
    yield "spaces-of-a-gigabyte.ods", ods(
        f"<table:table-row>{named}</table:table-row><table:table-row><table:table-cell office:value-type='string'><text:p>"
        + "<text:s text:c='1000000000'/>" * 50
        + "</text:p></table:table-cell></table:table-row>"
    )
    merged = '<Row><Cell ss:MergeAcross="16000" ss:MergeDown="1000000"><Data ss:Type="String">' + "m" * 60_000 + "</Data></Cell></Row>"
    heads_of_xml = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in PROJECTS)
    yield "merged.xml", (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row>{heads_of_xml}</Row>{merged}'
        + "<Row><Cell><Data ss:Type='String'>x</Data></Cell></Row>" * 20_000
        + "</Table></Worksheet></Workbook>"
    ).encode()
    # The same letters in every name, so that only a comparison letter by letter tells them apart.
    letters = "abcdefghijklmnopqrstuvwxyz" * 8
    turned = [letters[n % 200 :] + letters[: n % 200] + f"{n:05}" for n in range(3_000)]
    yield "names-of-the-same-letters.csv", (
        ",".join(PROJECTS) + "\n" + "".join(f"{t},project,{t}\n" for t in turned)
        + "".join(f"{t[::-1]},task,T\n" for t in turned)
    ).encode()
    yield "marks-after-each-letter.csv", (",".join(PROJECTS) + "\nP,project,P\nP,task," + "a\u0301\u200b" * 300_000 + "\n").encode()
    yield "quotes-that-open-in-every-line.csv", (",".join(PROJECTS) + "\n" + 'P,project,"P\n' * 60_000).encode()
    # Names of sheets and headings come again with every finding.
    wrong = [row(range(3)), *[row([3, 3, 3])] * 3_000]
    yield "sheet-name-of-3-MB.xlsx", xlsx(wrong, [*HEADINGS, kind], names=["N" * 3_000_000])
    yield "five-thousand-sheets-with-names-of-9-kB.xlsx", xlsx(wrong[:3], [*HEADINGS, kind], names=[f"{n:05}" + "n" * 9_000 for n in range(4_990)])
    yield "heading-of-a-megabyte.csv", (",".join(PROJECTS) + "," + "H" * 990_000 + "\n" + "A,project,A,x\nB,task\n" * 3_000).encode()
    yield "headings-of-1000-letters.csv", (
        ",".join(PROJECTS) + "," + ",".join(f"{n:05}" + "h" * 995 for n in range(8_000)) + "\n" + "A,project,A\n" * 200
    ).encode()
    far = "".join(f'<row r="{n}"><c r="XFA{n}" t="s"><v>3</v></c></row>' for n in range(2, 12_002))
    heads = "".join(f'<c t="inlineStr"><is><t>h{n}</t></is></c>' for n in range(16_380))
    yield "far-cells-under-16383-headings.xlsx", xlsx(
        [f"<row>{heads}{cells(range(3))}</row>", far], [*HEADINGS, kind]
    )
    # Merged cells of a thousand tables, each within the limit of one.
    wide = '<Row><Cell ss:MergeAcross="16000"><Data ss:Type="String">q</Data></Cell></Row>' * 3
    yield "merged-cells-of-999-sheets.xml", (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        + f'<Worksheet ss:Name="S"><Table><Row>{heads_of_xml}</Row>{wide}</Table></Worksheet>' * 999 + "</Workbook>"
    ).encode()
    # Every row is in error, with several findings, just within what a marked copy holds: the writer has all of it in memory.
    yield "rows-in-error-of-a-marked-copy.csv", (",".join(PROJECTS) + "\n" + "".join(f"P{n},tusk,T{n}\n" for n in range(220_000))).encode()
    page = "".join(f"<th>{text}</th>" for text in PROJECTS)
    yield "rows-of-cells-that-are-never-closed.html", (f"<html><body><table><tr>{page}</tr>" + "<tr><td>a" * 400_000).encode()
    yield "a-million-separators.csv", (",".join(PROJECTS) + "\n" + "," * 16_380 + "\n" + ("," * 16_380 + "\n") * 60).encode()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name, content in files():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main()
