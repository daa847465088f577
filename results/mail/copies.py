"""Copies of mails go with what they are about: a mail that was filed on disk is not to be read after everything was deleted.

A use case that deletes mails asks `keys_of` before, and tells `forget` after its transaction. What that missed (the disk
refused, or a mail was just being written) goes at the worker's next `sweep`, as do the copies of mails whose address and
words are forgotten. A letter that never was in the outbox, such as a test, goes then too.
"""

from collections.abc import Collection
from contextlib import suppress

from results.mail.message import identity
from results.services import Services
from results.store import mails


def forget(services: Services, keys: Collection[str]) -> None:
    """Delete the copies of the mails with these keys. A disk that refuses delays it until the next sweep, which tells."""
    with suppress(OSError):
        services.copies.forget({identity(key, services.secret) for key in keys})


def sweep(services: Services) -> int:
    """Delete every copy of a mail that the outbox does not know, or no longer; how many.

    Raises:
        OSError: the disk refuses.
    """
    there = services.copies.identities()  # first: of each of these the row was there before the copy
    if not there:
        return 0
    with services.database.reading() as connection:
        known = {identity(key, services.secret) for key in mails.remembered(connection)}
    return services.copies.forget(there - known)
