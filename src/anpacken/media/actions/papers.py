"""Taking in documents that are nobody's business but the office's, such as a signed form."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.media.actions._collections import closed
from anpacken.media.models import Paper


def take_in_confidence(*, upload: UploadedFile, title: str, collection: str, by: Actor, at: datetime) -> Paper:
    """Keeps an uploaded document in the collection of that name, which only the office may open.

    The form has checked the file.
    """
    upload.seek(0)
    with transaction.atomic():
        paper = Paper(title=title[:255], collection=closed(collection))
        paper.file = ContentFile(upload.read(), name=upload.name)
        paper.save()
        record(by=by, action="paper.created", target=paper, at=at)
    return paper


def take(*, upload: UploadedFile, title: str, language: str, credit: str, by: Actor, at: datetime) -> Paper:
    """Keeps an uploaded document in the office's own library, which is open. The form has checked the file."""
    upload.seek(0)
    with transaction.atomic():
        paper = Paper(title=title[:255], language=language, credit=credit)
        paper.file = ContentFile(upload.read(), name=upload.name)
        paper.save()
        record(by=by, action="paper.created", target=paper, at=at)
    return paper


def remove(*, paper: Paper, by: Actor, at: datetime) -> None:
    """Deletes a document; its file goes once the transaction is through."""
    with transaction.atomic():
        storage, name = paper.file.storage, paper.file.name
        record(by=by, action="paper.deleted", target=paper, at=at)
        paper.delete()
        transaction.on_commit(lambda: storage.delete(name))
