from __future__ import annotations

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from anpacken.ui import pages


def test_filters_stay_and_the_first_page_has_no_number() -> None:
    params = QueryDict("region=we&theme=1&theme=2&q=&page=4")
    assert pages.link(2, params) == "?region=we&theme=1&theme=2&page=2"
    assert pages.link(1, params) == "?region=we&theme=1&theme=2"
    assert pages.link(1) == "?"


def test_a_mapping_and_a_string_will_do() -> None:
    assert pages.link(3, {"region": "we", "theme": [1, 2], "q": None}) == "?region=we&theme=1&theme=2&page=3"
    assert pages.link(3, "?region=we&page=9") == "?region=we&page=3"


def test_values_are_quoted() -> None:
    assert pages.link(1, {"q": 'a&b="c"'}) == "?q=a%26b%3D%22c%22"


def test_gaps() -> None:
    page = Paginator(range(500), 25).page(10)
    assert [number for number, _href in pages.links(page)] == [1, None, 9, 10, 11, None, 20]


def test_without_params_those_of_the_request() -> None:
    request = RequestFactory().get("/", {"q": "fest", "page": "2"})
    page = Paginator(range(60), 25).page(2)
    template = Template("{% page_links page as links %}{% for number, href in links %}{{ href|safe }} {% endfor %}")
    assert template.render(Context({"request": request, "page": page})) == "?q=fest ?q=fest&page=2 ?q=fest&page=3 "
