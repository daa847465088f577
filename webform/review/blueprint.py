"""What the pages of the desk share: their blueprint, and who is logged in."""

from flask import Blueprint
from flask_login import current_user

from results.records.accounts import Account

blueprint = Blueprint("review", __name__, url_prefix="/review")


def account() -> Account:
    """Whoever is logged in; every page of this blueprint asks for that (`access.py`)."""
    logged_in: Account = current_user.account
    return logged_in
