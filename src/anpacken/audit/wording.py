"""Deeds in words: what an action such as `registration.cancelled` is called in the office.

Each room registers the sentences of its own deeds in its `AppConfig.ready`, so that the log needs to know no room:

    wording.register({"registration.cancelled": _("Registration cancelled")})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import ActorKind

_words: dict[str, str | Promise] = {}
_values: dict[tuple[str, str], dict[str, str | Promise]] = {}

_ACTOR_KINDS: dict[str, Promise] = {
    ActorKind.USER: _("Signed-in person"),
    ActorKind.JOB: _("Automatic"),
    ActorKind.LINK: _("Link from a mail"),
    ActorKind.COMMAND: _("Command"),
    ActorKind.PUBLIC: _("Public form"),
}


def register(words: Mapping[str, str | Promise]) -> None:
    """Adds sentences for deeds. Saying the same again is fine.

    Raises:
        ValueError: two rooms name one deed differently.
    """
    for action, sentence in words.items():
        if action in _words and _words[action] is not sentence and str(_words[action]) != str(sentence):
            raise ValueError(f"The deed {action} has two wordings.")
        _words[action] = sentence


def register_values(*kinds: str, **values: Iterable[tuple[str, str | Promise]]) -> None:
    """Says what codes in the details of these kinds of record are called: `role=Role.choices`."""
    for kind in kinds:
        for key, choices in values.items():
            _values[kind, key] = {**_values.get((kind, key), {}), **dict(choices)}


def value_in_words(kind: str, key: str, code: str) -> str:
    """What `code` is called in this detail; itself when no room has words for it."""
    return str(_values.get((kind, key), {}).get(code, code))


def known_actions() -> list[str]:
    """The deeds that have words, in alphabetical order."""
    return sorted(_words)


def in_words(action: str) -> str:
    """What `action` is called, in the active language; its code when no room has words for it.

    `<model>.created`, `.changed` and `.deleted` are put together from the record's own name.
    """
    if action in _words:
        return str(_words[action])
    name, _dot, verb = action.rpartition(".")
    generic = {
        "created": _("%(record)s created"),
        "changed": _("%(record)s changed"),
        "deleted": _("%(record)s deleted"),
    }
    record = record_name(name)
    return str(generic[verb]) % {"record": record} if verb in generic and record else action


@lru_cache(maxsize=512)
def model_of(kind: str) -> type[Model] | None:
    """The model that `kind` names, from `app.model` or a model's name alone; None when there is none."""
    for model in apps.get_models():
        if kind in (model._meta.label_lower, model._meta.model_name):
            return model
    return None


def record_name(kind: str) -> str:
    """What a kind of record is called, from `app.model` or a model's name alone; "" when there is none."""
    model = model_of(kind)
    if model is None:
        return ""
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def actor_kind(kind: str) -> str:
    return str(_ACTOR_KINDS.get(kind, kind))


def done_by(kind: str, label: str) -> str:
    """Who did it: the name, with the kind before it unless it was a signed-in person."""
    words = actor_kind(kind)
    if not label:
        return words
    return label if kind == ActorKind.USER else f"{words}: {label}"


def actor_kinds() -> list[tuple[str, str]]:
    return [(str(kind), str(words)) for kind, words in _ACTOR_KINDS.items()]
