"""The parts of the desk with what waits in each, as links at its top; and the sum of that, for the header of every page."""

from dataclasses import dataclass

from flask import g, url_for

from results.desk.todo import Todo, todo
from results.listing.wanted import Proposed
from webform.language import gettext as _
from webform.services import services


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the desk. `count`: what waits there, None where nothing can; `here`: it is the one that is shown."""

    label: str
    href: str
    count: int | None
    here: bool


def waits() -> Todo:
    """What waits for coordinators; looked up once for a page."""
    if "todo" not in g:
        g.todo = todo(services())
    found: Todo = g.todo
    return found


def desk_parts(here: str) -> list[Part]:
    """The parts of the desk; `here`: the word of the one that is shown."""
    todo = waits()
    to_confirm = url_for("review.waiting", proposed=Proposed.COLLEAGUE.value)
    parts = [("submissions", _("Submissions"), url_for("review.waiting"), todo.submissions)]
    if services().second_reviewer or todo.to_confirm or here == "to_confirm":
        parts.append(("to_confirm", _("Second pair of eyes"), to_confirm, todo.to_confirm))
    parts += [
        ("contact", _("Contact"), url_for("matching.requests"), todo.contact),
        ("reports", _("Reports"), url_for("review.reports"), todo.reports),
    ]
    shown = [Part(label, href, count, word == here) for word, label, href, count in parts]
    return [*shown, Part(_("Texts"), url_for("review.texts_page"), None, here == "texts")]
