"""Kinds of items and of changes between two releases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    PLENARY = "plenary", _("plenary")
    KEYNOTE = "keynote", _("keynote")
    TALK = "talk", _("talk")
    PANEL = "panel", _("panel discussion")
    FORUM = "forum", _("workshop forum")
    MARKET = "market", _("market of opportunities")
    BREAK = "break", _("break")
    OTHER = "other", _("something else")


# What is there for everybody who comes: a change of it concerns them all.
FOR_ALL = (ItemKind.PLENARY, ItemKind.KEYNOTE, ItemKind.TALK, ItemKind.PANEL, ItemKind.MARKET, ItemKind.OTHER)


class ChangeKind(models.TextChoices):
    NEW = "new", _("new")
    GONE = "gone", _("no longer takes place")
    MOVED = "moved", _("other time")
    ROOM = "room", _("other room")
    SPEAKER = "speaker", _("other speakers")
    TEXT = "text", _("other title or text")


# What somebody has to know who wants to be there. A mended word is no reason for a mail.
CONCERNS = (ChangeKind.NEW, ChangeKind.GONE, ChangeKind.MOVED, ChangeKind.ROOM, ChangeKind.SPEAKER)


class ConflictKind(models.TextChoices):
    ROOM = "room", _("room taken twice")
    PERSON = "person", _("in two places at once")
    ROUND = "round", _("rounds overlap")
    CAPACITY = "capacity", _("room too small")
    DAY = "day", _("outside the event's days")
