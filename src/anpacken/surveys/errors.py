"""What a survey refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class AlreadyLaidOut(Refusal):
    code = "survey_already_laid_out"
    sentence = _("There is a survey for them already.")


class SurveyIsOut(Refusal):
    code = "survey_is_out"
    sentence = _("The survey is on its way. Its questions stay as they are, so that all answers say the same.")


class TooManyQuestions(Refusal):
    code = "survey_too_many_questions"
    sentence = _("At most %(limit)d questions, please. Shorter surveys are answered more often.")


class NoQuestions(Refusal):
    code = "survey_no_questions"
    sentence = _("The survey has no questions yet. Please add some first.")


class NotOverYet(Refusal):
    code = "survey_not_over_yet"
    sentence = _("The event is not over yet. The survey can leave afterwards.")


class EventNotHeld(Refusal):
    code = "survey_event_not_held"
    sentence = _("The event is a draft or was cancelled, so nobody is asked about it.")


class NobodyToAsk(Refusal):
    code = "survey_nobody_to_ask"
    sentence = _("There is nobody to write to. Who came is read from the check-in at the door.")


class NotOut(Refusal):
    code = "survey_not_out"
    sentence = _("The survey is not open.")


class SurveyClosed(Refusal):
    code = "survey_closed"
    sentence = _("This survey is closed. Thank you for having wanted to answer.")


class AlreadyAnswered(Refusal):
    code = "survey_already_answered"
    sentence = _("Your answers have arrived and count once. Thank you!")


class NothingAnswered(Refusal):
    code = "survey_nothing_answered"
    sentence = _("Please answer at least one question.")


class TooFewAnswers(Refusal):
    code = "survey_too_few_answers"
    sentence = _("Results are shown from %(fewest)d answers on, so that nobody can be told from them.")
