"""Lists in the office: uploaded, assigned, tried out, taken in, and what is left of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.imports import presets
from anpacken.imports.actions import applying, plans, previews, removals, uploads
from anpacken.imports.choices import WORKING, FileKind, ImportState
from anpacken.imports.forms.plans import PlanForm, initial_of
from anpacken.imports.forms.uploads import UploadForm
from anpacken.imports.jobs import go_on
from anpacken.imports.models import Import
from anpacken.imports.queries import lists
from anpacken.imports.queries.vocabulary import own_fields
from anpacken.imports.rejected import rejected_file

RIGHT = "imports.change_import"
READ_AT_ONCE = 256 * 1024
"""So small a CSV file is read while its owner waits; a larger one by the worker."""
ROWS_PER_PAGE = 25


class ImportFilters(WagtailFilterSet):
    class Meta:
        model = Import
        fields = ("state",)


class ImportsView(BaseListingView):
    """All lists, the newest first."""

    model = Import
    is_searchable = True
    search_fields = ("name", "by_label")
    filterset_class = ImportFilters
    paginate_by = 25
    default_ordering = "-created_at"
    index_url_name = "imports:index"
    index_results_url_name = "imports:index_results"
    page_title = gettext_lazy("Imports")
    header_icon = "upload"
    verbose_name_plural = gettext_lazy("imports")
    template_name = "imports/office/index.html"
    results_template_name = "imports/office/index_results.html"
    _show_breadcrumbs = True

    columns = (
        TitleColumn(
            "name", label=gettext_lazy("File"), get_url=lambda row: reverse("imports:show", args=[row.public_id])
        ),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("row_count", label=gettext_lazy("Rows")),
        Column("new", label=gettext_lazy("New"), accessor=lambda row: row.done.get("new", 0) if row.done else "–"),
        Column(
            "rejected",
            label=gettext_lazy("Rejected"),
            accessor=lambda row: row.done.get("rejected", 0) if row.done else "–",
        ),
        DateColumn("created_at", label=gettext_lazy("Uploaded"), sort_key="created_at"),
        Column("by_label", label=gettext_lazy("By")),
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _check(request)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Upload a list"), url=reverse("imports:upload"), icon_name="upload")]


def upload(request: HttpRequest) -> HttpResponse:
    """Takes a file; small ones are read at once, so that the columns can be assigned right away."""
    _check(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            new = uploads.receive(
                name=file.name,
                chunks=file.chunks(),
                encoding=form.cleaned_data["encoding"],
                separator=form.cleaned_data["separator"],
                by=request.user.as_actor(),  # type: ignore[union-attr]
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("file", refusal.message)
        else:
            if new.kind == FileKind.CSV and new.waiting_bytes <= READ_AT_ONCE:
                uploads.read_in(of=new)
            else:
                go_on.enqueue(new.public_id)
            return redirect("imports:show", new.public_id)
    return _page(request, "imports/office/upload.html", _("Upload a list"), {"form": form})


@require_GET
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """How a list stands: progress while something is being done, else what came of it and what can be done next."""
    of = _found(request, public_id)
    if of.state == ImportState.READ:
        return redirect("imports:columns", public_id)
    pages = Paginator(lists.rejected(of), ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "import": of,
        "is_working": of.state in WORKING,
        "counts": _counts(of),
        "percent": min(100, 100 * of.cursor // max(of.row_count, 1)),
        "rejected": [lists.shown(of, row) for row in page],
        "page": page,
        "preview": previews.preview(of) if of.state == ImportState.TRIED else [],
    }
    return _page(request, "imports/office/show.html", of.name, context)


def columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Assigns the columns and decides about duplicates and consents; then the dry run begins."""
    of = _found(request, public_id)
    if of.state not in (ImportState.READ, ImportState.TRIED):
        return redirect("imports:show", public_id)
    form = PlanForm(
        request.POST or None,
        headings=of.headings,
        own_fields=own_fields(),
        initial=initial_of(of.columns, of.choices),
    )
    if request.method == "POST" and form.is_valid():
        try:
            plans.decide(of=of, plan=form.plan(), by=request.user.as_actor(), at=clock.now())  # type: ignore[union-attr]
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            _try_out(of)
            return redirect("imports:show", public_id)
    context = {
        "import": of,
        "form": form,
        "columns": list(zip(form.columns(), lists.examples(of), strict=True)),
        "preset": presets.NAMES.get(of.preset, ""),
        "hint": presets.HINTS.get(of.preset, ""),
    }
    return _page(request, "imports/office/columns.html", of.name, context)


@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Takes the list in, stops, or goes on."""
    of = _found(request, public_id)
    by, at = request.user.as_actor(), clock.now()  # type: ignore[union-attr]
    try:
        if name == "apply":
            applying.begin(of=of, by=by, at=at)
            go_on.enqueue(public_id)
        elif name == "pause":
            applying.pause(of=of, by=by, at=at)
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("imports:show", public_id)


def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks before a list is deleted: rows that wait to be mended are gone with it."""
    of = _found(request, public_id)
    if request.method == "POST":
        try:
            removals.delete(of=of, by=request.user.as_actor(), at=clock.now())  # type: ignore[union-attr]
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("imports:show", public_id)
        messages.success(request, _("“%(name)s” and its waiting rows are deleted.") % {"name": of.name})
        return redirect("imports:index")
    context = {"import": of, "waiting": of.rows.count()}
    title = _("Delete “%(name)s”?") % {"name": of.name}
    return _page(request, "imports/office/delete.html", title, context)


@require_GET
def rejected(request: HttpRequest, public_id: str) -> HttpResponse | StreamingHttpResponse:
    """The rejected rows as a file like the one that was uploaded."""
    of = _found(request, public_id)
    many = lists.rejected(of).count()
    record(by=request.user.as_actor(), action="import.rejected_exported", target=of, rows=many)  # type: ignore[union-attr]
    stem = of.name.rpartition(".")[0] or of.name
    answer = StreamingHttpResponse(rejected_file(of), content_type=_TYPES[FileKind(of.kind)])
    answer.headers["Content-Disposition"] = _attachment(f"{stem} - {_('rejected')}.{of.kind}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


_TYPES = {
    FileKind.CSV: "text/csv",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OUTCOMES = (
    ("new", gettext_lazy("new")),
    ("changed", gettext_lazy("completed or changed")),
    ("unchanged", gettext_lazy("known, nothing to change")),
    ("rejected", gettext_lazy("rejected")),
)


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _try_out(of: Import) -> None:
    if of.row_count <= plans.BATCH:
        plans.try_out(of=of)
    else:
        go_on.enqueue(of.public_id)


def _counts(of: Import) -> list[tuple[str, str, int]]:
    """What was found, or done so far: code, words, how many."""
    counted = of.done if of.state in (ImportState.APPLYING, ImportState.PAUSED, ImportState.DONE) else of.found
    return [(code, str(words), counted.get(code, 0)) for code, words in _OUTCOMES]


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


def _found(request: HttpRequest, public_id: str) -> Import:
    _check(request)
    return get_object_or_404(Import, public_id=public_id)


def _page(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    frame = {
        "page_title": title,
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": [{"url": reverse("imports:index"), "label": _("Imports")}, {"url": "", "label": title}],
    }
    return TemplateResponse(request, template, {**frame, **context})
