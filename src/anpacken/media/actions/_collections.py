"""Collections of what came from people themselves, apart from the office's own library."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction

from anpacken.accounts.choices import Role


def closed(name: str) -> Collection:
    """The collection of that name, made with its lock: of one without, everything is open to everybody."""
    root = Collection.get_first_root_node()
    found: Collection = root.get_children().filter(name=name).first() or root.add_child(name=name)
    lock, is_new = CollectionViewRestriction.objects.get_or_create(
        collection=found, defaults={"restriction_type": CollectionViewRestriction.GROUPS}
    )
    if is_new:
        office, _made = Group.objects.get_or_create(name=Role.OFFICE.value)
        lock.groups.add(office)
    return found
