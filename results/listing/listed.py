"""What the list of coordinators shows of a submission, finds it by and is filtered by: taken from its answers. Pure.

It goes by the survey's own declarations: what a submission is called (`contact.title`), where the map puts it
(`location.place`), and the first filter of the map, which for the zelfscan is the sector. It is for coordinators, so no
consent is asked here; nothing of it becomes public.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.questionnaire import Question, Questionnaire
from engine.values import Json
from results.map_entry import search_words
from results.records.submissions import Submission

_MARK = "|"


@dataclass(frozen=True, slots=True)
class Listed:
    """`kinds`: the values of the survey's first filter. `searched`: title and place as they are looked for."""

    title: str
    place: str
    kinds: tuple[str, ...]
    searched: str


def listed(questionnaire: Questionnaire, submission: Submission) -> Listed:
    """What the list shows of this submission."""
    place = _place(questionnaire, submission.answers)
    kinds = _kinds(questionnaire, submission.answers)
    return Listed(submission.title, place, kinds, searched_as(submission.title, place))


def kind_question(questionnaire: Questionnaire) -> Question | None:
    """The question behind the first filter of the map: what kind of collective this is. None where there is no such filter."""
    rules = questionnaire.publication.map_entry
    if rules is None or not rules.filters:
        return None
    name = next((field.question for field in rules.fields if field.name == rules.filters[0]), "")
    question = questionnaire.questions.get(name)
    return question if question is not None and question.options else None


def searched_as(*texts: str) -> str:
    """Texts as they are looked for: capitals, accents and spaces make no difference."""
    return " ".join(word for text in texts for word in search_words(text))


def marked(values: tuple[str, ...]) -> str:
    """Values in one text, so that each can be found in it with its marks around it: `|energie|wonen|`."""
    return "".join(f"{_MARK}{value}" for value in values) + _MARK if values else ""


def unmarked(text: str) -> tuple[str, ...]:
    """The values in a text that `marked` made."""
    return tuple(value for value in text.split(_MARK) if value)


def _place(questionnaire: Questionnaire, answers: Mapping[str, Json]) -> str:
    rules = questionnaire.publication.map_entry
    if rules is None or rules.location is None:
        return ""
    place = answers.get(rules.location.place)
    return place if isinstance(place, str) else ""


def _kinds(questionnaire: Questionnaire, answers: Mapping[str, Json]) -> tuple[str, ...]:
    question = kind_question(questionnaire)
    answer = answers.get(question.id) if question is not None else None
    values = answer if isinstance(answer, list) else [answer]
    return tuple(value for value in values if isinstance(value, str) and _MARK not in value)
