"""Forms without a token: ours are taken, those that another site sends are refused."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from anpacken.ui.public_form import comes_from_elsewhere, public_form


@public_form
def sign_up(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"{request.method} {number}")


urlpatterns = [path("anmelden/<int:number>/", sign_up)]
HERE = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, False),
        ({"Origin": HERE}, False),
        ({"Origin": "http://127.0.0.1:8000"}, False),  # the site's public address, behind a proxy
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "http://testserver.evil.example"}, True),
        ({"Origin": "https://testserver"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": ""}, True),
    ],
)
def test_where_a_form_comes_from(headers: dict[str, str], refused: bool) -> None:
    assert comes_from_elsewhere(RequestFactory().post("/", headers=headers)) is refused


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_own_forms_need_no_token_and_set_no_cookie() -> None:
    answer = Client(enforce_csrf_checks=True).post("/anmelden/7/", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.content) == (200, b"POST 7")
    assert not answer.cookies


def test_looking_is_always_allowed() -> None:
    request = RequestFactory().get("/anmelden/7/", headers={"Sec-Fetch-Site": "cross-site"})
    assert sign_up(request, 7).content == b"GET 7"


@pytest.mark.django_db
def test_a_refusal_is_a_friendly_page_that_leads_to_the_form() -> None:
    request = RequestFactory().post("/anmelden/7/", headers={"Origin": "null"})
    answer = sign_up(request, 7)
    assert answer.status_code == 403
    assert "Dieses Formular kam nicht von hier" in answer.content.decode()
    assert 'href="/anmelden/7/"' in answer.content.decode()
    assert not answer.cookies
