"""Who comes to an event, and who waits for a seat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.events.choices import (
    ACTIVE,
    HELD_UNTIL,
    HOLDS_SEATS,
    MAX_CHILDREN,
    MAX_COMPANIONS,
    MAX_GROUP,
    RegistrationState,
)
from anpacken.events.models.programme import Event
from anpacken.people.models import Person

_HELD_UNTIL = [state.value for state in HELD_UNTIL]


def seats(path: str = "") -> models.expressions.CombinedExpression:
    """`Registration.seats` where the database adds up; `path` leads to the registration: `registrations__`."""
    return models.F(f"{path}companions") + models.F(f"{path}children") + 1


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def active(self) -> RegistrationQuerySet:
        return self.filter(state__in=ACTIVE)

    def holding_seats(self) -> RegistrationQuerySet:
        return self.filter(state__in=HOLDS_SEATS)

    def in_queue(self) -> RegistrationQuerySet:
        """Who waits, in the order in which seats are offered."""
        return self.filter(state=RegistrationState.WAITING).order_by("turn", "pk")

    def with_at_most(self, most: int) -> RegistrationQuerySet:
        """Those who take no more than `most` seats."""
        return self.alias(in_all=seats()).filter(in_all__lte=most)


class Registration(models.Model):
    """Somebody comes to an event, or waits for a seat. Companions and children take seats too."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event"))
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState.choices)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("mail address"), max_length=254)
    email_key = models.CharField(max_length=254, editable=False)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    support_needs = models.TextField(_("support needs"), max_length=1000, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    # An organisation's group: `name` is its contact, who takes the first seat; the others are companions and may have
    # names of their own (`Member`).
    is_group = models.BooleanField(_("group"), default=False)
    language = models.CharField(_("language"), max_length=20)
    # The place in the queue, by `Event.turns`. Whoever the office approves joins the end.
    turn = models.PositiveIntegerField(default=0, editable=False)
    registered_at = models.DateTimeField(_("registered"), default=clock.now)
    offered_until = models.DateTimeField(_("seat held until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering: ClassVar = ["registered_at", "pk"]
        indexes: ClassVar = [
            # The queue: who joined first is offered first. Turns are given out under the event's lock.
            models.Index(fields=["event", "state", "turn", "id"], name="events_registration_queue"),
            # Everything that one address has registered for.
            models.Index(fields=["email_key"], name="events_registration_address"),
            models.Index(
                fields=["offered_until"],
                condition=models.Q(offered_until__isnull=False),
                name="events_registration_offers",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=models.Q(state__in=[state.value for state in ACTIVE]),
                name="events_one_registration_per_person",
            ),
            models.CheckConstraint(
                condition=(models.Q(state__in=_HELD_UNTIL) & models.Q(offered_until__isnull=False))
                | (~models.Q(state__in=_HELD_UNTIL) & models.Q(offered_until=None)),
                name="events_offer_has_end",
            ),
            models.CheckConstraint(
                condition=models.Q(companions__lte=MAX_COMPANIONS)
                | (models.Q(is_group=True) & models.Q(companions__lt=MAX_GROUP)),
                name="events_companions_limit",
            ),
            models.CheckConstraint(condition=models.Q(children__lte=MAX_CHILDREN), name="events_children_limit"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seats(self) -> int:
        """The seats that this registration takes: one, and one for each companion and child."""
        return 1 + self.companions + self.children

    @property
    def member_names(self) -> list[str]:
        """Those of a group who have names, beside its contact, in the order in which they were entered."""
        return [member.name for member in self.members.all()] if self.is_group else []


class Member(models.Model):
    """One of those whom somebody registered as a group. The seat is the registration's."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="members", verbose_name=_("registration")
    )
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of a group")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
