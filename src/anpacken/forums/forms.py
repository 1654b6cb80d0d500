"""Choosing forums: wishes before a draw, places after it, and the office's forms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.forums.actions import places
from anpacken.forums.choices import FIRST, Mode, PlaceState
from anpacken.forums.fields import check_choice, choice_fields, field_name, read_choice
from anpacken.forums.models import ForumChoice, Place, Wish
from anpacken.forums.queries import places as queries
from anpacken.programme.models import Item
from anpacken.ui.moments import MomentField

QUEUE = "w:"


class WishesForm(forms.Form):
    """First and second wish of each round."""

    use_required_attribute = False

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        self.slots = queries.slots_of(registration.event)
        wishes = Wish.objects.filter(registration=registration).select_related("item")
        kwargs["initial"] = {field_name(wish.round, wish.rank): wish.item.public_id for wish in wishes}
        super().__init__(*args, **kwargs)
        self.fields |= choice_fields(Mode.DRAWN, self.slots)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, sentence in check_choice(given, self.slots, Mode.DRAWN).items():
            self.add_error(name, sentence)
        return given

    def act(self, *, registration: Registration, by: Actor, at: datetime) -> None:
        chosen = read_choice(self.cleaned_data, self.slots, Mode.DRAWN)
        places.wish(registration=registration, wishes=chosen, by=by, at=at)


class PlacesForm(forms.Form):
    """One slot per round: a place where there is room, else its waiting list. `by_hand`: the office decides."""

    use_required_attribute = False

    def __init__(self, *args: Any, registration: Registration, by_hand: bool = False, **kwargs: Any) -> None:
        self.by_hand = by_hand
        self.slots = queries.slots_of(registration.event)
        held = Place.objects.filter(registration=registration, state=PlaceState.PLACED).select_related("item")
        self._has = {place.round: place.item.public_id for place in held}
        kwargs["initial"] = {field_name(number, FIRST): slot for number, slot in self._has.items()}
        super().__init__(*args, **kwargs)
        for number, slots in queries.by_round(self.slots).items():
            self.fields[field_name(number, FIRST)] = forms.ChoiceField(
                label=_("Round %(round)d") % {"round": number},
                choices=[("", gettext_lazy("no forum")), *(self._option(slot, registration) for slot in slots)],
                required=False,
            )

    def _option(self, slot: Item, registration: Registration) -> tuple[str, str]:
        name = str(slot.forum)
        has_room = slot.places is None or slot.taken + registration.seats <= slot.places
        if self._has.get(slot.round or 0) == slot.public_id or has_room:
            return slot.public_id, name
        if self.by_hand:
            return slot.public_id, _("%(forum)s (full)") % {"forum": name}
        return QUEUE + slot.public_id, _("%(forum)s (full: waiting list)") % {"forum": name}

    def act(self, *, registration: Registration, by: Actor, at: datetime) -> None:
        """Takes places and joins waiting lists. What is asked for a waiting list keeps the place of its round."""
        known = {slot.public_id: slot for slot in self.slots}
        wanted: dict[int, Item | None] = {}
        for number in queries.by_round(self.slots):
            said = str(self.cleaned_data[field_name(number, FIRST)])
            if said.startswith(QUEUE):
                places.queue(registration=registration, item=known[said.removeprefix(QUEUE)], by=by, at=at)
            else:
                wanted[number] = known.get(said)
        deed = places.give_by_hand if self.by_hand else places.choose
        deed(registration=registration, wanted=wanted, by=by, at=at)


class ChoiceForm(forms.ModelForm[ForumChoice]):
    """How the forums of an event are filled."""

    use_required_attribute = False

    class Meta:
        model = ForumChoice
        fields = ("mode", "closes_at", "gives_any")
        field_classes = {"closes_at": MomentField}
        widgets = {"mode": forms.RadioSelect}
