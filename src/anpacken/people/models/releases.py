"""What the office has looked at before it stands in public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.media.models import Picture
from anpacken.people.choices import ConsentPurpose, ReleaseState
from anpacken.people.models.owners import ONE_SUBJECT
from anpacken.people.models.subjects import Organisation, Person


class Release(models.Model):
    """What the office decided about somebody's statement or picture, and about which one.

    Only decisions have a row. A statement that is changed, or another picture, is not the one that was looked at, and
    so waits again without anybody having to say so.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="releases", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("organisation"),
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose.choices)
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState.choices)
    statement = models.CharField(_("statement"), max_length=280, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering: ClassVar = ["-decided_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="people_release_one_subject"),
            models.CheckConstraint(
                condition=models.Q(purpose=ConsentPurpose.STATEMENT, picture=None) & ~models.Q(statement="")
                | models.Q(purpose=ConsentPurpose.PHOTO, picture__isnull=False, statement=""),
                name="people_release_of_something",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[ReleaseState.RELEASED, ReleaseState.DECLINED]),
                name="people_release_decided",
            ),
            models.UniqueConstraint(fields=["person", "purpose"], name="people_release_once_person"),
            models.UniqueConstraint(fields=["organisation", "purpose"], name="people_release_once_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}: {self.get_purpose_display()}"
