"""What the fields for places show beside the answer: which places a name may mean, where one lies, where the map begins."""

from engine.questionnaire import Questionnaire
from results.filling.draft import Draft
from results.ports import KnownPlace
from webform.fields import AnswerField
from webform.fields.places import PlaceChoice, PlaceField, PointField
from webform.language import gettext as _
from webform.services import services

SHOWN_AS_CHOICE = "place_ambiguous"
"""The warning that the field itself tells, by asking which place is meant."""


def prepare(field: AnswerField, draft: Draft) -> None:
    """Give a field for places what it shows; any other field stays as it is."""
    if isinstance(field, PlaceField):
        _prepare_place(field, draft)
    elif isinstance(field, PointField):
        field.start = _start(draft)


def _prepare_place(field: PlaceField, draft: Draft) -> None:
    name = field.question.id
    if " ".join(field.typed.split()) != draft.outcome.values.get(name):
        return  # what stands in the field was not looked up (yet)
    known = draft.places.get(name, ())
    if len(known) == 1:
        field.found = _("Municipality of %(municipality)s, %(province)s.", **_where(known[0]))
    elif known:
        likely = _at_postcode(draft, name)
        field.choices = [_choice(place, checked=place.municipality in likely) for place in known]
        if sum(choice.checked for choice in field.choices) > 1:
            field.choices = [_choice(place, checked=False) for place in known]


def _choice(place: KnownPlace, *, checked: bool) -> PlaceChoice:
    label = _("%(name)s, municipality of %(municipality)s, %(province)s", name=place.name, **_where(place))
    return PlaceChoice(place.value, label, checked)


def _where(place: KnownPlace) -> dict[str, str]:
    return {"municipality": place.municipality, "province": place.province}


def _at_postcode(draft: Draft, place: str) -> frozenset[str]:
    """The municipalities of the postcode that goes with this place."""
    postcode = _answer(draft, "postcode") if _located_by(draft.questionnaire) == place else None
    around = services().geocoder.at_postcode(postcode[:4]) if postcode else ()
    return frozenset(each.municipality for each in around)


def _start(draft: Draft) -> tuple[float, float] | None:
    """The middle of the place that was filled in, or else of the postcode's; None when neither tells."""
    known = draft.places.get(_located_by(draft.questionnaire) or "", ())
    postcode = _answer(draft, "postcode")
    around = services().geocoder.at_postcode(postcode[:4]) if postcode else ()
    for places in (known, around):
        if len(places) == 1:
            return places[0].latitude, places[0].longitude
    return None


def _located_by(questionnaire: Questionnaire) -> str | None:
    rules = questionnaire.publication.map_entry
    return rules.location.place if rules and rules.location else None


def _answer(draft: Draft, key: str) -> str | None:
    """The valid answer to the question that `location` names under this key."""
    rules = draft.questionnaire.publication.map_entry
    name = getattr(rules.location, key) if rules and rules.location else None
    value = draft.outcome.values.get(name) if name else None
    return value if isinstance(value, str) else None
