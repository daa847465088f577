"""The log of the application: one line for each occasion, and a plain traceback for a fault of ours.

Never the values that a program was working on when it failed: among them are answers, addresses and links.
"""

from typing import Any


def log(name: str) -> Any:
    """The log of a module. structlog is loaded when there is something to tell: that takes longer than answering a request."""
    import structlog
    from structlog.dev import ConsoleRenderer, plain_traceback

    # What structlog would choose prints the local variables of every function on the way.
    for processor in structlog.get_config()["processors"]:
        if isinstance(processor, ConsoleRenderer):
            processor.exception_formatter = plain_traceback
    return structlog.get_logger(name)
