from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationKind(models.TextChoices):
    BROCHURE = "brochure", _("brochure")
    BOOKLET = "booklet", _("booklet")
    FLYER = "flyer", _("flyer")
    NEWSLETTER = "newsletter", _("newsletter issue")
