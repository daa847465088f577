"""Filling a database with made-up collectives, and taking them out again."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from results.accounts.passwords import random_password
from results.accounts.register import DEMO_EMAIL, add_account
from results.demo.batch import SetClock, Together
from results.demo.collective import collective, with_moods
from results.demo.course import COURSES, Life, go_through
from results.demo.refusal import DemoRefused
from results.records.accounts import Account
from results.review import Role, State
from results.services import Services
from results.store import accounts
from results.store import demo as store

REVIEWER = DEMO_EMAIL
AT_ONCE = 50
"""So many in one transaction: a slow disk is waited for seldom, and what is interrupted loses little."""
OTHERS = 10
"""Of a survey without a map there is one response for so many collectives."""
ENGLISH = 8
"""One in so many is filled in in English, when the survey is there in English."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: responses by survey, and how many stand in each state."""

    surveys: Mapping[str, int]
    states: Mapping[State, int] = field(default_factory=dict)


def make_demo(
    services: Services,
    count: int,
    seed: str = "1",
    *,
    beside_real: bool = False,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Made:
    """Make `count` responses to each survey with a map, and a tenth of that to the others. `told` hears how far it is.

    The same seed gives the same collectives, answers and courses, dated back from now.

    Raises:
        DemoRefused: there are responses of real people (unless `beside_real`), or made-up ones already.
    """
    _refuse(services, beside_real)
    wanted = _wanted(services, count)
    reviewer = _reviewer(services)
    total, done = sum(wanted.values()), 0
    for survey, number in wanted.items():
        for first in range(0, number, AT_ONCE):
            last = min(first + AT_ONCE, number)
            with services.database.writing() as connection:
                together = replace(services, database=Together(connection))
                for each in range(first, last):
                    life = _life(together, survey, f"{seed}:{survey}", each, reviewer)
                    go_through(life, COURSES[each % len(COURSES)])
            done += last - first
            told(done, total)
    with services.database.reading() as connection:
        return Made(wanted, Counter(store.states(connection)))


def remove_demo(services: Services) -> int:
    """Take every made-up response out, with all that belongs to it; how many there were. Real ones stay as they are."""
    with services.database.writing() as connection:
        return store.remove(connection, services.clock.now())


def _refuse(services: Services, beside_real: bool) -> None:
    with services.database.reading() as connection:
        real, demo = store.counts(connection)
    if demo:
        raise DemoRefused(f"there are {demo} made-up responses here already: take them out first, with --remove")
    if real and not beside_real:
        raise DemoRefused(
            f"there are {real} responses of real people here: use another database (INSTANCE or DATABASE_URL). "
            "Made-up collectives beside real ones would be on the same map"
        )


def _wanted(services: Services, count: int) -> dict[str, int]:
    surveys = services.surveys
    mapped = [name for name in surveys.names if surveys.current(name).publication.map_entry is not None]
    return {name: count if name in mapped or not mapped else max(1, count // OTHERS) for name in surveys.names}


def _reviewer(services: Services) -> Account:
    """Who made the decisions: an account that nobody can log in to, so that no real coordinator is named for them."""
    with services.database.reading() as connection:
        found = accounts.by_email(connection, REVIEWER)
    if found is not None:
        return found[0]
    return add_account(
        services.database, services.clock, REVIEWER, "Voorbeeldcoördinator", Role.COORDINATOR, random_password()
    )


def _life(services: Services, survey: str, seed: str, number: int, reviewer: Account) -> Life:
    clock = SetClock(services.clock, services.clock.now())
    questionnaire = services.surveys.current(survey)
    english = number % ENGLISH == ENGLISH - 1 and "en" in questionnaire.languages
    about = collective(
        number,
        seed,
        services.geocoder,
        clock.date_of(clock.moment),
        "en" if english else questionnaire.source_language,
    )
    return Life(replace(services, clock=clock), clock, survey, with_moods(about, questionnaire), reviewer)
