"""Makes the public site's own pages: the tree of each language and its pages of text."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from anpacken.audit.actions import record
from anpacken.core import languages, page_cache
from anpacken.core.actors import Actor
from anpacken.website.models import HomePage, TextPage

# Pages with the same key are translations of each other.
_KEYS = uuid.UUID("6f0c1a52-6a3e-4d0e-9b63-0b9a3c1f6f10")
TAG = "site"


def translation_key(key: str) -> uuid.UUID:
    return uuid.uuid5(_KEYS, key)


@transaction.atomic
def ensure_site(*, name: str, by: Actor) -> None:
    """Makes the home page of each language and the site that they belong to. Keeps what is there."""
    root = Page.get_first_root_node()
    source = languages.source()
    for code in languages.codes():
        locale, _made = Locale.objects.get_or_create(language_code=code)
        if HomePage.objects.filter(locale=locale).exists():
            continue
        # Not plain "home": that is what Wagtail's welcome page is called.
        home = HomePage(
            title=name, slug=f"home-{code}", lead=name, locale=locale, translation_key=translation_key("home")
        )
        root = Page.objects.get(pk=root.pk)
        root.add_child(instance=home)
        record(by=by, action="page.created", target=home)
    home = HomePage.objects.get(locale__language_code=source)
    host, _, port = settings.BASE_URL.split("://", 1)[1].partition(":")
    facts = {
        "hostname": host,
        "port": int(port or (443 if settings.HTTPS else 80)),
        "root_page": home,
        "site_name": name,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page_id != home.pk:
        Site.objects.update_or_create(is_default_site=True, defaults=facts)
        # The page that Wagtail puts there before anybody has set up a site.
        Page.objects.filter(depth=2, slug="home", title__startswith="Welcome").exclude(pk=home.pk).delete()
    page_cache.changed(TAG)


@transaction.atomic
def ensure_text_page(
    *,
    key: str,
    language: str,
    slug: str,
    title: str,
    body: Sequence[Mapping[str, str]],
    in_footer: bool = True,
    by: Actor,
) -> TextPage:
    """The page of text known by `key` in one language, made if there is none.

    `body` is a list of `{"type": "heading" | "text", "value": …}`; the value of a text is HTML of the kinds that the
    editor offers. A page that is there is not changed.

    Raises:
        HomePage.DoesNotExist: `ensure_site` has not run for this language.
    """
    found = TextPage.objects.filter(translation_key=translation_key(key), locale__language_code=language).first()
    if found is not None:
        return found
    home = HomePage.objects.get(locale__language_code=language)
    page = TextPage(
        title=title,
        slug=slug,
        body=json.dumps([{"type": block["type"], "value": block["value"]} for block in body]),
        locale=home.locale,
        translation_key=translation_key(key),
        show_in_menus=in_footer,
    )
    home.add_child(instance=page)
    # Published as well, or the editor would show changes that nobody made.
    page.save_revision().publish()
    record(by=by, action="page.created", target=page)
    page_cache.changed(TAG)
    return page


@transaction.atomic
def write_home(*, language: str, title: str, lead: str, introduction: str, by: Actor) -> None:
    """Fills a home page that still says nothing but the alliance's name; a page with words of its own is kept."""
    home = HomePage.objects.get(locale__language_code=language)
    if home.introduction or home.lead != home.title:
        return
    home.title, home.lead, home.introduction = title, lead, introduction
    home.save()
    record(by=by, action="page.changed", target=home)
    page_cache.changed(TAG)


@transaction.atomic
def note(*, page: Page, action: str, by: Actor) -> None:
    """Writes down what was done to a page in Wagtail's editor and lets go of the pages that were kept."""
    record(by=by, action=action, target=page, title=page.title)
    page_cache.changed(TAG)
