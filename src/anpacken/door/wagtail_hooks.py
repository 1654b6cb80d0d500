"""The pages of the door in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.door.views import answers, check_in, devices, paper

EVENT = "<public_id:public_id>/"
URLS = [
    path(EVENT, check_in.check_in, name="check_in"),
    path(f"{EVENT}take-over/", check_in.take_over, name="take_over"),
    path(f"{EVENT}answers/<public_id:registration_id>/", answers.note, name="answers"),
    path(f"{EVENT}list/", devices.people_list, name="list"),
    path(f"{EVENT}sync/", devices.sync, name="sync"),
    path(f"{EVENT}worker.js", devices.worker, name="worker"),
    path(f"{EVENT}paper/", paper.paper, name="paper"),
    path(f"{EVENT}badges/", paper.badges, name="badges"),
    path(f"{EVENT}attendance/", paper.attendance, name="attendance"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("door/", include((URLS, "door_office"), namespace="door_office"))]
