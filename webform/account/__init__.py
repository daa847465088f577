"""Logging in and out, and one's own account. Respondents have no account."""

from webform.account.login import init_login
from webform.account.own import blueprint as own_blueprint
from webform.account.views import blueprint

__all__ = ["blueprint", "init_login", "own_blueprint"]
