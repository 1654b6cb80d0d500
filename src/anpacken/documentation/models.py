"""What remains of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.documentation.choices import Agreed, DemandState, DocumentationState, HandoutKind
from anpacken.events.models import Event, Forum
from anpacken.media.models import Paper, Picture
from anpacken.network.models import Project

if TYPE_CHECKING:
    # modelcluster has no types; to the type checker its classes are what they extend.
    from django.db.models import ForeignKey as ParentalKey
    from django.db.models import Model as ClusterableModel
else:
    from modelcluster.fields import ParentalKey
    from modelcluster.models import ClusterableModel


class Documentation(ClusterableModel):
    """The documentation of one event. What came of the event and of its forums stands with these, in `events`.

    `revision` counts changes, so that a form that was open for an hour overwrites nothing.
    """

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, related_name="documentation", verbose_name=_("event"), editable=False
    )
    state = models.CharField(
        _("state of the documentation"),
        max_length=10,
        choices=DocumentationState.choices,
        default=DocumentationState.DRAFT,
        editable=False,
    )
    introduction = TranslatedField(_("how it was, in some sentences"), multiline=True, max_length=3000, blank=True)
    recording = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("graphic recording"),
    )
    recording_description = TranslatedField(
        _("what the graphic recording says"),
        multiline=True,
        max_length=5000,
        blank=True,
        help_text=_("Everything that can be read in it, for those who do not see it."),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("last changed"), default=clock.now, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("documentation of an event")
        verbose_name_plural = _("documentations of events")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.event)


class Positioned(models.Model):
    """Something in the order that the office chose."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # The office orders them by dragging or with the arrow keys.
    sort_order_field = "position"

    class Meta:
        abstract = True


class Photo(Positioned):
    """A photo from the event. It is shown with rights, credit, alternative text and the consent of whom it shows."""

    documentation = ParentalKey(Documentation, on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+", verbose_name=_("picture"))
    agreed = models.CharField(_("people in the photo"), max_length=10, choices=Agreed.choices, default=Agreed.UNCLEAR)
    agreed_note = models.CharField(
        _("where the consents are kept"),
        max_length=200,
        blank=True,
        help_text=_("For the office only, for instance: folder 12, list of 3 June."),
    )
    caption = TranslatedField(_("caption"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.picture)


class Film(Positioned):
    """A film somewhere else: a plain link, with a preview picture of our own. Nothing is loaded from there."""

    documentation = ParentalKey(Documentation, on_delete=models.CASCADE, related_name="films")
    title = TranslatedField(_("title"), max_length=200)
    url = models.URLField(_("address of the film"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    subtitles = TranslatedField(
        _("subtitles and languages"),
        max_length=200,
        blank=True,
        help_text=_("For instance: German subtitles, sign language."),
    )
    transcript = models.ForeignKey(
        Paper,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what is said, as text"),
    )
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("preview picture")
    )

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Handout(Positioned):
    """Slides or a paper for download."""

    documentation = ParentalKey(Documentation, on_delete=models.CASCADE, related_name="handouts")
    kind = models.CharField(_("kind"), max_length=10, choices=HandoutKind.choices, default=HandoutKind.SLIDES)
    title = TranslatedField(_("title"), max_length=200)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+", verbose_name=_("document"))

    class Meta:
        verbose_name = _("slides or handout")
        verbose_name_plural = _("slides and handouts")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class PressReport(models.Model):
    """What was written elsewhere: medium and day; the text belongs to the medium."""

    documentation = ParentalKey(Documentation, on_delete=models.CASCADE, related_name="press")
    medium = models.CharField(_("medium"), max_length=120)
    published_on = models.DateField(_("published on"))
    title = models.CharField(_("heading"), max_length=200, blank=True)
    url = models.URLField(_("link to the report"), blank=True)

    class Meta:
        verbose_name = _("press report")
        verbose_name_plural = _("press reports")
        ordering: ClassVar = ["published_on", "pk"]

    def __str__(self) -> str:
        return self.medium


class Example(Positioned):
    """A project that was shown at the event as a good example."""

    documentation = ParentalKey(Documentation, on_delete=models.CASCADE, related_name="examples")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+", verbose_name=_("project"))
    note = TranslatedField(_("what it showed"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("good example")
        verbose_name_plural = _("good examples")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.project)


class Demand(Positioned):
    """What those who were there ask somebody to do. Handed on, it is followed up elsewhere and stays as it is."""

    documentation = ParentalKey(
        Documentation, on_delete=models.CASCADE, related_name="demands", verbose_name=_("event")
    )
    public_id = PublicIdField()
    wording = TranslatedField(_("demand"), multiline=True, max_length=600)
    addressed_to = models.CharField(
        _("addressed to"), max_length=160, blank=True, help_text=_("For instance: ministry, districts, companies.")
    )
    forum = models.ForeignKey(
        Forum,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="demands",
        verbose_name=_("raised in the forum"),
    )
    raised_on = models.DateField(_("raised on"), null=True, blank=True, help_text=_("Empty: on the event's first day."))
    state = models.CharField(
        _("state of the demand"),
        max_length=10,
        choices=DemandState.choices,
        default=DemandState.RAISED,
        editable=False,
    )
    handed_on_at = models.DateTimeField(_("handed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="handed_on") ^ models.Q(handed_on_at=None), name="documentation_handed_on_when"
            )
        ]

    def __str__(self) -> str:
        return str(self.wording)[:80]


class Became(models.Model):
    """What became of the findings of the event that `event` follows on from: of one forum, or of the whole."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="became", verbose_name=_("follow-up"))
    forum = models.ForeignKey(
        Forum, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("workshop forum")
    )
    text = TranslatedField(_("what became of it"), multiline=True, max_length=3000)

    class Meta:
        verbose_name = _("what became of a finding")
        verbose_name_plural = _("what became of findings")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "forum"], name="documentation_became_once"),
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(forum=None), name="documentation_became_of_the_whole_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.forum or ''}"
