"""What a question page sends, as text, read into what the use cases take. Nothing is refused: what is not right is judged
later, and what makes no sense counts as not sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.questionnaire import Page, Questionnaire
from engine.values import Json
from results.filling.fill import Sent
from results.filling.merging import Fingerprints, from_text
from webform.fields import FormData
from webform.forms import asked_on, page_form
from webform.language import LANGUAGES, PARAMETER

READ: Final = "read"
"""The hidden field with the words that the consents on the page had when it was shown."""
SEEN: Final = "seen"
"""The hidden field with the warnings that stood on the page when it was sent."""
BASED_ON: Final = "based_on"
"""The hidden field with the fingerprints of the answers that the page showed."""
DISPUTED: Final = "disputed"
"""The hidden field of the page on which a choice is made between two answers: the questions it is about."""
CHOICE: Final = "keep."
"""What the name of such a choice begins with; then comes the question."""
HERE: Final = "here"
THERE: Final = "there"


@dataclass(frozen=True, slots=True)
class Posted:
    """One page as it was sent. `asked`: the questions that stood on it. `choices`: by question in dispute HERE, THERE, or
    None where nothing was chosen. `language`: the one to go on in, when the button for it was pressed. `form`: all of it.
    """

    asked: list[str]
    typed: Mapping[str, Json]
    based_on: Fingerprints
    read: Fingerprints
    seen: frozenset[str]
    choices: Mapping[str, str | None]
    language: str | None
    form: FormData

    @property
    def undecided(self) -> Mapping[str, Json]:
        """What was typed for questions in dispute about which nothing was chosen."""
        return {name: self.typed[name] for name, choice in self.choices.items() if choice is None}

    def fields_of(self, question: str) -> Iterator[tuple[str, str]]:
        """The names and texts that were sent for one question."""
        for name, text in self.form.items(multi=True):
            if name.partition("-")[0] == question:
                yield name, text

    def sent(self) -> Sent:
        """What is to be kept of it."""
        return Sent(
            {name: raw for name, raw in self.typed.items() if name not in self.undecided},
            self.based_on,
            frozenset(name for name, choice in self.choices.items() if choice == THERE),
            leaving=self.language is None,
            read=self.read,
        )


def read_posted(questionnaire: Questionnaire, page: Page, form: FormData) -> Posted:
    """What stands in a form of this page."""
    asked = asked_on(page, form)
    choosing = DISPUTED in form
    named = frozenset(form.get(DISPUTED, "").split())
    typed = page_form(questionnaire, page, asked, posted=form).answers(asked)
    if choosing:
        typed = {name: raw for name, raw in typed.items() if name in named}
    language = form.get(PARAMETER)
    return Posted(
        asked=asked,
        typed=typed,
        based_on=from_text(form.get(BASED_ON, "")),
        read=from_text(form.get(READ, "")),
        seen=frozenset(form.get(SEEN, "").split()),
        choices={name: _choice(form.get(CHOICE + name)) for name in typed} if choosing else {},
        language=language if language in LANGUAGES else None,
        form=form,
    )


def _choice(text: str | None) -> str | None:
    return text if text in (HERE, THERE) else None
