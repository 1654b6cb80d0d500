"""Taking in documents that are nobody's business but the office's, such as a signed form."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from anpacken.accounts.choices import Role
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.media.models import Paper


def take_in_confidence(*, upload: UploadedFile, title: str, collection: str, by: Actor, at: datetime) -> Paper:
    """Keeps an uploaded document in the collection of that name, which only the office may open.

    The form has checked the file.
    """
    upload.seek(0)
    with transaction.atomic():
        paper = Paper(title=title[:255], collection=_closed(collection))
        paper.file = ContentFile(upload.read(), name=upload.name)
        paper.save()
        record(by=by, action="paper.created", target=paper, at=at)
    return paper


def _closed(name: str) -> Collection:
    """The collection, made with its lock: documents of a collection without one are open to everybody."""
    root = Collection.get_first_root_node()
    found: Collection = root.get_children().filter(name=name).first() or root.add_child(name=name)
    lock, is_new = CollectionViewRestriction.objects.get_or_create(
        collection=found, defaults={"restriction_type": CollectionViewRestriction.GROUPS}
    )
    if is_new:
        office, _made = Group.objects.get_or_create(name=Role.OFFICE.value)
        lock.groups.add(office)
    return found
