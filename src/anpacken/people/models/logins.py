"""Which supporter has a log-in of their own. Hardly anybody needs one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.accounts.models import User
from anpacken.people.models.subjects import Person


class PersonLogin(models.Model):
    """A supporter's log-in, made when they put a passkey beside the mailed link. It carries no role of the office."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="login", verbose_name=_("person"))
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="person_login", verbose_name=_("user"))

    class Meta:
        verbose_name = _("log-in of a supporter")
        verbose_name_plural = _("log-ins of supporters")

    def __str__(self) -> str:
        return str(self.person)
