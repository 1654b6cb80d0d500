"""The report's own headings and connecting sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def chapter_titles() -> dict[str, str]:
    return {
        "conferences": _("Coming together"),
        "dialogues": _("In the regions"),
        "public": _("Out among people"),
        "workshops": _("Meeting through art"),
        "awards": _("Saying thank you"),
    }


def chapter_leads() -> dict[str, str]:
    return {
        "conferences": _(
            "Anniversary, conference and follow-up: where people from voluntary and professional work met, what they "
            "talked about and what they took away."
        ),
        "dialogues": _(
            "Integration happens locally. That is why the alliance goes to the regions, together with the regional "
            "offices and partners on site."
        ),
        "public": _(
            "At public festivals and on action days the alliance meets people who would not come to a conference. The "
            "visitors of somebody else's fair are named here, but they do not enter the alliance's figures."
        ),
        "workshops": _("Painting, dancing, filming: whoever makes something together needs few words in common."),
        "awards": _("Whoever helps others deserves to be seen."),
    }


def words(*, number: int, cut_off: str, events: int, planned: int) -> dict[str, str]:
    """The sentences that do not belong to one record, by name."""
    return {
        "annual_report": _("Annual report"),
        "year": _("Alliance year %(number)s") % {"number": number},
        "as_of": _("As of %(day)s") % {"day": cut_off},
        "contents": _("Contents"),
        "foreword": _("To begin with"),
        "aims": _("What we stand for"),
        "glance": _("The year at a glance"),
        "glance_lead": _("Thirteen figures, counted up to %(day)s. How each one adds up stands at the end.")
        % {"day": cut_off},
        "events_count": ngettext(
            "%(count)d event between beginning and cut-off", "%(count)d events between beginning and cut-off", events
        )
        % {"count": events},
        "review": _("Looking back"),
        "timeline": _("The year, one by one"),
        "findings": _("What came of it"),
        "forums": _("Workshop forums"),
        "on_stage": _("On stage"),
        "dialogues_table": _("Regional dialogues of the year"),
        "map": _("Where the alliance was"),
        "map_lead": _("Every point marks a town in which the alliance was a guest this year."),
        "elsewhere": _("Not on the map"),
        "plan": _("The workshop plan"),
        "date": _("Date"),
        "municipality": _("Municipality"),
        "artist": _("Artist"),
        "art": _("Kind of art"),
        "title": _("Theme"),
        "place": _("Place"),
        "kind": _("Kind"),
        "hosts": _("Invited by"),
        "participants": _("Took part"),
        "planned_state": _("planned"),
        "supported_by": _("Supported by"),
        "motto": _("Motto"),
        "winner": _("Winner"),
        "entry": _("For"),
        "endowment": _("Endowed with"),
        "jury": _("Jury"),
        "public_relations": _("In print and in the press"),
        "publications": _("Publications"),
        "publications_lead": _("All publications can be had from the alliance's office, printed or as a file."),
        "newsletters": _("Newsletter"),
        "special_issue": _("special issue"),
        "press": _("Press review"),
        "press_lead": _("Outlet and day only: the articles belong to those who wrote them."),
        "outlet": _("Outlet"),
        "about": _("About"),
        "outcomes": _("What has moved"),
        "outcomes_lead": _(
            "Decisions in politics and society that take up what the alliance works for, each with its source. Where "
            "the alliance itself had a part in it, that is said."
        ),
        "our_part": _("The alliance's part"),
        "source": _("Source"),
        "indicators": _("The situation in numbers"),
        "indicators_lead": _("What others measure: numbers on how newcomers are faring, with the day they hold for."),
        "indicator": _("Indicator"),
        "as_of_column": _("As of"),
        "value": _("Value"),
        "change": _("change"),
        "outlook": _("Looking ahead"),
        "planned": _("What is planned"),
        "planned_lead": ngettext(
            "%(count)d event had its date or month on %(day)s:",
            "%(count)d events had their date or month on %(day)s:",
            planned,
        )
        % {"count": planned, "day": cut_off},
        "figures": _("How the figures add up"),
        "figures_lead": _(
            "Much of the alliance's work is older than its records. A cumulative figure is therefore an opening "
            "balance on a day plus what the records since then add up to."
        ),
        "figure": _("Figure"),
        "opening": _("Opening balance"),
        "records": _("Records since"),
        "total": _("Total"),
        "definitions": _("What the figures mean"),
        "imprint": _("Contact and imprint"),
        "credits": _("Credits"),
    }
