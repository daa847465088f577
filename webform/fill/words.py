"""The texts of one response: the questionnaire in the reader's language, with the answers given so far in them."""

from dataclasses import dataclass

from markupsafe import Markup

from engine.answering.outcome import Outcome
from engine.answering.piping import answer_text, render
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire, Text
from engine.values import AnswerProblem, Json
from webform.wording.markdown import markdown
from webform.wording.problems import message


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of `questionnaire` (an edition) as `outcome` fills them in."""

    questionnaire: Questionnaire
    outcome: Outcome

    @property
    def language(self) -> str:
        """The language of the texts."""
        return self.questionnaire.language

    def plain(self, text: Text) -> str:
        """A text without markup, for labels and titles."""
        return render(text, self.questionnaire, self.outcome.values, self.language)

    def html(self, text: Text) -> Markup:
        """A Markdown text as HTML."""
        return markdown(text, self._inserted)

    def _inserted(self, question_id: str) -> str:
        return answer_text(self.questionnaire, question_id, self.outcome.values, self.language)

    def question(self, question_id: str) -> str:
        """The text of a question."""
        return self.plain(self.questionnaire.questions[question_id].text)

    def answer(self, question_id: str) -> str | None:
        """The valid answer to a question, as people read it; None when there is none."""
        value = self.outcome.values.get(question_id)
        if value is None:
            return None
        question = self.questionnaire.questions[question_id]
        return TYPES[question.type].display(question, value, self.language)

    def typed(self, question_id: str, raw: Json) -> str | None:
        """A raw answer as people read it, right or not; None when there is none."""
        question = self.questionnaire.questions[question_id]
        value = TYPES[question.type].parse(question, raw)
        if isinstance(value, AnswerProblem):
            parts = raw if isinstance(raw, list) else raw.values() if isinstance(raw, dict) else [raw]
            return ", ".join(str(part) for part in parts if part)
        return None if value is None else TYPES[question.type].display(question, value, self.language)

    def problem(self, problem: AnswerProblem) -> str:
        """What a respondent is told about a problem."""
        question = self.questionnaire.questions[problem.question]
        if problem.check is None:
            return message(problem, question, self.language)
        # The outcome was made with the source texts; the same check in this edition has the reader's.
        text = next((check.text for check in self.questionnaire.checks if check.id == problem.check), problem.text)
        return self.plain(text) if text else ""
