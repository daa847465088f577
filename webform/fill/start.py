"""What the start pages tell about a survey before anyone begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from engine.answering.answers import NO_ANSWERS
from engine.answering.outcome import evaluate
from engine.answering.standing import standing
from engine.questionnaire import Questionnaire
from results.services import Services
from webform.fill.words import Words
from webform.services import services


@dataclass(frozen=True, slots=True)
class StartScreen:
    """A survey on its start page. `minutes` and `questions`: for who begins with nothing."""

    survey: str
    title: str
    intro: Markup
    sections: Sequence[str]
    minutes: int
    questions: int
    href: str
    gives_profile: bool


def start_screen(questionnaire: Questionnaire, used: Services) -> StartScreen:
    """The start page of this edition of a questionnaire."""
    today = used.clock.date_of(used.clock.now())
    outcome = evaluate(questionnaire, NO_ANSWERS, today)
    words = Words(questionnaire, outcome)
    return StartScreen(
        survey=questionnaire.survey,
        title=questionnaire.title,
        intro=words.html(questionnaire.intro),
        sections=[words.plain(section.title) for section in questionnaire.sections],
        minutes=standing(questionnaire, outcome, (), today).minutes_left,
        questions=len(outcome.path),
        href=url_for("fill.start", survey=questionnaire.survey),
        gives_profile=bool(questionnaire.scoring.dimensions),
    )


def survey_cards(language: str) -> Sequence[StartScreen]:
    """Every survey on offer. The ones that give a profile come first: that is what most people come for."""
    used = services()
    screens = [start_screen(used.surveys.current(name).in_language(language), used) for name in used.surveys.names]
    return sorted(screens, key=lambda screen: not screen.gives_profile)
