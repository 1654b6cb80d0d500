"""Which role may do what: the one table of rights, read by set-up and by tests.

A right is a Django permission, `app.verb_model`. What a regional office may do is limited to its own region by
the views (`region_path`), not by the right.
"""

from __future__ import annotations

from anpacken.accounts.choices import Role


def _all(app: str, *models: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")}


def _view(app: str, *models: str) -> set[str]:
    return {f"{app}.view_{model}" for model in models}


def _change(app: str, *models: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change")}


_IMPACT = ("allianceyear", "openingbalance", "publication", "pressitem", "prize", "outcome", "indicator")
# Wagtail asks for the rights on its own models, whichever model stands in their place.
_MEDIA = {
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
}

RIGHTS: dict[Role, frozenset[str]] = {
    Role.OFFICE: frozenset(
        {"wagtailadmin.access_admin"}
        | _all("alliance", "alliance", "aim", "theme")
        # Log-ins are made and ended with `anpacken staff`. Who could change one in Wagtail's own pages could take
        # over a superuser's, past the grants and past the audit log.
        | _view("accounts", "user", "rolegrant")
        | _change("places", "region", "municipality")
        | _view("places", "district", "postcode")
        | _change("people", "person", "organisation", "role")
        | _view("people", "signup", "consent")
        | _all("network", "project")
        | _all("events", "event", "series")
        | _change("events", "registration")
        | _all("impact", *_IMPACT)
        | _view("mail", "outgoingmail")
        | {"mail.change_outgoingmail", "jobs.view_schedule", "jobs.change_schedule", "audit.view_entry"}
    ),
    Role.EDITOR: frozenset(
        {"wagtailadmin.access_admin"}
        | _change("network", "project")
        | _change("events", "event", "series")
        | _change("impact", "allianceyear", "publication", "pressitem", "prize", "outcome", "indicator")
        | _view("impact", "openingbalance")
        | _view("places", "region", "municipality")
    ),
    Role.REGIONAL: frozenset(
        {"wagtailadmin.access_admin"}
        | _change("events", "event", "registration")
        | _change("network", "project")
        | _view("people", "person", "organisation", "signup")
        | _view("impact", *_IMPACT)
    ),
}

# Wagtail gives these on collections and on the page tree instead of on models.
COLLECTION_RIGHTS: dict[Role, frozenset[str]] = {
    Role.OFFICE: frozenset(_MEDIA),
    Role.EDITOR: frozenset(_MEDIA),
    Role.REGIONAL: frozenset(_MEDIA),
}
PAGE_RIGHTS: dict[Role, frozenset[str]] = {
    Role.OFFICE: frozenset({"add_page", "change_page", "publish_page"}),
    Role.EDITOR: frozenset({"add_page", "change_page", "publish_page"}),
    Role.REGIONAL: frozenset(),
}
EXPORTING: frozenset[Role] = frozenset({Role.OFFICE, Role.REGIONAL})
