"""Several who do something at the same moment, each in a thread of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from results.errors import ResultsError


def at_once(*deeds: Callable[..., object]) -> list[Any]:
    """What each gives, or the refusal that it raises, in the order of the deeds. Any other error is one of the test."""
    gate = threading.Barrier(len(deeds))

    def act(deed: Callable[..., object]) -> object:
        gate.wait(30)
        try:
            return deed()
        except ResultsError as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(act, deeds, timeout=90))
