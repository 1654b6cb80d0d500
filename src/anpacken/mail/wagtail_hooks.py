"""The outbox's place in the office."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from anpacken.accounts.office import OfficeViewSet
from anpacken.mail.models import OutgoingMail
from anpacken.mail.views import office


class OutboxViewSet(OfficeViewSet):
    model = OutgoingMail
    name = "outbox"
    icon = "mail"
    menu_label = _("Outbox")
    menu_order = 500
    add_to_admin_menu = True
    list_display = ("__str__", "to_email", "state", "queued_at", "sent_at")
    ordering = ("-queued_at", "-pk")
    filterset_class = office.OutboxFilters
    search_columns = ("to_email", "to_name", "subject", "public_id", "related_ref")
    export_columns = (
        "queued_at",
        "sent_at",
        "state",
        "template",
        "language",
        "attempts",
        "related_type",
        "related_ref",
    )
    export_filename = "outbox"
    inspect_view_class = office.MailView
    inspect_template_name = "mail/office/mail.html"
    inspect_view_fields = (
        "state",
        "to_name",
        "to_email",
        "language",
        "template",
        "queued_at",
        "queued_by",
        "sent_at",
        "attempts",
        "next_try_at",
        "last_error",
        "message_id",
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", office.retry, name="retry")]


@hooks.register("register_admin_viewset")
def outbox() -> OutboxViewSet:
    return OutboxViewSet()
