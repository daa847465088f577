"""What changed since an earlier revision, in words: each answer that is not what it was, old and new."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from engine.questionnaire import Privacy
from results.desk.differences import Difference, Kind, Piece, compared
from results.desk.reviewed import Reviewed
from webform.fill.words import Words
from webform.language import current_language
from webform.language import gettext as _

TEXTS: Final = frozenset({"short_text", "long_text"})
"""Types of questions of which single words are compared; any other answer is another one altogether."""
FOREMOST: Final = frozenset({Privacy.PUBLIC, Privacy.CONSENT})
"""What is decided about first: what would be public, and what was consented to."""
MOST_SHOWN: Final = 6
"""With more other changes than this, those are folded."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer, or one consent, as it was and as it is; what differs in a text is marked in both."""

    question: str
    text: str
    before: str | Markup
    now: str | Markup
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since `revision`. `approved`: whether that one was approved."""

    revision: int
    approved: bool
    foremost: tuple[Changed, ...]
    others: tuple[Changed, ...]

    @property
    def folded(self) -> bool:
        """Whether the others are out of the way at first."""
        return len(self.others) > MOST_SHOWN and bool(self.foremost)


def changes(reviewed: Reviewed, words: Words) -> Changes | None:
    """The changes since the earlier revision; None when this is the first one."""
    earlier = reviewed.earlier
    if earlier is None:
        return None
    old = Words(earlier.questionnaire.in_language(current_language()), earlier.outcome)
    rows = [_row(each, old, words) for each in reviewed.differences]
    foremost = tuple(row for row in rows if row.privacy in FOREMOST)
    others = tuple(row for row in rows if row.privacy not in FOREMOST)
    return Changes(earlier.submission.revision, earlier.approved, foremost, others)


def _row(difference: Difference, old: Words, new: Words) -> Changed:
    name = difference.question
    asked = new if name in new.questionnaire.questions else old
    before, now = (_answer(words, difference) for words in (old, new))
    if difference.kind is Kind.CHANGED and difference.privacy is not Privacy.CONSENT:
        is_text = asked.questionnaire.questions[name].type in TEXTS
        before, now = _marked(*(compared(before, now) if is_text else ((Piece(before, True),), (Piece(now, True),))))
    return Changed(name, asked.question(name), before, now, difference.privacy)


def _answer(words: Words, difference: Difference) -> str:
    if difference.question not in words.questionnaire.questions:
        return _("This was not asked.")
    if difference.privacy is Privacy.CONSENT:
        return _("Given") if words.outcome.values.get(difference.question) is True else _("Not given")
    return words.answer(difference.question) or _("Not answered")


def _marked(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> tuple[Markup, Markup]:
    return (
        Markup("").join(Markup("<del>{}</del>").format(piece.text) if piece.differs else piece.text for piece in old),
        Markup("").join(Markup("<ins>{}</ins>").format(piece.text) if piece.differs else piece.text for piece in new),
    )
