"""Forms in the office: what is saved is saved by the room's action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from anpacken.accounts import rules
from anpacken.accounts.errors import OutsideReach
from anpacken.accounts.office.limits import Limited
from anpacken.core.refusals import Refusal

SaveAction = Callable[..., Any]


def _no_action(**facts: Any) -> None:
    raise NotImplementedError("This list has no such action.")


class _SavesByAction(Limited):
    """Hands the form to the room's action; a refusal becomes an error of the form."""

    save_record: SaveAction = _no_action
    success_message = gettext_lazy("Saved: %(object)s")
    error_message = gettext_lazy("Not saved yet: please look at what is marked below.")
    inspect_url_name: str | None = None
    outside_fields: tuple[str, ...] = ()

    def get_success_url(self) -> str:
        """What was saved is shown as a whole, with what can be done to it next."""
        if self.inspect_url_name:
            return reverse(self.inspect_url_name, args=[self.object.pk])  # type: ignore[attr-defined]
        url: str = super().get_success_url()  # type: ignore[misc]
        return url

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Whoever is limited is offered what they reach only; a single one is filled in."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if self.is_outside:
            for name in set(form.fields) - set(self.outside_fields):
                del form.fields[name]
        reached = rules.reach(self.user, self.right, self.paths)
        # Whoever reaches records in more than one way is asked after saving only.
        if reached is not None and len(reached) == 1:
            [(path, scopes)] = reached.items()
            name, _, rest = path.partition("__")
            field = form.fields.get(name)
            if field is not None and rest:
                field.queryset = field.queryset.filter(**{f"{rest}__in": sorted(scopes)})
                if form.instance.pk is None and len(field.queryset) == 1:
                    field.initial = field.queryset[0]
        return form

    def save_instance(self) -> Any:
        form = self.form  # type: ignore[attr-defined]
        instance = form.save(commit=False)
        self.save_record(
            record=instance,
            changed=list(form.changed_data),
            save_related=form.save_m2m,
            by=self.request.user.as_actor(),  # type: ignore[attr-defined]
        )
        if not self.limited(type(instance)._default_manager.filter(pk=instance.pk)).exists():
            raise OutsideReach
        return instance

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            self.produced_error_code = refusal.code
            self.produced_error_message = refusal.message
            return self.form_invalid(form)  # type: ignore[attr-defined]


class OfficeCreateView(_SavesByAction, generic.CreateView):
    verb = "add"


class OfficeEditView(_SavesByAction, generic.EditView):
    verb = "change"

    def get_queryset(self) -> models.QuerySet[Any]:
        return self.limited(super().get_queryset())


class OfficeDeleteView(Limited, generic.DeleteView):
    """Deletes by the room's action; a refusal is said instead of a deletion."""

    verb = "delete"
    delete_record: Callable[..., None] = _no_action
    inspect_url_name: str | None = None

    def get_queryset(self) -> models.QuerySet[Any]:
        return self.limited(super().get_queryset())

    def delete_action(self) -> None:
        with transaction.atomic():
            self.delete_record(record=self.object, by=self.request.user.as_actor())

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            messages.error(self.request, refusal.message)
            return redirect(self.inspect_url_name or self.delete_url_name, self.object.pk)
