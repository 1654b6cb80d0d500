from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.actors import Actor
from anpacken.places.actions import geography


class Command(BaseCommand):
    help = str(gettext_lazy("Loads regions, districts, municipalities and postcodes that come with the product."))

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = geography.load(by=Actor.command("places_load"))
        if not loaded:
            self.stdout.write(_("Everything was there already."))
            return
        self.stdout.write(
            _(
                "Added. Regions: %(regions)d, districts: %(districts)d, "
                "municipalities: %(municipalities)d, postcodes: %(postcodes)d."
            )
            % {
                "regions": loaded.regions,
                "districts": loaded.districts,
                "municipalities": loaded.municipalities,
                "postcodes": loaded.postcodes,
            }
        )
