"""Who may be the same, who was merged, and whom we may not write to any more."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.people.choices import MergeState, PairState
from anpacken.people.models.subjects import Organisation, Person


def _pair(first: str, second: str, kind: str) -> models.Q:
    """Both of one kind and none of the other, the lower id first: a pair stands once."""
    other = "organisation" if kind == "person" else "person"
    none = {f"{first}_{other}__isnull": True, f"{second}_{other}__isnull": True}
    return models.Q(**{f"{first}_{kind}__lt": models.F(f"{second}_{kind}")}, **none)


class DuplicatePair(models.Model):
    """Two persons, or two organisations, that may be one. Found by the nightly search; the office decides."""

    public_id = PublicIdField()
    first_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    second_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    first_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    second_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Codes of what speaks for it, such as "address", "name_and_postcode", "similar_name".
    reasons = models.JSONField(_("why"), default=list)
    # Of 100.
    score = models.PositiveSmallIntegerField(_("how alike"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(_("found"), default=clock.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_pair("first", "second", "person") | _pair("first", "second", "organisation"),
                name="people_pair_of_one_kind",
            ),
            models.UniqueConstraint(fields=["first_person", "second_person"], name="people_pair_persons_once"),
            models.UniqueConstraint(
                fields=["first_organisation", "second_organisation"], name="people_pair_organisations_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Merge(models.Model):
    """Two records that were made one: the kept one, the shadow, and a journal by which it can be undone for a while."""

    public_id = PublicIdField()
    kept_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    shadow_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kept_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    shadow_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=8, choices=MergeState.choices, default=MergeState.DONE)
    merged_at = models.DateTimeField(_("merged"), default=clock.now)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    # What was moved, changed, taken away and copied, with the values from before; emptied when undoing has run out.
    journal = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering: ClassVar = ["-merged_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    kept_person__isnull=False,
                    shadow_person__isnull=False,
                    kept_organisation=None,
                    shadow_organisation=None,
                )
                | models.Q(
                    kept_organisation__isnull=False,
                    shadow_organisation__isnull=False,
                    kept_person=None,
                    shadow_person=None,
                ),
                name="people_merge_of_one_kind",
            ),
            models.UniqueConstraint(
                fields=["shadow_person"], condition=models.Q(state="done"), name="people_person_merged_once"
            ),
            models.UniqueConstraint(
                fields=["shadow_organisation"],
                condition=models.Q(state="done"),
                name="people_organisation_merged_once",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Suppression(models.Model):
    """An address that must not be written to again of our own accord. Which one it is cannot be read from it."""

    # HMAC-SHA256 of the normalised address under the installation's secret.
    key = models.CharField(max_length=64, unique=True, editable=False)
    reason = models.CharField(_("reason"), max_length=20)
    suppressed_at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self) -> str:
        return self.reason
