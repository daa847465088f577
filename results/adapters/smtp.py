"""Mail over SMTP: one connection for each mail, encrypted unless the operator says otherwise.

What the server answers decides whether a mail is tried again. A refusal of its recipient or of its content is for good;
a refusal of us (no login, no encryption, a sender it does not know) is the operator's to mend, so mails wait for that.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from results.errors import MailDelayed, MailRefused, MailServerAway

_PERMANENT = range(500, 600)
_NOT_LET_IN = frozenset({530, 534, 535, 538})
_SERVER_BUSY = 421
_PORTS = {"smtp": 587, "smtps": 465}
_TIMEOUT = 20.0
_LONGEST_TIMEOUT = 60.0


class Encryption(StrEnum):
    """How the connection is made private. The values are those of `tls=` in the address."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes out. `authorities`: a file with the certificates to trust, None: those of the machine. `timeout` in
    seconds, for each time that the server is waited for.
    """

    host: str
    port: int
    encryption: Encryption
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT
    authorities: str | None = None

    @classmethod
    def parse(cls, url: str) -> "SmtpServer":
        """The server at smtp://user:password@host:587?tls=starttls or smtps://host (also: timeout=SECONDS, ca=FILE).

        Raises:
            ValueError: it cannot be understood, or would send a password unencrypted; the message never repeats it.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS[parts.scheme]
            options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        except (KeyError, ValueError):
            raise ValueError(
                "must look like smtp://user:password@host:587?tls=starttls or smtps://user:password@host:465, with "
                "special characters in the password percent-encoded"
            ) from None
        if not parts.hostname or parts.path.strip("/") or options.keys() - {"tls", "timeout", "ca"}:
            raise ValueError("must name a host, and after a ? only tls=, timeout= and ca=")
        server = cls(
            host=parts.hostname,
            port=port,
            encryption=_encryption(parts.scheme, options.get("tls")),
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password or "") if parts.username else None,
            timeout=_seconds(options.get("timeout")),
            authorities=options.get("ca"),
        )
        if server.user and server.encryption is Encryption.NONE and not _is_this_computer(server.host):
            raise ValueError("would send the password unencrypted: leave tls=none out, or the user and password")
        return server


def _encryption(scheme: str, asked: str | None) -> Encryption:
    try:
        chosen = Encryption(asked or (Encryption.TLS if scheme == "smtps" else Encryption.STARTTLS))
    except ValueError:
        raise ValueError("tls= must be starttls, tls or none") from None
    if scheme == "smtps" and chosen is not Encryption.TLS:
        raise ValueError("smtps:// is always encrypted: leave tls= out, or write smtp://")
    return chosen


def _seconds(asked: str | None) -> float:
    try:
        seconds = float(asked or _TIMEOUT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise ValueError(f"timeout= must be a number of seconds, at most {_LONGEST_TIMEOUT:g}")
    return seconds


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class SmtpMailer:
    """A `Mailer` that hands mails to one SMTP server. `hello` is the name by which it introduces this computer."""

    def __init__(self, server: SmtpServer, hello: str) -> None:
        self._server = server
        self._hello = hello

    def send(self, message: EmailMessage) -> None:
        """See `results.ports.Mailer`."""
        connection = self._connected()
        try:
            refused = connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(*next(iter(error.recipients.values()))) from error
        except smtplib.SMTPDataError as error:
            raise _judged(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:  # an address that this server has no letters for
            raise MailRefused(str(error)) from error
        except smtplib.SMTPResponseException as error:  # MAIL FROM: it does not take mail from us
            raise MailServerAway(_answer(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailDelayed(f"the connection was lost: {_words(error)}") from error
        else:
            if refused:
                raise _judged(*next(iter(refused.values())))
        finally:
            _leave(connection)

    def _connected(self) -> smtplib.SMTP:
        """A connection on which mail can be sent."""
        server = self._server
        connection: smtplib.SMTP | None = None
        try:
            context = ssl.create_default_context(cafile=server.authorities)
            if server.encryption is Encryption.TLS:
                connection = smtplib.SMTP_SSL(
                    server.host, server.port, self._hello, timeout=server.timeout, context=context
                )
            else:
                connection = smtplib.SMTP(server.host, server.port, self._hello, timeout=server.timeout)
            if server.encryption is Encryption.STARTTLS:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password or "")
        except smtplib.SMTPResponseException as error:
            _leave(connection)
            raise MailServerAway(_answer(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            _leave(connection)
            raise MailServerAway(f"{server.host} port {server.port}: {_words(error)}") from error
        return connection


def _leave(connection: smtplib.SMTP | None) -> None:
    """Close a connection. No QUIT: the mail was answered for, and a server that is slow to say goodbye is not waited for."""
    if connection is not None:
        connection.close()


def _judged(code: int, answer: bytes | str) -> MailRefused | MailDelayed:
    told = _answer(code, answer)
    if code == _SERVER_BUSY or code in _NOT_LET_IN:
        return MailServerAway(told)
    return MailRefused(told) if code in _PERMANENT else MailDelayed(told)


def _answer(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
