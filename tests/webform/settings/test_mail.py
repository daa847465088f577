"""The settings of mail: what they come to, what is refused, and that no password is ever told."""

from pathlib import Path

import pytest

from results.adapters.mail_folder import MailFolder
from results.adapters.smtp import SmtpMailer
from webform.config import Config, ConfigError
from webform.settings.mail import MailSettings, site_address

FOLDER = Path("/nowhere/mail")
WHOLE = {
    "SMTP": "smtp://scan:secretword@mail.example.org",
    "MAIL_FROM": "Scan <scan@example.org>",
    "MAIL_REPLY_TO": "help@example.org",
    "ADDRESS": "https://scan.example.org/",
}


def test_nothing_set() -> None:
    settings = MailSettings.from_environment({}, FOLDER)
    assert settings.server is None
    assert isinstance(settings.mailer(), MailFolder)
    assert (settings.sender.name, settings.sender.address) == ("Zelfscan", "zelfscan@localhost")
    assert settings.sender.reply_to is None


def test_everything_set() -> None:
    settings = MailSettings.from_environment(WHOLE, FOLDER)
    assert isinstance(settings.mailer(), SmtpMailer)
    assert (settings.sender.name, settings.sender.address) == ("Scan", "scan@example.org")
    assert (settings.sender.domain, settings.sender.reply_to) == ("example.org", "help@example.org")
    assert "secretword" not in repr(settings)


def test_only_an_address() -> None:
    sender = MailSettings.from_environment({"MAIL_FROM": "scan@bücher.example"}, FOLDER).sender
    assert (sender.name, sender.domain) == ("Zelfscan", "xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"MAIL_FROM": ""}, "MAIL_FROM must be set"),
        ({"ADDRESS": ""}, "ADDRESS must be set"),
        ({"MAIL_FROM": "nobody"}, "MAIL_FROM must look like"),
        ({"MAIL_FROM": "a@b\nBcc: c@d"}, "MAIL_FROM must look like"),
        ({"MAIL_REPLY_TO": "a@@b"}, "MAIL_REPLY_TO must look like"),
        ({"SMTP": "smtp://scan:secretword@mail.example.org?tls=none"}, "SMTP would send the password unencrypted"),
        ({"SMTP": "scan:secretword@mail.example.org"}, "SMTP must look like"),
        ({"ADDRESS": "scan.example.org"}, "ADDRESS must look like"),
        ({"ADDRESS": "https://scan.example.org/?x=1"}, "ADDRESS must look like"),
        ({"ADDRESS": "https://scan.example.org/\nx"}, "ADDRESS must look like"),
        ({"ADDRESS": "javascript://scan.example.org"}, "ADDRESS must look like"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError, match=f"^{told}") as found:
        Config.from_environment({**WHOLE, "INSTANCE": str(tmp_path), **changed})
    assert "secretword" not in str(found.value)


@pytest.mark.parametrize(
    ("given", "host", "address"),
    [
        ("", "127.0.0.1", "http://127.0.0.1:8000"),
        ("", "0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("", "::", "http://[::1]:8000"),
        ("", "192.0.2.7", "http://192.0.2.7:8000"),
        ("", "2001:db8::7", "http://[2001:db8::7]:8000"),
        ("https://scan.example.org/", "127.0.0.1", "https://scan.example.org"),
        (" https://example.org:8443/scan/ ", "127.0.0.1", "https://example.org:8443/scan"),
    ],
)
def test_the_address_of_the_site(given: str, host: str, address: str) -> None:
    assert site_address({"ADDRESS": given}, host, 8000) == address
