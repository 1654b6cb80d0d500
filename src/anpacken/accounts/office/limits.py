"""Whose records somebody sees: all of them, or those that a limited role reaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from anpacken.accounts import rules
from anpacken.accounts.choices import Role


class Limited:
    """Limits a view to the records that whoever looks may see, or change, or delete (`verb`)."""

    verb = "view"
    region_path: str | None = None
    scope_paths: Mapping[Role, str] = {}

    @property
    def paths(self) -> dict[Role, str]:
        """The lookups from a record to what each limited role is limited to."""
        own = {Role.REGIONAL: self.region_path} if self.region_path else {}
        return {**own, **self.scope_paths}

    @property
    def right(self) -> str:
        meta = self.model._meta  # type: ignore[attr-defined]
        return f"{meta.app_label}.{self.verb}_{meta.model_name}"

    @property
    def user(self) -> Any:
        return self.request.user  # type: ignore[attr-defined]

    @property
    def is_outside(self) -> bool:
        """Whether somebody looks who does not work for the alliance: a partner, a helper, a moderator."""
        return not rules.works_here(self.user)

    def limited(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rules.limited(queryset, self.user, self.right, self.paths)
