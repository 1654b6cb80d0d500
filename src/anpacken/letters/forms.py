"""The form of a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.events.forms.texts import roomy
from anpacken.events.models import Event
from anpacken.letters.choices import RELATIVE, Audience, Timing, Unit
from anpacken.letters.models import Letter
from anpacken.people.forms.fields import refuse_hidden
from anpacken.ui.moments import MomentField


class LetterForm(forms.ModelForm):
    """What, to whom, when. `to` is the audience or a forum: `forum:12` in all its rounds, `forum:12:2` in one."""

    use_required_attribute = False

    to = forms.ChoiceField(label=_("For whom"))

    class Meta:
        model = Letter
        fields = ("title", "to", "timing", "amount", "unit", "clock", "moment_at", "subject", "text")
        field_classes: Any = {"moment_at": MomentField}
        widgets: Any = {
            "clock": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }
        labels: Any = {
            "title": _("What it is"),
            "timing": _("When"),
            "amount": _("How many"),
            "unit": _("Days or hours"),
            "clock": _("At what time"),
            "moment_at": pgettext_lazy("letter", "Moment"),
        }
        help_texts: Any = {
            "amount": _("Before or after the event. 0 days is the day of the event itself."),
            "moment_at": _("Only for a moment of its own."),
            "text": _("A blank line begins a new paragraph. Day, place and the link to the registration stand below."),
        }

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        letter: Letter = kwargs["instance"]
        kwargs["initial"] = {"to": _said(letter), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = _audiences(event)  # type: ignore[attr-defined]
        roomy(self.fields["text"])
        self.fields["title"].validators.append(refuse_hidden)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        timing = given.get("timing")
        if timing == Timing.MOMENT and given.get("moment_at") is None and "moment_at" not in self.errors:
            self.add_error("moment_at", _("Please say when it leaves."))
        if timing != Timing.MOMENT:
            given["moment_at"] = None
        if timing not in RELATIVE:
            given["unit"] = given.get("unit") or Unit.DAYS
        return given

    def _post_clean(self) -> None:
        audience, _colon, rest = (self.cleaned_data.get("to") or Audience.REGISTERED).partition(":")
        forum, _colon, round_ = rest.partition(":")
        self.instance.audience = audience
        self.instance.forum_id = int(forum) if forum else None
        self.instance.round = int(round_) if round_ else None
        super()._post_clean()  # type: ignore[misc]


def _said(letter: Letter) -> str:
    if letter.audience != Audience.FORUM or letter.forum_id is None:
        return str(letter.audience)
    return f"forum:{letter.forum_id}" + (f":{letter.round}" if letter.round else "")


def _audiences(event: Event) -> list[tuple[str, Any]]:
    """Everybody, and each forum, as a whole and round by round."""
    found: list[tuple[str, Any]] = []
    for audience in Audience:
        if audience != Audience.FORUM:
            found.append((audience.value, audience.label))
            continue
        for forum in event.forums.all():
            found.append((f"forum:{forum.pk}", _("place in “%(forum)s”") % {"forum": forum}))
            if forum.rounds > 1:
                found += [
                    (
                        f"forum:{forum.pk}:{number}",
                        _("place in “%(forum)s”, round %(round)d") % {"forum": forum, "round": number},
                    )
                    for number in range(1, forum.rounds + 1)
                ]
    return found
