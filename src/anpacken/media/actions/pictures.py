"""Taking in and removing pictures that do not come through the office's own library."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.media.actions._collections import closed
from anpacken.media.models import Picture
from anpacken.media.originals import cleaned


def take(
    *,
    upload: UploadedFile,
    title: str,
    credit: str,
    rights: str,
    alt_text: TranslatedText,
    collection: str,
    by: Actor,
    at: datetime,
) -> Picture:
    """Keeps an uploaded picture without its metadata, in the closed collection of that name. The form has checked it.

    Only pages that ask for it show it: it is in no list of pictures (`queries.credited`). Without a name it comes to
    the office's own library, which is open.
    """
    upload.seek(0)
    content = ContentFile(cleaned(upload.read()), name=upload.name)
    with transaction.atomic():
        picture = Picture(title=title[:255], credit=credit, rights=rights, alt_text=alt_text)
        if collection:
            picture.collection = closed(collection)
        picture.file = content
        picture.save()
        record(by=by, action="picture.created", target=picture, at=at)
    return picture


def remove(*, picture: Picture, by: Actor, at: datetime) -> None:
    """Deletes a picture with its file and every size that was made of it, once the transaction is through."""
    with transaction.atomic():
        files = [(each.file.storage, each.file.name) for each in (picture, *picture.renditions.all())]
        record(by=by, action="picture.deleted", target=picture, at=at)
        picture.delete()

        def forget() -> None:
            for storage, name in files:
                storage.delete(name)

        transaction.on_commit(forget)
