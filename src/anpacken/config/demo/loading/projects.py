"""Profiles of projects and initiatives."""

from __future__ import annotations

from collections.abc import Mapping

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.schema.files import ProjectsFile
from anpacken.core.actors import Actor
from anpacken.people.models import Organisation


def load_projects(file: ProjectsFile, organisations: Mapping[str, Organisation], ledger: Ledger, *, by: Actor) -> int:
    return 0
