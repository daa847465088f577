"""The blanks in the texts that come with the program: what only the operator knows. Nothing is made up for them.

A blank that is not filled in is shown as such on the page, and listed by `zelfscan pages check`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Blank:
    """`shown`: what stands on the page while it is empty. `asks`: what the operator is asked, in `pages check`."""

    shown: LazyString
    asks: str


BLANKS: Final[Mapping[str, Blank]] = {
    "controller": Blank(_l("name of the organisation"), "The organisation that is responsible: its full name."),
    "controller_address": Blank(_l("postal address"), "Its postal address."),
    "contact_email": Blank(_l("e-mail address"), "The e-mail address for questions, requests and complaints."),
    "answer_time": Blank(
        _l("within how many working days you get an answer"), "How soon you answer, such as: five working days."
    ),
    "statement_date": Blank(_l("date and version"), "Date and version of the privacy statement."),
    "privacy_officer": Blank(
        _l("name and address of the data protection officer, or that there is none"),
        "The data protection officer and how to reach them, or that there is none.",
    ),
    "legal_basis": Blank(
        _l("the legal ground"),
        "The ground of article 6 GDPR for filling in and reviewing; settle it with your privacy officer.",
    ),
    "processors": Blank(
        _l("who hosts the site and sends the mail, in which country, and the agreement with them"),
        "Who processes for you (hosting, mail, back-ups), in which country, under which agreement.",
    ),
    "retention": Blank(
        _l("how long scans that wait or were approved are kept"),
        "How long you keep scans that were approved or wait for you: as long as the collective says that they are right, unless "
        "you delete them earlier. The program itself lets expire what nobody says anything about for 24 months; six months after a "
        "rejection it deletes everything, and six months after expiring or withdrawing who filled it in. The text says so.",
    ),
    "review_time": Blank(
        _l("within how long you decide on what was sent"),
        "Within how long you decide on what was sent, such as: ten working days. Empty: nothing is promised.",
    ),
    "backups": Blank(_l("how long back-ups are kept"), "How long you keep back-ups, and how they are protected."),
    "server_logs": Blank(
        _l("what the web server keeps, and for how long"),
        "What your web server or proxy logs (IP addresses?), and for how long. The program itself logs no addresses.",
    ),
    "accessibility_status": Blank(
        _l("the status, and the date of this statement"),
        "For public bodies the status A to E; else how far this site meets WCAG 2.2 AA. With the date.",
    ),
    "accessibility_audit": Blank(
        _l("who tested this site, when, and what came out; or that nobody did"),
        "The audit of your own site: by whom, when, with which result and report. Or that there was none.",
    ),
    "accessibility_complaint": Blank(
        _l("where you can complain when the answer does not help"),
        "Where people can complain about accessibility; for public bodies in the Netherlands the Nationale ombudsman.",
    ),
    "open_licence": Blank(
        _l("the licence: CC0-1.0 or CC-BY-4.0, or another one"),
        "Under which licence others may use what is on the map: CC0-1.0 (no conditions), CC-BY-4.0 (name the source), or "
        "another one with its address. Make sure that what people agree to says so.",
    ),
}
"""By the name that stands between braces in the texts."""

ALSO_USED: Final = frozenset({"review_time", "retention"})
"""The blanks that are told outside these pages too, where they are filled in: about a scan, to who sent it."""
