"""What happens when and where at an event, and what of it has been released."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Contribution, Event, Forum, Registration
from anpacken.programme.choices import ItemKind


class Room(models.Model):
    """A room at the place of an event: a column of its programme."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("event"))
    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=80)
    way = models.CharField(_("way there"), max_length=160, blank=True, help_text=_("For instance: 1st floor, left."))
    capacity = models.PositiveIntegerField(_("holds"), null=True, blank=True, help_text=_("Empty: no limit."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "name"], name="programme_room_once")]

    def __str__(self) -> str:
        return self.name


class ItemQuerySet(models.QuerySet["Item"]):
    def slots(self) -> ItemQuerySet:
        """What somebody chooses and gets a place in."""
        return self.filter(forum__isnull=False)


class Item(models.Model):
    """Something in the programme, on one day. With `forum` and `round` it is a *slot*.

    Items are the office's draft: the public sees the latest `Release`. `capacity` is the slot's own limit; empty, the
    room's counts. `taken` (heads in places) is written by the actions about places only, with this row locked.
    `revision` counts changes, so that a form that was open for an hour overwrites nothing.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="items", verbose_name=_("event"))
    public_id = PublicIdField()
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices, default=ItemKind.TALK)
    title = TranslatedField(
        _("title"), max_length=200, blank=True, help_text=_("A slot without a title bears that of its forum.")
    )
    abstract = TranslatedField(_("what it is about"), multiline=True, max_length=2000, blank=True)
    on = models.DateField(_("day"))
    begins_at = models.TimeField(_("begins"))
    ends_at = models.TimeField(_("ends"))
    room = models.ForeignKey(
        Room, on_delete=models.RESTRICT, null=True, blank=True, related_name="items", verbose_name=_("room")
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.RESTRICT, null=True, blank=True, related_name="slots", verbose_name=_("forum")
    )
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: as many as the room holds.")
    )
    taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    contributions = models.ManyToManyField(
        Contribution, blank=True, related_name="items", verbose_name=_("who speaks or moderates")
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering: ClassVar = ["on", "begins_at", "ends_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["event", "on", "begins_at"], name="programme_item_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="programme_item_times",
                violation_error_message=_("It ends before it begins. Please check both times."),
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(taken__lte=models.F("capacity")),
                name="programme_never_one_place_too_many",
                violation_error_message=_("More places are taken than that."),
            ),
            models.CheckConstraint(
                condition=models.Q(forum=None, round=None) | models.Q(forum__isnull=False, round__gte=1),
                name="programme_slot_has_forum_and_round",
                violation_error_message=_("A slot is a forum in a round: please choose both, or neither."),
            ),
            models.UniqueConstraint(
                fields=["forum", "round"],
                condition=models.Q(forum__isnull=False),
                name="programme_one_slot_per_forum_and_round",
                violation_error_message=_("This forum has a slot in that round already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or (str(self.forum) if self.forum_id else "")

    @property
    def is_slot(self) -> bool:
        return self.forum_id is not None

    @property
    def places(self) -> int | None:
        """How many heads fit: the slot's own limit, else the room's; None when there is no limit."""
        if self.capacity is not None:
            return self.capacity
        return self.room.capacity if self.room is not None else None


class Release(models.Model):
    """A numbered version of an event's programme, as the public sees it. Never changed once made.

    `snapshot` holds everything that is shown, in all languages; `changes` what differs from the release before.
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="programme_releases", verbose_name=_("event")
    )
    number = models.PositiveIntegerField(_("version"))
    released_at = models.DateTimeField(_("released on"), default=clock.now)
    note = TranslatedField(_("what the office says about it"), max_length=600, blank=True, multiline=True)
    snapshot: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)
    changes: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("release of a programme")
        verbose_name_plural = _("releases of programmes")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "number"], name="programme_release_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Telling(models.Model):
    """Somebody who is told what a release changed for them. Without `queued_at` the mail is still to be queued."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="tellings")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="programme_tellings")
    # Positions in the release's list of changes: those that concern this registration.
    changes: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)
    queued_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("telling about a release")
        verbose_name_plural = _("tellings about releases")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(queued_at=None), name="programme_still_to_tell")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "registration"], name="programme_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.registration_id}"
