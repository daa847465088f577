"""The values that a filter of the map may have, whether anybody has them now or not. Only reads."""

from engine.questionnaire import Questionnaire
from results.map_index import Shape
from results.map_index.classes import class_bounds
from results.services import Services


def possible_values(services: Services, questionnaire: Questionnaire, name: str) -> tuple[str, ...] | None:
    """What filter `name` may ask for, in the order of the questionnaire or of names; None where anything may be asked,
    because people typed what it filters by.

    What stands on the map now is always among them: it may have been sent with an earlier version of the survey, or before
    a municipality was merged with another.
    """
    listed = _listed(services, questionnaire, name)
    if listed is None:
        return None
    shape = Shape.of(questionnaire)
    there = services.maps.current(services.database, questionnaire.survey, shape).sets.get(name, {})
    return (*listed, *sorted(set(there).difference(listed)))


def _listed(services: Services, questionnaire: Questionnaire, name: str) -> tuple[str, ...] | None:
    areas = services.geocoder.areas()
    derived = {"province": areas.provinces, "municipality": areas.municipalities}
    if name in derived:
        return tuple(sorted(derived[name]))
    rules = questionnaire.publication.map_entry
    if rules is not None and name in rules.classes:
        return tuple(class_bounds(rules.classes[name]))
    question = next((field.question for field in rules.fields if field.name == name), None) if rules else None
    options = questionnaire.questions[question].options if question else ()
    return tuple(option.value for option in options) or None
