"""Events and who makes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.ids import PublicIdField
from anpacken.core.selection import SelectionField
from anpacken.core.texts import TranslatedField
from anpacken.events.choices import (
    MAX_CHILDREN,
    MAX_COMPANIONS,
    MAX_GROUP,
    Access,
    ContributionKind,
    EventFormat,
    EventState,
    PartnerRole,
)
from anpacken.media.models import Picture
from anpacken.people.models import Organisation
from anpacken.people.spoken import name as language_name
from anpacken.people.spoken import names as language_names
from anpacken.places.models import Municipality, Region

if TYPE_CHECKING:
    # modelcluster has no types; to the type checker its classes are what they extend.
    from django.db.models import ForeignKey as ParentalKey
    from django.db.models import Model as ClusterableModel
else:
    from modelcluster.fields import ParentalKey
    from modelcluster.models import ClusterableModel


class Series(models.Model):
    """Events that belong together, such as the culture workshops."""

    public_id = PublicIdField()
    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = TranslatedField(_("name"), max_length=160)
    summary = TranslatedField(_("what it is about"), multiline=True, blank=True)
    begun_on = models.DateField(_("since"), null=True, blank=True)
    supported_by = models.CharField(_("supported by"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.name)


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> EventQuerySet:
        """What visitors may see: everything but drafts."""
        return self.exclude(state=EventState.DRAFT)

    def upcoming(self, on: date) -> EventQuerySet:
        """Announced or called off, not over on the day `on`. An event whose day is open is still to come."""
        open_day = models.Q(starts_on=None, state=EventState.ANNOUNCED)
        to_come = models.Q(starts_on__gte=on) | models.Q(ends_on__gte=on)
        return self.filter(open_day | (to_come & models.Q(state__in=[EventState.ANNOUNCED, EventState.CANCELLED])))

    def past(self, on: date) -> EventQuerySet:
        """Held, or announced and over on the day `on`."""
        over = models.Q(starts_on__lt=on) & (models.Q(ends_on=None) | models.Q(ends_on__lt=on))
        return self.filter(models.Q(state=EventState.HELD) | (over & models.Q(state=EventState.ANNOUNCED)))


EventManager = models.Manager.from_queryset(EventQuerySet)


class Event(ClusterableModel):
    """An event of the alliance, or one that it takes part in.

    `starts_on` is empty while the day is open. `date_precision` says how exactly it is known. When the days
    are not one run, or have hours of their own, they stand in `days`. Counts carry their word; `reach` is the
    audience of somebody else's fair and is never added to participants.

    `taken_seats` (seats held by registrations and open offers), `waiting_count` (registrations that wait) and `turns`
    are written by `actions.seats` only, under the lock of this row; `queries.seats.seat_drift` checks them.
    """

    public_id = PublicIdField()
    # What a data file calls the event, so that loading it again finds it.
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    format = models.CharField(_("format"), max_length=30, choices=EventFormat.choices)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follows on from"),
    )
    title = TranslatedField(_("title"), max_length=200)
    motto = TranslatedField(_("motto"), max_length=200, blank=True)
    summary = TranslatedField(_("in two or three sentences"), multiline=True, max_length=600, blank=True)
    body = TranslatedField(_("description"), multiline=True, blank=True)
    findings = TranslatedField(_("what came of it"), multiline=True, blank=True)
    art = TranslatedField(_("kind of art"), max_length=80, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("regional office"),
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("town")
    )
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    address = models.CharField(_("street and number"), max_length=160, blank=True)
    online_url = models.URLField(_("online at"), blank=True)
    spoken = SelectionField(_("languages spoken"), options=language_names)
    interpreted = SelectionField(_("interpreted into"), options=language_names)
    access = SelectionField(_("accessibility"), options=lambda: Access.choices)
    access_note = TranslatedField(_("more about accessibility"), multiline=True, max_length=600, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True, db_index=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    date_precision = models.CharField(
        _("date known"), max_length=10, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    begins_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_word = models.CharField(
        _("participants counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT
    )
    registered = models.PositiveIntegerField(_("registered (from elsewhere)"), null=True, blank=True)
    registered_word = models.CharField(
        _("registered counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT
    )
    reach = models.PositiveIntegerField(_("visitors of the fair as a whole"), null=True, blank=True)
    reach_word = models.CharField(
        _("visitors counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT
    )
    stands = models.PositiveIntegerField(_("stands on the market of opportunities"), null=True, blank=True)
    stands_word = models.CharField(
        _("stands counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT
    )

    takes_registrations = models.BooleanField(_("registration on this site"), default=False)
    registration_url = models.URLField(_("registration elsewhere, at"), blank=True)
    by_invitation = models.BooleanField(
        _("by invitation only"),
        default=False,
        help_text=_("Only who has a personal link can register. The event's page says so; the office can add people."),
    )
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    taken_seats = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    # How many places in the queue were given out: the next to join it gets the number after.
    turns = models.PositiveIntegerField(default=0, editable=False)
    waiting_count = models.PositiveIntegerField(_("registrations on the waiting list"), default=0, editable=False)
    max_companions = models.PositiveSmallIntegerField(
        _("companions at most"), default=4, help_text=_("How many people one registration may bring along, 0 to 9.")
    )
    max_children = models.PositiveSmallIntegerField(
        _("children at most"),
        default=0,
        help_text=_(
            "How many children one registration may bring along besides, 0 to 9. They take seats; their age is not "
            "asked. With 0 nobody is asked about children."
        ),
    )
    max_group = models.PositiveSmallIntegerField(
        _("people in a group at most"),
        default=0,
        help_text=_(
            "An organisation may register a group of up to so many people under one name, 2 to 50. With 0 there is no "
            "form for groups."
        ),
    )
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(_("hours that an offered seat is held"), default=48)
    approved_by_office = models.BooleanField(
        _("the office decides who comes"),
        default=False,
        help_text=_(
            "Registering is then asking for a seat: nobody has one until you approve. Those whom you approve when all "
            "seats are taken join the end of the waiting list."
        ),
    )
    confirmed_by_mail = models.BooleanField(
        _("confirmation by mail"),
        default=False,
        help_text=_(
            "Who registers gets a link and confirms with it within 24 hours. Until then the seat is held; otherwise it "
            "goes to the next."
        ),
    )
    offers_newsletter = models.BooleanField(
        _("offer the newsletter"),
        default=False,
        help_text=_("The form has a box for it, unticked. Whoever ticks it gets a mail and confirms by its link."),
    )
    fills_gaps = models.BooleanField(
        _("fill gaps from the waiting list"),
        default=False,
        help_text=_(
            "When the group whose turn it is needs more seats than are free, the next in the order who fit are offered "
            "them. No seat stays empty, but large groups may wait long. Without the tick seats gather until the group "
            "fits, and nobody is passed over."
        ),
    )

    # When its documentation was published; a room above writes it by `actions.documenting`.
    documented_at = models.DateTimeField(_("documented"), null=True, blank=True, editable=False)

    # Counted up with every change, so that calendars take the newer entry.
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("last changed"), default=clock.now, editable=False)
    # Words to find the event by, folded: see `queries.search`.
    search_text = models.TextField(default="", blank=True, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["starts_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "starts_on"], name="events_event_state_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(taken_seats__lte=models.F("capacity")),
                name="events_never_one_seat_too_many",
                violation_error_message=_("More seats are taken than that."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="events_dates",
                violation_error_message=_("The last day lies before the first. Please check both."),
            ),
            models.CheckConstraint(
                condition=models.Q(registration_opens_at=None)
                | models.Q(registration_closes_at=None)
                | models.Q(registration_closes_at__gt=models.F("registration_opens_at")),
                name="events_registration_window",
                violation_error_message=_("Registration closes before it opens. Please check both."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_companions__lte=MAX_COMPANIONS),
                name="events_max_companions",
                violation_error_message=_("At most 9 companions, please."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_children__lte=MAX_CHILDREN),
                name="events_max_children",
                violation_error_message=_("At most 9 children, please."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_group__lte=MAX_GROUP) & ~models.Q(max_group=1),
                name="events_max_group",
                violation_error_message=_("A group has 2 to 50 people; 0 means that there is no form for groups."),
            ),
            models.CheckConstraint(
                condition=models.Q(offer_hours__gte=1),
                name="events_offer_hours",
                violation_error_message=_("Hold an offered seat for at least one hour."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def languages(self) -> tuple[list[str], list[str]]:
        """The names of the languages spoken, and of those interpreted into, in the active language."""
        return [language_name(code) for code in self.spoken], [language_name(code) for code in self.interpreted]

    @property
    def access_names(self) -> list[str]:
        """What makes it easier to take part, in the active language."""
        return [str(Access(code).label) for code in self.access if code in Access.values]

    @property
    def participants_count(self) -> Count | None:
        return None if self.participants is None else Count(self.participants, CountWord(self.participants_word))

    @property
    def registered_count(self) -> Count | None:
        return None if self.registered is None else Count(self.registered, CountWord(self.registered_word))

    @property
    def reach_count(self) -> Count | None:
        return None if self.reach is None else Count(self.reach, CountWord(self.reach_word))

    @property
    def stands_count(self) -> Count | None:
        return None if self.stands is None else Count(self.stands, CountWord(self.stands_word))


class EventDay(models.Model):
    """A day of an event whose days are not one run or have hours of their own."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="days")
    on = models.DateField(_("day"))
    begins_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)

    class Meta:
        verbose_name = _("day of an event")
        verbose_name_plural = _("days of an event")
        ordering: ClassVar = ["on", "begins_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "on"], name="events_day_once")]

    def __str__(self) -> str:
        return str(self.on)


class EventPartner(models.Model):
    """An organisation that makes an event or lends it its name, in the order of the logos."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="event_parts")
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.COHOST)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # The office orders them by dragging or with the arrow keys.
    sort_order_field = "position"

    class Meta:
        verbose_name = _("partner of an event")
        verbose_name_plural = _("partners of an event")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "organisation", "role"], name="events_partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Contribution(models.Model):
    """What somebody does on stage: a keynote, a talk, a place on the panel."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(_("kind"), max_length=20, choices=ContributionKind.choices)
    name = models.CharField(_("name"), max_length=160)
    position_held = TranslatedField(_("function"), max_length=200, blank=True)
    title = TranslatedField(_("title"), max_length=200, blank=True)
    biography = TranslatedField(_("about the person"), multiline=True, max_length=1500, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # The office orders them by dragging or with the arrow keys.
    sort_order_field = "position"

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Forum(models.Model):
    """A workshop forum. Held in two rounds it counts as two forums."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="forums")
    title = TranslatedField(_("title"), max_length=200)
    rounds = models.PositiveSmallIntegerField(_("rounds"), default=1)
    is_expert_group = models.BooleanField(_("expert working group"), default=False)
    findings = TranslatedField(_("what came of it"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # The office orders them by dragging or with the arrow keys.
    sort_order_field = "position"

    class Meta:
        verbose_name = _("workshop forum")
        verbose_name_plural = _("workshop forums")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(rounds__gte=1), name="events_forum_rounds")]

    def __str__(self) -> str:
        return str(self.title)
