"""Entries about the alliance itself, who is in it, and who signs in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.accounts.choices import Role
from anpacken.config.demo.schema.values import (
    Address,
    Day,
    Entry,
    Line60,
    Line80,
    Line120,
    Line160,
    Line200,
    Slug,
    Text,
    Text80,
    Text160,
    WebAddress,
    Words,
)
from anpacken.people.choices import ConsentPurpose, OrganisationKind

Kind = Annotated[OrganisationKind, Field(strict=False)]
Percent = Annotated[int, Field(ge=0, le=100)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
MadeUpAddress = Annotated[str, Field(pattern=r"^[a-z0-9._-]+@example\.(org|com|net)$")]


class AllianceEntry(Entry):
    name: Line120
    slogan: Text160
    mission: Text
    office_name: Text160
    host_name: Line160
    street: Line120
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")]
    city: Line80
    phone: Annotated[Words, Field(max_length=40)]
    email: Address
    sender_name: Line120
    sender_email: Address
    responsible: Line160
    facebook_url: WebAddress
    state_name: Text80
    founded_on: Day
    founded_in: Line80


class ThemeEntry(Entry):
    slug: Slug
    name: Text80
    description: Text | None = None
    is_field_of_action: bool = True


class OrganisationEntry(Entry):
    slug: Slug
    name: Line200
    short_name: Line60 | None = None
    kind: Kind
    place: Line80 | None = None
    partner_since: Day | None = None


class Origin(Entry):
    """Names of people of one origin, and how many in a hundred bear them."""

    weight: Percent
    language: Language
    first: Annotated[list[Line80], Field(min_length=2)]
    last: Annotated[list[Line80], Field(min_length=2)]


class InstitutionName(Entry):
    kind: Kind
    name: Annotated[Line160, Field(pattern=r"\{town\}")]


# What the made-up supporters were asked; nobody made up a statement or a photo for them.
ASKED = (ConsentPurpose.REGISTER, ConsentPurpose.NEWSLETTER, ConsentPurpose.LISTING)


class SupportersEntry(Entry):
    """How the made-up supporters are drawn."""

    seed: int
    persons: Annotated[int, Field(ge=0, le=100_000)]
    institutions: Annotated[int, Field(ge=0, le=100_000)]
    first_on: Day
    last_on: Day
    evidence: Line200
    newsletter_percent: Percent
    listing_percent: Percent
    wording_version: Annotated[str, Field(max_length=20)]
    wordings: dict[Annotated[ConsentPurpose, Field(strict=False)], Text]
    district_weights: dict[str, Annotated[int, Field(ge=1)]]
    origins: Annotated[list[Origin], Field(min_length=1)]
    towns: Annotated[list[Line80], Field(min_length=1)]
    institution_names: Annotated[list[InstitutionName], Field(min_length=1)]

    @model_validator(mode="after")
    def _adds_up(self) -> SupportersEntry:
        if self.last_on < self.first_on:
            raise PydanticCustomError("reversed", "“last_on” lies before “first_on”. Swap them.")
        weights = sum(origin.weight for origin in self.origins)
        if weights != 100:
            raise PydanticCustomError(
                "weights", "the weights of the origins add up to {sum}. Make it 100.", {"sum": weights}
            )
        most = len(self.towns) * len(self.institution_names)
        if self.institutions > most:
            raise PydanticCustomError(
                "too_few_names",
                "{most} different institutions can be named, {wanted} are wanted. Add towns or names.",
                {"most": most, "wanted": self.institutions},
            )
        missing = [purpose.value for purpose in ASKED if purpose not in self.wordings]
        if missing:
            raise PydanticCustomError(
                "wording_missing", "“wordings” lacks {names}. Add its text.", {"names": ", ".join(missing)}
            )
        return self


class AccountEntry(Entry):
    email: MadeUpAddress
    first_name: Line80
    last_name: Line80
    role: Annotated[Role, Field(strict=False)]
    region: str = ""

    @model_validator(mode="after")
    def _region_goes_with_role(self) -> AccountEntry:
        if (self.role == Role.REGIONAL) != bool(self.region):
            raise PydanticCustomError("region", "a regional office needs “region”, and nobody else has one.")
        return self
