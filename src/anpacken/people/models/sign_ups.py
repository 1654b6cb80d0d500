"""Who asked to become a supporter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.people.choices import ConsentPurpose, OrganisationKind, SignUpState
from anpacken.people.models.subjects import AtHome, Organisation, Person
from anpacken.places.models import District


class SignUp(AtHome, models.Model):
    """A request to become a supporter, or for the newsletter alone, that waits for its mailed confirmation."""

    public_id = PublicIdField()
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices, default=SignUpState.PENDING)
    is_institution = models.BooleanField(_("for an institution"), default=False)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, blank=True)
    email = models.EmailField(_("mail address"), max_length=254)
    email_key = models.CharField(max_length=254, db_index=True, editable=False)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name=_("district")
    )
    language = models.CharField(_("language"), max_length=20)
    statement = models.CharField(_("statement"), max_length=280, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    # A list of purpose, version, language and wording (the words beside the box) for each box that was ticked.
    consents = models.JSONField(_("consents asked and ticked"), default=list)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmation_mail = models.CharField(_("confirmation mail"), max_length=12, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="people_sign_up_confirmed_has_time",
            )
        ]

    @property
    def is_newsletter_only(self) -> bool:
        """Whether only the newsletter is asked for: whoever confirms gets it and becomes no supporter."""
        return {entry["purpose"] for entry in self.consents} == {ConsentPurpose.NEWSLETTER.value}

    def __str__(self) -> str:
        return self.organisation_name or f"{self.first_name} {self.last_name}"
