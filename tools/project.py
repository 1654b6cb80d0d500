"""What Django can say about the project without running it: system checks, missing migrations, templates that parse."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.base import SystemCheckError  # noqa: E402
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines  # noqa: E402


def _system_checks() -> list[str]:
    try:
        call_command("check", fail_level="WARNING", stdout=StringIO(), stderr=StringIO())
    except SystemCheckError as error:
        return [str(error)]
    return []


def _migrations() -> list[str]:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        return [f"Migrations are missing. Run: anpacken makemigrations\n{said.getvalue()}"]
    return []


def _templates() -> list[str]:
    """Every template of ours must parse, and what it extends must be there."""
    problems = []
    for path in sorted(Path(settings.PACKAGE).glob("*/templates/**/*")):
        if path.suffix not in {".html", ".txt", ".svg", ".xml"}:
            continue
        name = path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))
        try:
            engines["django"].get_template(str(name))
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            problems.append(f"{path.relative_to(settings.PACKAGE)}: {error}")
    return problems


def main() -> int:
    problems = [*_system_checks(), *_migrations(), *_templates()]
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
