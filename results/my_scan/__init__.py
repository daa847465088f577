"""What an initiator does with a scan that is filled in: send it, follow it, take it back, withdraw it, have a copy, delete it."""
