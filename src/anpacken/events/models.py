"""Events, who makes them, and who comes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.choices import (
    ACTIVE,
    ContributionKind,
    EventFormat,
    EventState,
    PartnerRole,
    RegistrationState,
)
from anpacken.media.models import Picture
from anpacken.people.models import Organisation, Person
from anpacken.places.models import Municipality, Region


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


class Event(models.Model):
    """An event of the alliance, or one that it takes part in.

    `starts_on` is empty while the day is open. `date_precision` says how exactly it is known. When the days
    are not one run, or have hours of their own, they stand in `days`. Counts carry their word; `reach` is the
    audience of somebody else's fair and is never added to participants. `taken_seats` counts the seats held by
    registrations and open offers and is written by the registration actions only.
    """

    public_id = PublicIdField()
    # The demo file's own key, so that loading it again finds the event.
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    format = models.CharField(_("format"), max_length=30, choices=EventFormat.choices)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name=_("follows on from")
    )
    title = TranslatedField(_("title"), max_length=200)
    motto = TranslatedField(_("motto"), max_length=200, blank=True)
    summary = TranslatedField(_("in two or three sentences"), multiline=True, max_length=600, blank=True)
    body = TranslatedField(_("description"), multiline=True, blank=True)
    findings = TranslatedField(_("what came of it"), multiline=True, blank=True)
    art = TranslatedField(_("kind of art"), max_length=80, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("regional office")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("town")
    )
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    address = models.CharField(_("street and number"), max_length=160, blank=True)
    online_url = models.URLField(_("online at"), blank=True)
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
    reach_word = models.CharField(_("visitors counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT)
    stands = models.PositiveIntegerField(_("stands on the market of opportunities"), null=True, blank=True)
    stands_word = models.CharField(_("stands counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT)

    takes_registrations = models.BooleanField(_("registration on this site"), default=False)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    taken_seats = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(_("hours that an offered seat is held"), default=48)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(taken_seats__lte=models.F("capacity")),
                name="events_never_one_seat_too_many",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")), name="events_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(registration_opens_at=None)
                | models.Q(registration_closes_at=None)
                | models.Q(registration_closes_at__gt=models.F("registration_opens_at")),
                name="events_registration_window",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

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

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
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

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="event_parts")
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.COHOST)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

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

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(_("kind"), max_length=20, choices=ContributionKind.choices)
    name = models.CharField(_("name"), max_length=160)
    position_held = TranslatedField(_("position"), max_length=200, blank=True)
    title = TranslatedField(_("title"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Forum(models.Model):
    """A workshop forum. Held in two rounds it counts as two forums."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="forums")
    title = TranslatedField(_("title"), max_length=200)
    rounds = models.PositiveSmallIntegerField(_("rounds"), default=1)
    is_expert_group = models.BooleanField(_("expert working group"), default=False)
    findings = TranslatedField(_("what came of it"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("workshop forum")
        verbose_name_plural = _("workshop forums")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(rounds__gte=1), name="events_forum_rounds")]

    def __str__(self) -> str:
        return str(self.title)


class Registration(models.Model):
    """Somebody comes to an event, or waits for a seat. Companions take seats too."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event"))
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState.choices)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("mail address"), max_length=254)
    email_key = models.CharField(max_length=254, editable=False)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    support_needs = models.TextField(_("support needs"), max_length=1000, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    language = models.CharField(_("language"), max_length=20)
    registered_at = models.DateTimeField(_("registered"), default=clock.now)
    offered_until = models.DateTimeField(_("seat held until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering: ClassVar = ["registered_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["event", "state", "registered_at"], name="events_registration_queue"),
            models.Index(fields=["offered_until"], condition=models.Q(state="offered"), name="events_registration_offers"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=models.Q(state__in=[state.value for state in ACTIVE]),
                name="events_one_registration_per_person",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="offered") & models.Q(offered_until__isnull=False))
                | (~models.Q(state="offered") & models.Q(offered_until=None)),
                name="events_offer_has_end",
            ),
            models.CheckConstraint(condition=models.Q(companions__lte=9), name="events_companions_limit"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seats(self) -> int:
        """The seats that this registration takes: one and one for each companion."""
        return 1 + self.companions
