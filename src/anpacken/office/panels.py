"""The office's home page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from anpacken.office import queries


class StandingPanel(Component):
    """What is due, what waits and what failed, for whoever signed in."""

    name = "standing"
    template_name = "office/standing.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"standing": queries.standing(parent_context["request"].user), "request": parent_context["request"]}
