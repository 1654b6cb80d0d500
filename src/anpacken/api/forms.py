"""How what is embedded shall look. Asked by GET; what cannot be understood is as if it had not been said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.api.queries import events as asking
from anpacken.core import languages
from anpacken.events.choices import EventFormat

LIMIT = 5


class EmbedForm(forms.Form):
    """What a list and a button have in common. `attributes()` gives those of the element."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    new_tab = forms.BooleanField(label=_("Links open in a new tab"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, languages.language(code).name) for code in languages.codes()
        ]

    def said(self) -> dict[str, Any]:
        """What was understood, without what was left empty."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def attributes(self) -> dict[str, str]:
        """Attributes of the element by name; empty for one without a value."""
        said = self.said()
        found = {"lang": said.get("language", languages.source())}
        return {**found, "target": "_blank"} if "new_tab" in said else found


class ButtonForm(EmbedForm):
    """The button of one event."""

    details = forms.BooleanField(label=_("With title, date and place"), required=False)

    def attributes(self) -> dict[str, str]:
        found = super().attributes()
        return {**found, "details": ""} if "details" in self.said() else found


class ListForm(EmbedForm):
    """The list, narrowed as on the site."""

    format = forms.ChoiceField(label=_("Kind"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    limit = forms.IntegerField(label=_("How many events"), min_value=1, max_value=100, initial=LIMIT, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("all"))
        choices: dict[str, list[tuple[str, Any]]] = {
            "format": [*EventFormat.choices],
            "region": [(region.code, region.name) for region in asking.regions()],
            "theme": [(theme.slug, theme.name) for theme in asking.themes()],
        }
        for name, known in choices.items():
            self.fields[name].choices = [everything, *known]  # type: ignore[attr-defined]
        self.order_fields(["format", "region", "theme", "limit", "language", "new_tab"])

    def attributes(self) -> dict[str, str]:
        said = self.said()
        narrowed: dict[str, str] = {name: said[name] for name in ("format", "region", "theme") if name in said}
        return {**narrowed, "limit": str(said.get("limit", LIMIT)), **super().attributes()}
