"""What mails say: about the right response, in its language, the same in text and HTML, whatever was typed."""

from collections.abc import Mapping
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from results.accounts import own
from results.accounts.new_work import tell_daily
from results.accounts.register import add_account
from results.decisions.deciding import Decision, decide, propose
from results.filling.fill import load, save_page, start
from results.filling.go_on import ask_links, contact
from results.filling.keys import link_is_good, use_link
from results.mail.message import Letter, Sender, compose
from results.mail.outbox import TO_OTHERS, MailKind
from results.mail.post import newest
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account, News
from results.records.mails import StoredMail
from results.review import Action, Role, State
from results.services import Services
from results.upkeep import expiry
from tests.results.decided import approve, reject, reopen, take_off
from tests.results.fakes import FakeClock
from tests.results.filled import begin, change
from tests.webform.visitor import Page
from webform.language import LANGUAGES
from webform.mail.letters import Site, trial_letter, writer

SITE = Site("https://scan.example.org", "Zelfscan")
SENDER = Sender("scan@example.org", "Zelfscan", "example.org")
HOSTILE = 'Wiek <b onclick="x()">\r\nBcc: all@example.org\u202egro.live\x00 & “Co” ' + "heel " * 40
YEARLY = {MailKind.STILL_RIGHT, MailKind.STILL_RIGHT_AGAIN, MailKind.WILL_EXPIRE, MailKind.EXPIRED}
OF_CONTACT = {MailKind.PROPOSAL, MailKind.PROPOSAL_AGAIN, MailKind.INTRODUCTION}
KINDS = tuple(kind for kind in MailKind if kind not in TO_OTHERS | YEARLY | OF_CONTACT)


def mails(services: Services, kind: MailKind | None = None) -> list[StoredMail]:
    return [mail for mail in reversed(newest(services.database)) if kind is None or mail.kind == kind]


def written(services: Services, mail: StoredMail, site: Site = SITE) -> Letter:
    letter = writer(services, site)(mail)
    assert letter is not None
    return letter


def links_in(text: str) -> list[str]:
    return [line.rsplit("/", 1)[1] for line in text.splitlines() if line.startswith(f"{SITE.address}/go-on/")]


class Plain(HTMLParser):
    """The visible text of an HTML letter, and the addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, text: str) -> None:
        if not self._style:
            self.words += text.split()


def every_letter(
    services: Services, coordinator: Account, clock: FakeClock, language: str, answers: Mapping[str, object]
) -> dict[str, Letter]:
    """A letter of each kind, about one response."""
    letters = {}

    def keep(kind: MailKind) -> None:
        letters[kind.value] = written(services, mails(services, kind)[-1])

    token = start(services, "club", language).token
    save_page(services, token, "jij", {"r_naam": "Ans", "r_email": "ans@example.org"})
    keep(MailKind.GO_ON)
    use_link(services, links_in(letters["go_on"].text)[0])
    change(services, token, {**_all_answers(), **answers})
    clock.moment += expiry.LASTS - timedelta(days=10)
    expiry.run_due(services)
    keep(MailKind.REMINDER)
    ask_links(services, "Ans@Example.org", language)
    keep(MailKind.LINKS)
    response_id = submit(services, token).response_id
    keep(MailKind.RECEIVED)
    asked = Decision(Action.REQUEST_CHANGES, 1, HOSTILE, {"p_naam": HOSTILE, "c_kaart": "Mag dit?"})
    decide(services, response_id, coordinator, asked)
    keep(MailKind.CHANGES_REQUESTED)
    change(services, token, {"p_leden": "5"})
    submit(services, token)
    approve(services, response_id, 2, coordinator, "Mooi!\nWelkom.")
    keep(MailKind.APPROVED)
    reopen(services, response_id, 2, coordinator, "Er kwam een vraag.")
    keep(MailKind.REOPENED)
    approve(services, response_id, 2, coordinator)
    take_off(services, response_id, 2, coordinator, "Gestopt.")
    keep(MailKind.TAKEN_OFF)
    reopen(services, response_id, 2, coordinator, "Toch niet gestopt.")
    approve(services, response_id, 2, coordinator)
    change(services, token, {"p_leden": "6"})
    submit(services, token)
    reject(services, response_id, 3, coordinator, "Toch niet")
    keep(MailKind.REJECTED)
    return letters


def _all_answers() -> dict[str, object]:
    from tests.results.club import PAGES

    return {name: raw for page in PAGES.values() for name, raw in page.items()}


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_text_and_html_say_the_same(services: Services, coordinator: Account, clock: FakeClock, language: str) -> None:
    letters = every_letter(services, coordinator, clock, language, {})
    assert set(letters) == set(KINDS)
    for kind, letter in letters.items():
        assert letter.language == language
        page = Plain(letter.html)
        assert f'<html lang="{language}">' in letter.html
        assert page.tags.isdisjoint({"img", "script", "link", "iframe", "form"}), kind
        assert all(address.startswith(f"{SITE.address}/") for address in page.addresses), kind
        said = set(page.words)
        said |= {word.rstrip(":") for word in said}
        missing = {word for word in letter.text.split() if word.rstrip(":") not in said and word not in (">", "--")}
        assert not missing, (kind, missing)
        assert Page(letter.html).misnested == []


def test_the_text_reads_well(services: Services, coordinator: Account, clock: FakeClock) -> None:
    for kind, letter in every_letter(services, coordinator, clock, "nl", {}).items():
        lines = letter.text.splitlines()
        assert all(len(line) <= 72 or line.startswith("https://") for line in lines), kind
        assert "\n\n\n" not in letter.text, kind
        assert all(line == line.rstrip() or line == "-- " for line in lines), kind
        assert lines[0].endswith(","), kind
        assert "<" not in letter.text.replace("> Wiek <b", ""), kind


def test_a_decision_in_full(services: Services, coordinator: Account, clock: FakeClock) -> None:
    letter = every_letter(services, coordinator, clock, "en", {})["approved"]
    (link,) = links_in(letter.text)
    assert letter.subject == "Zonnecoöperatie De Wiek is approved"
    assert (
        letter.text
        == f"""\
Hello,

Good news: a coordinator looked at your answers to “The club scan”, and
approved them.

The coordinator wrote:

> Mooi!
> Welkom.

See your page on the map:
https://scan.example.org/collectief/zonnecooperatie-de-wiek

See your result and your answers:
https://scan.example.org/go-on/{link}

The second link works for 30 days. Keep it to yourself: whoever has it
can see and change your answers.

--\x20
This mail was sent by Zelfscan.
https://scan.example.org/
"""
    )


def test_what_was_typed_stays_text(services: Services, coordinator: Account, clock: FakeClock) -> None:
    letters = every_letter(services, coordinator, clock, "nl", {"p_naam": HOSTILE.replace("\x00", "")[:100]})
    for kind, letter in letters.items():
        assert "<b onclick" not in letter.html, kind
        assert not {"b", "script"} & Plain(letter.html).tags, kind
        assert "\n" not in letter.subject
        assert len(letter.subject) <= 150
        assert "\u202e" not in letter.subject + letter.text + letter.html, kind
        message = compose(letter, "ans@example.org", SENDER, "<x@example.org>", clock.now())
        assert "Bcc" not in message
        assert message["Subject"] == letter.subject
        assert b"\r\nBcc:" not in message.as_bytes()
    assert letters["received"].text.count("Wiek <b") == 1
    assert "…" in letters["approved"].subject


def test_nothing_typed_goes_to_an_address_that_was_not_confirmed(services: Services) -> None:
    token = begin(services, {"r_naam": "Win a prize", "p_naam": "Buy at http://evil.example"})
    submit(services, token)
    ask_links(services, "ans@example.org", "nl")
    letters = [
        written(services, mails(services, kind)[-1]) for kind in (MailKind.GO_ON, MailKind.RECEIVED, MailKind.LINKS)
    ]
    for letter in letters:
        for part in (letter.subject, letter.text, letter.html):
            assert "evil" not in part
            assert "prize" not in part
    use_link(services, links_in(letters[0].text)[0])
    assert "evil" in written(services, mails(services, MailKind.RECEIVED)[-1]).text


def test_a_link_opens_the_response_and_is_new_in_every_mail(services: Services) -> None:
    submit(services, begin(services))
    (mail,) = mails(services, MailKind.RECEIVED)
    (first,), (second,) = links_in(written(services, mail).text), links_in(written(services, mail).text)
    assert first != second
    assert link_is_good(services, first)
    opened = use_link(services, second)
    assert opened.response_id == mail.response_id
    assert load(services, opened.token).response.confirmed_hash == contact(services, "ans@example.org").hash


def test_links_to_all_that_is_open(services: Services) -> None:
    for name in ("Een", "Twee"):
        submit(services, begin(services, {"p_naam": name}))
    withdrawn = begin(services, {"p_naam": "Weg"})
    withdraw(services, withdrawn)
    ask_links(services, "ans@example.org", "nl")
    ask_links(services, "nobody@example.org", "nl")
    known, unknown = mails(services, MailKind.LINKS)
    assert len(links_in(written(services, known).text)) == 2
    assert writer(services, SITE)(unknown) is None


def test_what_makes_no_sense_any_more_is_not_written(services: Services, clock: FakeClock) -> None:
    token = start(services, "club", "nl").token
    save_page(services, token, "jij", {"r_email": "typo@example.org"})
    save_page(services, token, "jij", {"r_email": "ans@example.org"})
    typo, mended = mails(services, MailKind.GO_ON)
    assert writer(services, SITE)(typo) is None
    written(services, mended)
    clock.moment += expiry.LASTS
    expiry.run_due(services)
    (reminder,) = mails(services, MailKind.REMINDER)
    written(services, reminder)
    save_page(services, token, "jij", {"r_naam": "Ans"})
    assert writer(services, SITE)(reminder) is None
    withdraw(services, token)
    assert load(services, token).response.state is State.WITHDRAWN
    assert writer(services, SITE)(mended) is None


def test_a_language_without_texts_gives_the_usual_one(services: Services) -> None:
    from dataclasses import replace

    submit(services, begin(services))
    (mail,) = mails(services, MailKind.RECEIVED)
    assert written(services, replace(mail, language="fr")).language == "nl"


def test_answers_are_invited_only_where_they_are_read() -> None:
    assert "reply to this mail" not in trial_letter(SITE, "en").text
    assert "reply to this mail" in trial_letter(Site("https://x.example", "X", answerable=True), "en").text


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_letters_about_new_work_are_safe_and_lead_to_the_desk(
    services: Services, coordinator: Account, clock: FakeClock, language: str
) -> None:
    title = '<b onclick="x()">Wiek</b> & “Co” ' + "heel " * 20  # what is not on one line cannot be sent
    own.choose_language(services, coordinator, language)
    own.choose_news(services, coordinator, News.AT_ONCE)
    response_id = submit(services, begin(services, {"p_naam": title})).response_id
    own.choose_news(services, coordinator, News.DAILY)
    submit(services, begin(services, {"p_naam": title}))
    clock.moment += timedelta(days=1)
    assert tell_daily(services) == 1
    own.choose_news(services, coordinator, News.AT_ONCE)
    hostile = add_account(services.database, clock, "bea@example.org", title, Role.COORDINATOR, "a long password")
    propose(services, response_id, 1, hostile, "Kijk jij ook?")
    for kind, address in (
        (MailKind.NEW_WORK, f"/review/{response_id}"),
        (MailKind.NEW_WORK_DAILY, "/review"),
        (MailKind.TO_CONFIRM, f"/review/{response_id}"),
    ):
        (mail, *_others) = [each for each in mails(services, kind) if each.recipient == coordinator.email]
        letter = written(services, mail)
        assert letter.language == language
        assert "onclick" not in Plain(letter.html).tags
        assert "b" not in Plain(letter.html).tags
        assert f"{SITE.address}{address}" in letter.text
        assert "ans@example.org" not in letter.text + letter.html
        assert Page(letter.html).misnested == []
