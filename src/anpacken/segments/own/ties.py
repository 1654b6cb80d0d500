"""Conditions on what somebody is to the alliance, and on who belongs to which organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core.folding import fold
from anpacken.people.choices import AffiliationKind, OrganisationKind, RoleKind
from anpacken.people.models import Affiliation, Organisation, Role, RoleQuerySet
from anpacken.segments.choices import OPERATORS, Operator, ValueKind
from anpacken.segments.conditions import TIES, Ask, Choice, Condition, Related
from anpacken.segments.own import days

ANY = "any"
DAYS = tuple(operator for operator in OPERATORS[ValueKind.DATE] if operator not in {Operator.FILLED, Operator.EMPTY})
MANY = tuple(operator for operator in OPERATORS[ValueKind.MANY] if operator not in {Operator.FILLED, Operator.EMPTY})


def _roles(ask: Ask) -> RoleQuerySet:
    roles: RoleQuerySet = Role.objects.filter(**{f"{ask.owner}__isnull": False})
    return roles.filter(kind=ask.of) if ask.of and ask.of != ANY else roles


def _holders(roles: RoleQuerySet, ask: Ask) -> Related:
    """Whose roles these are. Nearly everybody in the register is a supporter; other roles are rare."""
    asked = [ask.of] if ask.of else ask.value
    return Related(roles, ask.owner, is_broad=ANY in asked or RoleKind.SUPPORTER in asked)


def _held_today(ask: Ask) -> Related:
    today = timezone.localtime(ask.at).date()
    return _holders(_roles(ask).held_on(today).filter(kind__in=ask.value), ask)


def _ever_held(ask: Ask) -> Related:
    return _holders(_roles(ask).filter(kind__in=ask.value), ask)


def _held_on(ask: Ask) -> Related:
    return _holders(_roles(ask).held_on(ask.value), ask)


def _begun(ask: Ask) -> Related:
    return _holders(_roles(ask).filter(days.on_day("from_on", ask)), ask)


def _ended(ask: Ask) -> Related:
    return Related(_roles(ask).filter(days.on_day("until_on", ask)), ask.owner)


def _supporter_since(ask: Ask) -> Related:
    held = _roles(ask).supporters().filter(until_on=None)
    return Related(held.filter(days.on_day("from_on", ask)), ask.owner, is_broad=True)


def _affiliated(ask: Ask) -> Related:
    today = timezone.localtime(ask.at).date()
    return Related(Affiliation.objects.held_on(today).filter(kind__in=ask.value), ask.owner)


def _affiliated_with(ask: Ask) -> Related:
    today = timezone.localtime(ask.at).date()
    ties = Affiliation.objects.held_on(today).filter(organisation__public_id=ask.value)
    return Related(ties if ask.of == ANY else ties.filter(kind=ask.of), "person")


def _contact_for(ask: Ask) -> Related:
    today = timezone.localtime(ask.at).date()
    ties = Affiliation.objects.held_on(today).filter(kind=AffiliationKind.CONTACT)
    return Related(ties.filter(theme__slug__in=ask.value), ask.owner)


def _affiliated_with_kind(ask: Ask) -> Related:
    today = timezone.localtime(ask.at).date()
    return Related(Affiliation.objects.held_on(today).filter(organisation__kind__in=ask.value), "person")


def _role_kinds() -> list[Choice]:
    return [Choice(kind.value, str(kind.label)) for kind in RoleKind]


def _role_kinds_or_any() -> list[Choice]:
    return [*_role_kinds(), Choice(ANY, str(_("any role")))]


def _affiliations() -> list[Choice]:
    return [Choice(kind.value, str(kind.label)) for kind in AffiliationKind]


def _affiliations_or_any() -> list[Choice]:
    return [Choice(ANY, str(_("belongs to in any way"))), *_affiliations()]


def find_organisations(words: str) -> list[Choice]:
    """Organisations in whose name every word stands, at most 20."""
    found = Organisation.objects.all()
    words = fold(words.replace("\x00", ""))
    if not words:
        return []
    for word in words.split():
        found = found.filter(name_key__contains=word)
    return [Choice(each.public_id, each.name) for each in found.only("public_id", "name")[:20]]


def organisation_names(values: Iterable[str]) -> Mapping[str, str]:
    return dict(Organisation.objects.filter(public_id__in=list(values)).values_list("public_id", "name"))


CONDITIONS = (
    Condition(
        key="role",
        label=_("Role held today"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=_role_kinds,
        found=_held_today,
    ),
    Condition(
        key="supporter_since",
        label=_("Supporter since"),
        group=TIES,
        kind=ValueKind.DATE,
        operators=DAYS,
        found=_supporter_since,
        help=_("Only who supports the alliance still."),
    ),
    Condition(
        key="role_ever",
        label=_("Role held at any time"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=_role_kinds,
        found=_ever_held,
    ),
    Condition(
        key="role_begun",
        label=_("Role begun"),
        group=TIES,
        kind=ValueKind.DATE,
        operators=DAYS,
        ofs=_role_kinds_or_any,
        of_label=_("Which role"),
        found=_begun,
    ),
    Condition(
        key="role_ended",
        label=_("Role ended"),
        group=TIES,
        kind=ValueKind.DATE,
        operators=DAYS,
        ofs=_role_kinds_or_any,
        of_label=_("Which role"),
        found=_ended,
        help=_("The first day without the role."),
    ),
    Condition(
        key="role_on",
        label=_("Role held then"),
        group=TIES,
        kind=ValueKind.DATE,
        operators=(Operator.ON,),
        ofs=_role_kinds_or_any,
        of_label=_("Which role"),
        found=_held_on,
    ),
    Condition(
        key="affiliation",
        label=_("Is in an organisation as"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=_affiliations,
        found=_affiliated,
        organisations=False,
    ),
    Condition(
        key="affiliated_with",
        label=_("Belongs to the organisation"),
        group=TIES,
        kind=ValueKind.RECORD,
        ofs=_affiliations_or_any,
        of_label=_("In which way"),
        find=find_organisations,
        names=organisation_names,
        found=_affiliated_with,
        organisations=False,
    ),
    Condition(
        key="contact_for",
        label=_("Contact person for the topic"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=lambda: [Choice(theme.slug, str(theme.name)) for theme in Theme.objects.all()],
        found=_contact_for,
        organisations=False,
    ),
    Condition(
        key="affiliated_with_kind",
        label=_("Belongs to an organisation of the kind"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=lambda: [Choice(kind.value, str(kind.label)) for kind in OrganisationKind],
        found=_affiliated_with_kind,
        organisations=False,
    ),
    Condition(
        key="has_affiliated",
        label=_("Somebody is known there as"),
        group=TIES,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=_affiliations,
        found=_affiliated,
        persons=False,
    ),
)
