"""Logging in and out, for coordinators. Respondents have no account."""

from webform.account.login import init_login
from webform.account.views import blueprint

__all__ = ["blueprint", "init_login"]
