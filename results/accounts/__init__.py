"""Accounts of those who review, research and run the house. Respondents have none.

`register` holds who there is, `entering` how somebody gets in, `sessions` where they are logged in, `links` the mails to choose
a password, `second_factor` one-time codes, `own` what somebody changes of themselves, `provider` accounts of a provider of
OpenID Connect, `new_work` mails that something waits, `attempts` how often in vain.
"""
