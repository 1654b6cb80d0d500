"""People who sign in. Most supporters never do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.accounts.choices import UNLIMITED, Role
from anpacken.core import clock
from anpacken.core.actors import Actor, ActorKind
from anpacken.core.ids import PublicIdField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody with a log-in. The mail address is the name to sign in with."""

    public_id = PublicIdField()
    username = None  # type: ignore[assignment]
    email = models.EmailField(_("mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def as_actor(self) -> Actor:
        return Actor(ActorKind.USER, self.public_id, str(self))


_WHOLE = sorted(role.value for role in UNLIMITED)
_LIMITED = sorted(role.value for role in Role if role not in UNLIMITED)
_HAS_ITS_SCOPE = models.Q(role__in=_WHOLE, scope="") | (models.Q(role__in=_LIMITED) & ~models.Q(scope=""))


class RoleGrant(models.Model):
    """A role that somebody has or had, for the whole alliance or for one region, organisation, award or event."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    # What the role is limited to; `choices.SCOPE_KINDS` says what kind of word goes with which role. Regions, events
    # and the others stand on floors above, so this is a word and not a foreign key.
    scope = models.CharField(_("limited to"), max_length=40, blank=True)
    granted_at = models.DateTimeField(_("granted"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        ordering: ClassVar = ["-granted_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_HAS_ITS_SCOPE,
                name="accounts_role_has_its_scope",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=models.Q(ended_at=None),
                name="accounts_role_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} {self.scope}".strip()


class SignInFailure(models.Model):
    """A try to sign in that failed, kept for as long as it counts. Whose address it was cannot be read from it."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="accounts_failed_sign_in")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Invitation(models.Model):
    """A role that is offered by mail. The link in the mail is good for a week, once, and for its newest copy only."""

    public_id = PublicIdField()
    email = models.EmailField(_("mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    scope = models.CharField(_("limited to"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=20)
    asked_at = models.DateTimeField(_("invited"), default=clock.now)
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    # Counts the mails: a link out of an earlier one is void.
    copy = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name=_("user")
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_HAS_ITS_SCOPE, name="accounts_invited_role_has_its_scope"),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="accounts_accepted_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["email", "role", "scope"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="accounts_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class SeenSession(models.Model):
    """Where somebody is signed in: which device, since when, seen when last. Of where on the net nothing is kept."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seen_sessions", verbose_name=_("user"))
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(_("device"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("signed in"), default=clock.now)
    seen_at = models.DateTimeField(_("seen last"), default=clock.now)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering: ClassVar = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return self.device or self.public_id
