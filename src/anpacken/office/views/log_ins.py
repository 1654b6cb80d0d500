"""Log-ins in the office: inviting, ending roles, shutting, and helping out who has lost a device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton

from anpacken.accounts.actions import factors, invitations, roles, sessions, users
from anpacken.accounts.choices import Role
from anpacken.accounts.models import Invitation, RoleGrant, User
from anpacken.accounts.office import OfficeIndexView, OfficeInspectView
from anpacken.accounts.queries import sessions_of
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.office.forms import InviteForm
from anpacken.office.scopes import scope_in_words, scopes_in_words

INVITE = "accounts.add_invitation"
CHANGE_INVITATION = "accounts.change_invitation"
CHANGE_LOG_IN = "accounts.change_rolegrant"


class InvitingIndexView(OfficeIndexView):
    """A list from which somebody is invited."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm(INVITE):
            return []
        return [HeaderButton(_("Invite somebody"), url=reverse("log_ins:invite"), icon_name="mail")]


class LogInFilters(WagtailFilterSet):
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"), choices=Role.choices, method="by_role", widget=forms.RadioSelect
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = []

    def by_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        held = RoleGrant.objects.filter(role=value, ended_at=None)
        return queryset.filter(pk__in=held.values("user"))


def roles_in_words(user: User) -> str:
    """The roles that somebody holds now, as the list says them; `role_grants` is read ahead for all rows."""
    held = {grant.get_role_display() for grant in user.role_grants.all() if grant.ended_at is None}
    return ", ".join(sorted(str(role) for role in held)) or "–"


class LogInView(OfficeInspectView):
    """One log-in: its roles, factors and places, and what can be done to it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.object
        grants = list(user.role_grants.all())
        names = scopes_in_words((grant.role, grant.scope) for grant in grants)
        types = Authenticator.objects.filter(user=user).exclude(type="recovery_codes").values_list("type", flat=True)
        own = {
            "grants": [(grant, names.get((grant.role, grant.scope), "")) for grant in grants],
            "sessions": sessions_of(user),
            "factors": sorted({str(FACTORS[name]) for name in types}),
            "may_change": self.request.user.has_perm(CHANGE_LOG_IN) and not user.is_superuser,
        }
        return {**own, **super().get_context_data(**kwargs)}


FACTORS = {"totp": gettext_lazy("App with codes"), "webauthn": gettext_lazy("Passkey")}


class InvitationView(OfficeInspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitation = self.object
        is_open = invitation.accepted_at is None and invitation.withdrawn_at is None
        own = {
            "scope_words": scope_in_words(invitation.role, invitation.scope),
            "may_change": is_open and self.request.user.has_perm(CHANGE_INVITATION),
        }
        return {**own, **super().get_context_data(**kwargs)}


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invites somebody by mail to a role."""
    if not request.user.has_perm(INVITE):
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(by=_actor(request), **form.details())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("invitations:inspect", invitation.pk)
    context = {
        "form": form,
        "action_url": request.path,
        "page_title": _("Invite somebody"),
        "header_title": _("Invite somebody"),
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("log_ins:index"), "label": _("Log-ins")},
            {"url": "", "label": _("Invite somebody")},
        ],
        "submit_button_label": _("Send the invitation"),
        "submit_button_active_label": _("Sending …"),
    }
    return render(request, "office/invite.html", context, status=422 if form.errors else 200)


def _end_role(request: HttpRequest, user: User) -> Promise | str:
    grant = get_object_or_404(user.role_grants, public_id=request.POST.get("grant", "")[:12])
    roles.end(grant=grant, by=_actor(request))
    return gettext_lazy("The role is ended.")


def _end_sessions(request: HttpRequest, user: User) -> Promise | str:
    sessions.end_all(user=user, by=_actor(request))
    return gettext_lazy("This person is signed out everywhere.")


def _reset_factors(request: HttpRequest, user: User) -> Promise | str:
    factors.reset(user=user, by=_actor(request))
    return gettext_lazy("The second factors are taken away; at the next sign-in a new one is set up.")


def _shut(request: HttpRequest, user: User) -> Promise | str:
    users.deactivate(user=user, by=_actor(request))
    return gettext_lazy("The log-in is shut.")


def _open(request: HttpRequest, user: User) -> Promise | str:
    users.activate(user=user, by=_actor(request))
    return gettext_lazy("The log-in is open again.")


DEEDS: dict[str, Callable[[HttpRequest, User], Promise | str]] = {
    "end-role": _end_role,
    "end-sessions": _end_sessions,
    "reset-factors": _reset_factors,
    "shut": _shut,
    "open": _open,
}


@require_POST
def deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Does one of `DEEDS` to a log-in. Nobody does anything to a superuser's."""
    if not request.user.has_perm(CHANGE_LOG_IN):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk, is_superuser=False)
    if name not in DEEDS:
        raise Http404
    try:
        messages.success(request, str(DEEDS[name](request, user)))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("log_ins:inspect", pk)


@require_POST
def invitation_deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Sends an invitation again, or takes it back."""
    if not request.user.has_perm(CHANGE_INVITATION):
        raise PermissionDenied
    invitation = get_object_or_404(Invitation, pk=pk)
    act = {"send": invitations.send_again, "withdraw": invitations.withdraw}.get(name)
    if act is None:
        raise Http404
    try:
        act(invitation=invitation, by=_actor(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        done = _("The invitation is on its way again.") if name == "send" else _("The invitation is taken back.")
        messages.success(request, done)
    return redirect("invitations:inspect", pk)


def _actor(request: HttpRequest) -> Actor:
    return request.user.as_actor()  # type: ignore[union-attr]
