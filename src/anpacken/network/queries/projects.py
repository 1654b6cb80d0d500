"""Projects as the public reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When

from anpacken.core.folding import fold
from anpacken.media import queries as media_queries
from anpacken.network.models import Project

NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    words: str = ""
    theme: str = ""
    """Slug of a theme."""
    region: str = ""
    """Code of a region."""
    district: str = ""
    """Official key (AGS) of a district."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Filters:
        return cls(
            words=values.get("q") or "",
            theme=values.get("theme") or "",
            region=values.get("region") or "",
            district=values.get("district") or "",
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.theme or self.region or self.district)

    def anywhere(self) -> Filters:
        """The same without the place, for the map that offers the places."""
        return replace(self, region="", district="")

    def applied(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        if self.theme:
            projects = projects.filter(themes__slug=self.theme)
        if self.region:
            projects = projects.filter(district__region__code=self.region)
        if self.district:
            projects = projects.filter(district__ags=self.district)
        return with_words(projects, self.words)


def with_words(projects: QuerySet[Project], words: str) -> QuerySet[Project]:
    """Only projects in which each word stands: in the texts of any language, or in the name of the organisation."""
    for word in fold(words).split():
        projects = projects.filter(Q(search_text__contains=word) | Q(organisation__name_key__contains=word))
    return projects


def published(filters: Filters | None = None) -> QuerySet[Project]:
    """What the public may see, the latest change first, with all that a card shows in four further queries at most."""
    found = (filters or Filters()).applied(Project.objects.published())
    return _with_card(found).order_by("-updated_at", "-pk")


def counts_by_district(filters: Filters | None = None) -> dict[str, int]:
    """How many published projects there are in each district, by official key; districts without any are missing."""
    found = (filters or Filters()).applied(Project.objects.published()).exclude(district=None)
    rows = found.order_by().values_list("district__ags").annotate(Count("pk", distinct=True))
    return {ags: number for ags, number in rows}  # noqa: C416  a dict of tuples, said to the type checker


def profile(public_id: str) -> Project:
    """A published project with all that its page shows.

    Raises:
        Project.DoesNotExist: there is none, or it is not public.
    """
    return _with_card(Project.objects.published(), size="wide").get(public_id=public_id)


def neighbours(project: Project) -> list[Project]:
    """Other projects in the same region, those of the same district first; none for projects of the whole state."""
    if project.district is None:
        return []
    near = Case(When(district=project.district, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Project.objects.published().filter(district__region=project.district.region).exclude(pk=project.pk)
    return list(_with_card(found).order_by(near, "-updated_at", "-pk")[:NEIGHBOURS])


def _with_card(projects: QuerySet[Project], *, size: str = "card") -> QuerySet[Project]:
    return (
        projects.select_related("organisation", "municipality", "district__region")
        .defer("search_text")
        .prefetch_related("themes", Prefetch("picture", queryset=media_queries.for_list(size)))
    )
