"""Where mail goes out: a server for outgoing mail, as it is written in one setting. Apart from what talks to it, so that the
pages need not load that.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

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
