"""Examples: answers with the outcome they must have. Runs them, and says what came out differently.

An example is the researcher's own test of the survey. It needs no clock: without a `today` of its own it is filled in on
1 January 2026.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.answering.answers import Answers, parse_answers, to_json
from engine.answering.outcome import Outcome, evaluate
from engine.authoring.diagnostics import Diagnostic, error
from engine.authoring.document import Document
from engine.authoring.nodes import Entry, Node, Scalar, Sequence
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.raw_answers import raw_answers
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Questionnaire

DEFAULT_TODAY = date(2026, 1, 1)


def check_example(questionnaire: Questionnaire, document: Document) -> list[Diagnostic]:
    """Run one example; everything that is not as expected, at the expectation. An example of a wrong shape is not run."""
    root = document.root
    if not isinstance(root, MappingNode):
        return []
    answers_node, expect = root.get("answers"), root.get("expect")
    if not isinstance(answers_node, MappingNode) or not isinstance(expect, MappingNode):
        return []
    today = _today(root.get("today"))
    if today is None:
        node = root.get("today")
        span = document.span(node if node is not None else root)
        return [error("example-fails", "There is no such day", span, "Write year, month and day: 2026-11-23.")]
    answers = parse_answers(questionnaire, raw_answers(answers_node))
    run = _Run(questionnaire, document, answers, evaluate(questionnaire, answers, today))
    found = list(run.check_answers(answers_node, expected_problems="problems" in expect.entries))
    for key, entry in expect.entries.items():
        comparison = _COMPARISONS.get(key)
        if comparison is not None:
            found += comparison(run, entry)
    return found


def _today(node: Node | None) -> date | None:
    if not isinstance(node, Scalar):
        return DEFAULT_TODAY
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Run:
    """One example that was run."""

    questionnaire: Questionnaire
    document: Document
    answers: Answers
    outcome: Outcome

    def fails(self, summary: str, node: Node, hint: str = "") -> Diagnostic:
        """The outcome is not what the example says."""
        return error("example-fails", summary, self.document.span(node), hint)

    def unknown(self, name: str, node: Node, known: Iterable[str]) -> Diagnostic:
        """The example names something that is not in the survey."""
        return error(
            "example-unknown-name",
            f"There is no `{name}` in this survey",
            self.document.span(node),
            did_you_mean(name, known),
        )

    def check_answers(self, node: MappingNode, *, expected_problems: bool) -> Iterator[Diagnostic]:
        """Answers to questions that do not exist, and answers that are refused though no problem is expected."""
        for name, entry in node.entries.items():
            if name in self.answers.unknown:
                yield self.unknown(name, entry.key, self.questionnaire.questions)
            elif name in self.answers.rejected and not expected_problems:
                code = self.answers.rejected[name].code
                yield self.fails(f"The answer to `{name}` is refused: {code}", entry.value, "Correct it, or expect it.")


def _path(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    expected = _texts(entry.value)
    if tuple(expected) == run.outcome.path:
        return
    known = run.questionnaire.questions
    for name, node in _elements(entry.value):
        if name not in known:
            yield run.unknown(name, node, known)
        elif name not in run.outcome.path:
            yield run.fails(f"`{name}` is not asked", node)
    extra = [name for name in run.outcome.path if name not in expected]
    if extra:
        yield run.fails(f"Also asked: {', '.join(extra)}", entry.key)
    elif sorted(expected) == sorted(run.outcome.path):
        yield run.fails("The questions are asked in another order", entry.key)


def _on_path(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    yield from _presence(run, entry, expected=True)


def _not_on_path(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    yield from _presence(run, entry, expected=False)


def _presence(run: _Run, entry: Entry, *, expected: bool) -> Iterator[Diagnostic]:
    for name, node in _elements(entry.value):
        if name not in run.questionnaire.questions:
            yield run.unknown(name, node, run.questionnaire.questions)
        elif (name in run.outcome.path) is not expected:
            yield run.fails(f"`{name}` is {'not ' if expected else ''}asked", node)


def _problems(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    actual = sorted((problem.question, problem.code) for problem in run.outcome.problems)
    expected: list[tuple[str, str]] = []
    for element in entry.value.elements if isinstance(entry.value, Sequence) else ():
        if not isinstance(element, MappingNode):
            continue
        pair = (_text(element.get("question")), _text(element.get("code")))
        if pair in actual and expected.count(pair) < actual.count(pair):
            expected.append(pair)
        else:
            yield run.fails(f"There is no problem `{pair[1]}` with `{pair[0]}`", element)
    for question, code in actual:
        if (question, code) in expected:
            expected.remove((question, code))
        else:
            yield run.fails(f"There is also the problem `{code}` with `{question}`", entry.key)


def _dimensions(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    scores = run.outcome.scores.dimensions
    for name, expected in _entries(entry.value):
        score = scores.get(name)
        if score is None:
            yield run.unknown(name, expected.key, scores)
            continue
        for key, wanted in _entries(expected.value):
            actual = getattr(score, key, None)
            if isinstance(wanted.value, Scalar) and not _same(wanted.value, actual):
                yield run.fails(f"The {key} of `{name}` is {_said(actual)}", wanted.value)


def _scores_of(kind: str) -> Callable[[_Run, Entry], Iterator[Diagnostic]]:
    def compare(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
        yield from _compare_each(run, entry, getattr(run.outcome.scores, kind), "The score of")

    return compare


def _calculated(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    known = {
        question.id: None for _, _, question in run.questionnaire.walk() if question.type == "calculated"
    } | to_json(run.questionnaire, run.outcome.calculated)
    yield from _compare_each(run, entry, known, "The value of")


def _compare_each(run: _Run, entry: Entry, actual: Mapping[str, Any], what: str) -> Iterator[Diagnostic]:
    for name, expected in _entries(entry.value):
        if name not in actual:
            yield run.unknown(name, expected.key, actual)
        elif isinstance(expected.value, Scalar) and not _same(expected.value, actual[name]):
            yield run.fails(f"{what} `{name}` is {_said(actual[name])}", expected.value)


def _unbalanced(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    actual = run.outcome.scores.unbalanced
    if isinstance(entry.value, Scalar) and entry.value.plain is not actual:
        yield run.fails(f"The groups are {'out of' if actual else 'in'} balance", entry.value)


def _priorities(run: _Run, entry: Entry) -> Iterator[Diagnostic]:
    actual = run.outcome.scores.priorities
    if tuple(_texts(entry.value)) != actual:
        yield run.fails(f"The priorities are {', '.join(actual) or 'none'}", entry.value)


_COMPARISONS: Mapping[str, Callable[[_Run, Entry], Iterator[Diagnostic]]] = {
    "path": _path,
    "on_path": _on_path,
    "not_on_path": _not_on_path,
    "problems": _problems,
    "dimensions": _dimensions,
    "groups": _scores_of("groups"),
    "factors": _scores_of("factors"),
    "unbalanced": _unbalanced,
    "priorities": _priorities,
    "calculated": _calculated,
}


def _same(node: Scalar, actual: Any) -> bool:
    """Whether a scalar says the actual value; `67` and `"67"` are the same, as are 2.5 and 2.50."""
    if node.plain is None or actual is None or isinstance(actual, bool):
        return node.plain is actual
    if isinstance(actual, str):
        return node.text == actual
    return bool(node.plain == actual or node.text == str(actual))


def _said(value: Any) -> str:
    return (
        "null: there is not enough to go on"
        if value is None
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _entries(node: Node) -> Iterator[tuple[str, Entry]]:
    if isinstance(node, MappingNode):
        yield from node.entries.items()


def _elements(node: Node) -> Iterator[tuple[str, Scalar]]:
    for element in node.elements if isinstance(node, Sequence) else ():
        if isinstance(element, Scalar):
            yield element.text, element


def _texts(node: Node) -> list[str]:
    return [text for text, _ in _elements(node)]


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
