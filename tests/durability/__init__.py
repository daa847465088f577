"""What was acknowledged stays: the real server and real databases, killed, filled up and taken away while people save.

`python -m tests.durability [--rounds N]` runs every trial at length; `test_durability.py` runs a short form of each.
"""
