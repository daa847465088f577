"""Logging in and out, choosing a password, one's own account, and those of others. Respondents have no account."""

from webform.account import links, organisation, others, own, own_codes, views
from webform.account.codes_first import CODES, init_codes_first
from webform.account.login import init_login
from webform.account.organisation import init_provider
from webform.account.ways import PASSWORDS

BLUEPRINTS = (
    views.blueprint,
    organisation.blueprint,
    links.blueprint,
    own.blueprint,
    own_codes.blueprint,
    others.blueprint,
)

__all__ = ["BLUEPRINTS", "CODES", "PASSWORDS", "init_codes_first", "init_login", "init_provider"]
