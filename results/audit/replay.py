"""From the log to where every response stands. Pure: whoever has only the log arrives at the present."""

from collections.abc import Mapping

from results.records.events import LogLine
from results.review import Action, Standing, State


class Replay:
    """The log so far, one line after another. `standings`: by the hash of a response's id (`chain.subject`)."""

    def __init__(self) -> None:
        self._standings: dict[str, Standing] = {}

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Where every response stands that anything happened to."""
        return self._standings

    def take(self, line: LogLine) -> str | None:
        """Take the next line. What is wrong with it in words, else None: a response can only go on from where it stands."""
        if line.to_state is None or line.from_state is None:
            return None
        before = self._standings.get(line.subject, Standing())
        if line.from_state != before.state:
            return f"it leads on from {line.from_state}, but the log so far left this response {before.state}"
        after = before.after(Action(line.action), State(line.to_state))
        if line.revision != after.revision:
            return f"it is about version {line.revision}, but the log so far leads to version {after.revision}"
        self._standings[line.subject] = after
        return None
