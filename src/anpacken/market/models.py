"""The market of opportunities of an event: its call, who applied, and the stands on the plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Event
from anpacken.market.choices import MOST_PEOPLE, MOST_TABLES, STANDING, ApplicationState, Told
from anpacken.media.models import Picture
from anpacken.network.models import Project
from anpacken.people.models import Organisation


class Call(models.Model):
    """An event's call for stands. Its row is locked by every deed about its applications and stands."""

    public_id = PublicIdField()
    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, related_name="call_for_stands", verbose_name=_("event")
    )
    text = TranslatedField(_("what applicants should know"), multiline=True, blank=True)
    opens_at = models.DateTimeField(_("applications from"))
    closes_at = models.DateTimeField(_("deadline"))
    most_stands = models.PositiveSmallIntegerField(
        _("stands at most"), null=True, blank=True, help_text=_("Empty: no limit. Whoever is too many waits.")
    )
    most_tables = models.PositiveSmallIntegerField(
        _("tables at one stand"), default=2, help_text=_("How many somebody may ask for, 0 to 9.")
    )
    moves_up = models.BooleanField(
        _("whoever waits moves up at once"),
        default=False,
        help_text=_("When somebody with a stand withdraws, the first on the waiting list gets it and is told by mail."),
    )
    plan = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("floor plan")
    )
    published_at = models.DateTimeField(_("list of exhibitors public since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("call for stands")
        verbose_name_plural = _("calls for stands")
        ordering: ClassVar = ["-closes_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="market_call_window",
                violation_error_message=_("The deadline lies before the opening. Please check both."),
            ),
            models.CheckConstraint(
                condition=Q(most_tables__lte=MOST_TABLES),
                name="market_call_tables",
                violation_error_message=_("At most 9 tables at one stand, please."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def standing(self) -> ApplicationQuerySet:
        """All that were not withdrawn."""
        return self.filter(state__in=STANDING)

    def accepted(self) -> ApplicationQuerySet:
        return self.filter(state=ApplicationState.ACCEPTED)

    def in_queue(self) -> ApplicationQuerySet:
        """Who waits, in the order in which they move up."""
        return self.filter(state=ApplicationState.WAITING).order_by("waiting_from_at", "pk")


class Application(models.Model):
    """Somebody would like a stand: who, what they show, and what they need for it."""

    public_id = PublicIdField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications", verbose_name=_("event"))
    state = models.CharField(
        _("state of the application"),
        max_length=10,
        choices=ApplicationState.choices,
        default=ApplicationState.SUBMITTED,
        editable=False,
    )
    organisation_name = models.CharField(_("organisation or group"), max_length=160)
    title = models.CharField(_("project"), max_length=120)
    # The title as it is compared, so that a double click is one application.
    title_key = models.CharField(max_length=120, editable=False)
    shows = models.TextField(_("what is shown"), max_length=600)
    contact_name = models.CharField(_("contact person"), max_length=160)
    email = models.EmailField(_("mail address"), max_length=254)
    email_key = models.CharField(max_length=254, editable=False)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language of the mails"), max_length=20, default="de")
    tables = models.PositiveSmallIntegerField(_("tables"), default=1)
    needs_power = models.BooleanField(_("needs power"), default=False)
    power_for = models.CharField(_("power for what"), max_length=120, blank=True)
    brings = models.TextField(_("what they bring"), max_length=400, blank=True)
    people = models.PositiveSmallIntegerField(_("people at the stand"), default=1)
    support_needs = models.TextField(_("support needs"), max_length=600, blank=True)
    reason = models.TextField(_("reason that the applicant reads"), max_length=600, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stand_applications",
        verbose_name=_("organisation in the register"),
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stand_applications",
        verbose_name=_("profile of the project"),
    )
    applied_at = models.DateTimeField(_("applied"), default=clock.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    waiting_from_at = models.DateTimeField(_("waits since"), null=True, blank=True, editable=False)
    told = models.CharField(
        _("told by mail"), max_length=10, choices=Told.choices, default=Told.NOTHING, blank=True, editable=False
    )
    told_at = models.DateTimeField(_("told"), null=True, blank=True, editable=False)
    # None: nobody has said yet.
    came = models.BooleanField(_("came"), null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for a stand")
        verbose_name_plural = _("applications for stands")
        ordering: ClassVar = ["applied_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["call", "state", "waiting_from_at"], name="market_application_queue"),
            models.Index(fields=["email_key"], name="market_application_address"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "email_key", "title_key"],
                condition=Q(state__in=[state.value for state in STANDING]),
                name="market_one_application_per_project",
            ),
            models.CheckConstraint(condition=Q(tables__lte=MOST_TABLES), name="market_application_tables"),
            models.CheckConstraint(
                condition=Q(people__gte=1) & Q(people__lte=MOST_PEOPLE), name="market_application_people"
            ),
            models.CheckConstraint(
                condition=(Q(state="waiting") & Q(waiting_from_at__isnull=False))
                | (~Q(state="waiting") & Q(waiting_from_at=None)),
                name="market_who_waits_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name}: {self.title}" if self.title else self.organisation_name


class Stand(models.Model):
    """A numbered place on the plan. `x` and `y` are shares of the plan's width and height, from its upper left."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="stands", verbose_name=_("event"))
    number = models.PositiveSmallIntegerField(_("number"))
    x = models.FloatField(_("from the left"), default=0.5)
    y = models.FloatField(_("from the top"), default=0.5)
    has_power = models.BooleanField(_("has power"), default=False)
    application = models.OneToOneField(
        Application,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stand",
        verbose_name=_("application"),
    )

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="market_stand_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="market_stand_number"),
            models.CheckConstraint(
                condition=Q(x__gte=0) & Q(x__lte=1) & Q(y__gte=0) & Q(y__lte=1), name="market_stand_on_the_plan"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
