"""What has been released: the only programme that the public sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anpacken.core.texts import TranslatedText
from anpacken.events.models import Contribution, Event
from anpacken.programme import snapshots
from anpacken.programme.models import Release
from anpacken.programme.snapshots import Change, Entry


@dataclass(frozen=True, slots=True)
class Programme:
    """One version of an event's programme."""

    number: int
    released_at: datetime
    note: TranslatedText
    entries: list[Entry]

    @property
    def days(self) -> list[tuple[date, list[Entry]]]:
        found: dict[date, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.on, []).append(entry)
        return sorted(found.items())


def latest(event: Event) -> Programme | None:
    """What the public sees; None as long as nothing has been released."""
    release = Release.objects.filter(event=event).order_by("-number").defer("changes").first()
    return _programme(release) if release is not None else None


def _programme(release: Release) -> Programme:
    return Programme(release.number, release.released_at, release.note, snapshots.from_json(release.snapshot))


def versions(event: Event) -> list[dict[str, Any]]:
    """All versions, the latest first, each with its changes and how many are told."""
    releases = Release.objects.filter(event=event).defer("snapshot").prefetch_related("tellings")
    return [
        {
            "release": release,
            "changes": changes_of(release),
            "told": len(release.tellings.all()),
            "to_tell": sum(telling.queued_at is None for telling in release.tellings.all()),
        }
        for release in releases
    ]


def changes_of(release: Release) -> list[Change]:
    return [snapshots.change_from_json(change) for change in release.changes]


def people(programme: Programme) -> dict[int, Contribution]:
    """Photo and biography of those who speak, as they stand today: what is withdrawn is gone at once."""
    refs = {speaker.ref for entry in programme.entries for speaker in entry.speakers}
    return Contribution.objects.select_related("picture").in_bulk(refs)
