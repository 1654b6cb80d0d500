"""Names that must stand once, and languages that must be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from anpacken.config.demo.problems import Problem, path
from anpacken.config.demo.schema.files import Year
from anpacken.config.demo.schema.values import LANGUAGES


def twice(year: Year) -> Iterator[Problem]:
    for file, kind, names in _names(year):
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem(file, path([*kind, name]), f"stands there {times} times. Rename or remove one.")


def _names(year: Year) -> Iterator[tuple[str, list[str], Iterable[str]]]:
    impact, organisations = year.impact, year.organisations.organisations
    every = (*year.events.events, *year.lookback.past, *year.upcoming.upcoming, *year.invitations.invitations)
    yield "alliance.yaml", ["themes"], (theme.slug for theme in year.alliance.themes)
    yield "organisations.yaml", ["organisations"], (each.slug for each in organisations)
    yield "organisations.yaml", ["organisations"], (each.name for each in organisations)
    yield "events.yaml", ["series"], (series.slug for series in year.events.series)
    yield "events.yaml", ["events"], (event.slug for event in every)
    yield "projects.yaml", ["projects"], (project.slug for project in year.projects.projects)
    yield "impact.yaml", ["openings"], (f"{each.figure} {each.part}".strip() for each in impact.openings)
    yield "impact.yaml", ["prizes"], (prize.slug for prize in impact.prizes)
    yield "impact.yaml", ["publications"], (publication.slug for publication in impact.publications)
    yield "impact.yaml", ["press"], (f"{item.outlet} {item.published_on}" for item in impact.press)
    yield "impact.yaml", ["outcomes"], (outcome.slug for outcome in impact.outcomes)
    yield "impact.yaml", ["indicators"], (indicator.slug for indicator in impact.indicators)
    yield "accounts.yaml", ["accounts"], (account.email for account in year.accounts.accounts)
    yield "site.yaml", ["pages"], (page.key for page in year.site.pages)
    for code in LANGUAGES:
        yield "site.yaml", ["pages", code], (page.texts()[code].slug for page in year.site.pages)


def languages_missing(year: Year) -> Iterator[Problem]:
    for code, name in LANGUAGES.items():
        if code not in year.site.home:
            yield Problem("site.yaml", "home", f"has no {name} text. Add “{code}: …”.")
