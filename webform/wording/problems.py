"""What a respondent is told about each problem with an answer: what to do, in plain words, one text per problem code.

The engine decides that something is wrong and names it; only the words are here. A cross-question check brings its own
text from the questionnaire.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine.question_types.wording import date_in, number_in
from engine.questionnaire import Question
from engine.values import AnswerProblem

MESSAGES: Final[Mapping[str, LazyString]] = {
    "required": _l("Answer this question."),
    "not_text": _l("Fill in one line of text."),
    "too_long": _l("Make this shorter: at most %(maximum)s characters. Now there are %(length)s."),
    "too_short": _l("Tell a little more: at least %(minimum)s characters. Now there are %(length)s."),
    "wrong_pattern": _l("Write it like this: %(example)s"),
    "not_an_email": _l("Fill in an e-mail address, such as name@example.org."),
    "not_a_url": _l("Fill in a web address, such as www.example.org."),
    "not_a_number": _l("Fill in a number in digits, such as 12."),
    "not_a_whole_number": _l("Round it: fill in a whole number, without a comma."),
    "ambiguous_number": _l(
        "It is not clear which number you mean. Do you mean %(whole)s? Then leave out the dot or comma. Do you mean a"
        " number with decimals? Then round it to two."
    ),
    "too_many_decimals": _l("Round it. Digits after the comma: at most %(decimals)s."),
    "too_low": _l("Fill in a number that is %(minimum)s or higher."),
    "too_high": _l("Fill in a number that is %(maximum)s or lower."),
    "not_a_year": _l("Fill in a year of four digits, such as 2019."),
    "not_a_date": _l("Fill in a date that exists, in digits: day, month and year, such as 3, 5 and 2026."),
    "not_a_postcode": _l("Fill in a postcode: four digits, with or without two letters, such as 3511 AB."),
    "not_a_point": _l("Fill in a latitude and a longitude, such as 52.0907 and 5.1214."),
    "half_a_point": _l("Fill in both: a latitude and a longitude, such as 52.0907 and 5.1214."),
    "no_point_in_link": _l(
        "There are no coordinates in this link. Open it in a browser, and copy the address that is shown there; or copy the"
        " coordinates."
    ),
    "coordinates_swapped": _l("Latitude and longitude have changed places. Put them the other way round."),
    "outside_area": _l(
        "This point is too far away. Fill in a latitude from %(south)s to %(north)s and a longitude from %(west)s to"
        " %(east)s."
    ),
    "not_an_option": _l("Choose one of the answers that are shown."),
    "option_unavailable": _l("“%(option)s” does not go together with an earlier answer. Choose something else."),
    "too_few": _l("Choose more: at least %(minimum)s."),
    "too_many": _l("Choose fewer: at most %(maximum)s."),
    "exclusive_with_others": _l("You chose “%(option)s” and something else too. Choose one or the other."),
    "chosen_twice": _l("You chose the same answer twice. Choose each answer once."),
    "wrong_total": _l("Change the numbers until they are %(total)s together. Now they are %(sum)s."),
    "must_be_confirmed": _l("Tick this box to go on."),
    "not_yes_or_no": _l("Tick the box, or leave it empty."),
    "invalid_characters": _l(
        "There are characters in this text that cannot be kept. Remove them, or type the text again."
    ),
    "place_unknown": _l("We do not know this place. Is it spelled right? If so, leave it as it is."),
    "place_list_only": _l(
        "We do not know this place. Is it spelled right? If so, leave it as it is: you will be in the list, but not on"
        " the map."
    ),
    "place_by_postcode": _l(
        "We do not know this place. Is it spelled right? If so, leave it as it is: the dot on the map will then be at"
        " %(place)s, where your postcode belongs."
    ),
    "place_ambiguous": _l("There is more than one place of this name. Which place do you mean: %(places)s?"),
    "postcode_unknown": _l(
        "We do not know this postcode. Is it right? If so, leave it as it is: it may be newer than our list."
    ),
    "postcode_elsewhere": _l("The postcode belongs to another place: %(place)s. Is that right?"),
    "point_elsewhere": _l(
        "The pin stands near %(place)s, about %(kilometres)s km from the place you filled in. Is that right?"
    ),
    "point_abroad": _l(
        "This point lies outside the Netherlands or in the water. Is that right? Perhaps latitude and longitude have"
        " changed places."
    ),
    "same_name": _l("There is a scan of this name on the map already: %(name)s. Are you going on with that one?"),
    "consent_again": _l(
        "The text of this consent has changed since you gave it, because of another answer. Please read it again: it counts as not given until you choose."
    ),
    "unknown_question": _l("This question is not part of the questionnaire."),
}
"""By problem code. `check` is not here: a cross-question check has a text of its own."""

BY_TYPE: Final[Mapping[tuple[str, str], LazyString]] = {
    ("year", "too_low"): _l("Fill in a year from %(minimum)s onwards."),
    ("year", "too_high"): _l("Fill in a year up to and including %(maximum)s."),
    ("date", "too_low"): _l("Fill in a date from %(minimum)s onwards."),
    ("date", "too_high"): _l("Fill in a date up to and including %(maximum)s."),
    ("decimal", "not_a_number"): _l("Fill in a number, such as 0.5 or 12."),
    ("allocation", "not_a_number"): _l("Fill in whole numbers in digits, such as 40. What is nothing may stay empty."),
    ("allocation", "not_a_whole_number"): _l("Round the numbers: fill in whole numbers, without a comma."),
    ("allocation", "too_low"): _l("Fill in numbers that are %(minimum)s or higher. What is nothing may stay empty."),
    ("allocation", "too_high"): _l("Fill in numbers that are %(maximum)s or lower, and together exactly that."),
    ("multiple_choice", "too_few"): _l("Tick more boxes: at least %(minimum)s."),
    ("multiple_choice", "too_many"): _l("Untick some boxes: choose at most %(maximum)s."),
    ("ranking", "too_few"): _l("Fill in more places: at least %(minimum)s."),
    ("ranking", "exclusive_with_others"): _l(
        "You chose “%(option)s” and something else too. Choose one or the other: put a place that you do not need back"
        " on “Choose”."
    ),
    ("ranking", "chosen_twice"): _l(
        "You chose the same answer for two places. Choose something else for one of them, or put it back on “Choose”."
    ),
}
"""Where a type says it better: a limit that is no amount, boxes that are ticked, places that are filled."""

SIDES = frozenset({"south", "north", "west", "east"})
CHOICES = frozenset({"single_choice", "scale"})
TEXTS = frozenset({"short_text", "long_text"})
_CHOOSE = _l("Choose an answer.")
_FILL_IN = _l("Fill this in.")
REQUIRED: Final[Mapping[str, LazyString]] = {
    **dict.fromkeys(CHOICES, _CHOOSE),
    "multiple_choice": _l("Tick at least one box."),
    "ranking": _l("Choose at least the first."),
    **dict.fromkeys(TEXTS, _FILL_IN),
    "email": _l("Fill in an e-mail address."),
    "url": _l("Fill in a web address."),
    "integer": _l("Fill in a number."),
    "decimal": _l("Fill in a number."),
    "year": _l("Fill in a year."),
    "date": _l("Fill in a date."),
    "postcode": _l("Fill in a postcode."),
    "place": _l("Fill in a place."),
    "point": _l("Put the pin on the map, or fill in where it must stand."),
    "allocation": _l("Divide the total over the parts."),
    "confirmation": MESSAGES["must_be_confirmed"],
}


def message(problem: AnswerProblem, question: Question, language: str) -> str:
    """The text for a problem that has a code (not for cross-question checks, which carry a text of their own)."""
    if problem.code == "required":
        return str(REQUIRED.get(question.type, MESSAGES["required"]))
    template = BY_TYPE.get((question.type, problem.code)) or MESSAGES[problem.code]
    readable = {name: _readable(name, value, question, language) for name, value in problem.params.items()}
    return str(template) % readable


def _readable(name: str, value: str | int, question: Question, language: str) -> str:
    """A parameter as people read it: numbers and dates in their own notation, options by their label."""
    if name == "option":
        return next((option.label for option in question.options if option.value == value), str(value))
    if name in SIDES:
        return number_in(Decimal(value), language)
    if name in ("minimum", "maximum") and question.type != "year":
        if question.type == "date":
            return date_in(date.fromisoformat(str(value)), language)
        return number_in(Decimal(value), language)
    return str(value)
