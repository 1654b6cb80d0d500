from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "anpacken.website"
    label = "website"

    def ready(self) -> None:
        from anpacken.audit import wording

        wording.register(
            {
                "page.published": _("Page published"),
                "page.unpublished": _("Page taken off the site"),
                "page.deleted": _("Page deleted"),
                "page.moved": _("Page moved"),
                "page.created": _("Page made"),
                "page.changed": _("Page changed"),
            }
        )
