"""A trap for programs that fill in every field of every form they meet. It costs people nothing.

The field is not shown, not read aloud and not reached by the keyboard. What comes with it filled in is not carried out, and
not lost either: the form comes back with everything in it and that field empty, and the button has to be pressed once more.
There is no puzzle, no waiting time and no third party.
"""

from flask import request

FIELD = "website"
"""As in `layout/trap.html`. A name that programs like to fill in, and browsers do not fill in by themselves where it is hidden."""


def tripped() -> bool:
    """Whether the form that was sent has the hidden field filled in."""
    return bool(request.form.get(FIELD, "").strip())
