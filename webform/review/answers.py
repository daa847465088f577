"""All answers of a submission with their labels, folded by section; what asks for attention stands open."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.questionnaire import Privacy, Section
from results.desk.reviewed import Reviewed
from webform.fill.words import Words


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer (None: not answered). `changed`: since the earlier revision; `remarked`: it is spoken of
    above.
    """

    id: str
    text: str
    answer: str | None
    changed: bool
    remarked: bool


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """A section with what was asked in it."""

    title: str
    rows: tuple[Answered, ...]

    @property
    def changed(self) -> int:
        """How many answers changed."""
        return sum(row.changed for row in self.rows)

    @property
    def open(self) -> bool:
        """Whether it stands open from the start."""
        return any(row.changed or row.remarked for row in self.rows)


def answered(reviewed: Reviewed, words: Words, remarked: Collection[str]) -> list[AnsweredSection]:
    """Every section in which anything was asked; `remarked`: questions that something is said of elsewhere on the page."""
    changed = {each.question for each in reviewed.differences}
    sections = (_section(section, reviewed, words, changed, remarked) for section in reviewed.questionnaire.sections)
    return [section for section in sections if section.rows]


def _section(
    section: Section, reviewed: Reviewed, words: Words, changed: Collection[str], remarked: Collection[str]
) -> AnsweredSection:
    asked = [question for page in section.pages for question in page.questions if question.id in reviewed.outcome.path]
    return AnsweredSection(
        words.plain(section.title),
        tuple(
            Answered(each.id, words.question(each.id), words.answer(each.id), each.id in changed, each.id in remarked)
            for each in asked
            if each.privacy is not Privacy.CONSENT
        ),
    )
