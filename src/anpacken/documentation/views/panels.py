"""What the office fills in on one page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from anpacken.core.texts import TranslatedText
from anpacken.core.texts.forms import TranslatedFormField
from anpacken.documentation.forms import WHOLE, name_of
from anpacken.documentation.models import Documentation
from anpacken.events.models import Event, Forum


class DocumentationForm(WagtailAdminModelForm):
    """The documentation with its parts, and what came of the event and each of its forums."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event: Event = self.instance.event
        self.forums: Sequence[Forum] = list(event.forums.all())
        self.fields["seen"] = forms.IntegerField(initial=self.instance.revision, min_value=0, widget=forms.HiddenInput)
        self.fields[WHOLE] = _finding(_("What came of the event as a whole"), event.findings)
        for forum in self.forums:
            self.fields[name_of(forum)] = _finding(str(forum.title), forum.findings)
        if "demands" in self.formsets:
            self.formsets["demands"].form_kwargs["event"] = event

    def finding_fields(self) -> list[forms.BoundField]:
        return [self[WHOLE], *(self[name_of(forum)] for forum in self.forums)]

    def findings(self) -> dict[int, TranslatedText]:
        return {forum.pk: self.cleaned_data[name_of(forum)] for forum in self.forums}


class DemandForm(WagtailAdminModelForm):
    """A demand, with the forums of its own event to choose from."""

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = Forum.objects.filter(event=event)


def _finding(label: Any, text: TranslatedText) -> TranslatedFormField:
    return TranslatedFormField(multiline=True, required=False, label=label, initial=text)


class DemandsPanel(InlinePanel):
    """Demands, whose form knows the event."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = DemandForm
        return options


def _panels() -> list[Any]:
    return [*_seen(), *_said()]


def _seen() -> list[Any]:
    """How it was, and what there is to look at."""
    return [
        FieldPanel("introduction"),
        InlinePanel(
            "photos",
            [
                FieldPanel("picture"),
                FieldPanel("caption"),
                FieldRowPanel([FieldPanel("agreed"), FieldPanel("agreed_note")]),
            ],
            heading=_("Photos"),
            label=_("Photo"),
            help_text=_("Credit, rights and alternative text stand with the picture itself."),
        ),
        MultiFieldPanel(
            [FieldPanel("recording"), FieldPanel("recording_description")],
            _("Graphic recording"),
            classname="collapsed",
        ),
        InlinePanel(
            "films",
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("url"), FieldPanel("minutes")]),
                FieldPanel("subtitles"),
                FieldRowPanel([FieldPanel("transcript"), FieldPanel("picture")]),
            ],
            heading=_("Films"),
            label=_("Film"),
            help_text=_("The page shows a plain link; nothing is loaded from elsewhere."),
        ),
    ]


def _said() -> list[Any]:
    """What there is to read."""
    return [
        InlinePanel(
            "handouts",
            [FieldPanel("title"), FieldRowPanel([FieldPanel("kind"), FieldPanel("paper")])],
            heading=_("Slides and handouts"),
            label=_("Document"),
        ),
        InlinePanel(
            "examples",
            [FieldPanel("project"), FieldPanel("note")],
            heading=_("Good examples that were shown"),
            label=_("Good example"),
        ),
        InlinePanel(
            "press",
            [
                FieldRowPanel([FieldPanel("medium"), FieldPanel("published_on")]),
                FieldPanel("title"),
                FieldPanel("url"),
            ],
            heading=_("Press"),
            label=_("Press report"),
        ),
        DemandsPanel(
            "demands",
            [
                FieldPanel("wording"),
                FieldRowPanel([FieldPanel("addressed_to"), FieldPanel("forum"), FieldPanel("raised_on")]),
            ],
            heading=_("Demands that were raised"),
            label=_("Demand"),
        ),
    ]


@cache
def handler() -> Any:
    """The page's panels, bound to the model once the apps are there."""
    return ObjectList(_panels(), base_form_class=DocumentationForm).bind_to_model(Documentation)
