"""An e-mail address that would be public looks like that of one person: `jan.jansen@`, not `info@`."""

from collections.abc import Iterator

from engine.expressions.personal import looks_personal
from results.flags.found import Found, Rule, Subject


def check(subject: Subject) -> Iterator[Found]:
    """Each public field of the map entry with such an address."""
    questionnaire = subject.questionnaire
    entry = questionnaire.publication.map_entry
    for field in entry.fields if entry is not None else ():
        question = questionnaire.questions.get(field.question)
        if question is not None and question.type == "email" and looks_personal(subject.text(question.id)):
            yield Found(Rule.PERSONAL_ADDRESS, {"questions": [question.id]})
