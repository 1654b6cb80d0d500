"""The newsletter, offered unticked to whoever registers. The room of people asks for the confirmation and keeps the
ledger; here only its words are shown, and the tick is handed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.queries import current as current_alliance
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Ask, Part
from anpacken.people import wordings
from anpacken.people.actions import sign_ups
from anpacken.people.choices import ConsentPurpose
from anpacken.people.wordings import Wording

FIELD = "newsletter"


def _words(language: str) -> Wording:
    return wordings.wording(ConsentPurpose.NEWSLETTER, language, alliance=current_alliance().name)


class NewsletterAsk(Ask):
    """One box. What it sends is the version of the words beside it, so that nobody agrees to others."""

    def fields(self) -> dict[str, forms.Field]:
        words = _words(languages.active())
        label = format_html('<span lang="{}">{}</span>', words.language, words.text)
        field = forms.MultipleChoiceField(
            label=_("Newsletter"),
            choices=[(words.version, label)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Your choice; the registration does not depend on it. We send you a link to confirm it."),
            error_messages={
                "invalid_choice": _("Please read the words beside the box again, and tick it if you agree.")
            },
        )
        return {FIELD: field}

    def made(self, registration: Registration, given: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
        if given.get(FIELD):
            sign_ups.ask_newsletter(
                name=registration.name,
                email=registration.email,
                language=registration.language,
                wording=_words(registration.language),
                by=by,
                at=at,
            )


class NewsletterPart(Part):
    name = "newsletter"

    def ask(self, event: Event) -> Ask | None:
        return NewsletterAsk() if event.offers_newsletter else None
