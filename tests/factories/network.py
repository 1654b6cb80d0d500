"""Projects for tests, made by the room's own actions in a small land of two regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from anpacken.alliance.models import Theme
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.network.actions import projects
from anpacken.network.models import Project
from anpacken.people.models import Organisation
from anpacken.places.models import District, Municipality, Region

BY = Actor.command("tests")


def make_region(code: str = "weser-ems", name: str = "Weser-Ems") -> Region:
    found, _is_new = Region.objects.get_or_create(
        code=code, defaults={"name": name, "office_name": translated(de=f"Amt {name}", en=f"Office {name}")}
    )
    return found


def make_district(ags: str = "03454", name: str = "Emsland", *, region: str = "weser-ems") -> District:
    found, _is_new = District.objects.get_or_create(
        ags=ags,
        defaults={
            "name": name,
            "kind": "Landkreis",
            "region": make_region(region, region.title()),
            "nuts3": "DE949",
            "latitude": 52.7,
            "longitude": 7.4,
        },
    )
    return found


def make_municipality(name: str = "Rhede (Ems)", district: District | None = None) -> Municipality:
    found, _is_new = Municipality.objects.get_or_create(
        name=name, defaults={"district": district, "latitude": 53.06, "longitude": 7.27}
    )
    return found


def make_theme(slug: str = "sprache", de: str = "Sprache", en: str = "Language") -> Theme:
    found, _is_new = Theme.objects.get_or_create(slug=slug, defaults={"name": translated(de=de, en=en)})
    return found


def make_organisation(name: str = "Kulturverein Süd e. V.") -> Organisation:
    return Organisation.objects.create(name=name, website="https://verein.example.org/")


def make_project(*, published: bool = True, themes: Sequence[Theme] = (), **details: Any) -> Project:
    """A project of an association, public unless said otherwise."""
    if not {"organisation", "municipality", "district"} & set(details):
        details["organisation"] = make_organisation()
    details = {
        "name": translated(de="Chor der Vielfalt", en="Choir of diversity"),
        "summary": translated(de="Singen verbindet Menschen.", en="Singing connects people."),
        **details,
    }
    project = Project(**details)
    projects.save(record=project, changed=sorted(details), save_related=lambda: project.themes.set(themes), by=BY)
    if published:
        projects.publish(project=project, by=BY)
    return project
