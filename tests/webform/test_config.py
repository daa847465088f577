import stat
from pathlib import Path

import pytest

from webform.config import SHIPPED_SURVEYS, Config, ConfigError
from webform.settings.mail import MailSettings


def test_nothing_set(tmp_path: Path) -> None:
    config = Config.from_environment({"INSTANCE": str(tmp_path / "var")})
    assert config.database_url == f"sqlite:///{tmp_path}/var/zelfscan.sqlite"
    assert config.surveys == (SHIPPED_SURVEYS,)
    assert (config.host, config.port, config.secure, config.proxies) == ("127.0.0.1", 8000, False, 0)
    assert config.secret_key not in repr(config)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    given = {"INSTANCE": str(tmp_path / "var")}
    first = Config.from_environment(given)
    assert len(first.secret_key) >= 60
    assert Config.from_environment(given) == first
    file = tmp_path / "var" / "secret-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("short")
    with pytest.raises(ConfigError, match="secret-key holds no usable key"):
        Config.from_environment(given)


def test_everything_set(tmp_path: Path) -> None:
    surveys = [tmp_path / "one", tmp_path / "two"]
    for folder in surveys:
        folder.mkdir()
    config = Config.from_environment(
        {
            "INSTANCE": str(tmp_path / "never"), "DATABASE_URL": "postgresql://h/d", "SECRET_KEY": "s" * 40, "HOST": "::1",
            "PORT": "81", "HTTPS": "Yes", "PROXIES": "2", "SURVEYS": f"{surveys[0]}:{surveys[1]}",
        }
    )  # fmt: skip
    assert config == Config(
        "postgresql://h/d", "s" * 40, tuple(surveys), "::1", 81, secure=True, proxies=2,
        address="http://[::1]:81", mail=MailSettings.from_environment({}, tmp_path / "never" / "mail"),
    )  # fmt: skip
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "x"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "٨٠"),
        ("HTTPS", "perhaps"),
        ("WORKER", "perhaps"),
        ("ADDRESS", "scan.example.org"),
        ("SMTP", "mail.example.org"),
        ("MAIL_FROM", "nobody"),
        ("PROXIES", "99"),
        ("SURVEYS", "/no/such"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({"INSTANCE": str(tmp_path), name: value})


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="INSTANCE"):
        Config.from_environment({"INSTANCE": str(tmp_path / "file" / "var")})


def test_the_command_line_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    monkeypatch.setenv("PORT", "81")
    monkeypatch.setenv("HOST", "127.0.0.2")
    config = Config.from_command_line(HOST=None, PORT=82)
    assert (config.host, config.port) == ("127.0.0.2", 82)
    assert Config.from_environment() == config


def test_a_short_secret_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SECRET_KEY must have at least 32 characters"):
        Config.from_environment({"INSTANCE": str(tmp_path), "SECRET_KEY": "short"})
