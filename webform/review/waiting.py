"""The list of submissions: what waits, the most pressing first, or what is in another state. Its address keeps how it is
narrowed down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine.questionnaire import Questionnaire
from results.desk.queue import Queue
from results.desk.queue import queue as queue_of
from results.listing.listed import kind_question
from results.listing.wanted import ANY_FLAG, NO_FLAG, Proposed, Taken, Wanted
from results.mail.post import undelivered
from results.map_entry import search_words
from results.records.desk import QueueRow
from results.review import State
from results.text import showable
from webform.language import current_language
from webform.language import gettext as _
from webform.public.labels import label
from webform.review.blueprint import account, blueprint
from webform.review.flagged import RULES
from webform.review.words import PROPOSED, TAKEN, WaitingWords, state_title, waiting_words
from webform.services import services
from webform.wording.held_mail import held_words
from webform.wording.states import STATES

WAITING = State.SUBMITTED.value
FLAGS: Final[Mapping[str, LazyString]] = {
    ANY_FLAG: _l("Anything to look at"),
    NO_FLAG: _l("Nothing to look at"),
    **{rule.value: title for rule, title in RULES.items()},
}
"""What the list can be narrowed down to by what the program remarked."""
ALL = "all"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, cut to what can be asked. `state`: a state, or `ALL`."""

    state: str
    search: str
    survey: str
    kind: str
    taken: str
    flag: str
    proposed: str

    @property
    def states(self) -> tuple[State, ...]:
        """The states that are shown; none for all of them."""
        return () if self.state == ALL else (State(self.state),)

    @property
    def filters(self) -> dict[str, str]:
        """What narrows the list down, as it stands in an address."""
        given = {
            "q": self.search,
            "survey": self.survey,
            "kind": self.kind,
            "flag": self.flag,
            "taken": self.taken,
            "proposed": self.proposed,
        }
        return {name: value for name, value in given.items() if value}

    def wanted(self, account_id: int) -> Wanted:
        """The same for who looks for it."""
        taken = Taken(self.taken) if self.taken else None
        proposed = Proposed(self.proposed) if self.proposed else None
        return Wanted(self.survey, self.kind, taken, account_id, search_words(self.search), self.flag, proposed)

    def address(self, **changed: object) -> str:
        """The address of this list, with something changed."""
        state = {} if self.state == WAITING else {"state": self.state}
        values: dict[str, Any] = {**state, **self.filters, **changed}
        return url_for("review.waiting", **values)


@dataclass(frozen=True, slots=True)
class Line:
    """One submission in the list, in words."""

    row: QueueRow
    address: str
    kinds: str
    survey: str
    waiting: WaitingWords | None
    taken: str
    mine: bool
    proposed: str
    flags: tuple[str, ...]


@blueprint.get("")
def waiting() -> str:
    """The list: what waits, or what is in another state."""
    asked = _asked()
    queue = queue_of(services(), asked.states, asked.wanted(account().id), page=_page_number())
    offered = services().surveys
    editions = {name: offered.current(name).in_language(current_language()) for name in offered.names}
    return render_template(
        "review/waiting.html",
        queue=queue,
        lines=[_line(row, queue, editions) for row in queue.rows],
        chips=_chips(asked, queue),
        asked=asked,
        filters=_filters(asked, editions),
        several=sum(kind_question(each) is not None for each in editions.values()) > 1,
        states=STATES,
        state_title=state_title,
        elsewhere=sum(queue.counts.values()) - queue.total,
        held=held_words(),
        undelivered=undelivered(services().database),
        here="to_confirm" if asked.proposed else "submissions",
    )


def _asked() -> Asked:
    state = request.args.get("state", WAITING)
    if state != ALL and state not in set(State):
        abort(404)
    taken, flag, proposed = (request.args.get(name, "") for name in ("taken", "flag", "proposed"))
    return Asked(
        state=state,
        search=showable(request.args.get("q", "").strip()[:LONGEST_SEARCH]),
        survey=request.args.get("survey", "")[:100],
        kind=request.args.get("kind", "")[:100],
        taken=taken if taken in set(Taken) else "",
        flag=flag if flag in FLAGS else "",
        proposed=proposed if proposed in set(Proposed) else "",
    )


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _chips(asked: Asked, queue: Queue) -> list[dict[str, Any]]:
    """The states that anything is in, with how much of what is looked for; the one that is shown always."""
    shown = [state for state in State if queue.counts.get(state) or state.value == asked.state]
    chips = [_chip(asked, state.value, state_title(state), queue.counts.get(state, 0)) for state in shown]
    return [*chips, _chip(asked, ALL, _("All"), sum(queue.counts.values()))]


def _chip(asked: Asked, value: str, label: object, count: int) -> dict[str, Any]:
    return {"label": label, "href": asked.address(state=value), "count": count, "current": value == asked.state}


def _filters(asked: Asked, editions: dict[str, Questionnaire]) -> list[dict[str, Any]]:
    """The drop-down lists above the list: who has it, what kind of collective, which survey."""
    filters = [
        _filter("taken", _("Taken by"), {value.value: str(text) for value, text in TAKEN.items()}, asked.taken),
        _filter("flag", _("To look at"), {value: str(text) for value, text in FLAGS.items()}, asked.flag),
    ]
    if asked.proposed:  # else it is a part of the desk, at the top
        proposed = {value.value: str(text) for value, text in PROPOSED.items()}
        filters.append(_filter("proposed", _("Second pair of eyes"), proposed, asked.proposed))
    filtered = [each for each in editions.values() if kind_question(each) is not None]
    # Values of two surveys may be the same and mean something else: then the survey is to be chosen first.
    one = next((each for each in filtered if each.survey == asked.survey or len(filtered) == 1), None)
    question = kind_question(one) if one is not None else None
    if one is not None and question is not None:
        rules = one.publication.map_entry
        name = rules.filters[0] if rules else ""
        options = {option.value: option.label for option in question.options}
        filters.append(_filter("kind", label(name, str(question.text)), options, asked.kind))
    if len(editions) > 1:
        titles = {name: edition.title for name, edition in editions.items()}
        filters.append(_filter("survey", _("Survey"), titles, asked.survey))
    return filters


def _filter(name: str, title: str, options: dict[str, str], chosen: str) -> dict[str, Any]:
    offered = [{"value": value, "label": text, "checked": value == chosen} for value, text in options.items()]
    return {"name": name, "label": title, "options": offered}


def _line(row: QueueRow, queue: Queue, editions: dict[str, Questionnaire]) -> Line:
    edition = editions.get(row.survey)  # none when it is no longer offered: then its values stand as they are
    question = kind_question(edition) if edition is not None else None
    labels = {option.value: option.label for option in question.options} if question else {}
    term = queue.waiting.get(row.response_id)
    return Line(
        row=row,
        address=url_for("review.submission", response_id=row.response_id),
        kinds=", ".join(labels.get(value, value) for value in row.kinds),
        survey=edition.title if edition is not None else row.survey,
        waiting=waiting_words(term) if term is not None else None,
        taken=queue.names.get(row.taken_by, "") if row.taken_by is not None else "",
        mine=row.taken_by == account().id,
        proposed=_proposed(row, queue),
        flags=tuple(str(RULES[rule]) for rule in queue.flags.get(row.response_id, ())),
    )


def _proposed(row: QueueRow, queue: Queue) -> str:
    """That it waits for a second pair of eyes, and whose; "" where no approval was proposed."""
    if row.proposed_by is None:
        return ""
    if row.proposed_by == account().id:
        return str(_("You proposed to approve this: it waits for a second pair of eyes."))
    name = queue.names.get(row.proposed_by, "")
    return str(_("Waits for a second pair of eyes: %(name)s proposed to approve this.", name=name))
