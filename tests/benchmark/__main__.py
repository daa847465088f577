"""`script/bench`: measures the budgets and prints them as tables.

`script/bench engine`, `web`, `desk`, `public`, `published` or `load` measures only that."""

import platform
import sys

from tests.benchmark import desk, engine, load, public, published, web
from tests.benchmark.measure import table

PARTS = {
    "engine": lambda: table(engine.rows()),
    "web": lambda: table(web.rows()),
    "desk": desk.text_of,
    "public": public.text,
    "published": published.text,
    "load": load.text,
}


def main(chosen: list[str]) -> int:
    """Print the tables of the chosen parts, or of all."""
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        print(f"script/bench: there is no part {unknown[0]}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"CPU time on one core, {platform.python_implementation()} {platform.python_version()}.\n")
    for name in chosen or PARTS:
        print(PARTS[name]() + "\n", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
