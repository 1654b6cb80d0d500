"""What the office's forms use, put in place after Wagtail has put its own there."""

from __future__ import annotations

from django.db.models import ForeignKey
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override

from anpacken.media.choosers import PaperChooser, PictureChooser
from anpacken.media.models import Paper, Picture


@hooks.register("register_admin_viewset", order=100)
def choose_pictures_safely() -> list[object]:
    register_form_field_override(ForeignKey, to=Picture, override={"widget": PictureChooser})
    register_form_field_override(ForeignKey, to=Paper, override={"widget": PaperChooser})
    return []
