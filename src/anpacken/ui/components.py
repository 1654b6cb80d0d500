"""The component engine: django-cotton's syntax, loader and slots, with a stricter node.

A component says what it takes with `<c-vars name="default" … />`. Everything is looked up when a template is
compiled: an unknown component, an unknown prop or slot raises `TemplateSyntaxError` that lists the accepted ones.
`:prop="expression"` takes a Django expression with filters; a missing variable is treated as in `{{ expression }}`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template import Library, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Node, NodeList, Parser, Template, Token
from django.template.context import Context
from django.template.engine import Engine
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django_cotton.tag_parser import parse_component_tag, parse_vars_tag
from django_cotton.templatetags import compile_inline_template, snapshot_parser_library
from django_cotton.templatetags._slot import CottonSlotNode

FOLDER = Path(__file__).parent / "templates/cotton"
PASSED_ON = frozenset({"id", "role", "lang", "dir", "hidden"})
"""Attributes that every component hands on to its outermost element, beside `class`, `data-*` and `aria-*`."""

Resolver = Callable[[Context], Any]


@dataclass(frozen=True, slots=True)
class Prop:
    """A declared prop: its default as written, and as a value or a way to compute it."""

    name: str
    written: str
    constant: Any
    computed: Resolver | None


class VarsNode(Node):
    """`<c-vars … />`: holds the declaration and renders nothing."""

    def __init__(self, props: Mapping[str, Prop]) -> None:
        self.props = props

    def render(self, context: Context) -> SafeString:
        return SafeString("")


def _value(raw: Any, key: str, parser: Parser, library: Library) -> tuple[Any, Resolver | None]:
    """A constant, or a function of the context, for an attribute as it is written."""
    if raw is True:
        return True, None
    quoted = len(raw) >= 2 and raw[0] == raw[-1] and raw[0] in "\"'"
    text = raw[1:-1] if quoted else raw
    is_expression = key.startswith(":") or not quoted
    if "{{" in text or "{%" in text:
        if is_expression:
            raise TemplateSyntaxError(
                f'Write :{key.lstrip(":")}="expression" without braces, or {key.lstrip(":")}="{{{{ … }}}}".'
            )
        return None, compile_inline_template(text, library).nodelist.render
    if not is_expression:
        return text, None
    if text[:1] in "[{(":
        return ast.literal_eval(text), None
    return None, parser.compile_filter(text).resolve


def cotton_vars(parser: Parser, token: Token) -> VarsNode:
    """Compiles `{% cotton:vars … %}`, the form that cotton's loader gives to `<c-vars … />`."""
    result = parse_vars_tag(token.contents)
    if result.empty_attrs:
        raise TemplateSyntaxError(f"Give a default to each prop: {', '.join(result.empty_attrs)}.")
    library = snapshot_parser_library(parser)
    props = {}
    for key, raw in result.attrs.items():
        constant, computed = _value(raw, key, parser, library)
        if computed and (key.startswith(":") or raw[:1] not in "\"'"):
            constant, computed = computed(Context()), None
        name = key.lstrip(":").replace("-", "_")
        props[name] = Prop(name, raw, constant, computed)
    return VarsNode(props)


def declared(name: str) -> tuple[Template, Mapping[str, Prop]]:
    """The template of a component and what it declares.

    Raises:
        TemplateSyntaxError: there is no such component.
    """
    try:
        template = Engine.get_default().get_template(f"cotton/{name}.html")
    except TemplateDoesNotExist as error:
        raise TemplateSyntaxError(f"There is no component <c-{name}>. There are: {', '.join(names())}.") from error
    declaration = next((node for node in template.nodelist if isinstance(node, VarsNode)), None)
    return template, declaration.props if declaration else {}


def names() -> list[str]:
    """The names of all components of this room."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def _slots(nodelist: NodeList) -> Iterator[str]:
    """The names of the slots that are filled here, without those of components further inside."""
    for node in nodelist:
        if isinstance(node, CottonSlotNode):
            yield node.slot_name
        elif not isinstance(node, ComponentNode):
            for attribute in node.child_nodelists:
                yield from _slots(getattr(node, attribute, None) or NodeList())


def _is_passed_on(name: str) -> bool:
    return name in PASSED_ON or name.startswith(("data-", "aria-"))


class ComponentNode(Node):
    """One use of a component."""

    child_nodelists = ("nodelist",)

    def __init__(self, name: str, nodelist: NodeList, given: Mapping[str, tuple[Any, Resolver | None]]) -> None:
        self.name = name
        self.nodelist = nodelist
        self.template, props = declared(name)
        self._refuse_unknown(given, props)
        self._constants: dict[str, Any] = {"class": "", **{prop.name: prop.constant for prop in props.values()}}
        self._computed: list[tuple[str, Resolver]] = []
        self._passed_on: list[tuple[str, Any, Resolver | None]] = []
        for key, (constant, computed) in given.items():
            prop_name = key.replace("-", "_")
            if key != "class" and prop_name not in props:
                self._passed_on.append((key, constant, computed))
            elif computed:
                self._computed.append((prop_name, computed))
            else:
                self._constants[prop_name] = constant
        filled = {key.replace("-", "_") for key in given} | set(_slots(nodelist))
        self._computed += [
            (prop.name, prop.computed) for prop in props.values() if prop.computed and prop.name not in filled
        ]

    def _refuse_unknown(self, given: Mapping[str, Any], props: Mapping[str, Prop]) -> None:
        accepted = ", ".join(sorted(props)) or "none"
        for key in given:
            if key != "class" and key.replace("-", "_") not in props and not _is_passed_on(key):
                raise TemplateSyntaxError(
                    f'<c-{self.name}> has no prop "{key}". It takes: {accepted} '
                    f"(and id, class, role, lang, dir, hidden, data-*, aria-*)."
                )
        for slot in _slots(self.nodelist):
            if slot not in props:
                raise TemplateSyntaxError(f'<c-{self.name}> has no slot "{slot}". It takes: {accepted}.')

    def _attributes(self, context: Context) -> SafeString:
        """What is passed on, as HTML with a leading space, escaped."""
        parts = []
        for key, constant, computed in self._passed_on:
            value = computed(context) if computed else constant
            if value is True or value == "":
                parts.append(f" {key}" if value is True else "")
            elif value not in (False, None):
                quoted = conditional_escape(value).replace('"', "&quot;")  # what is marked safe may hold quotes
                parts.append(f' {key}="{quoted}"')
        return mark_safe("".join(parts))

    def render(self, context: Context) -> SafeString:
        slots: dict[str, SafeString] = {}
        body: SafeString | str = ""
        if self.nodelist:
            cotton = context.get("cotton_data")
            if cotton is None:
                cotton = context["cotton_data"] = {"stack": [], "vars": {}}
            cotton["stack"].append({"slots": slots})
            try:
                body = self.nodelist.render(context).strip()
            finally:
                cotton["stack"].pop()
        state = dict(self._constants)
        for name, computed in self._computed:
            state[name] = computed(context)
        state.update(slots)
        state["attrs"] = self._attributes(context) if self._passed_on else SafeString("")
        state["slot"] = SafeString(body)
        with context.push():
            context.dicts[-1].update(state)
            return self.template.render(context)


def cotton(parser: Parser, token: Token) -> ComponentNode:
    """Compiles `{% cotton name … %}`, the form that cotton's loader gives to `<c-name …>`."""
    contents = token.contents.rstrip()
    result = parse_component_tag(contents)
    library = snapshot_parser_library(parser)
    given = {key.lstrip(":"): _value(raw, key, parser, library) for key, raw in result.attrs.items()}
    nodelist = NodeList()
    if not contents.endswith("/"):
        nodelist = parser.parse(("endcotton",))
        parser.delete_first_token()
    return ComponentNode(result.name, nodelist, given)
