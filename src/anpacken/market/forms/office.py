"""The forms of the office."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.core.counts import CountWord
from anpacken.market.choices import DECIDED, MOST_STANDS, ApplicationState
from anpacken.market.models import Application, Call, Stand
from anpacken.media.fields import PictureField
from anpacken.people.forms.fields import NameField, refuse_hidden
from anpacken.ui.moments import MomentField

PLAN_AT_MOST = 10 * 1024 * 1024
_NO_PICTURE = _(
    "This is no picture. Please upload the plan as PNG, JPEG or WebP; of a PDF, save the page as a picture first."
)


class CallForm(forms.ModelForm[Call]):
    """The call: its words, its window, and how much room there is."""

    class Meta:
        model = Call
        fields: ClassVar = ["text", "opens_at", "closes_at", "most_stands", "most_tables", "moves_up"]
        field_classes: ClassVar = {"opens_at": MomentField, "closes_at": MomentField}


class PlanForm(forms.Form):
    """The picture under the stands."""

    file = PictureField(label=_("Plan"))
    credit = NameField(
        label=_("Who drew the plan"), max_length=120, help_text=_("It stands below the plan on the public page.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = _("A picture of the hall as PNG, JPEG or WebP, at most 10 MB.")
        # Whatever is wrong with the file, the office needs to know what to do instead.
        for code in ("invalid_image", "invalid_image_extension", "invalid_image_known_format"):
            field.error_messages[code] = _NO_PICTURE

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > PLAN_AT_MOST:
            raise forms.ValidationError(_("This picture is larger than 10 MB. Please choose a smaller one."))
        return file


class AddStandsForm(forms.Form):
    """More stands, with the next numbers."""

    count = forms.IntegerField(label=_("How many stands"), min_value=1, max_value=MOST_STANDS, initial=10)
    has_power = forms.BooleanField(label=_("with power"), required=False)


class StandForm(forms.Form):
    """One stand: its number, its place in per cent, power, and who has it."""

    number = forms.IntegerField(label=_("Number of the stand"), min_value=1, max_value=9999)
    x = forms.DecimalField(label=_("from the left, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    y = forms.DecimalField(label=_("from the top, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    has_power = forms.BooleanField(label=_("power"), required=False)
    application = forms.ModelChoiceField(
        Application.objects.none(), label=_("Who has it"), required=False, to_field_name="public_id"
    )
    seen = forms.CharField(required=False, max_length=12, validators=[refuse_hidden])

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = call.applications.all()  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where a stand was dragged to, in shares of the plan."""

    stand = forms.ModelChoiceField(Stand.objects.none(), to_field_name="number")
    x = forms.FloatField(min_value=0, max_value=1)
    y = forms.FloatField(min_value=0, max_value=1)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand"].queryset = call.stands.all()  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What becomes of an application, and what the applicant reads when it is declined."""

    state = forms.ChoiceField(
        label=_("Decision"), choices=[(state.value, state.label) for state in DECIDED], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=600,
        validators=[refuse_hidden],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only when there is no stand for them: one or two kind sentences, which the applicant reads."),
    )

    def decision(self) -> ApplicationState:
        return ApplicationState(self.cleaned_data["state"])


class CountForm(forms.Form):
    """With which word the number of stands is taken over."""

    word = forms.ChoiceField(label=_("Word"), choices=CountWord.choices, initial=CountWord.EXACT)
