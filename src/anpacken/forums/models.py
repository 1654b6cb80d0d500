"""Who wants to take part in which forum, and who does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.events.models import Event, Registration
from anpacken.forums.choices import Mode, PlaceState, Reason
from anpacken.programme.models import Item


class ForumChoice(models.Model):
    """How people come to their forums at one event. Without it nobody is asked.

    `seed` decides the draw; it is fixed when the choice is opened, so that nobody can try seeds until the result suits.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="forum_choice", verbose_name=_("event"))
    mode = models.CharField(_("how places are given"), max_length=12, choices=Mode.choices, default=Mode.DRAWN)
    closes_at = models.DateTimeField(
        _("choice closes"), null=True, blank=True, help_text=_("Empty: when the event begins.")
    )
    gives_any = models.BooleanField(
        _("give free places to those who got neither wish"),
        default=False,
        help_text=_("Otherwise they are put on the waiting list of their first wish."),
    )
    seed = models.PositiveBigIntegerField(_("seed of the draw"))
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)
    told_at = models.DateTimeField(_("everybody told"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice of forums")
        verbose_name_plural = _("choices of forums")

    def __str__(self) -> str:
        return str(self.event)


class Wish(models.Model):
    """A slot that somebody would like, as first or second choice of its round."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="forum_wishes")
    round = models.PositiveSmallIntegerField(_("round"))
    rank = models.PositiveSmallIntegerField(_("first or second choice"))
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="wishes", verbose_name=_("slot"))

    class Meta:
        verbose_name = _("wish for a forum")
        verbose_name_plural = _("wishes for forums")
        ordering: ClassVar = ["round", "rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "round", "rank"], name="forums_wish_once"),
            models.UniqueConstraint(fields=["registration", "item"], name="forums_wish_for_a_slot_once"),
            models.CheckConstraint(condition=models.Q(rank__in=[1, 2]), name="forums_wish_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.item_id}"


class Place(models.Model):
    """A place in a slot for everybody of one registration, or its turn on the slot's waiting list."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="forum_places")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="places_given", verbose_name=_("slot"))
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=8, choices=PlaceState.choices)
    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices)
    # The heads that the slot's counter holds for it.
    heads = models.PositiveSmallIntegerField(_("heads"))
    since_at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("place in a forum")
        verbose_name_plural = _("places in forums")
        ordering: ClassVar = ["round", "pk"]
        indexes: ClassVar = [models.Index(fields=["item", "state", "id"], name="forums_waiting_list")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "round"],
                condition=models.Q(state="placed"),
                name="forums_one_place_per_round",
            ),
            models.UniqueConstraint(fields=["registration", "item"], name="forums_a_slot_once"),
            models.CheckConstraint(condition=models.Q(heads__gte=1), name="forums_place_heads"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.item_id}"
