"""The model field: JSON in the database, `TranslatedText` in Python."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.core.texts.value import TranslatedText


class _TranslatedAttribute(DeferredAttribute):
    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = (
            value if hasattr(value, "resolve_expression") else TranslatedText.of(value)
        )


class TranslatedField(models.JSONField):
    """Text in every configured language. A language is added by a setting, never by a migration.

    `max_length` counts characters in each language. `multiline` chooses the form's widget.
    """

    descriptor_class = _TranslatedAttribute

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        return name, path, args, kwargs

    def get_default(self) -> TranslatedText:
        return TranslatedText.of(super().get_default())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        decoded = super().from_db_value(value, expression, connection)
        if isinstance(decoded, dict) and all(isinstance(entry, dict) for entry in decoded.values()):
            return TranslatedText(decoded)
        return decoded

    def to_python(self, value: Any) -> TranslatedText:
        return TranslatedText.of(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.stored() if isinstance(value, TranslatedText) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, TranslatedText):
            value = value.stored()
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return value.stored() if isinstance(value, TranslatedText) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        text = TranslatedText.of(value)
        if not self.blank and not text.has(languages.source()):
            raise ValidationError(_("Please write this text in the first language."), code="required")
        if self.max_length is not None:
            for code in text:
                if len(text.text(code)) > self.max_length:
                    raise ValidationError(
                        _("At most %(limit)d characters, please (%(language)s)."),
                        code="max_length",
                        params={"limit": self.max_length, "language": languages.language(code).name},
                    )

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Lays what a form says over what is stored, so that an unchanged translation keeps the hash of
        the source that it was made from and shows as outdated once the source has changed."""
        value: TranslatedText = getattr(instance, self.attname)
        said = TranslatedText.of(data)
        for code in languages.codes():
            value = value.with_text(code, said.text(code) if said.has(code) else "")
        setattr(instance, self.attname, value)

    def formfield(self, **kwargs: Any) -> Any:
        from anpacken.core.texts.forms import TranslatedFormField

        return models.Field.formfield(
            self,
            **{
                "form_class": TranslatedFormField,
                "multiline": self.multiline,
                "max_length": self.max_length,
                "initial": None,
                "show_hidden_initial": False,
                **{key: value for key, value in kwargs.items() if key != "widget"},
            },
        )
