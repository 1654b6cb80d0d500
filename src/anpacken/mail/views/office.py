"""The outbox in the office: what waits, what left, what failed, and another try for what failed."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from anpacken.accounts.office import OfficeInspectView
from anpacken.core.refusals import Refusal
from anpacken.mail import queries
from anpacken.mail.actions import outbox
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail

CHANGE = "mail.change_outgoingmail"


class OutboxFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=MailState.choices, widget=forms.RadioSelect
    )
    template = django_filters.ChoiceFilter(
        label=gettext_lazy("Template"),
        choices=lambda: [(name, name) for name in queries.templates_in_use()],
        widget=forms.Select,
    )
    queued_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Queued"), widget=DateRangePickerWidget)

    class Meta:
        model = OutgoingMail
        fields = ("state", "template", "queued_at")


class MailView(OfficeInspectView):
    """One mail with its text as it was sent."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_retry = self.object.state == MailState.FAILED and self.request.user.has_perm(CHANGE)
        return {"may_retry": may_retry, **super().get_context_data(**kwargs)}


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a failed mail back into the queue."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        outbox.retry(mail=mail, by=request.user.as_actor())  # type: ignore[union-attr]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The mail waits in the outbox again and leaves within the next seconds."))
    return redirect("outbox:inspect", pk)
