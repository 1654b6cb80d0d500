from __future__ import annotations

import pytest

from anpacken.core.texts import TranslatedText, translated
from anpacken.media.models import Picture
from anpacken.media.rules import may_be_shown

ALT = translated(de="Ein Chor singt")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("credit", "alt_text", "allowed"),
    [
        ("Foto: A", ALT, True),
        ("", ALT, False),
        ("   ", ALT, False),
        ("Foto: A", TranslatedText(), False),
        ("Foto: A", translated(en="A choir sings"), True),
    ],
)
def test_a_picture_needs_credit_and_alternative_text(credit: str, alt_text: TranslatedText, allowed: bool) -> None:
    assert may_be_shown(Picture(credit=credit, alt_text=alt_text)) is allowed


@pytest.mark.once
def test_no_picture_is_not_shown() -> None:
    assert may_be_shown(None) is False
