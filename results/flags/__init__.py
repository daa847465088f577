"""Flags: what the program remarks about a submission before a coordinator decides. Pure.

`rules/` has one rule per file, all in one list; `found` says what they are given and give; `traits` what tells two submissions
of the same collective. A flag says what was found and where; it never decides, and scores play no part.
"""
