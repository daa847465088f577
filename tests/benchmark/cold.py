"""Prints the CPU milliseconds of the first compile in this process: `python -m tests.benchmark.cold FOLDER|QUESTIONS`."""

import sys
import time
from pathlib import Path

from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder

what = sys.argv[1]
if what.isdigit():
    from tests.engine import generated

    sources = generated.sources(int(what))
else:
    sources = read_folder(Path(what))
begin = time.process_time()
compilation = compile_survey(sources)
print((time.process_time() - begin) * 1000)
compilation.require()
