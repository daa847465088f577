"""Reports of an entry that cannot be made or handled."""

from results.errors import ResultsError


class NotOnTheMap(ResultsError):
    """There is no entry at this address, or no longer."""

    code = "not-on-the-map"


class TooManyReports(ResultsError):
    """So much was reported about an entry that nobody looked at yet."""

    code = "too-many-reports"


class UnknownReport(ResultsError):
    """There is no such report, or it was deleted."""

    code = "unknown-report"


class AlreadyHandled(ResultsError):
    """Somebody else handled this a moment before."""

    code = "already-handled"
