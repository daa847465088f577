"""In which ways accounts may log in here: with a password, with an organisation, or both. As the operator has set."""

from flask import abort, current_app

from webform.settings.oidc import OidcSettings

PASSWORDS = "PASSWORDS"
"""The setting of the application: whether passwords may be used."""
ORGANISATION = "zelfscan-organisation"
"""Where the application keeps its client of the provider, and its settings."""


def with_password() -> bool:
    """Whether an account may log in with a password."""
    return bool(current_app.config[PASSWORDS])


def only_with_password() -> None:
    """Answer that there is no such page, where no passwords are used."""
    if not with_password():
        abort(404)


def organisation() -> OidcSettings | None:
    """The organisation with which accounts log in; None where there is none."""
    found = current_app.extensions.get(ORGANISATION)
    return None if found is None else found.settings
