"""Every page in its main states: one table. `script/screenshots` makes pictures of it, `test_every_page.py` looks with axe.

To add a page: one line in SHOTS. A test fails when a route that can be opened is in neither SHOTS nor NOT_SEEN.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Literal

from playwright.sync_api import Browser, Page
from pyotp import TOTP
from sqlalchemy import Row, select

from results.accounts import links as accounts_by_mail
from results.accounts import second_factor
from results.accounts.register import account_by_id, add_account, all_accounts
from results.accounts.second_factor import RECOVERY_CODES
from results.decisions import deciding
from results.decisions.deciding import Decision, decide
from results.demo import make_demo
from results.filling import fill, keys
from results.matching import propose as contact
from results.matching.find import matchmaking
from results.models.public_map import MapEntryRow, SlugRow
from results.models.responses import ResponseRow
from results.my_scan import submit
from results.pairing.states import Asking, ContactRequest
from results.records.reports import ReportKind, Told
from results.reports import report
from results.review import Action, Role, State
from results.services import Services
from results.store import account_secrets, contact_requests
from results.tokens import new_link, token_hash
from tests.browser.scan import scan
from tests.browser.site import Site

WIDTHS: Final = (360, 1280)
Who = Literal["visitor", "respondent", "coordinator", "half way", "coded"]
"""`half way`: between a password and a one-time code; `coded`: logged in with both."""
COLLECTIVES: Final = 60
CODED: Final = ("carla@example.org", "zes groene fietsen")
"""Who is asked for one-time codes: address and password."""
HEIGHT: Final = 800


@dataclass
class Cast:
    """What is in the database: the ids of responses by the part they play, the address of one on the map, and of one that was."""

    refs: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    slug: str = ""
    invited: int = 0
    coded: int = 0
    invitation: str = ""
    gone: str = ""
    recovery: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shot:
    """One page in one state. `address`: may hold {ref} (of `role`), {slug} and {gone}. `act`: what is done before looking."""

    endpoint: str
    name: str
    address: str
    who: Who = "visitor"
    role: str = ""
    act: Callable[[Page], object] = lambda _page: None
    javascript: bool = True


def send(page: Page) -> None:
    """Press the button of the form that goes on."""
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def continue_with(page: Page) -> None:
    """Press the button below the questions, with what stands there."""
    page.locator("#page-form button[type=submit]").last.click()
    page.wait_for_load_state()


def fill_in(selector: str, text: str) -> Callable[[Page], None]:
    """Type something and go on."""

    def act(page: Page) -> None:
        page.locator(selector).first.fill(text)
        continue_with(page)

    return act


def emptied(page: Page) -> None:
    """Take away all that is typed, and go on."""
    for box in page.locator("#page-form :is(input[type=text],input[type=email],textarea):visible").all():
        box.fill("")
    continue_with(page)


def mail_shown(page: Page) -> None:
    """Press the button to look at the mail before it goes."""
    page.locator("main button[name=step][value=preview]").first.click()
    page.wait_for_load_state()


def map_drawn(page: Page) -> None:
    """Wait for the map."""
    page.locator(".map button").first.wait_for()
    page.wait_for_timeout(400)


def map_started(page: Page) -> None:
    """Wait until the buttons are there that choose between map and list."""
    page.locator("#views:not([hidden])").wait_for(state="attached")


def filters_open(page: Page) -> None:
    """Open the filters, and the first list of them."""
    map_started(page)
    if page.locator(".filters__summary").is_visible():
        page.locator(".filters__summary").click()
    page.locator(".filter__summary").first.click()


def opened(page: Page) -> None:
    """Open everything that is folded in."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def mail_arrived(page: Page) -> None:
    """Wait for the worker."""
    for _ in range(60):
        if page.locator("main table a").count() >= 2:
            return
        page.wait_for_timeout(500)
        page.reload()


def first_mail(page: Page) -> None:
    """Open the newest mail."""
    mail_arrived(page)
    page.locator("main table a").first.click()
    page.wait_for_load_state()


def wrong_code(page: Page) -> None:
    """Type a code that is none."""
    page.locator("#code").fill("123 456")
    send(page)


def other_recovery_codes(page: Page) -> None:
    """Have new recovery codes made, and see them."""
    page.locator("#present_password").fill(CODED[1])
    send(page)
    assert page.locator("main code").count() == RECOVERY_CODES


QUESTION_PAGES: Final = (
    "contactgegevens", "naam_en_doel", "sector", "plek", "stip", "werkgebied_en_begin", "koepels", "fase", "visie",
    "ledental", "inclusie", "begroting", "uitdagingen", "hulp_en_aanbod", "toestemming", "contact_en_nieuws",
)  # fmt: skip
"""Pages of the zelfscan that together hold every kind of question."""

SHOTS: Final[Sequence[Shot]] = (
    Shot("fill.home", "home", "/"),
    Shot("fill.home", "home-english", "/?language=en"),
    Shot("fill.start", "start", "/zelfscan"),
    Shot("fill.start", "start-kennismaking", "/kennismaking"),
    Shot("fill.start", "start-begun-before", "/zelfscan", "respondent", "halfway"),
    Shot("fill.start", "begin-another", "/zelfscan", "respondent", "halfway", act=send),
    Shot("fill.resume", "resume", "/r/{ref}", "respondent", "halfway"),
    Shot("fill.resume", "open-your-scan", "/r/" + "0" * 32),
    Shot("fill.overview", "overview", "/r/{ref}/overview", "respondent", "halfway"),
    Shot("fill.overview", "overview-complete", "/r/{ref}/overview", "respondent", "complete"),
    *(
        Shot("fill.page", f"page-{page}", f"/r/{{ref}}/page/{page}", "respondent", "complete")
        for page in QUESTION_PAGES
    ),
    Shot("fill.page", "page-errors", "/r/{ref}/page/contactgegevens", "respondent", "complete", emptied),
    Shot("fill.page", "page-without-javascript", "/r/{ref}/page/visie", "respondent", "complete", javascript=False),
    Shot("fill.check", "check", "/r/{ref}/check", "respondent", "complete"),
    Shot("fill.check", "check-incomplete", "/r/{ref}/check", "respondent", "halfway"),
    Shot("profile.profile", "profile-submitted", "/r/{ref}/profile", "respondent", "submitted"),
    Shot("profile.profile", "profile-approved", "/r/{ref}/profile", "respondent", "approved", opened),
    Shot("profile.profile", "profile-second-scan", "/r/{ref}/profile", "respondent", "second"),
    Shot("profile.profile", "profile-changes-requested", "/r/{ref}/profile", "respondent", "changes_requested"),
    Shot("profile.profile", "profile-rejected", "/r/{ref}/profile", "respondent", "rejected"),
    Shot("profile.profile", "profile-withdrawn", "/r/{ref}/profile", "respondent", "withdrawn"),
    Shot("profile.profile", "profile-without-scores", "/r/{ref}/profile", "respondent", "kennismaking"),
    Shot("fill.overview", "overview-asked", "/r/{ref}/overview", "respondent", "asked"),
    Shot("fill.check", "check-asked", "/r/{ref}/check", "respondent", "asked"),
    Shot("fill.page", "page-asked", "/r/{ref}/page/naam_en_doel", "respondent", "asked"),
    Shot("my_scan.my_scan", "my-scan-draft", "/r/{ref}/scan", "respondent", "halfway"),
    Shot("my_scan.my_scan", "my-scan-approved", "/r/{ref}/scan", "respondent", "approved"),
    Shot("my_scan.my_scan", "my-scan-changes-requested", "/r/{ref}/scan", "respondent", "changes_requested"),
    Shot("my_scan.my_scan", "my-scan-withdrawn", "/r/{ref}/scan", "respondent", "withdrawn"),
    Shot("my_scan.recalling", "take-back", "/r/{ref}/scan/recall", "respondent", "submitted"),
    Shot("my_scan.withdrawing", "withdraw", "/r/{ref}/scan/withdraw", "respondent", "approved"),
    Shot("my_scan.deleting", "delete", "/r/{ref}/scan/delete", "respondent", "approved"),
    Shot("my_scan.deleted", "deleted", "/r/deleted"),
    Shot("contact.overview", "contact-with-others", "/r/{ref}/contact", "respondent", "approved"),
    Shot("contact.ask", "ask-for-contact", "/r/{ref}/contact/ask/financiering", "respondent", "approved"),
    Shot("go_on.ask_page", "ask-for-links", "/go-on"),
    Shot("go_on.ask_page", "ask-for-links-errors", "/go-on", act=send),
    Shot("go_on.asked", "links-asked", "/go-on/sent"),
    Shot("go_on.later", "go-on-later", "/r/{ref}/later", "respondent", "halfway"),
    Shot("go_on.link", "link-from-mail", "{link}", "visitor", "submitted"),
    Shot("go_on.renewal", "still-right", "{still_right}", "visitor", "approved"),
    Shot("go_on.renewal", "still-right-gone", "/still-right/yes/no-link-of-ours"),
    Shot("go_on.link", "link-expired", "/go-on/no-link-of-ours"),
    Shot("public.map_page", "map", "/kaart", act=map_drawn),
    Shot("public.map_page", "map-filtered", "/kaart?sector=energie", act=map_drawn),
    Shot("public.map_page", "map-nothing-found", "/kaart?q=zoiets+is+er+niet"),
    Shot("public.map_page", "map-without-javascript", "/kaart", javascript=False),
    Shot("public.map_page", "map-filters-open", "/kaart?sector=energie", act=filters_open),
    Shot("public.map_page", "map-list", "/kaart?view=list", act=map_started),
    Shot("public.embed", "map-in-a-frame", "/kaart/embed?lang=nl&sector=energie", act=map_drawn),
    Shot("public.embed_code", "map-code", "/kaart/embed-code?sector=energie"),
    Shot("public.collective", "collective", "/collectief/{slug}"),
    Shot("public.collective", "collective-english", "/collectief/{slug}?language=en"),
    Shot("public.collective", "collective-gone", "/collectief/{gone}"),
    Shot("public.collective", "not-found", "/collectief/bestaat-niet"),
    Shot("pages.reuse", "open-data", "/open-data"),
    Shot("pages.privacy", "privacy", "/privacy"),
    Shot("pages.privacy", "privacy-english", "/privacy?language=en"),
    Shot("pages.accessibility", "accessibility", "/toegankelijkheid"),
    Shot("pages.contact", "contact", "/contact"),
    Shot("pages.about", "about", "/over/zelfscan"),
    Shot("pages.about", "about-opened", "/over/zelfscan", act=opened),
    Shot("pages.about", "about-without-scores", "/over/kennismaking"),
    Shot("mail.box", "mail", "/mail", act=mail_arrived),
    Shot("mail.one", "mail-one", "/mail", act=first_mail),
    Shot("account.login", "login", "/login"),
    Shot("account.login", "login-refused", "/login", act=send),
    Shot("account.code_page", "one-time-code", "/login/code", "half way"),
    Shot("account.code_page", "one-time-code-errors", "/login/code", "half way", act=wrong_code),
    Shot("organisation.refused", "organisation-failed", "/login/organisation/refused/failed"),
    Shot("organisation.refused", "organisation-no-role", "/login/organisation/refused/no-role"),
    Shot("organisation.refused", "organisation-away", "/login/organisation/refused/away"),
    Shot("organisation.left", "organisation-left", "/login/organisation/left"),
    Shot("password.ask_page", "password-forgotten", "/login/forgotten"),
    Shot("password.ask_page", "password-forgotten-errors", "/login/forgotten", act=send),
    Shot("password.asked", "password-link-asked", "/login/forgotten/sent"),
    Shot("password.choose_page", "password-choose", "{invitation}"),
    Shot("password.choose_page", "password-link-expired", "/login/choose/no-link-of-ours"),
    Shot("accounts.everybody", "accounts", "/accounts", "coordinator"),
    Shot("accounts.everybody", "accounts-errors", "/accounts", "coordinator", act=send),
    Shot("accounts.one", "accounts-one", "/accounts/{account}", "coordinator"),
    Shot("accounts.ending", "accounts-ending", "/accounts/{account}/end", "coordinator"),
    Shot("own.page", "own-account", "/account", "coordinator"),
    Shot("own_codes.page", "own-codes", "/account/codes", "coordinator", act=opened),
    Shot("own_codes.page", "own-codes-errors", "/account/codes", "coordinator", act=send),
    Shot("own_codes.page", "own-codes-on", "/account/codes", "coded"),
    Shot("own_codes.page", "own-codes-on-errors", "/account/codes", "coded", act=send),
    Shot("own_codes.page", "recovery-codes", "/account/codes", "coded", act=other_recovery_codes),
    Shot("accounts.one", "accounts-one-logged-in", "/accounts/{coded}", "coordinator"),
    Shot("review.waiting", "review", "/review", "coordinator"),
    Shot("review.waiting", "review-narrowed-down", "/review?state=all&kind=energie&taken=nobody&q=de", "coordinator"),
    Shot("review.waiting", "review-nothing-found", "/review?q=zoiets+is+er+niet", "coordinator"),
    Shot("review.waiting", "review-shortcuts", "/review", "coordinator", act=lambda page: page.keyboard.press("?")),
    Shot("review.waiting", "review-second-pair-of-eyes", "/review?proposed=colleague", "coordinator"),
    Shot("review.submission", "review-to-confirm", "/review/{ref}", "coordinator", "proposed"),
    Shot("review.reports", "review-reports", "/review/reports", "coordinator"),
    Shot("public.report", "report", "/collectief/{slug}/report"),
    Shot("public.report", "report-empty", "/collectief/{slug}/report", act=send),
    Shot("public.reported", "reported", "/collectief/{slug}/reported"),
    Shot("review.submission", "review-submission", "/review/{ref}", "coordinator", "submitted"),
    Shot("review.submission", "review-second-version", "/review/{ref}", "coordinator", "again"),
    Shot("review.submission", "review-asked-and-answered", "/review/{ref}", "coordinator", "answered", opened),
    Shot(
        "review.write",
        "decision-comments",
        "/review/{ref}/write/request-changes?at=p_omschrijving",
        "coordinator",
        "submitted",
    ),
    Shot("review.write", "decision-errors", "/review/{ref}/write/reject", "coordinator", "submitted", mail_shown),
    Shot("review.write", "decision-mail", "/review/{ref}/write/approve", "coordinator", "submitted", mail_shown),
    Shot("review.write", "decision-take-off", "/review/{ref}/write/take-off", "coordinator", "approved"),
    Shot("review.texts_page", "decision-texts", "/review/texts", "coordinator"),
    Shot("review.text_page", "decision-text", "/review/texts/zelfscan/nl/mandaat", "coordinator", act=opened),
    Shot("review.text_page", "decision-text-errors", "/review/texts/zelfscan/nl/new", "coordinator", act=send),
    Shot("review.submission", "review-approved", "/review/{ref}", "coordinator", "approved"),
    Shot("review.submission", "review-withdrawn", "/review/{ref}", "coordinator", "withdrawn"),
    Shot("matching.found", "matching", "/review/{ref}/matching", "coordinator", "approved", opened),
    Shot("matching.found", "matching-not-possible", "/review/{ref}/matching", "coordinator", "submitted"),
    Shot("matching.requests", "contact-requests", "/review/requests", "coordinator"),
)

NOT_SEEN: Final[Mapping[str, str]] = {
    "organisation.go": "leads on to the provider",
    "organisation.back": "where the provider leads back to; leads on to the desk, or to why not",
    "static": "files",
    "public.points": "JSON for the map",
    "public.cards": "JSON for the map",
    "published.as_csv": "open data",
    "published.as_geojson": "open data",
    "published.as_json_ld": "open data",
    "published.collectives": "open data",
    "published.description": "open data",
    "published.feed": "Atom",
    "published.one": "open data",
    "published.one_as_geojson": "open data",
    "published.one_as_json_ld": "open data",
    "published.one_as_murmurations": "open data",
    "published.picture": "a picture, for who shows a link",
    "published.qr": "a picture",
    "published.robots": "for search engines",
    "published.sitemap": "for search engines",
    "published.sitemap_part": "for search engines",
    "places.suggest": "JSON for the field of a place",
    "pdok.tile": "a picture for the map, by setting",
    "pdok.suggest": "JSON for the pin, by setting",
    "pdok.point": "JSON for the pin, by setting",
    "places.near": "JSON for the field of a point",
    "my_scan.everything": "a download",
    "my_scan.answers": "a download",
    "profile.pdf": "a download",
    "mail.as_html": "a mail as mail programs show it: nothing runs in it, axe neither",
}
"""Routes that can be opened and are no page, with what they are."""


def prepare(services: Services) -> Cast:
    """Fill the database with made-up collectives, and cast the parts."""
    make_demo(services, COLLECTIVES, "beeld")
    _somebody_real(services, "Voorbeeldwarmte")
    cast = Cast(refs={"asked": _somebody_asked(services)})
    with services.database.writing() as connection:
        rows = connection.execute(select(ResponseRow).where(ResponseRow.demo).order_by(ResponseRow.created_at)).all()
        entries = connection.execute(select(MapEntryRow.response_id, MapEntryRow.slug))
        mapped = {entry.response_id: entry.slug for entry in entries}
        for row in rows:
            for role in _roles(row, row.id in mapped):
                cast.refs.setdefault(role, row.id)
        cast.slug = mapped[cast.refs["approved"]]
        cast.gone = next(each.slug for each in connection.execute(select(SlugRow)) if each.slug not in mapped.values())
        for role, ref in cast.refs.items():
            cast.links[role] = keys.issue_link(connection, services, ref, None)
    _somebody_invited(services, cast)
    _somebody_with_codes(services, cast)
    report(services, cast.slug, Told(ReportKind.WRONG, "De website doet het niet meer.", "vera@example.org"))
    _work_that_waits(services, cast, [row.id for row in rows if row.id in mapped])
    return cast


def _work_that_waits(services: Services, cast: Cast, approved: Sequence[str]) -> None:
    """An approval that waits for a second pair of eyes; contact that is asked for, and that was proposed."""
    account = account_by_id(services.database, cast.coded)
    assert account is not None
    cast.refs["proposed"] = _somebody_real(services, "Voorbeeldtuinen")
    deciding.propose(services, cast.refs["proposed"], 1, account, "Lijkt me goed. Kijk jij ook naar de omschrijving?")
    for response_id in approved:
        found = matchmaking(services, response_id, None, "nl")
        if found.chosen is not None and found.peers and found.blocked is None:
            contact.propose(
                services, response_id, found.peers[0].response_id, found.chosen.id, account, "Jullie lijken op elkaar."
            )
            _asked_for_contact(services, response_id, found.challenges[1].id)
            return
    raise AssertionError("nobody can be brought into contact")


def _asked_for_contact(services: Services, response_id: str, challenge: str) -> None:
    with services.database.writing() as connection:
        contact_requests.add(
            connection,
            ContactRequest(
                id=0, response_id=response_id, challenge=challenge, consent="c_benaderen", words="Hoe vinden jullie vrijwilligers?",
                asking=Asking.OPEN, reply="", asked_at=services.clock.now(), ended_at=None,
            ),
        )  # fmt: skip


def _somebody_invited(services: Services, cast: Cast) -> None:
    """An account with an invitation that was not used yet."""
    account = accounts_by_mail.invite(services, "noor@example.org", "Noor Voorbeeld", Role.COORDINATOR, "nl")
    cast.invited, cast.invitation = account.id, new_link(services.secret)
    now = services.clock.now()
    with services.database.writing() as connection:
        account_secrets.add_link(
            connection, token_hash(cast.invitation), account.id, "invitation", now, now + timedelta(days=7)
        )


def _somebody_with_codes(services: Services, cast: Cast) -> None:
    """An account that is asked for one-time codes."""
    email, password = CODED
    account = add_account(services.database, services.clock, email, "Carla Voorbeeld", Role.COORDINATOR, password)
    secret = second_factor.new_secret()
    code = str(TOTP(secret).at(services.clock.now()))
    cast.coded, cast.recovery = account.id, second_factor.turn_on(services, account, secret, code)


def _somebody_asked(services: Services) -> str:
    """The id of a response that a reviewer asks something about, as a whole and at one question."""
    response_id = _somebody_real(services, "Voorbeeldwoningen")
    reviewer = next(each for each in all_accounts(services.database) if each.role is Role.ADMINISTRATOR)
    comments = {"p_omschrijving": "Dit lezen straks ook mensen van buiten. Kan het zonder vaktaal?"}
    asked = Decision(Action.REQUEST_CHANGES, 1, "Mooi ingevuld. Nog één ding.", comments)
    decide(services, response_id, reviewer, asked)
    return response_id


def _somebody_real(services: Services, name: str) -> str:
    """The id of a response that mail is sent about: about made-up ones there is none."""
    token = fill.start(services, "zelfscan", "nl").token
    answers = scan(name)
    questionnaire = services.surveys.current("zelfscan")
    fill.save_pages(
        services,
        token,
        {
            page.id: {question.id: answers[question.id] for question in page.questions if question.id in answers}
            for page in questionnaire.pages.values()
        },
    )
    return submit.submit(services, token).response_id


def _roles(row: Row[Any], on_map: bool) -> Iterator[str]:
    """Which parts a response can play."""
    if row.survey != "zelfscan":
        if row.state == State.SUBMITTED:
            yield row.survey
        return
    if row.language != "nl":
        return
    if row.state == State.DRAFT:
        yield "complete" if "c_gelezen" in row.answers else "halfway"
    elif row.state == State.APPROVED and on_map:
        yield "second" if row.revision > 1 else "approved"
    elif row.state == State.SUBMITTED:
        if row.revision > 1 and row.approved_revision is None:
            yield "answered"
        yield "again" if row.revision > 1 else "submitted"
    elif row.state in (State.CHANGES_REQUESTED, State.REJECTED, State.WITHDRAWN):
        yield row.state


class Stage:
    """A running site full of made-up collectives, and the browser of those who look at it, one after the other.

    A browser of its own for every look cost more than the look itself, so there is one page with JavaScript and one
    without; before each shot it forgets what the one before left behind.
    """

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site = site
        self.browser = browser
        self._cookies: dict[str, list[Any]] = {"": []}
        self._pages: dict[bool, Page] = {}
        with site.services() as services:
            self.cast = prepare(services)

    @contextmanager
    def show(self, shot: Shot, width: int) -> Iterator[Page]:
        """The page of a shot, in the state it should be in, as a browser shows it that was never here before."""
        page = self._page(shot.javascript)
        try:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self._enter(page, shot)
            page.goto(self.site.address + self._address(shot))
            assert shot.who not in ("half way", "coded") or page.url.endswith(shot.address)
            shot.act(page)
            yield page
            if shot.who == "coded":
                self._cookies[shot.who] = [*page.context.cookies()]  # who shows a password once more gets another one
        except BaseException:
            self._pages.pop(shot.javascript).context.close()  # whatever is wrong with it, the next begins anew
            raise

    def _page(self, javascript: bool) -> Page:
        if javascript not in self._pages:
            context = self.browser.new_context(locale="nl-NL", reduced_motion="reduce", java_script_enabled=javascript)
            self._pages[javascript] = context.new_page()
            self._pages[javascript].set_default_timeout(20_000)
        return self._pages[javascript]

    def _enter(self, page: Page, shot: Shot) -> None:
        """Become somebody who has just opened the response of this role, or has logged in, or neither."""
        self._forget(page)
        who = {"visitor": "", "respondent": shot.role}.get(shot.who, shot.who)
        if who == "half way":  # of use for a few minutes only
            self._show_password(page, *CODED)
            return
        if who not in self._cookies:
            self._use_link(page, shot.role) if shot.who == "respondent" else self._log_in(page, shot.who)
            self._cookies[who] = [*page.context.cookies()]
            self._forget(page)
        if self._cookies[who]:
            page.context.add_cookies(self._cookies[who])

    def _forget(self, page: Page) -> None:
        page.context.clear_cookies()
        page.goto(f"{self.site.address}/static/icon.svg")  # of this origin, and it runs no script that keeps anything
        page.evaluate("localStorage.clear(); sessionStorage.clear()")

    def _use_link(self, page: Page, role: str) -> None:
        page.goto(f"{self.site.address}/go-on/{self.cast.links[role]}")
        send(page)
        page.wait_for_url("**/r/**")

    def _log_in(self, page: Page, who: Who) -> None:
        if who == "coded":
            self._show_password(page, *CODED)
            page.locator("#code").fill(self.cast.recovery[0])
            send(page)
        else:
            self._show_password(page, self.site.email, self.site.password)
        page.wait_for_url("**/review**")

    def _show_password(self, page: Page, email: str, password: str) -> None:
        page.goto(f"{self.site.address}/login")
        page.locator("input[name=email]").fill(email)
        page.locator("input[name=password]").fill(password)
        send(page)

    def _address(self, shot: Shot) -> str:
        return shot.address.format(
            ref=self.cast.refs.get(shot.role, ""),
            slug=self.cast.slug,
            account=self.cast.invited,
            coded=self.cast.coded,
            invitation=f"/login/choose/{self.cast.invitation}",
            gone=self.cast.gone,
            link=f"/go-on/{self.cast.links.get(shot.role, '')}",
            still_right=f"/still-right/yes/{self.cast.links.get(shot.role, '')}",
        )
