"""Whom the office invites to an event, and in which rounds of mails."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Event, Registration
from anpacken.invitations.choices import InvitationState, RoundKind
from anpacken.people.models import Organisation, Person
from anpacken.segments.models import Segment


class Round(models.Model):
    """Mails that go out together. The row is the work: as long as `done_at` is empty, the walker goes on with it.

    It goes through the segment's persons and then its organisations (when reminding: through the invitations) in the
    order of their keys, and `persons_up_to`, `organisations_up_to` say how far it has come.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="invitation_rounds", verbose_name=_("event")
    )
    kind = models.CharField(_("what for"), max_length=10, choices=RoundKind.choices, default=RoundKind.INVITING)
    segment = models.ForeignKey(
        Segment,
        on_delete=models.SET_NULL,
        null=True,
        related_name="invitation_rounds",
        verbose_name=_("segment"),
        help_text=_("Only who agreed to the newsletter and invitations gets one, whatever the segment says."),
    )
    # What the segment was called: it may be changed or deleted later.
    segment_name = models.CharField(_("name of the segment"), max_length=120, blank=True)
    greeting = TranslatedField(
        _("a few words of greeting"),
        multiline=True,
        max_length=1000,
        blank=True,
        help_text=_("They open the mail. A language without words of its own gets the standard opening."),
    )
    begun_at = models.DateTimeField(_("begun"), default=clock.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    persons_up_to = models.BigIntegerField(default=0, editable=False)
    organisations_up_to = models.BigIntegerField(default=0, editable=False)
    sent_count = models.PositiveIntegerField(_("mails"), default=0, editable=False)

    class Meta:
        verbose_name = _("round of invitations")
        verbose_name_plural = _("rounds of invitations")
        ordering: ClassVar = ["-begun_at", "-pk"]
        constraints: ClassVar = [
            # Two rounds at once could write to one person twice.
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(done_at=None), name="invitations_one_round_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.segment_name or str(self.get_kind_display())


class Invitation(models.Model):
    """One person or organisation is invited to one event. Name and address are those that were written to.

    When it is forgotten, name, address and whose it is are blank; event, state and times stay for the counts.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("event"))
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("round"))
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=InvitationState.choices, default=InvitationState.INVITED
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("mail address"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, null=True, editable=False)  # noqa: DJ001 - unique, and NULL is not
    language = models.CharField(_("language"), max_length=20)
    invited_at = models.DateTimeField(pgettext_lazy("invitation", "invited"), default=clock.now)
    mailed_at = models.DateTimeField(_("last mail"), default=clock.now)
    reminder_count = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    registration = models.OneToOneField(
        Registration,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("registration"),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["event", "state", "name", "id"], name="invitations_list")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "email_key"], name="invitations_once_per_address"),
            models.CheckConstraint(
                condition=models.Q(person=None) | models.Q(organisation=None), name="invitations_of_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("name deleted"))
