"""The public pages about projects. None of them holds anything about its visitor."""

from __future__ import annotations

from dataclasses import asdict, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from anpacken.core import languages
from anpacken.core.page_cache import keep
from anpacken.network.forms import ProjectFilterForm
from anpacken.network.models import Project
from anpacken.network.queries import projects
from anpacken.network.queries.projects import Filters
from anpacken.places import maps

PER_PAGE = 25
SECONDS = 600


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    form = ProjectFilterForm(request.GET)
    filters = form.filters()
    page = Paginator(projects.published(filters), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": _crumbs(),
        "form": form,
        "is_filtered": bool(filters),
        "params": _params(filters),
        "page": page,
        "map": _map_of_counts(filters.anywhere()),
    }
    return keep(
        render(request, "network/project_list.html", context), "projects", "places", "supporters", seconds=SECONDS
    )


@require_safe
def project_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        project = projects.profile(public_id)
    except Project.DoesNotExist as error:
        raise Http404 from error
    context = {
        "crumbs": _crumbs((str(project.name), None)),
        "project": project,
        "neighbours": projects.neighbours(project),
        "map": _map_of_place(project),
    }
    answer = render(request, "network/project_detail.html", context)
    return keep(answer, "projects", f"project:{public_id}", "places", "supporters", seconds=SECONDS)


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    home = "/" if languages.active() == languages.source() else f"/{languages.active()}/"
    return [(_("Home"), home), (_("Projects"), reverse("network:project_list")), *more]


def _params(filters: Filters) -> dict[str, str]:
    """The filters as they stand in an address."""
    said = asdict(filters)
    said["q"] = said.pop("words")
    return {name: value for name, value in said.items() if value}


def _map_of_counts(filters: Filters) -> maps.DistrictMap:
    """Every district with its projects, leading to the list of them."""
    counts = projects.counts_by_district(filters)
    address, kept = reverse("network:project_list"), _params(filters)

    def link(ags: str) -> str | None:
        return f"{address}?{urlencode({**kept, 'district': ags})}" if counts.get(ags) else None

    return maps.build(values=counts, link=link, describe=_described)


def _described(name: str, number: int) -> str:
    if number == 0:
        return _("%(district)s: no project yet") % {"district": name}
    return ngettext("%(district)s: %(number)s project", "%(district)s: %(number)s projects", number) % {
        "district": name,
        "number": number,
    }


def _map_of_place(project: Project) -> maps.DistrictMap | None:
    """The state with the project's district and place; None for projects of the whole state."""
    if project.district is None:
        return None
    place = project.municipality
    points = (
        [maps.Point(place.latitude, place.longitude, place.name)]
        if place is not None and place.latitude is not None and place.longitude is not None
        else []
    )
    drawn = maps.build(values={project.district.ags: 1}, points=points, describe=lambda name, _number: name)
    # One shade that says "here" needs no key of numbers.
    return replace(drawn, legend=())
