"""The generic questionnaire engine: YAML to a questionnaire, answers to an outcome. No web, database, clock, environment or network."""
