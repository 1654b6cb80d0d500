"""The office's pages about persons, organisations and sign-ups, and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role as AccountRole
from anpacken.accounts.office import OfficeInspectView
from anpacken.core import clock
from anpacken.people import chapters, rules, spoken
from anpacken.people.actions import consents, supporters
from anpacken.people.choices import Channel, ConsentPurpose, RoleKind
from anpacken.people.forms.register import NoteForm
from anpacken.people.models import Consent, CustomValue, Note, Organisation, Person, Role
from anpacken.people.queries import register, releases, timeline
from anpacken.people.queries.consents import standings

MOST_NOTES = 50
REGION_PATH = "district__region__code"
# Whoever does not want to be kept in the register any more leaves: that is the other button.
WITHDRAWABLE = tuple(purpose.value for purpose in ConsentPurpose if purpose != ConsentPurpose.REGISTER)


class SubjectInspectView(OfficeInspectView):
    """One person or organisation: who it is, what it agreed to, what it is to others, and its story."""

    template_name = "people/office/inspect.html"
    withdraw_url_name: str = ""
    end_url_name: str = ""

    def get_timeline(self) -> Iterable[Any]:
        return ()  # the story of all rooms stands in its place

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context if self.is_outside else {**self._record(), **self._story(), **context}

    def _record(self) -> dict[str, Any]:
        subject, today = self.object, clock.today()
        roles = list(Role.objects.of(subject).order_by("-from_on", "-pk"))
        standing = standings(subject, at=clock.now())
        live = {line.purpose for line in standing if line.is_live}
        held = [role for role in roles if role.from_on <= today and (role.until_on is None or role.until_on > today)]
        return {
            "subject_kind": subject._meta.model_name,
            "standings": standing,
            "offers": releases.offered_by(subject, live),
            "is_listed": ConsentPurpose.LISTING in live,
            "ledger": Consent.objects.of(subject).until(clock.now()),
            "roles": roles,
            "held_roles": held,
            "is_supporter": any(role.kind == RoleKind.SUPPORTER for role in held),
            "affiliations": register.affiliations(subject),
            "tags": list(subject.tags.all()),
            "themes": list(subject.themes.all()),
            "languages": [spoken.name(one.code) for one in subject.spoken_languages.all()]
            if isinstance(subject, Person)
            else [],
            "own_values": [(value.field, said(value)) for value in register.values(subject)],
            "may_change": self.request.user.has_perm(f"people.change_{subject._meta.model_name}"),
            "may_release": rules.may_release(self.request.user),
            "withdraw_url_name": self.withdraw_url_name,
            "scan_url_name": f"{subject._meta.model_name}:scan",
            "end_url_name": self.end_url_name,
            "withdrawable": WITHDRAWABLE,
        }

    def _story(self) -> dict[str, Any]:
        kinds = [(chapter.name, chapter.label) for chapter in chapters.every()]
        kind = self.request.GET.get("kind", "")
        kind = kind if kind in dict(kinds) else ""
        before = _moment(self.request.GET.get("before", ""))
        return {
            "story": timeline.page(self.object, before=before, kind=kind),
            "story_kinds": kinds,
            "story_kind": kind,
            "story_before": before,
            "note_form": NoteForm(),
            "own_notes": own_notes(self.request.user, self.object),
        }


def said(value: CustomValue) -> str:
    """The answer to a field of our own, in words."""
    answer = register.value_of(value)
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, date):
        return date_format(answer, "SHORT_DATE_FORMAT")
    return number_format(answer) if isinstance(answer, Decimal) else str(answer or "")


def own_notes(user: Any, subject: Person | Organisation) -> list[Note]:
    """The notes that `user` may delete: the own ones, or all for the office; the newest fifty."""
    is_office = account_rules.has_role(user, AccountRole.OFFICE)
    return [
        note
        for note in subject.notes.all()[:MOST_NOTES]
        if rules.may_delete_note(note, author_ref=user.public_id, is_office=is_office)
    ]


def _moment(written: str) -> datetime | None:
    """The moment in the address of an older page; None for whatever is none."""
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _deed(
    model: type[Person] | type[Organisation], inspect_url_name: str, do: Callable[..., str]
) -> Callable[..., HttpResponse]:
    """A button of the office: right and region are asked, the action is done, and the record is shown again."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(f"people.change_{model._meta.model_name}"):
            raise PermissionDenied
        codes = account_rules.regions_of(request.user)
        seen = model.objects.all() if codes is None else model.objects.filter(**{f"{REGION_PATH}__in": codes})
        messages.success(request, do(request, get_object_or_404(seen, pk=pk)))
        return redirect(inspect_url_name, pk)

    return view


def withdraw(model: type[Person] | type[Organisation], inspect_url_name: str) -> Callable[..., HttpResponse]:
    """Withdraws one consent on somebody's wish that reached the office by telephone, letter or mail."""

    def do(request: HttpRequest, subject: Person | Organisation) -> str:
        if request.POST.get("purpose") not in WITHDRAWABLE:
            raise Http404
        purpose = ConsentPurpose(request.POST["purpose"])
        by, at = request.user.as_actor(), clock.now()  # type: ignore[union-attr]
        line = consents.withdraw(subject=subject, purpose=purpose, channel=Channel.OFFICE, by=by, at=at)
        return _("The consent is withdrawn.") if line else _("There was no live consent; nothing was changed.")

    return _deed(model, inspect_url_name, do)


def end_support(model: type[Person] | type[Organisation], inspect_url_name: str) -> Callable[..., HttpResponse]:
    """Ends the support, and with it every consent."""

    def do(request: HttpRequest, subject: Person | Organisation) -> str:
        by, at = request.user.as_actor(), clock.now()  # type: ignore[union-attr]
        if supporters.leave(subject=subject, channel=Channel.OFFICE, by=by, at=at):
            return _("The support is ended, and every consent is withdrawn.")
        return _("There was nothing left to end.")

    return _deed(model, inspect_url_name, do)
