"""Narrowing the programme's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.programme.choices import ItemKind
from anpacken.programme.snapshots import Entry


class ProgrammeFilterForm(forms.Form):
    """By room and kind, as far as the programme has more than one. What is not understood narrows nothing."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, entries: Sequence[Entry]) -> None:
        super().__init__(data or None)
        rooms = dict.fromkeys(entry.room for entry in entries if entry.room)
        kinds = [kind for kind in ItemKind if any(entry.kind == kind for entry in entries)]
        everything = ("", _("all"))
        self.fields["room"].choices = [everything, *((room, room) for room in rooms)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            everything,
            *((kind.value, kind.label) for kind in kinds),
        ]

    def narrowed(self, entries: Sequence[Entry]) -> list[Entry]:
        given = self.cleaned_data if self.is_bound and (self.is_valid() or True) else {}
        room, kind = given.get("room", ""), given.get("kind", "")
        return [entry for entry in entries if room in ("", entry.room) and kind in ("", entry.kind)]
