"""Saying that a flag is no objection, with a word why. One transaction: the flag, the pair, the log."""

from results.audit.deeds import Deed
from results.audit.interest import involved
from results.audit.log import Entry, record
from results.errors.decisions import ConflictOfInterest, ReasonRequired, StaleRevision
from results.errors.desk import UnknownFlag
from results.flags.found import Flag
from results.records.accounts import Account
from results.records.events import Actor, Words
from results.services import Services
from results.store import events, flags, responses
from results.text import plain_text


def dismiss(services: Services, response_id: str, flag_id: int, account: Account, word: str) -> Flag:
    """Dismiss one flag of the newest revision. Of a pair it is remembered that they are not the same, whatever the revision.

    Dismissing what was dismissed already changes nothing: who was first counts.

    Raises:
        ReasonRequired: no word is given.
        UnknownResponse, UnknownFlag: there is no such response, or it has no such flag (any more).
        ConflictOfInterest: this account is involved in the collective, so it judges nothing about it.
        StaleRevision: there is a newer revision than the one the flag is about.
    """
    said = plain_text(word.strip())
    if not said:
        raise ReasonRequired("tell why this is no objection")
    with services.database.writing() as connection:
        response = responses.known(connection, response_id, lock=True)
        if account.id in involved(events.history(connection, response_id)):
            raise ConflictOfInterest("this account is involved in the collective")
        flag = flags.one(connection, response_id, flag_id)
        if flag is None:
            raise UnknownFlag("this response has no such flag")
        if flag.revision != response.revision:
            raise StaleRevision(flag.revision, response.revision)
        if not flag.open:
            return flag
        at = services.clock.now()
        flags.dismiss(connection, flag, account.id, at, said)
        if flag.other is not None:
            flags.add_distinct(connection, response_id, flag.other, account.id, at, said)
        record(
            connection,
            Entry(
                at=at,
                actor=Actor(account.role, account.id),
                action=Deed.FLAG_DISMISSED,
                response_id=response_id,
                revision=flag.revision,
                facts={"rule": flag.rule.value},
                words=Words(said),
            ),
        )
    return flag
