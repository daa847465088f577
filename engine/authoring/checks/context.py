"""What every rule gets: the questionnaire as it was built, and where everything stands. Never the YAML."""

from dataclasses import dataclass

from engine.authoring.places import Places
from engine.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Context:
    """The subject of a rule.

    The questionnaire may be incomplete: what could not be built was left out and reported already, so a rule stays silent
    about what is not there. Duplicates are still in the tuples of sections, pages, questions and options.
    """

    questionnaire: Questionnaire
    places: Places
