"""The generic questionnaire engine: from YAML to a questionnaire, from answers to an outcome.

It has no web, database, clock, environment or network: those belong to the packages `results` and `webform`.
"""
