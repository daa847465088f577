"""Bringing people into contact: who fits, what the coordinator proposes, what both answer, what initiators ask for.

Nothing is shared before both have said yes, and nothing to or of whoever does not give the consent at that moment.
"""
