"""The pages about questions in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.questions.views import answers, office

EVENT = "<public_id:public_id>/"
URLS = [
    path(EVENT, office.question_list, name="list"),
    path(f"{EVENT}new/", office.add, name="add"),
    path(f"{EVENT}preview/", office.preview, name="preview"),
    path(f"{EVENT}answers/", answers.answers, name="answers"),
    path(f"{EVENT}ask/", answers.ask, name="ask"),
    path(f"{EVENT}export/", answers.export, name="export"),
    path(f"{EVENT}question/<public_id:question_id>/", office.edit, name="edit"),
    path(f"{EVENT}question/<public_id:question_id>/deed/", office.deed, name="deed"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("questions/", include((URLS, "questions_office"), namespace="questions_office"))]
