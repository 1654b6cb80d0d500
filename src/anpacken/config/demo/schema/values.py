"""The small values that entries are made of."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText, translated

LANGUAGES = {"de": "German", "en": "English"}
"""The languages that every text of the data files must have; more are welcome."""


class Entry(BaseModel):
    """Base of everything in the files: what is not named here is refused."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True, frozen=True)


def _plain(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty", "is empty. Write something, or leave the field out.")
    for sign in text:
        if unicodedata.category(sign) in {"Cc", "Cf"} and sign != "\n":
            raise PydanticCustomError(
                "control_character", "holds the invisible character {code}. Remove it.", {"code": f"U+{ord(sign):04X}"}
            )
    return text.strip()


Words = Annotated[str, AfterValidator(_plain)]


def _too_long(length: int, limit: int) -> PydanticCustomError:
    return PydanticCustomError(
        "too_long", "has {length} characters, at most {limit} fit. Shorten it.", {"length": length, "limit": limit}
    )


def _line(limit: int) -> AfterValidator:
    """One line of text of at most `limit` characters."""

    def check(text: str) -> str:
        if len(text) > limit:
            raise _too_long(len(text), limit)
        if "\n" in text:
            raise PydanticCustomError("one_line", "runs over several lines. Write it in one.")
        return text

    return AfterValidator(check)


Line60 = Annotated[Words, _line(60)]
Line80 = Annotated[Words, _line(80)]
Line120 = Annotated[Words, _line(120)]
Line160 = Annotated[Words, _line(160)]
Line200 = Annotated[Words, _line(200)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Day = Annotated[date, Field(strict=False)]
Whole = Annotated[int, Field(ge=0)]
Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", max_length=254)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=200)]
Precision = Annotated[DatePrecision, Field(strict=False)]


def _clock_time(value: object) -> object:
    if not isinstance(value, str) or not (found := re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", value)):
        raise PydanticCustomError("clock_time", 'is no time of day. Write it as "18:30", in quotes.')
    return time(int(found[1]), int(found[2]))


ClockTime = Annotated[time, BeforeValidator(_clock_time)]


class Text(RootModel[dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)*$")], Words]]):
    """A text in every language: `{de: …, en: …}`."""

    model_config: ClassVar[ConfigDict] = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _has_every_language(self) -> Text:
        for code, name in LANGUAGES.items():
            if code not in self.root:
                raise PydanticCustomError(
                    "translation_missing", "has no {name} text. Add “{code}: …”.", {"name": name, "code": code}
                )
        return self

    @property
    def value(self) -> TranslatedText:
        """The text with its paragraphs; where a line ends in the file says nothing."""
        return translated(**{code: _paragraphs(written) for code, written in self.root.items()})


def _paragraphs(written: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", written))


def _short(limit: int) -> AfterValidator:
    """A text of at most `limit` characters in each language."""

    def check(value: Text) -> Text:
        longest = max(len(each) for each in value.root.values())
        if longest > limit:
            raise _too_long(longest, limit)
        return value

    return AfterValidator(check)


Text60 = Annotated[Text, _short(60)]
Text80 = Annotated[Text, _short(80)]
Text160 = Annotated[Text, _short(160)]
Text200 = Annotated[Text, _short(200)]
Text400 = Annotated[Text, _short(400)]
Text600 = Annotated[Text, _short(600)]


def value_of(text: Text | None) -> TranslatedText:
    return text.value if text is not None else TranslatedText()


class Counted(RootModel[dict[Annotated[CountWord, Field(strict=False)], Whole]]):
    """A number with its word: `{about: 500}`."""

    model_config: ClassVar[ConfigDict] = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _is_one_number(self) -> Counted:
        if len(self.root) != 1:
            raise PydanticCustomError("one_count", "must be one number with its word, such as “about: 500”.")
        return self

    @property
    def count(self) -> Count:
        ((word, value),) = self.root.items()
        return Count(value, word)


def count_of(counted: Counted | None) -> Count | None:
    return counted.count if counted is not None else None


class OnDay(Entry):
    """A day and how exactly it is known."""

    on: Day
    precision: Precision = DatePrecision.DAY


class When(Entry):
    """The day or days of an event. `days` stand there when they are not one run."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    days: tuple[Day, ...] = Field(default=(), strict=False)
    precision: Precision = DatePrecision.DAY

    @model_validator(mode="after")
    def _runs_forward(self) -> When:
        if self.until is not None and self.until < self.from_:
            raise PydanticCustomError("reversed", "ends before it begins. Swap “from” and “until”.")
        last = self.until or self.from_
        if self.days and (min(self.days) != self.from_ or max(self.days) != last):
            raise PydanticCustomError("days", "“days” must begin with “from” and end with “until”.")
        return self
