"""Flags at work: raised when a submission comes in (`raising`), shown to coordinators (`shown`), dismissed (`dismissing`)."""
