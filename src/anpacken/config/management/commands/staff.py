"""`anpacken staff`: makes a log-in for the office."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anpacken.accounts.actions import users
from anpacken.accounts.choices import Role
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.places.models import Region


class Command(BaseCommand):
    help = "Makes a log-in with a role. Asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--region", default="", help="code of the region, for a regional office")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        role, region = Role(options["role"]), options["region"]
        try:
            email_key(options["email"])
        except ValueError as error:
            raise CommandError(f"{options['email']} is no mail address: {error}", returncode=2) from error
        codes = sorted(Region.objects.values_list("code", flat=True))
        if (role == Role.REGIONAL) != bool(region) or (region and region not in codes):
            raise CommandError(
                f"A regional office, and only that, needs --region with one of: {', '.join(codes)}.", returncode=2
            )
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        user = users.ensure(
            email=options["email"],
            password=password,
            first_name=options["first_name"],
            last_name=options["last_name"],
            role=role,
            region_code=region,
            by=Actor.command("staff"),
        )
        self.stdout.write(f"{user.email} can sign in as {role.value}.")
