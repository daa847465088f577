"""One-time codes: a second thing that is asked besides the password, of who wants that.

Codes of six digits from a phone (TOTP, RFC 6238), each of use once; or a recovery code, kept as a hash, for who has lost the
phone. The secret of the codes is kept sealed with the application's: a copy of the database alone makes no codes.
"""

import hmac
from base64 import urlsafe_b64encode

from sqlalchemy import Connection

from results.accounts.attempts import Tried, count_attempt, was_right
from results.accounts.register import Way, forget_ways_in, log_deed
from results.audit.deeds import Deed
from results.database import Database
from results.errors.accounts import WrongCode
from results.ports import Clock
from results.records.accounts import Account
from results.services import Services
from results.store import account_secrets, accounts
from results.tokens import blinded, code_hash, new_code, token_hash

STEP_SECONDS = 30
_NEAR = (0, -1, 1)
"""A clock may be one step off."""
RECOVERY_CODES = 10
ISSUER = "Zelfscan"


def new_secret() -> str:
    """A secret for a phone, to be confirmed with `turn_on`."""
    import pyotp

    return str(pyotp.random_base32())


def address_of(secret: str, account: Account) -> str:
    """What the QR code for a phone holds."""
    import pyotp

    return str(pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER))


def turn_on(services: Services, account: Account, secret: str, typed: str, token: str = "") -> tuple[str, ...]:
    """Ask one-time codes from now on, when `typed` is one of this secret; the recovery codes, told once. Every session ends but
    the one with this token: it may be of who knows the password only.

    Raises:
        WrongCode: it is not. TooSoon: it was tried too often.
    """
    with services.database.writing() as connection:
        count_attempt(connection, services, Tried.CODE, account.id)
    step = _step_of(services, secret, typed)
    if step is None:
        raise WrongCode("this is not a code of now")
    sealed = _seal(services, secret)
    with services.database.writing() as connection:
        was_right(connection, services, Tried.CODE, account.id)
        accounts.change(connection, account.id, totp_secret=sealed, totp_step=step)
        forget_ways_in(connection, account.id, token_hash(token))
        log_deed(connection, services.clock, Deed.CODES_ON, account, account)
        return _new_recovery_codes(connection, services, account.id)


def half_way(services: Services, account: Account) -> str:
    """What a browser holds between the password and the code: worth nothing any more when the password, or the phone, is
    another.
    """
    return blinded(services.secret, "half-way", f"{account.id}:{account.proof}")


def turn_off(
    database: Database, clock: Clock, account: Account, by: Account | Way = Way.COMMAND_LINE, token: str = ""
) -> None:
    """No longer ask one-time codes. Every session ends but the one with this token. Nothing happens where none were asked."""
    with database.writing() as connection:
        _password, sealed = accounts.secrets_of(connection, account.id)
        if sealed is None:
            return
        accounts.change(connection, account.id, totp_secret=None)
        account_secrets.replace_codes(connection, account.id, ())
        forget_ways_in(connection, account.id, token_hash(token))
        log_deed(connection, clock, Deed.CODES_OFF, account, by)


def new_recovery_codes(services: Services, account: Account) -> tuple[str, ...]:
    """Other recovery codes, told once; those there were are worth nothing."""
    with services.database.writing() as connection:
        log_deed(connection, services.clock, Deed.RECOVERY_CODES_MADE, account, account)
        return _new_recovery_codes(connection, services, account.id)


def check_code(services: Services, account: Account, typed: str) -> None:
    """Use a one-time code or a recovery code: neither works a second time.

    Raises:
        WrongCode: it is none, or was used. TooSoon: it was tried too often.
    """
    with services.database.writing() as connection:
        count_attempt(connection, services, Tried.CODE, account.id)
        _password, sealed = accounts.secrets_of(connection, account.id)
    step = None if sealed is None else _step_of(services, _unseal(services, sealed), typed)
    recovery = code_hash(services.secret, typed)
    with services.database.writing() as connection:
        used = step is not None and accounts.use_step(connection, account.id, step)
        if not used:
            if not (recovery and account_secrets.take_code(connection, account.id, recovery)):
                raise WrongCode("this is no code that works now")
            log_deed(connection, services.clock, Deed.RECOVERY_CODE_USED, account, account)
        was_right(connection, services, Tried.CODE, account.id)


def _step_of(services: Services, secret: str, typed: str) -> int | None:
    """The time step of which this is the code; None when it is of none that is near."""
    import pyotp

    digits = "".join(typed.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    now = int(services.clock.now().timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret)
    near = [now + off for off in _NEAR if hmac.compare_digest(str(codes.generate_otp(now + off)), digits)]
    return near[0] if near else None


def _new_recovery_codes(connection: Connection, services: Services, account_id: int) -> tuple[str, ...]:
    made = [new_code(services.secret) for _ in range(RECOVERY_CODES)]
    account_secrets.replace_codes(connection, account_id, [hashed for _code, hashed in made])
    return tuple(code for code, _hashed in made)


def _seal(services: Services, secret: str) -> str:
    from cryptography.fernet import Fernet

    return Fernet(_key(services)).encrypt(secret.encode("ascii")).decode("ascii")


def _unseal(services: Services, sealed: str) -> str:
    """The secret; one that no code fits when it was sealed with another key of the application."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(_key(services)).decrypt(sealed.encode("ascii")).decode("ascii")
    except InvalidToken:
        return new_secret()


def _key(services: Services) -> bytes:
    return urlsafe_b64encode(bytes.fromhex(blinded(services.secret, "one-time codes", "seal")))
