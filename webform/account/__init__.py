"""Logging in and out, choosing a password, one's own account, and those of others. Respondents have no account."""

from webform.account import links, others, own, own_codes, views
from webform.account.login import init_login

BLUEPRINTS = (views.blueprint, links.blueprint, own.blueprint, own_codes.blueprint, others.blueprint)

__all__ = ["BLUEPRINTS", "init_login"]
