"""What a request for open data asks: which survey, filters, language and page. What is not understood is refused, not guessed."""

import re
from collections.abc import Collection
from typing import Final, NoReturn

from flask import abort, current_app, request

from engine.questionnaire import Questionnaire
from results.open_data.about import About, Licence
from results.open_data.reading import Wanted
from results.open_data.told import Teller
from results.public_map.possible import possible_values
from webform.absolute_addresses import absolute, prefix
from webform.language import DEFAULT, LANGUAGES, gettext, use_language
from webform.pages.site import site
from webform.public.choice import LONGEST_SEARCH, MOST_VALUES, chosen, filter_names, searched
from webform.public.mapped import mapped
from webform.services import services

MOST: Final = 1000
USUAL: Final = 100
SEARCH: Final = "q"
LANGUAGE: Final = "lang"
CURSOR: Final = "cursor"
LIMIT: Final = "limit"
LONGEST_VALUE: Final = 200
MOST_NAMED: Final = 60
"""More possible values than this are not told in full where one is refused."""
_SLUG = re.compile(r"[a-z0-9-]{1,100}")
LICENCES: Final = {
    "CC0-1.0": Licence("CC0 1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
"""The licences that are known by name; another one is shown as the operator wrote it."""


def refuse(detail: str) -> NoReturn:
    """Say what is wrong with the question."""
    abort(400, detail)


def survey() -> Questionnaire:
    """The survey that is on the map."""
    questionnaire = mapped()
    if questionnaire is None:
        abort(404, "No survey here has a public map.")
    return questionnaire


def language() -> str:
    """The language of labels, as the address says; texts of this answer are in it too."""
    asked = request.args.get(LANGUAGE, DEFAULT)
    if asked not in LANGUAGES:
        refuse(f"{LANGUAGE} must be one of: {', '.join(LANGUAGES)}.")
    use_language(asked)
    return asked


def only(*names: str) -> None:
    """Refuse parameters that this address does not have: a slip would otherwise give everything."""
    for name, values in request.args.lists():
        if name not in names:
            refuse(f"Unknown parameter. This address has: {', '.join(names) or 'none'}.")
        if len(values) > MOST_VALUES or any(len(value) > LONGEST_VALUE for value in values):
            refuse(f"{name} is too long.")


def wanted(questionnaire: Questionnaire, *others: str) -> Wanted:
    """The filters of the map, as this request has them; `others`: what else it may have."""
    only(SEARCH, *filter_names(questionnaire), LANGUAGE, *others)
    if len(request.args.get(SEARCH, "")) > LONGEST_SEARCH:
        refuse(f"{SEARCH} has at most {LONGEST_SEARCH} characters.")
    for name, values in chosen(questionnaire).items():
        _possible(questionnaire, name, values)
    return Wanted(questionnaire.survey, chosen(questionnaire), searched())


def _possible(questionnaire: Questionnaire, name: str, values: Collection[str]) -> None:
    """Refuse a value that nothing can have: an empty answer to a slip would have a copy of ours emptied."""
    may_be = possible_values(services(), questionnaire, name)
    if may_be is None or set(values) <= set(may_be):
        return
    if len(may_be) > MOST_NAMED:
        refuse(f"{name} must be one of {len(may_be)} names, as answers write them: {may_be[0]}, {may_be[1]} and so on.")
    refuse(f"{name} must be one of: {', '.join(may_be)}.")


def cursor() -> str:
    """After which entry the page begins."""
    asked = request.args.get(CURSOR, "")
    if asked and not _SLUG.fullmatch(asked):
        refuse(f"{CURSOR} must be one that an earlier page gave.")
    return asked


def limit() -> int:
    """How many entries the page has at most."""
    asked = request.args.get(LIMIT, str(USUAL))
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 4 and 1 <= int(asked) <= MOST):
        refuse(f"{LIMIT} must be a whole number from 1 to {MOST}.")
    return int(asked)


def teller(in_language: str) -> Teller:
    """What tells entries in this language, with their addresses here."""
    before = prefix("public.collective", "slug")
    return Teller(services().surveys.by_hash, in_language, lambda slug: before + slug)


def about(questionnaire: Questionnaire, in_language: str) -> About:
    """What a file says of itself."""
    return About(
        title=str(gettext("Collectives on the map").unescape()),
        source=absolute("pages.reuse"),
        language=in_language,
        publisher=site().texts.value("controller", in_language),
        licence=licence(in_language),
    )


def licence(in_language: str) -> Licence | None:
    """The licence that the operator chose; None while there is none."""
    chosen_one = site().texts.value("open_licence", in_language)
    if not chosen_one:
        return None
    if chosen_one in LICENCES:
        return LICENCES[chosen_one]
    address = re.search(r"https?://[^\s<>\"]*[\w/]", chosen_one)
    return Licence(chosen_one, address=address[0] if address else "")


def program() -> str:
    """What tells one version of this program from another, for what is kept of its answers."""
    return str(current_app.extensions.setdefault("zelfscan-program", _program()))


def _program() -> str:
    from importlib.metadata import version

    return version("zelfscan")
