"""Mail over SMTP: one connection for each mail, encrypted unless the operator says otherwise.

What the server answers decides whether a mail is tried again. A refusal of its recipient or of its content is for good;
a refusal of us (no login, no encryption, a sender it does not know) is the operator's to mend, so mails wait for that.
"""

import smtplib
import ssl
from email.message import EmailMessage

from results.adapters.smtp_server import Encryption, SmtpServer
from results.errors.mail import MailDelayed, MailRefused, MailServerAway

_PERMANENT = range(500, 600)
_NOT_LET_IN = frozenset({530, 534, 535, 538})
_SERVER_BUSY = 421


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
