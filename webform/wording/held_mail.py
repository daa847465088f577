"""What coordinators and administrators are told of mail that does not leave: that it waits, since when, and who can do what."""

from flask_babel import format_datetime

from results.mail.post import held
from webform.language import ngettext
from webform.services import services


def held_words() -> str:
    """What is told of mails that wait for more than an hour; nothing when there are none."""
    found = held(services().database, services().clock.now())
    if found is None:
        return ""
    since = format_datetime(found.since, "d MMMM HH:mm")
    if not found.attempts:
        return ngettext(
            "%(num)s mail waits since %(since)s, because nothing here sends mail now. Whoever runs this installation can start it: "
            "zelfscan worker",
            "%(num)s mails wait since %(since)s, because nothing here sends mail now. Whoever runs this installation can start it: "
            "zelfscan worker",
            found.number,
            since=since,
        )
    return ngettext(
        "%(num)s mail waits since %(since)s, because the mail server does not take it. It is tried again by itself. Whoever runs this "
        "installation can see why: zelfscan mail list --waiting",
        "%(num)s mails wait since %(since)s, because the mail server does not take them. They are tried again by themselves. Whoever runs "
        "this installation can see why: zelfscan mail list --waiting",
        found.number,
        since=since,
    )
