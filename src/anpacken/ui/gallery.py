"""The registry of what the gallery shows: every component, its snippet and the sample records that it needs.

The snippet of a component is `templates/ui/gallery/<name>.html`: one `<c-specimen>` for each state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.ui import components, samples


def nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the gallery."""

    name: str
    purpose: str | Promise
    context: Callable[[], dict[str, Any]] = field(default=nothing)
    with_parts: tuple[str, ...] = ()
    """Components that only make sense inside this one and are shown with it."""

    @property
    def snippet(self) -> str:
        return f"ui/gallery/{self.name}.html"

    @property
    def props(self) -> Mapping[str, Mapping[str, components.Prop]]:
        """The declared props of the component and its parts."""
        names = [name for name in (self.name, *self.with_parts) if name in components.names()]
        return {name: components.declared(name)[1] for name in names}


ENTRIES = (
    Entry("site-header", _("Name, main menu and languages at the top of every page."), samples.frame),
    Entry("hero", _("The top of the home page.")),
    Entry("page-head", _("Title, first sentence and key facts of a page."), samples.texts),
    Entry("breadcrumb", _("The way to the page."), samples.crumbs),
    Entry("sections", _("Ways within a long page; instead of tabs, which hide text."), samples.sections),
    Entry("card", _("A record in a list, with one link."), samples.cards),
    Entry("badge", _("A state or a kind in one or two words.")),
    Entry("button", _("Something that can be done.")),
    Entry("icon", _("A sign beside words, seldom alone."), samples.icons),
    Entry("date-block", _("A day, a span or a season as a calendar leaf."), samples.days),
    Entry("figure", _("A number that counts."), samples.counts, ("figures",)),
    Entry("facts", _("Short facts with their names."), nothing, ("fact",)),
    Entry("timeline", _("What happened, in order."), nothing, ("timeline-item",)),
    Entry("table", _("Rows to compare; scrolls on its own when it is wide."), samples.rows),
    Entry("bars", _("How many of each, as bars in a table; compared, if need be."), samples.bar_charts),
    Entry("line-chart", _("How something grew from day to day, and the same as a table."), samples.line_charts),
    Entry("pagination", _("Pages of a long list."), samples.pages),
    Entry("filter-bar", _("Narrows a list down; its choice is in the address."), samples.filters),
    Entry("field", _("One question of a form."), samples.forms_),
    Entry("error-summary", _("All errors of a form at its top, with links; takes the focus."), samples.forms_),
    Entry("alert", _("Something that has to be noticed.")),
    Entry("empty", _("What a list says when it has nothing.")),
    Entry("map", _("Districts and places as a drawing, and as text."), samples.maps),
    Entry("dialog", _("A question or details in front of the page."), samples.numbers),
    Entry("text", _("Texts in several languages, paragraphs and lists: the filters."), samples.texts),
    Entry("site-footer", _("Address, contact and legal pages at the end of every page."), samples.frame),
)  # fmt: skip


def entry(name: str) -> Entry | None:
    return next((one for one in ENTRIES if one.name == name), None)


def frame(address: str) -> dict[str, Any]:
    """Menus for the gallery's own pages, in the form that the website gives to every page."""
    return {
        "navigation": [
            {"label": _("Components"), "href": reverse("ui:gallery"), "current": address == reverse("ui:gallery")},
            {"label": _("Sample page"), "href": reverse("ui:sample"), "current": address == reverse("ui:sample")},
        ],
        "languages_menu": [
            {
                "code": code,
                "name": languages.language(code).name,
                "href": f"{address}?language={code}",
                "current": code == languages.active(),
            }
            for code in languages.codes()
        ],
        "crumbs_to_gallery": [(_("Components"), reverse("ui:gallery")), (_("Component"), None)],
    }
