"""From a page and its outcome to a form. WTForms draws it and collects the raw answers; the engine decides about them.

The fields of a page are declared once per edition of a questionnaire and kept; a request makes an instance of those that
are shown. Nothing is coerced and nothing is checked here; protection against forged requests stands in `protection.csrf`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from engine.answering.outcome import Outcome
from engine.questionnaire import Page, Questionnaire
from engine.values import Json
from webform.fields import FIELDS, AnswerField, FormData, asks

ASKED: Final = "asked"
"""The hidden field that names the questions that stood on the page: an empty box and an absent one look the same."""


class PageForm(BaseForm):
    """The form of one page."""

    def answers(self, asked: Iterable[str]) -> dict[str, Json]:
        """The raw answers to the questions that were on the page when it was sent; the others are left as they were."""
        return {name: self[name].data for name in asked if name in self}

    def field(self, name: str) -> AnswerField:
        """The field of a question."""
        field = self[name]
        assert isinstance(field, AnswerField)
        return field


@lru_cache(maxsize=1024)
def _declared(questionnaire: Questionnaire, page_id: str) -> Mapping[str, "UnboundField[Any]"]:
    page = questionnaire.pages[page_id]
    return {
        question.id: UnboundField(FIELDS[question.type], question=question)  # type: ignore[arg-type]  # any callable will do
        for question in page.questions
        if asks(question)
    }


def page_form(
    questionnaire: Questionnaire,
    page: Page,
    shown: Iterable[str],
    *,
    posted: FormData | None = None,
    answers: Mapping[str, Json] | None = None,
) -> PageForm:
    """The form with the fields of `shown` questions of `page`: filled from `posted`, else from saved `answers`."""
    declared = _declared(questionnaire, page.id)
    names = [name for name in shown if name in declared]
    form = PageForm([(name, declared[name]) for name in names])
    saved = answers or {}
    form.process(posted, data={name: saved.get(name) for name in names})
    return form


def shown_on(page: Page, outcome: Outcome) -> list[str]:
    """The questions of a page that are shown, notes and calculated values too, in order."""
    return [question.id for question in page.questions if question.id in outcome.shown]


def asked_on(page: Page, posted: FormData) -> list[str]:
    """The questions that stood on the page when it was sent, as its hidden field says.

    Without that field: those for which anything was sent, so that an answer is never taken for an empty one.
    """
    named = posted.getlist(ASKED)
    words = frozenset(" ".join(named).split() if named else (name.partition("-")[0] for name in posted))
    return [question.id for question in page.questions if question.id in words]
