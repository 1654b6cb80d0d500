"""The office's forms about a programme: an item, moving one, a room, the rounds, a release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.texts import TranslatedText
from anpacken.events.models import Contribution, Event, Forum
from anpacken.programme.choices import ItemKind
from anpacken.programme.models import Item, Release, Room
from anpacken.programme.rules import RoundTime


def _time(**given: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time", "step": 300}, format="%H:%M")
    return forms.TimeField(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **given)


def _day(days: Sequence[date], **given: Any) -> forms.TypedChoiceField:
    choices = [(day.isoformat(), f"{date_format(day, 'D')}, {date_format(day, 'SHORT_DATE_FORMAT')}") for day in days]
    return forms.TypedChoiceField(choices=choices, coerce=date.fromisoformat, **given)


def _text(model: type[Item] | type[Release], name: str, label: str, help_text: str = "") -> forms.Field:
    """The form field of a translated text, which may stay empty."""
    field: Any = model._meta.get_field(name)
    made: forms.Field = field.formfield(label=label, help_text=help_text)
    return made


class _RoomField(forms.ModelChoiceField):
    def __init__(self, event: Event, **given: Any) -> None:
        rooms = Room.objects.filter(event=event)
        super().__init__(rooms, to_field_name="public_id", required=False, empty_label=_("(no room yet)"), **given)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.capacity})" if obj.capacity is not None else str(obj.name)


class MoveForm(forms.Form):
    """When and where an item is. `seen` is the revision that was shown."""

    begins_at = _time(label=gettext_lazy("Begins"))
    ends_at = _time(label=gettext_lazy("Ends"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, event: Event, days: Sequence[date], **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["on"] = _day(days, label=_("Day"))
        self.fields["room"] = _RoomField(event, label=_("Room"))
        self.order_fields(["on", "begins_at", "ends_at", "room"])


class ItemForm(MoveForm):
    """Everything about an item."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ItemKind.choices)
    capacity = forms.IntegerField(
        label=gettext_lazy("Places in the slot"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("For a slot. Empty: as many as the room holds."),
    )
    round = forms.IntegerField(label=gettext_lazy("Round"), required=False, min_value=1, max_value=20)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, data: Any = None, *, event: Event, days: Sequence[date], **given: Any) -> None:
        super().__init__(data, event=event, days=days, **given)
        for name, label in (("title", _("Title")), ("abstract", _("What it is about"))):
            self.fields[name] = _text(Item, name, label)
        self.fields["forum"] = forms.ModelChoiceField(
            Forum.objects.filter(event=event), label=_("Forum"), required=False, empty_label=_("(no forum)")
        )
        self.fields["contributions"] = forms.ModelMultipleChoiceField(
            Contribution.objects.filter(event=event),
            label=_("Who speaks or moderates"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("People, their photos and biographies are entered in the event's form, under “Who”."),
        )
        self.order_fields(
            [
                "kind",
                "title",
                "abstract",
                "on",
                "begins_at",
                "ends_at",
                "room",
                "forum",
                "round",
                "capacity",
                "contributions",
            ]
        )

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        """What the form shows of an item."""
        names = ("kind", "title", "abstract", "begins_at", "ends_at", "forum", "round", "capacity")
        return {
            **{name: getattr(item, name) for name in names},
            "on": item.on.isoformat(),
            "room": item.room.public_id if item.room is not None else None,
            "contributions": list(item.contributions.all()),
            "seen": item.revision,
        }


class RoomForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    way = forms.CharField(
        label=gettext_lazy("Way there"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("For instance: 1st floor, left."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Holds how many"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Empty: no limit."),
    )


class RoundsForm(forms.Form):
    """Day and times for each round, a room for each forum."""

    def __init__(
        self, data: Any = None, *, event: Event, days: Sequence[date], forums: Sequence[Forum], slots: Sequence[Item]
    ) -> None:
        super().__init__(data)
        self.forums = forums
        self.numbers = range(1, max((forum.rounds for forum in forums), default=0) + 1)
        for number in self.numbers:
            there = next((slot for slot in slots if slot.round == number), None)
            self.fields[f"on_{number}"] = _day(
                days,
                label=_("Round %(round)d: day") % {"round": number},
                initial=there.on.isoformat() if there else None,
            )
            self.fields[f"begins_{number}"] = _time(
                label=_("Round %(round)d: begins") % {"round": number}, initial=there.begins_at if there else None
            )
            self.fields[f"ends_{number}"] = _time(
                label=_("Round %(round)d: ends") % {"round": number}, initial=there.ends_at if there else None
            )
        for forum in forums:
            there = next((slot for slot in slots if slot.forum_id == forum.pk), None)
            self.fields[f"room_{forum.pk}"] = _RoomField(
                event,
                label=_("Room for “%(forum)s”") % {"forum": forum.title},
                initial=there.room.public_id if there is not None and there.room is not None else None,
            )

    def rounds(self) -> list[RoundTime]:
        data = self.cleaned_data
        return [
            RoundTime(number, data[f"on_{number}"], data[f"begins_{number}"], data[f"ends_{number}"])
            for number in self.numbers
        ]

    def rooms(self) -> dict[int, Room | None]:
        return {forum.pk: self.cleaned_data[f"room_{forum.pk}"] for forum in self.forums}


class ReleaseForm(forms.Form):
    """What is released, and who is told. `seen` is the mark of the draft that was looked at."""

    tell_affected = forms.BooleanField(
        label=gettext_lazy("Tell those whose slot has changed"), required=False, initial=True
    )
    tell_everybody = forms.BooleanField(
        label=gettext_lazy("Tell all who have a seat what has changed for everybody (plenary, talks, market)"),
        required=False,
    )
    in_spite = forms.BooleanField(label=gettext_lazy("Release it in spite of the conflicts"), required=False)
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    previewed = forms.CharField(max_length=80, widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, has_conflicts: bool, is_first: bool, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["note"] = _text(
            Release,
            "note",
            _("What you say about it"),
            _("Stands above the programme and in the mail. Empty: nothing."),
        )
        if not has_conflicts:
            del self.fields["in_spite"]
        if is_first:
            del self.fields["tell_affected"]
            self.fields["tell_everybody"].label = _("Tell all who have a seat that the programme is out")
        self.order_fields(["note", "tell_affected", "tell_everybody", "in_spite"])

    @property
    def note(self) -> TranslatedText:
        return TranslatedText.of(self.cleaned_data.get("note"))

    def chosen(self) -> dict[str, bool]:
        data = self.cleaned_data
        return {name: bool(data.get(name)) for name in ("tell_affected", "tell_everybody")}
