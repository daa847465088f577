"""Surveys and questionnaires that are not there, or not what they were."""

from results.errors import ResultsError


class UnknownSurvey(ResultsError):
    """There is no survey of this name."""

    code = "unknown-survey"


class UnknownQuestionnaire(ResultsError):
    """No questionnaire with this hash is stored."""

    code = "unknown-questionnaire"


class ChangedQuestionnaire(ResultsError):
    """A stored questionnaire no longer compiles to what it was stored as."""

    code = "changed-questionnaire"


class SurveyTwice(ResultsError):
    """Two folders hold a survey of the same name."""

    code = "survey-twice"
