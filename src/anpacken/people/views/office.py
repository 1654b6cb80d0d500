"""The office's pages about persons, organisations and sign-ups, and its buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anpacken.accounts import rules as account_rules
from anpacken.accounts.office import OfficeIndexView, OfficeInspectView
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.people.actions import consents, supporters
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.models import Consent, Organisation, Person, Role
from anpacken.people.queries import office as queries
from anpacken.people.queries.consents import standings

REGION_PATH = "district__region__code"
# Whoever does not want to be kept in the register any more leaves: that is the other button.
WITHDRAWABLE = tuple(purpose.value for purpose in ConsentPurpose if purpose != ConsentPurpose.REGISTER)


class SubjectIndexView(OfficeIndexView):
    """Persons or organisations, with the day since when they support the alliance."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return queries.with_supporter_since(super().get_base_queryset())

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queries.matching(queryset, self.search_query) if self.is_searching else queryset


class SubjectInspectView(OfficeInspectView):
    """One person or organisation with roles, consents, mails and all that happened."""

    template_name = "people/office/inspect.html"
    withdraw_url_name: str = ""
    end_url_name: str = ""

    def get_timeline(self) -> QuerySet[Entry]:
        return queries.timeline(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subject = self.object
        return {
            "standings": standings(subject, at=clock.now()),
            "ledger": Consent.objects.of(subject).until(clock.now()),
            "roles": Role.objects.of(subject).order_by("-from_on", "-pk"),
            "mails": queries.mails(subject),
            "may_change": self.request.user.has_perm(f"people.change_{subject._meta.model_name}"),
            "withdraw_url_name": self.withdraw_url_name,
            "end_url_name": self.end_url_name,
            "withdrawable": WITHDRAWABLE,
            "is_supporter": queries.is_supporter(subject, clock.today()),
            **super().get_context_data(**kwargs),
        }


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
