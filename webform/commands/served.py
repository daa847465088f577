"""What `zelfscan serve` runs in each of its processes: the application, which ends when who began it is gone.

Killed hard (SIGKILL, no memory left), the first process can tell its children nothing. One that went on would hold the port and
answer with an application that nobody minds any more.
"""

import os
import signal
import time
from multiprocessing import parent_process
from threading import Thread

from flask import Flask

LOOKS_EVERY = 1.0
"""Seconds."""
MOMENT_TO_FINISH = 10.0
"""Seconds for the requests that are being answered."""


def make_app() -> Flask:
    """The application, in a process that the server began."""
    parent = parent_process()
    if parent is not None and parent.pid is not None:
        Thread(target=end_with, args=(parent.pid,), name="parent", daemon=True).start()
    from webform.wsgi import make_app as make

    return make()


def end_with(parent: int) -> None:
    """Wait until the process `parent` is gone, and end this one: as if it were asked to, and else anyhow."""
    while os.getppid() == parent:
        time.sleep(LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(MOMENT_TO_FINISH)
    os._exit(1)
