"""`anpacken staff`: makes a log-in for the office, gives it a new password, or takes its role away."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from anpacken.accounts.actions import factors, roles, users
from anpacken.accounts.choices import UNLIMITED, Role
from anpacken.accounts.errors import LastOffice
from anpacken.accounts.models import RoleGrant, User
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.office.scopes import scope_in_words
from anpacken.places.models import Region

BY = Actor.command("staff")
LONGEST_NAME = 150


class Command(BaseCommand):
    help = (
        "Makes a log-in with a role, or gives a log-in that is there the role and a new password. Asks for the "
        "password, or reads it from standard input. With --end it takes the role away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--region", default="", help="code of the region, for a regional office")
        parser.add_argument(
            "--scope", default="", help="public id of the organisation or event, for other limited roles"
        )
        parser.add_argument("--reset-factors", action="store_true", help="take lost second factors away")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--end", action="store_true", help="take the role away; without any role nobody gets in")

    def handle(self, *args: Any, **options: Any) -> None:
        role, scope = Role(options["role"]), options["region"] or options["scope"]
        try:
            email_key(options["email"])
        except ValueError as error:
            raise CommandError(f"{options['email']} is no mail address: {error}", returncode=2) from error
        codes = sorted(Region.objects.values_list("code", flat=True))
        if (role == Role.REGIONAL) != bool(options["region"]) or (options["region"] and scope not in codes):
            raise CommandError(
                f"A regional office, and only that, needs --region with one of: {', '.join(codes)}.", returncode=2
            )
        is_unknown = role != Role.REGIONAL and scope and scope_in_words(role, scope) == scope
        if (role in UNLIMITED) == bool(scope) or (is_unknown and not options["end"]):
            needs = "is for the whole alliance" if role in UNLIMITED else "needs --scope with the id of what it is for"
            raise CommandError(f"The role {role.value} {needs}.", returncode=2)
        if options["end"]:
            self._end(options["email"], role, scope)
        else:
            self._ensure(options["email"], role, scope, options)

    def _ensure(self, email: str, role: Role, region: str, options: dict[str, Any]) -> None:
        names = {name: " ".join(options[name].split()) for name in ("first_name", "last_name")}
        if any(len(name) > LONGEST_NAME or not name.isprintable() for name in names.values()):
            raise CommandError(f"Write each name with at most {LONGEST_NAME} letters, in one line.", returncode=2)
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        with transaction.atomic():
            is_known = User.objects.filter(email=email.lower()).exists()
            user = users.ensure(email=email, password=password, role=role, scope=region, by=BY, **names)
            if is_known:
                users.set_password(user=user, password=password, by=BY)
            if options["reset_factors"]:
                factors.reset(user=user, by=BY)
        known = " The log-in was there already; it keeps its name and has the new password." if is_known else ""
        self.stdout.write(f"{user.email} can sign in as {role.value}.{known}")

    def _end(self, email: str, role: Role, region: str) -> None:
        grant = RoleGrant.objects.filter(user__email=email.lower(), role=role, scope=region, ended_at=None).first()
        if grant is None:
            raise CommandError(
                f"{email} does not hold the role {role.value}. The office lists all log-ins with their roles.",
                returncode=2,
            )
        try:
            roles.end(grant=grant, by=BY)
        except LastOffice as refusal:
            raise CommandError(refusal.message, returncode=2) from refusal
        self.stdout.write(f"{email} is not {role.value} any more.")
