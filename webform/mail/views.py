"""The mails of an installation that sends none: a list, each as text, and each as the HTML that a mail program would show.

Who may open these is decided in `access`. The HTML of a mail is a document of its own that may load and run nothing.
"""

from flask import Blueprint, abort, current_app, make_response, render_template
from werkzeug.wrappers import Response

from results.adapters.mail_folder import FiledMail, MailFolder

blueprint = Blueprint("mail", __name__, url_prefix="/mail")
FOLDER = "zelfscan-mail"
SHOWN = 50
AS_IN_A_MAIL_PROGRAM = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""A mail brings its own few lines of style, and its links may be followed; nothing else."""


@blueprint.get("")
def box() -> str:
    """The newest mails."""
    return render_template("mail/box.html", mails=_folder().newest(SHOWN))


@blueprint.get("/<name>")
def one(name: str) -> str:
    """One mail as text, with its links."""
    return render_template("mail/one.html", mail=_mail(name))


@blueprint.get("/<name>/html")
def as_html(name: str) -> Response:
    """One mail as a mail program shows it."""
    document = make_response(_mail(name).html)
    document.headers["Content-Security-Policy"] = AS_IN_A_MAIL_PROGRAM
    return document


def _folder() -> MailFolder:
    folder = current_app.extensions[FOLDER]
    if not isinstance(folder, MailFolder):
        abort(404)
    return folder


def _mail(name: str) -> FiledMail:
    return _folder().one(name) or abort(404)
