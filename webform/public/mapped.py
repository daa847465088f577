"""Which survey is on the map."""

from engine.questionnaire import Questionnaire
from webform.services import services


def mapped() -> Questionnaire | None:
    """The survey whose entries are on the map: the first that declares any."""
    surveys = services().surveys
    declared = (surveys.current(name) for name in surveys.names)
    return next((each for each in declared if each.publication.map_entry is not None), None)
