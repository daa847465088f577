"""Every exception that this package raises on purpose, a module for each concern. Each has a `code` that the web turns into a
text and a status.
"""


class ResultsError(Exception):
    """The base of every exception this package raises on purpose."""

    code = "results"
