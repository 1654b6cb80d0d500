"""The component engine: what is declared is taken, everything else is refused when the template is compiled."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django_cotton.compiler_regex import CottonCompiler

from anpacken.ui import components
from tests.undefined import UndefinedVariable


def compiled(source: str) -> Template:
    return Template(CottonCompiler().process(source))


def rendered(source: str, **context: object) -> str:
    return " ".join(compiled(source).render(Context(context)).split())


def test_unknown_prop_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        compiled('<c-badge colour="red">neu</c-badge>')
    assert str(caught.value) == (
        '<c-badge> has no prop "colour". It takes: icon, tone (and id, class, role, lang, dir, hidden, data-*, aria-*).'
    )


def test_unknown_prop_in_a_branch_that_is_never_taken_is_refused_too() -> None:
    with pytest.raises(TemplateSyntaxError, match="<c-icon> has no prop"):
        compiled('{% if 0 %}<c-badge>{% for a in b %}<c-icon size="3" />{% endfor %}</c-badge>{% endif %}')


def test_unknown_slot_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match=r'<c-alert> has no slot "footer"\. It takes: title, tone\.'):
        compiled('<c-alert>{% if 1 %}<c-slot name="footer">x</c-slot>{% endif %}</c-alert>')


def test_slot_of_a_component_inside_is_not_taken_for_one_of_the_outer() -> None:
    html = rendered('<c-alert><c-card title="A"><c-slot name="footer">unten</c-slot></c-card></c-alert>')
    assert '<div class="card-footer">unten</div>' in html


def test_unknown_component_names_all() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"There is no component <c-buton>\. There are: alert, badge,"):
        compiled("<c-buton />")


def test_inline_style_and_handlers_are_refused() -> None:
    for attribute in ("style", "onclick"):
        with pytest.raises(TemplateSyntaxError, match=f'no prop "{attribute}"'):
            compiled(f'<c-badge {attribute}="x">neu</c-badge>')


def test_a_prop_without_default_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="Give a default to each prop: title"):
        compiled("<c-vars title />{{ title }}")


def test_an_expression_takes_filters_and_no_braces() -> None:
    assert ">Lüneburg, Laatzen<" in rendered("""<c-fact label="Orte" /><c-figure :value="places|join:', '" />""",
                                             places=["Lüneburg", "Laatzen"])  # fmt: skip
    with pytest.raises(TemplateSyntaxError, match='Write :value="expression" without braces'):
        compiled('<c-figure :value="{{ number }}" />')


def test_a_missing_variable_is_no_silent_default() -> None:
    template = compiled('<c-figure :value="numbr" />')
    template.nodelist[0].origin = components.declared("figure")[0].origin  # as if it stood in a template of ours
    with pytest.raises(UndefinedVariable, match="numbr"):
        template.render(Context())


def test_attributes_are_handed_on_and_escaped() -> None:
    html = rendered('<c-badge id="b1" data-kind="{{ kind }}" :aria-label="label" hidden>neu</c-badge>',
                    kind='a"b', label='" onclick="x"')  # fmt: skip
    assert html == (
        '<span class="badge badge-neutral" id="b1" data-kind="a&quot;b" '
        'aria-label="&quot; onclick=&quot;x&quot;" hidden>neu</span>'
    )


def test_a_false_attribute_is_left_out() -> None:
    assert rendered('<c-badge :hidden="no">neu</c-badge>', no=False) == '<span class="badge badge-neutral">neu</span>'


def test_values_are_escaped_once() -> None:
    assert '<h3 class="card-title">Arbeit &amp; &lt;b&gt;</h3>' in rendered(
        '<c-card title="{{ a }}" />', a="Arbeit & <b>"
    )
    assert '<h3 class="card-title">Arbeit &amp; &lt;b&gt;</h3>' in rendered('<c-card :title="a" />', a="Arbeit & <b>")


def test_a_prop_of_the_outer_component_does_not_reach_the_inner_one() -> None:
    html = rendered('<c-alert title="Außen"><c-card>Innen</c-card></c-alert>')
    assert html.count("Außen") == 1


def test_class_is_added() -> None:
    assert 'class="badge badge-accent wide"' in rendered('<c-badge tone="accent" class="wide">neu</c-badge>')


def test_a_default_may_be_translated() -> None:
    assert 'aria-label="Auf dieser Seite"' in rendered('<c-sections :items="items" />', items=[("A", "#a")])


@pytest.mark.parametrize("name", components.names())
def test_every_component_declares_its_props(name: str) -> None:
    components.declared(name)
    source = (components.FOLDER / f"{name}.html").read_text()
    assert "<c-vars" in source
    assert "{{ attrs }}" in source
