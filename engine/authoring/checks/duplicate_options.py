"""Options can be told apart: by the program through their values, by people through their labels, in every language."""

from collections import Counter
from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, Related, Span, error
from engine.authoring.places import Path
from engine.questionnaire import Option, Questionnaire, Severity

CODES = {"duplicate-option": Severity.ERROR, "duplicate-label": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every second option with a value or a label that is taken."""
    questionnaire = context.questionnaire
    for path, options in _lists(questionnaire):
        yield from _values(context, path, options)
        yield from _labels(context, path, options)
    for language, edition in questionnaire.editions.items():
        if language != questionnaire.source_language:
            for path, options in _lists(edition):
                yield from _translated_labels(context, language, path, options)


def _lists(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[Option, ...]]]:
    for scale in questionnaire.scales.values():
        yield ("scale", scale.id), scale.options
    for _, _, question in questionnaire.walk():
        if question.scale is None and question.options:
            yield ("question", question.id), question.options


def _values(context: Context, path: Path, options: tuple[Option, ...]) -> Iterator[Diagnostic]:
    for value, count in Counter(option.value for option in options).items():
        if count == 1:
            continue
        first, *others = context.places.all(*path, "option", value) or (context.places.of(*path),)
        for place in others:
            summary = f"There is already an option `{value}` in this list"
            related = Related("first defined here", first)
            yield error("duplicate-option", summary, place, "Give it a value of its own.", [related])


def _labels(context: Context, path: Path, options: tuple[Option, ...]) -> Iterator[Diagnostic]:
    for first, second in _alike(options):
        if first.value != second.value:  # otherwise it is a duplicate altogether
            place = context.places.of(*path, "option", second.value, "label")
            related = Related("the other one", context.places.of(*path, "option", first.value, "label"))
            yield _told(second.label, place, related)


def _translated_labels(
    context: Context, language: str, path: Path, options: tuple[Option, ...]
) -> Iterator[Diagnostic]:
    kind, identifier = path
    of_kind = ("scales", identifier) if kind == "scale" else ("questions", identifier, "options")
    base = ("translation", language, *of_kind)
    for first, second in _alike(options):
        if first.value != second.value and context.places.has(*base, second.value):
            related = Related("the other one", context.places.of(*base, first.value))
            yield _told(second.label, context.places.of(*base, second.value), related)


def _told(label: str, place: Span, related: Related) -> Diagnostic:
    summary = f"Another option of this list has the label “{label}” too"
    return error("duplicate-label", summary, place, "Give them labels that people can tell apart.", [related])


def _alike(options: tuple[Option, ...]) -> Iterator[tuple[Option, Option]]:
    """Pairs of options whose labels look the same; capitals and spaces make no difference."""
    seen: dict[str, Option] = {}
    for option in options:
        label = " ".join(option.label.casefold().split())
        if label in seen:
            yield seen[label], option
        seen.setdefault(label, option)
