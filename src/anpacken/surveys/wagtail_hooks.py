"""The pages about surveys in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks

from anpacken.surveys.views import editing, office, results

EVENT = "<public_id:public_id>/"
SURVEY = f"{EVENT}<slug:audience>/"
QUESTION = f"{SURVEY}question/<public_id:question_id>/"
URLS = [
    path(EVENT, office.surveys, name="surveys"),
    path(f"{EVENT}lay-out/<slug:audience>/", office.lay_out, name="lay_out"),
    path(SURVEY, office.survey, name="survey"),
    path(f"{SURVEY}deed/<slug:name>/", office.deed, name="deed"),
    path(f"{SURVEY}preview/", office.preview, name="preview"),
    path(f"{SURVEY}send/", office.send, name="send"),
    path(f"{SURVEY}question/", editing.question_add, name="question_add"),
    path(QUESTION, editing.question, name="question"),
    path(f"{QUESTION}<slug:name>/", editing.question_deed, name="question_deed"),
    path(f"{SURVEY}results/", results.results, name="results"),
    path(f"{SURVEY}results/<slug:kind>/", results.export, name="export"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("surveys/", include((URLS, "surveys_office"), namespace="surveys_office"))]


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("surveys/office.css"))
