"""What the office's forms use, put in place after Wagtail has put its own there."""

from __future__ import annotations

from django.db.models import DateTimeField, ForeignKey
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput

from anpacken.media.choosers import PaperChooser, PictureChooser
from anpacken.media.models import Paper, Picture
from anpacken.ui.moments import MomentField


@hooks.register("register_admin_viewset", order=100)
def choose_pictures_safely() -> list[object]:
    register_form_field_override(ForeignKey, to=Picture, override={"widget": PictureChooser})
    register_form_field_override(ForeignKey, to=Paper, override={"widget": PaperChooser})
    return []


@hooks.register("register_admin_viewset", order=100)
def say_what_the_clocks_do() -> list[object]:
    # In place of Wagtail's, which says only that a moment "couldn't be interpreted".
    typed = {"form_class": MomentField, "widget": AdminDateTimeInput}
    register_form_field_override(DateTimeField, override=typed)
    return []
