"""What is refused about questions and answers, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    sentence = _("An event asks at most %(most)d questions. Please take one out first; fewer are answered better.")


class OptionsMissing(Refusal):
    code = "options_missing"
    field = "options"
    sentence = _("Please write at least two options, one a line.")


class SensitiveIsVoluntary(Refusal):
    code = "sensitive_is_voluntary"
    field = "required"
    sentence = _("A sensitive question cannot be one that has to be answered: people agree to it of their own will.")


class TooManyOptions(Refusal):
    code = "too_many_options"
    field = "options"
    sentence = _("At most %(most)d options, please.")


class OptionTwice(Refusal):
    code = "option_twice"
    field = "options"
    sentence = _("“%(option)s” stands there twice.")


class LinesDiffer(Refusal):
    code = "lines_differ"
    field = "options"
    sentence = _("%(language)s: please write as many lines as in the first language, or none.")


class OptionChosen(Refusal):
    code = "option_chosen"
    field = "options"
    sentence = _("“%(option)s” has been chosen, so it cannot be taken out. Please leave its line as it was.")


class OptionDecides(Refusal):
    code = "option_decides"
    field = "options"
    sentence = _("Whether “%(question)s” is asked depends on “%(option)s”. Please change that question first.")


class HasAnswers(Refusal):
    code = "has_answers"
    sentence = _("This question has been answered, so it cannot be taken out.")


class KindFixed(Refusal):
    code = "kind_fixed"
    field = "kind"
    sentence = _("This question has been answered, so its kind stays. Please add another question instead.")


class OthersDepend(Refusal):
    code = "others_depend"
    sentence = _("Whether “%(question)s” is asked depends on this question. Please change that one first.")


class DependsOnLater(Refusal):
    code = "depends_on_later"
    field = "depends"
    sentence = _("“%(question)s” is asked later than this one. A question can only depend on one that comes before it.")


class AnswersClosed(Refusal):
    code = "answers_closed"
    sentence = _("The event has begun, so answers are not taken any more.")


class NotRegistered(Refusal):
    code = "not_registered"
    sentence = _("This registration has ended, so there is nothing to answer.")


class AnsweredElsewhere(Refusal):
    code = "answered_elsewhere"
    sentence = _(
        "Your answers were changed in the meantime, perhaps in another window. Below is what you entered here; "
        "please look through it and save once more."
    )


class AnswerUnfit(Refusal):
    code = "answer_unfit"
    sentence = _("This answer does not fit the question as it is asked now. Please answer once more.")
