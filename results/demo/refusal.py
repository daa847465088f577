"""Why no collectives are made up."""

from results.errors import ResultsError


class DemoRefused(ResultsError):
    """Nothing was made up; the message says why, and what to do."""
