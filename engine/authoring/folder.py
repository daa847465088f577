"""Reads the folder of a survey. The only module of the engine that opens files."""

from pathlib import Path

from engine.authoring.characters import LARGEST
from engine.authoring.sources import EXAMPLES
from engine.values import EngineError

MOST_FILES = 500


class FolderError(EngineError):
    """A folder that cannot be read as a survey; the message says why and what to do."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """The YAML files of a survey's folder and of its `examples`, by name relative to the folder.

    A file is read no further than just past the largest size allowed; that it is too large is then a diagnostic.

    Raises:
        FolderError: there is no such folder, it has no YAML files or far too many, or a file cannot be opened.
    """
    if not folder.is_dir():
        raise FolderError(f"{folder} is not a folder")
    try:
        files = [*sorted(folder.glob("*.y*ml")), *sorted((folder / EXAMPLES).glob("*.y*ml"))]
        files = [file for file in files if not file.is_dir()]
        if len(files) > MOST_FILES:
            raise FolderError(f"{folder} holds {len(files)} YAML files; a survey has at most {MOST_FILES}")
        if not files:
            raise FolderError(f"{folder} holds no survey: there is no questionnaire.yaml in it")
        return {file.relative_to(folder).as_posix(): _read(file) for file in files}
    except OSError as problem:
        raise FolderError(f"{problem.filename or folder} cannot be read: {problem.strerror or problem}") from problem


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise FolderError(f"{file} is not an ordinary file")
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)
