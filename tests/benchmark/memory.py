"""Prints the megabytes that a process takes which has served a page: `python -m tests.benchmark.memory`."""

import resource

from tests.benchmark.web import application

with application() as app:
    for address in ("/", "/zelfscan", "/kaart"):
        app.test_client().get(address)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
