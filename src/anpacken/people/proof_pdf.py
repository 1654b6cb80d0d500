"""The printed proof of somebody's consents."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from anpacken.people.queries.proofs import Proof
from anpacken.ui.printing import typesetting

TEMPLATES = Path(__file__).resolve().parent / "typst"


def typeset(proof: Proof) -> bytes:
    """One tagged page (PDF/UA-1), more only where there are very many lines.

    Raises:
        NotTypeset: the typesetter refused; the reason is for the office.
    """
    with typesetting.desk(TEMPLATES) as root:
        return typesetting.run(root, "proof.typ", asdict(proof))
