"""The forms of this room: what the invited fill in, and what the office says and chooses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.events.asking import Asked
from anpacken.events.forms.public import RegistrationForm
from anpacken.events.models import Event
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation, Round
from anpacken.segments.models import Segment


class InvitedForm(RegistrationForm):
    """The event's own form, filled in as far as we know. The mail address is that of the invitation and stays it."""

    def __init__(self, *args: Any, invitation: Invitation, event: Event, asked: Asked, **kwargs: Any) -> None:
        known = {"name": invitation.name, "email": invitation.email}
        if invitation.organisation is not None:
            known |= {"name": invitation.organisation.contact_name, "organisation": invitation.organisation.name}
        super().__init__(*args, event=event, asked=asked, initial=known, **kwargs)
        address = self.fields["email"]
        address.disabled = True
        address.help_text = _("The invitation is for this address. Your ticket goes there.")


class InvitingForm(forms.ModelForm):
    """Whom to invite, and with which words."""

    use_required_attribute = False

    class Meta:
        model = Round
        fields = ("segment", "greeting")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["segment"].required = True
        self.fields["segment"].queryset = Segment.objects.all()  # type: ignore[attr-defined]


class RemindingForm(forms.ModelForm):
    """The words of a reminder."""

    use_required_attribute = False

    class Meta:
        model = Round
        fields = ("greeting",)


class SearchForm(forms.Form):
    """Which invitations to list."""

    q = forms.CharField(label=_("Name or mail address"), required=False, max_length=100, strip=True)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *InvitationState.choices])

    def chosen(self) -> dict[str, str]:
        """Words and state; what makes no sense is no filter."""
        self.is_valid()
        given = self.cleaned_data
        return {"words": given.get("q", ""), "state": given.get("state", "")}
