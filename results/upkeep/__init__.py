"""Keeping entries right: once a year it is asked whether everything still is, and what nobody answers for ends. Pure: `plan`."""
