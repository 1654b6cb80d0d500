"""Segments in the office: the builder, what a segment reaches, copying, and taking its people out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.widgets.button import HeaderButton

from anpacken.accounts import rules as account_rules
from anpacken.accounts.office import OfficeDeleteView, OfficeIndexView, OfficeInspectView
from anpacken.core import clock, spreadsheets
from anpacken.core.refusals import Refusal
from anpacken.people.choices import ConsentPurpose
from anpacken.segments import uses
from anpacken.segments.actions import segments
from anpacken.segments.choices import LeftOut, SegmentSubject
from anpacken.segments.conditions import Catalogue
from anpacken.segments.forms import drafts
from anpacken.segments.forms.office import NO_CONTACT, SegmentExportForm, SegmentForm
from anpacken.segments.models import Segment
from anpacken.segments.queries.members import about, fitting
from anpacken.segments.queries.reach import Reach, contactable, reach_of
from anpacken.segments.resolving import Resolved, resolve_segment
from anpacken.segments.tree import UnreadableTree, read, written
from anpacken.segments.views.rows import in_words, shown

VIEW, ADD, CHANGE = "segments.view_segment", "segments.add_segment", "segments.change_segment"
SHOWN = 25
# Whoever sees a segment need not see people; their names are for those who do.
SEE_PEOPLE = ("people.view_person", "people.view_organisation")


def _purpose(data: Any) -> ConsentPurpose:
    sent = data.get("reach_for", "")
    return ConsentPurpose(sent) if sent in ConsentPurpose.values else ConsentPurpose.NEWSLETTER


def _told(reach: Reach) -> dict[str, Any]:
    """A reach for its template."""
    return {
        "reach": reach,
        "left_out": [(LeftOut(why).label, many) for why, many in reach.left_out.items()],
        "purposes": ConsentPurpose.choices,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def builder(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The form in which a segment is made or changed.

    Without scripts each button sends the form and shows it again; with them the same answer comes as a fragment.
    """
    if not request.user.has_perm(ADD if pk is None else CHANGE):
        raise PermissionDenied
    segment = Segment() if pk is None else get_object_or_404(Segment, pk=pk)
    catalogue = Catalogue()
    if request.method != "POST":
        draft, form = _opened(segment, catalogue), SegmentForm(instance=segment)
        return _page(request, segment, form, draft, catalogue, shows_errors=pk is not None)
    draft = drafts.from_form(request.POST, catalogue)
    deed = request.POST.get("do", "save")
    if deed != "save":
        drafts.change(draft, deed)
        return _page(request, segment, SegmentForm(request.POST, instance=segment), draft, catalogue)
    form = SegmentForm(request.POST, instance=segment)
    if _saved(request, form, draft, catalogue):
        return redirect("segments:inspect", form.instance.pk)
    return _page(request, segment, form, draft, catalogue, shows_errors=True)


def _opened(segment: Segment, catalogue: Catalogue) -> drafts.Draft:
    if segment._state.adding:
        return drafts.begun()
    try:
        return drafts.from_tree(read(segment.conditions), SegmentSubject(segment.subject), catalogue)
    except ValueError:
        # What was saved by nobody of ours is begun anew; saving it is the office's decision.
        return drafts.begun()


def _saved(request: HttpRequest, form: SegmentForm, draft: drafts.Draft, catalogue: Catalogue) -> bool:
    if not form.is_valid() or draft.resolved(catalogue).problems:
        return False
    segment = form.instance
    tree = written(draft.tree())
    changed = [*form.changed_data, *(["conditions"] if segment.conditions != tree else [])]
    segment.conditions = tree
    try:
        segments.save(record=segment, changed=changed, by=request.user.as_actor())  # type: ignore[union-attr]
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    messages.success(request, _("Saved: %(name)s") % {"name": segment.name})
    return True


def _page(
    request: HttpRequest,
    segment: Segment,
    form: SegmentForm,
    draft: drafts.Draft,
    catalogue: Catalogue,
    *,
    shows_errors: bool = False,
) -> HttpResponse:
    resolved = draft.resolved(catalogue)
    counted = reach_of(resolved, draft.subject, _purpose(request.POST), at=clock.now())
    title = _("New segment") if segment._state.adding else segment.name
    context = {
        "form": form,
        "draft": draft,
        "root": shown(draft, catalogue),
        "shows_errors": shows_errors,
        "problems": [(row, row.error) for _place, row in draft.places() if row.error] if shows_errors else [],
        "is_countable": not resolved.problems,
        "header_title": title,
        "page_title": title,
        "header_icon": "tasks",
        "back": reverse("segments:inspect", args=[segment.pk])
        if not segment._state.adding
        else reverse("segments:index"),
        **_told(counted),
    }
    fragments = {"builder": "segments/office/builder.html", "reach": "segments/office/reach.html"}
    template = fragments.get(request.headers.get("X-Fragment", ""), "segments/office/edit.html")
    return render(request, template, context)


@require_GET
def records(request: HttpRequest, condition: str) -> JsonResponse:
    """What is suggested while somebody names a record."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    asked = Catalogue().conditions.get(condition)
    if asked is None:
        raise Http404
    words = request.GET.get("q", "")[:100].strip()
    return JsonResponse({"found": [each.label for each in asked.find(words)] if words else []})


class SegmentIndexView(OfficeIndexView):
    """The segments, each with whether it can still be asked."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        catalogue = Catalogue()
        for segment in context["object_list"]:
            segment.is_broken = bool(resolve_segment(segment, catalogue).problems)
        return context


class SegmentInspectView(OfficeInspectView):
    """One segment: its conditions in words, whom it reaches, and the first of its people."""

    template_name = "segments/office/inspect.html"

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if account_rules.may_export(self.request.user) and self._may_see_people():
            url = reverse("segments:export", args=[self.object.pk])
            buttons.append(HeaderButton(_("Export …"), url=url, icon_name="download"))
        return buttons

    def _may_see_people(self) -> bool:
        return all(self.request.user.has_perm(right) for right in SEE_PEOPLE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        segment, catalogue, at = self.object, Catalogue(), clock.now()
        resolved = resolve_segment(segment, catalogue)
        purpose = _purpose(self.request.GET)
        own = {
            "line": _line(segment, resolved, catalogue),
            "is_broken": bool(resolved.problems),
            "is_countable": not resolved.problems,
            "uses": uses.of(segment),
            "may_add": self.request.user.has_perm(ADD),
            "first": _first(segment, resolved) if self._may_see_people() else None,
            "shown": SHOWN,
            **_told(reach_of(resolved, SegmentSubject(segment.subject), purpose, at=at)),
        }
        return {**own, **super().get_context_data(**kwargs)}


class SegmentDeleteView(OfficeDeleteView):
    """Deletes what everybody here may delete; what is still used is said by the refusal."""

    def get_queryset(self) -> QuerySet[Segment]:
        # No role has a part of the segments; whoever may not delete any is told so by the right, not by a 404.
        return Segment.objects.all()


def _line(segment: Segment, resolved: Resolved, catalogue: Catalogue) -> Any:
    try:
        return in_words(read(segment.conditions), SegmentSubject(segment.subject), resolved, catalogue)
    except UnreadableTree:
        return None


def _first(segment: Segment, resolved: Resolved) -> list[Any]:
    """The first of the segment's people, persons before organisations."""
    at, subject = clock.now(), SegmentSubject(segment.subject)
    tables: tuple[Any, ...] = about(subject)
    found = (fitting(resolved, subject, model, at=at).select_related("district")[:SHOWN] for model in tables)
    first = list(islice(chain.from_iterable(found), SHOWN))
    for each in first:
        each.office_url_name = f"{each._meta.model_name}:inspect"
    return first


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the same segment again, to change it."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    made = segments.copy(segment=get_object_or_404(Segment, pk=pk), by=request.user.as_actor())  # type: ignore[union-attr]
    messages.success(request, _("Copied. Change the copy as you need it."))
    return redirect("segments:edit" if request.user.has_perm(CHANGE) else "segments:inspect", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """Takes the people of a segment out of the house: only who agreed to what it is for, and written down."""
    may_see = request.user.has_perm(VIEW) and all(request.user.has_perm(right) for right in SEE_PEOPLE)
    if not (may_see and account_rules.may_export(request.user)):
        raise PermissionDenied
    segment = get_object_or_404(Segment, pk=pk)
    form = SegmentExportForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        title = _("Export: %(list)s") % {"list": segment.name}
        context = {
            "form": form,
            "segment": segment,
            "header_title": title,
            "page_title": title,
            "header_icon": "download",
        }
        return render(request, "segments/office/export.html", context)
    contact, kind = form.cleaned_data["contact"], form.cleaned_data["format"]
    people = _people(segment, contact)
    segments.note_export(
        segment=segment,
        contact=contact,
        format=kind,
        rows=sum(subjects.count() for subjects in people),
        purpose=form.cleaned_data["purpose"],
        by=request.user.as_actor(),  # type: ignore[union-attr]
    )
    rows = _table(people, has_addresses=contact != NO_CONTACT)
    name = f"segment-{segment.public_id}.{kind}"
    if kind == "xlsx":
        return FileResponse(spreadsheets.as_xlsx(rows), as_attachment=True, filename=name)
    answer = StreamingHttpResponse(spreadsheets.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _people(segment: Segment, contact: str) -> list[Any]:
    resolved, subject, at = resolve_segment(segment), SegmentSubject(segment.subject), clock.now()
    tables: tuple[Any, ...] = about(subject)
    found = [fitting(resolved, subject, model, at=at).select_related("district") for model in tables]
    if contact == NO_CONTACT:
        return found
    return [contactable(subjects, ConsentPurpose(contact), at=at) for subjects in found]


def _table(people: list[Any], *, has_addresses: bool) -> Iterator[Sequence[object]]:
    contact = (_("Mail address"), _("Language")) if has_addresses else ()
    yield (_("Identifier"), _("Kind"), _("Name"), _("Postcode"), _("Place"), _("District"), *contact)
    for subjects in people:
        kind = str(subjects.model._meta.verbose_name)
        for each in subjects.iterator(chunk_size=1000):
            row = (each.public_id, kind, str(each), each.postcode, each.place, each.district_name)
            yield (*row, each.email, each.language) if has_addresses else row
