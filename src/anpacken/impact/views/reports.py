"""The annual reports: on the web and as a PDF, both from the same tree."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.core.page_cache import keep
from anpacken.impact.errors import ReportNotTypeset
from anpacken.impact.models import AllianceYear
from anpacken.impact.pdf import kept
from anpacken.impact.queries import years
from anpacken.impact.queries.report import report as assemble
from anpacken.impact.views.breadcrumb import crumbs

TAGS = ("reports", "figures", "events", "supporters", "places", "alliance")
PER_PAGE = 25
SECONDS = 600


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(years.published(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"crumbs": crumbs((_("Reports"), None)), "page": page}
    return keep(render(request, "impact/report_list.html", context), *TAGS, seconds=SECONDS)


@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    year = _published(number)
    told = assemble(year, language=languages.active())
    context = {
        "crumbs": crumbs((_("Reports"), reverse("impact:report_list")), (told.words["year"], None)),
        "report": told,
        "words": told.words,
        "sections": told.sections(),
        "cut_off": year.cut_off_on.isoformat(),
    }
    return keep(render(request, "impact/report.html", context), *TAGS, seconds=SECONDS)


@require_safe
def report_pdf(request: HttpRequest, number: int) -> HttpResponse:
    year = _published(number)
    try:
        found = kept.pdf(year, language=languages.active(), by=Actor.public())
    except ReportNotTypeset:
        return render(request, "impact/report_not_ready.html", {"year": year}, status=503)
    name = _("annual-report-%(number)s.pdf") % {"number": year.number}

    @condition(etag_func=lambda _request: f'"{found.fingerprint}"')
    def answer(_request: HttpRequest) -> HttpResponse:
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-cache"}
        return HttpResponse(found.read(), content_type="application/pdf", headers=headers)

    return answer(request)


def _published(number: int) -> AllianceYear:
    try:
        return get_object_or_404(years.published(), number=number)
    except OverflowError:
        raise Http404 from None
