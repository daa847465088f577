"""A profile in words, in the language of the reader: what the page and the PDF both show, so that they say the same.

Nothing is told by colour alone: every band has its word and symbol, every bar its sentence, every difference its direction
in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import format_date

from engine.advice import Lab
from engine.questionnaire import Questionnaire
from engine.scoring import Tone
from results.my_scan.returned import Returned
from results.profiles.comparison import Comparison
from results.profiles.previous import Change, Previous
from results.profiles.profile import Profile, ProfileDimension, ProfileScore
from webform.language import gettext, ngettext
from webform.profile.radar import Radar, radar

SYMBOLS: Final[Mapping[str, str]] = {"good": "●", "watch": "▲", "hard": "■", "none": "○"}


@dataclass(frozen=True, slots=True)
class Row:
    """One challenge. `label` is its number, in the table, the radar and its key; `said` tells its score and the median in
    one sentence.
    """

    id: str
    label: str
    title: str
    question: str
    tone: str
    symbol: str
    band: str
    score: int | None
    median: int | None
    said: str
    chosen: bool
    text: str
    steps: tuple[str, ...]
    labs: tuple[Lab, ...]
    peers: str
    materials: tuple[str, ...]
    why_no_score: str


@dataclass(frozen=True, slots=True)
class Together:
    """A group or factor: the score of several challenges or questions together."""

    id: str
    title: str
    score: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Whether the groups that count for it are in balance: the answer in words, and what the survey says when they are not."""

    tone: str
    answer: str
    advice: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since the previous scan. `direction` is up or down; `said` tells it in words."""

    title: str
    direction: str
    symbol: str
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one scored submission that a reader is told, in the order in which it is told.

    `compared_with` tells with whom, None when there are too few; `why_not` tells that instead, None when the survey compares
    nothing. `since` is the date of the previous scan, None without one.
    """

    name: str
    survey: str
    date: str
    revision: int
    version: str
    first: tuple[Row, ...]
    rows: tuple[Row, ...]
    compared_with: str | None
    why_not: str | None
    groups: tuple[Together, ...]
    balance: Balance | None
    factors: tuple[Together, ...]
    strong: tuple[Row, ...]
    since: str | None
    differences: tuple[Difference, ...]
    radar: Radar | None

    @property
    def has_medians(self) -> bool:
        """Whether any challenge is shown beside others."""
        return any(row.median is not None for row in self.rows)


def report(got: Returned, questionnaire: Questionnaire) -> Report | None:
    """The report of what was sent last, in this edition of the questionnaire; None without scores."""
    profile, submission = got.profile, got.submission
    if profile is None or submission is None or not profile.dimensions:
        return None
    medians: Mapping[str, int] = got.comparison.medians if got.comparison is not None else {}
    rows = tuple(_row(each, str(number), medians.get(each.id)) for number, each in enumerate(profile.dimensions, 1))
    by_id = {row.id: row for row in rows}
    comparison = got.comparison if medians else None
    return Report(
        name=submission.title,
        survey=questionnaire.title,
        date=date(submission.submitted_at),
        revision=submission.revision,
        version=questionnaire.version,
        first=tuple(by_id[each.dimension.id] for each in profile.priorities),
        rows=rows,
        compared_with=_compared_with(comparison, questionnaire) if comparison is not None else None,
        why_not=_why_not(questionnaire) if comparison is None else None,
        groups=tuple(_together(each) for each in profile.groups),
        balance=_balance(profile, questionnaire),
        factors=tuple(_together(each) for each in profile.factors),
        strong=tuple(by_id[each.id] for each in profile.strong),
        since=date(got.previous.submitted_at) if got.previous is not None else None,
        differences=_differences(got.previous),
        radar=radar(
            [row.label for row in rows],
            [row.score for row in rows],
            [row.tone for row in rows],
            [row.median for row in rows],
        ),
    )


def _(text: str, **values: object) -> str:
    """A text as plain text: the page escapes it, the PDF has no need to."""
    return gettext(text, **values).unescape()


def radar_said(report: Report) -> str:
    """The radar in words, for who cannot see it: every challenge with its score."""
    return "; ".join(_spoke_said(row) for row in report.rows) + "."


def _spoke_said(row: Row) -> str:
    score = _("no score") if row.score is None else str(row.score)
    if row.median is None:
        return f"{row.title}: {score}"
    beside = _("median %(median)s", median=row.median)
    return f"{row.title}: {score} ({beside})"


def date(moment: datetime) -> str:
    """The day of a moment, in words."""
    return str(format_date(moment, "long"))


def _row(dimension: ProfileDimension, label: str, median: int | None) -> Row:
    tone = dimension.tone.value if dimension.tone is not None else "none"
    return Row(
        id=dimension.id,
        label=label,
        title=dimension.title,
        question=dimension.question,
        tone=tone,
        symbol=SYMBOLS[tone],
        band=dimension.band_title or _("No score yet"),
        score=dimension.score,
        median=median,
        said=_said(dimension.score, median),
        chosen=dimension.chosen,
        text=dimension.text,
        steps=dimension.steps,
        labs=dimension.labs,
        peers=dimension.peers,
        materials=dimension.materials,
        why_no_score=_why_no_score(dimension),
    )


def _why_no_score(dimension: ProfileDimension) -> str:
    """What stands where else the advice does; empty with a score."""
    if dimension.score is not None:
        return ""
    return ngettext(
        "You answered %(answered)s of %(num)s question about this: too few for a score. Talk about it together, and fill in more later.",
        "You answered %(answered)s of %(num)s questions about this: too few for a score. Talk about it together, and fill in more later.",
        dimension.asked,
        answered=dimension.answered,
    ).unescape()


def _said(score: int | None, median: int | None) -> str:
    if score is None and median is None:
        return _("No score yet: not enough answers")
    if score is None:
        return _("No score yet: not enough answers. The median of similar collectives is %(median)s", median=median)
    if median is None:
        return _("Score %(score)s out of 100", score=score)
    return _("Score %(score)s out of 100; the median of similar collectives is %(median)s", score=score, median=median)


def _together(each: ProfileScore) -> Together:
    return Together(each.id, each.title, each.score, _said(each.score, None))


def _balance(profile: Profile, questionnaire: Questionnaire) -> Balance | None:
    """The answer to "In balance?", by the rule of the survey; None when it has none."""
    rule = questionnaire.scoring.balance
    if rule is None:
        return None
    groups = [each for each in profile.groups if each.id in rule.groups]
    known = [each for each in groups if each.score is not None]
    titles = {"groups": _listed([each.title for each in known]), "above": rule.above}
    if profile.unbalanced_text is not None:
        return Balance(
            "watch", _("No: %(groups)s are more than %(above)s points apart.", **titles), profile.unbalanced_text
        )
    if len(known) < max(len(rule.groups), 2):
        missing = _listed([each.title for each in groups if each.score is None])
        return Balance("none", _("We cannot tell yet: there is no score for %(groups)s.", groups=missing), "")
    if all(_is_low(each, questionnaire) for each in known):
        # By the rule they are in balance. Nobody who stands nowhere is helped by hearing so.
        return Balance(
            "none",
            _(
                "%(groups)s score about the same, and all of them low. Start with what needs most attention.",
                **titles,
            ),
            "",
        )
    return Balance("good", _("Yes: %(groups)s are at most %(above)s points apart.", **titles), "")


def _is_low(group: ProfileScore, questionnaire: Questionnaire) -> bool:
    """Whether a challenge that scores as this group does would be in a band that asks for work."""
    scoring = questionnaire.scoring
    bands = next((each.bands for each in scoring.dimensions if each.group == group.id), None)
    return (
        bands is not None
        and group.score is not None
        and scoring.band_sets[bands].band_of(group.score).tone is Tone.HARD
    )


def _listed(titles: Sequence[str]) -> str:
    """Titles as a list in a sentence: a, b and c."""
    if len(titles) < 2:
        return "".join(titles)
    return _("%(first)s and %(last)s", first=", ".join(titles[:-1]), last=titles[-1])


def _compared_with(comparison: Comparison, questionnaire: Questionnaire) -> str:
    rules = questionnaire.publication.comparison
    titles = {step.id: step.title for step in rules.steps} if rules is not None else {}
    return _(
        "Compared with %(count)s %(group)s. The median is their middle score: half of them score that or lower, half that or higher.",
        count=comparison.collectives,
        group=titles[comparison.step],
    )


def _why_not(questionnaire: Questionnaire) -> str | None:
    if questionnaire.publication.comparison is None:
        return None
    return _("There is nothing to compare with yet: at least 10 similar collectives need to take part for that.")


def _differences(previous: Previous | None) -> tuple[Difference, ...]:
    return tuple(_difference(change) for change in previous.changes) if previous is not None else ()


def _difference(change: Change) -> Difference:
    points = abs(change.points)
    if change.points > 0:
        said = ngettext("%(num)s point higher", "%(num)s points higher", points).unescape()
    else:
        said = ngettext("%(num)s point lower", "%(num)s points lower", points).unescape()
    told = _("%(difference)s: from %(before)s to %(after)s", difference=said, before=change.before, after=change.after)
    up = change.points > 0
    return Difference(change.title, "up" if up else "down", "↑" if up else "↓", told)
