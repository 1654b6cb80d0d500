"""Addresses of what is entered on a record's page in the office."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from anpacken.people.views import erasing
from anpacken.people.views import office_parts as parts


class SubjectKind(StringConverter):
    regex = "person|organisation"


class SuggestKind(StringConverter):
    regex = "person|organisation|tag|language"


class AffiliationDeed(StringConverter):
    regex = "end|remove"


register_converter(SubjectKind, "subject_kind")
register_converter(SuggestKind, "suggest_kind")
register_converter(AffiliationDeed, "affiliation_deed")

app_name = "people_register"
urlpatterns: list[URLPattern | URLResolver] = [
    path("suggest/<suggest_kind:kind>/", parts.suggest, name="suggest"),
    path("<subject_kind:kind>/<int:pk>/role/", parts.role_add, name="role_add"),
    path("role/<int:pk>/", parts.role_edit, name="role_edit"),
    path("<subject_kind:kind>/<int:pk>/affiliation/", parts.affiliation_add, name="affiliation_add"),
    path("<subject_kind:kind>/affiliation/<int:pk>/", parts.affiliation_edit, name="affiliation_edit"),
    path(
        "<subject_kind:kind>/affiliation/<int:pk>/<affiliation_deed:deed>/",
        parts.affiliation_deed,
        name="affiliation_deed",
    ),
    path("<subject_kind:kind>/<int:pk>/note/", parts.note_add, name="note_add"),
    path("<subject_kind:kind>/<int:pk>/held/", erasing.held, name="held"),
    path("<subject_kind:kind>/<int:pk>/erase/", erasing.erase, name="erase"),
    path("note/<int:pk>/delete/", parts.note_delete, name="note_delete"),
]
