"""Mails that cannot be handed over."""

from results.errors import ResultsError


class MailDelayed(ResultsError):
    """A mail could not be handed over now; later it may. The message is the server's, or the network's."""

    code = "mail-delayed"


class MailServerAway(MailDelayed):
    """No mail can be handed over now: the server cannot be reached, or does not let us in."""

    code = "mail-server-away"


class MailRefused(ResultsError):
    """A mail was refused for good: its address does not exist, or it is not wanted there."""

    code = "mail-refused"
