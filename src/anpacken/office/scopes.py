"""What a limited role is limited to, in words and in forms: regions, organisations, events."""

from __future__ import annotations

from collections.abc import Iterable

from anpacken.accounts.choices import SCOPE_KINDS, Role, ScopeKind
from anpacken.events.models import Event
from anpacken.people.models import Organisation
from anpacken.places.models import Region


def scope_in_words(role: str, scope: str) -> str:
    """The name of what a role is limited to; the word itself when there is no such thing any more."""
    return scopes_in_words([(role, scope)]).get((role, scope), scope)


def scopes_in_words(held: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of what roles are limited to, in three queries however many there are."""
    held = {(role, scope) for role, scope in held if scope}
    words: dict[ScopeKind, set[str]] = {}
    for role, scope in held:
        words.setdefault(SCOPE_KINDS[Role(role)], set()).add(scope)
    names: dict[tuple[ScopeKind, str], str] = {}
    if codes := words.get(ScopeKind.REGION):
        for region in Region.objects.filter(code__in=codes):
            names[ScopeKind.REGION, region.code] = str(region)
    if refs := words.get(ScopeKind.ORGANISATION):
        for organisation in Organisation.objects.filter(public_id__in=refs):
            names[ScopeKind.ORGANISATION, organisation.public_id] = str(organisation)
    if refs := words.get(ScopeKind.EVENT):
        for event in Event.objects.filter(public_id__in=refs):
            names[ScopeKind.EVENT, event.public_id] = str(event)
    return {(role, scope): names.get((SCOPE_KINDS[Role(role)], scope), scope) for role, scope in held}
