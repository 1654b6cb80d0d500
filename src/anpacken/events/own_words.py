"""What an event says in its own words: which places are filled in, with what.

A fixed list and no template language. Every value is somebody's words to the mail (`mail.words`): nothing in it becomes
a link or markup, save the links of ours, which stand under keys that end in `_url`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.texts import TranslatedText
from anpacken.events import errors
from anpacken.events.choices import Occasion
from anpacken.events.models import Event, EventText, Registration
from anpacken.mail import words

# Longer than any name; shorter than a message that a stranger would have us deliver.
NAME_LENGTH = 80

PLACES = {
    "name": gettext_lazy("the name of whoever registered"),
    "organisation": gettext_lazy("their organisation"),
    "title": gettext_lazy("the title of the event"),
    "when": gettext_lazy("day and hours"),
    "where": gettext_lazy("venue and town"),
    "seats": gettext_lazy("how many seats they have"),
    "forums": gettext_lazy("their forums and what else they have at the event"),
}
LINKS = {
    "link": gettext_lazy("the link to their registration"),
    "page": gettext_lazy("the link to the event's page"),
    "online": gettext_lazy("the link to take part online"),
}
UNTIL = {"until": gettext_lazy("until when the seat is held")}

# The mails about a seat that is held for a while.
HELD = (Occasion.OFFER, Occasion.UNCONFIRMED)

Written = Mapping[str, tuple[str, str]]
"""Subject and text by occasion, in one language."""


def places(occasion: str) -> dict[str, Any]:
    """What can be filled in, with what it is."""
    return PLACES | (UNTIL if occasion in HELD else {}) | LINKS


def check(subject: TranslatedText, text: TranslatedText, *, known: Collection[str], links: Collection[str]) -> None:
    """Raises `UnknownPlace` for the first place, in any language, that nothing fills. No link fills a subject."""
    for field, given, allowed in (("subject", subject, [*known]), ("text", text, [*known, *links])):
        for code in given:
            wrong = words.unknown(given.text(code), allowed)
            if wrong:
                named = ", ".join(f"{{{name}}}" for name in allowed)
                raise errors.UnknownPlace(field=field, place=wrong[0], known=named)


def check_for(occasion: str, *, subject: TranslatedText, text: TranslatedText) -> None:
    """The same for the mail of an occasion."""
    known = [*PLACES, *(UNTIL if occasion in HELD else ())]
    check(subject, text, known=known, links=LINKS)


def of(event: Event, language: str) -> Written:
    """The event's own words in `language`, for those occasions that have any. A language without words of its own is
    not told those of another: it gets the standard words."""
    found = {}
    for each in EventText.objects.filter(event=event):
        said = tuple(text.text(language) if text.has(language) else "" for text in (each.subject, each.text))
        if any(said):
            found[each.occasion] = (said[0], said[1])
    return found


def asks_for(written: tuple[str, str] | None, place: str) -> bool:
    """Whether a mail's own words have this place, so that it is looked up only then."""
    return written is not None and any(f"{{{place}}}" in each for each in written)


def own(subject: str, text: str, *, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the tags `mail_own` and `mail_own_subject` read."""
    return {"subject_by_office": subject, "text_by_office": text, "values": dict(values)}


def values(
    registration: Registration,
    said: Mapping[str, Any],
    *,
    lines: Sequence[Sequence[str]],
    manage_url: str,
    until: str = "",
) -> dict[str, Any]:
    """What fills the places, in the active language. `said` is what all mails about the event say alike."""
    return {
        "name": registration.name[:NAME_LENGTH],
        "organisation": registration.organisation_name[:NAME_LENGTH],
        "title": said["title"],
        "when": said["when"],
        "where": said["where"],
        "seats": str(registration.seats),
        "forums": "; ".join(f"{label}: {value}" for label, value in lines),
        "until": until,
        "link_url": manage_url,
        "link_label": _("To your registration"),
        "page_url": said["event_url"],
        "page_label": _("To the event"),
        "online_url": said["online_url"],
        "online_label": _("Take part online"),
    }
