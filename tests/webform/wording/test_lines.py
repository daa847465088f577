import re

from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from tests.results.decided import reject
from tests.webform.visitor import Visitor
from webform.app import HERE
from webform.wording.lines import lines

TYPED = "Beste Anna,\n\nEr is geen <b>koers</b>.\nGroet"
SHOWN = "Beste Anna,<br><br>Er is geen &lt;b&gt;koers&lt;/b&gt;.<br>Groet"


def test_a_line_stays_a_line_and_is_escaped() -> None:
    assert lines(TYPED) == SHOWN
    assert lines("") == ""


def test_what_a_coordinator_wrote_has_its_lines_on_every_page(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    token, ref = filled.submitted(services)
    reject(services, ref, 1, coordinator, TYPED)
    visitor.hold(services, token)
    for page in (f"/r/{ref}/profile", f"/r/{ref}/scan"):
        visitor.open(page)
        assert f"<blockquote>{SHOWN}</blockquote>" in visitor.html, page


def test_no_template_quotes_a_text_that_was_typed_without_its_lines() -> None:
    names = r"(?:\w+\.)*(?:words|reason|reply|comment|note|typed)"
    quoted = re.compile(r"<blockquote>\{\{ " + names + r" \}\}")
    found = [str(path) for path in HERE.rglob("*.html") if quoted.search(path.read_text(encoding="utf-8"))]
    assert found == []
