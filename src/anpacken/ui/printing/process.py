"""The typesetter, run as a process of its own: `python -m anpacken.ui.printing.process ROOT MAIN FONTS OUTPUT`.

It reads the data as JSON from standard input and writes the PDF that ROOT/MAIN makes of it to OUTPUT. It has its own
process so that the memory it takes goes back to the system, and knows nothing of Django so that it starts at once.

Characters that the shipped fonts do not have are taken from the system's fonts, and if it has none either they
become "?": a document with one strange character is better than none.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import typst

MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
ROUNDS = 20
"""How often missing characters are replaced; a message names only some of them."""


def typeset(main_file: Path, fonts: Path, source: str, moment: int) -> bytes:
    """The PDF/UA-1 document.

    Raises:
        typst.TypstError: the template or the data is wrong.
    """
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    try:
        return _compile(main_file, own, source, moment)
    except typst.TypstError as error:
        if not MISSING.search(str(error)):
            raise
    system = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[fonts])
    for _round in range(ROUNDS):
        try:
            return _compile(main_file, system, source, moment)
        except typst.TypstError as error:
            missing = set("".join(MISSING.findall(str(error))))
            if not missing:
                raise
            source = source.translate({ord(character): "?" for character in missing})
    return _compile(main_file, system, source, moment)


def _compile(main_file: Path, fonts: typst.Fonts, source: str, moment: int) -> bytes:
    document: bytes = typst.compile(
        main_file,
        root=main_file.parent,
        font_paths=fonts,
        sys_inputs={"data": source},
        pdf_standards=["ua-1"],
        timestamp=moment,
    )
    return document


def main() -> None:
    root, name, fonts, output = (Path(argument) for argument in sys.argv[1:5])
    order = json.load(sys.stdin)
    source = json.dumps(order["data"], ensure_ascii=False)
    try:
        document = typeset(root / name, fonts, source, order["moment"])
    except typst.TypstError as error:
        sys.exit(str(error))
    output.write_bytes(document)


if __name__ == "__main__":
    main()
