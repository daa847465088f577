"""Accounts of those who review, research and run the house. Respondents have none.

`register` holds who there is, `entering` how somebody gets in, `sessions` where they are logged in, `links` the mails to choose
a password, `second_factor` one-time codes, `own` what somebody changes of themselves, `provider` accounts of a provider of
OpenID Connect, `new_work` mails that something waits, `attempts` how often in vain.
"""

from results.accounts.entering import authenticate
from results.accounts.register import (
    DEMO_EMAIL,
    FIRST_EMAIL,
    account_by_email,
    account_by_id,
    add_account,
    all_accounts,
    change_password,
    change_role,
    first_account,
    remove_account,
)

__all__ = [
    "DEMO_EMAIL",
    "FIRST_EMAIL",
    "account_by_email",
    "account_by_id",
    "add_account",
    "all_accounts",
    "authenticate",
    "change_password",
    "change_role",
    "first_account",
    "remove_account",
]
