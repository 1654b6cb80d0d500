from __future__ import annotations

import pytest

from anpacken.config.demo.loading import load
from anpacken.config.demo.reading import read
from anpacken.places.errors import MunicipalityUnknown
from tests.demo.conftest import SET_UP, rows


@pytest.mark.django_db
def test_a_load_that_fails_leaves_nothing_behind() -> None:
    """The last of all events fails, with everything else loaded before it."""
    year = read()
    year.upcoming.upcoming[-1] = year.upcoming.upcoming[-1].model_copy(update={"municipality": "Entenhausen"})
    before = rows()

    with pytest.raises(MunicipalityUnknown):
        load(year, at=SET_UP)

    assert rows() == before
