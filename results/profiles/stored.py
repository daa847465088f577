"""The stored form of a profile. `from_json(to_json(profile)) == profile`; a form it does not know is refused."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from engine.advice import Lab
from engine.scoring import Tone
from engine.values import Json
from results.profiles.profile import Priority, Profile, ProfileDimension, ProfileScore

_FORM = 1
"""Raised when the form changes; the forms before it stay readable."""


def to_json(profile: Profile) -> dict[str, Json]:
    """The profile as JSON; priorities refer to the dimensions by id."""
    return {
        "form": _FORM,
        "survey": profile.survey,
        "version": profile.version,
        "questionnaire_hash": profile.questionnaire_hash,
        "language": profile.language,
        "dimensions": [_plain(dimension) for dimension in profile.dimensions],
        "priorities": [{"id": each.dimension.id, "points": each.points} for each in profile.priorities],
        "groups": [_plain(group) for group in profile.groups],
        "factors": [_plain(factor) for factor in profile.factors],
        "unbalanced_text": profile.unbalanced_text,
        "chosen": list(profile.chosen),
    }


def from_json(stored: Mapping[str, Any]) -> Profile:
    """The profile that `to_json` stored.

    Raises:
        ValueError: stored in a form that this version does not know.
    """
    if stored.get("form") != _FORM:
        raise ValueError(f"this profile is stored in form {stored.get('form')!r}, which this version does not know")
    dimensions = {each["id"]: _dimension(each) for each in stored["dimensions"]}
    return Profile(
        survey=stored["survey"],
        version=stored["version"],
        questionnaire_hash=stored["questionnaire_hash"],
        language=stored["language"],
        dimensions=tuple(dimensions.values()),
        priorities=tuple(Priority(dimensions[each["id"]], each["points"]) for each in stored["priorities"]),
        groups=tuple(ProfileScore(**group) for group in stored["groups"]),
        factors=tuple(ProfileScore(**factor) for factor in stored["factors"]),
        unbalanced_text=stored["unbalanced_text"],
        chosen=tuple(stored["chosen"]),
    )


def _dimension(stored: Mapping[str, Any]) -> ProfileDimension:
    lists = {name: tuple(stored[name]) for name in ("steps", "materials", "themes")}
    labs = tuple(Lab(**lab) for lab in stored["labs"])
    tone = None if stored["tone"] is None else Tone(stored["tone"])
    return ProfileDimension(**{**stored, **lists, "labs": labs, "tone": tone})


def _plain(value: Any) -> dict[str, Json]:
    """A dataclass as JSON: tuples become lists, an enum its text."""
    return {key: _json(part) for key, part in asdict(value).items()}


def _json(value: Any) -> Json:
    if isinstance(value, tuple | list):
        return [_json(part) for part in value]
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    if isinstance(value, Tone):
        return value.value
    return value  # type: ignore[no-any-return]  # what is left of a profile is text, whole numbers, booleans and None
