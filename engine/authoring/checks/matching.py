"""People are brought into contact only with consent, by answers about the collective, and hear only what is public."""

from collections.abc import Iterable, Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import not_a_consent, unknown, unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.expressions.suggest import did_you_mean
from engine.matching import Criterion, MatchingRules
from engine.questionnaire import Privacy, Severity

CODES = {
    "not-a-consent": Severity.ERROR,
    "unknown-question": Severity.ERROR,
    "unknown-dimension": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "not-an-option": Severity.ERROR,
    "matching-by-person": Severity.ERROR,
    "matching-tells-private": Severity.ERROR,
    "empty-matching": Severity.ERROR,
    "empty-criterion": Severity.ERROR,
    "classes-not-ascending": Severity.ERROR,
    "province-without-place": Severity.ERROR,
    "mix-above-count": Severity.ERROR,
}
CONSENT = frozenset({"consent", "confirmation"})
CHOICE = frozenset({"single_choice", "scale"})
CHOICES = CHOICE | {"multiple_choice"}
SEVERAL = frozenset({"multiple_choice", "single_choice"})
NUMBER = frozenset({"integer"})
PLACE = frozenset({"place", "short_text"})
Named = tuple[str, Path, frozenset[str]]


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the rules of matching."""
    rules = context.questionnaire.matching
    if rules is None:
        return
    if context.places.has("matching", "consent"):
        yield from not_a_consent(context, rules.consent, ("matching", "consent"), CONSENT)
    for name, path, types in _named(rules):
        yield from _about(context, name, path, types)
    for name, path, values in _options(rules):
        yield from _not_options(context, name, path, values)
    for name in dict.fromkeys(rules.told):
        question = context.questionnaire.questions.get(name)
        if question is not None and question.privacy is Privacy.ORGANISATION:
            summary = f"`{name}` is not public, so it cannot be told before both have said yes"
            related = Related("the question", context.places.of("question", name))
            place = context.places.of("matching", "told", name)
            yield error("matching-tells-private", summary, place, "Name a public question.", [related])
    if not rules.criteria and rules.helps is None:
        hint = "Give it `criteria`, or `helps` when members of labs fill in this survey."
        yield error("empty-matching", "Nothing says who fits whom", context.places.of("matching"), hint)
    if rules.mix is not None and rules.mix.at_least > rules.count:
        summary = f"{rules.mix.at_least} others cannot be among the {rules.count} that are shown"
        place = context.places.of("matching", "mix", "at_least")
        yield error("mix-above-count", summary, place, "Lower it, or raise `count`.")
    for criterion in rules.criteria:
        yield from _criterion(context, rules, criterion)


def questions_of(rules: MatchingRules) -> set[str]:
    """Every question of this survey that the rules name, but the consent."""
    return {name for name, _, _ in _named(rules)}


def _named(rules: MatchingRules) -> Iterator[Named]:
    base = ("matching",)
    if rules.offer is not None:
        yield rules.offer.question, (*base, "offer", "question"), SEVERAL
    yield from ((name, (*base, "told", name), CHOICES) for name in dict.fromkeys(rules.told))
    if rules.place is not None:
        yield rules.place, (*base, "place"), PLACE
    if rules.mix is not None:
        yield rules.mix.question, (*base, "mix", "question"), CHOICE
    for each in rules.criteria:
        own = ("criterion", each.id)
        for key, names, types in (("same", each.same, CHOICES), ("different", each.different, CHOICES)):
            yield from ((name, (*own, key, name), types) for name in dict.fromkeys(names))
        yield from ((name, (*own, "shared", name), CHOICES) for name in dict.fromkeys(each.shared))
        if each.one_further is not None:
            yield each.one_further.question, (*own, "one_further", "question"), CHOICE
        if each.same_class is not None:
            yield each.same_class.question, (*own, "same_class", "question"), NUMBER
    if rules.helps is not None:
        yield rules.helps.lab, (*base, "helps", "lab"), frozenset({"single_choice"})
        yield rules.helps.challenges, (*base, "helps", "challenges"), CHOICES
        for fit in rules.helps.fits:
            yield fit.question, ("criterion", fit.id, "question"), CHOICES


def _options(rules: MatchingRules) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    if rules.offer is not None:
        yield rules.offer.question, ("matching", "offer", "any_of"), rules.offer.any_of
    for each in rules.criteria:
        if each.one_further is not None:
            yield each.one_further.question, ("criterion", each.id, "one_further", "order"), each.one_further.order
    for fit in rules.helps.fits if rules.helps is not None else ():
        yield fit.question, ("criterion", fit.id, "any_of"), fit.any_of


def _about(context: Context, identifier: str, path: Path, types: frozenset[str]) -> Iterator[Diagnostic]:
    if not context.places.has(*path):
        return  # it was left out, which was told already
    question = context.questionnaire.questions.get(identifier)
    if question is None:
        yield unknown_question(context, identifier, path)
    elif question.type not in types:
        yield wrong_type(context, question, path, types, "to find who fits")
    elif question.privacy is Privacy.PERSON:
        summary = f"`{identifier}` is about a person, so it cannot tell who fits"
        related = Related("the question", context.places.of("question", identifier, "privacy"))
        hint = "Name a question about the collective."
        yield error("matching-by-person", summary, context.places.of(*path), hint, [related])


def _not_options(context: Context, identifier: str, path: Path, values: Iterable[str]) -> Iterator[Diagnostic]:
    question = context.questionnaire.questions.get(identifier)
    known = [option.value for option in question.options] if question is not None else []
    for value in dict.fromkeys(values) if known else ():
        if value not in known:
            hint = did_you_mean(value, known, f"The options are {', '.join(known)}.")
            yield error(
                "not-an-option", f"`{value}` is no option of `{identifier}`", context.places.of(*path, value), hint
            )


def _criterion(context: Context, rules: MatchingRules, criterion: Criterion) -> Iterator[Diagnostic]:
    path = ("criterion", criterion.id)
    known = [dimension.id for dimension in context.questionnaire.scoring.dimensions]
    for challenge in criterion.points_by_challenge:
        if challenge not in known:
            place = context.places.of(*path, "points_by_challenge", challenge)
            yield unknown("dimension", challenge, known, place)
    conditions = (
        criterion.on_track, criterion.same, criterion.different, criterion.shared, criterion.one_further,
        criterion.same_class, criterion.same_province,
    )  # fmt: skip
    if not any(conditions):
        hint = "Say when it is met: on_track, same, different, shared, one_further, same_class or same_province."
        yield error(
            "empty-criterion", f"Everybody meets the criterion `{criterion.id}`", context.places.of(*path), hint
        )
    if criterion.same_province and rules.place is None:
        hint = "Name the question with the place under `place`."
        place = context.places.of(*path, "same_province")
        yield error("province-without-place", "Nothing tells in which province anybody is", place, hint)
    lowest = criterion.same_class.lowest if criterion.same_class is not None else ()
    if list(lowest) != sorted(set(lowest)):
        place = context.places.of(*path, "same_class", "from")
        yield error("classes-not-ascending", "The classes do not ascend", place, "Write the lowest first, each once.")
