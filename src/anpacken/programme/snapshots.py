"""A programme as it stands at one moment, and what differs between two of them. Plain values, as JSON in a release."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any

from anpacken.core.texts import TranslatedText
from anpacken.programme.choices import CONCERNS, FOR_ALL, ChangeKind, ItemKind
from anpacken.programme.models import Item


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in an item, as released. `ref` is the contribution's key: photo and biography are never frozen."""

    ref: int
    kind: str
    name: str
    position_held: TranslatedText
    title: TranslatedText


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the programme, as it is shown."""

    public_id: str
    kind: ItemKind
    title: TranslatedText
    abstract: TranslatedText
    on: date
    begins_at: time
    ends_at: time
    room: str
    way: str
    round: int | None
    speakers: tuple[Speaker, ...]

    @property
    def is_slot(self) -> bool:
        return self.round is not None

    @property
    def is_for_all(self) -> bool:
        return not self.is_slot and self.kind in FOR_ALL


@dataclass(frozen=True, slots=True)
class Place:
    """When and where something is, and who is there: what somebody has to know about a change."""

    on: date
    begins_at: time
    ends_at: time
    room: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one item since the release before. `was` is empty for a new one, `now` for one that is gone."""

    public_id: str
    kinds: tuple[ChangeKind, ...]
    title: TranslatedText
    round: int | None
    is_for_all: bool
    was: Place | None
    now: Place | None

    @property
    def concerns(self) -> bool:
        """Whether those who want to be there have to know."""
        return any(kind in CONCERNS for kind in self.kinds)


def of_items(items: Iterable[Item]) -> list[Entry]:
    """The draft as it stands. Items come with room, forum and contributions loaded."""
    return [_entry(item) for item in sorted(items, key=_order)]


def _entry(item: Item) -> Entry:
    title = item.title or (item.forum.title if item.forum is not None else TranslatedText())
    speakers = tuple(
        Speaker(part.pk, part.kind, part.name, part.position_held, part.title) for part in item.contributions.all()
    )
    return Entry(
        public_id=item.public_id,
        kind=ItemKind(item.kind),
        title=title,
        abstract=item.abstract,
        on=item.on,
        begins_at=item.begins_at,
        ends_at=item.ends_at,
        room=item.room.name if item.room is not None else "",
        way=item.room.way if item.room is not None else "",
        round=item.round,
        speakers=speakers,
    )


def _order(item: Item) -> tuple[date, time, time, int, int]:
    """What is at the same time stands in the order of the rooms."""
    column = item.room.position if item.room is not None else -1
    return item.on, item.begins_at, item.ends_at, column, item.pk


def mark(entries: Sequence[Entry]) -> str:
    """A short fingerprint: the same only when nothing differs."""
    return sha256(json.dumps(to_json(entries), sort_keys=True).encode()).hexdigest()[:20]


def changes(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """What differs, in the order of the new programme; what is gone comes last."""
    before = {entry.public_id: entry for entry in old}
    found = [change for entry in new if (change := _change(before.get(entry.public_id), entry)) is not None]
    left = {entry.public_id for entry in new}
    gone = [_made(entry, (ChangeKind.GONE,), was=entry, now=None) for entry in old if entry.public_id not in left]
    return [*found, *gone]


def _change(old: Entry | None, new: Entry) -> Change | None:
    if old is None:
        return _made(new, (ChangeKind.NEW,), was=None, now=new)
    is_same_people = _names(old) == _names(new)
    differs = {
        ChangeKind.MOVED: (old.on, old.begins_at, old.ends_at) != (new.on, new.begins_at, new.ends_at),
        ChangeKind.ROOM: old.room != new.room,
        ChangeKind.SPEAKER: not is_same_people,
        # Another room has another way there, and other people have other titles: that is told already.
        ChangeKind.TEXT: _said(old) != _said(new)
        or (old.room == new.room and old.way != new.way)
        or (is_same_people and _spoken_about(old) != _spoken_about(new)),
    }
    kinds = tuple(kind for kind, is_so in differs.items() if is_so)
    return _made(new, kinds, was=old, now=new) if kinds else None


def _made(entry: Entry, kinds: tuple[ChangeKind, ...], *, was: Entry | None, now: Entry | None) -> Change:
    return Change(entry.public_id, kinds, entry.title, entry.round, entry.is_for_all, _place(was), _place(now))


def _place(entry: Entry | None) -> Place | None:
    if entry is None:
        return None
    return Place(entry.on, entry.begins_at, entry.ends_at, entry.room, _names(entry))


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(speaker.name for speaker in entry.speakers))


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.kind, entry.title, entry.abstract, entry.round


def _spoken_about(entry: Entry) -> set[tuple[object, ...]]:
    """What is said about those who speak."""
    return {(speaker.name, speaker.kind, speaker.position_held, speaker.title) for speaker in entry.speakers}


def to_json(entries: Sequence[Entry]) -> dict[str, Any]:
    """As a release keeps it."""
    return {"items": [_entry_to_json(entry) for entry in entries]}


def _entry_to_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.public_id,
        "kind": entry.kind.value,
        "title": entry.title.stored(),
        "abstract": entry.abstract.stored(),
        "on": entry.on.isoformat(),
        "from": entry.begins_at.isoformat("minutes"),
        "to": entry.ends_at.isoformat("minutes"),
        "room": entry.room,
        "way": entry.way,
        "round": entry.round,
        "speakers": [
            {
                "ref": speaker.ref,
                "kind": speaker.kind,
                "name": speaker.name,
                "position": speaker.position_held.stored(),
                "title": speaker.title.stored(),
            }
            for speaker in entry.speakers
        ],
    }


def from_json(data: Mapping[str, Any]) -> list[Entry]:
    """The programme that a release keeps."""
    return [
        Entry(
            public_id=item["id"],
            kind=ItemKind(item["kind"]),
            title=TranslatedText(item["title"]),
            abstract=TranslatedText(item["abstract"]),
            on=date.fromisoformat(item["on"]),
            begins_at=time.fromisoformat(item["from"]),
            ends_at=time.fromisoformat(item["to"]),
            room=item["room"],
            way=item["way"],
            round=item["round"],
            speakers=tuple(
                Speaker(
                    ref=each["ref"],
                    kind=each["kind"],
                    name=each["name"],
                    position_held=TranslatedText(each["position"]),
                    title=TranslatedText(each["title"]),
                )
                for each in item["speakers"]
            ),
        )
        for item in data.get("items", [])
    ]


def change_to_json(change: Change) -> dict[str, Any]:
    return {
        "id": change.public_id,
        "kinds": [kind.value for kind in change.kinds],
        "title": change.title.stored(),
        "round": change.round,
        "for_all": change.is_for_all,
        "was": _place_to_json(change.was),
        "now": _place_to_json(change.now),
    }


def change_from_json(data: Mapping[str, Any]) -> Change:
    return Change(
        public_id=data["id"],
        kinds=tuple(ChangeKind(kind) for kind in data["kinds"]),
        title=TranslatedText(data["title"]),
        round=data["round"],
        is_for_all=data["for_all"],
        was=_place_from_json(data["was"]),
        now=_place_from_json(data["now"]),
    )


def _place_to_json(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "on": place.on.isoformat(),
        "from": place.begins_at.isoformat("minutes"),
        "to": place.ends_at.isoformat("minutes"),
        "room": place.room,
        "speakers": list(place.speakers),
    }


def _place_from_json(data: Mapping[str, Any] | None) -> Place | None:
    if data is None:
        return None
    return Place(
        on=date.fromisoformat(data["on"]),
        begins_at=time.fromisoformat(data["from"]),
        ends_at=time.fromisoformat(data["to"]),
        room=data["room"],
        speakers=tuple(data["speakers"]),
    )
