"""Records to look at: what the gallery feeds to the components. Made up, save for the districts' outlines."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import TranslatedText
from anpacken.ui import charts

LONG = "Arbeitsmarktzulassungsangelegenheiten und Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
SPRITE = Path(__file__).parent / "static/ui/icons.svg"


def texts() -> dict[str, Any]:
    story = (
        "Zwölf Gemeinden kochen zusammen.\nJede bringt ein Gericht mit.\n\n"
        "- Anmeldung bis Freitag\n- Töpfe sind da\n\nKinder sind willkommen."
    )
    return {
        "long": LONG,
        "here": TranslatedText(
            {"de": {"text": "Das Sprachcafé im Stadtteil"}, "en": {"text": "The language café next door"}}
        ),
        "elsewhere": TranslatedText({"ar": {"text": "مقهى اللغة في الحي"}}),
        "story": TranslatedText({"de": {"text": story}}),
        "story_elsewhere": TranslatedText({"ar": {"text": "نطبخ معًا.\n\n- الدعوة للجميع\n- الدخول مجاني"}}),
        "range": range(6),
    }


def crumbs() -> dict[str, Any]:
    return {
        "crumbs": [("Start", "/"), ("Veranstaltungen", "/veranstaltungen/"), ("Tag der offenen Werkstätten", None)],
        "deep": [("Start", "/"), (LONG, "/a/"), ("Berichte", "/b/"), (LONG, None)],
        "arabic": [("البداية", "/"), ("الفعاليات", "/f/"), ("مقهى اللغة", None)],
    }


def sections() -> dict[str, Any]:
    items = [
        ("Programm", "#programm"),
        ("Anreise", "#anreise"),
        ("Barrierefreiheit", "#zugang"),
        ("Anmeldung", "#anmeldung"),
    ]
    return {"items": items, "many": items * 4}


def icons() -> dict[str, Any]:
    text = SPRITE.read_text()
    return {"names": [part.split('"')[0] for part in text.split('<symbol id="')[1:]]}


def days() -> dict[str, Any]:
    return {
        "day": date(2026, 6, 21),
        "next_day": date(2026, 6, 23),
        "next_month": date(2026, 7, 2),
    }


def counts() -> dict[str, Any]:
    return {"people": Count(5880, CountWord.ABOUT), "exact": Count(3008), "zero": Count(0)}


def rows() -> dict[str, Any]:
    places = [
        ("Oldenburg", "Weser-Ems", 100),
        ("Gifhorn", "Braunschweig", 120),
        ("Lüneburg", "Lüneburg", 70),
        ("Laatzen", "Leine-Weser", 50),
    ]
    return {"head": [_("Place"), _("Region"), _("People")], "rows": places, "many": places * 6, "long": LONG}


def pages() -> dict[str, Any]:
    paginator = Paginator(range(600), 25)
    return {
        "first": paginator.page(1),
        "middle": paginator.page(12),
        "last": paginator.page(24),
        "single": Paginator(range(3), 25).page(1),
    }


class ArabicForm(forms.Form):
    name = forms.CharField(label="الاسم", help_text="كما يظهر على البطاقة")
    agree = forms.BooleanField(label="أوافق")


class FilterForm(forms.Form):
    q = forms.CharField(label="Suchwort", required=False)
    region = forms.ChoiceField(
        label="Region", required=False, choices=[("", "Alle"), ("we", "Weser-Ems"), ("lw", "Leine-Weser")]
    )
    since = forms.DateField(label="Ab", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    free = forms.BooleanField(label="Nur mit freien Plätzen", required=False)


def filters() -> dict[str, Any]:
    return {
        "form": FilterForm(auto_id="empty-%s"),
        "chosen": FilterForm({"q": "Werkstatt", "region": "we", "free": "on"}, auto_id="chosen-%s"),
    }


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Dorthin schicken wir die Bestätigung.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = forms.CharField(
        label="Verein oder Einrichtung", required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    kind = forms.ChoiceField(
        label="Ich unterstütze das Bündnis",
        choices=[("person", "als Einzelperson"), ("organisation", "für eine Einrichtung")],
        widget=forms.RadioSelect,
        help_text="Beides geht auch nacheinander.",
    )
    themes = forms.MultipleChoiceField(
        label="Themen",
        required=False,
        choices=[("a", "Sprache"), ("b", "Arbeit & Ausbildung"), ("c", "Wohnen & Leben"), ("d", LONG)],
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.ChoiceField(
        label="Region", choices=[("", "Bitte wählen"), ("we", "Weser-Ems"), ("lw", "Leine-Weser")]
    )
    message = forms.CharField(label="Was wir wissen sollten", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    picture = forms.FileField(label="Bild", required=False)
    begins = forms.SplitDateTimeField(
        label="Beginn",
        required=False,
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Tag"}, time_attrs={"type": "time", "aria-label": "Uhrzeit"}
        ),
    )
    consent = forms.BooleanField(
        label="Ich stimme zu, dass das Bündnis mir schreibt.", help_text="Das lässt sich jederzeit widerrufen."
    )


def forms_() -> dict[str, Any]:
    with_errors = SampleForm({"email": "keine Adresse", "region": "x"}, auto_id="wrong-%s", prefix="wrong")
    with_errors.data = {"wrong-email": "keine Adresse", "wrong-region": "x"}
    with_errors.add_error(None, "Die Veranstaltung ist seit eben ausgebucht. Sie können auf die Warteliste.")
    disabled = SampleForm(auto_id="off-%s", initial={"name": "Samira Beispiel"})
    for field in disabled.fields.values():
        field.disabled = True
    return {
        "form": SampleForm(auto_id="plain-%s"),
        "wrong": with_errors,
        "disabled": disabled,
        "arabic": ArabicForm(auto_id="ar-%s"),
    }


@cache
def _map() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(__file__).parent / "sample_map.json").read_text())
    return data


def maps() -> dict[str, Any]:
    full = _map()
    plain = {
        **full,
        "points": [],
        "districts": [{**district, "href": "", "level": 0} for district in full["districts"]],
    }
    return {"map": full, "plain": plain}


def frame() -> dict[str, Any]:
    labels = ["Veranstaltungen", "Projekte", "Zahlen", "Wirkung", "Berichte", "Unterstützende"]
    menu = [{"label": label, "href": f"#{label}", "current": label == "Projekte"} for label in labels]
    speech = [("de", "Deutsch"), ("en", "English"), ("ar", "العربية"), ("uk", "Українська"), ("fa", "فارسی")]
    alliance = SimpleNamespace(
        name="Bündnis Musterland",
        slogan=TranslatedText({"de": {"text": "Gemeinsam geht mehr."}}),
        office_name=TranslatedText({"de": {"text": "Geschäftsstelle"}}),
        host_name="Staatskanzlei",
        street="Musterstraße 2",
        postcode="30000",
        city="Musterstadt",
        phone="0511 000000",
        email="buendnis@example.org",
        facebook_url="",
    )
    return {
        "menu": menu,
        "call": {"label": "Unterstützen", "href": "#mitmachen"},
        "arabic_menu": [
            {"label": label, "href": "#", "current": False} for label in ("الفعاليات", "المشاريع", "شارك معنا")
        ],
        "long_menu": [*menu, {"label": LONG, "href": "#lang", "current": False}],
        "two_languages": [
            {"code": code, "name": name, "href": "#", "current": code == "de"} for code, name in speech[:2]
        ],
        "many_languages": [{"code": code, "name": name, "href": "#", "current": code == "de"} for code, name in speech],
        "sample_alliance": alliance,
        "legal": [
            {"label": label, "href": "#", "current": False}
            for label in ("Impressum", "Datenschutz", "Barrierefreiheit")
        ],
    }


def bar_charts() -> dict[str, Any]:
    regions = [("Weser-Ems", 214, 180), ("Lüneburg", 122, 130), ("Leine-Weser", 96, 88), ("Braunschweig", 0, 42)]
    return {
        "plain": charts.bars(charts.Bar(name, now) for name, now, _before in regions),
        "compared": charts.bars(
            (charts.Bar(name, now, before) for name, now, before in regions), name="2026", compared_name="2025"
        ),
        "several": charts.bars([charts.Bar("Sprache", 61), charts.Bar("Arbeit", 48)], whole=80),
        "wide": charts.bars([charts.Bar(LONG, 1204), charts.Bar("Sport", 3)]),
        "arabic": charts.bars([charts.Bar("لونيبورغ", 122), charts.Bar("أولدنبورغ", 96)]),
        "nothing": charts.bars([]),
    }


def line_charts() -> dict[str, Any]:
    this = [(84, 12), (70, 130), (56, 214), (42, 305), (28, 420), (14, 566), (7, 610), (3, 655)]
    last = [(90, 3), (63, 96), (49, 240), (21, 381), (7, 502), (0, 560)]
    first = [(77, 40), (35, 120), (14, 280), (0, 340)]
    days = [(date(2026, 3, 2), 4), (date(2026, 4, 20), 19), (date(2026, 6, 1), 23), (date(2026, 8, 31), 61)]
    return {
        "one": charts.lines([charts.Series("Anmeldungen", days)]),
        "three": charts.lines(
            [charts.Series("2026", this), charts.Series("2025", last), charts.Series("2024", first)], zero=_("The day")
        ),
        "arabic": charts.lines([charts.Series("التسجيلات", last)]),
        "nothing": charts.lines([]),
    }


def numbers() -> dict[str, Any]:
    return {"numbers": range(1, 25)}


def cards() -> dict[str, Any]:
    return {**texts(), **days(), "range": range(8)}


def page() -> dict[str, Any]:
    """Everything for the composed sample page."""
    return {**texts(), **days(), **counts(), **maps(), **frame()}
