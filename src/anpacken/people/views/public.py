"""The public list of supporters."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from anpacken.core import clock
from anpacken.core.page_cache import keep
from anpacken.people import queries
from anpacken.people.forms.filters import SupporterFilter
from anpacken.people.queries.supporters import FEW, public_list, shown
from anpacken.places import maps

PER_PAGE = 25


@require_safe
def supporter_list(request: HttpRequest) -> HttpResponse:
    at, today = clock.now(), clock.today()
    filter_form = SupporterFilter(request.GET)
    chosen = filter_form.chosen()
    page = Paginator(public_list(at=at, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    persons, institutions = queries.supporter_counts(today)
    context = {
        "filter_form": filter_form,
        "is_filtered": any(chosen.values()),
        "params": {name: value for name, value in chosen.items() if value},
        "page": page,
        "supporters": shown(page, at=at),
        "persons": persons,
        "institutions": institutions,
        "total": persons + institutions,
        "map": maps.build(values=queries.few_hidden(queries.supporters_by_district(today)), describe=_described),
        "few": FEW,
    }
    return keep(
        render(request, "people/supporter_list.html", context),
        "supporters",
        "places",
        "alliance",
        "pictures",
        seconds=600,
    )


def _described(name: str, count: int) -> str:
    if count == 0:
        return _("%(district)s: nobody yet") % {"district": name}
    if count < FEW:
        return _("%(district)s: fewer than %(few)s") % {"district": name, "few": FEW}
    return ngettext("%(district)s: %(count)s supporter", "%(district)s: %(count)s supporters", count) % {
        "district": name,
        "count": count,
    }
