"""From a room's templates and its data to PDF bytes, by way of the typesetter's process.

    with typesetting.desk(TEMPLATES) as root:
        document = typesetting.run(root, "report.typ", data)

The house's `style.typ` lies beside the room's templates. Data goes in as JSON (`sys.inputs.data`) and is never made
part of a template. Pictures are laid into `root` before.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.refusals import Refusal

HERE = Path(__file__).resolve().parent
STYLE = HERE / "typst"
FONTS = HERE / "fonts"
SECONDS = 60
"""How long the typesetter may take; forty pages need about one."""


class NotTypeset(Refusal):
    """The typesetter refused or took too long; the reason is for the office."""

    code = "not_typeset"
    sentence = _("The PDF could not be made: %(reason)s")


@contextmanager
def desk(templates: Path) -> Iterator[Path]:
    """A folder with the room's templates and the house's style, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anpacken-print-") as folder:
        root = Path(folder)
        for template in _templates(templates):
            shutil.copy(template, root)
        yield root


def run(root: Path, main: str, data: Mapping[str, Any]) -> bytes:
    """The tagged PDF (PDF/UA-1) that `main` in `root` makes of `data`.

    Raises:
        NotTypeset
    """
    order = json.dumps({"data": data, "moment": int(clock.now().timestamp())})
    output = root / "made.pdf"
    command = [sys.executable, "-m", "anpacken.ui.printing.process", str(root), main, str(FONTS), str(output)]
    try:
        done = subprocess.run(  # noqa: S603  our own module with our own paths
            command, input=order, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotTypeset(reason=f"no answer within {SECONDS} s") from None
    if done.returncode or not output.exists():
        raise NotTypeset(reason=_last_lines(done.stderr))
    return output.read_bytes()


def at_once(templates: Path, main: str, data: Mapping[str, Any]) -> bytes:
    """The same for a page or two, in this process: some milliseconds instead of forty for a process.

    For what is made by the hundred. The typesetter then stays in memory, with about 15 MB. What it cannot do at once,
    such as a name in letters that we do not ship, goes the long way.

    Raises:
        NotTypeset
    """
    files = {path.name: path.read_bytes() for path in _templates(templates)}
    files["main"] = files[main]
    source = json.dumps(data, ensure_ascii=False)
    try:
        # Its types do not know that files may be given by their names.
        document: bytes = typst.compile(  # type: ignore[call-overload]
            files,
            font_paths=_own_letters(),
            sys_inputs={"data": source},
            pdf_standards=["ua-1"],
            timestamp=int(clock.now().timestamp()),
        )
    except typst.TypstError:
        with desk(templates) as root:
            return run(root, main, data)
    return document


@cache
def _own_letters() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def looks(templates: Path) -> str:
    """What decides how a document looks, apart from its data: templates, letter, typesetter."""
    files = [*_templates(templates), *sorted(FONTS.glob("*.ttf"))]
    parts = [version("typst"), *(f"{path.name}:{sha256(path.read_bytes()).hexdigest()}" for path in files)]
    return "\n".join(parts)


def _templates(folder: Path) -> list[Path]:
    return sorted([*STYLE.glob("*.typ"), *folder.glob("*.typ")])


def _last_lines(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines()[-5:])[:400] or "no reason given"
