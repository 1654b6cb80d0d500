"""The only writers of the alliance's own records: itself, its aims and its themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anpacken.alliance import queries
from anpacken.alliance.models import Aim, Alliance, Theme
from anpacken.audit.actions import record as write_audit
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedText

# Name, sender and themes stand on every page and in every mail.
TAGS = (queries.TAG, "site", "events", "projects", "figures", "reports", "supporters")


class AllianceStandsAlready(Refusal):
    code = "alliance_stands_already"
    sentence = _("This installation belongs to “%(name)s” already. Change that record instead of adding another one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceFacts:
    """What an alliance says about itself. Empty means: not known, left out on pages and in mails."""

    name: str
    email: str
    sender_name: str
    sender_email: str
    slogan: TranslatedText = field(default_factory=TranslatedText)
    mission: TranslatedText = field(default_factory=TranslatedText)
    office_name: TranslatedText = field(default_factory=TranslatedText)
    host_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    responsible: str = ""
    facebook_url: str = ""
    state_name: TranslatedText = field(default_factory=TranslatedText)
    founded_on: date | None = None
    founded_in: str = ""


@transaction.atomic
def set_up(facts: AllianceFacts, by: Actor) -> Alliance:
    """The alliance, made from `facts` if there is none yet. One that stands already is returned as it is."""
    standing = Alliance.objects.first()
    if standing is not None:
        return standing
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    alliance = Alliance.objects.create(**values)
    write_audit(by=by, action="alliance.created", target=alliance)
    page_cache.changed(*TAGS)
    return alliance


@transaction.atomic
def ensure_aim(*, position: int, text: TranslatedText, by: Actor) -> Aim:
    """The aim at `position`, made with `text` if there is none. An aim that stands keeps its text."""
    standing = Aim.objects.filter(position=position).first()
    if standing is not None:
        return standing
    aim = Aim.objects.create(position=position, text=text)
    write_audit(by=by, action="aim.created", target=aim, position=position)
    page_cache.changed("site", "reports")
    return aim


@transaction.atomic
def ensure_theme(
    *,
    slug: str,
    name: TranslatedText,
    by: Actor,
    description: TranslatedText | None = None,
    position: int = 0,
    is_field_of_action: bool = True,
) -> Theme:
    """The theme called `slug`, made from the rest if there is none. A theme that stands is left as it is."""
    standing = Theme.objects.filter(slug=slug).first()
    if standing is not None:
        return standing
    theme = Theme.objects.create(
        slug=slug,
        name=name,
        description=description or TranslatedText(),
        position=position,
        is_field_of_action=is_field_of_action,
    )
    write_audit(by=by, action="theme.created", target=theme, slug=slug)
    page_cache.changed(*TAGS)
    return theme


@transaction.atomic
def save(
    *,
    record: Alliance | Aim | Theme,
    changed: Sequence[str],
    save_related: Callable[[], None],
    by: Actor,
) -> None:
    """Saves what the office entered about the alliance, an aim or a theme.

    Raises:
        AllianceStandsAlready: a second alliance was about to be added.
    """
    is_new = record._state.adding
    if is_new and isinstance(record, Alliance):
        standing = Alliance.objects.first()
        if standing is not None:
            raise AllianceStandsAlready(name=standing.name)
    record.save()
    save_related()
    deed = "created" if is_new else "changed"
    write_audit(by=by, action=f"{record._meta.model_name}.{deed}", target=record, fields=list(changed))
    page_cache.changed(*TAGS)
