"""What a profile is, how it is stored, and what it is compared with: pure functions over frozen values, and tallies that are
kept.
"""
