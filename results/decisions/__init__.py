"""What stands around a decision: what was asked and what became of it, the second reviewer, the texts, the mail as it will be.

The decisions themselves are in `deciding`, and what they may be in the table of `results/review.py`.
"""
