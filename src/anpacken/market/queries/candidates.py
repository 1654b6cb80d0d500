"""Which organisation of the register, and which project, an application may be about."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role
from anpacken.market.models import Application
from anpacken.network.models import Project
from anpacken.people.models import Organisation

MOST = 10
_PATHS = {Role.REGIONAL: "district__region__code", Role.MEMBER: "public_id"}
_PROJECT_PATHS = {Role.REGIONAL: "district__region__code", Role.MEMBER: "organisation__public_id"}


def organisations(application: Application, words: str, *, user: Any) -> QuerySet[Organisation]:
    """Organisations whose name holds all words, or without words those of the applicant's name or address."""
    found = _seen_organisations(user)
    if words:
        for word in words.replace("\x00", "").split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    else:
        same = Q(name__iexact=application.organisation_name)
        if "@" in application.email_key:
            same |= Q(email_key=application.email_key)
        found = found.filter(same)
    return found.order_by("name", "pk")


def projects(application: Application, words: str, *, user: Any) -> QuerySet[Project]:
    """Projects whose name holds all words, or without words those of this name and of the linked organisation."""
    found = _seen_projects(user)
    if words:
        for word in words.replace("\x00", "").split()[:8]:
            found = found.filter(search_text__icontains=word)
    else:
        same = Q(name__de__text__iexact=application.title)
        if application.organisation_id:
            same |= Q(organisation=application.organisation_id)
        found = found.filter(same)
    return found.order_by("pk")


def chosen(
    application: Application, *, organisation: str, project: str, user: Any
) -> tuple[Organisation | None, Project | None]:
    """The records of these public ids as far as `user` sees them; what is linked already may stay."""
    wanted, shown = organisation.replace("\x00", ""), project.replace("\x00", "")
    return (
        _one(_seen_organisations(user), application.organisation, wanted),
        _one(_seen_projects(user), application.project, shown),
    )


def _one(seen: QuerySet[Any], linked: Any, public_id: str) -> Any:
    if linked is not None and linked.public_id == public_id:
        return linked
    return seen.filter(public_id=public_id).first() if public_id else None


def _seen_organisations(user: Any) -> QuerySet[Organisation]:
    if not user.has_perm("people.view_organisation"):
        return Organisation.objects.none()
    return account_rules.limited(Organisation.objects.all(), user, "people.view_organisation", _PATHS)


def _seen_projects(user: Any) -> QuerySet[Project]:
    if not user.has_perm("network.view_project"):
        return Project.objects.none()
    return account_rules.limited(Project.objects.all(), user, "network.view_project", _PROJECT_PATHS)
