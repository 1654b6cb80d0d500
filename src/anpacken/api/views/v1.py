"""Version 1 of the API. Everything is public and for reading; nothing personal is in it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.operation import Operation
from pydantic import Field

from anpacken.alliance import queries as alliance
from anpacken.api import around, schemas, shown
from anpacken.api.errors import Problem
from anpacken.api.queries import events as asking
from anpacken.api.schemas import EventQuery, LanguageQuery
from anpacken.api.views.door import told
from anpacken.core import clock, languages
from anpacken.core.page_cache import keep
from anpacken.events import rules
from anpacken.events.choices import EventFormat
from anpacken.events.models import Event
from anpacken.events.queries import detail, listing

VERSION = "1.0"
SECONDS = 300
PROBLEMS = {404: schemas.ProblemDetails, 400: schemas.ProblemDetails}


EventId = Annotated[str, Field(description="As `id` in the list says it: the last part of the address of its page.")]


class Interface(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of an operation in the schema, and so of a method where clients are made from it."""
        return str(operation.view_func.__name__)


api = Interface(
    title="Anpacken",
    version=VERSION,
    description="Events of the alliance for other sites. Free to read, without a key.",
    urls_namespace="api_v1",
    openapi_url=None,
    docs_url=None,
)


@api.exception_handler(ValidationError)
def refused(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """The first parameter that was not understood."""
    first = refusal.errors[0]
    name = next((str(part) for part in reversed(first["loc"]) if part in EventQuery.model_fields), "")
    return told(Problem(400, f"{first['msg']}.", parameter=name))


@api.exception_handler(Problem)
def problem(request: HttpRequest, found: Problem) -> HttpResponse:
    return told(found)


@api.get("/", response=schemas.Service, url_name="service", summary="Where everything is", tags=["Service"])
def service(request: HttpRequest, response: HttpResponse, query: Query[LanguageQuery]) -> schemas.Service:
    keep(response, "alliance", seconds=3600)
    return schemas.Service(
        name=alliance.current().name,
        version=VERSION,
        languages=[schemas.Named(code=code, name=languages.language(code).name) for code in languages.codes()],
        documentation=shown.absolute("api:documentation"),
        schema_url=shown.absolute("api_v1:schema"),
        events=shown.absolute("api_v1:events"),
        series=shown.absolute("api_v1:series"),
        themes=shown.absolute("api_v1:themes"),
        regions=shown.absolute("api_v1:regions"),
        formats=shown.absolute("api_v1:formats"),
    )


@api.get(
    "/events",
    response={200: schemas.EventList, 400: schemas.ProblemDetails},
    url_name="events",
    summary="Events, narrowed and in pages",
    tags=["Events"],
)
def events(request: HttpRequest, response: HttpResponse, query: Query[EventQuery]) -> schemas.EventList:
    at = clock.now()
    pages = Paginator(asking.listed(_asked(query), on=clock.today()), query.per_page)
    found: list[Event] = list(pages.page(query.page)) if query.page <= pages.num_pages else []
    seconds = min([SECONDS, *(rules.seconds_as_it_is(event, at=at) for event in found)])
    keep(response, "events", "places", "alliance", seconds=seconds)
    return schemas.EventList(
        items=[shown.listed(event, at=at) for event in found],
        count=pages.count,
        page=query.page,
        pages=pages.num_pages,
        next=_page(request, query.page + 1) if query.page < pages.num_pages else None,
        previous=_page(request, min(query.page - 1, pages.num_pages)) if query.page > 1 else None,
    )


@api.get(
    "/events/{event_id}",
    response={200: schemas.EventDetail, **PROBLEMS},
    url_name="event",
    summary="One event with programme and market",
    tags=["Events"],
)
def event(
    request: HttpRequest, response: HttpResponse, event_id: Path[EventId], query: Query[LanguageQuery]
) -> schemas.EventDetail:
    at = clock.now()
    try:
        found = detail.public_event(event_id.replace("\x00", ""))
    except Event.DoesNotExist as error:
        raise Problem(404, "There is no such event, or it is not public.") from error
    own = f"event:{found.public_id}"
    keep(response, "events", own, "places", "projects", f"market:{found.public_id}", seconds=_seconds(found))
    known = shown.one(found, detail.parts_of(found), at=at)
    parts = {
        "picture": around.picture(found),
        "programme": around.programme(found),
        "market": around.market(found),
    }
    return schemas.EventDetail.model_validate({**known, **parts})


@api.get("/series", response=schemas.SeriesList, url_name="series", summary="Series of events", tags=["Codes"])
def series(request: HttpRequest, response: HttpResponse, query: Query[LanguageQuery]) -> schemas.SeriesList:
    keep(response, "events", seconds=SECONDS)
    return schemas.SeriesList(items=[shown.series(each) for each in listing.all_series()])


@api.get("/themes", response=schemas.ThemeList, url_name="themes", summary="Themes", tags=["Codes"])
def themes(request: HttpRequest, response: HttpResponse, query: Query[LanguageQuery]) -> schemas.ThemeList:
    keep(response, "alliance", seconds=SECONDS)
    return schemas.ThemeList(
        items=[
            schemas.Theme(code=theme.slug, name=str(theme.name), description=shown.text(theme.description))
            for theme in asking.themes()
        ]
    )


@api.get("/regions", response=schemas.RegionList, url_name="regions", summary="Regions", tags=["Codes"])
def regions(request: HttpRequest, response: HttpResponse, query: Query[LanguageQuery]) -> schemas.RegionList:
    keep(response, "places", seconds=SECONDS)
    return schemas.RegionList(
        items=[
            schemas.Region(code=region.code, name=region.name, office=shown.some_text(region.office_name))
            for region in asking.regions()
        ]
    )


@api.get("/formats", response=schemas.FormatList, url_name="formats", summary="Kinds of events", tags=["Codes"])
def formats(request: HttpRequest, response: HttpResponse, query: Query[LanguageQuery]) -> schemas.FormatList:
    keep(response, seconds=3600)
    named = [schemas.Named(code=code, name=str(label)) for code, label in EventFormat.choices]
    return schemas.FormatList(items=named)


def _asked(query: EventQuery) -> asking.Asked:
    if query.region is not None and not asking.knows_region(query.region):
        raise Problem(400, "There is no such region; see /api/v1/regions.", parameter="region")
    if query.theme is not None and not asking.knows_theme(query.theme):
        raise Problem(400, "There is no such theme; see /api/v1/themes.", parameter="theme")
    filters = listing.Filters(
        words=query.q or "",
        format=query.format.value if query.format else "",
        region=query.region or "",
        theme=query.theme or "",
    )
    return asking.Asked(query.when, filters, series=query.series or "", since=query.since, until=query.until)


def _seconds(event: Event) -> int:
    return min(SECONDS, rules.seconds_as_it_is(event, at=clock.now()))


def _page(request: HttpRequest, number: int) -> str:
    """The address of another page of the same list."""
    asked = {name: value for name, value in request.GET.items() if name != "page"}
    return f"{settings.BASE_URL}{request.path}?{urlencode({**asked, 'page': number})}"
