"""Two records as the office compares them: value by value, in its words, with what merging would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anpacken.core import languages
from anpacken.mail.models import OutgoingMail
from anpacken.people.choices import ConsentPurpose
from anpacken.people.models import Consent, CustomValue, Organisation, Role
from anpacken.people.queries import merging, relations, timeline
from anpacken.people.queries.consents import Standing, owner_field, standings
from anpacken.people.queries.merging import CUSTOM, KEPT, SHADOW
from anpacken.people.queries.subjects import Subject, all_keys


@dataclass(frozen=True, slots=True)
class Option:
    """One of two values. `hints` say what becomes of consents if it stays."""

    side: str
    value: str
    hints: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One choice, or one line to compare when there is nothing to choose (`name` is empty)."""

    name: str
    label: str
    kept: Option
    shadow: Option
    suggested: str = KEPT

    @property
    def is_choice(self) -> bool:
        return bool(self.name)

    @property
    def options(self) -> tuple[Option, Option]:
        return self.kept, self.shadow


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records at a glance."""

    subject: Subject
    roles: list[Role]
    standings: list[Standing]
    counts: dict[str, int]
    mails: int
    last: datetime | None


def rows(kept: Subject, shadow: Subject, *, at: datetime) -> list[Row]:
    """The values of both that are not empty in both; where they differ there is something to choose."""
    model = type(kept)
    suggested = merging.suggested(kept, shadow, at=at)
    found = []
    for name, columns in merging.choices(model).items():
        mine, other = shown(kept, name), shown(shadow, name)
        if not mine and not other:
            continue
        same = all(getattr(kept, column) == getattr(shadow, column) for column in columns)
        hints = {} if same else _hints(kept, shadow, name, suggested, at)
        found.append(
            Row(
                "" if same else name,
                merging.label_of(model, name),
                Option(KEPT, mine, hints.get(KEPT, [])),
                Option(SHADOW, other, hints.get(SHADOW, [])),
                suggested[name],
            )
        )
    return [*found, *_answers(kept, shadow), *_unions(kept, shadow)]


def sides(kept: Subject, shadow: Subject, *, at: datetime) -> tuple[Side, Side]:
    return _side(kept, at), _side(shadow, at)


def outcomes(kept: Subject, shadow: Subject, *, at: datetime) -> list[merging.Outcome]:
    """What becomes of the consents with the values that are suggested; those nobody was ever asked for left out."""
    told = merging.outcomes(kept, shadow, merging.suggested(kept, shadow, at=at), at=at)
    return [outcome for outcome in told if outcome.mine or outcome.other]


def folding_roles(kept: Subject, shadow: Subject) -> list[Role]:
    """The open roles of the kept record that become one with those of the other, from the earlier day on."""
    others = {role.kind: role for role in Role.objects.of(shadow).filter(until_on=None)}
    found = []
    for role in Role.objects.of(kept).filter(until_on=None, kind__in=others):
        role.from_on = min(role.from_on, others[role.kind].from_on)
        found.append(role)
    return found


def shown(subject: Subject, name: str) -> str:
    """The value of one choice in words."""
    if name == "home":
        place = f"{subject.postcode} {subject.place}".strip()
        return ", ".join(part for part in (place, subject.district_name) if part)
    value = getattr(subject, name)
    if name == "language" and value:
        return str(languages.language(value).name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    display = getattr(subject, f"get_{name}_display", None)
    return str(display() if display else value or "")


def _side(subject: Subject, at: datetime) -> Side:
    story = timeline.moments(subject, most=1)
    return Side(
        subject=subject,
        roles=list(Role.objects.of(subject).order_by(F("until_on").desc(nulls_first=True), "from_on")),
        standings=standings(subject, at=at),
        counts=relations.counts(subject),
        mails=OutgoingMail.objects.filter(to_key__in=all_keys(subject)).count(),
        last=story[0].at if story else None,
    )


def _hints(
    kept: Subject, shadow: Subject, name: str, suggested: Mapping[str, str], at: datetime
) -> dict[str, list[str]]:
    """What each value means for the consent that was given for it."""
    tied = [purpose for purpose, names in merging.TIED.items() if name in names]
    asked = Consent.objects.of(kept) | Consent.objects.of(shadow)
    if not tied or not asked.filter(purpose__in=tied).exists():
        return {}
    hints: dict[str, list[str]] = {}
    for side in (KEPT, SHADOW):
        told = merging.outcomes(kept, shadow, {**suggested, name: side}, at=at)
        hints[side] = [_in_words(outcome) for outcome in told if outcome.purpose in tied]
    return hints


def _in_words(outcome: merging.Outcome) -> str:
    facts = {"purpose": ConsentPurpose(outcome.purpose).label}
    if outcome.is_live:
        return _("%(purpose)s: agreed to.") % facts
    if outcome.is_for_another:
        return _("%(purpose)s: agreed to for the other value only, so it ends.") % facts
    return _("%(purpose)s: not agreed to.") % facts


def _answers(kept: Subject, shadow: Subject) -> list[Row]:
    owner = owner_field(type(kept))
    answers: dict[int, dict[int, CustomValue]] = {kept.pk: {}, shadow.pk: {}}
    values = CustomValue.objects.filter(**{f"{owner}__in": [kept, shadow]}).select_related("field")
    fields = {}
    for value in values:
        answers[getattr(value, f"{owner}_id")][value.field_id] = value
        fields[value.field_id] = value.field
    found = []
    for pk, asked in sorted(fields.items(), key=lambda item: (item[1].position, item[0])):
        mine, other = (_answer(answers[subject.pk].get(pk)) for subject in (kept, shadow))
        name = f"{CUSTOM}{asked.public_id}" if mine and other and mine != other else ""
        found.append(Row(name, str(asked.label), Option(KEPT, mine), Option(SHADOW, other), KEPT if mine else SHADOW))
    return found


def _answer(value: CustomValue | None) -> str:
    if value is None:
        return ""
    if value.flag is not None:
        return _("yes") if value.flag else _("no")
    if value.day is not None:
        return date_format(value.day, "SHORT_DATE_FORMAT")
    return value.text or (f"{value.number.normalize():f}" if value.number is not None else "")


def _unions(kept: Subject, shadow: Subject) -> list[Row]:
    """What both keep."""

    def spoken(subject: Subject) -> str:
        if isinstance(subject, Organisation):
            return ""
        return ", ".join(languages.language(one.code).name for one in subject.spoken_languages.all())

    pairs = [
        (_("Themes"), *(", ".join(str(theme.name) for theme in subject.themes.all()) for subject in (kept, shadow))),
        (_("Tags"), *(", ".join(tag.name for tag in subject.tags.all()) for subject in (kept, shadow))),
        (_("Languages spoken"), spoken(kept), spoken(shadow)),
        (_("Entered on"), *(date_format(localtime(one.created_at), "SHORT_DATE_FORMAT") for one in (kept, shadow))),
    ]
    return [Row("", label, Option(KEPT, mine), Option(SHADOW, other)) for label, mine, other in pairs if mine or other]
