from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class PlacesConfig(AppConfig):
    name = "anpacken.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        wording.register({"region.postcodes_imported": _("Postcodes of the region imported")})
