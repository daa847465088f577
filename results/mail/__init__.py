"""Mails: queued in the transaction that wants them (`outbox`), sent later (`post`), as mail servers want them (`message`)."""
