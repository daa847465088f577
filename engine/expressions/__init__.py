"""The expression language of conditions, checks and calculated values: parsed, typed, three-valued, put into words."""
