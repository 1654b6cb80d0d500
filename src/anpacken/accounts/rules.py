"""Who may do what, as predicates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from anpacken.accounts.choices import INSIDE, UNLIMITED, Role
from anpacken.accounts.models import User
from anpacken.accounts.permissions import EXPORTING, RIGHTS

AnyQuerySet = TypeVar("AnyQuerySet", bound="QuerySet[Any]")


def roles_of(user: Any) -> frozenset[Role]:
    """The roles that somebody holds now; none for visitors. Asked once per request and kept on the user."""
    return frozenset(role for role, _scope in _grants(user))


def scopes_of(user: Any, role: Role) -> frozenset[str]:
    """What somebody's limited role reaches: codes of regions, public ids of organisations or events."""
    return frozenset(scope for held, scope in _grants(user) if held == role)


def regions_of(user: Any, right: str = "") -> frozenset[str] | None:
    """The codes of the regions that somebody is limited to, or None for no limit.

    Whoever holds a role for the whole alliance is not limited; whoever holds no role sees no region. With a `right`
    only the roles that carry it count: an editor who helps a regional office sees that region's registrations only.
    """
    if getattr(user, "is_superuser", False):
        return None
    held = [role for role, _scope in _grants(user) if not right or right in RIGHTS[role]]
    if any(role in UNLIMITED for role in held):
        return None
    return scopes_of(user, Role.REGIONAL) if Role.REGIONAL in held else frozenset()


def reach(user: Any, right: str, paths: Mapping[Role, str]) -> dict[str, frozenset[str]] | None:
    """What somebody's roles reach with a right: lookup from a record to the words that it may have; None for all.

    `paths` names, for each limited role, the lookup (along forward relations) from a record to what the role is
    limited to. A regional office sees all of what belongs to no region; any other limited role reaches nothing where
    no lookup is named for it. Roles add up.
    """
    if getattr(user, "is_superuser", False):
        return None
    grants = [(role, scope) for role, scope in _grants(user) if right in RIGHTS[role]]
    if any(role in UNLIMITED for role, _scope in grants):
        return None
    if Role.REGIONAL not in paths and any(role == Role.REGIONAL for role, _scope in grants):
        return None
    reached: dict[str, frozenset[str]] = {}
    for role in {role for role, _scope in grants} & set(paths):
        reached[paths[role]] = reached.get(paths[role], frozenset()) | scopes_of(user, role)
    return reached


def limited(queryset: AnyQuerySet, user: Any, right: str, paths: Mapping[Role, str]) -> AnyQuerySet:
    """Those of `queryset` that somebody reaches with a right."""
    reached = reach(user, right, paths)
    if reached is None:
        return queryset
    found = Q(pk__in=[])
    for path, scopes in reached.items():
        found |= Q(**{f"{path}__in": sorted(scopes)})
    return queryset.filter(found)


def has_role(user: Any, *roles: Role) -> bool:
    return bool(getattr(user, "is_superuser", False)) or bool(roles_of(user) & set(roles))


def works_here(user: Any) -> bool:
    """Whether somebody works for the alliance: partners, jurors and helpers are guests in the office."""
    return has_role(user, *INSIDE)


def may_export(user: Any) -> bool:
    """Lists leave the house only with the office and, for their own region, the regional offices."""
    return has_role(user, *EXPORTING)


def may_see_support_needs(user: Any) -> bool:
    """What somebody needs at an event is sensitive: for the office only."""
    return has_role(user, Role.OFFICE)


def may_publish(user: Any) -> bool:
    """What the public sees is decided by those who work for the alliance; a partner writes drafts."""
    return has_role(user, Role.OFFICE, Role.EDITOR, Role.REGIONAL)


def needs_second_factor(user: Any) -> bool:
    """Whoever can change what the public sees, or sees personal data of the whole alliance."""
    return has_role(user, Role.OFFICE, Role.EDITOR)


def uses_wagtail(user: Any) -> bool:
    """Whether somebody works with pages, pictures and papers, or may see who works on them."""
    return has_role(user, Role.OFFICE, Role.EDITOR, Role.REGIONAL)


def may_enter_office(user: Any) -> bool:
    """Whether the office is open to somebody: with any role, and never to a supporter's log-in."""
    return bool(getattr(user, "is_superuser", False)) or bool(roles_of(user))


def _grants(user: Any) -> list[tuple[Role, str]]:
    if not isinstance(user, User) or not user.is_active:
        return []
    kept: list[tuple[Role, str]] | None = getattr(user, "_grants_kept", None)
    if kept is None:
        kept = [
            (Role(role), scope) for role, scope in user.role_grants.filter(ended_at=None).values_list("role", "scope")
        ]
        user._grants_kept = kept  # type: ignore[attr-defined]
    return kept
