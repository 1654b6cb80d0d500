"""What conditions are made of: whom they are about, what kind of value they take, how they compare."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SegmentSubject(models.TextChoices):
    """Whom a segment is about. With both, only what is asked about both can be a condition."""

    PERSON = "person", _("persons")
    ORGANISATION = "organisation", _("organisations")
    BOTH = "both", _("persons and organisations")


class GroupKind(models.TextChoices):
    """How the parts of a group count together."""

    ALL = "all", _("all of these are true")
    ANY = "any", _("at least one of these is true")
    NONE = "none", _("none of these is true")


class ValueKind(models.TextChoices):
    """What somebody fills in beside a condition."""

    TEXT = "text"
    CHOICE = "choice"  # one answer each, compared with one or several
    MANY = "many"  # several answers each
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    RECORD = "record"


class Operator(models.TextChoices):
    CONTAINS = "contains", _("contains")
    NOT_CONTAINS = "not_contains", _("does not contain")
    IS = "is", pgettext_lazy("condition", "is")
    IS_NOT = "is_not", pgettext_lazy("condition", "is not")
    STARTS = "starts", _("begins with")
    ANY_OF = "any_of", _("is one of")
    ALL_OF = "all_of", _("has all of")
    NONE_OF = "none_of", _("is none of")
    EQUALS = "equals", _("is exactly")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")
    BETWEEN = "between", _("is between")
    ON = "on", _("on the day")
    SINCE = "since", _("on this day or later")
    UNTIL = "until", _("on this day or earlier")
    DAYS_BETWEEN = "days_between", _("from one day to another")
    LAST_DAYS = "last_days", _("in the last … days")
    LONGER_AGO = "longer_ago", _("more than … days ago")
    YES = "yes", pgettext_lazy("condition", "yes")
    NO = "no", pgettext_lazy("condition", "no")
    FILLED = "filled", _("is known")
    EMPTY = "empty", _("is not known")


# The complement of the operator on the right: true of everybody of whom that one is not.
COMPLEMENTS = {
    Operator.NOT_CONTAINS: Operator.CONTAINS,
    Operator.IS_NOT: Operator.IS,
    Operator.NONE_OF: Operator.ANY_OF,
    Operator.NO: Operator.YES,
    Operator.EMPTY: Operator.FILLED,
}

_KNOWN = (Operator.FILLED, Operator.EMPTY)
OPERATORS: dict[ValueKind, tuple[Operator, ...]] = {
    ValueKind.TEXT: (
        Operator.CONTAINS,
        Operator.NOT_CONTAINS,
        Operator.IS,
        Operator.IS_NOT,
        Operator.STARTS,
        *_KNOWN,
    ),
    ValueKind.CHOICE: (Operator.ANY_OF, Operator.NONE_OF, *_KNOWN),
    ValueKind.MANY: (Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF, *_KNOWN),
    ValueKind.NUMBER: (Operator.EQUALS, Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN, *_KNOWN),
    ValueKind.DATE: (
        Operator.LAST_DAYS,
        Operator.LONGER_AGO,
        Operator.ON,
        Operator.SINCE,
        Operator.UNTIL,
        Operator.DAYS_BETWEEN,
        *_KNOWN,
    ),
    ValueKind.FLAG: (Operator.YES, Operator.NO),
    ValueKind.RECORD: (Operator.IS, Operator.IS_NOT),
}

WITHOUT_VALUE = frozenset({Operator.YES, Operator.NO, Operator.FILLED, Operator.EMPTY})
WITH_TWO_VALUES = frozenset({Operator.BETWEEN, Operator.DAYS_BETWEEN})
IN_DAYS = frozenset({Operator.LAST_DAYS, Operator.LONGER_AGO})
WITH_MANY_VALUES = frozenset({Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF})


class LeftOut(models.TextChoices):
    """Why somebody of a segment may not be contacted; the first that applies counts."""

    NEVER_AGREED = "never_agreed", _("never agreed to it")
    WITHDRAWN = "withdrawn", _("withdrew their consent")
    NO_ADDRESS = "no_address", _("have no mail address")
    SUPPRESSED = "suppressed", _("asked that we never write again")
