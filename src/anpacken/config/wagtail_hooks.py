"""Read before the hooks of all rooms, whose forms are built while they are read."""

from __future__ import annotations

from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override

from anpacken.media.choosers import PictureChooser
from anpacken.media.models import Picture

register_form_field_override(ForeignKey, to=Picture, override={"widget": PictureChooser})
