"""What an operator typed or set, and that cannot be used."""

from results.errors import ResultsError


class UnsupportedDatabase(ResultsError):
    """The database address is not one this application can use."""

    code = "unsupported-database"


class UnfitHead(ResultsError):
    """This is not how the end of the log is written; the message says how it is."""

    code = "unfit-head"
