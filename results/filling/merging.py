"""One page in two tabs, or on two devices: what a form was based on, and what of it may be kept. Pure.

A form carries a fingerprint of the answer that each of its questions showed. When it comes back that tells, question by
question, what was changed here, what was changed elsewhere meanwhile, and what was changed in both places to different
answers. Those last are in dispute: they are left as they are, and a person chooses. Nothing here chooses.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from json import dumps

from engine.question_types.single_choice import SingleChoiceSettings
from engine.questionnaire import Page, Question, Questionnaire
from engine.values import Json

Fingerprints = Mapping[str, str]
"""By question id. A question that is not in it was based on nobody knows what."""

NOTHING: tuple[Json, ...] = (None, "", [], {})
"""What a form sends for a question without an answer. (False is one: not agreed.)"""
_NONE = "-"
_BYTES = 5
_ONE = re.compile(rf"([a-z][a-z0-9_]*)\.({_NONE}|[0-9a-f]{{{2 * _BYTES}}})")


@dataclass(frozen=True, slots=True)
class Merged:
    """What to do with the answers of a form.

    `taken`: to be kept. `elsewhere`: were changed elsewhere only, and stay as they are there. `disputed`: what was typed
    here, where something else was kept meanwhile; by question id.
    """

    taken: Mapping[str, Json]
    elsewhere: tuple[str, ...]
    disputed: Mapping[str, Json]


def fingerprint(question: Question, raw: Json) -> str:
    """Tells answers apart as the form of `question` shows them: no answer is the same as an empty one, an unticked box
    the same as one that nobody looked at yet, no choice the same as the one that stands chosen beforehand.
    """
    if raw is False or raw in NOTHING:
        settings = question.settings
        raw = settings.default if isinstance(settings, SingleChoiceSettings) else None
        if raw is None:
            return _NONE
    # A browser sends every line break as two characters, whatever was stored.
    text = raw.replace("\r\n", "\n") if isinstance(raw, str) else dumps(raw, sort_keys=True)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def fingerprints(questionnaire: Questionnaire, names: Iterable[str], answers: Mapping[str, Json]) -> Fingerprints:
    """Those of the raw `answers` to these questions."""
    return {name: fingerprint(questionnaire.questions[name], answers.get(name)) for name in names}


def to_text(based_on: Fingerprints) -> str:
    """Fingerprints as a form carries them."""
    return " ".join(f"{name}.{print_}" for name, print_ in based_on.items())


def from_text(text: str) -> Fingerprints:
    """The fingerprints in a text that a form sent. What is not one is passed over, as if it were not there."""
    return {found[1]: found[2] for part in text.split() if (found := _ONE.fullmatch(part))}


def changed_since(
    questionnaire: Questionnaire, names: Iterable[str], answers: Mapping[str, Json], shown: Fingerprints
) -> tuple[str, ...]:
    """Those of the questions `names` whose raw answer is not the one that was shown, or that were not shown."""
    return tuple(name for name, now in fingerprints(questionnaire, names, answers).items() if shown.get(name) != now)


def merge(
    page: Page,
    stored: Mapping[str, Json],
    typed: Mapping[str, Json],
    based_on: Fingerprints,
    yielding: Iterable[str] = (),
) -> Merged:
    """What to keep of the raw answers `typed`, to questions of `page`, into what is `stored` now.

    `yielding`: questions for which the respondent chose the stored answer, as `based_on` shows it; they are disputed again
    when that is no longer what is stored.
    """
    taken: dict[str, Json] = {}
    elsewhere: list[str] = []
    disputed: dict[str, Json] = {}
    yields = frozenset(yielding)
    for question in page.questions:
        name = question.id
        if name not in typed:
            continue
        now = fingerprint(question, stored.get(name))
        here = fingerprint(question, typed[name])
        shown = based_on.get(name, _NONE)
        if here == now or (shown == now and name not in yields):
            taken[name] = typed[name]
        elif shown == now:
            pass
        elif shown == here and name in based_on and name not in yields:
            elsewhere.append(name)
        else:
            disputed[name] = typed[name]
    return Merged(taken, tuple(elsewhere), disputed)
