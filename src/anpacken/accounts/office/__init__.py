"""What every list in the office has in common: rights, limits, search, export, a timeline, one writer.

Rooms subclass `OfficeViewSet` in their `wagtail_hooks.py`. Wagtail gives the pages; what is saved is saved by the
room's action, so that a change in the office meets the same rules and the same audit log as any other.
"""

from anpacken.accounts.office.limits import Limited
from anpacken.accounts.office.lists import OfficeIndexView
from anpacken.accounts.office.records import OfficeInspectView
from anpacken.accounts.office.saving import OfficeCreateView, OfficeDeleteView, OfficeEditView
from anpacken.accounts.office.viewset import OfficeViewSet

__all__ = [
    "Limited",
    "OfficeCreateView",
    "OfficeDeleteView",
    "OfficeEditView",
    "OfficeIndexView",
    "OfficeInspectView",
    "OfficeViewSet",
]
