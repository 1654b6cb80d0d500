"""The thirteen figures. Their sentences are what the public reads under "How this figure is made"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.events.choices import CONFERENCE_FORMATS
from anpacken.impact.errors import UnknownFigure
from anpacken.impact.figures.kinds import Figure, Part, Span

_CONFERENCE_LABELS = {
    "central_conference": _("Central conferences"),
    "regional_dialogue": _("Regional conferences and dialogues"),
    "follow_up": _("Follow-ups"),
    "expert_meeting": _("Expert meetings"),
}

FIGURES: tuple[Figure, ...] = (
    Figure(
        key="supporters",
        label=_("Supporters"),
        unit=_("supporters"),
        definition=_("Persons and institutions that stand by the alliance publicly on the cut-off day."),
        counting=_("Everybody who holds the role of supporter on that day counts once; roles that have ended do not."),
        span=Span.STANDING,
        parts=(Part("persons", _("Persons")), Part("institutions", _("Institutions"))),
    ),
    Figure(
        key="conferences",
        label=_("Conferences"),
        unit=_("conferences"),
        definition=_("Conferences of the alliance since it was founded, in four formats."),
        counting=_("Every event of these formats that was held counts once, however many days it took."),
        span=Span.CUMULATIVE,
        parts=tuple(Part(str(kind.value), _CONFERENCE_LABELS[kind.value]) for kind in CONFERENCE_FORMATS),
    ),
    Figure(
        key="people_connected",
        label=_("People connected"),
        unit=_("participants"),
        definition=_("People whom the alliance has brought together at its conferences."),
        counting=_(
            "The participants of central and regional conferences, follow-ups and expert meetings are added up. "
            "An estimate such as “more than 100” enters as 100 and marks the sum as an estimate. Anniversaries, "
            "action days, workshops and the visitors of other people's fairs do not count."
        ),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="projects_presented",
        label=_("Projects presented"),
        unit=_("projects and initiatives"),
        definition=_("Projects and initiatives that showed themselves on the alliance's markets of opportunities."),
        counting=_("The stands on the market of opportunities of every event that was held are added up."),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="workshop_forums",
        label=_("Workshop forums"),
        unit=_("forums"),
        definition=_("Workshop forums in which people got down to work together."),
        counting=_(
            "Every forum of an event that was held counts once for each round: held in two rounds, it counts twice."
        ),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="expert_groups",
        label=_("Expert working groups"),
        unit=_("groups"),
        definition=_("Working groups in which experts prepared a subject."),
        counting=_("Every expert working group of an event that was held counts once."),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="special_prizes",
        label=_("Special prizes awarded"),
        unit=_("prizes"),
        definition=_("Special prizes with which the alliance has honoured exemplary projects."),
        counting=_("Every special prize of the alliance counts on the day on which it was awarded."),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="thank_you_events",
        label=_("Thank-you events"),
        unit=_("events"),
        definition=_("Events with which the alliance has thanked people who help."),
        counting=_("Every thank-you event that was held counts once."),
        span=Span.CUMULATIVE,
    ),
    Figure(
        key="newsletter_issues",
        label=_("Newsletter issues"),
        unit=_("issues"),
        definition=_("Issues of the newsletter in the alliance year, special issues included."),
        counting=_(
            "Every issue that appeared between the beginning of the alliance year and the cut-off day counts once."
        ),
        span=Span.WITHIN_YEAR,
    ),
    Figure(
        key="publications",
        label=_("Publications"),
        unit=_("publications"),
        definition=_("Brochures, booklets and flyers that the alliance brought out in the alliance year."),
        counting=_(
            "Every publication that appeared between the beginning of the alliance year and the cut-off day counts "
            "once; newsletters are counted apart."
        ),
        span=Span.WITHIN_YEAR,
        parts=(Part("brochure", _("Brochures")), Part("booklet", _("Booklets")), Part("flyer", _("Flyers"))),
    ),
    Figure(
        key="newsletter_subscribers",
        label=_("Newsletter subscribers"),
        unit=_("subscribers"),
        definition=_("People and institutions that receive the newsletter because they asked for it."),
        counting=_(
            "A reading on a day, plus everybody who has agreed to the newsletter since, less everybody who "
            "has withdrawn."
        ),
        span=Span.READING_AND_CHANGE,
    ),
    Figure(
        key="facebook_subscribers",
        label=_("Facebook subscribers"),
        unit=_("subscribers"),
        definition=_("People who follow the alliance's page on Facebook."),
        counting=_("Read off the page on the day that is named; the newest reading up to the cut-off day counts."),
        span=Span.READING,
    ),
    Figure(
        key="facebook_likes",
        label=_("Facebook likes"),
        unit=_("people"),
        definition=_("People who have said that they like the alliance's page on Facebook."),
        counting=_("Read off the page on the day that is named; the newest reading up to the cut-off day counts."),
        span=Span.READING,
    ),
)

_BY_KEY = {each.key: each for each in FIGURES}


def keys() -> tuple[str, ...]:
    """The keys of all figures in their order."""
    return tuple(_BY_KEY)


def figure(key: str) -> Figure:
    """The definition of the figure `key`.

    Raises:
        UnknownFigure: there is none.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownFigure(figure=key, known=", ".join(_BY_KEY)) from None
