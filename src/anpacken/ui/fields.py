"""How a form's field is shown: its kind, its widget with the attributes that assistive technology needs."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """An error of a form with the address of the input that it is about ("" for the whole form)."""

    href: str
    label: str
    message: str


def kind(field: forms.BoundField) -> str:
    """`hidden`, `checkbox`, `choices` (radio buttons, several checkboxes), `group` (several inputs), or `input`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "group" if widget.use_fieldset else "input"


def widget(field: forms.BoundField) -> SafeString:
    """The input itself. Django gives it `aria-describedby`, `aria-invalid`, `required` and `maxlength`."""
    return field.as_widget(attrs={"class": f"input {field.field.widget.attrs.get('class', '')}".strip()})


def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """Every error of the form in the order of its fields, errors of the whole form first."""
    links = [ErrorLink("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        if field.is_hidden:
            links += [ErrorLink("", str(field.label), str(message)) for message in field.errors]
        else:
            target = field.id_for_label or field.auto_id
            links += [ErrorLink(f"#{target}", str(field.label), str(message)) for message in field.errors]
    return links
