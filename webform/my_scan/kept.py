"""How long what was sent is kept, as it stands now: what the program does by itself, with the date; said in one way everywhere.

The operator adds how long what was approved, or waits, is kept (`retention`); of what ended the program itself decides.
"""

from typing import Final

from flask_babel import format_date

from results.due import EXPIRES, Step
from results.my_scan.overview import MyScan
from webform.language import gettext as _

_ENDED: Final = frozenset({Step.DELETE, Step.FORGET})


def how_long(scan: MyScan) -> str:
    """What becomes of what was sent, and when; of a draft that was never sent nothing."""
    plan = scan.upkeep
    if scan.submission is None or plan is None:
        return ""
    if plan.step is Step.DELETE:
        return _(
            "On %(date)s everything that you sent is deleted; only who decided what and when is left.",
            date=format_date(plan.due_at, "long"),
        )
    if plan.step is Step.FORGET:
        return _(
            "On %(date)s we delete who filled it in: your name, e-mail address and everything else about you. Then you can no "
            "longer open it. The answers about the collective stay. Do you want those gone too? Then delete everything before that day.",
            date=format_date(plan.due_at, "long"),
        )
    if scan.response.state in EXPIRES:
        return _(
            "We keep what you sent until it expires: if we hear nothing from you, on %(date)s. Half a year later we delete who filled "
            "it in: your name, e-mail address and everything else about you.",
            date=format_date(plan.expires_at, "long"),
        )
    return _("We keep what you sent while it waits for a decision.")


def ended(scan: MyScan) -> bool:
    """Whether the program itself decides how long it is still kept."""
    return scan.upkeep is not None and scan.upkeep.step in _ENDED
