"""The roles of accounts in words, and where each begins after logging in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.review import Role


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What a role is called, and what it may do."""

    title: LazyString
    may: LazyString


ROLES: Final[Mapping[Role, RoleWords]] = {
    Role.COORDINATOR: RoleWords(_l("Coordinator"), _l("Looks at what is sent, and decides about it.")),
    Role.RESEARCHER: RoleWords(
        _l("Researcher"), _l("Does not see what is sent. There are no pages for researchers yet but this account.")
    ),
    Role.ADMINISTRATOR: RoleWords(
        _l("Administrator"), _l("Does what a coordinator does, and also invites others and ends their accounts.")
    ),
}

BEGINS_AT: Final[Mapping[Role, str]] = {
    Role.COORDINATOR: "review.waiting",
    Role.RESEARCHER: "own.page",
    Role.ADMINISTRATOR: "review.waiting",
}
"""The endpoint of each role's first page."""
