"""Texts in which earlier answers are inserted: `{id}` is a pipe, `{{` and `}}` are braces that people see."""

import re

from engine.questionnaire import Pipe, Text

_PIECE = re.compile(r"(?P<open>\{\{)|(?P<close>\}\})|\{(?P<id>[a-z][a-z0-9_]*)\}|(?P<brace>[{}])")

Found = tuple[int, int, str]
"""Two offsets, and the id or what is wrong."""


def find_pipes(words: str) -> tuple[Text, list[Found], list[Found]]:
    """The text in parts, where its pipes are, and the braces that mean nothing (kept as they are)."""
    parts: list[str | Pipe] = []
    literal: list[str] = []
    pipes: list[Found] = []
    problems: list[Found] = []
    position = 0
    for piece in _PIECE.finditer(words):
        literal.append(words[position : piece.start()])
        position = piece.end()
        if piece["id"] is not None:
            _flush(parts, literal)
            parts.append(Pipe(piece["id"]))
            pipes.append((piece.start(), piece.end(), piece["id"]))
            continue
        literal.append(piece[0][0])
        if piece["brace"]:
            problems.append((piece.start(), piece.end(), f"A single {piece['brace']} stands in this text"))
    literal.append(words[position:])
    _flush(parts, literal)
    return Text(tuple(parts)), pipes, problems


def _flush(parts: list[str | Pipe], literal: list[str]) -> None:
    """End the literal string that was being collected."""
    text = "".join(literal)
    if text:
        parts.append(text)
    literal.clear()
