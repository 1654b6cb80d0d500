"""The office's pages about duplicates: the pairs that were found, two records side by side, merges and undoing them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.people import jobs, rules
from anpacken.people.actions import duplicates as deeds
from anpacken.people.actions import merges
from anpacken.people.choices import FieldOwner, MergeState, PairState
from anpacken.people.forms.merging import MergeForm, PairFilterForm, PartnerForm
from anpacken.people.models import DuplicatePair, Organisation, Person
from anpacken.people.queries import duplicates as queries
from anpacken.people.queries import merges as merge_queries
from anpacken.people.queries import merging, side_by_side
from anpacken.people.queries.narrowing import matching
from anpacken.people.queries.subjects import Subject, current

MODELS: dict[str, type[Person] | type[Organisation]] = {
    FieldOwner.PERSON: Person,
    FieldOwner.ORGANISATION: Organisation,
}
RECORDS = {FieldOwner.PERSON: "person:inspect", FieldOwner.ORGANISATION: "organisation:inspect"}
RIGHT = "people.change_duplicatepair"
PER_PAGE = 25
MOST_PARTNERS = 25

View = Callable[..., HttpResponse]


def for_the_office(view: View) -> View:
    """Only the office makes one record of two: it may see and change both, whatever region they are in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_the_office
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for the office, or those that it said are not the same."""
    form = PairFilterForm(request.GET or {"kind": FieldOwner.PERSON})
    kind = form.value("kind", FieldOwner.PERSON)
    narrowing = {name: form.value(name) for name in ("state", "reason", "region")}
    found = queries.narrowed(queries.pairs(kind), kind, words=form.value("q"), **narrowing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "kind": kind,
        "page": page,
        "lines": [(pair, *queries.sides(pair)) for pair in page],
        "counts": queries.open_counts(),
        "last_search": queries.last_search(),
        "is_decided": narrowing["state"] == PairState.DISTINCT,
        **_header(_("Duplicates")),
    }
    return TemplateResponse(request, "people/office/duplicates/index.html", context)


@require_POST
@for_the_office
def search(request: HttpRequest) -> HttpResponse:
    """Has the worker search the register now instead of at night."""
    jobs.search_duplicates_now.enqueue(_user(request).public_id)
    messages.success(request, _("The search has begun. It takes a few minutes at most; then load this page again."))
    return redirect("duplicates:index")


@for_the_office
@require_safe
def partner(request: HttpRequest, kind: str, one: str) -> HttpResponse:
    """Looks for the record with which this one is to be merged."""
    record = _record(kind, one)
    form = PartnerForm(request.GET)
    words = str(form.cleaned_data["q"]).replace("\x00", "").strip() if form.is_valid() else ""
    others: list[Subject] = []
    if words:
        model = MODELS[kind]
        by_number = model.objects.filter(public_id=words)
        found = by_number if by_number.exists() else matching(model.objects.all(), words)
        others = list(found.exclude(pk=record.pk).select_related("district__region")[:MOST_PARTNERS])
    context = {
        "form": form,
        "kind": kind,
        "record": record,
        "others": others,
        "is_asked": bool(words),
        "pairs": [(pair, *queries.sides(pair)) for pair in queries.pairs_with(record)[:MOST_PARTNERS]],
        **_header(_("Merge “%(name)s” with …") % {"name": record}),
    }
    return TemplateResponse(request, "people/office/duplicates/partner.html", context)


@for_the_office
def compare(request: HttpRequest, kind: str, one: str, other: str) -> HttpResponse:
    """Two records side by side; posted, they become one. The record named first is kept."""
    kept, shadow = _record(kind, one), _record(kind, other)
    if one == other:
        raise Http404
    if kept.pk == shadow.pk:
        messages.info(request, _("These two are one record already: somebody merged them in the meantime."))
        return redirect(_address(kind, kept))
    at = clock.now()
    rows = side_by_side.rows(kept, shadow, at=at)
    names = [row.name for row in rows if row.is_choice]
    form = MergeForm(request.POST or None, names=names, initial={"seen": merging.fingerprint(kept, shadow)})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            merges.merge(
                kept=kept,
                shadow=shadow,
                chosen=form.chosen(),
                by=_user(request).as_actor(),
                at=at,
                seen=form.cleaned_data["seen"],
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
            # What the page shows now is what is looked at next.
            kept, shadow = _record(kind, one), _record(kind, other)
            rows = side_by_side.rows(kept, shadow, at=at)
            form = MergeForm(names=names, initial={"seen": merging.fingerprint(kept, shadow)})
            status = 409
        else:
            told = {"kept": kept, "other": shadow}
            messages.success(request, _("“%(other)s” and “%(kept)s” are one record now.") % told)
            return redirect(_address(kind, kept))
    context = {
        "form": form,
        "kind": kind,
        "rows": rows,
        "sides": side_by_side.sides(kept, shadow, at=at),
        "kept": kept,
        "shadow": shadow,
        "pair": queries.pair_of(kept, shadow),
        "outcomes": side_by_side.outcomes(kept, shadow, at=at),
        "folding": side_by_side.folding_roles(kept, shadow),
        "days": rules.UNDO_GOOD_FOR.days,
        **_header(_("Merge two records")),
    }
    return TemplateResponse(request, "people/office/duplicates/compare.html", context, status=status)


@for_the_office
@require_safe
def pair(request: HttpRequest, public_id: str) -> HttpResponse:
    """The two records of a pair, the one with more to it as the one that is kept."""
    found = get_object_or_404(DuplicatePair, public_id=public_id)
    kept, other = merging.fuller(*queries.sides(found))
    return redirect("duplicates:compare", _kind(kept), kept.public_id, other.public_id)


@require_POST
@for_the_office
def distinct(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decided(request, public_id, deeds.say_distinct, _("Noted: these two are not the same."))


@require_POST
@for_the_office
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decided(request, public_id, deeds.reopen, _("The pair is to be looked at again."))


@for_the_office
@require_safe
def merge_list(request: HttpRequest) -> HttpResponse:
    """What was merged, the newest first, and what can be undone still."""
    page = Paginator(merge_queries.merges(), PER_PAGE).get_page(request.GET.get("page"))
    at = clock.now()
    context = {
        "page": page,
        "lines": [
            (one, merge_queries.kept_of(one), merge_queries.shadow_of(one), rules.can_undo(one, at=at)) for one in page
        ],
        "days": rules.UNDO_GOOD_FOR.days,
        **_header(_("Merges")),
    }
    return TemplateResponse(request, "people/office/duplicates/merges.html", context)


@for_the_office
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says what undoing does; posted, it does it."""
    merge = get_object_or_404(merge_queries.merges(), public_id=public_id)
    kept, shadow = merge_queries.kept_of(merge), merge_queries.shadow_of(merge)
    if request.method == "POST":
        try:
            undone = merges.undo(merge=merge, by=_user(request).as_actor(), at=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The two records are two again."))
            if not undone.is_exact:
                messages.warning(request, _left_in_words(undone, kept))
        return redirect("duplicates:merges")
    if merge.state != MergeState.DONE:
        raise Http404
    context = {
        "merge": merge,
        "kept": kept,
        "shadow": shadow,
        "can_undo": rules.can_undo(merge, at=clock.now()),
        **_header(_("Undo a merge")),
    }
    return TemplateResponse(request, "people/office/duplicates/undo.html", context)


def _decided(request: HttpRequest, public_id: str, deed: Callable[..., None], told: str) -> HttpResponse:
    found = get_object_or_404(DuplicatePair, public_id=public_id)
    try:
        deed(pair=found, by=_user(request).as_actor(), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, told)
    kind = FieldOwner.PERSON if found.first_person_id else FieldOwner.ORGANISATION
    return redirect(f"{reverse('duplicates:index')}?kind={kind}")


def _record(kind: str, public_id: str) -> Subject:
    """A record by its number; a merged one is shown as the one that was kept."""
    model = MODELS.get(kind)
    found: Subject | None = model.everyone.filter(public_id=public_id).first() if model else None
    standing = current(found) if found else None
    if standing is None:
        raise Http404
    return standing


def _left_in_words(undone: merges.Undone, kept: Subject) -> str:
    """What stayed as it is, since it changed after the merge."""
    model = type(kept)
    names = {name for columns in undone.columns.values() for name in columns}
    labels = [merging.label_of(model, name.removesuffix("_id")) for name in sorted(names)]
    labels += [merge_queries.plural_of(label) for label in sorted(undone.rows)]
    return _("Changed since the merge, and left as it is now: %(what)s.") % {"what": ", ".join(labels)}


def _kind(subject: Subject) -> str:
    return FieldOwner.PERSON if isinstance(subject, Person) else FieldOwner.ORGANISATION


def _address(kind: str, subject: Subject) -> str:
    return reverse(RECORDS[FieldOwner(kind)], args=[subject.pk])


def _user(request: HttpRequest) -> Any:
    return request.user


def _header(title: str) -> dict[str, Any]:
    above = [] if title == _("Duplicates") else [{"url": reverse("duplicates:index"), "label": _("Duplicates")}]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "copy",
        "breadcrumbs_items": [*above, {"url": "", "label": title}],
    }
