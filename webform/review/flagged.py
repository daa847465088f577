"""The flags of a submission in words: what was found, and where. A person decides."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from engine.answering.reviewing import holding
from engine.questionnaire import Questionnaire
from engine.values import Json
from results.desk.reviewed import Reviewed
from results.flagging.shown import Flags, Other, flags_of
from results.flags.found import Flag, Rule
from results.flags.rules.definition import MAY_NOT_FIT
from results.flags.rules.person_named import ASKED, GREETING, OWN, POSSESSIVE, SELF, TASK, TITLE
from webform.fill.words import Words
from webform.language import gettext as _
from webform.services import services
from webform.wording.problems import MESSAGES
from webform.wording.states import STATES

RULES: Final[Mapping[Rule, LazyString]] = {
    Rule.DEFINITION: _l("Definition test"),
    Rule.DUPLICATE: _l("May be a duplicate"),
    Rule.MANDATE: _l("Role and mandate"),
    Rule.PERSONAL_ADDRESS: _l("Personal address would be public"),
    Rule.PERSON_NAMED: _l("May name a person"),
    Rule.ADVERTISING: _l("May be advertising"),
    Rule.ELSEWHERE: _l("Place to be looked at"),
    Rule.UNCONFIRMED: _l("E-mail address not confirmed"),
    Rule.POINT: _l("Check from the questionnaire"),
}
"""What a flag is called, also where the list is filtered by it."""
HARD: Final = frozenset({Rule.DEFINITION, Rule.DUPLICATE})
REASONS: Final[Mapping[str, LazyString]] = {
    "number": _l("same registration number"),
    "website": _l("same website"),
    "name": _l("same name"),
    "name_alike": _l("a name much like it"),
    "site": _l("same site, another page"),
    "municipality": _l("same municipality"),
    "near": _l("nearby"),
    "far": _l("far away"),
}
KINDS: Final[Mapping[str, LazyString]] = {
    "phone": _l("a telephone number"),
    "email": _l("an e-mail address"),
    "link": _l("a link"),
    "price": _l("a price"),
    "selling": _l("words that sell"),
}

WHY_A_NAME: Final[Mapping[str, LazyString]] = {
    OWN: _l("the name of who filled it in, or of their e-mail address"),
    TITLE: _l("a title or initials"),
    TASK: _l("a task in the collective"),
    ASKED: _l("whom to ask for"),
    SELF: _l("somebody who introduces themselves"),
    GREETING: _l("a greeting at the end"),
    POSSESSIVE: _l("something that is somebody’s"),
}


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """One flag in words. `evidence`: the `questions` it is about with their answers; `words`: what was found in a text."""

    id: int
    title: str
    tone: str
    told: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
    questions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    other: Other | None = None
    other_state: str = ""
    dismissed: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the part of the page shows. `points`: what the survey always wants looked at. `tested`: the questions of the
    definition test with their answers, none when the survey has no such test; `met`: nothing speaks against it.
    """

    open: list[ShownFlag]
    dismissed: list[ShownFlag]
    points: list[str]
    tested: list[dict[str, Any]]
    met: bool


def shown_flags(reviewed: Reviewed) -> Shown:
    """The flags of a submission, in the language of its questionnaire edition."""
    found = flags_of(services(), reviewed.response)
    words = Words(reviewed.questionnaire, reviewed.outcome)
    review = reviewed.questionnaire.publication.review
    sent_on = services().clock.date_of(reviewed.submission.submitted_at)
    holds = holding(reviewed.questionnaire, reviewed.outcome.values, sent_on)
    return Shown(
        [_shown(flag, found, words) for flag in found.open],
        [_shown(flag, found, words) for flag in found.dismissed],
        [point.text for point in review.points if point.when is None],
        _rows(_of_the_test(reviewed.questionnaire), words),
        met=not holds.no and not holds.doubt,
    )


def remarked(reviewed: Reviewed, flags: Shown) -> dict[str, list[str]]:
    """The questions that something is said of, with what: the titles of open flags, and what the collective was asked back about."""
    said: dict[str, list[str]] = {}
    for flag in flags.open:
        for question in flag.questions:
            said.setdefault(question, []).append(flag.title)
    for each in reviewed.warnings:
        said.setdefault(each.question, []).append(str(_("Asked back about")))
    return {question: list(dict.fromkeys(titles)) for question, titles in said.items()}


def _of_the_test(questionnaire: Questionnaire) -> list[str]:
    """The questions that the definition test looks at, in the order of the questionnaire."""
    definition = questionnaire.publication.review.definition
    looked_at = {name for each in (*definition.no, *definition.doubt) for name in each.names} if definition else set()
    return [name for name in questionnaire.questions if name in looked_at]


def _rows(questions: Iterable[str], words: Words) -> list[dict[str, Any]]:
    return [{"key": words.question(name), "value": words.answer(name), "id": name} for name in questions]


def _marked(rows: list[dict[str, Any]], found: tuple[str, ...]) -> list[dict[str, Any]]:
    """The same answers, with what was found in them marked."""
    if not found:
        return rows
    parts = re.compile("(" + "|".join(re.escape(each) for each in sorted(found, key=len, reverse=True)) + ")")
    return [{**row, "value": _with_marks(parts, str(row["value"] or ""))} for row in rows]


def _with_marks(parts: re.Pattern[str], text: str) -> Markup:
    pieces = parts.split(text)  # by turns what stands between, and what was found
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if odd % 2 else escape(piece) for odd, piece in enumerate(pieces)
    )


def _shown(flag: Flag, found: Flags, words: Words) -> ShownFlag:
    questions = [name for name in _texts(flag.params.get("questions")) if name in words.questionnaire.questions]
    other = found.others.get(flag.other) if flag.other else None
    by = found.dismissers.get(flag.dismissed_by, "") if flag.dismissed_by else ""
    return ShownFlag(
        id=flag.id,
        title=str(RULES[flag.rule]),
        tone="hard" if flag.rule in HARD and flag.params.get("verdict") != "discuss" else "watch",
        told=_TOLD[flag.rule](flag.params, words),
        evidence=_marked(_rows(questions, words), _texts(flag.params.get("words"))),
        questions=tuple(questions),
        words=_texts(flag.params.get("words")),
        other=other,
        other_state=str(STATES[other.state].title) if other else "",
        dismissed=by,
        word=flag.word,
    )


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _definition(params: Mapping[str, Json], _words: Words) -> str:
    if params.get("verdict") == MAY_NOT_FIT:
        return _("It may not be what this is meant for: %(count)s times “no”.", count=params.get("no"))
    return _("Not everything of the definition is met. Talk about it.")


def _duplicate(params: Mapping[str, Json], _words: Words) -> str:
    reasons = [str(REASONS[each]) for each in _texts(params.get("reasons")) if each in REASONS]
    kilometres = params.get("kilometres")
    if isinstance(kilometres, int) and kilometres > 0:
        reasons.append(_("%(count)s km away", count=kilometres))
    return ", ".join(reasons)


def _person_named(params: Mapping[str, Json], _words: Words) -> str:
    told = _("A person seems to be named in a text that becomes public.")
    why = ", ".join(str(WHY_A_NAME[each]) for each in _texts(params.get("why")) if each in WHY_A_NAME)
    return _("%(told)s It looks like that by: %(why)s.", told=told, why=why) if why else told


def _advertising(params: Mapping[str, Json], _words: Words) -> str:
    kinds = ", ".join(str(KINDS[each]) for each in _texts(params.get("kinds")) if each in KINDS)
    return _("There is this in the text: %(found)s.", found=kinds)


def _elsewhere(params: Mapping[str, Json], _words: Words) -> str:
    text = MESSAGES.get(str(params.get("code")))
    filled = {name: value for name, value in params.items() if isinstance(value, str | int)}
    return (
        _("The collective was asked: “%(asked)s” It left the answer as it is.", asked=str(text) % filled)
        if text
        else ""
    )


def _point(params: Mapping[str, Json], words: Words) -> str:
    points = words.questionnaire.publication.review.points
    return next((point.text for point in points if point.id == params.get("point")), "")


def _said(text: LazyString) -> Callable[[Mapping[str, Json], Words], str]:
    return lambda _params, _words: str(text)


_TOLD: Final[Mapping[Rule, Callable[[Mapping[str, Json], Words], str]]] = {
    Rule.DEFINITION: _definition,
    Rule.DUPLICATE: _duplicate,
    Rule.MANDATE: _said(
        _l("It is not certain that the person who filled this in may speak for the collective. Get in touch first.")
    ),
    Rule.PERSONAL_ADDRESS: _said(
        _l("This address looks like that of one person. Ask for a general one, or whether this one may be public.")
    ),
    Rule.PERSON_NAMED: _person_named,
    Rule.ADVERTISING: _advertising,
    Rule.ELSEWHERE: _elsewhere,
    Rule.UNCONFIRMED: _said(
        _l(
            "Nobody used a link that we mailed to this address yet, so we do not know whether mail arrives. It goes by itself."
        )
    ),
    Rule.POINT: _point,
}
