"""Reads the folder of data files and checks it against the schema."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from anpacken.config.demo.checks import contradictions
from anpacken.config.demo.problems import DemoInvalid, Problem, path
from anpacken.config.demo.schema.alliance import SupportersEntry
from anpacken.config.demo.schema.documentation import DocumentationFile
from anpacken.config.demo.schema.files import (
    AccountsFile,
    AllianceFile,
    EventsFile,
    ImpactFile,
    OrganisationsFile,
    ProgrammesFile,
    ProjectsFile,
    SiteFile,
    UpcomingFile,
    Year,
)
from anpacken.config.demo.schema.invitations import InvitationsFile
from anpacken.config.demo.schema.letters import LettersFile
from anpacken.config.demo.schema.lookback import LookbackFile
from anpacken.config.demo.schema.markets import MarketsFile
from anpacken.config.demo.schema.questions import QuestionsFile
from anpacken.config.demo.schema.surveys import SurveysFile
from anpacken.config.demo.schema.values import Entry

FOLDER = Path(__file__).parent / "year4"
FILES: dict[str, type[BaseModel]] = {
    "alliance": AllianceFile,
    "organisations": OrganisationsFile,
    "events": EventsFile,
    "upcoming": UpcomingFile,
    "lookback": LookbackFile,
    "documentation": DocumentationFile,
    "programmes": ProgrammesFile,
    "projects": ProjectsFile,
    "markets": MarketsFile,
    "questions": QuestionsFile,
    "letters": LettersFile,
    "invitations": InvitationsFile,
    "surveys": SurveysFile,
    "impact": ImpactFile,
    "site": SiteFile,
    "supporters": SupportersEntry,
    "accounts": AccountsFile,
}
_NAMES = ("slug", "key", "email", "outlet", "figure", "name")


class _Loader(yaml.SafeLoader):
    """YAML 1.2's plain scalars only: `on`, `no` and `18:30` stay words, days stay text, keys stand once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.MarkedYAMLError(problem="a key must be a word", problem_mark=key_node.start_mark)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"“{key}” stands here twice", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def read(folder: Path = FOLDER) -> Year:
    """The year that the folder describes.

    Raises:
        DemoInvalid: files are missing, unreadable, against the schema, or contradict one another.
    """
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    for name, schema in FILES.items():
        try:
            parts[name] = _read_file(folder / f"{name}.yaml", schema)
        except DemoInvalid as invalid:
            problems += invalid.problems
    if problems:
        raise DemoInvalid(problems)
    year = Year(**{field.name: parts[field.name] for field in fields(Year)})
    problems = list(contradictions(year))
    if problems:
        raise DemoInvalid(problems)
    return year


def _read_file(file: Path, schema: type[BaseModel]) -> BaseModel:
    try:
        data = _Loader(file.read_text(encoding="utf-8")).get_single_data()
    except FileNotFoundError:
        raise DemoInvalid([Problem(file.name, "", f"is missing in {file.parent}. Put it there.")]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DemoInvalid([Problem(file.name, "", f"cannot be read ({error}). Save it as UTF-8 text.")]) from None
    except yaml.YAMLError as error:
        raise DemoInvalid([_unreadable(file.name, error)]) from None
    if not isinstance(data, dict):
        raise DemoInvalid([Problem(file.name, "", f"holds no entries. It needs {_listed(schema)}.")])
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        raise DemoInvalid([_told(file.name, data, detail) for detail in error.errors()]) from None


def _listed(schema: type[BaseModel]) -> str:
    return ", ".join(schema.model_fields)


def _unreadable(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}" if mark else ""
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is no YAML"
    return Problem(name, where, f"{what}. Correct the line; texts with “: ” or “#” in them need quotes.")


def _told(file: str, data: object, detail: ErrorDetails) -> Problem:
    """pydantic's finding in words that say what to do."""
    where: list[object] = []
    for step in detail["loc"]:
        if step == "[key]":
            continue
        data = data[step] if _has(data, step) else None  # type: ignore[index]
        where.append(_name_of(data, step) if isinstance(step, int) else step)
    return Problem(file, path(where), _sentence(detail))


def _has(data: object, step: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


def _name_of(entry: object, step: int) -> object:
    if isinstance(entry, dict):
        named = next((entry[name] for name in _NAMES if isinstance(entry.get(name), str)), None)
        if named is not None:
            return named
    return f"no. {step + 1}"


def _sentence(detail: ErrorDetails) -> str:
    kind, given, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if detail["loc"] and detail["loc"][-1] == "[key]" and kind != "enum":
        return "is no name that fits here. If it is the rest of a text, put the whole text in quotes."
    if kind == "extra_forbidden":
        return _unknown_field(str(detail["loc"][-1]))
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(given=given, **context)
    return detail["msg"] if detail["msg"].endswith((".", "?")) else f"{detail['msg']} (it is {given!r})."


def _unknown_field(name: str) -> str:
    near = difflib.get_close_matches(name, _field_names(), n=1, cutoff=0.75)
    return f"is no known field. Did you mean “{near[0]}”?" if near else "is no known field. Remove it."


_NO_DAY = "“{given}” is no day. Write it as 2019-06-03."
_SENTENCES = {
    "missing": "is missing. Add it.",
    "enum": "“{given}” is not known. Write one of: {expected}.",
    "string_type": "must be a text, but is “{given}”. Put it in quotes.",
    "int_type": "must be a whole number, but is “{given}”.",
    "bool_type": "must be true or false, but is “{given}”.",
    "dict_type": "must hold fields of its own, but is “{given}”.",
    "model_type": "must hold fields of its own, but is “{given}”.",
    "list_type": "must be a list, but is “{given}”. Begin each entry with “- ”.",
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_type": _NO_DAY,
    "string_pattern_mismatch": "“{given}” is not written as it must be (pattern {pattern}). Correct it.",
}


@cache
def _field_names() -> Sequence[str]:
    names: set[str] = set()

    def gather(model: type[BaseModel]) -> None:
        for sub in model.__subclasses__():
            names.update(field.alias or name for name, field in sub.model_fields.items())
            gather(sub)

    gather(Entry)
    return sorted(names)
