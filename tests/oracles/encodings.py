#!/usr/bin/env python3
"""Short tables in many languages and encodings: the right letters, or a question.

    encodings.py PROGRAM [--verbose]

The words are the names of countries, days and months that Unicode publishes. A table that is read with wrong letters
although the card says that the encoding is sure or likely is a fault; so is a large table about which it asks.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from babel import Locale

# Languages, and the encodings in which their texts were kept before Unicode.
WEST = ["cp1252", "cp850", "mac_roman", "iso8859-15"]
CENTRAL = ["cp1250", "iso8859-2", "cp852", "mac_latin2"]
CYRILLIC = ["cp1251", "koi8-r", "cp866", "iso8859-5"]
LANGUAGES = (
    {lang: WEST for lang in "fr de es it pt sv da nb fi nl is ca".split()}
    | {lang: CENTRAL for lang in "pl cs sk hu hr sl ro".split()}
    | {lang: CYRILLIC for lang in "ru bg".split()}
    | {"uk": ["cp1251", "koi8-u"], "sr": ["cp1251", "iso8859-5", "cp855"], "el": ["cp1253", "iso8859-7"]}
    | {"tr": ["cp1254", "iso8859-9"], "he": ["cp1255"], "ar": ["cp1256"], "lt": ["cp1257"], "lv": ["cp1257"]}
    | {"et": ["cp1257", "cp1252"], "th": ["cp874"], "ja": ["shift_jis", "euc_jp"], "zh_Hans": ["gb18030"]}
    | {"zh_Hant": ["big5"], "ko": ["euc_kr"]}
)
SIZES = [1, 2, 3, 6, 20, 100]
# Tables of so many rows give no reason to ask.
ENOUGH = 100
# How often it does so now; this number may only shrink.
NEEDLESS = 19


def words(lang):
    locale = Locale.parse(lang)
    names = list(locale.territories.values()) + list(locale.months["format"]["wide"].values())
    return [name for name in names + list(locale.days["format"]["wide"].values()) if "," not in name]


def table(rng, names, rows):
    lines = [f"{i},{rng.choice(names)},{rng.randrange(9999)}" for i in range(1, rows + 1)]
    return "id,name,sum\r\n" + "".join(line + "\r\n" for line in lines)


def reading(program, path, text):
    """Whether the letters are right, and how sure the program is of them."""
    card = json.loads(subprocess.run([program, "read", path, "--card"], capture_output=True, check=False).stdout)
    shown = subprocess.run([program, "read", path], capture_output=True, check=False).stdout.decode()
    return shown == text, card["encoding"]["confidence"], card["encoding"]["value"]


def main():
    program, verbose = sys.argv[1], "--verbose" in sys.argv
    rng = random.Random(1)
    outcomes, silent, needless = Counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for lang, encodings in LANGUAGES.items():
            for encoding in encodings:
                names = [n for n in words(lang) if n.encode(encoding, "ignore").decode(encoding) == n]
                for rows in SIZES:
                    text = table(rng, names, rows)
                    path.write_bytes(text.encode(encoding))
                    right, confidence, value = reading(program, path, text)
                    asked = confidence == "ask"
                    outcomes[(rows, "right" if right else "wrong", "asked" if asked else "not asked")] += 1
                    bad = not right and not asked
                    silent += bad
                    needless += asked and rows >= ENOUGH
                    if bad or verbose and asked:
                        telling = [line for line in text.splitlines() if not line.isascii()][:3]
                        print(f"{lang} {encoding} {rows} rows as {value}, {confidence}: {telling}")
    for (rows, right, asked), count in sorted(outcomes.items()):
        print(f"{rows:4} rows: {count:4} {right}, {asked}")
    print(f"{sum(outcomes.values())} tables; {silent} with wrong letters and no question; {needless} needless questions")
    return 1 if silent or needless > NEEDLESS else 0


if __name__ == "__main__":
    sys.exit(main())
