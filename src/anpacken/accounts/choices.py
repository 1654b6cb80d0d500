from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a signed-in person is here to do. The rights that go with it stand in `permissions.py`."""

    OFFICE = "office", _("office")
    EDITOR = "editor", _("editor")
    READER = "reader", _("reader")
    REGIONAL = "regional", _("regional office")
    MEMBER = "member", _("partner organisation")
    JUROR = "juror", _("juror")
    HELPER = "helper", _("check-in helper")
    MODERATOR = "moderator", _("live moderator")


class ScopeKind(Enum):
    """What a role is limited to, and what the word in `RoleGrant.scope` is."""

    ALLIANCE = "alliance"  # not limited: no word
    REGION = "region"  # the region's code
    ORGANISATION = "organisation"  # the organisation's public id
    AWARD = "award"  # the award's reference
    EVENT = "event"  # the event's public id


SCOPE_KINDS: Mapping[Role, ScopeKind] = {
    Role.OFFICE: ScopeKind.ALLIANCE,
    Role.EDITOR: ScopeKind.ALLIANCE,
    Role.READER: ScopeKind.ALLIANCE,
    Role.REGIONAL: ScopeKind.REGION,
    Role.MEMBER: ScopeKind.ORGANISATION,
    Role.JUROR: ScopeKind.AWARD,
    Role.HELPER: ScopeKind.EVENT,
    Role.MODERATOR: ScopeKind.EVENT,
}
UNLIMITED = frozenset(role for role, kind in SCOPE_KINDS.items() if kind is ScopeKind.ALLIANCE)
# Who works for the alliance itself. The others are guests in the office: partners, jurors, helpers.
INSIDE = UNLIMITED | {Role.REGIONAL}
