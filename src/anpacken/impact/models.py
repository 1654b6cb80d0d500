"""What came of the work: the alliance's years, figures, outcomes, awards, publications and press."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from anpacken.alliance.models import Theme
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Event
from anpacken.impact.choices import PublicationKind
from anpacken.media.models import Paper
from anpacken.people.models import Organisation


def _data_key() -> models.SlugField[str | None, str | None]:
    """The key in the data file that a record was loaded from, so that loading it again finds it; none for others."""
    return models.SlugField(max_length=80, unique=True, null=True, blank=True, editable=False)


class AllianceYear(models.Model):
    """A year as the alliance counts it, with the report's cut-off date and its own texts."""

    public_id = PublicIdField()
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    cut_off_on = models.DateField(_("report cut-off"))
    title = TranslatedField(_("title of the report"), max_length=200, blank=True)
    foreword = TranslatedField(_("foreword"), multiline=True, blank=True)
    review = TranslatedField(_("looking back"), multiline=True, blank=True)
    outlook = TranslatedField(_("outlook"), multiline=True, blank=True)
    is_published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("alliance year")
        verbose_name_plural = _("alliance years")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="impact_year_dates"),
            models.CheckConstraint(
                condition=models.Q(cut_off_on__gte=models.F("starts_on"), cut_off_on__lte=models.F("ends_on")),
                name="impact_year_cut_off_inside",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or str(self.number)


class OpeningBalance(models.Model):
    """What a figure stood at on a day, and where that is known from: before the records begin, or as read elsewhere.

    `part` is empty for a figure that is one number, else the key of the part (`persons`, `central_conference`).
    A figure may have several balances at different days; each day is answered from the newest one up to it, so
    a new reading never changes an old report.
    """

    public_id = PublicIdField()
    figure = models.CharField(_("figure"), max_length=40)
    part = models.CharField(_("part"), max_length=40, blank=True)
    value = models.PositiveIntegerField(_("value"))
    word = models.CharField(_("counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT)
    as_of = models.DateField(_("as of"))
    source = TranslatedField(_("source"), multiline=True)

    class Meta:
        verbose_name = _("opening balance")
        verbose_name_plural = _("opening balances")
        ordering: ClassVar = ["figure", "part", "as_of"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["figure", "part", "as_of"], name="impact_opening_once")
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.part}".strip()

    @property
    def count(self) -> Count:
        return Count(self.value, CountWord(self.word))


class Publication(models.Model):
    """A brochure, booklet, flyer or newsletter issue of the alliance."""

    public_id = PublicIdField()
    slug = _data_key()
    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind.choices)
    title = TranslatedField(_("title"), max_length=200)
    summary = TranslatedField(_("what it is about"), multiline=True, blank=True)
    published_on = models.DateField(_("published"))
    date_precision = models.CharField(
        _("date known"), max_length=10, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    is_special_issue = models.BooleanField(_("special issue"), default=False)
    event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="publications", verbose_name=_("event")
    )
    paper = models.ForeignKey(Paper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering: ClassVar = ["-published_on", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class PressItem(models.Model):
    """A press article about the alliance: outlet and day only, the text belongs to the outlet."""

    public_id = PublicIdField()
    outlet = models.CharField(_("outlet"), max_length=120)
    published_on = models.DateField(_("published"))
    event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="press_items", verbose_name=_("event")
    )

    class Meta:
        verbose_name = _("press article")
        verbose_name_plural = _("press articles")
        ordering: ClassVar = ["published_on", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["outlet", "published_on"], name="impact_press_once")]

    def __str__(self) -> str:
        return f"{self.outlet} {self.published_on}"


class Prize(models.Model):
    """A prize that was awarded. The alliance's own special prize counts into the figures."""

    public_id = PublicIdField()
    slug = _data_key()
    award_name = TranslatedField(_("award"), max_length=200)
    name = TranslatedField(_("prize"), max_length=200)
    is_special_prize = models.BooleanField(_("special prize of the alliance"), default=False)
    motto = TranslatedField(_("motto of the award"), max_length=200, blank=True)
    awarded_on = models.DateField(_("awarded"))
    winner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="prizes", verbose_name=_("winner")
    )
    winning_entry = models.CharField(_("winning entry"), max_length=200, blank=True)
    endowment = models.PositiveIntegerField(_("endowed with (euro)"), null=True, blank=True)
    jury = models.JSONField(_("jury"), default=list, blank=True)
    event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="prizes", verbose_name=_("event")
    )

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")
        ordering: ClassVar = ["-awarded_on", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class Outcome(models.Model):
    """Something that politics or society did about what the alliance asks for, with its source."""

    public_id = PublicIdField()
    slug = _data_key()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("theme"))
    title = TranslatedField(_("title"), max_length=200)
    text = TranslatedField(_("what happened"), multiline=True)
    source = TranslatedField(_("source"), max_length=200)
    happened_on = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        _("date known"), max_length=10, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    link_to_alliance = TranslatedField(_("what the alliance has to do with it"), multiline=True, blank=True)
    year = models.ForeignKey(AllianceYear, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("year"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering: ClassVar = ["theme__position", "position", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Indicator(ClusterableModel):
    """A number about the state of things that others measure, such as people in work."""

    public_id = PublicIdField()
    slug = models.SlugField(_("short name"), unique=True)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name=_("theme")
    )
    name = TranslatedField(_("name"), max_length=200)
    unit = TranslatedField(_("unit"), max_length=60, blank=True)
    note = TranslatedField(_("note"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class IndicatorPoint(models.Model):
    """The value of an indicator at, or up to, a day."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="points")
    as_of = models.DateField(_("as of"))
    date_precision = models.CharField(
        _("date known"), max_length=10, choices=DatePrecision.choices, default=DatePrecision.MONTH
    )
    value = models.PositiveIntegerField(_("value"))
    word = models.CharField(_("counted"), max_length=10, choices=CountWord.choices, default=CountWord.EXACT)
    source = TranslatedField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering: ClassVar = ["as_of"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["indicator", "as_of"], name="impact_point_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.as_of}: {self.value}"

    @property
    def count(self) -> Count:
        return Count(self.value, CountWord(self.word))
