"""From the YAML of a survey to a questionnaire, with a diagnostic for everything that is not right."""
