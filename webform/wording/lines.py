"""What somebody typed, on a page: a line stays a line, and everything in it is escaped."""

from markupsafe import Markup, escape


def lines(text: str) -> Markup:
    """The text with a break after each line but the last; in templates it is the filter `lines`."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
