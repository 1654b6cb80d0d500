"""Who may do what, as predicates."""

from __future__ import annotations

from typing import Any

from anpacken.accounts.choices import Role
from anpacken.accounts.models import User
from anpacken.accounts.permissions import EXPORTING


def roles_of(user: Any) -> frozenset[Role]:
    """The roles that somebody holds now; none for visitors. Asked once per request and kept on the user."""
    return frozenset(role for role, _region in _grants(user))


def regions_of(user: Any) -> frozenset[str] | None:
    """The codes of the regions that somebody is limited to, or None for no limit.

    Whoever holds a role for the whole alliance is not limited; whoever holds no role sees no region.
    """
    if getattr(user, "is_superuser", False):
        return None
    grants = _grants(user)
    if any(role != Role.REGIONAL for role, _region in grants):
        return None
    return frozenset(region for _role, region in grants)


def has_role(user: Any, *roles: Role) -> bool:
    return bool(getattr(user, "is_superuser", False)) or bool(roles_of(user) & set(roles))


def may_export(user: Any) -> bool:
    """Lists leave the house only with the office and, for their own region, the regional offices."""
    return has_role(user, *EXPORTING)


def may_see_support_needs(user: Any) -> bool:
    """What somebody needs at an event is sensitive: for the office only."""
    return has_role(user, Role.OFFICE)


def _grants(user: Any) -> list[tuple[Role, str]]:
    if not isinstance(user, User) or not user.is_active:
        return []
    kept: list[tuple[Role, str]] | None = getattr(user, "_grants_kept", None)
    if kept is None:
        kept = [
            (Role(role), region)
            for role, region in user.role_grants.filter(ended_at=None).values_list("role", "region_code")
        ]
        user._grants_kept = kept  # type: ignore[attr-defined]
    return kept
