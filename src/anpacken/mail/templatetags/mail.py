"""`{% load mail %}`: the building blocks of a mail, each of which writes its HTML or its plain text.

One template makes both parts. Which one is being made stands in the context as `mail_part`; the HTML of each
block is in `templates/mail/blocks/`, in tables-free, inline-styled HTML that old mail programs understand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from anpacken.mail import plain, words
from anpacken.mail.errors import MailTemplateBroken
from anpacken.mail.rules import plain_name as _plain_name

register = template.Library()

register.filter("plain_name", _plain_name)


@register.filter
def linked_text(words: str) -> SafeString:
    """The plain text of a mail for a web page; an address that has a line to itself becomes a link."""
    return mark_safe("\n".join(_linked(line) for line in words.splitlines()))


def _linked(line: str) -> str:
    return format_html('<a href="{0}">{0}</a>', line) if plain.is_link(line) else conditional_escape(line)


def _is_html(context: Context) -> bool:
    return bool(context["mail_part"] == "html")


def _block(context: Context, name: str, **values: Any) -> SafeString:
    found = context.template.engine.get_template(f"mail/blocks/{name}.html")  # type: ignore[union-attr]
    with context.push(**values):
        return mark_safe(found.render(context).strip())


class _Enclosing(Node):
    """A tag with content. `write_html` and `write_text` get what the content rendered to."""

    def __init__(self, nodelist: NodeList, name: str, write_text: Callable[[str], str]) -> None:
        self.nodelist, self.name, self.write_text = nodelist, name, write_text

    def render(self, context: Context) -> SafeString:
        inner = self.nodelist.render(context)
        if not _is_html(context):
            return mark_safe(self.write_text(inner))
        return _block(context, self.name, paragraphs=[mark_safe(part) for part in plain.paragraphs(inner)], inner=inner)


def _enclosing(name: str, write_text: Callable[[str], str]) -> Callable[[Parser, Token], Node]:
    def compile_tag(parser: Parser, token: Token) -> Node:
        tag, *rest = token.split_contents()
        if rest:
            raise template.TemplateSyntaxError(
                f"{{% {tag} %}} takes no values; its content stands before {{% end{tag} %}}."
            )
        nodelist = parser.parse((f"end{tag}",))
        parser.delete_first_token()
        return _Enclosing(nodelist, name, write_text)

    return compile_tag


register.tag("mail_text", _enclosing("text", plain.text))
register.tag("mail_note", _enclosing("note", plain.note))
register.tag("mail_facts", _enclosing("facts", plain.facts))


class _Heading(Node):
    def __init__(self, words: FilterExpression | None, nodelist: NodeList | None) -> None:
        self.words, self.nodelist = words, nodelist

    def render(self, context: Context) -> SafeString:
        given, inner = self.words, self.nodelist or NodeList()
        words = inner.render(context) if given is None else given.resolve(context)
        if not _is_html(context):
            return mark_safe(plain.heading(str(words)))
        return _block(context, "heading", words=words)


@register.tag
def mail_heading(parser: Parser, token: Token) -> Node:
    """`{% mail_heading words %}`, or with content before `{% endmail_heading %}`."""
    _tag, *rest = token.split_contents()
    if len(rest) > 1:
        raise template.TemplateSyntaxError("{% mail_heading %} takes one value.")
    if rest:
        return _Heading(parser.compile_filter(rest[0]), None)
    nodelist = parser.parse(("endmail_heading",))
    parser.delete_first_token()
    return _Heading(None, nodelist)


@register.simple_tag(takes_context=True)
def mail_button(context: Context, url: str, label: str) -> SafeString:
    """The one thing to do, as a link that looks like a button. `url` is absolute."""
    url = str(url)
    if not plain.is_link(url):
        raise MailTemplateBroken(f"The button “{label}” leads to no absolute address.")
    if not _is_html(context):
        return mark_safe(plain.link(str(label), url))
    return _block(context, "button", url=url, label=label)


@register.simple_tag(takes_context=True)
def mail_fact(context: Context, label: str, value: Any) -> SafeString:
    """One line of `mail_facts`: what it is and how it is. An empty value writes nothing."""
    if value is None or value == "":
        return mark_safe("")
    if not _is_html(context):
        return mark_safe(plain.fact(str(label), str(value)))
    return _block(context, "fact", label=label, value=value, is_link=plain.is_link(str(value)))


class _Own(Node):
    """What the office wrote for this mail (`own` in the context, see `words`), or else its content."""

    def __init__(self, nodelist: NodeList, key: str) -> None:
        self.nodelist, self.key = nodelist, key

    def render(self, context: Context) -> SafeString:
        own = context.get("own") or {}
        written = own.get(self.key)
        if not written:
            return self.nodelist.render(context)
        if self.key == "subject_by_office":
            return mark_safe(words.line(written, own["values"]))
        html = _is_html(context)
        parts = [self._block(context, block, html=html) for block in words.blocks(written, own["values"], html=html)]
        return mark_safe("".join(parts))

    @staticmethod
    def _block(context: Context, block: str | words.Button, *, html: bool) -> str:
        if isinstance(block, words.Button):
            return mail_button(context, block.url, block.label)
        if html:
            return _block(context, "text", paragraphs=[mark_safe(block)], inner=block)
        return plain.lines(block)


def _own(key: str, end: str) -> Callable[[Parser, Token], Node]:
    def compile_tag(parser: Parser, token: Token) -> Node:
        nodelist = parser.parse((end,))
        parser.delete_first_token()
        return _Own(nodelist, key)

    return compile_tag


register.tag("mail_own", _own("text_by_office", "endmail_own"))
register.tag("mail_own_subject", _own("subject_by_office", "endmail_own_subject"))


class _Part(Node):
    """Renders its content only when the mail's part is one of `parts`; frames it by `frame`."""

    def __init__(self, nodelist: NodeList, parts: tuple[str, ...]) -> None:
        self.nodelist, self.parts = nodelist, parts

    def render(self, context: Context) -> SafeString:
        part = context["mail_part"]
        if part not in self.parts:
            return mark_safe("")
        inner = self.nodelist.render(context)
        if part == "subject":
            return mark_safe(" ".join(inner.split()))
        suffix = "html" if part == "html" else "txt"
        frame = context.template.engine.get_template(f"mail/frame.{suffix}")  # type: ignore[union-attr]
        body = inner if part == "html" else plain.joined(inner)
        with context.push(body=mark_safe(body)):
            return frame.render(context)


def _part(*parts: str) -> Callable[[Parser, Token], Node]:
    def compile_tag(parser: Parser, token: Token) -> Node:
        tag = token.split_contents()[0]
        nodelist = parser.parse((f"end{tag}",))
        parser.delete_first_token()
        return _Part(nodelist, parts)

    return compile_tag


register.tag("mail_subject", _part("subject"))
register.tag("mail_body", _part("html", "text"))
