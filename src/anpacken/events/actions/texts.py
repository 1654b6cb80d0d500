"""Writing an event's own words for the mails about its registrations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events import own_words
from anpacken.events.choices import Occasion
from anpacken.events.models import Event, EventText


def write(
    *, event: Event, occasion: Occasion, subject: TranslatedText, text: TranslatedText, by: Actor, at: datetime
) -> None:
    """Says what the mail of this occasion says from now on. Blank words go back to the standard ones.

    Raises:
        UnknownPlace: a place to fill in that there is not.
    """
    own_words.check_for(occasion, subject=subject, text=text)
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        of_it = EventText.objects.filter(event=event, occasion=occasion)
        if subject or text:
            EventText.objects.update_or_create(
                event=event, occasion=occasion, defaults={"subject": subject, "text": text}
            )
        elif not of_it.delete()[0]:
            return
        # What processes keep of the event's mails is kept under its revision.
        Event.objects.filter(pk=event.pk).update(revision=F("revision") + 1)
        record(by=by, action="event.mail_written", target=event, at=at, occasion=occasion.value)
        page_cache.changed(f"event:{event.public_id}")


def copy(*, original: Event, new: Event) -> None:
    """Gives `new` the words of `original`, in the transaction that made it."""
    EventText.objects.bulk_create(
        EventText(event=new, occasion=each.occasion, subject=each.subject, text=each.text)
        for each in original.texts.all()
    )
