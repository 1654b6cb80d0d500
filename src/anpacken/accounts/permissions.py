"""Which role may do what: the one table of rights, read by set-up and by tests.

A right is a Django permission, `app.verb_model`. For roles that are limited to a region, an organisation or an event
it holds within that limit only: the views see to it (`region_path`, `scope_paths`), not the right.
"""

from __future__ import annotations

from anpacken.accounts.choices import Role


def _all(app: str, *models: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")}


def _view(app: str, *models: str) -> set[str]:
    return {f"{app}.view_{model}" for model in models}


def _change(app: str, *models: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change")}


# A release is never changed once it is made.
_PROGRAMME_RELEASE = {"programme.view_release", "programme.add_release"}
_VIEW_PROGRAMME = frozenset(_view("programme", "item", "room", "release"))
# Nobody changes a line of the log at the door.
_CHECK_IN = {"door.view_scan", "door.add_scan"}
_IMPACT = ("allianceyear", "openingbalance", "publication", "pressitem", "prize", "outcome", "indicator")
# What an event asks is planned with it; what people answer is seen by whoever sees who they are.
_QUESTIONS = _all("questions", "question")
_ANSWERS = _view("questions", "answer")
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
        # Log-ins are made by invitation, and shut on our own pages. Who could change one in Wagtail's could take over
        # a superuser's, past the grants and past the audit log; so the right to that is nobody's.
        | _view("accounts", "user", "rolegrant")
        | _change("accounts", "invitation")
        | {"accounts.change_rolegrant"}
        | _change("places", "region", "municipality")
        | _view("places", "district", "postcode")
        | _change("people", "person", "organisation", "role", "duplicatepair", "merge", "customfield")
        | _all("people", "tag")
        | _view("people", "signup", "consent")
        | _change("imports", "import")
        | _all("segments", "segment")
        | _all("network", "project")
        | _all("events", "event", "series")
        | _change("events", "registration")
        | _change("market", "application", "call", "stand")
        | _CHECK_IN
        | _change("planning", "task")
        | _change("documentation", "documentation", "demand")
        | _change("forums", "forumchoice")
        | _change("surveys", "survey")
        | _change("invitations", "invitation")
        | _change("letters", "letter")
        | _QUESTIONS
        | _ANSWERS
        | _all("programme", "item", "room")
        | _PROGRAMME_RELEASE
        | _all("impact", *_IMPACT)
        | _view("mail", "outgoingmail")
        # Deleting a record means to erase it: in every room, without changing a past figure.
        | {"people.delete_person", "people.delete_organisation"}
        | {"privacy.view_retentionperiod", "privacy.change_retentionperiod"}
        | {"mail.change_outgoingmail", "jobs.view_schedule", "jobs.change_schedule", "audit.view_entry"}
    ),
    Role.EDITOR: frozenset(
        {"wagtailadmin.access_admin"}
        # Whom a mail is for, and how many that is; who they are is the office's affair. Regional offices have no
        # segments: a segment reaches across regions.
        | _view("segments", "segment")
        | _change("network", "project")
        | _change("events", "event", "series")
        # What came of a survey; whom it goes to is the office's affair.
        | _view("surveys", "survey")
        | _change("planning", "task")
        | _change("documentation", "documentation", "demand")
        | _QUESTIONS
        | _all("programme", "item", "room")
        | _PROGRAMME_RELEASE
        | _change("impact", "allianceyear", "publication", "pressitem", "prize", "outcome", "indicator")
        | _view("impact", "openingbalance")
        | _view("places", "region", "municipality")
    ),
    Role.REGIONAL: frozenset(
        {"wagtailadmin.access_admin"}
        | _change("events", "event", "registration")
        | _change("market", "application", "call", "stand")
        | _CHECK_IN
        | _change("planning", "task")
        | _change("documentation", "documentation", "demand")
        | _change("forums", "forumchoice")
        | _change("surveys", "survey")
        # Whom the office invited to their events; a segment reaches across regions, so they invite nobody by one.
        | _view("invitations", "invitation")
        | _change("letters", "letter")
        | _QUESTIONS
        | _ANSWERS
        | _all("programme", "item", "room")
        | _PROGRAMME_RELEASE
        | _change("network", "project")
        | _view("people", "person", "organisation", "signup")
        | _view("impact", *_IMPACT)
    ),
    # Reads what holds nothing personal, and takes nothing out of the house.
    Role.READER: frozenset(
        {"wagtailadmin.access_admin"}
        | _view("events", "event", "series")
        | _view("planning", "task")
        | _view("documentation", "documentation", "demand")
        | _VIEW_PROGRAMME
        | _view("network", "project")
        | _view("places", "region", "municipality")
        | _view("impact", *_IMPACT)
    ),
    # Its own organisation and its own projects. A new project is a draft; those who work here publish it.
    Role.MEMBER: frozenset(
        {"wagtailadmin.access_admin", "people.view_organisation", "people.change_organisation"}
        | _change("network", "project")
    ),
    # The office's home only: there are no awards to assign yet.
    Role.JUROR: frozenset({"wagtailadmin.access_admin"}),
    Role.HELPER: frozenset(
        {"wagtailadmin.access_admin"} | _view("events", "event", "registration") | _VIEW_PROGRAMME | _CHECK_IN
    ),
    Role.MODERATOR: frozenset({"wagtailadmin.access_admin"} | _view("events", "event") | _VIEW_PROGRAMME),
}

_WITHOUT_MEDIA = (Role.READER, Role.MEMBER, Role.JUROR, Role.HELPER, Role.MODERATOR)
# Wagtail gives these on collections and on the page tree instead of on models.
COLLECTION_RIGHTS: dict[Role, frozenset[str]] = {
    Role.OFFICE: frozenset(_MEDIA),
    Role.EDITOR: frozenset(_MEDIA),
    Role.REGIONAL: frozenset(_MEDIA),
    **{role: frozenset() for role in _WITHOUT_MEDIA},
}
PAGE_RIGHTS: dict[Role, frozenset[str]] = {
    Role.OFFICE: frozenset({"add_page", "change_page", "publish_page"}),
    Role.EDITOR: frozenset({"add_page", "change_page", "publish_page"}),
    Role.REGIONAL: frozenset(),
    **{role: frozenset() for role in _WITHOUT_MEDIA},
}
EXPORTING: frozenset[Role] = frozenset({Role.OFFICE, Role.REGIONAL})
