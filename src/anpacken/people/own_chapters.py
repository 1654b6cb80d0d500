"""This room's own chapters, registered when the app is ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.people import chapters
from anpacken.people.chapters import Chapter, Moment, Subject
from anpacken.people.queries import moments


class Log(Chapter):
    name = "log"
    label = _("What was done")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.log(subject, before=before, most=most)


class SignUps(Chapter):
    name = "sign_ups"
    label = _("Sign-ups")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.sign_ups(subject, before=before, most=most)


class Roles(Chapter):
    name = "roles"
    label = _("Roles in the alliance")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.roles(subject, before=before, most=most)


class Affiliations(Chapter):
    name = "affiliations"
    label = _("Ties to organisations and persons")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.affiliations(subject, before=before, most=most)


class Consents(Chapter):
    name = "consents"
    label = _("Consents")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.consents(subject, before=before, most=most)


class Notes(Chapter):
    name = "notes"
    label = _("Notes of the office")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.notes(subject, before=before, most=most)


class Mails(Chapter):
    name = "mails"
    label = _("Mails")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return moments.mails(subject, before=before, most=most)


OWN: tuple[type[Chapter], ...] = (SignUps, Roles, Affiliations, Consents, Notes, Mails, Log)


def register() -> None:
    """Called by `apps.ready`."""
    for chapter in OWN:
        chapters.register(chapter())
