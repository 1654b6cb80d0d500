"""Which events a limited role reaches."""

from __future__ import annotations

from collections.abc import Mapping

from anpacken.accounts.choices import Role

# The lookup from an event to what the role is limited to: its region, or the one event to help at.
EVENT_PATHS: Mapping[Role, str] = {
    Role.REGIONAL: "region__code",
    Role.HELPER: "public_id",
    Role.MODERATOR: "public_id",
}
# The same from a registration. A moderator has nothing to do with those.
REGISTRATION_PATHS: Mapping[Role, str] = {
    Role.REGIONAL: "event__region__code",
    Role.HELPER: "event__public_id",
}
