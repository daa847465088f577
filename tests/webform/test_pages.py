"""The pages about privacy, accessibility and contact: what the program knows, what the operator fills in, what is open."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from results.services import Services
from tests.results.filled import submitted
from tests.webform.visitor import Visitor
from webform.app import create_app
from webform.cli import main
from webform.commands.pages import blanks_file, reminder
from webform.config import Config, ConfigError
from webform.pages.blanks import ALSO_USED, BLANKS
from webform.pages.facts import FACTS
from webform.pages.site import unfilled
from webform.pages.texts import PAGES, PageTexts
from webform.protection.limits import limiter
from webform.settings.pdok import PdokSettings

ADDRESSES = ("/privacy", "/toegankelijkheid", "/contact")
OPTIONAL = {"review_time"}
"""Stands in no text: without it nothing is promised, so nothing is missing."""
FILLED = {name: f"Ingevuld: {name}" for name in BLANKS}


def fill_in(folder: Path, **values: str) -> Path:
    lines = [f'{name} = "{value}"' for name, value in values.items()]
    (folder / "blanks.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def site_with(services: Services, migrated_url: str) -> Iterator[Callable[[Path | None], Visitor]]:
    """A visitor of a site whose operator has a folder of their own."""
    made = []

    def visit(folder: Path | None) -> Visitor:
        app = create_app(Config(database_url=migrated_url, secret_key="k" * 40, testing=True, pages=folder), services)
        made.append(app)
        return Visitor(app)

    yield visit
    for app in made:
        with app.app_context():
            limiter.reset()


def run(*arguments: str, **environment: str) -> Result:
    result = CliRunner().invoke(main, arguments, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_only_the_operator_knows_is_marked(visitor: Visitor, address: str, language: str) -> None:
    page = visitor.open(f"{address}?language={language}")
    assert '<mark class="blank">' in visitor.html
    assert {"nl": "Deze tekst is nog niet af", "en": "This text is not finished"}[language] in page.text
    assert "{" not in page.text


def test_the_pages_stand_at_the_foot_of_every_page(visitor: Visitor) -> None:
    for address in ("/", "/kaart", "/privacy", "/no-such-page-here/at-all"):
        page = visitor.open(address, status=404 if "no-such" in address else 200)
        assert [link for link in page.links if link in ("/contact", "/privacy", "/toegankelijkheid")] != []
        assert page.links[-3:] == ["/contact", "/privacy", "/toegankelijkheid"], address


def test_the_privacy_statement_tells_what_the_surveys_ask(visitor: Visitor) -> None:
    page = visitor.open("/privacy?language=nl")
    assert "zo rekenen we, en wat openbaar is" in page.text
    assert "Hoe heet je?" in page.text  # of class person
    assert "Om te mogen. “Het mag.”" in page.text  # a consent, with its purpose
    assert "Kies er een" not in page.text  # of no concern here
    assert "/over/soorten" in page.links


@pytest.mark.parametrize("secure", [False, True])
def test_the_privacy_statement_names_the_cookie_that_is_set(
    services: Services, migrated_url: str, secure: bool
) -> None:
    config = Config(database_url=migrated_url, secret_key="k" * 40, testing=True, secure=secure)
    client = create_app(config, services).test_client()
    address = "https://localhost" if secure else "http://localhost"
    (cookie,) = client.get("/privacy?language=nl", base_url=address).headers.getlist("Set-Cookie")
    name = cookie.partition("=")[0]
    assert f"<code>{name}</code>" in client.get("/privacy", base_url=address).text


def test_a_filled_in_page_has_no_marks(site_with: Callable[[Path | None], Visitor], tmp_path: Path) -> None:
    visitor = site_with(fill_in(tmp_path, **FILLED))
    for address in ADDRESSES:
        for language in ("nl", "en"):
            page = visitor.open(f"{address}?language={language}")
            assert "<mark" not in visitor.html, address
            assert "not finished" not in page.text
    assert "Ingevuld: controller" in visitor.open("/privacy").text


def test_a_value_is_text_and_its_addresses_are_links(
    site_with: Callable[[Path | None], Visitor], tmp_path: Path
) -> None:
    given = {"controller": "<b>Wij</b> & *co*", "contact_email": "mail: wij@example.org, of https://example.org/bel."}
    visitor = site_with(fill_in(tmp_path, **given))
    page = visitor.open("/contact")
    assert "<b>Wij</b> & *co*" in page.text
    assert "mailto:wij@example.org" in page.links
    assert "https://example.org/bel" in page.links


def test_a_value_for_one_language(site_with: Callable[[Path | None], Visitor], tmp_path: Path) -> None:
    (tmp_path / "blanks.toml").write_text('controller = "Wij"\nanswer_time = ""\n[en]\ncontroller = "We"\n')
    visitor = site_with(tmp_path)
    assert "Deze site is van Wij" in visitor.open("/contact?language=nl").text
    page = visitor.open("/contact?language=en")
    assert "belongs to We" in page.text
    assert "[to be filled in: within how many working days" in page.text  # empty is not filled in


def test_the_operators_own_text_stands_for_every_language(
    site_with: Callable[[Path | None], Visitor], tmp_path: Path
) -> None:
    (tmp_path / "privacy.nl.md").write_text(
        "# Wat wij doen\n\nWij bewaren <script>alert(1)</script> *niets*, zegt {controller} over {eigen}.\n\n{consents}\n"
    )
    visitor = site_with(fill_in(tmp_path, controller="Wij"))
    page = visitor.open("/privacy?language=en")
    assert "This page is only available in this language: Nederlands." in page.text
    assert "Wat wij doen" in page.text
    assert "<em>niets</em>, zegt Wij over" in visitor.html
    assert "<script>alert" not in visitor.html
    assert "[to be filled in: eigen]" in page.text
    assert "Om te mogen" in page.text
    assert '<div class="prose" lang="nl">' in visitor.html
    visitor.open("/contact")
    assert "belongs to" in visitor.page.text  # a page that is not rewritten stays in the reader's language


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("blanks.toml", b"controller = Wij", "blanks.toml cannot be read"),
        ("blanks.toml", b"controller = 3", "controller must be a text between quotes"),
        ("blanks.toml", b"nl = 3", r"\[nl\] must be a table"),
        ("blanks.toml", b"\xff", "is not UTF-8"),
        ("contact.nl.md", b"Geen titel", "must begin with a line with the title"),
        ("contact.nl.md", b"", "must begin with a line with the title"),
        ("contact.nl.md", b"#" * 300_000, "too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigError, match=rf"PAGES: .*{told}"):
        PageTexts.load(tmp_path)


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "contact.nl.md").mkdir()
    with pytest.raises(ConfigError, match=r"PAGES: .*cannot be read"):
        PageTexts.load(tmp_path)


def test_the_setting_names_a_folder(tmp_path: Path) -> None:
    given = {"INSTANCE": str(tmp_path / "var")}
    assert Config.from_environment(given).pages is None
    assert Config.from_environment({**given, "PAGES": str(tmp_path)}).pages == tmp_path
    with pytest.raises(ConfigError, match="PAGES: there is no folder"):
        Config.from_environment({**given, "PAGES": str(tmp_path / "no")})


@pytest.mark.parametrize(("language", "told"), [("nl", "komen van PDOK"), ("en", "come from PDOK")])
def test_what_pdok_gets_to_know_is_told_where_it_is_asked(
    services: Services, config: Config, visitor: Visitor, language: str, told: str
) -> None:
    assert "PDOK" not in visitor.open(f"/privacy?language={language}").text
    other = Visitor(create_app(replace(config, pdok=PdokSettings()), services))
    assert told in other.open(f"/privacy?language={language}").text


def test_every_place_in_our_texts_is_a_fact_or_a_blank() -> None:
    texts = PageTexts.load()
    assert {(page, language) for page in PAGES for language in ("nl", "en")} == set(texts.texts)
    used = {name for text in texts.texts.values() for name in text.places}
    assert used | ALSO_USED == FACTS.keys() | BLANKS.keys()


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_tell_the_same(page: str) -> None:
    dutch, english = (PageTexts.load().text(page, language) for language in ("nl", "en"))
    assert dutch.places == english.places
    assert [line[:2] for line in dutch.body.splitlines()] != []
    marks = [[line.split(" ")[0] for line in text.body.splitlines() if line[:1] in "#-"] for text in (dutch, english)]
    assert marks[0] == marks[1]


class TestCommand:
    def test_check_lists_what_is_open(self, tmp_path: Path) -> None:
        result = run("pages", "check", INSTANCE=str(tmp_path / "var"), PAGES="")
        assert result.exit_code == 1
        assert "contact.nl: controller, contact_email" in result.stdout
        assert all(blank.asks in result.stdout for name, blank in BLANKS.items() if name not in OPTIONAL)

    def test_write_fill_in_and_check(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        assert run("pages", "write", str(folder)).exit_code == 0
        assert unfilled(PageTexts.load(folder)).keys() == unfilled(PageTexts.load()).keys()
        file = folder / "blanks.toml"
        file.write_text(file.read_text().replace('= ""', '= "Zo"'))
        environment = {"INSTANCE": str(tmp_path / "var"), "PAGES": str(folder)}
        result = run("pages", "check", **environment)
        assert (result.exit_code, result.stdout) == (0, "Every blank is filled in.\n")
        again = run("pages", "write", str(folder), "--texts")
        assert "left as it is" in again.stdout
        assert '= "Zo"' in file.read_text()
        assert (folder / "privacy.en.md").is_file()

    def test_a_statement_of_ones_own_that_leaves_pdok_out_is_told(self, tmp_path: Path) -> None:
        fill_in(tmp_path, **FILLED)
        own = tmp_path / "privacy.nl.md"
        settings = {"PAGES": str(tmp_path), "INSTANCE": str(tmp_path / "i"), "PDOK": "1"}
        own.write_text("# Privacy\nNiets.", encoding="utf-8")
        checked = run("pages", "check", **settings)
        assert (checked.exit_code, "privacy.nl: PDOK is set" in checked.output) == (1, True)
        own.write_text("# Privacy\n{background_map}", encoding="utf-8")
        assert "PDOK is set" not in run("pages", "check", **settings).output

    def test_a_slip_is_told(self, tmp_path: Path) -> None:
        fill_in(tmp_path, **FILLED, controler="Wij")
        (tmp_path / "privacy.md").touch()
        result = run("pages", "check", INSTANCE=str(tmp_path / "var"), PAGES=str(tmp_path))
        assert result.exit_code == 1
        assert "privacy.md is no page and is not used" in result.stdout
        assert "blanks.toml: controler is in none of the texts" in result.stdout

    def test_what_the_server_says_at_its_start(self, tmp_path: Path) -> None:
        assert f"{len(BLANKS.keys() - OPTIONAL)} blanks that only you can fill in" in reminder(None)
        assert reminder(fill_in(tmp_path, **FILLED)) == ""
        assert reminder(fill_in(tmp_path, **FILLED, controler="Wij")).startswith("PAGES: 1 other remark")

    def test_the_file_to_fill_in_has_every_blank(self, tmp_path: Path) -> None:
        import tomllib

        read: dict[str, Any] = tomllib.loads(blanks_file())
        assert {name for name in read if name not in ("nl", "en")} == set(BLANKS)


def test_how_long_a_review_takes_and_scans_are_kept_is_the_operators_to_say(
    services: Services, site_with: Callable[[Path | None], Visitor], tmp_path: Path
) -> None:
    token, ref = submitted(services)
    visitor = site_with(None)
    visitor.hold(services, token)
    for address in (f"/r/{ref}/scan", f"/r/{ref}/profile"):
        page = visitor.open(address)
        assert "Je krijgt een mail als er een besluit is" in page.text
        assert "werkdagen" not in page.text
    assert "zolang het op een besluit wacht" in visitor.open(f"/r/{ref}/scan").text
    visitor = site_with(fill_in(tmp_path, review_time="drie weken", retention="zeven jaar, daarna wissen we hem"))
    visitor.hold(services, token)
    for address in (f"/r/{ref}/scan", f"/r/{ref}/profile"):
        assert "We bekijken binnen drie weken wat je hebt verstuurd" in visitor.open(address).text
    page = visitor.open(f"/r/{ref}/scan")
    assert "zeven jaar, daarna wissen we hem" in page.text
    assert "review_time" not in "".join(PageTexts.load(tmp_path).unused)
