"""Conditions on spoken languages, themes and tags."""

from __future__ import annotations

from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.people.models import SpokenLanguage, Tag
from anpacken.segments.choices import Operator, ValueKind
from anpacken.segments.conditions import INTERESTS, PLACE, Ask, Choice, Condition, Related


def _spoken(ask: Ask) -> Related:
    rows = SpokenLanguage.objects.all()
    return Related(rows if ask.operator == Operator.FILLED else rows.filter(code__in=ask.value), "person")


def _themes(ask: Ask) -> Related:
    rows: Any = ask.model.themes.through._default_manager.all()
    if ask.operator != Operator.FILLED:
        rows = rows.filter(theme__in=_keys(Theme.objects.filter(slug__in=ask.value)))
    return Related(rows, ask.owner)


def _tags(ask: Ask) -> Related:
    rows: Any = ask.model.tags.through._default_manager.all()
    if ask.operator != Operator.FILLED:
        rows = rows.filter(tag__in=_keys(Tag.objects.filter(public_id__in=ask.value)))
    return Related(rows, ask.owner)


def _keys(records: Any) -> list[int]:
    """Their primary keys: with a join to the names instead, both databases asked for them anew for each person."""
    return list(records.order_by().values_list("pk", flat=True))


def _spoken_languages() -> list[Choice]:
    spoken = set(SpokenLanguage.objects.order_by().values_list("code", flat=True).distinct())
    named = {code: get_language_info(code)["name_translated"] if code in LANG_INFO else code for code in spoken}
    return [Choice(code, name) for code, name in sorted(named.items(), key=lambda each: each[1].casefold())]


CONDITIONS = (
    Condition(
        key="spoken_language",
        label=_("Speaks"),
        group=PLACE,
        kind=ValueKind.MANY,
        choices=_spoken_languages,
        # When the last speaker of a language is gone, the question is still a good one.
        is_open=True,
        found=_spoken,
        organisations=False,
    ),
    Condition(
        key="theme",
        label=_("Themes"),
        group=INTERESTS,
        kind=ValueKind.MANY,
        choices=lambda: [Choice(theme.slug, str(theme.name)) for theme in Theme.objects.all()],
        found=_themes,
    ),
    Condition(
        key="tag",
        label=_("Tags"),
        group=INTERESTS,
        kind=ValueKind.MANY,
        choices=lambda: [Choice(tag.public_id, tag.name) for tag in Tag.objects.all()],
        found=_tags,
    ),
)
