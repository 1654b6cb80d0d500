from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a signed-in person is here to do. The rights that go with it stand in `permissions.py`."""

    OFFICE = "office", _("office")
    EDITOR = "editor", _("editor")
    REGIONAL = "regional", _("regional office")
