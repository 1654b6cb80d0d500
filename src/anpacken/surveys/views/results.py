"""What came of a survey, on a page to look at and print, and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anpacken.accounts import rules as account_rules
from anpacken.core import clock, languages, spreadsheets
from anpacken.events.views import around
from anpacken.surveys import errors, rules
from anpacken.surveys.actions import surveys as actions
from anpacken.surveys.choices import FEWEST_SHOWN
from anpacken.surveys.forms import LanguageForm
from anpacken.surveys.models import Survey
from anpacken.surveys.queries import results as queries
from anpacken.surveys.queries.surveys import VIEW
from anpacken.surveys.views.reached import found, page
from anpacken.ui import charts

KINDS = ("csv", "xlsx")
HEADINGS = (
    gettext_lazy("Question"),
    gettext_lazy("Answer"),
    gettext_lazy("How often"),
    gettext_lazy("Share in per cent"),
    gettext_lazy("Average"),
)


@never_cache
@require_safe
def results(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    """Every question as a chart with counts and shares; texts as a list."""
    survey = found(request, VIEW, public_id, audience)
    told_apart = queries.languages_shown(survey)
    asked = request.GET.get("language", "")
    language = asked if asked in told_apart else ""
    names = [(code, f"{languages.language(code).name} ({many})") for code, many in told_apart.items()]
    given: dict[str, Any] = {
        "results": [_drawn(one) for one in queries.results(survey, language)],
        "is_shown": queries.is_shown(survey),
        "fewest": FEWEST_SHOWN,
        "language": language,
        "language_form": LanguageForm({"language": language}, choices=[("", _("all")), *names]) if names else None,
        "has_hidden_languages": not names and len(survey.answered) > 1,
        "standing": rules.standing(survey, at=clock.now()),
        "share": charts.share(survey.answered_count, survey.invited_count),
        "may_export": account_rules.may_export(request.user),
    }
    return page(request, "surveys/office/results.html", survey.event, _("Results"), survey=survey, **given)


def _drawn(result: queries.Result) -> dict[str, Any]:
    lines = [charts.Bar(one.label, one.count) for one in result.counts]
    return {"of": result, "chart": charts.bars(lines, whole=result.whole) if lines else None}


@never_cache
@require_safe
def export(request: HttpRequest, public_id: str, audience: str, kind: str) -> HttpResponseBase:
    """The results for a spreadsheet: counts and texts, never what one person answered as a whole."""
    survey = found(request, VIEW, public_id, audience)
    if not account_rules.may_export(request.user):
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    if not queries.is_shown(survey):
        messages.error(request, errors.TooFewAnswers(fewest=FEWEST_SHOWN).message)
        return redirect("surveys_office:results", public_id, audience)
    actions.note_exported(survey=survey, kind=kind, by=around.actor(request), at=clock.now())
    rows, name = list(_rows(survey)), f"survey-{public_id}-{audience}.{kind}"
    if kind == "xlsx":
        return FileResponse(spreadsheets.as_xlsx(rows), as_attachment=True, filename=name)
    answer = StreamingHttpResponse(spreadsheets.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(survey: Survey) -> Iterator[Sequence[object]]:
    yield [str(heading) for heading in HEADINGS]
    for result in queries.results(survey):
        text = str(result.question)
        for one in result.counts:
            share = round(100 * one.count / result.whole) if result.whole else 0
            yield [text, one.label, one.count, share, result.average]
        for words in result.texts:
            yield [text, words, "", "", ""]
