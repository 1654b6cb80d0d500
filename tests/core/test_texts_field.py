"""Translated text in the database and in forms, on the themes of the alliance."""

from __future__ import annotations

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models

from anpacken.alliance.models import Aim, Theme
from anpacken.core.texts import TextState, TranslatedField, TranslatedText, translated
from anpacken.core.texts.forms import TranslatedFormField


class ThemeForm(forms.ModelForm[Theme]):
    class Meta:
        model = Theme
        fields = ("name",)


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.create(slug="messe", name=translated(de="Messe", en="Fair"))


def test_comes_back_as_it_went_in(theme: Theme) -> None:
    found = Theme.objects.get(pk=theme.pk)
    assert found.name == translated(de="Messe", en="Fair")
    assert found.name.state("en") == TextState.CURRENT


def test_a_plain_string_is_the_source_language(db: None) -> None:
    theme = Theme.objects.create(slug="tanz", name="Tanz")
    assert theme.name.stored() == {"de": {"text": "Tanz"}}
    theme.refresh_from_db()
    assert theme.name == translated(de="Tanz")


def test_only_what_is_translated_can_be_set() -> None:
    with pytest.raises(TypeError):
        Theme(name=3)


@pytest.mark.parametrize(
    "condition",
    [
        {"name__de__text": "Messe"},
        {"name__de__text__icontains": "ESS"},
        {"name__en__text__istartswith": "fa"},
        {"name__has_key": "en"},
        {"name": translated(de="Messe", en="Fair")},
    ],
)
def test_can_be_looked_up(theme: Theme, condition: dict[str, object]) -> None:
    Theme.objects.create(slug="tanz", name=translated(de="Tanz"))
    assert [found.slug for found in Theme.objects.filter(**condition)] == ["messe"]


def test_parts_can_be_read_and_sorted(theme: Theme) -> None:
    Theme.objects.create(slug="chor", name=translated(de="Chor"))
    found = Theme.objects.filter(slug__in=["messe", "chor"]).order_by("name__de__text")
    assert list(found.values_list("name__de__text", flat=True)) == ["Chor", "Messe"]
    assert list(found.values_list("name", flat=True)) == [translated(de="Chor"), translated(de="Messe", en="Fair")]


def test_deferred_and_only(theme: Theme) -> None:
    assert Theme.objects.only("slug").get(pk=theme.pk).name == translated(de="Messe", en="Fair")
    assert Theme.objects.defer("name").get(pk=theme.pk).name.text("en") == "Fair"


def test_an_update_by_query(theme: Theme) -> None:
    Theme.objects.filter(pk=theme.pk).update(name=translated(de="Markt"))
    theme.refresh_from_db()
    assert theme.name == translated(de="Markt")


def test_goes_through_serializers(theme: Theme) -> None:
    written = serializers.serialize("json", [theme])
    [read] = serializers.deserialize("json", written)
    assert read.object.name == translated(de="Messe", en="Fair")


def test_a_new_record_has_an_empty_text_of_its_own() -> None:
    assert Theme().name == TranslatedText()
    assert Theme().name is not Theme().name


def test_deconstructs_to_itself() -> None:
    field = TranslatedField("aim", multiline=True, max_length=80)
    _name, path, args, kwargs = field.deconstruct()
    assert path == "anpacken.core.texts.field.TranslatedField"
    again = TranslatedField(*args, **kwargs)
    assert (again.multiline, again.max_length, again.default) == (True, 80, dict)
    assert "multiline" not in TranslatedField().deconstruct()[3]


def test_the_source_language_is_required(theme: Theme) -> None:
    theme.name = translated(en="Fair")
    with pytest.raises(ValidationError) as refused:
        theme.full_clean()
    assert refused.value.message_dict == {"name": ["Bitte schreiben Sie diesen Text in der ersten Sprache."]}


def test_each_language_has_its_limit() -> None:
    field = TranslatedField(max_length=5)
    field.clean(translated(de="Messe", en="Fair"), None)
    with pytest.raises(ValidationError, match=r"höchstens 5 Zeichen \(English\)"):
        field.clean(translated(de="Messe", en="A fair"), None)


def form(theme: Theme | None = None, **data: str) -> ThemeForm:
    return ThemeForm(data, instance=theme)


def test_a_form_saves_all_languages(db: None) -> None:
    filled = form(name_de="Messe", name_en="Fair")
    assert filled.is_valid(), filled.errors
    theme = filled.save(commit=False)
    assert theme.name == translated(de="Messe", en="Fair")


def test_a_form_shows_what_is_stored(theme: Theme) -> None:
    shown = str(ThemeForm(instance=theme)["name"])
    assert 'value="Messe"' in shown
    assert 'value="Fair"' in shown
    assert 'lang="en" dir="ltr"' in shown
    assert 'data-state="current"' in shown
    assert "initial-" not in shown


def test_a_form_asks_for_the_source_language_only(theme: Theme) -> None:
    assert form(theme, name_de="Messe", name_en="").is_valid()
    refused = form(theme, name_de="", name_en="Fair")
    assert refused.errors == {"name": ["Bitte schreiben Sie diesen Text in der ersten Sprache."]}
    # What was typed is still there.
    assert 'value="Fair"' in str(refused["name"])
    assert form(theme, name_de="", name_en="").errors == refused.errors


def test_a_form_refuses_what_is_too_long_or_holds_null(theme: Theme) -> None:
    assert "name" in form(theme, name_de="x" * 500, name_en="").errors
    assert "name" in form(theme, name_de="a\0b", name_en="").errors


def test_a_form_that_changes_the_source_leaves_the_translation_outdated(theme: Theme) -> None:
    changed = form(theme, name_de="Markt", name_en="Fair")
    assert changed.is_valid()
    assert changed.save(commit=False).name.state("en") == TextState.OUTDATED


def test_a_form_that_changes_both_leaves_the_translation_current(theme: Theme) -> None:
    changed = form(theme, name_de="Markt", name_en="Market")
    assert changed.is_valid()
    assert changed.save(commit=False).name.state("en") == TextState.CURRENT


def test_a_form_that_does_not_hold_the_field_leaves_it_alone(theme: Theme) -> None:
    class Optional(forms.ModelForm[Theme]):
        name = TranslatedFormField(required=False)

        class Meta:
            model = Theme
            fields = ("name",)

    silent = Optional({}, instance=theme)
    assert silent.is_valid()
    assert silent.save(commit=False).name == translated(de="Messe", en="Fair")


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        ({"name_de": "Messe", "name_en": "Fair"}, []),
        ({"name_de": " Messe ", "name_en": "Fair"}, []),
        ({"name_de": "Messe", "name_en": ""}, ["name"]),
        ({"name_de": "Markt", "name_en": "Fair"}, ["name"]),
    ],
)
def test_a_form_knows_what_changed(theme: Theme, data: dict[str, str], changed: list[str]) -> None:
    assert form(theme, **data).changed_data == changed


def test_line_breaks_of_a_browser_change_nothing(db: None) -> None:
    aim = Aim.objects.create(text=translated(de="eins\nzwei", en="one\ntwo"))
    filled = forms.modelform_factory(Aim, fields=["text"])(
        {"text_de": "eins\r\nzwei", "text_en": "one\r\ntwo"}, instance=aim
    )
    assert filled.changed_data == []
    assert filled.is_valid()
    assert filled.save(commit=False).text == translated(de="eins\nzwei", en="one\ntwo")


def test_an_emptied_translation_is_gone(theme: Theme) -> None:
    emptied = form(theme, name_de="Messe", name_en=" ")
    assert emptied.is_valid()
    assert emptied.save(commit=False).name == translated(de="Messe")


def test_languages_that_are_not_configured_survive_a_form(db: None) -> None:
    stored = translated(de="Messe", en="Fair").with_text("ar", "معرض")
    theme = Theme.objects.create(slug="messe", name=stored)
    saved = form(theme, name_de="Messe", name_en="Market")
    assert saved.is_valid()
    assert saved.save(commit=False).name.text("ar") == "معرض"


def test_an_expression_passes_through(theme: Theme) -> None:
    theme.name = models.F("name")
    assert isinstance(theme.name, models.F)
