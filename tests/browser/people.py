"""The people who use the application, in a browser: what they do, in their words. Assertions stand in the tests.

`Respondent` fills in any survey from a mapping of question id to answer, whatever the pages are: it looks at the fields
that the page shows, as a person does.
"""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

MOST_PAGES = 60


class Respondent:
    """Somebody who fills in a survey."""

    def __init__(self, page: Page, address: str, survey: str) -> None:
        self.page = page
        self.address = address
        self.survey = survey
        self.pages: list[str] = []
        """The ids of the question pages that were filled in, in order."""

    def start(self) -> None:
        """Open the start page and begin."""
        self.page.goto(f"{self.address}/{self.survey}")
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url("**/r/**")

    def page_id(self) -> str | None:
        """The id of the question page that is open; None on any other page."""
        parts = self.page.url.split("?")[0].split("#")[0].split("/page/")
        return parts[1] if len(parts) == 2 else None

    def shown(self) -> list[str]:
        """The ids of the questions on this page."""
        return (self.page.locator("input[name=asked]").get_attribute("value") or "").split()

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Fill in what this page asks and `answers` knows; the rest stays as it is."""
        for id in self.shown():
            if id in answers:
                fill(self.page, id, answers[id])

    def go_on(self) -> None:
        """Press the button below the questions."""
        self.page.locator("#page-form button[type=submit]").click()
        self.page.wait_for_load_state()

    def fill_in(self, answers: Mapping[str, Any]) -> None:
        """Answer every page up to the one where the answers are checked."""
        for _ in range(MOST_PAGES):
            id = self.page_id()
            if id is None:
                return
            self.pages.append(id)
            self.answer(answers)
            self.go_on()
        raise AssertionError(f"no end to the pages: {self.pages}")

    def send(self) -> None:
        """Send the answers for review, from the page where they are checked."""
        self.page.locator("main form[action$='/check'] button[type=submit]").click()
        self.page.wait_for_url("**/profile")


class Coordinator:
    """Somebody who reviews what was sent in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def log_in(self, email: str, password: str) -> None:
        """Log in, and see the list of what waits."""
        self.page.goto(f"{self.address}/review")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(password)
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url("**/review*")

    def open(self, title: str) -> None:
        """Open the submission with this title from the list."""
        self.page.goto(f"{self.address}/review")
        self.page.get_by_role("link", name=title, exact=True).first.click()
        self.page.wait_for_url("**/review/**")

    def decide(self, action: str, reason: str = "") -> None:
        """Take a decision (`approve`, `reject`, `request-changes`) with a reason."""
        form = self.page.locator(f"form[action$='/{action}']")
        if not form.is_visible():
            form.locator("xpath=ancestor::details/summary").click()
        form.locator("textarea").fill(reason)
        form.locator("button[type=submit]:not([formaction])").click()
        self.page.wait_for_load_state()


def open_from_list(page: Page, title: str) -> None:
    """Open a collective from the list beside the map; on a phone that is behind a button."""
    choice = page.locator("[data-view=list]")
    if choice.is_visible():
        choice.click()
    page.get_by_role("link", name=title, exact=True).first.click()


def fill(page: Page, id: str, answer: Any) -> None:
    """Answer one question, whatever kind of field it has."""
    fields = page.locator(f"[name='{id}']:not([type=hidden]), [name='{id}-1']")
    kind = fields.first.evaluate("field => field.tagName === 'INPUT' ? field.type : field.tagName.toLowerCase()")
    if kind == "radio":
        _choose(page, id, [str(answer)])
    elif kind == "checkbox" and isinstance(answer, list):
        _choose(page, id, [str(value) for value in answer])
    elif kind == "checkbox":
        fields.first.set_checked(answer in (True, "true"))
    elif kind == "select":
        _rank(page, id, answer if isinstance(answer, list) else [answer])
    else:
        fields.first.fill(str(answer))


def _choose(page: Page, id: str, values: list[str]) -> None:
    boxes = f"input[name='{id}']:not([type=hidden])"
    shown = page.locator(boxes).evaluate_all("boxes => boxes.map(box => [box.type, box.value, box.checked])")
    for kind, value, checked in shown:
        wanted = value in values
        if wanted != checked and (wanted or kind == "checkbox"):  # what is right already is not touched, as people do
            page.locator(f"{boxes}[value='{value}']").set_checked(wanted)


def _rank(page: Page, id: str, values: list[str]) -> None:
    fields = page.locator(f"select[name^='{id}-']")
    for place, chosen in enumerate(fields.evaluate_all("fields => fields.map(field => field.value)")):
        wanted = values[place] if place < len(values) else ""
        if wanted != chosen:
            fields.nth(place).select_option(wanted)
