"""Forms as the public sees them."""

from __future__ import annotations

import re

from django import forms
from lxml import html as lxml_html

from tests.ui.test_components import rendered


class SignUp(forms.Form):
    name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"autocomplete": "name", "class": "wide"}))
    email = forms.EmailField(label="E-Mail", help_text="Dorthin geht die Karte.")
    kind = forms.ChoiceField(label="Art", choices=[("p", "Person"), ("o", "Verein")], widget=forms.RadioSelect)
    note = forms.CharField(label="Notiz", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="Ich stimme zu.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def field(form: forms.Form, name: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(rendered('<c-field :field="field" />', field=form[name]))


def test_label_help_and_errors_are_tied_to_the_input() -> None:
    shown = field(SignUp({"email": "falsch"}), "email")
    entry = shown.get_element_by_id("id_email")
    assert entry.get("aria-describedby") == "id_email_helptext id_email_error"
    assert entry.get("aria-invalid") == "true"
    assert shown.xpath("//label[@for='id_email']")[0].text_content().split() == ["E-Mail", "Pflichtfeld"]
    assert shown.get_element_by_id("id_email_helptext").text_content() == "Dorthin geht die Karte."
    assert shown.get_element_by_id("id_email_error").text_content().strip() == "Bitte gültige E-Mail-Adresse eingeben."


def test_widget_attributes_are_honoured() -> None:
    entry = field(SignUp(), "name").get_element_by_id("id_name")
    assert entry.get("autocomplete") == "name"
    assert entry.get("class") == "input wide"
    assert entry.get("aria-invalid") is None


def test_optional_is_said_in_words() -> None:
    assert field(SignUp(), "note").xpath("//label")[0].text_content().split() == ["Notiz", "optional"]


def test_choices_are_a_group_with_a_name() -> None:
    shown = field(SignUp({}), "kind")
    group = shown.xpath("//fieldset")[0]
    assert group.get("id") == "id_kind"
    assert group.get("aria-describedby") == "id_kind_error"
    assert [label.text for label in group.xpath(".//div[@class='check']/label")] == ["Person", "Verein"]
    assert len(group.xpath(".//input[@type='radio']")) == 2


def test_a_checkbox_stands_before_its_label() -> None:
    check = field(SignUp(), "agree").xpath("//div[@class='check']")[0]
    assert [child.tag for child in check] == ["input", "label"]


def test_a_hidden_field_has_nothing_around_it() -> None:
    assert rendered('<c-field :field="field" />', field=SignUp()["token"]) == (
        '<input type="hidden" name="token" id="id_token">'
    )


def test_the_error_summary_takes_the_focus_and_leads_to_the_inputs() -> None:
    form = SignUp({"name": "A", "email": "falsch", "kind": "p", "agree": "on"})
    form.add_error(None, "Schon ausgebucht.")
    html = rendered('<c-error-summary :form="form" />', form=form)
    assert 'tabindex="-1" autofocus' in html
    assert "Bitte prüfen Sie 2 Angaben" in html
    assert re.findall(r"<li>(.*?)</li>", html) == [
        "Schon ausgebucht.",
        '<a href="#id_email">E-Mail: Bitte gültige E-Mail-Adresse eingeben.</a>',
    ]


def test_errors_of_a_group_lead_to_the_group() -> None:
    html = rendered('<c-error-summary :form="form" />', form=SignUp({"name": "A", "email": "a@b.de", "agree": "on"}))
    assert "Bitte prüfen Sie eine Angabe" in html
    assert '<a href="#id_kind">' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered('<c-error-summary :form="form" />', form=SignUp()) == ""
