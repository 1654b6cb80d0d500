"""The usual questions, and the words of the two mails, in every language that has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.core.texts import TranslatedText
from anpacken.surveys.choices import Audience, Kind

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Usual:
    """One question of the usual set."""

    kind: Kind
    text: Words
    lowest: Words = ""
    highest: Words = ""
    options: Sequence[Words] = ()


_POOR, _VERY_GOOD = _("poor"), _("very good")

QUESTIONS: dict[Audience, Sequence[Usual]] = {
    Audience.CAME: (
        Usual(Kind.SCALE, _("How did you like the event as a whole?"), _POOR, _VERY_GOOD),
        Usual(Kind.SCALE, _("How well was it organised?"), _POOR, _VERY_GOOD),
        Usual(Kind.SCALE, _("How much of the content can you use?"), _("nothing"), _("very much")),
        Usual(Kind.SCALE, _("How well could you take part: way, rooms, language, breaks?"), _("badly"), _("very well")),
        Usual(Kind.YES_NO, _("Did you get to know somebody to work with?")),
        Usual(
            Kind.SEVERAL,
            _("What will you do next?"),
            options=(
                _("tell others about it"),
                _("keep in touch with people from the event"),
                _("try something that I saw there"),
                _("begin a project, or join one"),
                _("nothing for now"),
            ),
        ),
        Usual(Kind.TEXT, _("What should stay as it was, and what should be different next time?")),
    ),
    Audience.MISSED: (
        Usual(
            Kind.CHOICE,
            _("Why could you not come?"),
            options=(
                _("I was ill, or somebody in my family was"),
                _("something else came up"),
                _("the way was too long or too hard"),
                _("I had nobody for the children"),
                _("I forgot about it"),
                _("another reason"),
            ),
        ),
        Usual(
            Kind.SEVERAL,
            _("What would help you to come next time?"),
            options=(
                _("another day of the week"),
                _("another time of the day"),
                _("a place nearer to me"),
                _("taking part online"),
                _("a reminder some days before"),
                _("childcare"),
            ),
        ),
        Usual(Kind.TEXT, _("Is there something that you would like to tell us?")),
    ),
}

LETTERS: dict[Audience, Words] = {
    Audience.CAME: _(
        "thank you for coming. It was good to have you there.\n\nHow was it for you? We would like to know what we "
        "should keep and what we should do better. It takes about three minutes."
    ),
    Audience.MISSED: _(
        "we missed you at our event. Please tell us in a minute why it did not work out: then we can make it easier "
        "next time."
    ),
}


def in_every_language(words: Words) -> TranslatedText:
    """The words in the configured languages. A language without a catalogue of its own stays open, to be translated."""
    source = languages.source()
    with translation.override(source):
        text = TranslatedText().with_text(source, str(words))
    with translation.override("en"):
        plain = str(words)
    for code in languages.codes()[1:]:
        with translation.override(code):
            said = str(words)
        # What comes back in English for another language was not translated.
        if said and (code.split("-")[0] == "en" or said not in (plain, text.text(source))):
            text = text.with_text(code, said)
    return text


def options(words: Sequence[Words]) -> TranslatedText:
    """Options, one a line, in the languages that have all of them."""
    each = [in_every_language(word) for word in words]
    text = TranslatedText()
    for code in languages.codes():
        if each and all(one.has(code) for one in each):
            text = text.with_text(code, "\n".join(one.text(code) for one in each))
    return text
