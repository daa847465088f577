"""Everything of a scan as files to keep: all of it for programs, the answers for a spreadsheet."""

from flask import Response

from results.errors.filling import UnknownResponse
from results.my_scan.own_copy import OwnCopy, own_copy
from webform.fill.opening import gone, key_to, open_draft
from webform.language import current_language
from webform.language import gettext as _
from webform.my_scan.views import blueprint
from webform.services import services


@blueprint.get("/r/<ref>/scan/everything.json")
def everything(ref: str) -> Response:
    """All that is kept."""
    copy = _copy(ref)
    return _file(copy.as_json(), f"{copy.name}.json", "application/json")


@blueprint.get("/r/<ref>/scan/answers.csv")
def answers(ref: str) -> Response:
    """The answers, as they are now."""
    copy = _copy(ref)
    heads = [str(each) for each in (_("Part"), _("Code"), _("Question"), _("Answer"), _("Asked"))]
    return _file(copy.as_csv(heads), f"{copy.name}.csv", "text/csv; charset=utf-8")


def _copy(ref: str) -> OwnCopy:
    open_draft(ref)
    try:
        return own_copy(services(), key_to(ref), current_language())
    except UnknownResponse:
        gone(ref)


def _file(content: bytes, name: str, kind: str) -> Response:
    """A file that is saved and not shown. Like every personal page it is kept nowhere on the way (see `protection.headers`)."""
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
