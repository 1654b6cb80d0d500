"""Who is invited, and to what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.accounts.choices import SCOPE_KINDS, Role, ScopeKind
from anpacken.core import clock
from anpacken.core.addresses import email_key
from anpacken.events.models import Event
from anpacken.people.models import Organisation
from anpacken.places.models import Region

# Until when after an event somebody is invited to help at it; afterwards there is nothing to do.
HELP_AFTER = timedelta(days=30)
# Awards have no rooms yet: whoever is invited as a juror would find nothing.
INVITED_TO = [role for role in Role if SCOPE_KINDS[role] is not ScopeKind.AWARD]
# Who has a limited role sees only what belongs to it, so that it has to be said.
NEEDED = {
    "region": gettext_lazy("A regional office sees the people and events of its region. Please choose the region."),
    "organisation": gettext_lazy("A partner organisation sees its own record. Please write which one it is."),
    "event": gettext_lazy("Check-in helpers and live moderators work at one event. Please choose the event."),
}


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Mail address"), max_length=254)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[(role.value, role.label) for role in INVITED_TO], widget=forms.RadioSelect
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"),
        queryset=Region.objects.all(),
        required=False,
        help_text=gettext_lazy("For a regional office."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For a partner organisation: its name as it stands in the register."),
    )
    event = forms.ModelChoiceField(
        label=gettext_lazy("Event"),
        queryset=Event.objects.none(),
        required=False,
        help_text=gettext_lazy("For a check-in helper or a live moderator."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soon = Event.objects.filter(starts_on__gte=clock.today() - HELP_AFTER).order_by("starts_on", "pk")
        self.fields["event"].queryset = soon  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            email_key(email)
        except ValueError:
            raise forms.ValidationError(_("This is no mail address.")) from None
        return email

    def clean_organisation(self) -> Organisation | None:
        """The one organisation with this name; who cannot be told apart by name is told by its identifier."""
        name = " ".join(str(self.cleaned_data["organisation"]).split())
        if not name:
            return None
        found = list(Organisation.objects.filter(Q(name__iexact=name) | Q(public_id=name))[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("Several organisations have this name. Please write the identifier from the export of the list.")
            )
        near = Organisation.objects.filter(name__icontains=name).order_by("name").values_list("name", flat=True)[:5]
        if near:
            raise forms.ValidationError(_("No organisation has just this name. Do you mean: %s?") % "; ".join(near))
        raise forms.ValidationError(_("No organisation in the register has this name."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        field = {
            ScopeKind.REGION: "region",
            ScopeKind.ORGANISATION: "organisation",
            ScopeKind.EVENT: "event",
        }.get(SCOPE_KINDS[Role(cleaned["role"])] if cleaned.get("role") else ScopeKind.ALLIANCE)
        if field and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, NEEDED[field])
        return cleaned

    def details(self) -> dict[str, Any]:
        """What `invitations.invite` takes."""
        cleaned, role = self.cleaned_data, Role(self.cleaned_data["role"])
        scope = {
            ScopeKind.REGION: lambda: cleaned["region"].code,
            ScopeKind.ORGANISATION: lambda: cleaned["organisation"].public_id,
            ScopeKind.EVENT: lambda: cleaned["event"].public_id,
        }.get(SCOPE_KINDS[role], lambda: "")()
        return {"email": cleaned["email"], "role": role, "scope": scope, "language": cleaned["language"]}
