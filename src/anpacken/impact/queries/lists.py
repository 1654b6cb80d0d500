"""The public lists of outcomes, publications and press articles."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anpacken.core import languages
from anpacken.impact.models import Outcome, PressItem, Publication


def outcomes(*, theme: str = "", year: str = "") -> QuerySet[Outcome]:
    """Outcomes of published years by theme. `theme` is a slug, `year` the number of an alliance year."""
    found = Outcome.objects.filter(year__is_published=True).select_related("theme", "year")
    if theme:
        found = found.filter(theme__slug=theme)
    if year:
        found = found.filter(year__number=int(year))
    return found.order_by("theme__position", "theme_id", "-year__number", "position", "pk")


def publications(*, q: str = "", kind: str = "") -> QuerySet[Publication]:
    """Publications, newest first; every word of `q` stands in the title or the summary, in any language."""
    found = Publication.objects.select_related("event", "paper")
    if kind:
        found = found.filter(kind=kind)
    for word in q.split():
        columns = (f"{name}__{code}__text__icontains" for name in ("title", "summary") for code in languages.codes())
        found = found.filter(_any(columns, word))
    return found.order_by("-published_on", "-pk")


def press(*, q: str = "") -> QuerySet[PressItem]:
    """Press articles, newest first; every word of `q` stands in the outlet's name."""
    found = PressItem.objects.select_related("event")
    for word in q.split():
        found = found.filter(outlet__icontains=word)
    return found.order_by("-published_on", "-pk")


def _any(lookups: Iterable[str], word: str) -> Q:
    condition = Q()
    for lookup in lookups:
        condition |= Q(**{lookup: word})
    return condition
