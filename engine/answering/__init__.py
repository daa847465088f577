"""From answers to an outcome: pure steps, and `outcome.evaluate` as the front door. Never imports authoring."""
