"""This room's own chapters, registered when the app is ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.people import chapters
from anpacken.people.actions import erasures, log_ins
from anpacken.people.chapters import Chapter, Held, Moment, Subject
from anpacken.people.models import Person
from anpacken.people.queries import holdings, moments


class Register(Chapter):
    name = "register"
    label = _("Entry in the register")

    def held(self, subject: Subject) -> list[Held]:
        return holdings.register_entry(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        erasures.forget_details(subject, "custom_values", "releases")
        if isinstance(subject, Person):
            erasures.forget_details(subject, "spoken_languages")
            log_ins.forget(person=subject, by=by, at=at)


class Comparisons(Chapter):
    name = "comparisons"
    label = _("Taken for the same")

    def held(self, subject: Subject) -> list[Held]:
        return holdings.comparisons(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        erasures.forget_comparisons(subject)


class Log(Chapter):
    name = "log"
    label = _("What was done")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.log(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.log(subject)


class SignUps(Chapter):
    name = "sign_ups"
    label = _("Sign-ups")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.sign_ups(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.sign_ups(subject)


class Roles(Chapter):
    name = "roles"
    label = _("Roles in the alliance")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.roles(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.roles(subject)


class Affiliations(Chapter):
    name = "affiliations"
    label = _("Ties to organisations and persons")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.affiliations(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.affiliations(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        erasures.forget_details(subject, "affiliations")


class Consents(Chapter):
    name = "consents"
    label = _("Consents")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.consents(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.consents(subject)


class Notes(Chapter):
    name = "notes"
    label = _("Notes of the office")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.notes(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.notes(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        erasures.forget_details(subject, "notes")


class Mails(Chapter):
    name = "mails"
    label = _("Mails")
    erased_last = True

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.mails(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return holdings.mails(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        erasures.forget_mails(subject)


OWN: tuple[type[Chapter], ...] = (
    Register,
    SignUps,
    Roles,
    Affiliations,
    Consents,
    Notes,
    Comparisons,
    Mails,
    Log,
)


def register() -> None:
    """Called by `apps.ready`."""
    for chapter in OWN:
        chapters.register(chapter())
