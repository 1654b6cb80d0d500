"""A record as a whole, with everything that was ever done to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from anpacken.accounts.office.limits import Limited
from anpacken.audit import queries as audit_queries
from anpacken.core import languages


class OfficeInspectView(Limited, generic.InspectView):
    """A record as a whole, with everything that was ever done to it."""

    template_name = "accounts/office/inspect.html"
    outside_fields: tuple[str, ...] = ()

    def get_template_names(self) -> list[str]:
        """A guest gets the plain page: what a room adds to it (notes, mails, deeds) is for those who work here."""
        return [OfficeInspectView.template_name] if self.is_outside else list(super().get_template_names())

    def get_fields(self) -> list[str]:
        return list(self.outside_fields) if self.is_outside else list(super().get_fields())

    def get_page_title(self) -> str:
        return str(capfirst(self.model._meta.verbose_name))

    @cached_property
    def header_buttons(self) -> list[Button]:
        """The way to the form stands in sight, not in a menu."""
        url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = self.get_delete_url()
        return [Button(_("Delete"), url=url, icon_name="bin", priority=20)] if url else []

    def get_object(self, queryset: models.QuerySet[Any] | None = None) -> Any:
        if not self.user.has_perm(self.right):
            raise PermissionDenied
        return get_object_or_404(self.limited(self.model._default_manager.all()), pk=self.pk)

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Only what there is to say: an empty field is left out."""
        return [field for field in super().get_fields_context() if field["value"] not in (None, "")]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if field_name == "language" and isinstance(value, str) and value:
            return languages.language(value).name
        if isinstance(value, datetime):
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return value

    def get_timeline(self) -> Iterable[Any]:
        return audit_queries.timeline(self.object)[:50]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        timeline = [] if self.is_outside else self.get_timeline()
        return {"timeline": timeline, "is_outside": self.is_outside, **super().get_context_data(**kwargs)}
