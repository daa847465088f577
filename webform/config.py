"""What can be set from outside: read once from the environment, frozen, and passed on. Nothing else reads the environment.

Refuses values it cannot understand, with the name of the variable and what it should hold.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webform.settings.mail import MailSettings, site_address
from webform.settings.oidc import OidcSettings
from webform.settings.pdok import PdokSettings

SHIPPED_SURVEYS = Path(__file__).resolve().parent.parent / "surveys"
KEY_FILE = "secret-key"
SHORTEST_KEY = 32
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


class ConfigError(Exception):
    """A setting that cannot be used; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of the application.

    `database_url`: SQLAlchemy URL. `surveys`: folders that each hold surveys, or are one. `secure`: people reach the
    application over https, so cookies are sent over https only. `proxies`: how many trusted reverse proxies stand in
    front. Sizes are in bytes. `pages`: the folder with the operator's own texts, and what they fill in. `address`: where
    people reach the application, for links in mails. `oidc`: with which organisation accounts log in (None: with none);
    `passwords`: whether they may log in with a password, `codes`: whether with one-time codes only. `mail`: how mail leaves it (None: not at all). `worker`: whether
    `zelfscan serve` sends mail too. `review_days`: within how many working days a submission should be decided on.
    `pdok`: where the background map and addresses are asked for (None: not at all).
    """

    database_url: str
    secret_key: str = field(repr=False)
    surveys: tuple[Path, ...] = (SHIPPED_SURVEYS,)
    host: str = "127.0.0.1"
    port: int = 8000
    secure: bool = False
    proxies: int = 0
    max_body: int = 1_000_000
    max_form_fields: int = 2_000
    login_limit: str = "10 per 5 minutes"
    start_limit: str = "60 per minute"
    mail_limit: str = "20 per 10 minutes"
    code_limit: str = "20 per 10 minutes"
    testing: bool = False
    pages: Path | None = None
    address: str = "http://127.0.0.1:8000"
    mail: MailSettings | None = None
    worker: bool = True
    review_days: int = 10
    oidc: OidcSettings | None = None
    passwords: bool = True
    codes: bool = False
    second_reviewer: bool = False
    pdok: PdokSettings | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """The configuration that the environment asks for. Makes the instance folder and the secret key when absent.

        Raises:
            ConfigError: a value that is not understood.
        """
        given = os.environ if environment is None else environment
        instance = Path(given.get("INSTANCE") or "var").absolute()
        if not given.get("DATABASE_URL"):
            _instance_folder(instance)
        host = given.get("HOST") or "127.0.0.1"
        port = _whole_number(given, "PORT", 8000, 65_535)
        try:
            address = site_address(given, host, port)
            mail = MailSettings.from_environment(given, instance / "mail")
            oidc = OidcSettings.from_environment(given)
            pdok = PdokSettings.from_environment(given)
        except ValueError as error:
            raise ConfigError(str(error)) from None
        return cls(
            database_url=database_url(given),
            secret_key=_secret_key(given.get("SECRET_KEY", ""), instance),
            surveys=_folders(given),
            pages=_pages(given),
            host=host,
            port=port,
            secure=_yes_or_no(given, "HTTPS"),
            proxies=_whole_number(given, "PROXIES", 0, 10),
            address=address,
            mail=mail,
            review_days=_whole_number(given, "REVIEW_DAYS", 10, 250),
            worker=_yes_or_no(given, "WORKER", default="1"),
            oidc=oidc,
            passwords=_passwords(given, oidc),
            codes=_yes_or_no(given, "CODES"),
            second_reviewer=_yes_or_no(given, "SECOND_REVIEWER"),
            pdok=pdok,
        )

    @classmethod
    def from_command_line(cls, **chosen: object) -> "Config":
        """The configuration from the environment, with what was `chosen` on the command line (None: not chosen).

        The choices are put in the environment, so that worker processes come to the same configuration.

        Raises:
            ConfigError: a value that is not understood.
        """
        os.environ.update({name: str(value) for name, value in chosen.items() if value is not None})
        return cls.from_environment()


def where_things_are() -> dict[str, str]:
    """The settings, as they were given, that say which database and which surveys are used."""
    return {name: os.environ[name] for name in ("INSTANCE", "DATABASE_URL", "SURVEYS") if os.environ.get(name)}


def database_url(environment: Mapping[str, str] | None = None) -> str:
    """The database that the environment names, or the one in the instance folder. Makes nothing."""
    given = os.environ if environment is None else environment
    instance = Path(given.get("INSTANCE") or "var").absolute()
    return given.get("DATABASE_URL") or f"sqlite:///{instance / 'zelfscan.sqlite'}"


def kept_secret_key(instance: Path) -> str:
    """The key that signs cookies: made once and kept in the instance folder, readable by its owner only."""
    path = _instance_folder(instance) / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if len(key) < SHORTEST_KEY:
            raise ConfigError(
                f"{path} holds no usable key: remove the file, a new key is made at the next start"
            ) from None
        return key
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _secret_key(given: str, instance: Path) -> str:
    if given and len(given) < SHORTEST_KEY:
        raise ConfigError(f"SECRET_KEY must have at least {SHORTEST_KEY} characters; leave it out to have one made")
    return given or kept_secret_key(instance)


def _instance_folder(instance: Path) -> Path:
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"INSTANCE: the folder {instance} cannot be made ({error.strerror})") from error
    return instance


def named_folders(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The folders that SURVEYS names, whether they exist or not; none when it is not set."""
    given = os.environ if environment is None else environment
    return tuple(Path(part) for part in given.get("SURVEYS", "").split(os.pathsep) if part)


def _folders(given: Mapping[str, str]) -> tuple[Path, ...]:
    folders = tuple(folder.absolute() for folder in named_folders(given))
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"SURVEYS: there is no folder {folder}")
    return folders or (SHIPPED_SURVEYS,)


def _pages(given: Mapping[str, str]) -> Path | None:
    folder = Path(given["PAGES"]).absolute() if given.get("PAGES") else None
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"PAGES: there is no folder {folder}")
    return folder


def _whole_number(given: Mapping[str, str], name: str, default: int, maximum: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) <= maximum):
        raise ConfigError(f"{name} must be a whole number up to {maximum}, not {text!r}")
    return int(text)


def _passwords(given: Mapping[str, str], oidc: OidcSettings | None) -> bool:
    passwords = _yes_or_no(given, "PASSWORDS", default="1")
    if not passwords and oidc is None:
        raise ConfigError("PASSWORDS=0 would let nobody log in: set OIDC_ISSUER too")
    return passwords


def _yes_or_no(given: Mapping[str, str], name: str, default: str = "") -> bool:
    text = (given.get(name, "").strip() or default).lower()
    if text in TRUE_WORDS:
        return True
    if text in FALSE_WORDS:
        return False
    raise ConfigError(f"{name} must be 1 or 0, not {text!r}")
