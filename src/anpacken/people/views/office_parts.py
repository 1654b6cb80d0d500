"""What is entered on a record's page: roles, affiliations, notes; and what is suggested while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role as AccountRole
from anpacken.core import clock
from anpacken.core.folding import fold
from anpacken.core.refusals import Refusal
from anpacken.people import spoken
from anpacken.people.actions import affiliations, notes, roles
from anpacken.people.choices import RoleKind
from anpacken.people.forms.register import AffiliationForm, NoteForm, RoleCorrection, RoleForm
from anpacken.people.models import Affiliation, Note, Organisation, Person, Role, Tag
from anpacken.people.queries.narrowing import matching
from anpacken.people.views.office import REGION_PATH

Subject = Person | Organisation
MODELS: dict[str, type[Person] | type[Organisation]] = {"person": Person, "organisation": Organisation}
OTHER = {"person": "organisation", "organisation": "person"}
MOST_SUGGESTED = 12


def reached(user: Any, kind: str, verb: str) -> QuerySet[Any]:
    """The persons or organisations with whom `user`, who works here, may do so.

    Raises:
        PermissionDenied: none at all.
    """
    right = f"people.{verb}_{kind}"
    if not (account_rules.works_here(user) and user.has_perm(right)):
        raise PermissionDenied
    return account_rules.limited(MODELS[kind].objects.all(), user, right, {AccountRole.REGIONAL: REGION_PATH})


def _subject(request: HttpRequest, kind: str, pk: int, verb: str = "change") -> Any:
    return get_object_or_404(reached(request.user, kind, verb), pk=pk)


def _of(record: Role | Note) -> tuple[str, int]:
    """The kind and the number of whom a role or a note is about."""
    return ("person", record.person_id) if record.person_id else ("organisation", record.organisation_id or 0)


def label(subject: Subject) -> str:
    """What is suggested: name, place, and the id by which it is found again."""
    place = f" ({subject.place})" if subject.place else ""
    return f"{subject}{place} #{subject.public_id}"


def found(user: Any, kind: str, text: str) -> list[Any]:
    """Whom somebody means by what they typed or chose."""
    known = reached(user, kind, "view")
    _name, sign, ref = text.rpartition("#")
    if sign:
        return list(known.filter(public_id=ref.strip()))
    hits = list(matching(known, text)[: MOST_SUGGESTED + 1])
    exact = [one for one in hits if one.name_key == fold(text)]
    return exact if len(exact) == 1 else hits


@require_GET
def suggest(request: HttpRequest, kind: str) -> HttpResponse:
    """What begins or holds the word that is typed: persons, organisations, tags, languages."""
    known = reached(request.user, kind if kind in MODELS else "person", "view")
    word = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    if not word:
        return JsonResponse({"found": []})
    if kind in MODELS:
        return JsonResponse({"found": [label(one) for one in matching(known, word)[:MOST_SUGGESTED]]})
    if kind == "tag":
        tags = Tag.objects.filter(name_key__contains=fold(word))[:MOST_SUGGESTED]
        return JsonResponse({"found": [tag.name for tag in tags]})
    if kind == "language":
        names = [name for _code, name in spoken.names() if fold(word) in fold(name)]
        return JsonResponse({"found": names[:MOST_SUGGESTED]})
    raise Http404


def _page(
    request: HttpRequest, form: Form, subject: Subject, title: str, save: Callable[[], object], **more: Any
) -> HttpResponse:
    """One small form about `subject`: shown, or saved and back to the record."""
    back = reverse(f"{subject._meta.model_name}:inspect", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {
        "form": form,
        "subject": subject,
        "back": back,
        "page_title": title,
        "page_subtitle": str(subject),
        "header_title": f"{title}: {subject}",
        "header_icon": "user" if isinstance(subject, Person) else "group",
        **more,
    }
    return TemplateResponse(request, "people/office/part_form.html", context)


def role_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, kind, pk)
    form = RoleForm(request.POST or None, initial={"from_on": clock.today()})

    def save() -> None:
        data = form.cleaned_data
        facts = {name: data[name] for name in ("from_on", "until_on", "remark")}
        roles.enter(subject=subject, kind=RoleKind(data["kind"]), **facts, by=_actor(request), at=clock.now())

    return _page(request, form, subject, _("New role"), save)


def role_edit(request: HttpRequest, pk: int) -> HttpResponse:
    role = get_object_or_404(Role, pk=pk)
    subject = _subject(request, *_of(role))
    kept = {name: getattr(role, name) for name in ("from_on", "until_on", "remark")}
    form = RoleCorrection(request.POST or None, initial=kept)

    def save() -> None:
        roles.correct(role=role, **form.cleaned_data, by=_actor(request), at=clock.now())

    return _page(request, form, subject, _("Role: %(role)s") % {"role": role.get_kind_display()}, save)


def affiliation_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, kind, pk)
    other = OTHER[kind]
    form = AffiliationForm(request.POST or None, other=other, found=lambda text: found(request.user, other, text))

    def save() -> None:
        two = {kind: subject, other: form.cleaned_data["other"]}
        affiliations.add(**two, terms=form.terms(), by=_actor(request), at=clock.now())

    return _page(request, form, subject, _("New affiliation"), save)


def affiliation_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    affiliation = _affiliation(request, kind, pk)
    subject = getattr(affiliation, kind)
    names = ("kind", "function", "theme", "from_on", "until_on")
    form = AffiliationForm(request.POST or None, initial={name: getattr(affiliation, name) for name in names})

    def save() -> None:
        affiliations.change(affiliation=affiliation, terms=form.terms(), by=_actor(request), at=clock.now())

    return _page(request, form, subject, str(affiliation), save, affiliation=affiliation, kind=kind)


@require_POST
def affiliation_deed(request: HttpRequest, kind: str, pk: int, deed: str) -> HttpResponse:
    """Ends an affiliation today, or takes out one that never was."""
    affiliation = _affiliation(request, kind, pk)
    subject_pk = getattr(affiliation, f"{kind}_id")
    do = affiliations.end if deed == "end" else affiliations.remove
    do(affiliation=affiliation, by=_actor(request), at=clock.now())
    messages.success(
        request, _("The affiliation ended today.") if deed == "end" else _("The affiliation is taken out.")
    )
    return redirect(f"{kind}:inspect", subject_pk)


def _affiliation(request: HttpRequest, kind: str, pk: int) -> Affiliation:
    """An affiliation, come to from the record that may be changed."""
    affiliation = get_object_or_404(Affiliation.objects.select_related("person", "organisation"), pk=pk)
    _subject(request, kind, getattr(affiliation, f"{kind}_id"))
    return affiliation


@require_POST
def note_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, kind, pk)
    form = NoteForm(request.POST)
    return _page(
        request,
        form,
        subject,
        _("New note"),
        lambda: notes.write(subject=subject, text=form.cleaned_data["text"], by=_actor(request), at=clock.now()),
    )


@require_POST
def note_delete(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(Note, pk=pk)
    kind, subject_pk = _of(note)
    _subject(request, kind, subject_pk)
    is_office = account_rules.has_role(request.user, AccountRole.OFFICE)
    try:
        notes.delete(note=note, is_office=is_office, by=_actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The note is deleted."))
    return redirect(f"{kind}:inspect", subject_pk)


def _actor(request: HttpRequest) -> Any:
    return request.user.as_actor()  # type: ignore[union-attr]
